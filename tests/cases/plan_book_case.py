"""The real plan book of 2563 as a dataset, read from the structured case when a test runs.

Where the book words one thing in several ways, the wording of its part "measures and projects" is taken, for
indicators of objectives that of the key results, which come first: the dataset holds every text once, so that
those mistakes cannot be made again. Mistakes that are data stay data.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pipeline.model import (
    Agency,
    BaselineProject,
    Dataset,
    EvaluationDimension,
    LastYear,
    ListBlock,
    ListItem,
    ListMarker,
    Paragraph,
    PlanBook,
    ResultGroup,
    RichText,
    Swot,
    Unit,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cases.plan_book_plan import (
        dimension_indicators,
        measure_indicators,
        measures_of,
        objective_indicators,
        strategy,
    )
    from tests.cases.plan_book_projects import projects
    from tests.cases.plan_book_prose import Json, numbered, prose
else:
    from plan_book_plan import (
        dimension_indicators,
        measure_indicators,
        measures_of,
        objective_indicators,
        strategy,
    )
    from plan_book_projects import projects
    from plan_book_prose import Json, numbered, prose


def dataset_of(case: Json) -> Dataset:
    """The whole case as a dataset."""
    measures = tuple(measures_of(case))
    return Dataset(
        fiscal_year=case["fiscal_year"],
        agency=Agency(**case["agency"]),
        units=tuple(_units(case)),
        strategy=tuple(strategy(case, measures)),
        indicators=(*objective_indicators(case), *measure_indicators(case, measures), *dimension_indicators(case)),
        projects=tuple(projects(case, measures)),
        baseline=tuple(_baseline(case["baseline_projects"])),
        dimensions=tuple(_dimensions(case)),
        plan_book=_plan_book(case),
    )


def _units(case: Json) -> Iterator[Unit]:
    for division in case["general_information"]["divisions"]:
        yield Unit(id=division["name"], name=division["name"], duties=numbered(division["duties"]))
    groups = {
        party["group"]: party["division"]
        for section in case["table_b"]["sections"]
        for row in section["rows"]
        for party in row["responsible"]
    }
    for group, division in groups.items():
        yield Unit(id=group, name=group, parent=division)


def _baseline(table: Json) -> Iterator[BaselineProject]:
    for row in table["rows"]:
        yield BaselineProject(name=row["name"], area=table["area"]["name"], budget=row["budget"])


def _dimensions(case: Json) -> Iterator[EvaluationDimension]:
    first = next(entry["text"] for entry in case["contents"]["entries"] if entry["text"].startswith("มิติที่ 1 "))
    for no, heading in [(1, first), *((table["no"], table["heading"]) for table in case["dimension_tables"])]:
        yield EvaluationDimension(no=no, name=heading.removeprefix(f"มิติที่ {no} "))


def _plan_book(case: Json) -> PlanBook:
    swot = case["swot"]
    return PlanBook(
        title=case["titles"]["inner_cover"]["title"].partition(" พ.ศ.")[0],
        preface=prose(case["preface"]["paragraphs"]),
        history=prose(case["general_information"]["history"]),
        swot=Swot(
            intro=prose(swot["intro"]),
            strengths=numbered(swot["internal"]["strengths"]),
            weaknesses=numbered(swot["internal"]["weaknesses"]),
            opportunities=numbered(swot["external"]["opportunities"]),
            threats=numbered(swot["external"]["threats"]),
        ),
        last_year=_last_year(case["previous_year_results"]),
        vision=prose(case["vision"]["text"]),
        mission=prose(case["mission"]["text"]),
        back_cover=prose(case["back_cover"]["lines"]),
    )


def _last_year(results: Json) -> LastYear:
    groups = tuple(
        ResultGroup(dimension=dimension["no"], title=group["title"], items=numbered(group["items"]))
        for dimension in results["dimensions"]
        for group in dimension["groups"]
    )
    other = results["other_highlights"]
    items = tuple(ListItem(text=item["title"], children=_blocks(item["paragraphs"])) for item in other["items"])
    highlights = RichText(blocks=(Paragraph(text=other["intro"]), ListBlock(items=items, marker=ListMarker.BULLET)))
    return LastYear(
        fiscal_year=results["fiscal_year"], intro=prose(results["intro"]), groups=groups, highlights=highlights
    )


def _blocks(paragraphs: list[str]) -> tuple[Any, ...]:
    """Paragraphs; numbered ones, counted ``1.`` and ``2.)`` in the book, are a list."""
    text = prose([re.sub(r"^(\d+\.)\)", r"\1", paragraph) for paragraph in paragraphs])
    return text.blocks if text else ()
