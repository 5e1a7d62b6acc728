"""``saraban diff``: what changed between two issues."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from pipeline.cli.difftable import HEADS, table
from pipeline.tabular.cells import width

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Command


@pytest.fixture
def later(dataset: Path, write_project: Callable[[Path, int, str], Path]) -> Path:
    """The issue after ``dataset``: one project more, one with another budget and name."""
    import shutil

    folder = dataset.with_name("ฉบับใหม่")
    shutil.copytree(dataset, folder)
    write_project(folder, 3, "โครงการที่สามซึ่งมีชื่อยาวกว่าความกว้างของช่องตารางบนจอภาพอย่างแน่นอน")
    path = write_project(folder, 1, "โครงการที่หนึ่ง ระยะที่ 2")
    path.write_text(path.read_text("utf-8").replace("100,000.00", "1,250,000.50"), "utf-8")
    return folder


def test_changes_are_a_table_whose_columns_stand_below_each_other(saraban: Command, dataset: Path, later: Path) -> None:
    call = saraban("diff", dataset, later, env={"COLUMNS": "110"})

    assert call.returncode == 0, call.stderr
    head, rule, *rows = call.stdout.splitlines()
    assert head.split() == list(HEADS)
    assert max(width(line) for line in (head, rule, *rows)) <= 110
    money = next(row for row in rows if "1,250,000.50" in row)
    assert width(money.partition("1,250,000.50")[0]) == width(head.partition("ใหม่")[0])
    assert "100,000" in money
    assert "3 รายการ" in call.stderr


def test_no_changes_are_said_and_nothing_is_printed(saraban: Command, dataset: Path) -> None:
    call = saraban("diff", dataset, dataset)

    assert (call.returncode, call.stdout) == (0, "")
    assert "ไม่มีการเปลี่ยนแปลง" in call.stderr


def test_changes_as_json_name_the_record(saraban: Command, dataset: Path, later: Path) -> None:
    call = saraban("diff", dataset, later, "--output-format", "json")

    changes = json.loads(call.stdout)["changes"]
    assert changes[0] == {
        "kind": "เพิ่ม",
        "what": "โครงการ",
        "name": "โครงการที่สามซึ่งมีชื่อยาวกว่าความกว้างของช่องตารางบนจอภาพอย่างแน่นอน",
        "field": "",
        "before": "",
        "after": "งบประมาณ 100,000 บาท",
        "key": "03000000-0003",
    }
    assert saraban("diff", dataset, later, "--json").stdout == call.stdout
    assert json.loads(saraban("diff", dataset, dataset, "--json").stdout) == {"changes": []}


def test_changes_as_a_workbook_hold_no_formulas_and_are_the_same_each_time(
    saraban: Command, dataset: Path, later: Path
) -> None:
    import openpyxl

    path = later / "projects" / "3.yaml"
    path.write_text(path.read_text("utf-8").replace("name: โครงการ", "name: =1+1 โครงการ", 1), "utf-8")

    first = saraban("diff", dataset, later, "--output-format", "xlsx", "-o", "a.xlsx")
    saraban("diff", dataset, later, "--output-format", "xlsx", "-o", "b.xlsx")

    assert first.returncode == 0, first.stderr
    data = (saraban.folder / "a.xlsx").read_bytes()
    assert data == (saraban.folder / "b.xlsx").read_bytes()
    sheet = openpyxl.load_workbook(BytesIO(data)).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert rows[0] == list(HEADS)
    assert str(rows[1][2]).startswith("'=1+1")
    assert len(rows) == 4
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_a_workbook_needs_a_file(saraban: Command, dataset: Path) -> None:
    call = saraban("diff", dataset, dataset, "--output-format", "xlsx")

    assert (call.returncode, call.stdout) == (2, "")
    assert "-o" in call.stderr


def test_a_table_in_a_file_is_the_table_on_the_screen(saraban: Command, dataset: Path, later: Path) -> None:
    saraban("diff", dataset, later, "-o", "changes.txt")

    shown = saraban("diff", dataset, later, env={"COLUMNS": "160"}).stdout
    assert (saraban.folder / "changes.txt").read_text("utf-8") == shown


def test_issues_that_cannot_be_read_whole_are_not_compared(saraban: Command, dataset: Path, later: Path) -> None:
    (later / "projects" / "2.yaml").write_text("code: 03000000-0002\nname: สอง\nstart: 31/02/2563\n", "utf-8")

    call = saraban("diff", dataset, later)
    missing = saraban("diff", dataset, "ไม่มี")

    assert (call.returncode, call.stdout) == (4, "")
    assert "31/02/2563" in call.stderr
    assert (missing.returncode, missing.stdout) == (2, "")


def test_control_characters_of_the_data_do_not_reach_the_terminal() -> None:
    from pipeline.changes import Change, ChangeKind

    shown = table([Change(ChangeKind.ADDED, "โครงการ", "ชื่อ\x1b[31mแดง", "", "", "")], 80)

    assert "\x1b" not in shown
    assert "แดง" in shown


def test_a_narrow_terminal_gets_a_table_all_the_same() -> None:
    from pipeline.changes import Change, ChangeKind

    change = Change(ChangeKind.CHANGED, "ตัวชี้วัด", "ก" * 90, "ค่าเป้าหมาย พ.ศ. 2570", "ไม่น้อยกว่าร้อยละ 60", "ร้อยละ 65")

    lines = table([change], 20).splitlines()

    assert sum(line.count("ก" * 12) for line in lines) == 7
    assert table([], 80) == ""
