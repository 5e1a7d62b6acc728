"""What a reader must know of the figures (หมายเหตุ): what is in them and what is not, and which limits are ours.

Most notes are one line on a usual page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.compose.views.executive_summary.pieces import many, plain, projects
from pipeline.monitoring.attention import FAR_BEHIND, MONEY_GAP
from pipeline.monitoring.standing import TOLERANCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.compose.digits import Numerals
    from pipeline.compose.views.executive_summary.scope import Member, Scope


_PLANNED = " แผนสะสมแบ่งน้ำหนักของขั้นตอนเท่ากันทุกเดือน"
_NAMED = 12
"""So many agencies that are left out are named; the follow-up names all."""


def notes(scope: Scope, tables: Sequence[tuple[str, Sequence[Member]]], numerals: Numerals) -> tuple[str, ...]:
    """The notes; ``tables`` are what each shows and the groups that it does."""
    return (*notes_of_figures(scope, numerals), *_of_rows(tables, numerals))


def notes_of_figures(scope: Scope, numerals: Numerals) -> tuple[str, ...]:
    """The notes that are the same whatever rows the table shows."""
    return (*_of_figures(scope, numerals), *_of_limits(numerals))


def _of_figures(scope: Scope, numerals: Numerals) -> Iterator[str]:
    yield from left_out(scope, numerals, named=True)
    measured = scope.total.now.measured
    told = f"ความก้าวหน้าและแผนสะสมเฉลี่ยจาก {projects(measured, numerals)}ที่ทราบทั้งสองค่า "
    unknown = "ขีด (–) คือไม่ทราบ มิใช่ศูนย์"
    yield f"{told if measured else ''}{unknown}{_PLANNED if measured else ''}"
    both = sum(one.change is not None for one in scope.projects)
    if both:
        yield f"ความก้าวหน้าที่เปลี่ยนไปจากเดือนก่อนเป็นค่าเฉลี่ยของ {projects(both, numerals)}ที่ทราบความก้าวหน้าทั้งสองเดือน"
    for money, count in (
        ("งบประมาณ", sum(one.budget is None for one in scope.projects)),
        ("เงินที่ใช้ไป", sum(one.now.spent is None for one in scope.projects)),
    ):
        if count:
            yield f"ไม่ทราบ{money} {projects(count, numerals)} ผลรวม{money}จึงไม่มีส่วนของโครงการเหล่านี้"
    if scope.not_followed:
        yield f"ไม่รวม {projects(scope.not_followed, numerals)}ที่มีเพียงชื่อในแผน และไม่ต้องรายงานความก้าวหน้า"


def left_out(scope: Scope, numerals: Numerals, *, named: bool = False) -> Iterator[str]:
    """How many agencies no figure knows of, and the first of them by name."""
    if not scope.without:
        return
    told = f"ไม่รวม {many(len(scope.without), numerals)} หน่วยงานที่ข้อมูลยังใช้ไม่ได้"
    if named:
        rest = len(scope.without) - _NAMED
        more = f" และอีก {many(rest, numerals)} หน่วยงาน" if rest > 0 else ""
        told += f" ได้แก่ {', '.join(map(numerals.typed, scope.without[:_NAMED]))}{more}"
    yield told


def _of_limits(numerals: Numerals) -> Iterator[str]:
    yield (
        f"ต่างจากแผนไม่เกิน {plain(TOLERANCE, numerals)} จุด ถือว่าเป็นไปตามแผน เว้นแต่หน่วยงานแจ้งว่าช้ากว่าแผน "
        "โครงการที่ควรให้ความสนใจเรียงตามคะแนนของเหตุที่พบ "
        f"ช้ากว่าแผนมากคือตั้งแต่ {plain(FAR_BEHIND, numerals)} จุด "
        f"เบิกจ่ายต่ำกว่าแผนมากคือตั้งแต่ {plain(MONEY_GAP, numerals)} จุด "
        "เกณฑ์เหล่านี้เป็นของโปรแกรม ไม่ใช่ระเบียบของทางราชการ"
    )


def _of_rows(tables: Sequence[tuple[str, Sequence[Member]]], numerals: Numerals) -> Iterator[str]:
    for what, members in tables:
        others = sum(member.others for member in members)
        if others:
            shown, rest = many(len(members) - 1, numerals), many(others, numerals)
            yield f"ตารางแสดง{what}ที่มีงบประมาณมากที่สุด {shown} ลำดับ อีก {rest} {what}รวมอยู่ในบรรทัด “อื่น ๆ”"
