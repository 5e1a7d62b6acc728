"""Targets (ค่าเป้าหมาย) as the book prints them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.thai.targets import print_target

if TYPE_CHECKING:
    from pipeline.model import Target

NO_TARGET = "-"
"""What real plans print where a year has no target."""


def target_text(target: Target | None) -> str:
    """``ไม่น้อยกว่าร้อยละ 60``, ``อย่างน้อย 1 ระบบ``; a text as it stands, a dash where there is none.

    Digits are those of the data: print it through :meth:`Numerals.typed`.
    """
    if target is None:
        return NO_TARGET
    if target.number is None:
        return target.text or NO_TARGET
    return print_target(target.comparator.value if target.comparator else None, target.number, target.unit)
