"""The performance agreement: its parties, clauses and signatures, and the table of indicators behind them."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline import compose
from pipeline.bundled import bundled_folder
from pipeline.layout import lay_out
from pipeline.layout.faces import find_face
from pipeline.model import (
    Agency,
    Agreement,
    Dataset,
    Evaluation,
    EvaluationDimension,
    EvaluationIndicator,
    Person,
    PointScale,
    ScoringScheme,
    SignatureBlock,
)

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

    from pipeline.compose import Composed
    from pipeline.layout.document import LaidOut
    from tests.compose.invented_evaluation import criteria, invented_evaluation
    from tests.compose.invented_plan import items, prose
    from tests.compose.read_tables import body, chapter_of, classed, grid_width, head, words
else:
    from invented_evaluation import criteria, invented_evaluation
    from invented_plan import items, prose
    from read_tables import body, chapter_of, classed, grid_width, head, words

KIND = "performance-agreement"
SENTENCE = "ผู้ทำคำรับรองจะปฏิบัติราชการตามแผนและรายงานผลการปฏิบัติราชการพร้อมหลักฐานทุกเดือนโดยไม่ชักช้า"
HEAD = Person(id="head", name="นายธีระชัย สมมุติวงศ์ตระกูลยาวไพศาล", position="ผู้อำนวยการสำนักตัวอย่างงานเมือง")
MAKER = SignatureBlock(role="ผู้ทำคำรับรอง", person="head", date=dt.date(2026, 10, 30))
DEPUTY = SignatureBlock(role="ผู้รับคำรับรอง", position="รองปลัดเมืองสมมุติผู้กำกับดูแลหน่วยงานด้านโยธาและสิ่งแวดล้อม")
SECRETARY = SignatureBlock(role="ผู้รับคำรับรอง", name="นางสาวปลัดดี มีวินัย", position="ปลัดเมืองสมมุติ")


def with_agreement(dataset: Dataset | None = None, **agreement: object) -> Dataset:
    """The invented office with an agreement."""
    dataset = dataset or invented_evaluation()
    evaluation = (dataset.evaluation or Evaluation()).model_copy(update={"agreement": Agreement(**agreement)})
    fields = {name: getattr(dataset, name) for name in Dataset.model_fields}
    return Dataset.model_construct(**fields | {"evaluation": evaluation, "people": (*dataset.people, HEAD)})


def framework(*indicators: EvaluationIndicator, **evaluation: object) -> Dataset:
    """An office with one component."""
    return Dataset(
        fiscal_year=2570,
        agency=Agency(name="สำนักตัวอย่างงานเมือง"),
        dimensions=(EvaluationDimension(no=1, name="งานหลัก"),),
        evaluation=Evaluation(**evaluation),
        evaluation_indicators=indicators,
    )


def indicator(key: str, **more: object) -> EvaluationIndicator:
    return EvaluationIndicator(**{"id": key, "dimension": 1, "name": f"ตัวชี้วัด {key}", "weight": Decimal(50)} | more)


def composed(dataset: Dataset, digits: str = "as-given") -> Composed:
    return compose.render(dataset, KIND, dataset, digits=digits, face_scale=0.656)


def page(dataset: Dataset, digits: str = "as-given") -> ET.Element:
    return chapter_of(composed(dataset, digits), KIND)


def parties(dataset: Dataset) -> list[str]:
    return [words(element) for element in classed(page(dataset), "party")]


def clauses(dataset: Dataset) -> str:
    return " ".join(words(item) for item in page(dataset).iter("li"))


def leaders(element: ET.Element) -> int:
    """How many dotted lines there are for the pen."""
    return len(classed(element, "leader"))


def laid_out(dataset: Dataset) -> LaidOut:
    made = composed(dataset)
    return lay_out(made.html, base=bundled_folder("templates"), face=find_face(), protect=made.protect)


def test_the_parties_are_named_with_their_positions_the_maker_first() -> None:
    dataset = with_agreement(parties=(MAKER, DEPUTY, SECRETARY))
    assert parties(dataset) == [
        f"ผู้ทำคำรับรอง : {HEAD.name} ตำแหน่ง {HEAD.position}",
        f"ผู้รับคำรับรอง : ตำแหน่ง {DEPUTY.position}",
        f"ผู้รับคำรับรอง : {SECRETARY.name} ตำแหน่ง {SECRETARY.position}",
    ]
    assert [leaders(element) for element in classed(page(dataset), "party")] == [0, 1, 0]


def test_roles_of_other_names_make_and_accept_in_their_order() -> None:
    city = (SignatureBlock(role="ปลัดเมือง", name="นายหนึ่ง สมมุติ"), SignatureBlock(role="ผู้ว่าเมือง", name="นางสอง สมมุติ"))
    assert [line.partition(" :")[0] for line in parties(with_agreement(parties=city))] == ["ผู้ทำคำรับรอง", "ผู้รับคำรับรอง"]
    (table,) = classed(page(with_agreement(parties=city)), "signatures")
    assert ["(ปลัดเมือง)" in words(table), "(ผู้ว่าเมือง)" in words(table)] == [True, True]


@pytest.mark.parametrize("given", [(), (MAKER,), (DEPUTY,)])
def test_there_are_always_a_maker_and_somebody_who_accepts(given: tuple[SignatureBlock, ...]) -> None:
    dataset = with_agreement(parties=given)
    assert [line.partition(" :")[0] for line in parties(dataset)] == ["ผู้ทำคำรับรอง", "ผู้รับคำรับรอง"]
    assert len(classed(page(dataset), "of-2")) == 1


def test_what_nobody_has_told_is_a_dotted_line_and_never_a_guess() -> None:
    dataset = invented_evaluation()
    assert dataset.evaluation is not None
    assert dataset.evaluation.agreement is None
    assert [leaders(element) for element in classed(page(dataset), "party")] == [2, 2]
    (table,) = classed(page(dataset), "signatures")
    assert leaders(table) == 2 * 4


def test_the_period_is_the_fiscal_year_unless_another_is_given() -> None:
    assert "ตั้งแต่วันที่ 1 ตุลาคม 2569 ถึงวันที่ 30 กันยายน 2570" in clauses(with_agreement())
    start, end = dt.date(2027, 1, 15), dt.date(2027, 9, 30)
    assert "ตั้งแต่วันที่ 15 มกราคม 2570 ถึงวันที่ 30 กันยายน 2570" in clauses(with_agreement(start=start, end=end))


def test_the_clauses_are_numbered_and_tell_the_sum_of_all_weights() -> None:
    numbers = [
        element.get("data-number")
        for element in page(with_agreement()).iter()
        if element.tag in {"li", "p"} and element.get("data-number")
    ]
    assert numbers == ["1.", "2.", "3.", "4.", "5.", "6."]
    assert "น้ำหนักรวมร้อยละ 100" in clauses(with_agreement())
    assert "น้ำหนักรวม" not in clauses(framework())


def test_an_own_statement_stands_in_place_of_the_clauses_below_parties_and_period() -> None:
    dataset = with_agreement(
        statement=prose("ข้อความของหน่วยงานเอง", items("ข้อแรก", "ข้อสอง")), parties=(MAKER, SECRETARY)
    )
    assert clauses(dataset) == "ข้อแรก ข้อสอง"
    found = [words(element) for element in page(dataset).iter("p")]
    assert "ข้อความของหน่วยงานเอง" in found
    assert "ระยะเวลา : ตั้งแต่วันที่ 1 ตุลาคม 2569 ถึงวันที่ 30 กันยายน 2570" in found
    assert len(parties(dataset)) == 3


@pytest.mark.parametrize(("given", "name"), [((MAKER, SECRETARY), "of-2"), ((MAKER, DEPUTY, SECRETARY), "of-3")])
def test_two_or_three_blocks_stand_side_by_side(given: tuple[SignatureBlock, ...], name: str) -> None:
    found = page(with_agreement(parties=given))
    (table,) = classed(found, "signatures")
    assert name in table.get("class", "")
    assert {len(row) for row in table.iter("tr")} == {len(given)}
    assert f"({HEAD.name})" in words(table)
    assert "วันที่ 30 ตุลาคม 2569" in words(table)


@pytest.mark.parametrize("sentences", range(4, 30))
def test_signatures_stay_whole_and_follow_two_lines_of_the_text(sentences: int) -> None:
    statement = prose(items(*[SENTENCE] * sentences))
    made = laid_out(with_agreement(statement=statement, parties=(MAKER, DEPUTY, SECRETARY)))
    (table,) = classed(made.root, "signatures")
    own = set(table.iter())
    pages = {line.page for line in made.lines() if line.element in own}
    assert len(pages) == 1
    (section, _annex) = made.root.iter("section")
    text = {element for element in section.iter() if element not in own}
    before = [line for line in made.lines() if line.page in pages and line.element in text]
    assert len({round(line.baseline) for line in before}) >= 2


def test_every_part_heads_its_indicators_and_the_weights_add_up() -> None:
    found = body(classed(page(with_agreement()), "agreed")[0])
    assert [row[0] for row in found if len(row) == 1] == [
        "องค์ประกอบที่ 1 งานหลักตามยุทธศาสตร์เมืองตัวอย่าง (Function Base) (ร้อยละ 50)",
        "องค์ประกอบที่ 2 งานตามนโยบายผู้บริหาร (Agenda Base) (ร้อยละ 20)",
        "องค์ประกอบที่ 4 นวัตกรรมของหน่วยงาน (Innovation Base) (ร้อยละ 10)",
        "องค์ประกอบที่ 5 ศักยภาพของหน่วยงาน (Potential Base) (ร้อยละ 20)",
    ]
    assert found[-1][:2] == ["รวม", "100"]
    plain = [Decimal(row[2]) for row in found if len(row) > 3 and re.fullmatch("[0-9.]+", row[2])]
    assert sum(plain) == 100


def test_each_row_tells_target_and_levels_of_the_agencys_own_group() -> None:
    found = {row[1]: row for row in body(classed(page(with_agreement()), "agreed")[0]) if len(row) > 3}
    money = found["ความสำเร็จของการเบิกจ่ายงบประมาณในภาพรวม"]
    assert money == ["5.1", money[1], "8", "ระดับ 5", "65", "70", "75", "80", "85"]
    assert found["ร้อยละของคลองที่ได้รับการดูแลตามแผน"][3] == "ร้อยละ 100"


def test_points_out_of_the_weight_are_computed_where_no_criteria_are_given() -> None:
    found = {row[1]: row for row in body(classed(page(with_agreement()), "agreed")[0]) if len(row) > 3}
    assert found["ระดับความสำเร็จของการจัดทำคลังข้อมูลงานเมือง"][4:] == [
        "4 คะแนน",
        "8 คะแนน",
        "12 คะแนน",
        "16 คะแนน",
        "20 คะแนน",
    ]


def test_while_no_group_is_chosen_the_levels_of_all_are_told_by_name() -> None:
    rows = tuple(criteria("1", "2", "3", "4", "5", group=group) for group in "AB")
    found = page(framework(indicator("a", criteria=rows), indicator("b")))
    first = body(classed(found, "agreed")[0])[1]
    assert first[4:] == [f"A: {level}B: {level}" for level in range(1, 6)]


def test_the_heads_tell_what_levels_are_worth_only_where_that_holds_for_all() -> None:
    grid = (criteria("1", "2", "3", "4", "5"),)
    same = framework(indicator("a", criteria=grid), indicator("b"), scale=PointScale.FIVE)
    assert head(classed(page(same), "agreed")[0])[1] == [f"ระดับ {level} ({level} คะแนน)" for level in range(1, 6)]
    for other in ({"scale": PointScale.FIVE}, {"scheme": ScoringScheme.WEIGHT}):
        mixed = framework(indicator("a", criteria=grid), indicator("b", **other))
        assert head(classed(page(mixed), "agreed")[0])[1] == [f"ระดับ {level}" for level in range(1, 6)]


def test_without_any_criteria_the_table_is_upright_and_has_no_levels() -> None:
    found = page(framework(indicator("a"), indicator("b", target="2 ระบบ")))
    assert head(classed(found, "agreed")[0]) == [["ที่", "ตัวชี้วัด", "น้ำหนัก (ร้อยละ)", "เป้าหมาย"]]
    assert not classed(found, "wide")
    assert body(classed(found, "agreed")[0])[2][-1] == "2 ระบบ"
    made = laid_out(framework(indicator("a")))
    assert [one.width < one.height for one in made.pages] == [True, True]


def test_every_row_fills_the_table() -> None:
    (table,) = classed(page(with_agreement()), "agreed")
    assert grid_width(table.iter("tr")) == {9}


def test_a_milestone_that_no_page_holds_breaks_and_all_others_stay_whole() -> None:
    endless = criteria("ก " + "ดำเนินการตามขั้นตอนที่กำหนด " * 60, "ข", "ค", "ง", "จ")
    found = page(framework(indicator("a", criteria=(endless,)), indicator("b")))
    classes = [row.get("class", "") for row in classed(found, "agreed")[0].iter("tr")]
    assert [name for name in classes if "tall" in name] == ["tall"]
    made = laid_out(framework(indicator("a", criteria=(endless,)), indicator("b")))
    (table,) = classed(made.root, "agreed")
    words_set = "".join(line.text for line in made.lines() if line.element in set(table.iter()))
    assert words_set.replace(" ", "").count("ดำเนินการตามขั้นตอนที่กำหนด") == 60


def test_all_figures_follow_the_digits_of_the_document() -> None:
    found = page(with_agreement(parties=(MAKER, DEPUTY, SECRETARY)), "thai").find("body")
    assert found is not None
    assert "วันที่ ๑ ตุลาคม ๒๕๖๙" in words(found)
    assert not re.search("[0-9]", words(found))
    assert [element.get("data-digits") for element in found.iter("ol")] == ["thai"]


def test_a_title_of_the_offices_own_is_printed_everywhere() -> None:
    dataset = with_agreement(title="คำรับรองการปฏิบัติงานของเมือง")
    assert composed(dataset).title == "คำรับรองการปฏิบัติงานของเมือง ปีงบประมาณ พ.ศ. 2570"
    headings = [words(element) for element in page(dataset).iter() if element.tag in {"h1", "h2"}]
    assert headings == [
        "คำรับรองการปฏิบัติงานของเมือง",
        "ตารางท้ายคำรับรองการปฏิบัติงานของเมือง ประจำปีงบประมาณ พ.ศ. 2570 สำนักตัวอย่างงานเมือง",
    ]
