"""The most urgent items of several agencies, where nobody could read all of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.monitoring.items import Item, urgency

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.monitoring.items import FollowUp


def most_urgent(follow_ups: Sequence[FollowUp], most: int) -> tuple[FollowUp, ...]:
    """The follow-ups with at most so many items together; counts and divisions stay those of all.

    Of items that are as urgent as each other those of the first agencies stay.
    """
    places = [(place, item) for place, one in enumerate(follow_ups) for item in one.items]
    if len(places) <= most:
        return tuple(follow_ups)
    places.sort(key=lambda entry: urgency(entry[1])[:2])
    kept = [set[Item]() for _ in follow_ups]
    for place, item in places[:most]:
        kept[place].add(item)
    return tuple(_with(one, items) for one, items in zip(follow_ups, kept, strict=True))


def _with(follow_up: FollowUp, items: set[Item]) -> FollowUp:
    divisions = tuple(
        replace(
            division,
            people=tuple(
                replace(person, items=own)
                for person in division.people
                if (own := tuple(item for item in person.items if item in items))
            ),
        )
        for division in follow_up.divisions
    )
    return replace(follow_up, divisions=divisions)
