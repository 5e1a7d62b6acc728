"""Words of the official forms that several parts print, and how indicators are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.compose.views.evaluation_report.numbering import Numbered
    from pipeline.compose.views.evaluation_report.report import Report

GROUP = "กลุ่มหน่วยงาน"
FLOOR = "* กรณีผลการดำเนินงานต่ำกว่าค่าเป้าหมายระดับ 1 จะได้คะแนนเท่ากับค่าเป้าหมายระดับ 1"


def indicator_name(report: Report, one: Numbered, name: str | None = None) -> str:
    """``1. ระดับความสำเร็จ…`` at the top of a component, ``5.1 ความสำเร็จ…`` where the number has parts."""
    number = f"{one.number}." if one.number.isdigit() else one.number
    return report.numerals.typed(f"{number} {name or one.node.name}")


def leading_lines(report: Report, one: Numbered) -> tuple[str, ...]:
    """An indicator above others, and what is printed between both (``ตัวชี้วัดเจรจาตกลง``)."""
    name, below = indicator_name(report, one), one.node.indicator.below
    return (name, report.numerals.typed(below)) if below else (name,)
