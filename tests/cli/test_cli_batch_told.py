"""The last words of a batch: counts, what is wrong, who is late; and the plan of a dry run as a table."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.batch.causes import RAISED, Cause
from pipeline.batch.orders import SourceFacts
from pipeline.batch.results import BatchReport, DocumentResult, Fate, Reason, SourceResult
from pipeline.cli.batchtold import keep_traces, plan_table, summary
from pipeline.model import Month
from pipeline.tabular.cells import width

if TYPE_CHECKING:
    import pytest

BEGUN = dt.datetime(2026, 6, 25, 1, 30, tzinfo=dt.UTC)


def source(number: int, **facts: object) -> SourceResult:
    plain = SourceFacts(f"สำนักที่ {number}", 2569, chat="ติดตามรายงาน")
    return SourceResult(f"a-{number}", f"a-{number}", replace(plain, **facts), {})  # type: ignore[arg-type]


def report(*sources: SourceResult, documents: tuple[DocumentResult, ...] = (), **more: object) -> BatchReport:
    month = Month(year=2026, month=6)
    told = BatchReport(month, Path("ผล"), BEGUN, BEGUN + dt.timedelta(seconds=8), sources, documents)
    return replace(told, **more)  # type: ignore[arg-type]


def document(place: int, fate: Fate, *reasons: Reason, cause: Cause | None = None) -> DocumentResult:
    return DocumentResult("a-1", "progress-form", f"89000001-{place:04}", "โครงการ", (), fate, reasons, cause=cause)


def test_who_is_late_is_one_line_the_latest_first() -> None:
    lines = list(summary(report(*(source(number, overdue=number) for number in range(8)))))

    [late] = [line for line in lines if line.startswith("ค้างรายงาน")]
    assert late.startswith("ค้างรายงาน 28 โครงการ: สำนักที่ 7 7 โครงการ · สำนักที่ 6 6 โครงการ ·")
    assert late.endswith("และอีก 2 หน่วยงาน")


def test_nobody_is_called_in_time_where_that_is_not_known() -> None:
    in_time = "ไม่มีหน่วยงานที่ค้างรายงาน"

    assert in_time in summary(report(source(1)))
    assert in_time not in summary(report(source(1), source(2, refused=("ข้อมูลมีข้อผิดพลาด",), chat="")))
    assert in_time not in summary(report(source(1, other_year=True, chat="")))


def test_what_is_left_undone_and_why_is_told() -> None:
    documents = (document(1, Fate.MADE), document(2, Fate.PLANNED), document(3, Fate.FAILED))
    told = "\n".join(summary(report(source(1), documents=documents, stopped="ดิสก์เต็ม", interrupted=True), "ผล/r.html"))

    for part in ("สร้างแล้ว 1 ฉบับ", "ไม่สำเร็จ 1 ฉบับ", "ยังไม่ได้สร้าง 1 ฉบับ", "ดิสก์เต็ม", "ถูกยกเลิกกลางคัน", "ผล/r.html"):
        assert part in told


def test_a_kind_that_was_asked_for_and_has_no_data_is_told() -> None:
    lacking = [source(number, without=("plan-book",)) for number in (1, 2)]

    assert "ไม่มีข้อมูลสำหรับเอกสาร แผนปฏิบัติราชการประจำปี: สำนักที่ 1 · สำนักที่ 2" in summary(report(*lacking, source(3)))


def test_data_of_another_year_is_told_as_such_alone() -> None:
    told = list(summary(report(source(1, without=("follow-up",), other_year=True, chat=""))))

    assert "ข้อมูลของปีงบประมาณอื่น จึงไม่มีเอกสารของเดือนนี้: สำนักที่ 1" in told
    assert not any("รายการติดตาม" in line for line in told)


def test_a_plan_names_the_first_documents_of_each_source_and_reason() -> None:
    changed = [document(place, Fate.PLANNED, Reason.DATA) for place in range(1, 6)]
    new = [document(9, Fate.PLANNED, Reason.NEW), document(10, Fate.UNCHANGED)]

    table = plan_table(report(source(1), documents=(*changed, *new)), 70)

    assert max(map(width, table.splitlines())) <= 70
    assert "ข้อมูลหรือวันที่เปลี่ยน" in table
    assert all(f"89000001-000{place}" in table for place in (1, 2, 3, 9))
    assert "และอีก 2" in table
    assert "89000001-0010" not in table
    assert plan_table(report(source(1)), 70) == ""


def test_traces_are_kept_once_for_whoever_mends_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    cause = Cause(RAISED, "โปรแกรมผิดพลาดภายใน (KeyError)", trace="Traceback …\nKeyError: 'x'")

    keep_traces(report(source(1), documents=tuple(document(place, Fate.FAILED, cause=cause) for place in range(20))))

    [log] = list(tmp_path.rglob("errors.log"))
    assert log.read_text(encoding="utf-8").count("KeyError: 'x'") == 1
    assert capsys.readouterr().err.count(str(log)) == 1
