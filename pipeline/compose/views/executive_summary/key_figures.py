"""Key figures at a glance (ตัวเลขสำคัญ): progress, money and what needs attention, and how many projects stand where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.compose.views.executive_summary.pieces import many, percent, projects
from pipeline.compose.views.lines import baht
from pipeline.monitoring import Standing
from pipeline.monitoring.standing import percent_of

if TYPE_CHECKING:
    from pipeline.compose.digits import Numerals
    from pipeline.compose.views.executive_summary.scope import Scope

SAME = "เท่าเดิม"


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure with its name above and lines that explain it below."""

    name: str
    value: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many projects stand so, and how many more or fewer than a month before."""

    name: str
    count: str
    change: str


def key_figures(scope: Scope, numerals: Numerals) -> tuple[KeyFigure, ...]:
    """Progress, money, attention."""
    return _progress(scope, numerals), _money(scope, numerals), _attention(scope, numerals)


def counts(scope: Scope, numerals: Numerals) -> tuple[Count, ...]:
    """Every standing, in the order of :class:`~pipeline.monitoring.Standing`."""
    total = scope.total
    return tuple(
        Count(standing.label, many(total.now.count(standing), numerals), _change(total.change_of(standing), numerals))
        for standing in Standing
    )


def _change(change: int, numerals: Numerals) -> str:
    if not change:
        return SAME
    return f"{'เพิ่มขึ้น' if change > 0 else 'ลดลง'} {many(abs(change), numerals)}"


def _progress(scope: Scope, numerals: Numerals) -> KeyFigure:
    now, change = scope.total.now, scope.total.change
    lines = ["ยังเทียบกับแผนไม่ได้" if now.planned is None else f"แผนสะสม{percent(now.planned, numerals)}"]
    if now.progress is not None and now.planned is not None:
        gap = now.progress - now.planned
        word = "เร็วกว่าแผน" if gap > 0 else "ช้ากว่าแผน"
        lines.append(f"{word} {numerals.decimal(abs(gap))} จุด" if gap else "ตรงตามแผน")
    if change is not None:
        word = "เพิ่มขึ้น" if change > 0 else "ลดลง"
        lines.append(f"{word} {numerals.decimal(abs(change))} จุด จากเดือนก่อน" if change else f"{SAME}กับเดือนก่อน")
    return KeyFigure("ความก้าวหน้าเฉลี่ย", percent(now.progress, numerals), tuple(lines))


def _money(scope: Scope, numerals: Numerals) -> KeyFigure:
    now, disbursed = scope.total.now, scope.total.disbursed
    share = percent_of(disbursed, now.budget)
    told = "" if share is None else f" (ร้อยละ {numerals.decimal(share)})"
    lines = (
        "ไม่ทราบเงินที่ใช้ไป" if now.spent is None else f"ใช้ไป {baht(now.spent, numerals)}",
        "ไม่ทราบงบประมาณ" if now.budget is None else f"จาก {baht(now.budget, numerals)}",
        "เดือนนี้ไม่มีรายงานการเบิกจ่าย" if disbursed is None else f"เดือนนี้ {baht(disbursed, numerals)}{told}",
    )
    return KeyFigure("การใช้งบประมาณ", percent(now.percent, numerals), lines)


def _attention(scope: Scope, numerals: Numerals) -> KeyFigure:
    now = scope.total.now
    lines = [
        f"จากทั้งหมด {projects(now.projects, numerals)}",
        f"ช้ากว่าแผน {projects(now.count(Standing.BEHIND), numerals)}",
    ]
    if now.count(Standing.UNKNOWN):
        lines.append(f"ไม่มีข้อมูล {projects(now.count(Standing.UNKNOWN), numerals)}")
    return KeyFigure("ควรให้ความสนใจ", projects(scope.attention_total, numerals), tuple(lines))
