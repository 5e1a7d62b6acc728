"""``saraban batch`` as people and schedulers call it: what is told, where, and with which exit code."""

from __future__ import annotations

import hashlib
import json
import shutil
import signal
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest

from tests.batch.agencies import change, write_agencies
from tests.cli.conftest import Command

if TYPE_CHECKING:
    from collections.abc import Mapping
    from subprocess import CompletedProcess

MONTH = "2569-06"
QUICK = ("--month", MONTH, "-d", "follow-up", "-f", "txt", "--jobs", "1")
WRONG = "31/02/2569"


@dataclass(frozen=True)
class Run:
    """A batch of two agencies and one whose data is wrong, in a folder that may be copied."""

    folder: Path
    done: CompletedProcess[str]

    @property
    def month(self) -> Path:
        return self.folder / "ผล" / MONTH

    @property
    def report(self) -> Mapping[str, Any]:
        read: Mapping[str, Any] = json.loads((self.month / "run-report.json").read_text(encoding="utf-8"))
        return read

    @property
    def log(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in (self.folder / "log.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("batch")
    (folder / "home").mkdir()
    *_, wrong = write_agencies(folder / "หน่วยงาน", 3, 2)
    change(next(iter((wrong / "projects").iterdir())), start=WRONG)
    words = ("-d", "progress-form", "-d", "follow-up", "-f", "pdf", "-f", "txt", "--log-json", "log.jsonl")
    done = Command(folder)("batch", "หน่วยงาน", "--month", MONTH, "-o", "ผล", "--jobs", "1", *words)
    return Run(folder, done)


@pytest.fixture
def again(run: Run, saraban: Command) -> Command:
    """The command in a copy of the folder of a finished batch."""
    for name in ("หน่วยงาน", "ผล"):
        shutil.copytree(run.folder / name, saraban.folder / name, copy_function=shutil.copy2)
    return saraban


def test_what_can_be_made_is_made_and_the_rest_is_told(run: Run) -> None:
    assert run.done.returncode == 3, run.done.stderr
    assert run.done.stdout == f"{Path('ผล', MONTH, 'run-report.html')}\n"
    assert "ต้องสร้าง 7 ฉบับ (ยังไม่เคยสร้าง 7)" in run.done.stderr
    assert "สร้างแล้ว 7 ฉบับ" in run.done.stderr
    assert "ข้อมูลยังใช้ไม่ได้: สำนักทดลองที่ 3 กรุงเทพมหานคร" in run.done.stderr or "agency-03" in run.done.stderr
    assert WRONG in run.done.stderr


def test_the_report_tells_what_is_on_the_disk(run: Run) -> None:
    made = [one for one in run.report["documents"] if one["fate"] == "made"]
    files = [run.folder / "ผล" / name for one in made for name in one["files"]]

    assert {one["source"] for one in made} == {"agency-01", "agency-02", "+"}
    assert [path for path in files if not path.is_file()] == []
    assert sum(path.stat().st_size for path in files) == run.report["counts"]["bytes"]
    assert [one["refused"] != [] for one in run.report["sources"]] == [False, False, True]


def test_the_page_leads_to_every_file(run: Run) -> None:
    found: list[str] = []

    class Links(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.extend(value or "" for name, value in attrs if tag == "a" and name == "href")

    Links().feed((run.month / "run-report.html").read_text(encoding="utf-8"))

    expected = {path for path in run.month.rglob("*") if path.is_file() and not path.name.startswith("run-report")}
    assert {run.month / unquote(link) for link in found} == expected


def test_the_log_tells_every_step_in_order(run: Run) -> None:
    events = [line["event"] for line in run.log]
    made = [line for line in run.log if line["event"] == "document-made"]

    assert events[:2] == ["run-started", "sources-found"]
    assert events[2:6] == ["source-planned"] * 3 + ["planned"]
    assert events[-2:] == ["report-written", "run-finished"]
    assert (len(made), events.count("document-started"), events.count("document-failed")) == (7, 7, 0)
    assert run.log[-1]["exit_code"] == 3
    assert run.log[-1]["counts"] == run.report["counts"]
    assert all(line["time"].endswith("Z") for line in run.log)
    for file in (file for line in made for file in line["files"]):
        assert hashlib.sha256((run.folder / "ผล" / file["name"]).read_bytes()).hexdigest() == file["sha256"]


def test_a_second_run_makes_nothing_and_says_it_as_json(again: Command) -> None:
    words = ("-d", "progress-form", "-d", "follow-up", "-f", "pdf", "-f", "txt", "--json")

    done = again("batch", "หน่วยงาน", "--month", "มิ.ย. 2569", "-o", "ผล", *words)

    told = json.loads(done.stdout)
    assert done.returncode == told["exit_code"] == 3
    assert (told["counts"]["made"], told["counts"]["unchanged"], told["reasons"]) == (0, 7, {})
    assert told == json.loads((again.folder / "ผล" / MONTH / "run-report.json").read_text(encoding="utf-8"))
    assert "ไม่มีอะไรต้องสร้าง" in done.stderr


def test_a_dry_run_tells_what_would_be_made_and_why_and_writes_nothing(again: Command) -> None:
    def seen() -> list[tuple[str, int]]:
        files = (path for path in again.folder.rglob("*") if path.is_file() and "home" not in path.parts)
        return sorted((str(path), path.stat().st_mtime_ns) for path in files)

    change(again.folder / "หน่วยงาน/agency-01/projects/89000001-0002.json", rationale="เหตุผลที่เขียนใหม่")
    before = seen()

    done = again("batch", "หน่วยงาน", "--month", MONTH, "-o", "ผล", "-d", "progress-form", "-f", "pdf", "--dry-run")

    assert done.returncode == 3, "one source is refused"
    heads, _, row = done.stdout.splitlines()
    assert heads.split() == ["หน่วยงาน", "เหตุที่สร้าง", "จำนวน", "เอกสาร"]
    assert "ข้อมูลหรือวันที่เปลี่ยน" in row
    assert row.endswith("89000001-0002")
    assert "ทดลองเท่านั้น ไม่ได้เขียนไฟล์ใด" in done.stderr
    assert seen() == before


def test_a_log_on_standard_output_stands_there_alone(saraban: Command) -> None:
    write_agencies(saraban.folder / "a", 1, 1)

    done = saraban("batch", "a", *QUICK, "--log-json", "-")

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[0])["schema"] == "saraban-batch-log/1"
    assert json.loads(done.stdout.splitlines()[-1])["exit_code"] == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_log_that_ends_does_not_end_the_batch(saraban: Command) -> None:
    write_agencies(saraban.folder / "a", 1, 1)

    done = saraban("batch", "a", *QUICK, "--log-json", "/dev/full")

    assert done.returncode == 0, done.stderr
    assert done.stderr.count("งานยังทำต่อไป") == 1
    assert (saraban.folder / "build/batch" / MONTH / "run-report.html").is_file()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_batch_that_is_told_to_end_gives_account(saraban: Command, number: signal.Signals) -> None:
    write_agencies(saraban.folder / "a", 2, 8)
    process = saraban.start("batch", "a", "--month", MONTH, "--jobs", "1", "--log-json", "-")
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(json.loads(line))
        if lines[-1]["event"] == "document-made":
            break
    process.send_signal(number)
    rest, err = process.communicate(timeout=60)
    lines += [json.loads(line) for line in rest.splitlines()]

    assert process.returncode == 130
    assert "สั่งใหม่อีกครั้งเพื่อทำต่อ" in err
    assert (lines[-1]["event"], lines[-1]["exit_code"], lines[-1]["interrupted"]) == ("run-finished", 130, True)
    told = json.loads((saraban.folder / "build/batch" / MONTH / "run-report.json").read_text(encoding="utf-8"))
    assert told["interrupted"]
    assert told["counts"]["made"] >= 1
    assert told["counts"]["planned"] >= 1


def test_a_report_that_is_held_does_not_undo_the_documents(saraban: Command) -> None:
    write_agencies(saraban.folder / "a", 1, 1)
    (saraban.folder / "build/batch" / MONTH / "run-report.xlsx").mkdir(parents=True)

    done = saraban("batch", "a", *QUICK)

    assert done.returncode == 2
    assert "run-report.xlsx" in done.stderr
    assert "สร้างแล้ว 1 ฉบับ" in done.stderr
    assert (saraban.folder / "build/batch" / MONTH / "run-report.json").is_file()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["agency", *QUICK], "หมายถึง agencies หรือไม่"),
        (["empty", *QUICK], "ไม่มีชุดข้อมูลใน empty"),
        (["agencies/x*", *QUICK], "ไม่มีไฟล์หรือโฟลเดอร์ตรงกับ agencies/x*"),
        (["agencies", "--month", "2569-13"], "อ่านเดือน 2569-13 ไม่ได้"),
        (["agencies", "-d", "progres-form"], "หมายถึง progress-form หรือไม่"),
        (["agencies", "--jobs", "สอง"], "--jobs ต้องเป็นจำนวนเต็ม ไม่ใช่ สอง"),
        (["agencies", "--jobs", "0"], "จำนวนโพรเซส 0 ใช้ไม่ได้"),
        (["agencies", "--time-limit", "0"], "--time-limit ต้องอยู่ระหว่าง 1 ถึง 86,400"),
        (["agencies", "--memory-limit", "1"], "--memory-limit ต้องอยู่ระหว่าง 200 ถึง 1,000,000"),
        (["agencies", "--scheduler", "tcp://127.0.0.1:1"], "--executor dask"),
        (["agencies", "--json", "--log-json", "-"], "standard output"),
        (["agencies", "--log-json", "empty"], "เขียนบันทึก empty ไม่ได้"),
        (["agencies", "--notify", "none.toml"], "none.toml"),
        (["agencies", "--as-of", "เมื่อวาน"], "อ่านวันที่ เมื่อวาน ไม่ได้"),
        (["agencies", *QUICK, "-o", "agencies/agency-01/agency.json"], "ไม่ใช่โฟลเดอร์"),
        ([], "ยังไม่ได้ระบุ SOURCE"),
    ],
)
def test_a_mistake_in_the_call_is_told_before_anything_is_made(saraban: Command, words: list[str], told: str) -> None:
    (saraban.folder / "empty").mkdir()
    write_agencies(saraban.folder / "agencies", 1, 1)

    done = saraban("batch", *words)

    assert done.returncode == 2, done.stderr
    assert told in done.stderr
    assert not (saraban.folder / "build").exists()


def test_build_makes_monthly_documents_of_another_month(saraban: Command) -> None:
    [agency] = write_agencies(saraban.folder, 1, 1)

    done = saraban("build", agency, "-d", "follow-up", "-f", "txt", "--month", "2569-05")

    assert done.returncode == 0, done.stderr
    assert Path(done.stdout.strip()).name == "follow-up 2569-05.txt"
    assert "พฤษภาคม 2569" in (saraban.folder / done.stdout.strip()).read_text(encoding="utf-8")
    assert saraban("build", agency, "--month", "เดือนไหนก็ได้").returncode == 2


def test_build_refuses_a_month_that_is_not_in_the_year_of_the_data(saraban: Command) -> None:
    [agency] = write_agencies(saraban.folder, 1, 1)

    done = saraban("build", agency, "-d", "follow-up", "-f", "txt", "--month", "2569-10")

    assert done.returncode == 2
    assert "เดือนตุลาคม 2569 อยู่ในปีงบประมาณ 2570 แต่ข้อมูลเป็นของปีงบประมาณ 2569" in done.stderr
    assert saraban("build", agency, "-d", "progress-form", "-f", "pdf", "--month", "2569-10").returncode == 0
