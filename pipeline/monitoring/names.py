"""What agencies are called where a heading names their city once (ชื่อหน่วยงานในตารางรวม)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.monitoring.overall import Overall


def common_ending(overall: Overall) -> str:
    """The last word of the name of all, with the space before it, where the name of every agency ends with it.

    ``ทุกหน่วยงาน กรุงเทพมหานคร`` over ``สำนักสวนซับน้ำ กรุงเทพมหานคร`` and others of the city: `` กรุงเทพมหานคร``.
    """
    words = overall.name.split()
    names = {one.agency.name for one in overall.figures} | {one.agency.name for one in overall.follow_ups}
    ending = f" {words[-1]}" if len(words) > 1 else ""
    return ending if ending and all(_before(name, ending) for name in names) else ""


def own_name(name: str, ending: str) -> str:
    """A name without what all have in common; one that has nothing else stays whole."""
    return _before(name, ending) or name


def _before(name: str, ending: str) -> str:
    return name.removesuffix(ending).rstrip() if ending and name.endswith(ending) else ""
