"""Strategy tree and indicators of the real plan book."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from pipeline.model import (
    Activity,
    Comparator,
    Formula,
    Indicator,
    IndicatorLevel,
    MeasureTag,
    StrategyLevel,
    StrategyNode,
    Target,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.cases.plan_book_prose import Json, folded, prose
else:
    from plan_book_prose import Json, folded, prose


class Measure(NamedTuple):
    """A measure of the book with the code that it gets, its objective and the KPI that it stands under."""

    code: str
    entry: Json
    objective: str
    supports: str


def _objectives(case: Json) -> Iterator[Json]:
    for _part, _strategy_entry, dimension in _city_dimensions(case):
        yield from dimension["objectives"]


def _city_dimensions(case: Json) -> Iterator[tuple[Json, Json, Json]]:
    for part in case["parts"]["items"]:
        for strategy in part["strategies"]:
            for dimension in strategy["dimensions"]:
                yield part, strategy, dimension


def measures_of(case: Json) -> Iterator[Measure]:
    """Codes count the measures of an objective: the book numbers two of one objective alike."""
    for objective in _objectives(case):
        entries = [(block, entry) for block in objective["blocks"] for entry in block["measures"]]
        for number, (block, entry) in enumerate(entries, 1):
            supports = f"{objective['no']}-{block['objective_kpis'][0]['no']}"
            second = _second_kpi(case, objective, entry)
            yield Measure(f"{objective['no']}.{number}", entry, objective["no"], second or supports)


def _second_kpi(case: Json, objective: Json, measure: Json) -> str | None:
    """The KPI that the book lists as one of the objective everywhere but in the measures part."""
    names = {folded(kpi["text"]) for kpi in measure["measure_kpis"]}
    for section in case["table_b"]["sections"]:
        if section["objective"]["no"] == objective["no"] and folded(section["rows"][0]["kpi"]) in names:
            known = [folded(kpi["text"]) for block in objective["blocks"] for kpi in block["objective_kpis"]]
            if folded(section["rows"][0]["kpi"]) not in known and len(measure["measure_kpis"]) == 1:
                return f"{objective['no']}-{len(known) + 1}"
    return None


def strategy(case: Json, measures: Iterable[Measure]) -> Iterator[StrategyNode]:
    seen: set[str] = set()
    for part, strategy, dimension in _city_dimensions(case):
        if strategy["no"] not in seen:
            seen.add(strategy["no"])
            yield StrategyNode(
                code=strategy["no"], level=StrategyLevel.STRATEGY, name=strategy["name"], part=part["name"]
            )
        yield StrategyNode(code=dimension["no"], level=StrategyLevel.DIMENSION, name=dimension["name"])
    goals = {section["goal"]["no"]: section["goal"]["text"] for section in case["table_b"]["sections"]}
    for code, name in goals.items():
        yield StrategyNode(code=code, level=StrategyLevel.GOAL, name=name)
    for objective in _objectives(case):
        above = objective["no"].rpartition(".")[0]
        parent = None if above in goals else above.rpartition(".")[0]
        yield StrategyNode(code=objective["no"], level=StrategyLevel.OBJECTIVE, name=objective["text"], parent=parent)
    tags = {
        folded(row["measure"]): row["tag"]
        for section in case["table_a"]["sections"]
        for row in section["rows"]
        if row["measure"]
    }
    for measure in measures:
        number, name = measure.entry["number"], measure.entry["name"]
        own = MeasureTag.AGENCY if isinstance(number, str) else MeasureTag.PLAN
        yield StrategyNode(
            code=measure.code,
            level=StrategyLevel.MEASURE,
            name=name,
            no=None if own is MeasureTag.AGENCY else str(number),
            tag=MeasureTag(tags.get(folded(name), own)),
            supports=measure.supports,
        )


def objective_indicators(case: Json) -> Iterator[Indicator]:
    details = {folded(row["kpi"]): row for section in case["table_b"]["sections"] for row in section["rows"]}
    results = {folded(item["text"]): item for item in case["key_results"]["items"]}
    for objective in _objectives(case):
        kpis = [kpi for block in objective["blocks"] for kpi in block["objective_kpis"]]
        extra = [
            kpi
            for measure in measures_of(case)
            if measure.objective == objective["no"] and measure.supports == f"{objective['no']}-{len(kpis) + 1}"
            for kpi in measure.entry["measure_kpis"]
        ]
        for number, kpi in enumerate([*kpis, *extra], 1):
            detail = _near(kpi["text"], details)
            yield Indicator(
                id=f"{objective['no']}-{number}",
                name=_near(kpi["text"], results).get("text", kpi["text"]),
                node=objective["no"],
                targets=_targets(kpi),
                definition=prose(detail.get("definition")),
                formula=_formula(detail.get("formula")),
            )


def _near(name: str, details: dict[str, Json]) -> Json:
    """What another part of the book says of a KPI, whose name there may lack a word or have one more."""
    key = folded(name)
    loose = {re.sub("^ร้อยละ|ของ", "", known): row for known, row in details.items()}
    return details.get(key) or loose.get(re.sub("^ร้อยละ|ของ", "", key), {})


def measure_indicators(case: Json, measures: Iterable[Measure]) -> Iterator[Indicator]:
    details = {folded(row["measure_kpi"]): row for section in case["table_a"]["sections"] for row in section["rows"]}
    for measure in measures:
        for kpi in measure.entry["measure_kpis"]:
            detail = details.get(folded(kpi["text"]), {})
            targets = _targets(kpi)
            level = detail.get("level")
            yield Indicator(
                id=f"{measure.code}-{kpi['no']}",
                name=kpi["text"],
                node=measure.code,
                level=IndicatorLevel(level) if level else None,
                targets=targets,
                definition=prose(detail.get("definition")),
                definition_target=_other_target(targets, detail.get("target"), case["fiscal_year"]),
                formula=_formula(detail.get("formula")),
            )


def dimension_indicators(case: Json) -> Iterator[Indicator]:
    def one(row: Json, dimension: int, parent: str | None) -> Iterator[Indicator]:
        yield Indicator(
            id=row["no"],
            no=row["no"],
            name=row["kpi"],
            dimension=dimension,
            parent=parent,
            definition=prose(row["definition"]),
            activities=tuple(Activity(name=entry["name"], unit=entry["division"]) for entry in row["projects"]),
        )
        for child in row.get("children", ()):
            yield from one(child, dimension, row["no"])

    for table in case["dimension_tables"]:
        for row in table["rows"]:
            yield from one(row, table["no"], None)


_TARGET = re.compile(rf"({'|'.join(Comparator)})?\s*(ร้อยละ)?\s*(\d+)\s*(\S.*)?")


def target(year: int, text: str) -> Target:
    """``ไม่น้อยกว่าร้อยละ 60`` in its pieces; what is no number of something stays a text."""
    found = _TARGET.fullmatch(text)
    if found is None or (found[2] and found[4]):
        return Target(year=year, text=text)
    comparator = Comparator(found[1]) if found[1] else None
    return Target(year=year, comparator=comparator, number=Decimal(found[3]), unit=found[2] or found[4])


def _targets(kpi: Json) -> tuple[Target, ...]:
    return tuple(target(int(year), text) for year, text in kpi["targets"].items() if text is not None)


def _other_target(targets: Iterable[Target], text: str | None, year: int) -> str | None:
    """The target of a definition where it is another one; the same in other words is left out."""
    if text is None:
        return None
    stated = target(year, text)
    known = {(found.number, found.unit) for found in targets if found.year == year}
    return None if (stated.number, stated.unit) in known else text


def _formula(formula: Json | None) -> Formula | None:
    if formula is None:
        return None
    text = prose([*filter(None, [formula.get("text")]), *formula.get("items", ())])
    names = ("numerator", "denominator", "times")
    return Formula(text=text, **{name: formula[name] for name in names if name in formula})
