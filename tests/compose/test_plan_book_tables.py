"""Tables of the plan book: measures and projects, summary, baseline, dimensions, changes."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.changes import Change, ChangeKind
from pipeline.compose.digits import Numerals
from pipeline.compose.views.columns import shared_out
from pipeline.compose.views.plan_book.pieces import NOTES, marks_of, notes_of
from pipeline.compose.views.plan_book.summary import count_sentences, total_of
from pipeline.compose.views.texts import plain
from pipeline.model import (
    BaselineProject,
    BookPart,
    Digits,
    Formula,
    FundingState,
    Indicator,
    PartChoice,
    Party,
    Project,
    ProjectKind,
    Target,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.compose import Composed
    from pipeline.model import Dataset
    from tests.compose.read_tables import (
        body,
        chapter_of,
        classed,
        columns,
        grid_width,
        head,
        keys,
        paragraphs,
        titles,
        words,
    )

    ComposesBook = Callable[..., Composed]
else:
    from read_tables import (
        body,
        chapter_of,
        classed,
        columns,
        grid_width,
        head,
        keys,
        paragraphs,
        titles,
        words,
    )

GIVEN = Numerals(Digits.AS_GIVEN)
TABLES = ("objective", "summary", "baseline", "table-a", "table-b", "dimension", "steps", "changes")

_budgets = st.none() | st.decimals(0, 10**9, places=2)
_projects = st.lists(
    st.builds(
        Project,
        code=st.just("88000000-0001"),
        name=st.just("โครงการ"),
        budget=_budgets,
        budget_received=_budgets,
        funding=st.none() | st.sampled_from(FundingState),
        additional=st.booleans(),
    ),
    max_size=12,
)


def test_an_objective_has_a_chapter_of_its_own_and_one_without_work_has_none(compose_book: ComposesBook) -> None:
    assert keys(compose_book(), "objective") == ["objective-2-1-1-1", "objective-7-2-1-1", "objective-7-2-1-2"]


def test_a_chapter_tells_part_strategy_dimension_and_objective(compose_book: ComposesBook) -> None:
    root = chapter_of(compose_book(), "objective-2-1-1-1")
    assert [words(found) for found in root.iter("h2")] == ["ส่วนที่ 1 การบริการสาธารณะ"]
    assert [words(found) for found in classed(root, "node")] == ["ด้านที่ 2 เมืองเดินสบาย", "มิติที่ 2.1 ทางเท้าเรียบ"]
    assert [words(found) for found in root.iter("h3")] == ["เป้าประสงค์ที่ 2.1.1.1 ปรับปรุงทางเท้าให้ทุกคนใช้ได้"]


def test_the_heading_of_a_part_stands_in_its_first_chapter_only(compose_book: ComposesBook) -> None:
    composed = compose_book()
    found = {key: [words(h2) for h2 in chapter_of(composed, key).iter("h2")] for key in keys(composed, "objective")}
    assert found["objective-7-2-1-1"] == ["ส่วนที่ 2 การบริหารจัดการ"]
    assert found["objective-7-2-1-2"] == []


def test_targets_stand_under_their_years_and_a_dash_where_there_is_none(compose_book: ComposesBook) -> None:
    root = chapter_of(compose_book(), "objective-2-1-1-1")
    objective, measure = classed(root, "kpi")
    assert head(objective)[1:] == [["ลำดับที่", "ตัวชี้วัด", "ค่าเป้าหมาย"], ["2568", "2569", "2570"]]
    assert body(objective) == [["1", "ร้อยละของทางเท้าที่ผ่านเกณฑ์", "ร้อยละ 30", "ร้อยละ 45", "ไม่น้อยกว่าร้อยละ 60"]]
    assert body(measure) == [["1", "จำนวนเส้นทางที่ซ่อมเสร็จ", "-", "-", "จำนวน 12 เส้นทาง"]]


@pytest.mark.parametrize("years", [1, 2, 3, 4, 5])
def test_the_dataset_says_how_many_years_of_targets_are_printed(compose_book: ComposesBook, years: int) -> None:
    composed = compose_book(book={"target_years": years})
    table = classed(chapter_of(composed, "objective-2-1-1-1"), "kpi")[0]
    assert head(table)[2] == [str(year) for year in range(2571 - years, 2571)]
    assert len(columns(table)) == 2 + years
    assert sum(columns(table)) == pytest.approx(160)


def test_measures_have_the_number_of_the_plan_or_are_the_agency_s_own(compose_book: ComposesBook) -> None:
    root = chapter_of(compose_book(), "objective-7-2-1-1")
    assert [words(found) for found in root.iter("h4")] == [
        "มาตรการของหน่วยงาน ทำคลังข้อมูลงานเมือง",
        "มาตรการที่ 5 อบรมผู้ใช้คลังข้อมูล",
    ]


def test_an_indicator_stands_before_the_measures_that_support_it(compose_book: ComposesBook) -> None:
    root = chapter_of(compose_book(), "objective-7-2-1-1")
    order = [words(found) for found in root.iter() if found.tag == "h4" or "kpi" in found.get("class", "").split()]
    assert ["มีคลังข้อมูล" in text or "พอใจ" in text for text in order[:4]] == [True, False, True, False]
    assert "ทำคลังข้อมูล" in order[1]
    assert "อบรมผู้ใช้" in order[3]


def test_projects_carry_their_marks_and_a_note_tells_exactly_these(compose_book: ComposesBook) -> None:
    root = chapter_of(compose_book(), "objective-2-1-1-1")
    (table,) = classed(root, "projects")
    assert body(table) == [
        ["1. โครงการซ่อมทางเท้าสายทดลอง", "1,918,000", "กองงานเมืองทดลอง"],
        ["2. โครงการป้ายบอกทางตัวอย่าง*,**", "453,600", "กองงานเมืองทดลอง"],
    ]
    (note,) = classed(root, "note-block")
    assert paragraphs(note) == ["หมายเหตุ", "* ไม่ได้รับงบประมาณ", "** เป็นโครงการเพิ่มเติม"]


def test_a_note_stands_right_below_its_table_and_not_where_nothing_is_marked(compose_book: ComposesBook) -> None:
    root = chapter_of(compose_book(), "objective-7-2-1-1")
    below = [
        words(behind)
        for measure in root.iter("div")
        for table, behind in pairwise(measure)
        if "projects" in table.get("class", "").split() and "note-block" in behind.get("class", "").split()
    ]
    assert below == ["หมายเหตุ ** เป็นโครงการเพิ่มเติม"]
    assert len(classed(root, "projects")) == 2


@given(_projects)
def test_notes_explain_the_marks_that_there_are_and_no_others(projects: list[Project]) -> None:
    marks = {mark for project in projects for mark in marks_of(project)}
    assert [note.split(" ", 1)[0] for note in notes_of(projects)] == [mark for mark in NOTES if mark in marks]


@given(_projects)
def test_a_project_is_marked_unfunded_just_when_it_has_a_budget_and_not_its_money(projects: list[Project]) -> None:
    for project in projects:
        lacks = project.planned_budget is not None and project.funding is FundingState.UNFUNDED
        assert ("*" in marks_of(project)) == lacks
        assert ("**" in marks_of(project)) == project.additional


def test_the_summary_lists_strategic_projects_and_their_total(compose_book: ComposesBook) -> None:
    root = chapter_of(compose_book(), "summary")
    (table,) = classed(root, "grid")
    rows = body(table)
    assert [row[0] for row in rows] == ["1", "2", "3", "4", "5", "รวมงบประมาณทั้งสิ้น"]
    assert rows[2] == ["3", "โครงการคลังข้อมูลงานเมือง**", "5,087,700.50", "กทม.", "กองงานเมืองทดลอง"]
    assert rows[3] == ["4", "กิจกรรมอบรมผู้ใช้คลังข้อมูล", "-", "-", "กองงานเมืองทดลอง"]
    assert rows[-1] == ["รวมงบประมาณทั้งสิ้น", "7,654,900.50", ""]


def test_the_summary_counts_projects_by_what_they_have(compose_book: ComposesBook) -> None:
    (counts,) = classed(chapter_of(compose_book(), "summary"), "counts")
    assert paragraphs(counts) == [
        "รวมโครงการ/กิจกรรม 5 โครงการ/กิจกรรม",
        "โครงการ/กิจกรรมที่ใช้งบประมาณ 4 โครงการ/กิจกรรม (ได้รับงบประมาณ 2 โครงการ/ไม่ได้รับงบประมาณ 2 โครงการ)",
        "โครงการ/กิจกรรมที่ไม่ใช้งบประมาณ 1 โครงการ/กิจกรรม",
    ]


@given(_projects)
def test_the_counts_of_the_summary_add_up(projects: list[Project]) -> None:
    whole, used, unused = count_sentences(projects, GIVEN)
    with_budget, funded, unfunded = (int(figure) for figure in re.findall(r"\d+", used))
    (without,) = re.findall(r"\d+", unused)
    assert with_budget == funded + unfunded == sum(project.planned_budget is not None for project in projects)
    assert re.findall(r"\d+", whole) == [str(len(projects))]
    assert with_budget + int(without) == len(projects)


@given(_projects)
def test_the_total_is_the_exact_sum_of_what_the_rows_print(projects: list[Project]) -> None:
    printed = [GIVEN.amount(project.planned_budget) for project in projects if project.planned_budget is not None]
    total = total_of(projects)
    assert (total or 0) == sum(Decimal(text.replace(",", "")) for text in printed)
    assert (total is None) == (not printed)


def test_priority_orders_the_summary_and_projects_without_one_come_last(
    compose_book: ComposesBook, plan: Dataset
) -> None:
    ranks = {"88000000-0004": 1, "88000000-0001": 2}
    projects = tuple(one.model_copy(update={"priority": ranks.get(one.code)}) for one in plan.projects)
    rows = body(classed(chapter_of(compose_book(projects=projects), "summary"), "grid")[0])
    assert [row[:2] for row in rows[:-1]] == [
        ["1", "กิจกรรมอบรมผู้ใช้คลังข้อมูล"],
        ["2", "โครงการซ่อมทางเท้าสายทดลอง"],
        ["3", "โครงการป้ายบอกทางตัวอย่าง*,**"],
        ["4", "โครงการคลังข้อมูลงานเมือง**"],
        ["5", "โครงการตลาดนัดความรู้ข้อมูล*"],
    ]


def test_a_project_without_a_kind_is_strategic_when_it_has_a_place_in_the_plan(
    compose_book: ComposesBook, plan: Dataset
) -> None:
    projects = tuple(one.model_copy(update={"kind": None}) for one in plan.projects)
    rows = body(classed(chapter_of(compose_book(projects=projects), "summary"), "grid")[0])
    assert len(rows) == 5 + 1


def test_the_division_of_the_person_responsible_stands_in_for_a_missing_unit(
    compose_book: ComposesBook, plan: Dataset
) -> None:
    first, *others = plan.projects
    moved = first.model_copy(update={"unit": None, "responsible": Party(name="นางมะลิ ลาดี", unit="data")})
    rows = body(classed(chapter_of(compose_book(projects=(moved, *others)), "summary"), "grid")[0])
    assert rows[0][-1] == "กองงานเมืองทดลอง"


def test_the_baseline_groups_items_by_area_and_adds_up(compose_book: ComposesBook) -> None:
    (table,) = classed(chapter_of(compose_book(), "baseline"), "grid")
    assert body(table) == [
        ["1", "ด้านบริหารทั่วไป", "1. ค่าบำรุงรักษาห้องเอกสาร", "394,400"],
        ["2. จ้างเหมาดูแลสวนหย่อม", "12,500.50"],
        ["2", "ด้านโยธา", "1. เฝ้าระวังระดับน้ำในคลอง", "1,000,000"],
        ["3", "-", "1. ค่าสาธารณูปโภคตัวอย่าง", "200,000"],
        ["รวม", "1,606,900.50"],
    ]


def test_a_baseline_project_stands_in_the_area_that_it_names(compose_book: ComposesBook, plan: Dataset) -> None:
    *others, water = plan.projects
    named = water.model_copy(update={"area": "ด้านโยธา"})
    rows = body(classed(chapter_of(compose_book(projects=(*others, named)), "baseline"), "grid")[0])
    assert rows[2:4] == [["2", "ด้านโยธา", "1. เฝ้าระวังระดับน้ำในคลอง", "1,000,000"], ["2. ค่าสาธารณูปโภคตัวอย่าง", "200,000"]]


@pytest.mark.parametrize(("items", "group"), [(3, "group"), (40, None)])
def test_an_area_stays_in_one_piece_unless_it_is_longer_than_a_page(
    compose_book: ComposesBook, items: int, group: str | None
) -> None:
    listed = tuple(BaselineProject(name=f"งานที่ {n} " + "ยาว" * 40, area="ด้านโยธา") for n in range(items))
    first = next(chapter_of(compose_book(baseline=listed), "baseline").iter("tbody"))
    assert first.get("class") == group
    assert [cell.get("rowspan") for cell in first[0]] == [str(items), str(items), None, None]


@given(st.lists(_budgets, min_size=1, max_size=8))
def test_items_without_a_budget_count_for_nothing(budgets: list[Decimal | None]) -> None:
    from pipeline.compose.views.plan_book import baseline

    items = [BaselineProject(name="งาน", budget=budget) for budget in budgets]
    assert (baseline.total_of(items) or 0) == sum(budget for budget in budgets if budget)


def test_a_dimension_lists_its_indicators_with_what_supports_them(compose_book: ComposesBook) -> None:
    composed = compose_book()
    assert keys(composed, "dimension") == ["dimension-2-table", "dimension-4-table"]
    root = chapter_of(composed, "dimension-2-table")
    assert [words(found) for found in root.iter("h3")] == ["มิติที่ 2 ด้านประสิทธิภาพของการปฏิบัติราชการ"]
    assert [words(found) for found in root.iter("h4")] == ["ตารางแสดงโครงการ/กิจกรรมสนับสนุนภารกิจในมิติที่ 2"]
    ((name, definition, _),) = body(classed(root, "grid")[0])
    assert (name, definition) == ("ตัวชี้วัดที่ 2.1 ร้อยละของการเบิกจ่าย", "ค่าเป้าหมาย ร้อยละ 94")
    assert [paragraphs(work) for work in classed(root, "work")] == [
        ["กิจกรรมติดตามการเบิกจ่าย", "กองกลางตัวอย่าง"],
        ["กิจกรรมปิดบัญชีให้ตรงเวลา"],
    ]


def test_a_dimension_tells_target_and_formula_of_an_indicator(compose_book: ComposesBook) -> None:
    indicator = Indicator(
        id="a",
        name="ร้อยละของเรื่องที่เสร็จ",
        dimension=3,
        targets=(Target(year=2570, text="ร้อยละ 90"),),
        formula=Formula(numerator="เรื่องที่เสร็จ", denominator="เรื่องทั้งหมด", times=Decimal(100)),
    )
    root = chapter_of(compose_book(indicators=(indicator,)), "dimension-3-table")
    cell = list(classed(root, "grid")[0].iter("td"))[1]
    found = [line for line in paragraphs(cell) if line]
    assert found == ["ค่าเป้าหมาย", "ร้อยละ 90", "วิธีการคำนวณ", "เรื่องที่เสร็จ", "เรื่องทั้งหมด", "× 100"]


def test_indicators_below_another_are_numbered_below_it(compose_book: ComposesBook) -> None:
    indicators = (
        Indicator(id="a", name="หลัก", dimension=3),
        Indicator(id="b", name="อีกหลัก", dimension=3, no="3.7"),
        Indicator(id="b1", name="ย่อย", dimension=3, parent="b"),
        Indicator(id="b2", name="ย่อยสอง", dimension=3, parent="b"),
        Indicator(id="b21", name="ย่อยของย่อย", dimension=3, parent="b2"),
    )
    root = chapter_of(compose_book(indicators=indicators), "dimension-3-table")
    names = [row[0] for row in body(classed(root, "grid")[0])]
    assert names == ["ตัวชี้วัดที่ 3.1 หลัก", "ตัวชี้วัดที่ 3.7 อีกหลัก", "3.7.1 ย่อย", "3.7.2 ย่อยสอง", "3.7.2.1 ย่อยของย่อย"]
    depths = [p.get("class") for p in root.iter("p") if (p.get("class") or "").startswith("depth")]
    assert depths == ["depth-0", "depth-0", "depth-1", "depth-1", "depth-2"]


def test_indicators_that_hang_on_each_other_in_a_ring_do_not_hang_the_program(compose_book: ComposesBook) -> None:
    ring = tuple(Indicator(id=one, name=one, dimension=2, parent=other) for one, other in ("ab", "ba"))
    composed = compose_book(indicators=(*ring, Indicator(id="c", name="ดี", dimension=2)))
    assert "ดี" in words(chapter_of(composed, "dimension-2-table"))


def test_changes_are_listed_and_a_missing_text_is_a_dash(compose_book: ComposesBook) -> None:
    changes = (
        Change(ChangeKind.CHANGED, "โครงการ", "โครงการคลังข้อมูลงานเมือง", "งบประมาณ", "5,000,000", "5,087,700.50"),
        Change(ChangeKind.ADDED, "โครงการ", "โครงการป้าย", "", "", ""),
        Change(ChangeKind.DROPPED, "ตัวชี้วัด", "จำนวนป้าย", "", "", ""),
    )
    (table,) = classed(chapter_of(compose_book(changes=changes), "changes"), "grid")
    assert head(table)[1] == ["ลำดับที่", "การเปลี่ยนแปลง", "รายการ", "เรื่อง", "ฉบับก่อน", "ฉบับนี้"]
    assert body(table) == [
        ["1", "แก้ไข", "โครงการคลังข้อมูลงานเมือง", "งบประมาณ", "5,000,000", "5,087,700.50"],
        ["2", "เพิ่ม", "โครงการป้าย", "-", "-", "-"],
        ["3", "ตัดออก", "ตัวชี้วัด จำนวนป้าย", "-", "-", "-"],
    ]


def test_without_changes_there_is_no_chapter_of_changes(compose_book: ComposesBook) -> None:
    assert keys(compose_book(changes=()), "changes") == []


def test_a_change_of_the_evaluation_is_none_of_the_plan(compose_book: ComposesBook) -> None:
    scored = Change(ChangeKind.CHANGED, "ผลตัวชี้วัดการประเมิน", "การเบิกจ่าย", "ผล", "ร้อยละ 90", "ร้อยละ 91")
    planned = Change(ChangeKind.ADDED, "โครงการ", "โครงการป้าย", "", "", "")

    assert keys(compose_book(changes=(scored,)), "changes") == []
    (table,) = classed(chapter_of(compose_book(changes=(scored, planned)), "changes"), "grid")
    assert [row[2] for row in body(table)] == ["โครงการป้าย"]


def test_parts_without_data_have_no_chapters(compose_book: ComposesBook) -> None:
    empty = compose_book(strategy=(), indicators=(), projects=(), baseline=())
    assert [key for start in TABLES for key in keys(empty, start)] == []


def test_a_part_may_have_a_title_of_its_own(compose_book: ComposesBook) -> None:
    titled = {"parts": (PartChoice(part=BookPart.SUMMARY, title="โครงการทั้งหมด"),)}
    root = chapter_of(compose_book(book=titled), "summary")
    assert [words(found) for found in root.iter("h2")] == ["โครงการทั้งหมด"]


def test_thai_digits_reach_every_figure_of_the_tables(compose_book: ComposesBook) -> None:
    composed = compose_book(digits="thai")
    for start in ("objective", "summary", "baseline", "table-a", "table-b", "steps"):
        for key in keys(composed, start):
            printed = " ".join(words(section) for section in chapter_of(composed, key).iter("section"))
            assert not re.findall(r"[0-9]", printed), key


def test_every_table_is_sound_and_as_wide_as_its_page(compose_book: ComposesBook) -> None:
    changes = (Change(ChangeKind.ADDED, "โครงการ", "ก", "ข", "ค", "ง"),)
    composed = compose_book(changes=changes)
    seen = 0
    for key in (key for start in TABLES for key in keys(composed, start)):
        for section in chapter_of(composed, key).iter("section"):
            for table in classed(section, "grid"):
                widths = columns(table)
                assert sum(widths) == pytest.approx(252 if section.get("class") == "wide" else 160), key
                for part in (*table.iter("thead"), *table.iter("tbody")):
                    assert grid_width(part) == {len(widths)}, key
                seen += 1
    assert seen > 15


def test_every_table_says_on_further_pages_that_it_continues(compose_book: ComposesBook) -> None:
    composed = compose_book()
    for key in (key for start in TABLES for key in keys(composed, start)):
        root = chapter_of(composed, key)
        assert len(titles(root)) == len(list(root.iter("table")))
        assert all(title.endswith(" (ต่อ)") for title in titles(root))


def test_ids_are_unique_over_all_tables(compose_book: ComposesBook) -> None:
    composed = compose_book()
    ids = [
        found.attrib["id"]
        for key in keys(composed, "")
        for found in chapter_of(composed, key).iter()
        if found.get("id")
    ]
    assert len([one for one in ids if not one.startswith("running")]) == len(
        {one for one in ids if not one.startswith("running")}
    )


@given(st.floats(50, 300), st.lists(st.floats(1, 100), min_size=1, max_size=15))
def test_columns_add_up_to_the_type_area(total: float, shares: list[float]) -> None:
    widths = shared_out(total, *shares)
    assert sum(round(width * 100) for width in widths) == round(total * 100)
    assert all(abs(width - total * share / sum(shares)) <= 0.02 for width, share in zip(widths, shares, strict=True))


@given(st.decimals(0, 999, places=2))
def test_percentages_lose_zeros_and_nothing_else(number: Decimal) -> None:
    text = plain(number)
    assert Decimal(text.replace(",", "")) == number
    assert "." not in text or not text.endswith(("0", "."))


def test_routine_projects_are_in_no_summary(compose_book: ComposesBook, plan: Dataset) -> None:
    assert any(project.kind is ProjectKind.ROUTINE for project in plan.projects)
    assert "งานประจำตัวอย่าง" not in words(chapter_of(compose_book(), "summary"))
