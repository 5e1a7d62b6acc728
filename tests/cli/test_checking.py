"""``saraban check`` and ``saraban doctor``: results, formats and exit codes."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Command

_BAD = "code: 03000000-0001\nname: หนึ่ง\nstart: 31/02/2563\nbudget_received: มาก\ncolour: red\n"


@pytest.fixture
def bad_dataset(dataset: Path) -> Path:
    """The small dataset with three mistakes in one file."""
    (dataset / "projects" / "1.yaml").write_text(_BAD, encoding="utf-8")
    return dataset


def test_findings_are_results_and_errors_make_the_exit_code(saraban: Command, bad_dataset: Path) -> None:
    call = saraban("check", bad_dataset)

    assert (call.returncode, call.stderr) == (4, "")
    for place in ("3:", "4:", "5:"):
        assert place in call.stdout
    assert not (saraban.folder / "build").exists()


def test_data_without_errors_is_no_failure_unless_strict(saraban: Command, dataset: Path) -> None:
    assert saraban("check", dataset).returncode == 0
    assert saraban("check", dataset, "--strict").returncode == 4


def test_the_day_of_judging_can_be_chosen(saraban: Command, dataset: Path) -> None:
    agency = dataset / "agency.yaml"
    agency.write_text(agency.read_text(encoding="utf-8").replace("as_of: 31/01/2563\n", ""), encoding="utf-8")

    early = saraban("check", dataset, "--as-of", "15 ต.ค. 2562", "--json")
    late = saraban("check", dataset, "--as-of", "31 ม.ค. 2563", "--json")

    def rules(text: str) -> set[str]:
        return {finding["rule"] for finding in json.loads(text)["findings"]}

    assert "no-reports" not in rules(early.stdout)
    assert "no-reports" in rules(late.stdout)


def test_json_and_its_file_are_the_same(saraban: Command, bad_dataset: Path) -> None:
    shown = saraban("check", bad_dataset, "--json")
    written = saraban("check", bad_dataset, "--output-format", "json", "-o", "ผล.json")

    assert shown.returncode == written.returncode == 4
    assert written.stdout == ""
    assert json.loads(shown.stdout) == json.loads((saraban.folder / "ผล.json").read_text(encoding="utf-8"))


def test_a_workbook_of_findings_needs_a_file(saraban: Command, bad_dataset: Path) -> None:
    without = saraban("check", bad_dataset, "--output-format", "xlsx")
    written = saraban("check", bad_dataset, "--output-format", "xlsx", "-o", "ผล.xlsx")

    assert (without.returncode, without.stdout) == (2, "")
    assert written.returncode == 4
    assert "xl/workbook.xml" in zipfile.ZipFile(saraban.folder / "ผล.xlsx").namelist()


def test_only_a_workbook_can_be_annotated(saraban: Command, bad_dataset: Path) -> None:
    call = saraban("check", bad_dataset, "--annotate", "ส่งคืน.xlsx")

    assert call.returncode == 2
    assert "--annotate" in call.stderr


def test_english_findings_on_demand(saraban: Command, bad_dataset: Path) -> None:
    thai = json.loads(saraban("check", bad_dataset, "--json").stdout)["findings"]
    english = json.loads(saraban("check", bad_dataset, "--json", "--lang", "en").stdout)["findings"]

    assert [finding["rule"] for finding in thai] == [finding["rule"] for finding in english]
    assert all(one["message"] != other["message"] for one, other in zip(thai, english, strict=True))


def test_every_rule_is_listed_and_can_be_explained(saraban: Command) -> None:
    rules = [line.split()[0] for line in saraban("check", "--rules").stdout.splitlines()]

    explained = saraban("check", "--explain", "no-reports")
    unknown = saraban("check", "--explain", "no-report")

    assert {"no-reports", "same-output-file", "workbook-column-renamed", "merge-conflict"} <= set(rules)
    assert explained.returncode == 0
    assert len(explained.stdout.splitlines()) >= 4
    assert unknown.returncode == 2
    assert "no-reports" in unknown.stderr


def test_the_doctor_finds_this_machine_ready(saraban: Command) -> None:
    call = saraban("doctor", "--json")

    record = json.loads(call.stdout)
    assert (call.returncode, record["ready"]) == (0, True)
    by_name = {fact["name"]: fact for fact in record["facts"]}
    assert by_name["weasyprint"]["detail"].startswith("70.")
    assert by_name["Pango"]["detail"]
    assert "Sarabun" in " ".join(by_name)
    assert any(fact["detail"].endswith("thbrk.tri") for fact in record["facts"])


def test_the_doctor_names_what_is_missing_and_how_to_get_it(saraban: Command) -> None:
    without = (
        "import sys, ctypes, cffi\n"
        "class Library(ctypes.CDLL):\n"
        "    def __init__(self, name, *rest, **more):\n"
        "        if name and 'pango' in str(name): raise OSError('no such file')\n"
        "        super().__init__(name, *rest, **more)\n"
        "ctypes.CDLL = Library\n"
        "whole = cffi.FFI.dlopen\n"
        "def dlopen(self, name, *rest):\n"
        "    if name and 'pango' in str(name): raise OSError(f'cannot load library {name!r}')\n"
        "    return whole(self, name, *rest)\n"
        "cffi.FFI.dlopen = dlopen\n"
        "from pipeline.cli import main\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )

    call = saraban.python(without, "doctor")

    assert call.returncode == 5
    assert "libpango-1.0-0" in call.stdout or "brew install pango" in call.stdout
    assert "Traceback" not in call.stderr


@pytest.mark.parametrize("verb", ["check", "build"])
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("agency.yaml", b"a: &a [*a, *a]\n"),
        ("agency.yaml", b"\x00\x01\x02"),
        ("agency.yaml", "ชื่อ: สำนักงาน".encode("cp874")),
        ("agency.yaml", b"fiscal_year: " + b"9" * 100_000),
        ("agency.json", b'{"fiscal_year": NaN}'),
        ("agency.json", b"[" * 100_000),
        ("data.xlsx", b"PK\x03\x04 no workbook"),
    ],
)
def test_bad_files_are_told_without_a_traceback(saraban: Command, verb: str, name: str, content: bytes) -> None:
    folder = saraban.folder / "data"
    folder.mkdir()
    (folder / name).write_bytes(content)

    call = saraban(verb, folder)

    assert call.returncode == 4, call.stderr
    assert "Traceback" not in call.stdout + call.stderr
    assert "ผิดพลาดภายใน" not in call.stderr
