"""Targets (ค่าเป้าหมาย) as documents print them: of the plan, and of the evaluation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.thai.targets import print_target

if TYPE_CHECKING:
    from pipeline.model import Dataset, EvaluationIndicator, Target

NO_TARGET = "-"
"""What real plans print where a year has no target."""

HIGHEST_LEVEL = "ระดับ 5"
"""What an indicator of the evaluation aims at where nothing else is said."""


def target_text(target: Target | None) -> str:
    """``ไม่น้อยกว่าร้อยละ 60``, ``อย่างน้อย 1 ระบบ``; a text as it stands, a dash where there is none.

    Digits are those of the data: print it through :meth:`Numerals.typed`.
    """
    if target is None:
        return NO_TARGET
    if target.number is None:
        return target.text or NO_TARGET
    return print_target(target.comparator.value if target.comparator else None, target.number, target.unit)


def evaluation_target(dataset: Dataset, indicator: EvaluationIndicator) -> str:
    """The target of an indicator of the framework: its own, else the year's in the plan, else level 5."""
    planned = dataset.indicators_by_id.get(indicator.indicator or "")
    target = planned.target_of(dataset.fiscal_year) if planned else None
    if indicator.target is None and target is not None:
        return target_text(target)
    return indicator.target or HIGHEST_LEVEL
