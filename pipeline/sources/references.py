"""Across records: codes that are taken twice, and references to nothing."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from pipeline.messages import N_, gettext
from pipeline.model import (
    Activity,
    Alignment,
    BaselineProject,
    CriterionRow,
    Dataset,
    Evaluation,
    EvaluationDimension,
    EvaluationIndicator,
    EvaluationResult,
    Indicator,
    Party,
    Person,
    Project,
    QuarterResult,
    Record,
    ResultGroup,
    SignatureBlock,
    Silence,
    StrategyNode,
    Target,
    Unit,
)
from pipeline.sources import limits, rules
from pipeline.sources.shapes import ListShape, RecordShape, fields_of
from pipeline.sources.subjects import NAMES, name_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.findings import FieldPath, Rule
    from pipeline.sources.reading import Reading

KEYS: Final[Mapping[str, tuple[type[Record], str]]] = {
    # Lists of the dataset whose records are known by a code: the class and its field.
    "units": (Unit, "id"),
    "people": (Person, "id"),
    "strategy": (StrategyNode, "code"),
    "indicators": (Indicator, "id"),
    "projects": (Project, "code"),
    "dimensions": (EvaluationDimension, "no"),
    "evaluation_indicators": (EvaluationIndicator, "id"),
    "evaluation_results": (EvaluationResult, "indicator"),
}

GROUPS: Final = "groups"
"""What refers to an agency group; those that there are stand in the framework, in no list of records."""

REFERENCES: Final[Mapping[tuple[type[Record], str], str]] = {
    # Fields that hold the code of a record of a list, or several of them.
    (Unit, "parent"): "units",
    (Person, "unit"): "units",
    (Party, "person"): "people",
    (Party, "unit"): "units",
    (Project, "unit"): "units",
    (SignatureBlock, "person"): "people",
    (StrategyNode, "parent"): "strategy",
    (Alignment, "node"): "strategy",
    (StrategyNode, "supports"): "indicators",
    (Indicator, "node"): "strategy",
    (Indicator, "parent"): "indicators",
    (Indicator, "dimension"): "dimensions",
    (Activity, "unit"): "units",
    (Project, "measure"): "strategy",
    (Project, "indicator"): "indicators",
    (BaselineProject, "unit"): "units",
    (ResultGroup, "dimension"): "dimensions",
    (Silence, "project"): "projects",
    (EvaluationIndicator, "dimension"): "dimensions",
    (EvaluationIndicator, "parent"): "evaluation_indicators",
    (EvaluationIndicator, "indicator"): "indicators",
    (EvaluationIndicator, "units"): "units",
    (EvaluationResult, "indicator"): "evaluation_indicators",
    (EvaluationResult, "projects"): "projects",
    (CriterionRow, "group"): GROUPS,
    (Evaluation, "group"): GROUPS,
}

_ONCE: Final[Mapping[tuple[type[Record], str], tuple[type[Record], str]]] = {
    # Lists inside a record in which no two may have the same value.
    (Indicator, "targets"): (Target, "year"),
    (EvaluationResult, "quarters"): (QuarterResult, "quarter"),
}


def check_references(
    dataset: Dataset, lost: Sequence[tuple[type[Record], Mapping[str, Any]]], reading: Reading
) -> None:
    """Report codes taken twice and references to nothing.

    ``lost`` are records that were left out for other mistakes: what refers to them is no mistake of its own.
    """
    known: dict[str, dict[str, str]] = {}
    for name, (record, key) in KEYS.items():
        known[name] = _codes(getattr(dataset, name), (name,), (record, key), rules.CODE_DUPLICATE, reading)
        for lost_record, values in lost:
            if lost_record is record and key in values:
                known[name].setdefault(str(values[key]), "")
    known[GROUPS] = dict.fromkeys((dataset.evaluation or Evaluation()).groups, "")
    if not dataset.dimensions:
        known["dimensions"] |= {str(dimension.no): "" for dimension in dataset.evaluation_dimensions}
    _walk(dataset, (), _Whose(), known, reading)


def _codes(
    records: Sequence[Record], at: FieldPath, owner: tuple[type[Record], str], rule: Rule, reading: Reading
) -> dict[str, str]:
    """The codes of a list; one that is taken twice is reported where it stands the second time."""
    record, key = owner
    places: dict[str, FieldPath] = {}
    for number, found in enumerate(records):
        code, path = str(getattr(found, key)), (*at, number, key)
        if places.setdefault(code, path) != path:
            first = reading.places[places[code]]
            reading.enter(f"{name_of(record)} {code}")
            reading.find(
                rule, reading.places[path], path,
                quote=code, related=[first], field=fields_of(record)[key].title, value=code, other=str(first),
            )  # fmt: skip
            reading.leave()
    return dict.fromkeys(places, "")


@cache
def _ways(record: type[Record]) -> tuple[tuple[str, bool], ...]:
    """Fields through which references are reached: name, and whether it is a list."""
    ways = []
    for name, field in fields_of(record).items():
        shape = field.shape.item if isinstance(field.shape, ListShape) else field.shape
        if not isinstance(shape, RecordShape):
            continue
        inner: type[Record] = shape.record
        if any(owner is inner for owner, _ in REFERENCES) or _ways(inner):
            ways.append((name, isinstance(field.shape, ListShape)))
    return tuple(ways)


@dataclass(frozen=True, slots=True)
class _Whose:
    """Where a reference stands, for people: the record's name, and the part of it that has none of its own."""

    subject: str = ""
    part: str = ""

    def inside(self, record: Record, title: str) -> _Whose:
        """The same for a record that a field of this one holds."""
        name, key = NAMES.get(type(record), ("", ""))
        if key:
            code = getattr(record, key)
            return _Whose(f"{self.subject} {gettext(name)} {'' if code is None else code}".strip())
        return _Whose(self.subject, title)


def _walk(
    record: Record, path: FieldPath, whose: _Whose, known: Mapping[str, Mapping[str, str]], reading: Reading
) -> None:
    for (owner, name), target in REFERENCES.items():
        if type(record) is not owner or (value := getattr(record, name)) is None:
            continue
        many, first = isinstance(value, tuple), dict[str, int]()
        for number, code in enumerate(value if many else (value,)):
            at = (*path, name, number) if many else (*path, name)
            if str(code) not in known[target]:
                _report(record, str(code), target, at, whose, known, reading)
            elif first.setdefault(str(code), number) != number:
                _report_again(record, at, (*path, name, first[str(code)]), whose, reading)
    for (owner, name), inner_key in _ONCE.items():
        if type(record) is owner:
            reading.enter(whose.subject)
            _codes(getattr(record, name), (*path, name), inner_key, rules.VALUE_TWICE, reading)
            reading.leave()
    for name, many in _ways(type(record)):
        value = getattr(record, name)
        title = fields_of(type(record))[name].title
        for number, inner in enumerate(value if many else () if value is None else (value,)):
            below = (*path, name, number) if many else (*path, name)
            _walk(inner, below, whose.inside(inner, title), known, reading)


def _report_again(record: Record, path: FieldPath, before: FieldPath, whose: _Whose, reading: Reading) -> None:
    """Report a code that stands in its list already."""
    name, code = str(path[-2]), str(getattr(record, str(path[-2]))[path[-1]])
    first = reading.places[before]
    reading.enter(whose.subject)
    reading.find(
        rules.VALUE_TWICE, reading.places[path], path,
        quote=code, related=[first], field=fields_of(type(record))[name].title, value=code, other=str(first),
    )  # fmt: skip
    reading.leave()


def _report(
    record: Record, code: str, target: str, path: FieldPath, whose: _Whose,
    known: Mapping[str, Mapping[str, str]], reading: Reading,
) -> None:  # fmt: skip
    if (target if target in KEYS else "evaluation") in reading.incomplete or reading.full:
        return
    near = get_close_matches(code, islice(known[target], limits.MAX_SUGGESTED), n=1, cutoff=0.6)
    suggestion = gettext(N_(" ที่ใกล้เคียงที่สุดคือ “{nearest}”")).format(nearest=near[0]) if near else ""
    name = next(part for part in reversed(path) if isinstance(part, str))
    field = fields_of(type(record))[name].title
    listed = name_of(KEYS[target][0]) if target in KEYS else fields_of(Evaluation)[GROUPS].title
    reading.enter(whose.subject)
    reading.find(
        rules.REFERENCE_MISSING, reading.places.get(path) or reading.places[path[:-1]], path,
        quote=code, field=f"{whose.part} ({field})" if whose.part else field, value=code,
        target=listed, suggestion=suggestion,
    )  # fmt: skip
    reading.leave()
