"""Projects of the real plan book with their place in the plan and their steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.model import FundingState, Month, Project, ProjectKind, Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.cases.plan_book_plan import Measure
    from tests.cases.plan_book_prose import Json, folded
else:
    from plan_book_prose import Json, folded


def projects(case: Json, measures: Iterable[Measure]) -> Iterator[Project]:
    rows = {folded(row["name"]): row for row in case["strategic_project_summary"]["rows"]}
    for name, (measure, indicator) in _places(case, measures).items():
        row = rows[name]
        yield Project(
            code=f"03000000-{row['no']:04d}",
            name=row["name"],
            kind=ProjectKind.STRATEGIC,
            fiscal_year=case["fiscal_year"],
            budget=row["budget"],
            budget_source=None if row["source"] == "-" else row["source"],
            funding=_funding(row),
            additional="**" in row["marks"],
            priority=row["no"],
            measure=measure,
            indicator=indicator,
            unit=_responsible(case).get(name, row["division"]),
            steps=tuple(_steps(case, name)),
        )


def _funding(row: Json) -> FundingState:
    if row["budget"] is None:
        return FundingState.NO_BUDGET
    return FundingState.UNFUNDED if row["source"] == "-" else FundingState.FUNDED


def _places(case: Json, measures: Iterable[Measure]) -> dict[str, tuple[str, str]]:
    """Measure and measure KPI of every project: as table ก says, else in the order of the measures part."""
    by_kpi = {
        _project_key(entry["name"]): folded(row["measure_kpi"])
        for section in case["table_a"]["sections"]
        for row in section["rows"]
        for entry in row["projects"]
    }
    places = {}
    for measure in measures:
        kpis = measure.entry["measure_kpis"]
        for position, entry in enumerate(measure.entry["projects"]):
            named = by_kpi.get(_project_key(entry["name"]))
            fits = [kpi["no"] for kpi in kpis if folded(kpi["text"]) == named]
            number = fits[0] if fits else kpis[min(position, len(kpis) - 1)]["no"]
            places[folded(entry["name"])] = (measure.code, f"{measure.code}-{number}")
    return places


def _project_key(name: str) -> str:
    """A project's name, whichever of its two wordings is used."""
    return folded(name).replace("ผลการศึกษา", "ผลศึกษา").replace("ก้าวหน้าในสาย", "ก้าวหน้าทาง").replace("ทางสาย", "ทาง")


def _responsible(case: Json) -> dict[str, str]:
    """The groups that table ข names."""
    found = {}
    for section in case["table_b"]["sections"]:
        for row in section["rows"]:
            for project, party in zip(row["projects"], row["responsible"], strict=True):
                found[folded(project["name"])] = party["group"]
    return found


def _steps(case: Json, name: str) -> Iterator[Step]:
    for project in case["project_steps"]["projects"]:
        if _project_key(project["project_name"]) != _project_key(name):
            continue
        columns = {label: position for position, label in enumerate(case["project_steps"]["month_columns"])}
        known = [_known_span(step, columns) for step in project["steps"]]
        for step, (start, end) in zip(project["steps"], _filled(known), strict=True):
            year = case["fiscal_year"]
            yield Step(
                name=" ".join(step["text"].split()),
                weight=step["weight"],
                start=_month(year, start),
                end=_month(year, end),
            )


def _known_span(step: Json, columns: dict[str, int]) -> tuple[int, int] | None:
    if not step["months"] or step["reading"] == "contradictory_with_order_of_steps":
        return None
    positions = [columns[month] for month in step["months"]]
    return min(positions), max(positions)


def _filled(spans: list[tuple[int, int] | None]) -> Iterator[tuple[int, int]]:
    """Bars that the text of the book has lost share the months between their neighbours: invented, but possible."""
    position = 0
    after = 0
    while position < len(spans):
        span = spans[position]
        if span is None:
            run = next((n for n in range(position, len(spans)) if spans[n] is not None), len(spans)) - position
            following = spans[position + run] if position + run < len(spans) else None
            until = following[0] if following is not None else 12
            room = max(until - after, 1)
            for number in range(run):
                first = min(after + number * room // run, 11)
                yield first, max(first, after + (number + 1) * room // run - 1)
            position += run
            continue
        yield span
        after = min(span[1] + 1, 11)
        position += 1


def _month(fiscal_year: int, column: int) -> Month:
    """The month of a column; the first is October of the year before."""
    month = (column + 9) % 12 + 1
    return Month(year=fiscal_year - (544 if month >= 10 else 543), month=month)
