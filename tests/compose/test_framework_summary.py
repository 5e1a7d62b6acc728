"""The framework summary: what its table says, its subtotals, weights of several scales, deadlines and annexes."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import compose
from pipeline.bundled import bundled_folder
from pipeline.layout import lay_out
from pipeline.layout.faces import find_face
from pipeline.model import (
    Agency,
    Dataset,
    Deadline,
    DeadlineKind,
    Evaluation,
    EvaluationDimension,
    EvaluationIndicator,
    FrameworkWord,
    Narrative,
    Unit,
)

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

    from pipeline.compose import Composed
    from pipeline.layout.document import LaidOut
    from tests.compose.invented_evaluation import invented_evaluation
    from tests.compose.invented_plan import prose
    from tests.compose.read_tables import body, cells, chapter_of, classed, grid_width, head, words
else:
    from invented_evaluation import invented_evaluation
    from invented_plan import prose
    from read_tables import body, cells, chapter_of, classed, grid_width, head, words

KIND = "framework-summary"
LONG = "ร้อยละความสำเร็จของการดำเนินงานตามแผนพัฒนาเมืองตัวอย่างที่ทุกส่วนราชการร่วมกันรับผิดชอบ"


def indicator(key: str, weight: str | int | None = None, **more: object) -> EvaluationIndicator:
    """An indicator of dimension 1, unless told otherwise."""
    given_weight = None if weight is None else Decimal(weight)
    return EvaluationIndicator(**{"id": key, "dimension": 1, "name": f"ตัวชี้วัด {key}", "weight": given_weight} | more)


def framework(*indicators: EvaluationIndicator, **evaluation: object) -> Dataset:
    """An office with a framework of dimensions."""
    numbers = sorted({each.dimension for each in indicators} | {1})
    return Dataset(
        fiscal_year=2570,
        agency=Agency(name="สำนักตัวอย่างงานเมือง", short_name="สตม."),
        units=(Unit(id="works", name="กองงานเมืองทดลอง", short_name="กมท."), Unit(id="plain", name="กองไม่มีชื่อย่อ")),
        dimensions=tuple(EvaluationDimension(no=no, name=f"ด้านที่สมมุติ {no}") for no in numbers),
        evaluation=Evaluation(**{"word": FrameworkWord.DIMENSION} | evaluation),
        evaluation_indicators=indicators,
    )


SHARED = (
    indicator("main", "60", weights_of=Decimal(100), below="ตัวชี้วัดที่เจรจาแล้ว", responsible="ทุกส่วนราชการ"),
    indicator("a", "70", parent="main", units=("works", "plain")),
    indicator("b", "30", parent="main", no="๑.๒", units=("works",)),
    indicator("c", parent="b"),
    indicator("other", "10", dimension=4, units=("works",)),
    indicator("parts", "30", dimension=4),
    indicator("part", "20", dimension=4, parent="parts"),
    indicator("rest", "10", dimension=4, parent="parts"),
)


def composed(dataset: Dataset, digits: str = "as-given") -> Composed:
    return compose.render(dataset, KIND, dataset, digits=digits, face_scale=0.656)


def page(dataset: Dataset, digits: str = "as-given") -> ET.Element:
    return chapter_of(composed(dataset, digits), KIND)


def table(dataset: Dataset, digits: str = "as-given") -> ET.Element:
    return classed(page(dataset, digits), "framework")[0]


def rows(dataset: Dataset, digits: str = "as-given") -> dict[str, list[str]]:
    """The rows by what stands in their first cell apart from that of the part."""
    found = {}
    for row in table(dataset, digits).iter("tr"):
        own = [cell for cell in row if "part" not in cell.get("class", "").split()]
        found[words(own[0])] = [words(cell) for cell in own[1:]]
    return found


def test_every_part_ends_with_its_own_number_and_the_sum_of_its_own_weights() -> None:
    found = table(framework(*SHARED))
    totals = [cells(row)[:2] for row in classed(found, "total")]
    assert totals == [["มิติที่ 1 รวม (ร้อยละ 60)", "60"], ["มิติที่ 4 รวม (ร้อยละ 40)", "40"], ["รวมทั้งสิ้น (ร้อยละ 100)", "100"]]
    assert [words(cell) for cell in classed(found, "part")] == ["มิติที่ 1ด้านที่สมมุติ 1", "มิติที่ 4ด้านที่สมมุติ 4"]


def test_the_parts_are_called_what_the_framework_calls_them() -> None:
    dataset = invented_evaluation()
    assert head(table(dataset))[0][0] == "องค์ประกอบ"
    assert "องค์ประกอบที่ 5 รวม (ร้อยละ 20)" in rows(dataset)
    assert words(classed(table(dataset), "part")[0]).endswith("(Function Base)")


def test_a_sum_that_is_wrong_is_printed_as_it_is() -> None:
    dataset = framework(indicator("a", "7"), indicator("b", "1.5"))
    assert rows(dataset)["มิติที่ 1 รวม (ร้อยละ 8.5)"][0] == "8.5"


def test_a_part_whose_indicators_have_no_weight_prints_what_was_said_of_it() -> None:
    dataset = framework(indicator("a"), indicator("b", "25", dimension=2))
    dimensions = (dataset.dimensions[0].model_copy(update={"weight": Decimal(75)}), dataset.dimensions[1])
    dataset = dataset.model_copy(update={"dimensions": dimensions})
    assert rows(dataset)["มิติที่ 1 รวม (ร้อยละ 75)"][0] == "75"
    assert rows(dataset)["รวมทั้งสิ้น (ร้อยละ 100)"][0] == "100"


def test_what_nobody_weighed_is_a_dash_and_no_zero() -> None:
    found = rows(framework(indicator("a")))
    assert found["ตัวชี้วัด a"] == ["–", "–"]
    assert found["มิติที่ 1 รวม"][0] == found["รวมทั้งสิ้น"][0] == "–"


def test_a_part_without_indicators_says_so() -> None:
    assert rows(framework())["–"] == ["", ""]


def test_weights_inside_another_name_their_scale_and_their_share_of_the_whole() -> None:
    dataset = framework(*SHARED)
    found = rows(dataset)
    assert found["ตัวชี้วัด main"][0] == "60"
    assert found["1. ตัวชี้วัด a"][0] == "70 ใน 100(ร้อยละ 42)"
    assert found["๑.๒ ตัวชี้วัด b"][0] == "30 ใน 100(ร้อยละ 18)"
    notes = [words(element) for element in classed(page(dataset), "weights-note")]
    assert len(notes) == 2
    assert "“70 ใน 100”" in notes[0]


def test_weights_that_the_one_above_holds_are_in_brackets() -> None:
    found = rows(framework(*SHARED))
    assert found["2. ตัวชี้วัด parts"][0] == "30"
    assert (found["1. ตัวชี้วัด part"][0], found["2. ตัวชี้วัด rest"][0]) == ("(20)", "(10)")


def test_children_of_a_parent_without_a_weight_add_to_the_subtotal() -> None:
    dataset = framework(indicator("p"), indicator("x", "1.5", parent="p"), indicator("y", "1.5", parent="p"))
    found = rows(dataset)
    assert (found["ตัวชี้วัด p"][0], found["1. ตัวชี้วัด x"][0]) == ("", "1.5")
    assert found["มิติที่ 1 รวม (ร้อยละ 3)"][0] == "3"
    assert not classed(page(dataset), "weights-note")


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.one_of(st.none(), st.integers(1, 99)),
            st.lists(st.one_of(st.none(), st.integers(1, 99)), max_size=3),
            st.booleans(),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_whatever_the_tree_the_plain_weights_of_a_part_add_up_to_its_subtotal(
    tree: list[tuple[int | None, list[int | None], bool]],
) -> None:
    made = []
    for place, (weight, children, shared) in enumerate(tree):
        scale = {"weights_of": Decimal(100)} if shared and weight else {}
        made.append(indicator(f"k{place}", weight, no=f"{place}", **scale))
        made += [
            indicator(f"k{place}-{number}", child, parent=f"k{place}", no=f"{place}.{number}")
            for number, child in enumerate(children)
        ]
    found = body(table(framework(*made)))
    *indicators, subtotal, _total = found
    plain = [Decimal(row[-2]) for row in indicators if re.fullmatch(r"[0-9.]+", row[-2])]
    assert subtotal[1] == (f"{sum(plain)}" if plain else "–")


def test_what_stands_between_parent_and_children_is_a_row_of_its_own() -> None:
    names = [row[-3] for row in body(table(framework(*SHARED)))]
    assert names[:3] == ["ตัวชี้วัด main", "ตัวชี้วัดที่เจรจาแล้ว", "1. ตัวชี้วัด a"]
    depths = [
        element.get("class") for element in table(framework(*SHARED)).iter("p") if "depth" in element.get("class", "")
    ]
    assert depths[:5] == ["depth-0", "depth-1 below", "depth-1", "depth-1", "depth-2"]


def test_an_only_indicator_is_not_counted_unless_somebody_numbered_it() -> None:
    assert "ตัวชี้วัด a" in rows(framework(indicator("a", "5")))
    assert "1.1 ตัวชี้วัด a" in rows(framework(indicator("a", "5", no="1.1")))


def test_divisions_are_told_by_short_names_or_in_the_words_that_were_given() -> None:
    found = rows(framework(*SHARED))
    assert found["1. ตัวชี้วัด a"][1] == "กมท.กองไม่มีชื่อย่อ"
    assert found["ตัวชี้วัด main"][1] == "ทุกส่วนราชการ"
    assert found["ตัวชี้วัด c"][1] == ""
    assert found["2. ตัวชี้วัด parts"][1] == "–"


def test_the_evaluating_office_has_a_column_only_where_indicators_name_it() -> None:
    without = framework(indicator("a", "5"), evaluator="สำนักประเมินสมมุติ")
    assert len(head(table(without))[0]) == 4
    assert "หน่วยงานผู้ประเมิน : สำนักประเมินสมมุติ" in [words(element) for element in page(without).iter("p")]
    several = framework(
        indicator("a", "5", evaluator="กองตรวจสมมุติ"), indicator("b", "5"), indicator("c", parent="a"),
        evaluator="สำนักประเมินสมมุติ",
    )  # fmt: skip
    assert head(table(several))[0][-1] == "หน่วยงาน ผู้ประเมิน"
    found = rows(several)
    assert [found[name][-1] for name in ("1. ตัวชี้วัด a", "ตัวชี้วัด c", "2. ตัวชี้วัด b")] == [
        "กองตรวจสมมุติ",
        "",
        "สำนักประเมินสมมุติ",
    ]


@pytest.mark.parametrize("evaluators", [False, True])
def test_every_row_fills_the_table(evaluators: bool) -> None:  # noqa: FBT001 - one meaning
    more = {"evaluator": "กองตรวจสมมุติ"} if evaluators else {}
    found = table(framework(*SHARED, indicator("z", "1", dimension=7, **more)))
    assert grid_width(found.iter("tr")) == {5 if evaluators else 4}


@pytest.mark.parametrize(
    ("deadline", "what", "when"),
    [
        ({"kind": DeadlineKind.MONTHLY, "day": 20}, "รายงานโครงการรายเดือน", "ภายในวันที่ 20 ของทุกเดือน"),
        (
            {"kind": DeadlineKind.QUARTERLY, "round": 1, "date": dt.date(2026, 12, 20)},
            "รายงานตัวชี้วัดไตรมาสที่ 1",
            "ภายในวันที่ 20 ธันวาคม 2569",
        ),
        (
            {"kind": DeadlineKind.APPEAL, "round": 2, "date": dt.date(2027, 9, 17), "text": "หรือตามที่แจ้ง"},
            "อุทธรณ์รอบที่ 2",
            "ภายในวันที่ 17 กันยายน 2570หรือตามที่แจ้ง",
        ),
        (
            {"kind": DeadlineKind.REVIEW, "start": dt.date(2027, 11, 9), "date": dt.date(2027, 11, 11)},
            "ขอทบทวนผลคะแนน",
            "ระหว่างวันที่ 9 – 11 พฤศจิกายน 2570",
        ),
        (
            {"kind": DeadlineKind.REVIEW, "start": dt.date(2027, 11, 30), "date": dt.date(2027, 12, 2)},
            "ขอทบทวนผลคะแนน",
            "ระหว่างวันที่ 30 พฤศจิกายน – 2 ธันวาคม 2570",
        ),
        (
            {"kind": DeadlineKind.REPORT, "start": dt.date(2027, 12, 30), "date": dt.date(2028, 1, 5)},
            "ส่งรายงานผล",
            "ระหว่างวันที่ 30 ธันวาคม 2570 – 5 มกราคม 2571",
        ),
        ({"kind": DeadlineKind.AGREEMENT, "start": dt.date(2026, 10, 1)}, "ส่งคำรับรอง", "ตั้งแต่วันที่ 1 ตุลาคม 2569"),
        ({"kind": DeadlineKind.OTHER, "text": "ปีละ 1 ครั้ง"}, "อื่น ๆ", "ปีละ 1 ครั้ง"),
        (
            {"kind": DeadlineKind.OTHER, "text": "ตรวจเยี่ยม", "date": dt.date(2027, 3, 1)},
            "ตรวจเยี่ยม",
            "ภายในวันที่ 1 มีนาคม 2570",
        ),
        ({"kind": DeadlineKind.REPORT}, "ส่งรายงานผล", "–"),
    ],
)
def test_a_deadline_is_told_in_thai_dates(deadline: dict[str, object], what: str, when: str) -> None:
    dataset = framework(deadlines=(Deadline(**deadline, parties="ทุกส่วนราชการ"),))
    assert body(classed(page(dataset), "framework")[1]) == [[what, when, "ทุกส่วนราชการ"]]


def test_annexes_stand_behind_the_tables_and_an_empty_one_says_so() -> None:
    annexes = (Narrative(heading="วิธีประเมิน", text=prose("ประเมินปีละ 2 ครั้ง")), Narrative(heading="ข้อยกเว้น"))
    found = page(framework(indicator("a", "5"), annexes=annexes))
    texts = [words(element) for element in found.iter() if element.tag in {"h2", "p"}]
    assert texts[-4:] == ["วิธีประเมิน", "ประเมินปีละ 2 ครั้ง", "ข้อยกเว้น", "-ไม่มี-"]


def test_all_figures_follow_the_digits_of_the_document() -> None:
    dataset = framework(
        *SHARED,
        deadlines=(Deadline(kind=DeadlineKind.REVIEW, start=dt.date(2027, 11, 9), date=dt.date(2027, 11, 11)),),
    )
    found = page(dataset, "thai").find("body")
    assert found is not None
    assert "๗๐ ใน ๑๐๐" in words(found)
    assert "ระหว่างวันที่ ๙ – ๑๑ พฤศจิกายน ๒๕๗๐" in words(found)
    assert not re.search("[0-9]", words(found))


def test_the_document_tells_its_year_and_office() -> None:
    made = composed(invented_evaluation())
    assert made.title == "สรุปกรอบการประเมินผลการปฏิบัติราชการ ปีงบประมาณ พ.ศ. 2570"
    assert made.stem == "framework-summary 2570"
    heading = page(invented_evaluation()).find(".//h1")
    assert heading is not None
    assert words(heading) == "สรุปกรอบการประเมินผลการปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2570 ของสำนักตัวอย่างงานเมือง"


def laid_out(dataset: Dataset) -> LaidOut:
    made = composed(dataset)
    return lay_out(made.html, base=bundled_folder("templates"), face=find_face(), protect=made.protect)


def headed(dataset: Dataset) -> bool:
    """Whether the parts have rows of their own."""
    return "/" in head(table(dataset))[0][0]


def test_names_of_parts_that_have_no_room_beside_their_indicators_stand_above_them() -> None:
    dataset = framework(indicator("a", "5"), indicator("b", "5", dimension=3))
    assert not headed(dataset)
    named = dataset.dimensions[1].model_copy(update={"name": LONG})
    found = table(dataset.model_copy(update={"dimensions": (dataset.dimensions[0], named)}))
    assert head(found)[0][0] == "มิติ / ชื่อตัวชี้วัด"
    assert [row[0] for row in body(found)] == [
        "มิติที่ 1 ด้านที่สมมุติ 1",
        "ตัวชี้วัด a",
        "มิติที่ 1 รวม (ร้อยละ 5)",
        f"มิติที่ 3 {LONG}",
        "ตัวชี้วัด b",
        "มิติที่ 3 รวม (ร้อยละ 5)",
        "รวมทั้งสิ้น (ร้อยละ 10)",
    ]
    assert grid_width(found.iter("tr")) == {3}


@pytest.mark.parametrize("before", range(8, 16))
def test_the_name_of_a_part_is_never_cut_and_no_subtotal_begins_a_page(before: int) -> None:
    """So many rows of two lines stand before a part that breaks over the page."""
    first = [indicator(f"a{number}", "1", name=LONG) for number in range(before)]
    second = [indicator(f"b{number}", "1", dimension=2) for number in range(24)]
    dataset = framework(*first, *second)
    named = dataset.dimensions[1].model_copy(update={"name": LONG})
    assert not headed(dataset.model_copy(update={"dimensions": (dataset.dimensions[0], named)}))
    made = laid_out(dataset.model_copy(update={"dimensions": (dataset.dimensions[0], named)}))
    (found,) = classed(made.root, "framework")
    row_of = {element: row for row in found.findall("tbody/tr") for element in row.iter()}
    page_of: dict[ET.Element, set[int]] = {}
    first_rows: dict[int, ET.Element] = {}
    for line in made.lines():
        page_of.setdefault(line.element, set()).add(line.page)
        if line.element in row_of:
            assert line.y + line.height <= made.pages[line.page].height - made.pages[line.page].margin.bottom
            first_rows.setdefault(line.page, row_of[line.element])
    assert len(made.pages) > 1
    assert not any("total" in row.get("class", "") for row in first_rows.values())
    for cell in classed(found, "part"):
        assert len(set.union(*(page_of[element] for element in cell.iter("p")))) == 1


def test_rows_beside_the_name_of_a_part_stay_together_until_it_has_room() -> None:
    """Word would cut a cell off that spans fewer rows of the page than it needs."""
    dataset = framework(*[indicator(f"b{number}", "1") for number in range(40)])
    named = dataset.model_copy(update={"dimensions": (dataset.dimensions[0].model_copy(update={"name": LONG}),)})
    made = laid_out(named)
    (found,) = classed(made.root, "framework")
    rows_below = found.findall("tbody/tr")
    held = next(place for place, row in enumerate(rows_below) if "keep" not in row.get("class", ""))
    (cell,) = classed(found, "part")
    needed = sum(line.height for line in made.lines() if line.element in list(cell.iter("p")))
    boxes = [made.box(row) for row in rows_below[: held + 1]]
    assert held < 10
    assert sum(box[3] for box in boxes if box is not None) >= needed
