"""A month of several agencies together (ภาพรวมทุกหน่วยงาน): what documents over all of them are made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.monitoring.items import FollowUp
    from pipeline.monitoring.month_figures import MonthFigures
    from pipeline.monitoring.occasion import Occasion


@dataclass(frozen=True, slots=True)
class Overall:
    """Figures and follow-ups of agencies, in the order in which they are told; one of each for every agency.

    ``name`` is what the agencies are called together. The day of ``occasion`` is the latest of theirs. ``without`` are
    agencies whose data could not be used: every figure is told without them, and that has to be said.
    """

    name: str
    fiscal_year: int
    occasion: Occasion
    figures: Sequence[MonthFigures]
    follow_ups: Sequence[FollowUp]
    without: Sequence[str] = ()
