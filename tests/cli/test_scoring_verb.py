"""``saraban score``: the derivation of every score, what if, and what a planner is told when one is missing."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.tabular.cells import width

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Command

_EVALUATION = "{group: B, missed_report_deduction: 0.2}\n"

_DIMENSIONS = """\
dimensions:
  - {no: 1, name: งานตามยุทธศาสตร์, weight: 15}
  - {no: 5, name: ศักยภาพของหน่วยงาน, weight: 20}
"""

_INDICATORS = """\
evaluation_indicators:
  - {id: F-1, dimension: 1, name: ระดับความสำเร็จของแผน, weight: 15, scheme: คะแนนตามน้ำหนัก}
  - id: P-1
    dimension: 5
    no: "5.1"
    name: ความสำเร็จของการเบิกจ่ายงบประมาณ
    weight: 10
    criteria:
      - {group: A, level_1: "80", level_2: "85", level_3: "90", level_4: "95", level_5: "100"}
      - {group: B, level_1: "65", level_2: "70", level_3: "75", level_4: "80", level_5: "85"}
  - id: P-2
    dimension: 5
    no: "5.2"
    name: ความสำเร็จของฐานข้อมูล
    weight: 10
    criteria:
      - {level_1: "≤ 60", level_2: "70", level_3: "80", level_4: "90", level_5: "100"}
"""

_RESULTS = """\
evaluation_results:
  - {indicator: F-1, level: 4}
  - {indicator: P-1, numerator: "94,581,296.26", denominator: "134,802,800"}
  - {indicator: P-2, value: 100, missed_reports: 1, committee_value: 85}
"""


@pytest.fixture
def evaluated(dataset: Path) -> Path:
    """The small dataset with a framework of three indicators and their results."""
    (dataset / "evaluation.yaml").write_text(_EVALUATION, "utf-8")
    (dataset / "dimensions.yaml").write_text(_DIMENSIONS, "utf-8")
    (dataset / "evaluation-indicators.yaml").write_text(_INDICATORS, "utf-8")
    (dataset / "evaluation-results.yaml").write_text(_RESULTS, "utf-8")
    return dataset


def _card(saraban: Command, *words: str | Path) -> dict[str, Any]:
    call = saraban("score", *words, "--json")
    assert call.returncode == 0, call.stderr
    card: dict[str, Any] = json.loads(call.stdout, parse_float=_no_float)
    return card


def _no_float(text: str) -> None:
    raise AssertionError(text)


def _scores(card: dict[str, Any]) -> dict[str, str | None]:
    return {one["id"]: one["score"] for part in card["parts"] for one in part["indicators"]}


def test_the_table_derives_every_score_and_adds_up(saraban: Command, evaluated: Path) -> None:
    call = saraban("score", evaluated, env={"COLUMNS": "130"})

    assert call.returncode == 0, call.stderr
    assert "สำนักงานตัวอย่าง ปีงบประมาณ พ.ศ. 2563 กลุ่มหน่วยงาน B" in call.stdout.splitlines()[0]
    assert "94,581,296.26 ÷ 134,802,800 × 100 = 70.1627… ≈ ร้อยละ 70.16" in call.stdout
    assert "65 / 70 / 75 / 80 / 85" in call.stdout
    assert "70 + (70.16 − 70) ÷ (75 − 70) × (80 − 70) = 70.32" in call.stdout
    assert "70.32 × 10 ÷ 100 = 7.032 ≈ 7.03" in call.stdout
    assert "ไม่ได้รายงาน 1 ครั้ง × 0.2 = 0.2" in call.stdout
    assert re.search(r"รวมทั้งสิ้น.* 29\.01$", call.stdout, re.MULTILINE)
    assert "29.01 จาก 35" in call.stderr


def test_columns_of_figures_end_below_each_other(saraban: Command, evaluated: Path) -> None:
    call = saraban("score", evaluated, env={"COLUMNS": "110"})

    lines = call.stdout.splitlines()[2:]
    assert max(map(width, lines)) <= 110
    totals = [line for line in lines if re.search(r"^[^=≈]* (?:12\.00|7\.03|9\.98|17\.01|29\.01)$", line)]
    assert len(totals) == 6
    assert {width(line) for line in totals} == {width(lines[0])}


def test_json_holds_the_whole_derivation_and_decimals_as_texts(saraban: Command, evaluated: Path) -> None:
    card = _card(saraban, evaluated)

    assert card["by"] == "self"
    assert card["what_if"] == {}
    assert [(one["title"], one["is_assumption"]) for one in card["schemes"]] == [
        ("เทียบสัดส่วน", True),
        ("คะแนนตามน้ำหนัก", False),
    ]
    assert card["actual"] is None
    assert (card["weight"], card["weighted"], card["full"], card["complete"]) == ("35", "29.01", "35", True)
    assert [part["weighted"] for part in card["parts"]] == ["12.00", "17.01"]
    spending = card["parts"][1]["indicators"][0]
    assert {key: spending[key] for key in ("id", "no", "value", "level", "points", "score", "weighted")} == {
        "id": "P-1", "no": "5.1", "value": "70.16", "level": "2.03", "points": "70.32", "score": "70.32",
        "weighted": "7.03",
    }  # fmt: skip
    assert spending["steps"][3] == {
        "label": "เทียบสัดส่วน",
        "text": "70 + (70.16 − 70) ÷ (75 − 70) × (80 − 70) = 70.32",
    }
    assert Decimal(card["weighted"]) == sum(
        Decimal(one["weighted"]) for part in card["parts"] for one in part["indicators"]
    )


def test_the_committee_is_asked_for_its_own_results(saraban: Command, evaluated: Path) -> None:
    card = _card(saraban, evaluated, "--by", "committee")
    call = saraban("score", evaluated, "--by", "committee")

    assert _scores(card) == {"F-1": None, "P-1": None, "P-2": "84.80"}
    assert card["complete"] is False
    assert card["parts"][0]["indicators"][0]["missing"]["reason"] == "no-result"
    assert call.returncode == 0
    assert "คะแนนรวมเท่าที่มี 8.48 ยังขาด 2 รายการ:" in call.stderr
    assert "กรอกผล ระดับ หรือคะแนนของคณะกรรมการ" in call.stderr


def test_what_if_is_marked_and_changes_nothing(saraban: Command, evaluated: Path) -> None:
    before = {path: path.read_bytes() for path in evaluated.rglob("*.yaml")}

    card = _card(saraban, evaluated, "--set", "P-1=๘๕", "--set", "F-1=5")
    call = saraban("score", evaluated, "--set", "P-1=๘๕", "--set", "F-1 = 5")

    assert _scores(card) == {"F-1": "15.00", "P-1": "100.00", "P-2": "99.80"}
    assert card["what_if"] == {"P-1": "85", "F-1": "5"}
    assert card["actual"]["weighted"] == "29.01"
    assert [one["assumed"] for part in card["parts"] for one in part["indicators"]] == [True, True, False]
    assert call.stdout.splitlines()[1] == "ผลสมมติ ไม่ใช่คะแนนตามข้อมูล: P-1 = 85, F-1 = 5"
    assert "คะแนนรวมตามข้อมูล 29.01 หากเป็นดังผลสมมติ 34.98 (+5.97)" in call.stdout
    assert call.stdout.count("(สมมติ)") == 2
    assert {path: path.read_bytes() for path in evaluated.rglob("*.yaml")} == before


def test_an_indicator_is_also_known_by_its_number(saraban: Command, evaluated: Path) -> None:
    card = _card(saraban, evaluated, "--set", "5.1=85")

    assert card["what_if"] == {"P-1": "85"}


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("P-11=85", "P-1"),
        ("p-2=85", "P-2"),
        ("ไม่มี=85", "F-1, P-1, P-2"),
        ("P-1", "รหัสหรือเลขที่ตัวชี้วัด=ค่า"),
        ("=85", "รหัสหรือเลขที่ตัวชี้วัด=ค่า"),
        ("P-1=", "รหัสหรือเลขที่ตัวชี้วัด=ค่า"),
        ("P-1=มาก", "ไม่ใช่ตัวเลข"),
        ("P-1=nan", "ไม่ใช่ตัวเลข"),
        ("P-1=1e999", "ไม่ใช่ตัวเลข"),
        ("P-1=9999999999999999", "มากหรือน้อยเกินไป"),
        ("F-1=85", "0–5"),
    ],
)
def test_a_mistake_in_what_if_is_explained_with_what_was_meant(
    saraban: Command, evaluated: Path, word: str, told: str
) -> None:
    call = saraban("score", evaluated, "--set", word)

    assert (call.returncode, call.stdout) == (2, "")
    assert told in call.stderr
    assert "Traceback" not in call.stderr


def test_the_same_indicator_is_asked_about_once(saraban: Command, evaluated: Path) -> None:
    call = saraban("score", evaluated, "--set", "P-1=80", "--set", "P-1=85")

    assert (call.returncode, call.stdout) == (2, "")
    assert "ระบุซ้ำ" in call.stderr


def test_a_missing_score_is_never_a_nought_and_has_a_remedy(saraban: Command, evaluated: Path) -> None:
    (evaluated / "evaluation.yaml").write_text("decimals: 2\n", "utf-8")

    call = saraban("score", evaluated, env={"COLUMNS": "130"})
    card = _card(saraban, evaluated)

    assert call.returncode == 0
    spending = next(line for line in call.stdout.splitlines() if line.startswith("5.1"))
    assert spending.split()[-1] == "10"
    assert "ยังไม่ได้เลือกกลุ่มหน่วยงาน" in call.stdout
    assert "ยังไม่ได้เลือกกลุ่มหน่วยงาน ระบุกลุ่มหน่วยงาน" in call.stderr
    assert "คะแนนรวมเท่าที่มี 22.00 ยังขาด 1 รายการ:" in call.stderr
    assert _scores(card) == {"F-1": "12.00", "P-1": None, "P-2": "100.00"}
    assert card["complete"] is False


def test_nothing_scored_is_blank_and_a_part_without_indicators_is_told(saraban: Command, evaluated: Path) -> None:
    (evaluated / "evaluation-results.yaml").write_text("evaluation_results: []\n", "utf-8")
    parts = _DIMENSIONS + "  - {no: 4, name: นวัตกรรม, weight: 10}\n"
    (evaluated / "dimensions.yaml").write_text(parts, "utf-8")

    call = saraban("score", evaluated, env={"COLUMNS": "130"})
    card = _card(saraban, evaluated)

    assert call.returncode == 0
    assert "0.00" not in call.stdout
    assert card["weighted"] is None
    assert "ยังไม่มีคะแนน ขาด 4 รายการ:" in call.stderr
    assert "องค์ประกอบที่ 4 นวัตกรรม: มีน้ำหนักแต่ยังไม่มีตัวชี้วัด" in call.stderr


def test_a_workbook_holds_numbers_no_formulas_and_is_the_same_each_time(saraban: Command, evaluated: Path) -> None:
    import openpyxl

    path = evaluated / "evaluation-indicators.yaml"
    path.write_text(path.read_text("utf-8").replace("name: ความสำเร็จของฐานข้อมูล", "name: '=1+1 ฐานข้อมูล'"), "utf-8")

    first = saraban("score", evaluated, "--output-format", "xlsx", "-o", "a.xlsx")
    saraban("score", evaluated, "--output-format", "xlsx", "-o", "b.xlsx")

    assert first.returncode == 0, first.stderr
    data = (saraban.folder / "a.xlsx").read_bytes()
    assert data == (saraban.folder / "b.xlsx").read_bytes()
    book = openpyxl.load_workbook(BytesIO(data))
    scores, derivation, schemes = book.worksheets
    figures = {row[0]: row for row in scores.iter_rows(min_row=3, values_only=True)}
    weight, value, unit, level, points = figures["5.1"][2:7]
    assert [Decimal(str(cell)) for cell in (weight, value, level, points)] == [
        10,
        Decimal("70.16"),
        Decimal("2.03"),
        Decimal("70.32"),
    ]
    assert unit == "ร้อยละ"
    assert any("94,581,296.26 ÷ 134,802,800" in str(row[2]) for row in derivation.iter_rows(values_only=True))
    assert [row[0] for row in schemes.iter_rows(min_row=3, values_only=True)] == ["เทียบสัดส่วน", "คะแนนตามน้ำหนัก"]
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert any(str(cell.value).startswith("'=1+1") for cell in cells)


def test_a_workbook_of_what_if_says_so_on_every_sheet(saraban: Command, evaluated: Path) -> None:
    import openpyxl

    saraban("score", evaluated, "--set", "P-1=85", "--output-format", "xlsx", "-o", "a.xlsx")

    book = openpyxl.load_workbook(saraban.folder / "a.xlsx")
    assert [sheet["A2"].value for sheet in book.worksheets] == ["ผลสมมติ ไม่ใช่คะแนนตามข้อมูล: P-1 = 85"] * 3


def test_a_workbook_needs_a_file_and_a_table_can_have_one(saraban: Command, evaluated: Path) -> None:
    refused = saraban("score", evaluated, "--output-format", "xlsx")
    written = saraban("score", evaluated, "-o", "scores.txt")

    assert (refused.returncode, refused.stdout) == (2, "")
    assert "-o" in refused.stderr
    assert (written.returncode, written.stdout) == (0, "")
    shown = saraban("score", evaluated, env={"COLUMNS": "160"}).stdout
    assert (saraban.folder / "scores.txt").read_text("utf-8") == shown


def test_data_that_was_not_read_whole_is_not_scored(saraban: Command, evaluated: Path) -> None:
    (evaluated / "evaluation-results.yaml").write_text(_RESULTS.replace("level: 4", "level: มาก"), "utf-8")

    call = saraban("score", evaluated)
    missing = saraban("score", "ไม่มี")

    assert (call.returncode, call.stdout) == (4, "")
    assert "มาก" in call.stderr
    assert "ยังคิดคะแนนไม่ได้" in call.stderr
    assert (missing.returncode, missing.stdout) == (2, "")


def test_data_without_a_framework_says_what_to_fill_in(saraban: Command, dataset: Path) -> None:
    call = saraban("score", dataset)

    assert (call.returncode, call.stdout) == (4, "")
    assert "evaluation-indicators.yaml" in call.stderr


def test_control_characters_of_the_data_do_not_reach_the_terminal(saraban: Command, evaluated: Path) -> None:
    path = evaluated / "evaluation-indicators.yaml"
    path.write_text(path.read_text("utf-8").replace("name: ความสำเร็จของฐานข้อมูล", 'name: "ฐาน\\u202eข้อมูล"'), "utf-8")

    call = saraban("score", evaluated, "--by", "committee", "--set", "P-1=70")

    assert "\u202e" not in call.stdout + call.stderr
    assert "ข้อมูล" in call.stdout


def test_the_name_of_a_file_says_its_form(saraban: Command, evaluated: Path) -> None:
    for name in ("scores.xlsx", "scores.json", "table.xlsx"):
        form = ("--output-format", "table") if name.startswith("table") else ()
        assert saraban("score", evaluated, *form, "-o", name).returncode == 0

    assert (saraban.folder / "scores.xlsx").read_bytes().startswith(b"PK")
    assert json.loads((saraban.folder / "scores.json").read_text("utf-8"))["by"] == "self"
    assert (saraban.folder / "table.xlsx").read_text("utf-8").startswith("คะแนนประเมินตนเอง")


def test_results_are_shown_with_their_unit_which_no_line_parts_from_them(saraban: Command, evaluated: Path) -> None:
    for columns in ("80", "100", "120"):
        lines = saraban("score", evaluated, env={"COLUMNS": columns}).stdout.splitlines()

        assert any("ร้อยละ 70.16" in line for line in lines)
        assert not any(line.rstrip().endswith(("ร้อยละ", "(80")) for line in lines)
