"""Step tables: weights, what is reached, and bars in the right months."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.compose.digits import Numerals
from pipeline.compose.views.plan_book.steps import cumulative, month_cells, step_rows, weight_of, year_heads
from pipeline.model import Digits, FundingState, Month, Step

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.compose import Composed
    from pipeline.model import Dataset
    from tests.compose.read_tables import body, chapter_of, classed, head, keys, words

    ComposesBook = Callable[..., Composed]
else:
    from read_tables import body, chapter_of, classed, head, keys, words

YEAR = 2570
OCTOBER = Month(year=2026, month=10)
"""The first month of the fiscal year 2570."""

_months = st.builds(Month, year=st.integers(2024, 2029), month=st.integers(1, 12))
_steps = st.lists(
    st.builds(Step, name=st.just("ทำงาน"), weight=st.decimals(0, 100, places=2), start=_months, end=_months),
    max_size=12,
)


def place(month: Month) -> int:
    """Column of a month, 0 for October; outside 0–11 for other fiscal years."""
    return month.index - OCTOBER.index


def drawn(start: Month, end: Month) -> list[int]:
    return [column for column, cell in enumerate(month_cells(start, end, YEAR)) if cell.bar]


@given(_months, _months)
def test_a_bar_covers_exactly_the_months_of_its_step_inside_the_year(start: Month, end: Month) -> None:
    assert drawn(start, end) == [column for column in range(12) if place(start) <= column <= place(end)]


@given(_months, _months)
def test_a_bar_is_one_run_with_a_start_and_an_end(start: Month, end: Month) -> None:
    bars = [cell.bar for cell in month_cells(start, end, YEAR)]
    runs = [list(run) for filled, run in groupby(bars, bool) if filled]
    assert len(runs) <= 1
    for run in runs:
        assert run == (["single"] if len(run) == 1 else ["start", *["middle"] * (len(run) - 2), "end"])


@given(_months, _months)
def test_only_edge_cells_say_that_a_step_goes_on_outside_the_year(start: Month, end: Month) -> None:
    cells = month_cells(start, end, YEAR)
    right_way = place(start) <= place(end)
    assert (cells[0].edge == "from-before") == (right_way and place(start) < 0)
    assert (cells[11].edge == "to-after") == (right_way and place(end) > 11)
    assert not any(cell.edge or cell.sign for cell in cells[1:11])
    assert all(bool(cell.edge) == bool(cell.sign) for cell in cells)


def test_a_step_of_another_year_is_marked_and_not_drawn() -> None:
    cells = month_cells(Month(year=2025, month=3), Month(year=2026, month=9), YEAR)
    assert [cell.sign for cell in cells] == ["‹", *[""] * 11]
    assert not any(cell.bar for cell in cells)


def test_the_year_heads_are_the_two_calendar_years_of_the_fiscal_year() -> None:
    first, second = year_heads(YEAR, Numerals(Digits.AS_GIVEN))
    assert (first.label, first.months) == ("พ.ศ. 2569", ("ต.ค.", "พ.ย.", "ธ.ค."))
    assert (second.label, second.months[0], second.months[-1], len(second.months)) == ("พ.ศ. 2570", "ม.ค.", "ก.ย.", 9)


@given(st.integers(2501, 2699))
def test_year_heads_follow_the_fiscal_year(year: int) -> None:
    labels = [head.label for head in year_heads(year, Numerals(Digits.THAI))]
    arabic = [label.translate(str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")) for label in labels]
    assert arabic == [f"พ.ศ. {year - 1}", f"พ.ศ. {year}"]


@given(_steps)
def test_what_is_reached_is_the_sum_so_far_and_ends_with_the_whole_weight(steps: list[Step]) -> None:
    sums = cumulative(steps)
    assert all(
        after - before == step.weight for before, after, step in zip((Decimal(0), *sums), sums, steps, strict=False)
    )
    assert sums[-1:] == ((weight_of(steps),) if steps else ())


@given(_steps)
def test_rows_print_what_is_computed(steps: list[Step]) -> None:
    rows = list(step_rows(steps, YEAR, Numerals(Digits.AS_GIVEN)))
    assert [row.number for row in rows] == [str(number) for number in range(1, len(steps) + 1)]
    assert [Decimal(row.weight) for row in rows] == [step.weight for step in steps]
    assert [Decimal(row.cumulative.replace(",", "")) for row in rows] == list(cumulative(steps))


def test_a_project_has_its_steps_under_indicator_name_and_division(compose_book: ComposesBook) -> None:
    root = chapter_of(compose_book(), "steps-88000000-0001")
    assert [words(found) for found in classed(root, "node")] == [
        "ชื่อตัวชี้วัดที่ 1 ร้อยละของทางเท้าที่ผ่านเกณฑ์",
        "กองงานเมืองทดลอง",
    ]
    assert [words(found) for found in root.iter("h3")] == ["ชื่อโครงการ/กิจกรรมที่ 1 โครงการซ่อมทางเท้าสายทดลอง"]
    (table,) = classed(root, "steps")
    rows = body(table)
    assert [row[:3] for row in rows[:-1]] == [
        ["1. สำรวจเส้นทาง", "20", "20"], ["2. ซ่อมทางเท้า", "70", "90"], ["3. ตรวจรับงาน", "10", "100"],
    ]  # fmt: skip
    assert rows[-1] == ["รวม 3 ขั้นตอน คิดเป็นร้อยละ", "100", "100", ""]
    assert head(table)[2:] == [
        ["พ.ศ. 2569", "พ.ศ. 2570"],
        ["ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย."],
    ]


def test_bars_of_the_page_stand_in_the_columns_of_their_months(compose_book: ComposesBook) -> None:
    (table,) = classed(chapter_of(compose_book(), "steps-88000000-0001"), "steps")
    rows = [row for group in table.iter("tbody") for row in group]
    found = [[cell.get("data-bar") for cell in list(row)[3:]] for row in rows[:3]]
    assert found[0] == ["start", "middle", "end", *[None] * 9]
    assert found[1] == [*[None] * 3, "start", *["middle"] * 6, "end", None]
    assert found[2] == [*[None] * 11, "single"]
    assert not any((cell.text or "").strip() for row in rows[:3] for cell in list(row)[3:])


def test_projects_are_numbered_over_the_book_and_indicators_keep_theirs(compose_book: ComposesBook) -> None:
    composed = compose_book()
    assert keys(composed, "steps") == ["steps-88000000-0001", "steps-88000000-0003"]
    root = chapter_of(composed, "steps-88000000-0003")
    assert words(classed(root, "node")[0]) == "ชื่อตัวชี้วัดที่ 2 มีคลังข้อมูลงานเมือง"
    assert [words(found)[:24] for found in root.iter("h3")] == ["ชื่อโครงการ/กิจกรรมที่ 2"]


def test_only_the_first_project_carries_the_heading_of_the_part(compose_book: ComposesBook) -> None:
    composed = compose_book()
    first, second = (chapter_of(composed, key) for key in keys(composed, "steps"))
    assert [words(found) for found in first.iter("h2")] == ["ขั้นตอนการปฏิบัติงานของโครงการ/กิจกรรม (เฉพาะภารกิจเชิงยุทธศาสตร์)"]
    assert not list(second.iter("h2"))


@pytest.mark.parametrize(
    ("change", "shown"),
    [({"funding": FundingState.UNFUNDED}, False), ({"steps": ()}, False), ({"measure": None, "indicator": None}, True)],
)
def test_a_project_is_shown_with_steps_and_money_also_outside_the_plan(
    compose_book: ComposesBook, plan: Dataset, change: dict[str, object], *, shown: bool
) -> None:
    first, *others = plan.projects
    composed = compose_book(projects=(first.model_copy(update=change), *others))
    assert ("steps-88000000-0001" in keys(composed, "steps")) == shown


def test_a_project_outside_the_plan_comes_last_and_names_no_indicator(
    compose_book: ComposesBook, plan: Dataset
) -> None:
    first, *others = plan.projects
    composed = compose_book(projects=(first.model_copy(update={"measure": None, "indicator": None}), *others))
    assert keys(composed, "steps") == ["steps-88000000-0003", "steps-88000000-0001"]
    assert len(classed(chapter_of(composed, "steps-88000000-0001"), "node")) == 1
