"""Tables of the plan book on paper: bars under their months, texts inside their cells, what stays together."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.bundled import bundled_folder
from pipeline.layout import lay_out
from pipeline.layout.faces import find_face
from pipeline.model import (
    BaselineProject,
    Comparator,
    Formula,
    FundingState,
    House,
    Indicator,
    Margins,
    Paragraph,
    Project,
    ProjectKind,
    RichText,
    StrategyLevel,
    StrategyNode,
    Target,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from xml.etree.ElementTree import Element

    from pipeline.compose import Composed
    from pipeline.layout.document import LaidOut
    from tests.compose.read_tables import classed, keys, words

    ComposesBook = Callable[..., Composed]
    Box = tuple[float, float, float, float]
else:
    from read_tables import classed, keys, words

WORDS = "ประสานงานกับหน่วยงานที่เกี่ยวข้องและจัดเตรียมเอกสารประกอบการประชุม "
LATIN = "Supercalifragilisticexpialidocious_Antidisestablishmentarianism"
MEASURE = "3.1.1.1."
HALF = 0.5
"""Tolerance in pt."""


def lay(composed: Composed, key: str) -> LaidOut:
    (chapter,) = (chapter for chapter in composed.chapters if chapter.key == key)
    return lay_out(chapter.html, base=bundled_folder("templates"), face=find_face(), protect=composed.protect)


def box(paper: LaidOut, element: Element) -> Box:
    found = paper.box(element)
    assert found is not None
    return found


def page_of(paper: LaidOut, element: Element) -> int:
    """The page on which the last line of an element stands."""
    inside = {id(part) for part in element.iter()}
    return max(line.page for line in paper.lines() if id(line.element) in inside)


def first_page(paper: LaidOut, element: Element) -> int:
    """The page on which the first line of an element stands."""
    inside = {id(part) for part in element.iter()}
    return min(line.page for line in paper.lines() if id(line.element) in inside)


def text(paragraphs: int) -> RichText:
    return RichText(blocks=tuple(Paragraph(text=WORDS * 2) for _ in range(paragraphs)))


@pytest.fixture(scope="module")
def long_plan() -> dict[str, Any]:
    """One objective with measures of one to four indicators and many projects, all with long texts."""
    strategy, dimension, goal, objective, measure = StrategyLevel
    nodes = [
        StrategyNode(code="3", level=strategy, name="ด้านทดลอง", part="ส่วนทดลอง"),
        StrategyNode(code="3.1", level=dimension, name="มิติทดลอง"),
        StrategyNode(code="3.1.1", level=goal, name=WORDS * 2),
        StrategyNode(code="3.1.1.1", level=objective, name=WORDS * 2),
    ]
    indicators = [
        Indicator(
            id="k", name=WORDS, node="3.1.1.1", targets=(Target(year=2570, text="ตามที่ สยป. กำหนด"),), definition=text(3)
        )
    ]
    projects: list[Project] = []
    for number in range(1, 8):
        code = f"{MEASURE}{number}"
        nodes.append(StrategyNode(code=code, level=measure, name=f"มาตรการ {WORDS}"))
        for place in range(number % 4 + 1):
            name = f"{code}-{place}"
            indicators.append(_long_indicator(name, code, paragraphs=1 + 7 * (number == 6)))
            projects.append(_long_project(len(projects) + 1, code, name))
    return {
        "strategy": tuple(nodes),
        "indicators": tuple(indicators),
        "projects": tuple(projects),
        "baseline": tuple(
            BaselineProject(name=WORDS * (n % 3 + 1), area=f"ด้านที่ {n // 7}", budget=Decimal(10**n)) for n in range(10)
        ),
    }


def _long_indicator(name: str, node: str, paragraphs: int) -> Indicator:
    return Indicator(
        id=name,
        name=f"ร้อยละของ{WORDS}",
        node=node,
        targets=(Target(year=2570, comparator=Comparator.AT_LEAST, number=Decimal("99.75"), unit="ร้อยละ"),),
        definition=text(paragraphs),
        formula=Formula(numerator=WORDS, denominator=WORDS * 2, times=Decimal(100)),
    )


def _long_project(number: int, measure: str, indicator: str) -> Project:
    return Project(
        code=f"88000000-{number:04}",
        name=f"โครงการ{WORDS * (number % 3)}{LATIN if number % 4 == 0 else 'กรุงเทพมหานคร'}",
        kind=ProjectKind.STRATEGIC,
        budget=Decimal("999999999999.99") if number % 5 == 0 else Decimal(1000 * number),
        measure=measure,
        indicator=indicator,
        unit="data",
        additional=number % 2 == 0,
        funding=FundingState.UNFUNDED if number == 3 else None,
    )


@pytest.fixture(scope="module")
def long_book(compose_book: ComposesBook, long_plan: dict[str, Any]) -> Composed:
    return compose_book(**long_plan)


def test_every_bar_stands_exactly_under_the_head_of_its_month(compose_book: ComposesBook) -> None:
    paper = lay(compose_book(), "steps-88000000-0001")
    heads = [box(paper, month) for month in classed(paper.root, "month")]
    assert len(heads) == 12
    rows = [row for group in paper.root.iter("tbody") for row in group]
    for row in rows[:3]:
        for (x, _, width, _), cell in zip(heads, list(row)[3:], strict=True):
            left, _, own, _ = box(paper, cell)
            assert [left, own] == pytest.approx([x, width])
            assert (paper.style(cell).background is not None) == (cell.get("data-bar") is not None)


def test_a_shaded_cell_is_as_tall_as_its_row(compose_book: ComposesBook) -> None:
    paper = lay(compose_book(), "steps-88000000-0001")
    for bar in (cell for cell in paper.root.iter("td") if cell.get("data-bar")):
        row = next(row for row in paper.root.iter("tr") if bar in list(row))
        assert box(paper, bar)[3] == pytest.approx(box(paper, row)[3])


@pytest.mark.parametrize("start", ["objective", "summary", "baseline", "table-a", "table-b"])
def test_no_text_leaves_its_cell(long_book: Composed, start: str) -> None:
    for key in keys(long_book, start):
        paper = lay(long_book, key)
        lines = list(paper.lines())
        seen = 0
        for cell in (cell for cell in paper.root.iter() if cell.tag in {"td", "th"}):
            inside = {id(part) for part in cell.iter()}
            left, _, width, _ = box(paper, cell)
            for line in (line for line in lines if id(line.element) in inside):
                assert left - HALF <= line.x, line.text
                assert line.x + line.width <= left + width + HALF, line.text
                seen += 1
        assert seen > 20


@pytest.mark.parametrize("start", ["objective", "summary", "baseline", "table-a", "table-b"])
def test_rows_that_are_not_tall_stand_on_one_page(long_book: Composed, start: str) -> None:
    for key in keys(long_book, start):
        paper = lay(long_book, key)
        for row in (row for group in paper.root.iter("tbody") for row in group):
            if row.get("class") != "tall" and not any(cell.get("rowspan") for cell in row):
                assert first_page(paper, row) == page_of(paper, row), words(row)[:60]


@pytest.mark.parametrize("length", range(1, 6))
def test_rows_of_a_group_stay_on_one_page_where_they_fit(
    compose_book: ComposesBook, long_plan: dict[str, Any], length: int
) -> None:
    """Groups of two to four rows at all heights of a page, since the rows before them differ with the length."""
    short = tuple(
        one.model_copy(update={"formula": None, "definition": None, "name": "ตัวชี้วัด" + "ยาว " * 9 * length})
        for one in long_plan["indicators"]
    )
    named = tuple(one.model_copy(update={"name": one.code}) for one in long_plan["projects"])
    book = compose_book(**(long_plan | {"indicators": short, "projects": named}))
    paper = lay(book, "table-a-objective-3-1-1-1")
    groups = [group for group in classed(paper.root, "group") if len(group) > 1]
    assert len(groups) > 1
    for group in groups:
        assert group[0][0].get("rowspan") == str(len(group))
        assert first_page(paper, group) == page_of(paper, group)


@pytest.mark.parametrize("start", ["objective", "summary", "baseline", "table-a", "table-b"])
def test_every_cell_is_printed_whole_and_once_over_all_pages(long_book: Composed, start: str) -> None:
    for key in keys(long_book, start):
        paper = lay(long_book, key)
        lines = list(paper.lines())
        for cell in (cell for group in paper.root.iter("tbody") for row in group for cell in row):
            inside = {id(part) for part in cell.iter()}
            printed = "".join(line.text for line in lines if id(line.element) in inside)
            numbers = [part.get("data-number", "") for part in cell.iter()]
            assert _letters(printed) == _letters("".join([*numbers, *cell.itertext()])), words(cell)[:60]


def _letters(printed: str) -> list[str]:
    return sorted(printed.replace(" ", "").replace("\n", ""))


def _marked(paper: LaidOut) -> Iterator[str]:
    marks = {id(mark) for mark in classed(paper.root, "mark")}
    cells = [cell for cell in paper.root.iter("td") if any(id(part) in marks for part in cell.iter())]
    for cell in cells:
        inside = {id(part) for part in cell.iter()}
        yield [line.text for line in paper.lines() if id(line.element) in inside][-1]


def test_a_mark_stands_on_the_line_of_the_name_s_last_word(long_book: Composed) -> None:
    for key in (*keys(long_book, "objective"), "summary"):
        found = list(_marked(lay(long_book, key)))
        assert len(found) > 5
        assert all(line.endswith("*") and line.strip("*, ") for line in found)


def test_a_note_stands_on_the_page_where_its_table_ends(long_book: Composed) -> None:
    (key,) = keys(long_book, "objective")
    paper = lay(long_book, key)
    pairs = [
        (table, note)
        for measure in paper.root.iter("div")
        for table, note in pairwise(measure)
        if note.get("class") == "note-block"
    ]
    assert len(pairs) > 3
    assert all(page_of(paper, table) == first_page(paper, note) for table, note in pairs)


@pytest.mark.parametrize("key", ["summary", "baseline"])
def test_a_total_never_stands_alone_on_a_page(long_book: Composed, key: str) -> None:
    paper = lay(long_book, key)
    rows = [row for group in paper.root.iter("tbody") for row in group]
    assert rows[-1].get("class") == "total"
    assert first_page(paper, rows[-1]) == page_of(paper, rows[-2])


def test_the_indicators_of_an_objective_stay_with_the_table_of_their_measures(compose_book: ComposesBook) -> None:
    paper = lay(compose_book(), "table-a-objective-7-2-1-1")
    kpis, tables = classed(paper.root, "kpi"), classed(paper.root, "evaluated")
    assert len(paper.pages) == len(kpis) == 2
    for kpi, table in zip(kpis, tables, strict=True):
        assert page_of(paper, kpi) == first_page(paper, next(table.iter("tbody")))


@pytest.mark.parametrize("start", ["objective", "table-a", "table-b", "steps"])
def test_no_heading_is_the_last_on_its_page(long_book: Composed, start: str) -> None:
    for key in keys(long_book, start):
        paper = lay(long_book, key)
        tags = {"h1", "h2", "h3", "h4", "h5"}
        lines = [line for line in paper.lines() if line.element.get("id") not in {"running-head", "running-foot"}]
        printed = [line for line in lines if line.element.tag in {"p", "td", "th", "li", *tags}]
        for page in range(len(paper.pages)):
            *_, last = (line for line in printed if line.page == page and line.y < paper.pages[page].height - 80)
            assert last.element.tag not in tags


def test_the_parts_of_a_fraction_stand_above_and_below_a_rule_and_the_factor_beside_it(long_book: Composed) -> None:
    paper = lay(long_book, "table-a-objective-3-1-1-1")
    formulas = classed(paper.root, "formula")
    assert len(formulas) > 5
    for formula in formulas:
        above, below = (box(paper, part) for part in formula[:2])
        assert above[1] + above[3] <= below[1] + HALF
        (factor,) = (line for line in paper.lines() if line.element is formula[2])
        assert factor.text.startswith("×")
        assert factor.x >= above[0] + above[2]
        assert above[1] < factor.y < below[1] + below[3]
        rule = paper.style(formula[0]).borders.bottom
        assert rule is not None
        assert rule.style == "solid"


def test_columns_are_as_wide_on_paper_as_they_say(long_book: Composed) -> None:
    paper = lay(long_book, "table-b-objective-3-1-1-1")
    (table,) = classed(paper.root, "grid")
    assert sum(paper.column_widths(table)) == pytest.approx(252 * 72 / 25.4, abs=HALF)


def test_amounts_fit_their_column_on_a_page_with_wide_margins(
    compose_book: ComposesBook, long_plan: dict[str, Any]
) -> None:
    house = House(margins=Margins(left=Decimal(50), right=Decimal(40)))
    composed = compose_book(**(long_plan | {"house": house}))
    for key in ("summary", "baseline", "objective-3-1-1-1"):
        paper = lay(composed, key)
        for cell in classed(paper.root, "money"):
            (line,) = (line for line in paper.lines() if line.element is cell)
            assert line.x >= box(paper, cell)[0]
