"""Values as they are printed: money with commas, dates in Thai, references by the name of what they refer to."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from pipeline.model import (
    Alignment,
    Assessment,
    CriterionRow,
    Deadline,
    EvaluationResult,
    Formula,
    Month,
    Party,
    QuarterResult,
    RichText,
    SignatureBlock,
    Step,
    Target,
)
from pipeline.thai.dates import format_date, format_month
from pipeline.thai.money import format_amount
from pipeline.thai.targets import print_target

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pipeline.model import Dataset

NONE = "-"
"""What stands for a value that is not given."""

BAHT = "(บาท)"
"""How the title of an amount ends."""


def printed(value: Any, title: str, dataset: Dataset) -> str:  # noqa: ANN401 - any value of the model
    """A value of a field with this title, on one line; :data:`NONE` for what is not given."""
    match value:
        case None | ():
            text = NONE
        case bool():
            text = "ใช่" if value else "ไม่ใช่"
        case Decimal():
            text = format_amount(value) if title.endswith(BAHT) else number(value)
        case dt.date():
            text = format_date(value)
        case StrEnum():
            text = value.value
        case tuple():
            text = ", ".join(printed(member, "", dataset) for member in value)
        case _ if type(value) in RECORDS:
            text = RECORDS[type(value)](value, dataset)
        case _:
            text = " ".join(str(value).split())
    return text or NONE


def number(value: Decimal) -> str:
    """A number that is no amount: thousands commas, no zeros behind the point."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def target(value: Target) -> str:
    """A target as plans print it: ``ไม่น้อยกว่าร้อยละ 60``, ``จำนวน 1 หลักสูตร``, or its own text."""
    if value.text is not None or value.number is None:
        return value.text or NONE
    return print_target(value.comparator and value.comparator.value, value.number, value.unit)


def prose(value: RichText | None) -> str:
    """The words of a text on one line."""
    return " ".join(value.plain().split()) if value is not None else ""


def _formula(value: Formula) -> str:
    text = prose(value.text)
    if value.numerator is None:
        return text
    times = "" if value.times is None else f" × {number(value.times)}"
    return f"{text} ({value.numerator} ÷ {value.denominator}){times}".strip()


def _month(value: Month) -> str:
    return format_month(value.year, value.month, "short")


def _step(value: Step) -> str:
    months = _month(value.start) if value.start == value.end else f"{_month(value.start)} – {_month(value.end)}"
    return f"ร้อยละ {number(value.weight)} ({months})"


def _party(value: Party, dataset: Dataset) -> str:
    person = dataset.people_by_id.get(value.person) if value.person else None
    name = value.name or (person.name if person else value.person)
    position = value.position or (person.position if person else None)
    phone = value.phone or (person.phone if person else None)
    unit = refer("unit", value.unit or (person.unit if person else None), dataset)
    return " ".join(part for part in (name, position, unit, f"โทร. {phone}" if phone else None) if part)


def _alignment(value: Alignment, dataset: Dataset) -> str:
    node = refer("node", value.node, dataset)
    return " / ".join(part for part in (node, value.strategy, value.dimension, value.goal, value.indicator) if part)


def _signature(value: SignatureBlock, dataset: Dataset) -> str:
    name = value.name or refer("person", value.person, dataset)
    return " ".join(part for part in (value.role, name, value.position) if part)


def _assessment(value: Assessment) -> str:
    return " ".join(part for part in (number(value.score) if value.score is not None else NONE, value.note) if part)


def _criteria(value: CriterionRow) -> str:
    return " / ".join(cell or NONE for cell in value.cells)


def _quarter(value: QuarterResult) -> str:
    target = None if value.target is None else f"เป้าหมาย {number(value.target)}"
    found = None if value.value is None else f"ผล {number(value.value)}"
    reported = None if value.date is None else f"รายงานวันที่ {format_date(value.date, 'short')}"
    return " ".join(part for part in (target, found, value.text, reported) if part)


def _deadline(value: Deadline) -> str:
    start = None if value.start is None else f"ตั้งแต่วันที่ {format_date(value.start, 'short')}"
    date = None if value.date is None else f"ภายในวันที่ {format_date(value.date, 'short')}"
    day = None if value.day is None else f"วันที่ {value.day} ของทุกเดือน"
    return " ".join(part for part in (start, date, day, value.text, value.parties) if part)


def outcome(value: EvaluationResult, dataset: Dataset) -> str:
    """The result of an indicator in the words of its report: its text, its level, or its figure."""
    if value.text is not None:
        return value.text
    if value.level is not None:
        return f"ระดับ {number(value.level)}"
    if value.value is None and value.numerator is not None and value.denominator is not None:
        return f"{number(value.numerator)} จาก {number(value.denominator)}"
    if value.value is None:
        return ""
    indicator = dataset.evaluation_indicators_by_id.get(value.indicator)
    unit = indicator.unit if indicator else None
    parts = (unit, number(value.value)) if unit == "ร้อยละ" else (number(value.value), unit)
    return " ".join(part for part in parts if part)


def refer(field: str, key: str | None, dataset: Dataset) -> str | None:
    """What a key in a field of this name refers to, by name; codes of the plan stay before it."""
    if key is None:
        return None
    match REFERENCES[field]:
        case "unit":
            unit = dataset.units_by_id.get(key)
            return unit.name if unit else key
        case "person":
            person = dataset.people_by_id.get(key)
            return person.name if person else key
        case "node":
            node = dataset.strategy_by_code.get(key)
            return f"{key} {node.name}" if node else key
        case "project":
            return next((project.name for project in dataset.projects if project.code == key), key)
        case _:
            indicator = dataset.indicators_by_id.get(key)
            return indicator.name if indicator else key


REFERENCES: Mapping[str, str] = {
    "unit": "unit",
    "person": "person",
    "node": "node",
    "measure": "node",
    "indicator": "indicator",
    "supports": "indicator",
    "units": "unit",
    "projects": "project",
}
"""Fields that hold the key of another record, or several. ``parent`` is one of its own kind and prints as it stands."""

RECORDS: Mapping[type, Callable[[Any, Dataset], str]] = {
    RichText: lambda value, _: prose(value),
    Target: lambda value, _: target(value),
    Formula: lambda value, _: _formula(value),
    Month: lambda value, _: _month(value),
    Step: lambda value, _: _step(value),
    Assessment: lambda value, _: _assessment(value),
    Party: _party,
    Alignment: _alignment,
    SignatureBlock: _signature,
    CriterionRow: lambda value, _: _criteria(value),
    QuarterResult: lambda value, _: _quarter(value),
    Deadline: lambda value, _: _deadline(value),
}
"""Records that print as one text; of all others each value is compared by itself."""
