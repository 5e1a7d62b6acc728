"""Findings for a terminal and for machines."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.report_json import SCHEMA, to_json
from pipeline.checks.report_text import to_text, wrapped
from pipeline.findings import Finding, Place, Rule, Severity
from pipeline.tabular.cells import width

RULE = Rule("report-late", Severity.WARNING, "ช้า", "รายงานวันที่ {date} ช้า", "แก้วันที่ {date}", "ข้อกำหนด")
GRAVE = Rule("report-wrong", Severity.ERROR, "ผิด", "ผิด", "แก้")


def _late(place: Place, subject: str = "", quote: str = "") -> Finding:
    path = ("projects", 0, "reports", 3, "date")
    return Finding.of(RULE, place, path, subject=subject, quote=quote, date="21/1/2563")


def test_findings_stand_under_their_file_with_place_rule_and_remedy() -> None:
    found = [
        _late(Place("projects/1.yaml", 12, 5), subject="โครงการ 1 รายงานครั้งที่ 4"),
        Finding.of(GRAVE, Place("projects/1.yaml", 20, 1)),
        _late(Place("แผน.xlsx", sheet="รายงาน", cell="C7")),
    ]
    lines = to_text(found).splitlines()
    assert lines[0] == "projects/1.yaml"
    assert lines[1] == "  12:5  คำเตือน  รายงานวันที่ 21/1/2563 ช้า [report-late]"
    assert lines[2].strip() == "โครงการ 1 รายงานครั้งที่ 4 · วันที่รายงาน"
    assert lines[3].strip() == "แก้ไข: แก้วันที่ 21/1/2563"
    assert "แผน.xlsx" in lines
    assert "  รายงาน!C7  คำเตือน  รายงานวันที่ 21/1/2563 ช้า [report-late]" in lines
    assert lines[-1] == "ข้อผิดพลาด 1 · คำเตือน 2 · ข้อสังเกต 0"


def test_a_silenced_finding_shows_its_reason_and_is_counted_apart() -> None:
    text = to_text([_late(Place("a.yaml", 1, 1)).silence("ยืนยันแล้ว")])
    assert "เหตุผล: ยืนยันแล้ว" in text
    assert "แก้ไข" not in text
    assert text.endswith("ข้อผิดพลาด 0 · คำเตือน 0 · ข้อสังเกต 0 · ปิดการแจ้งเตือน 1\n")


def test_silenced_findings_of_one_rule_and_reason_are_told_together() -> None:
    found = [_late(Place("a.yaml", line, 1)).silence("รายงานเป็นรายสัปดาห์ตามแผน") for line in range(1, 9)]
    lines = to_text(found).splitlines()
    assert lines[1] == "  ปิดการแจ้งเตือน 8 รายการ (1:1, 2:1, 3:1, 4:1, 5:1, …) [report-late]"
    assert lines[2].strip() == "เหตุผล: รายงานเป็นรายสัปดาห์ตามแผน"
    assert len(lines) == 5


def test_no_findings_are_good_news() -> None:
    assert to_text([]) == "ไม่พบสิ่งที่ต้องแก้\n"


def test_the_quote_is_shown_unless_the_message_holds_it() -> None:
    assert "│ ๒๑ มกรา" in to_text([_late(Place("a.yaml", 1, 1), quote="๒๑ มกรา")])
    assert "│" not in to_text([_late(Place("a.yaml", 1, 1), quote="21/1/2563")])


def test_other_places_are_named_with_their_file_where_it_differs() -> None:
    found = Finding(
        RULE, Place("a.yaml", 1, 1), (), {"date": "x"}, related=(Place("a.yaml", 9, 2), Place("b.yaml", 3, 1))
    )
    assert "ดูที่: 9:2, b.yaml:3:1" in to_text([found])


def test_colours_are_only_there_when_asked_for() -> None:
    found = [_late(Place("a.yaml", 1, 1))]
    assert "\x1b[" not in to_text(found)
    assert "\x1b[33mคำเตือน\x1b[0m" in to_text(found, colour=True)


def test_data_cannot_steer_the_terminal() -> None:
    text = to_text([_late(Place("a\x1b[2J.yaml", 1, 1), quote="\x1b]0;x\x07\u202eเงิน", subject="ก\nข")], colour=False)
    assert not [letter for letter in text if unicodedata.category(letter) in ("Cc", "Cf") and letter != "\n"]
    assert "‹U+001B›" in text


@pytest.mark.parametrize("columns", [40, 60, 100])
def test_lines_fit_the_terminal(columns: int) -> None:
    long = "ที่ปรึกษาโครงการได้จัดทำรายงานผลการศึกษาความเหมาะสมและการมีส่วนร่วมของประชาชน" * 4
    for line in to_text([_late(Place("a.yaml", 1, 1), subject=long, quote=long)], columns=columns).splitlines():
        assert width(line) <= columns


@given(st.text(alphabet="กขที่ำน้ำ ใเ", max_size=120), st.integers(5, 40))
def test_wrapping_loses_nothing_and_parts_no_mark_from_its_letter(text: str, columns: int) -> None:
    lines = list(wrapped(text, columns))
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    before = ""
    for line in lines:
        if before and not before.endswith(" ") and line and unicodedata.category(line[0]) == "Mn":
            assert text.startswith(line) or f" {line[0]}" in text
        before = line


def test_json_has_a_stable_shape() -> None:
    finding = _late(Place("a.yaml", 12, 5), subject="โครงการ 1", quote="21")
    document = json.loads(to_json([finding, finding.silence("ยืนยันแล้ว")]))
    assert document["schema"] == SCHEMA == "saraban-findings/1"
    assert document["counts"] == {"error": 0, "warning": 1, "note": 0, "silenced": 1}
    assert document["findings"][0] == {
        "rule": "report-late",
        "severity": "warning",
        "title": "ช้า",
        "message": "รายงานวันที่ 21/1/2563 ช้า",
        "remedy": "แก้วันที่ 21/1/2563",
        "basis": "ข้อกำหนด",
        "subject": "โครงการ 1",
        "field": "วันที่รายงาน",
        "quote": "21",
        "place": {"source": "a.yaml", "line": 12, "column": 5, "sheet": None, "cell": None},
        "path": ["projects", 0, "reports", 3, "date"],
        "params": {"date": "21/1/2563"},
        "related": [],
        "silenced": None,
    }
    assert document["findings"][1]["silenced"] == "ยืนยันแล้ว"


def test_json_is_text_that_can_be_written_whatever_the_data_holds() -> None:
    assert to_json([_late(Place("a.yaml", 1, 1), quote="ก\ud800\x00")]).encode("utf-8")
