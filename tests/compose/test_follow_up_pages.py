"""The follow-up on paper: heads on every page, no heading and no person alone at its foot, nothing outside."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline import compose
from pipeline.bundled import bundled_folder
from pipeline.layout import lay_out
from pipeline.layout.faces import find_face
from pipeline.monitoring import Occasion, Overall, follow_up

if TYPE_CHECKING:
    from pipeline.layout.document import LaidOut
    from pipeline.model import Dataset
    from tests.compose.invented_follow_ups import JUNE, THE_25TH, crowd, office, project, troubled
    from tests.compose.read_tables import classed
else:
    from invented_follow_ups import JUNE, THE_25TH, crowd, office, project, troubled
    from read_tables import classed

NARROW = {"left": Decimal(40), "right": Decimal(30), "top": Decimal(30), "bottom": Decimal(30)}


def laid_out(dataset: Dataset, subject: Dataset | Overall | None = None, digits: str = "arabic") -> LaidOut:
    face = find_face()
    made = compose.render(
        dataset,
        "follow-up",
        dataset if subject is None else subject,
        digits=digits,
        face_scale=face.scale,
        occasion=Occasion(JUNE, THE_25TH),
    )
    return lay_out(made.html, base=bundled_folder("templates"), face=face, protect=made.protect)


def last_lines(made: LaidOut) -> list[str]:
    """What stands lowest on each page but the last."""
    section = made.root.find("body/section")
    assert section is not None
    inside = set(section.iter())
    lowest: dict[int, tuple[float, str]] = defaultdict(lambda: (0.0, ""))
    for line in made.lines():
        if line.element in inside:
            kind = line.element.get("class") or line.element.tag
            lowest[line.page] = max(lowest[line.page], (line.y, kind))
    return [lowest[page][1] for page in range(len(made.pages) - 1)]


@pytest.mark.parametrize("count", range(54, 64))
def test_no_page_ends_with_a_heading_a_head_or_a_person(count: int) -> None:
    made = laid_out(crowd(count))
    assert len(made.pages) > 5
    assert not {"h2", "h3", "who", "th"} & set(last_lines(made))


@pytest.mark.parametrize("before", range(1, 9))
def test_a_person_s_line_stays_with_the_first_item(before: int) -> None:
    """Behind more and more items of one person comes another."""
    projects = [project(number, name="โครงการ" + "ริมคลอง" * 12) for number in range(1, before + 7)]
    second = [project(number, responsible=None) for number in range(50, 56)]
    made = laid_out(office(*projects, *second))
    assert "who" not in last_lines(made)


@pytest.mark.parametrize("before", range(5, 14))
def test_few_items_of_a_person_stay_on_the_page_that_names_the_person(before: int) -> None:
    first = [project(number, responsible=None) for number in range(1, before + 1)]
    made = laid_out(office(*first, *(project(number) for number in (50, 51, 52))))
    people: list[list[int | None]] = []
    for row in (row for table in classed(made.root, "items") for row in table.findall("tbody/tr")):
        if "who" in {cell.get("class") for cell in row}:
            people.append([])
        people[-1].append(made.page_index(row))
    assert sorted(map(len, people)) == [4, before + 1]
    assert [len(set(pages)) for pages in people if len(pages) == 4] == [1]


def test_every_page_of_a_long_table_repeats_its_head() -> None:
    made = laid_out(crowd())
    tables = {line.page: set[str]() for line in made.lines()}
    rows = {element for table in classed(made.root, "items") for element in table.iter()}
    for line in made.lines():
        if line.element in rows:
            tables[line.page].add(line.text.strip())
    with_rows = [texts for texts in tables.values() if texts]
    assert len(with_rows) > 5
    assert all({"ลำดับ", "เรื่องที่ติดตาม"} <= texts for texts in with_rows)


@pytest.mark.parametrize("digits", ["arabic", "thai"])
def test_no_text_leaves_the_type_area_of_an_office_with_wide_margins(digits: str) -> None:
    dataset = troubled()
    margins = dataset.house.margins.model_copy(update=NARROW)
    dataset = dataset.model_copy(update={"house": dataset.house.model_copy(update={"margins": margins})})
    told = follow_up(dataset, JUNE, THE_25TH)
    overall = Overall("เมืองจำลอง", 2569, Occasion(JUNE, THE_25TH), (), (told, told))
    for made in (laid_out(dataset, digits=digits), laid_out(dataset, overall, digits)):
        for line in made.lines():
            paper = made.pages[line.page]
            assert line.x >= paper.margin.left - 0.5
            assert line.x + line.width <= paper.width - paper.margin.right + 0.5, line.text


def test_words_of_the_heads_are_never_broken() -> None:
    """Each line of a head is one that the template made."""
    dataset = troubled()
    told = follow_up(dataset, JUNE, THE_25TH)
    overall = Overall("เมืองจำลอง", 2569, Occasion(JUNE, THE_25TH), (), (told,))
    for made in (laid_out(dataset), laid_out(dataset, overall)):
        heads = {cell for table in made.root.iter("thead") for cell in table.iter("th")}
        for cell in heads:
            lines = [line for line in made.lines() if line.element is cell and line.page == 0]
            assert len(lines) <= 1 + len(list(cell.iter("br"))), "".join(cell.itertext())


def test_a_name_that_no_page_holds_is_set_whole() -> None:
    name = "โครงการ" + "มหานคร" * 320
    made = laid_out(office(project(1, name=name)))
    assert len(made.pages) > 2
    told = "".join(line.text for line in made.lines() if line.element.text == name)
    assert "".join(told.split()) == name
