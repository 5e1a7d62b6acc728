"""ตาราง ก and ตาราง ข: what is evaluated, how it is defined, who is responsible; and the tree that they come from."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline.compose.views.plan_book.tree import PlanTree
from pipeline.model import (
    Activity,
    Agency,
    Dataset,
    Formula,
    FundingState,
    Indicator,
    Paragraph,
    Project,
    RichText,
    StrategyLevel,
    StrategyNode,
    Target,
    Unit,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree.ElementTree import Element

    from pipeline.compose import Composed
    from tests.compose.read_tables import body, chapter_of, classed, keys, paragraphs, words

    ComposesBook = Callable[..., Composed]
else:
    from read_tables import body, chapter_of, classed, keys, paragraphs, words

STRATEGY, DIMENSION, GOAL, OBJECTIVE, MEASURE = StrategyLevel
NODES = (
    StrategyNode(code="1", level=STRATEGY, name="ด้านหนึ่ง"),
    StrategyNode(code="1.1", level=DIMENSION, name="มิติหนึ่ง"),
    StrategyNode(code="1.1.1", level=GOAL, name="เป้าหมายหนึ่ง"),
    StrategyNode(code="1.1.1.1", level=OBJECTIVE, name="เป้าประสงค์หนึ่ง"),
    StrategyNode(code="1.1.1.1.1", level=MEASURE, name="มาตรการหนึ่ง"),
)


def project(number: int, **more: object) -> Project:
    values = {"code": f"88000000-{number:04}", "name": f"โครงการที่ {number}", "budget": Decimal(100)}
    return Project.model_validate(values | more)


def indicator(code: str, node: str, **more: object) -> Indicator:
    return Indicator.model_validate({"id": code, "name": f"ตัวชี้วัด {code}", "node": node} | more)


def small_plan(*, measures: tuple[StrategyNode, ...] = (), **fields: object) -> Dataset:
    values = {"fiscal_year": 2570, "agency": Agency(name="สำนัก"), "strategy": (*NODES, *measures)}
    return Dataset.model_validate(values | fields)


def rows_of(root: Element) -> list[Element]:
    (table,) = classed(root, "evaluated")
    return [row for group in table.iter("tbody") for row in group]


def test_table_a_shows_measure_indicator_definition_and_project(compose_book: ComposesBook) -> None:
    (row,) = rows_of(chapter_of(compose_book(), "table-a-objective-2-1-1-1"))
    measure, name, detail, work = row
    assert words(measure) == "สำรวจและซ่อมทางเท้า (ม.)"
    assert paragraphs(name) == ["จำนวนเส้นทางที่ซ่อมเสร็จ", "(ผลผลิต)"]
    assert paragraphs(detail) == [
        "นิยาม/คำอธิบาย", "นับเมื่อตรวจรับงานแล้ว", "ค่าเป้าหมาย", "จำนวน 12 เส้นทาง", "วิธีการคำนวณ", "นับจำนวนเส้นทาง",
    ]  # fmt: skip
    assert paragraphs(work) == ["1. โครงการซ่อมทางเท้าสายทดลอง", "งบประมาณ 1,918,000 บาท", "(ดำเนินการ)"]


def test_an_activity_without_a_budget_says_so(compose_book: ComposesBook) -> None:
    root = chapter_of(compose_book(), "table-a-objective-7-2-1-1")
    assert [paragraphs(work) for work in classed(root, "work")] == [
        ["1. โครงการคลังข้อมูลงานเมือง", "งบประมาณ 5,087,700.50 บาท", "(ดำเนินการ)"],
        ["1. กิจกรรมอบรมผู้ใช้คลังข้อมูล", "(ไม่ใช้งบประมาณ)"],
    ]


def test_what_has_no_money_is_not_evaluated(compose_book: ComposesBook) -> None:
    composed = compose_book()
    assert keys(composed, "table-a") == ["table-a-objective-2-1-1-1", "table-a-objective-7-2-1-1"]
    assert keys(composed, "table-b") == ["table-b-objective-2-1-1-1", "table-b-objective-7-2-1-1"]
    printed = " ".join(words(chapter_of(composed, key)) for key in keys(composed, "table"))
    assert "ป้ายบอกทาง" not in printed


def test_headings_of_the_evaluation_stand_in_the_first_chapter_only(compose_book: ComposesBook) -> None:
    composed = compose_book()
    first, second = (chapter_of(composed, key) for key in keys(composed, "table-a"))
    tags = ("h1", "h2", "h3", "h4", "h5")
    assert [found.tag for found in first.iter() if found.tag in tags] == list(tags)
    assert [found.tag for found in second.iter() if found.tag in tags] == ["h5"]
    table_b = chapter_of(composed, "table-b-objective-2-1-1-1")
    assert [words(found) for found in table_b.iter("h4")] == [
        "ตาราง ข. แสดงตัวชี้วัดและภารกิจจากการเจรจาตกลงการประเมินผลการปฏิบัติราชการประจำปี พ.ศ. 2570"
    ]


def test_table_b_shows_the_fraction_of_an_indicator_and_who_is_responsible(compose_book: ComposesBook) -> None:
    root = chapter_of(compose_book(), "table-b-objective-2-1-1-1")
    (formula,) = classed(root, "formula")
    assert [(part.get("class"), words(part)) for part in formula] == [
        ("numerator", "ทางเท้าที่ผ่านเกณฑ์"),
        ("denominator", "ทางเท้าทั้งหมด"),
        ("times", "× 100"),
    ]
    (row,) = rows_of(root)
    assert [words(cell) for cell in list(row)[:2]] == ["ร้อยละของทางเท้าที่ผ่านเกณฑ์", "ไม่น้อยกว่าร้อยละ 60"]
    assert [words(cell) for cell in list(row)[3:]] == [
        "สำรวจและซ่อมทางเท้า (ม.)",
        "โครงการซ่อมทางเท้าสายทดลอง",
        "กองงานเมืองทดลอง",
    ]


def test_lines_above_table_b_name_the_goal_and_those_above_table_a_do_not(compose_book: ComposesBook) -> None:
    composed = compose_book()
    lines = {key[:7]: [words(p) for p in classed(chapter_of(composed, key), "node")] for key in keys(composed, "table")}
    assert "เป้าหมายที่ 7.2.1 ข้อมูลชุดเดียว" in lines["table-b"]
    assert not any("เป้าหมายที่" in line for line in lines["table-a"])


def evaluated(compose_book: ComposesBook, plan: Dataset, key: str) -> list[Element]:
    fields = {name: getattr(plan, name) for name in Dataset.model_fields}
    return rows_of(chapter_of(compose_book(**fields), f"{key}-objective-1-1-1-1"))


def test_indicators_of_a_measure_share_its_cell_and_keep_their_own_projects(compose_book: ComposesBook) -> None:
    plan = small_plan(
        indicators=(indicator("a", "1.1.1.1.1"), indicator("b", "1.1.1.1.1")),
        projects=(project(1, measure="1.1.1.1.1", indicator="b"), project(2, measure="1.1.1.1.1", indicator="a")),
    )
    first, second = evaluated(compose_book, plan, "table-a")
    assert [cell.get("rowspan") for cell in first] == ["2", None, None, None]
    assert words(first[3]).startswith("2. โครงการที่ 2")
    assert words(second[2]).startswith("1. โครงการที่ 1")


def test_projects_that_name_no_indicator_stand_beside_all_of_the_measure(compose_book: ComposesBook) -> None:
    plan = small_plan(
        indicators=(indicator("a", "1.1.1.1.1"), indicator("b", "1.1.1.1.1")),
        projects=(project(1, measure="1.1.1.1.1"), project(2, indicator="a")),
    )
    first, second = evaluated(compose_book, plan, "table-a")
    assert [cell.get("rowspan") for cell in first] == ["2", None, None, "2"]
    assert [words(work).split(" งบ")[0] for work in classed(first, "work")] == ["1. โครงการที่ 1", "2. โครงการที่ 2"]
    assert len(second) == 2


@pytest.mark.parametrize("measured_by", ["a", None])
def test_activities_that_are_in_no_list_stand_beside_their_indicator(
    compose_book: ComposesBook, measured_by: str | None
) -> None:
    activities = (Activity(name="กิจกรรมในงานประจำ"),)
    plan = small_plan(
        indicators=(indicator("a", "1.1.1.1.1", activities=activities),),
        projects=(project(1, measure="1.1.1.1.1", indicator=measured_by),),
    )
    (row,) = evaluated(compose_book, plan, "table-a")
    assert [paragraphs(work) for work in classed(row, "work")] == [
        ["1. โครงการที่ 1", "งบประมาณ 100 บาท", "(ดำเนินการ)"],
        ["กิจกรรมในงานประจำ", "(ไม่ใช้งบประมาณ)"],
    ]


def test_activities_of_measures_stand_in_table_b_with_those_who_do_them(compose_book: ComposesBook) -> None:
    plan = small_plan(
        units=(Unit(id="u", name="กองหนึ่ง"),),
        indicators=(
            indicator("k", "1.1.1.1"),
            indicator("a", "1.1.1.1.1", activities=(Activity(name="กิจกรรมในงานประจำ", unit="u"),)),
        ),
    )
    (row,) = evaluated(compose_book, plan, "table-b")
    assert (words(row[4]), words(row[5])) == ("กิจกรรมในงานประจำ", "กองหนึ่ง")


def test_what_is_too_long_for_a_page_spans_no_rows_and_is_repeated(compose_book: ComposesBook) -> None:
    plan = small_plan(
        indicators=(
            *(indicator(one, "1.1.1.1.1") for one in "ab"),
            *(indicator(one, "1.1.1.1") for one in "kl"),
        ),
        projects=tuple(project(n, measure="1.1.1.1.1", name=f"โครงการยาว {n} " + "มาก " * 30) for n in range(1, 13)),
    )
    rows = evaluated(compose_book, plan, "table-a")
    assert [row.get("class") for row in rows] == ["tall", "tall"]
    assert [row[0].get("rowspan") for row in rows] == ["2", None]
    assert [len(classed(row[-1], "work")) for row in rows] == [12, 12]
    rows = evaluated(compose_book, plan, "table-b")
    assert [[cell.get("rowspan") for cell in row] for row in rows] == [[None] * 6] * 2
    assert [len(paragraphs(row[4])) for row in rows] == [12, 12]


def test_an_indicator_all_of_whose_projects_lack_their_money_is_left_out(compose_book: ComposesBook) -> None:
    plan = small_plan(
        indicators=(indicator("a", "1.1.1.1.1"), indicator("b", "1.1.1.1.1"), indicator("c", "1.1.1.1.1")),
        projects=(
            project(1, measure="1.1.1.1.1", indicator="a"),
            project(2, measure="1.1.1.1.1", indicator="b", funding=FundingState.UNFUNDED),
        ),
    )
    first, second = evaluated(compose_book, plan, "table-a")
    assert words(first[1]) == "ตัวชี้วัด a"
    assert (words(second[0]), words(second[2])) == ("ตัวชี้วัด c", "-")


def test_the_target_of_a_definition_wins_in_its_cell(compose_book: ComposesBook) -> None:
    plan = small_plan(
        indicators=(
            indicator("a", "1.1.1.1.1", definition_target="ร้อยละ 100", targets=(Target(year=2570, text="ร้อยละ 30"),)),
        )
    )
    (row,) = evaluated(compose_book, plan, "table-a")
    assert paragraphs(row[2]) == ["ค่าเป้าหมาย", "ร้อยละ 100"]


def test_a_formula_may_have_a_text_and_a_fraction_and_any_factor(compose_book: ComposesBook) -> None:
    formula = Formula(
        text=RichText(blocks=(Paragraph(text="หารกัน"),)), numerator="บน", denominator="ล่าง", times=Decimal("1000.50")
    )
    plan = small_plan(indicators=(indicator("a", "1.1.1.1.1", formula=formula),))
    (row,) = evaluated(compose_book, plan, "table-a")
    assert paragraphs(row[2])[2:] == ["วิธีการคำนวณ", "หารกัน", "บน", "ล่าง", "× 1,000.5"]


def test_table_b_names_groups_then_their_division_each_once(compose_book: ComposesBook) -> None:
    units = (
        Unit(id="d", name="กองหนึ่ง"),
        Unit(id="g", name="กลุ่มงานก่อน", parent="d"),
        Unit(id="h", name="กลุ่มงานหลัง", parent="d"),
        Unit(id="e", name="กองสอง"),
    )
    plan = small_plan(
        units=units,
        indicators=(indicator("k", "1.1.1.1"),),
        projects=tuple(project(n, measure="1.1.1.1.1", unit=unit) for n, unit in enumerate("geghd", 1)),
    )
    (row,) = evaluated(compose_book, plan, "table-b")
    assert paragraphs(row[5]) == ["กลุ่มงานก่อน", "กลุ่มงานหลัง", "กองหนึ่ง", "กองสอง"]
    assert [text[:2] for text in paragraphs(row[4])] == ["1.", "2.", "3.", "4.", "5."]


def test_indicators_of_one_block_share_measures_and_projects(compose_book: ComposesBook) -> None:
    plan = small_plan(
        indicators=(indicator("k", "1.1.1.1"), indicator("l", "1.1.1.1")), projects=(project(1, measure="1.1.1.1.1"),)
    )
    first, second = evaluated(compose_book, plan, "table-b")
    assert [cell.get("rowspan") for cell in first] == [None, None, None, "2", "2", "2"]
    assert len(second) == 3


def test_blocks_follow_the_indicators_and_what_is_left_is_one_block() -> None:
    def measure(number: int, supports: str | None) -> StrategyNode:
        return StrategyNode(code=f"1.1.1.1.{number}", level=MEASURE, name=str(number), supports=supports)

    plan = small_plan(
        measures=(measure(2, "c"), measure(3, "gone"), measure(4, "c")),
        indicators=tuple(indicator(one, "1.1.1.1") for one in "abc"),
    )
    tree = PlanTree(plan)
    found = [
        ([one.indicator.id for one in block.indicators], [node.code[-1] for node in block.measures])
        for block in tree.blocks(plan.strategy_by_code["1.1.1.1"])
    ]
    assert found == [(["a", "b"], ["1", "3"]), (["c"], ["2", "4"])]


def test_measures_that_support_nothing_are_not_lost_where_every_indicator_has_its_own() -> None:
    plan = small_plan(
        measures=(StrategyNode(code="1.1.1.1.2", level=MEASURE, name="สอง", supports="a"),),
        indicators=(indicator("a", "1.1.1.1"),),
    )
    blocks = PlanTree(plan).blocks(plan.strategy_by_code["1.1.1.1"])
    assert [[node.code for node in block.measures] for block in blocks] == [["1.1.1.1.2"], ["1.1.1.1.1"]]
    assert blocks[1].indicators == ()


def test_objectives_of_one_part_stand_together_in_the_order_of_the_tree() -> None:
    def branch(code: str, part: str) -> tuple[StrategyNode, ...]:
        return (
            StrategyNode(code=code, level=STRATEGY, name=code, part=part),
            StrategyNode(code=f"{code}.1", level=OBJECTIVE, name=code),
            StrategyNode(code=f"{code}.1.1", level=MEASURE, name=code),
        )

    nodes = [*branch("3", "ข"), *branch("1", "ก"), *branch("2", "ข")]
    nodes.sort(key=lambda node: list(StrategyLevel).index(node.level))  # as a workbook may list them
    tree = PlanTree(Dataset(fiscal_year=2570, agency=Agency(name="สำนัก"), strategy=tuple(nodes)))
    assert [node.code for node in tree.objectives] == ["3.1", "2.1", "1.1"]
    assert dict(tree.parts) == {"ข": 1, "ก": 2}


def test_nodes_in_a_ring_and_orphans_are_walked_once() -> None:
    nodes = (
        StrategyNode(code="a", level=STRATEGY, name="a", parent="b"),
        StrategyNode(code="b", level=STRATEGY, name="b", parent="a"),
        StrategyNode(code="c", level=OBJECTIVE, name="c", parent="gone"),
    )
    found = PlanTree(Dataset(fiscal_year=2570, agency=Agency(name="สำนัก"), strategy=nodes)).branches
    assert sorted(node.code for node in found) == ["a", "b", "c"]


def test_a_measure_with_neither_indicator_nor_project_still_shows_its_gap(compose_book: ComposesBook) -> None:
    plan = small_plan(indicators=(indicator("k", "1.1.1.1"),))
    (row,) = evaluated(compose_book, plan, "table-a")
    assert [words(cell) for cell in row] == ["มาตรการหนึ่ง", "-", "-", "-"]


def test_each_chapter_of_table_a_repeats_the_indicators_of_its_objective(compose_book: ComposesBook) -> None:
    root = chapter_of(compose_book(), "table-a-objective-7-2-1-1")
    assert [body(table) for table in classed(root, "kpi")] == [
        [["1", "มีคลังข้อมูลงานเมือง", "อย่างน้อย 1 ระบบ"]],
        [["2", "ร้อยละของผู้ใช้ที่พอใจคลังข้อมูล", "ตามที่ สยป. กำหนด"]],
    ]
