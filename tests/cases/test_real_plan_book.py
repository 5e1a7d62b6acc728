"""The real plan book of 2563: from the structured case to its figures and its HTML."""

from __future__ import annotations

import re
from decimal import Decimal
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest

from pipeline import compose
from pipeline.model import FundingState
from pipeline.sources import load, write_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.model import Dataset
    from tests.cases.plan_book_prose import folded
    from tests.cases.plan_book_texts import Text, bare, printed_instead, texts
else:
    from plan_book_prose import folded
    from plan_book_texts import Text, bare, printed_instead, texts

BLOCKS = {"p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "div", "figcaption", "caption"}
SILENT = {"style", "title"}


@pytest.fixture(scope="module")
def html(plan_book_dataset: Dataset) -> str:
    """The text of all chapters, without white space, one block after the other."""
    composed = compose.render(plan_book_dataset, "plan-book", plan_book_dataset, face_scale=0.65625)
    return "\n".join("\n".join(blocks(chapter.html)) for chapter in composed.chapters)


class Reader(HTMLParser):
    """What a page says, every block on a line of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        self.silent += tag in SILENT
        self.said += ["\n"] if tag in BLOCKS else []

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in SILENT
        self.said += ["\n"] if tag in BLOCKS else []

    def handle_data(self, data: str) -> None:
        self.said += [] if self.silent else [folded(data)]


def blocks(page: str) -> Iterator[str]:
    """The text of every block of a page."""
    reader = Reader()
    reader.feed(page)
    yield from filter(None, "".join(reader.said).split("\n"))


def test_the_totals_are_those_of_the_book(plan_book_dataset: Dataset) -> None:
    assert sum(project.planned_budget or 0 for project in plan_book_dataset.projects) == 26_134_500
    assert sum(item.budget or Decimal(0) for item in plan_book_dataset.baseline) == 56_296_100


def test_thirteen_projects_eight_funded_four_not_and_one_without_a_budget(plan_book_dataset: Dataset) -> None:
    states = [project.funding_state for project in plan_book_dataset.projects]

    assert len(states) == 13
    assert states.count(FundingState.FUNDED) == 8
    assert states.count(FundingState.UNFUNDED) == 4
    assert states.count(FundingState.NO_BUDGET) == 1


def test_every_reference_of_the_dataset_leads_somewhere(plan_book_dataset: Dataset) -> None:
    for project in plan_book_dataset.projects:
        assert project.measure in plan_book_dataset.strategy_by_code
        assert project.indicator in plan_book_dataset.indicators_by_id
        assert project.unit in plan_book_dataset.units_by_id
    for node in plan_book_dataset.strategy:
        assert node.level == "ด้าน" or node.parent_code in plan_book_dataset.strategy_by_code
        assert node.supports is None or node.supports in plan_book_dataset.indicators_by_id


def test_the_steps_of_nine_projects_weigh_one_hundred_and_lie_in_the_year(plan_book_dataset: Dataset) -> None:
    with_steps = [project for project in plan_book_dataset.projects if project.steps]

    assert len(with_steps) == 9
    assert {sum(step.weight for step in project.steps) for project in with_steps} == {100}
    for step in (step for project in with_steps for step in project.steps):
        assert 2019 * 12 + 9 <= step.start.index <= step.end.index <= 2020 * 12 + 8


def test_a_workbook_holds_the_whole_book(plan_book_dataset: Dataset, tmp_path: Path) -> None:
    write_workbook(plan_book_dataset, tmp_path / "book.xlsx")

    again = load(tmp_path / "book.xlsx")

    assert again.origin.findings == ()
    assert again.model_dump() == plan_book_dataset.model_dump()


def test_totals_and_counts_are_printed(html: str, plan_book_case: dict[str, Any]) -> None:
    assert "26,134,500" in html
    assert "56,296,100" in html
    for sentence in plan_book_case["strategic_project_summary"]["count_sentences"]:
        assert folded(sentence) in html


def test_every_text_of_the_book_is_composed(html: str, plan_book_case: dict[str, Any]) -> None:
    missing = [text for text in printed_texts(plan_book_case) if bare(text.text) not in html]

    assert missing == []


def test_a_wording_that_is_said_not_to_be_printed_is_not(html: str, plan_book_case: dict[str, Any]) -> None:
    """Else its line in the table of variants is of no use any more."""
    lines = html.splitlines()
    still_there = [
        text.place
        for text in texts(plan_book_case)
        if printed_instead(plan_book_case, text.place) is not None and bare(text.text) in lines
    ]

    assert still_there == []


def test_every_amount_of_the_book_is_composed(html: str, plan_book_case: dict[str, Any]) -> None:
    rows = [*plan_book_case["strategic_project_summary"]["rows"], *plan_book_case["baseline_projects"]["rows"]]

    assert [row["name"] for row in rows if row["budget"] and f"{row['budget']:,}" not in html] == []


def test_the_bars_of_every_project_stand_below_the_two_calendar_years(html: str) -> None:
    assert len(re.findall("พ.ศ.2562\nพ.ศ.2563\nต.ค.\nพ.ย.\nธ.ค.\nม.ค.", html)) >= 9
    assert not re.search("พ.ศ.2561\nพ.ศ.2562\nต.ค.", html)


def test_indicators_and_projects_of_the_steps_are_counted_as_in_the_book(
    html: str, plan_book_case: dict[str, Any]
) -> None:
    lines = set(html.splitlines())
    for number, project in enumerate(plan_book_case["project_steps"]["projects"]):
        for key in ("indicator", "project"):
            name = f"{key}_name"
            printed = printed_instead(plan_book_case, f"project_steps/projects/{number}/{name}") or project[name]
            label = plan_book_case["project_steps"]["labels"][key]
            assert folded(f"{label}{project[f'{key}_no']}{printed}") in lines


def printed_texts(case: dict[str, Any]) -> Iterator[Text]:
    """Every text of the book as this program prints it."""
    for text in texts(case):
        instead = printed_instead(case, text.place)
        yield text if instead is None else Text(text.place, instead)
