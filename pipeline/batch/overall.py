"""All agencies of a batch together: what documents over all of them are made from."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pipeline.monitoring import Occasion, Overall, follow_up, month_figures
from pipeline.monitoring.schedule import first_day
from pipeline.sources import load
from pipeline.thai.dates import fiscal_year

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.batch.orders import Source, Terms
    from pipeline.monitoring import FollowUp, MonthFigures

Figures = tuple["MonthFigures", "FollowUp"]
_ALL_AGENCIES = "ทุกหน่วยงาน"


def figures_of(source: Source, terms: Terms) -> Figures:
    """The figures of a source that is known to be sound; called in a process of its own."""
    from pipeline.batch.planning import choices_for

    dataset = load(source.path)
    occasion = choices_for(source, terms).occasion(dataset)
    return (
        month_figures(dataset, occasion.month, today=occasion.day),
        follow_up(dataset, occasion.month, occasion.day),
    )


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
