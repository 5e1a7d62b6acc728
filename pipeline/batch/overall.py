"""All agencies of a batch together: what documents over all of them are made from."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pipeline.compose.registry import find_kind
from pipeline.monitoring import Occasion, Overall
from pipeline.monitoring.schedule import first_day
from pipeline.thai.dates import fiscal_year

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.batch.orders import Terms
    from pipeline.compose.registry import Kind
    from pipeline.monitoring import FollowUp, MonthFigures

Figures = tuple["MonthFigures", "FollowUp"]
_ALL_AGENCIES = "ทุกหน่วยงาน"


def kinds_over_all(terms: Terms) -> list[Kind]:
    """The kinds asked for that are made over all agencies as well."""
    kinds = (find_kind(name, terms.choices.templates) for name in terms.kinds)
    return [kind for kind in kinds if kind.over_all]


def overall_of(terms: Terms, found: Sequence[Figures], without: Sequence[str] = ()) -> Overall:
    """All agencies together, as known on the latest of their days; ``without`` those whose data cannot be used."""
    figures = tuple(own for own, _ in found)
    asked = tuple(own for _, own in found)
    return Overall(
        name=name_of_all([own.agency.name for own in figures]),
        fiscal_year=fiscal_year(first_day(terms.month)),
        occasion=Occasion(terms.month, max(own.today for own in asked)),
        figures=figures,
        follow_ups=asked,
        without=tuple(without),
    )


def name_of_all(names: Sequence[str]) -> str:
    """What agencies are called together: by the city that all of their names end with, else by all of them."""
    ends = Counter(name.split()[-1] for name in names if len(name.split()) > 1)
    if ends:
        city, count = ends.most_common(1)[0]
        if count == len(names):
            return f"{_ALL_AGENCIES} {city}"
    return _ALL_AGENCIES
