"""Targets (ค่าเป้าหมาย) as documents print them: of the plan, and of the evaluation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.thai.numbers import NumberProblem, parse_decimal
from pipeline.thai.targets import print_target

if TYPE_CHECKING:
    from pipeline.model import CriterionRow, Dataset, EvaluationIndicator, Target

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


def criteria_rows(indicator: EvaluationIndicator, group: str | None) -> tuple[CriterionRow, ...]:
    """The rows of the criteria that hold for an agency of this group; all where no group is chosen."""
    own = tuple(row for row in indicator.criteria if row.group is None or row.group == group)
    return own if group is not None and own else indicator.criteria


def evaluation_target(dataset: Dataset, indicator: EvaluationIndicator) -> str:
    """The target of an indicator of the framework; empty where nothing tells it.

    Its own, else the year's of the indicator of the plan that it is, else what level 5 of its criteria asks for,
    where that is one row. Digits are those of the data.
    """
    if indicator.target is not None:
        return indicator.target
    plan = dataset.indicators_by_id.get(indicator.indicator or "")
    target = plan.target_of(dataset.fiscal_year) if plan is not None else None
    if target is not None:
        return target_text(target)
    rows = criteria_rows(indicator, dataset.evaluation.group if dataset.evaluation else None)
    return _with_unit(rows[0].level_5 or "", indicator.unit) if len(rows) == 1 else ""


def _with_unit(cell: str, unit: str | None) -> str:
    """A cell of the criteria that is a bare number gets the unit of its indicator: ``ร้อยละ 100``."""
    if not cell or unit is None:
        return cell
    try:
        return print_target(None, parse_decimal(cell), unit)
    except NumberProblem:
        return cell
