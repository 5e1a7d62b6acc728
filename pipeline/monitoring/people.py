"""Whom to ask: the division (ส่วนราชการ, topmost unit) and the responsible person of a project or an indicator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.messages import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.model import Dataset, Party, Project

NO_DIVISION = N_("ไม่ระบุส่วนราชการ")
NOBODY = N_("ไม่ระบุผู้รับผิดชอบ")


@dataclass(frozen=True, slots=True)
class Division:
    """A topmost unit of the agency; without an id, what belongs to no unit of the list."""

    id: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Who is responsible: the name of a person, else a position, else a unit; the telephone as it was typed."""

    name: str
    position: str | None = None
    phone: str | None = None
    unit: str | None = None


def division_of(dataset: Dataset, unit: str | None, party: Party | None = None) -> Division:
    """The topmost unit above a unit; without one, above the unit of the responsible party or its person."""
    person = dataset.people_by_id.get(party.person or "") if party else None
    for candidate in (unit, party.unit if party else None, person.unit if person else None):
        line = dataset.unit_line(candidate)
        if line:
            return Division(line[0].id, line[0].name)
    return Division(None, NO_DIVISION)


def project_division(dataset: Dataset, project: Project) -> Division:
    """The division that a project belongs to."""
    return division_of(dataset, project.unit, project.responsible or project.coordinator)


def contact_of(dataset: Dataset, party: Party | None, unit: str | None = None, words: str | None = None) -> Contact:
    """Who a party is; ``unit`` is that of its project or indicator, ``words`` name somebody who is no party."""
    person = dataset.people_by_id.get(party.person or "") if party else None
    own_unit = (party.unit if party else None) or (person.unit if person else None) or unit
    record = dataset.units_by_id.get(own_unit or "")
    unit_name = record.name if record else None
    position = (party.position if party else None) or (person.position if person else None)
    phone = (party.phone if party else None) or (person.phone if person else None)
    name = (party.name if party else None) or (person.name if person else None)
    if name:
        return Contact(name, position, phone, unit_name)
    given = record.name if record and party and party.unit else None
    return Contact(position or words or given or unit_name or NOBODY, None, phone, unit_name)


def divisions_in_order(dataset: Dataset, found: Iterable[Division]) -> tuple[Division, ...]:
    """Divisions once each, in the order of the agency's list; what belongs to none comes last."""
    places = {unit.id: place for place, unit in reversed(list(enumerate(dataset.units)))}
    unlisted = len(places)
    return tuple(
        sorted(set(found), key=lambda division: (places.get(division.id or "", unlisted), division.id is None))
    )
