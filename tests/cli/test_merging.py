"""``saraban merge``: the workbooks of several divisions become one, or everything that keeps them apart is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.model import Agency, Dataset, PlanBook, Project, Unit
from pipeline.sources import load, write_workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from subprocess import CompletedProcess

    Command = Callable[..., CompletedProcess[str]]


def _division(*names: str, **more: Any) -> Dataset:  # noqa: ANN401 - any field of a dataset
    values: dict[str, Any] = {
        "fiscal_year": 2568,
        "agency": Agency(name="สำนักงานตัวอย่าง", code="88000000"),
        "units": (Unit(id="a", name="กองหนึ่ง"),),
        "projects": tuple(
            Project(code=f"88000000-{int(name.partition(' ')[0]):04}", name=f"โครงการ {name}", unit="a")
            for name in names
        ),
    }
    return Dataset(**{**values, **more})


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """A workbook of a division with these projects (``1 ก``: its number and the end of its name)."""

    def run(file: str, *names: str, **more: Any) -> Path:  # noqa: ANN401
        path = tmp_path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        write_workbook(_division(*names, **more), path)
        return path

    return run


def test_workbooks_of_divisions_become_one_that_reads_back_the_same(
    saraban: Command, write: Callable[..., Path], tmp_path: Path
) -> None:
    write("กองหนึ่ง.xlsx", "1 ก", "2 ข")
    write("กองสอง.xlsx", "2 ข", "3 ค")

    done = saraban("merge", "กองหนึ่ง.xlsx", "กองสอง.xlsx", "-o", "ผล/รวม.xlsx")

    assert done.returncode == 0, done.stderr
    assert done.stdout == f"{Path('ผล/รวม.xlsx')}\n"
    assert "2 ชุด" in done.stderr
    merged = load(tmp_path / "ผล" / "รวม.xlsx")
    assert merged.origin.findings == ()
    assert merged.model_dump() == _division("1 ก", "2 ข", "3 ค").model_dump()


def test_folders_and_workbooks_merge_with_each_other(
    saraban: Command, dataset: Path, write_project: Callable[[Path, int, str], Path], tmp_path: Path
) -> None:
    whole = load(dataset)
    write_workbook(whole.model_copy(update={"projects": whole.projects[:1]}), tmp_path / "หนึ่ง.xlsx")
    write_project(dataset, 3, "โครงการที่สาม")

    done = saraban("merge", "หนึ่ง.xlsx", dataset, "-o", "รวม.xlsx")

    assert done.returncode == 0, done.stderr
    assert load(tmp_path / "รวม.xlsx").model_dump() == load(dataset).model_dump()


def test_the_same_sources_give_the_same_bytes(saraban: Command, write: Callable[..., Path], tmp_path: Path) -> None:
    write("a.xlsx", "1 ก", "2 ข")
    write("b.xlsx", "3 ค")

    written = []
    for seed in ("1", "2"):
        done = saraban("merge", "a.xlsx", "b.xlsx", "-o", "รวม.xlsx", env={"PYTHONHASHSEED": seed})
        assert done.returncode == 0, done.stderr
        written.append((tmp_path / "รวม.xlsx").read_bytes())

    assert written[0] == written[1]


def test_conflicts_are_all_told_and_nothing_is_written(
    saraban: Command, write: Callable[..., Path], tmp_path: Path
) -> None:
    write("a.xlsx", "1 ก", "2 ข")
    write("b.xlsx", "1 อื่น", "2 อื่น")
    (tmp_path / "รวม.xlsx").write_bytes(b"before")

    done = saraban("merge", "a.xlsx", "b.xlsx", "-o", "รวม.xlsx")

    assert done.returncode == 4
    assert done.stdout == ""
    assert done.stderr.count("[merge-conflict]") == 2
    assert "b.xlsx [โครงการ!B2]" in " ".join(done.stderr.split())
    assert "--keep first" in " ".join(done.stderr.split())
    assert (tmp_path / "รวม.xlsx").read_bytes() == b"before"


@pytest.mark.parametrize(("keep", "name"), [("first", "โครงการ 1 ก"), ("last", "โครงการ 1 อื่น")])
def test_keep_settles_conflicts_and_names_what_was_dropped(
    saraban: Command, write: Callable[..., Path], tmp_path: Path, keep: str, name: str
) -> None:
    write("a.xlsx", "1 ก")
    write("b.xlsx", "1 อื่น")

    done = saraban("merge", "a.xlsx", "b.xlsx", "-o", "รวม.xlsx", "--keep", keep)

    assert done.returncode == 0, done.stderr
    assert "[merge-value-dropped]" in " ".join(done.stderr.split())
    assert load(tmp_path / "รวม.xlsx").projects[0].name == name


def test_machines_are_told_the_same_as_people(saraban: Command, write: Callable[..., Path]) -> None:
    write("a.xlsx", "1 ก")
    write("b.xlsx", "1 อื่น")

    refused = saraban("merge", "a.xlsx", "b.xlsx", "-o", "รวม.xlsx", "--json")
    kept = saraban("merge", "a.xlsx", "b.xlsx", "-o", "รวม.xlsx", "--output-format", "json", "--keep", "first")

    told = json.loads(refused.stdout)
    assert (refused.returncode, told["out"], told["error"]["exit_code"]) == (4, None, 4)
    (finding,) = told["findings"]
    assert finding["rule"] == "merge-conflict"
    assert (finding["place"]["sheet"], finding["place"]["cell"]) == ("โครงการ", "B2")
    assert finding["related"][0]["source"] == "b.xlsx"
    assert (finding["params"]["value"], finding["params"]["other"]) == ("โครงการ 1 ก", "โครงการ 1 อื่น")
    told = json.loads(kept.stdout)
    assert (kept.returncode, told["out"], told["sources"]) == (0, "รวม.xlsx", ["a.xlsx", "b.xlsx"])
    assert [found["rule"] for found in told["findings"]] == ["merge-value-dropped"]


def test_conflicts_can_be_sent_round_as_a_workbook(
    saraban: Command, write: Callable[..., Path], tmp_path: Path
) -> None:
    from openpyxl import load_workbook

    write("a.xlsx", "1 ก")
    write("b.xlsx", "1 อื่น")

    without = saraban("merge", "a.xlsx", "b.xlsx", "-o", "รวม.xlsx", "--output-format", "xlsx")
    done = saraban("merge", "a.xlsx", "b.xlsx", "-o", "รวม.xlsx", "--output-format", "xlsx", "--report", "ขัดกัน.xlsx")

    assert without.returncode == 2
    assert "--report" in without.stderr
    assert done.returncode == 4
    sheet = load_workbook(tmp_path / "ขัดกัน.xlsx").worksheets[0]
    cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row]
    assert "merge-conflict" in cells
    assert any("b.xlsx [โครงการ!B2]" in str(cell) for cell in cells)
    assert not (tmp_path / "รวม.xlsx").exists()


def test_what_is_wrong_in_all_sources_is_told_at_once(saraban: Command, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("agency: {name: ก}\n", encoding="utf-8")
    (tmp_path / "b.xlsx").write_bytes(b"no workbook")
    (tmp_path / "c.yaml").write_text(
        "fiscal_year: 2568\nagency: {name: ก}\nprojects: [{code: x, name: ก}]\n", encoding="utf-8"
    )

    done = saraban("merge", "a.yaml", "b.xlsx", "c.yaml", "-o", "รวม.xlsx", "--json")

    told = json.loads(done.stdout)
    assert done.returncode == 4
    assert {finding["place"]["source"] for finding in told["findings"]} == {"a.yaml", "b.xlsx", "c.yaml"}
    assert "2 ชุด จากทั้งหมด 3 ชุด" in done.stderr
    assert not (tmp_path / "รวม.xlsx").exists()


def test_a_source_that_could_not_be_read_whole_is_not_merged(
    saraban: Command, write: Callable[..., Path], tmp_path: Path
) -> None:
    write("a.xlsx", "1 ก")
    (tmp_path / "b.yaml").write_text(
        "fiscal_year: 2568\nagency: {name: สำนักงานตัวอย่าง}\nprojects: [{code: 88000000-0002}]\n", encoding="utf-8"
    )

    done = saraban("merge", "a.xlsx", "b.yaml", "-o", "รวม.xlsx", "--keep", "first")

    assert done.returncode == 4
    assert "[value-missing]" in done.stderr
    assert not (tmp_path / "รวม.xlsx").exists()


def test_other_years_and_agencies_are_not_merged(saraban: Command, write: Callable[..., Path], tmp_path: Path) -> None:
    write("a.xlsx", "1 ก")
    write("b.xlsx", "1 ก", fiscal_year=2567, agency=Agency(name="สำนักอื่น", code="99000000"))

    done = saraban("merge", "a.xlsx", "b.xlsx", "-o", "รวม.xlsx", "--keep", "first")

    assert done.returncode == 4
    assert "[merge-other-year]" in done.stderr
    assert "[merge-other-agency]" in done.stderr
    assert not (tmp_path / "รวม.xlsx").exists()


def test_a_call_that_makes_no_sense_is_refused(saraban: Command, write: Callable[..., Path], tmp_path: Path) -> None:
    write("a.xlsx", "1 ก")
    write("b.xlsx", "1 ก")
    write("ชุด/c.xlsx", "1 ก")
    (tmp_path / "alias.xlsx").hardlink_to(tmp_path / "a.xlsx")
    (tmp_path / "รูป.txt").write_text("x", encoding="utf-8")
    before = (tmp_path / "a.xlsx").read_bytes()

    for words, said in (
        (["a.xlsx", "-o", "รวม.xlsx"], "สองชุด"),
        (["-o", "รวม.xlsx"], "SOURCE"),
        (["a.xlsx", "b.xlsx"], "-o"),
        (["a.xlsx", "./a.xlsx", "-o", "รวม.xlsx"], "สองครั้ง"),
        (["a.xlsx", "alias.xlsx", "-o", "รวม.xlsx"], "สองครั้ง"),
        (["ชุด", "ชุด/c.xlsx", "-o", "รวม.xlsx"], "สองครั้ง"),
        (["a.xlsx", "ไม่มี.xlsx", "-o", "รวม.xlsx"], "ไม่มี.xlsx"),
        (["a.xlsx", "รูป.txt", "-o", "รวม.xlsx"], "รูป.txt"),
        (["a.xlsx", "b.xlsx", "-o", "รวม"], ".xlsx"),
        (["a.xlsx", "b.xlsx", "-o", "รวม.yaml"], ".xlsx"),
        (["a.xlsx", "b.xlsx", "-o", "a.xlsx"], "ทับ"),
        (["b.xlsx", "a.xlsx", "-o", "alias.xlsx"], "ทับ"),
        (["a.xlsx", "ชุด", "-o", "ชุด/รวม.xlsx"], "โฟลเดอร์ข้อมูล"),
        (["a.xlsx", "b.xlsx", "-o", "รวม.xlsx", "--report", "รวม.xlsx"], "ไฟล์เดียวกัน"),
        (["a.xlsx", "b.xlsx", "-o", "รวม.xlsx", "--report", "b.xlsx"], "ทับ"),
        (["a.xlsx", "b.xlsx", "-o", "ชุด.xlsx", "--keep", "best"], "first, last"),
    ):
        done = saraban("merge", *words)
        assert (done.returncode, done.stdout) == (2, ""), (words, done.stderr)
        assert said in done.stderr, words
        assert "Traceback" not in done.stderr

    assert (tmp_path / "a.xlsx").read_bytes() == before
    assert not (tmp_path / "รวม.xlsx").exists()


def test_a_target_that_is_no_file_is_left_alone(saraban: Command, write: Callable[..., Path], tmp_path: Path) -> None:
    write("a.xlsx", "1 ก")
    write("b.xlsx", "2 ข")
    (tmp_path / "โฟลเดอร์.xlsx").mkdir()

    done = saraban("merge", "a.xlsx", "b.xlsx", "-o", "โฟลเดอร์.xlsx")

    assert done.returncode == 2
    assert "ไม่ใช่ไฟล์ธรรมดา" in done.stderr
    assert [path.name for path in tmp_path.glob(".saraban*")] == []


def test_what_refers_to_nothing_in_the_whole_is_told_but_merged(
    saraban: Command, write: Callable[..., Path], tmp_path: Path
) -> None:
    write("a.xlsx", "1 ก", units=())
    write("b.xlsx", "2 ข", units=())
    write("c.xlsx")

    parts = saraban("merge", "a.xlsx", "b.xlsx", "-o", "รวม.xlsx")
    whole = saraban("merge", "a.xlsx", "b.xlsx", "c.xlsx", "-o", "ครบ.xlsx")

    assert parts.returncode == whole.returncode == 0
    assert parts.stderr.count("[reference-missing]") == 2
    assert "reference-missing" not in whole.stderr
    assert load(tmp_path / "ครบ.xlsx").origin.findings == ()


def test_a_seal_comes_along_unless_there_is_one(saraban: Command, write: Callable[..., Path], tmp_path: Path) -> None:
    write("ต้นทาง/a.xlsx", "1 ก", plan_book=PlanBook(seal="ภาพ/ตรา.png"))
    write("ต้นทาง/b.xlsx", "2 ข")
    seal = tmp_path / "ต้นทาง" / "ภาพ" / "ตรา.png"
    seal.parent.mkdir()
    seal.write_bytes(b"\x89PNG")

    done = saraban("merge", "ต้นทาง/a.xlsx", "ต้นทาง/b.xlsx", "-o", "ผล/รวม.xlsx")
    assert done.returncode == 0, done.stderr
    assert "ตรา.png" in done.stderr
    copy = tmp_path / "ผล" / "ภาพ" / "ตรา.png"
    assert copy.read_bytes() == seal.read_bytes()
    assert load(tmp_path / "ผล" / "รวม.xlsx").origin.findings == ()

    copy.write_bytes(b"our own")
    again = saraban("merge", "ต้นทาง/a.xlsx", "ต้นทาง/b.xlsx", "-o", "ผล/รวม.xlsx")
    beside = saraban("merge", "ต้นทาง/a.xlsx", "ต้นทาง/b.xlsx", "-o", "ต้นทาง/รวม.xlsx")
    assert "ตรา.png" not in again.stderr + beside.stderr
    assert copy.read_bytes() == b"our own"


def test_the_rules_of_merging_explain_themselves(saraban: Command) -> None:
    done = saraban("check", "--explain", "merge-conflict")

    assert done.returncode == 0
    assert "--keep" in done.stdout
