"""What changed in the month (สิ่งที่เปลี่ยนแปลง), in sentences made of the figures alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.compose.views.executive_summary.pieces import projects
from pipeline.compose.views.lines import baht
from pipeline.monitoring import Standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from pipeline.compose.digits import Numerals
    from pipeline.compose.views.executive_summary.scope import Scope
    from pipeline.monitoring import ProjectFigures

_NAMED = 2
"""So many projects are named; of more only the number is told."""

_LONGEST = 120
"""Names longer than so many letters are told by their code."""


def changes_text(scope: Scope, numerals: Numerals) -> str:
    """One paragraph: progress, money, and which projects stand otherwise than at the end of the month before."""
    month, money = numerals.month(scope.month, "long"), _money(scope, numerals)
    if not scope.projects:
        return f"ในเดือน{month} ไม่มีโครงการที่ต้องรายงานความก้าวหน้า"
    if scope.total.change is None:
        told = f"ยังไม่มีโครงการที่ทราบความก้าวหน้าทั้งเดือนนี้และเดือนก่อน {money}"
    else:
        told = f"{_progress(scope.total.change, numerals)} และ{money}"
    return " ".join((f"ในเดือน{month} {told}", *_moves(scope, numerals)))


def _progress(change: Decimal, numerals: Numerals) -> str:
    if not change:
        return "ความก้าวหน้าเฉลี่ยเท่ากับเดือนก่อน"
    return f"ความก้าวหน้าเฉลี่ย{'เพิ่มขึ้น' if change > 0 else 'ลดลง'} {numerals.decimal(abs(change))} จุด"


def _money(scope: Scope, numerals: Numerals) -> str:
    disbursed = scope.total.disbursed
    if disbursed is None:
        return "ไม่มีรายงานการเบิกจ่าย"
    return f"เบิกจ่าย {baht(disbursed, numerals)}" if disbursed else "ไม่มีการเบิกจ่าย"


def _moves(scope: Scope, numerals: Numerals) -> Iterator[str]:
    """Each project that stands otherwise than before, told once."""
    moved = [one for one in scope.projects if one.now.standing is not one.before.standing]
    if not moved:
        yield "ไม่มีโครงการใดเปลี่ยนสถานะ"
        return
    for words, found in (
        ("ที่แล้วเสร็จในเดือนนี้", [one for one in moved if one.now.standing is Standing.FINISHED]),
        ("ที่เปลี่ยนเป็นช้ากว่าแผน", [one for one in moved if one.now.standing is Standing.BEHIND]),
        ("ที่เคยช้ากว่าแผนและกลับมาทันแผน", [one for one in moved if one.before.standing is Standing.BEHIND and _well(one)]),
        ("ที่เริ่มดำเนินการ", [one for one in moved if one.before.standing is Standing.NOT_STARTED and _well(one)]),
        ("ที่ยังไม่มีข้อมูลพอจะบอกสถานะ", [one for one in moved if one.now.standing is Standing.UNKNOWN]),
    ):
        if found:
            yield f"มี {projects(len(found), numerals)}{words}{_named(found, numerals)}"


def _well(project: ProjectFigures) -> bool:
    return project.now.standing in (Standing.AHEAD, Standing.ON_PLAN)


def _named(found: Sequence[ProjectFigures], numerals: Numerals) -> str:
    """One or two projects by their names; more are only counted."""
    if len(found) > _NAMED:
        return ""
    names = [f"“{numerals.typed(one.name)}”" if len(one.name) <= _LONGEST else one.code for one in found]
    return f" {'ได้แก่' if len(names) > 1 else 'คือ'} {' และ '.join(names)}"
