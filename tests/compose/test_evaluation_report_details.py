"""Summaries and details of components, quarters: what they print, and that both print the same."""

from __future__ import annotations

import base64
import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline.model import (
    Appeal,
    AppealState,
    EvaluationIndicator,
    FormPages,
    Narrative,
    QuarterResult,
    ScoresShown,
    ScoringScheme,
)

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from pipeline.compose import Composed
    from tests.compose.change_evaluation import changed, composed
    from tests.compose.invented_plan import items, prose
    from tests.compose.read_tables import body, cells, chapter_of, classed, columns, head, keys, words
else:
    from change_evaluation import changed, composed
    from invented_plan import items, prose
    from read_tables import body, cells, chapter_of, classed, columns, head, keys, words

CONDITIONS = "ปัจจัยหรือเงื่อนไขที่สนับสนุนการดำเนินงานให้บรรลุเป้าหมาย"
PROBLEMS = "ปัญหา อุปสรรค"
EXPLANATION = "คำชี้แจงผลการปฏิบัติราชการ (กรณีการดำเนินการไม่เป็นไปตามเป้าหมาย)"
TARGET, ACHIEVED, PROJECTS, TEXT, NOTE = range(1, 6)
"""Columns of a table of details behind the name."""

LEVEL, RESULT, SCORE = 4, 5, 6
"""Columns of a summary."""


def summary(report: Composed, part: int) -> Element:
    (table,) = chapter_of(report, f"part-{part}-summary").iter("table")
    return table


def details(report: Composed, part: int) -> list[Element]:
    """The tables of details of a component, without those of quarters."""
    chapter = chapter_of(report, f"part-{part}-details")
    return [table for table in chapter.iter("table") if "quarters" not in table.get("class", "")]


def row_of(table: Element) -> list[str]:
    (row,) = body(table)
    return row


def below(report: Composed, part: int) -> list[list[tuple[str, str]]]:
    """Per indicator the blocks below its table: heading and text."""
    found: list[list[tuple[str, str]]] = []
    heading = ""
    for element in chapter_of(report, f"part-{part}-details").iter():
        if element.tag == "h3":
            found.append([])
        elif element.tag == "h4":
            heading = words(element)
        elif element.get("class") == "prose":
            found[-1].append((heading, words(element)))
    return found


def of_committee(**results: dict[str, object]) -> Composed:
    return composed(changed(evaluation={"scores": ScoresShown.COMMITTEE}, results=results))


def test_only_components_with_one_form_have_summary_and_details() -> None:
    found = keys(composed(), "part-")

    assert [key for key in found if key.endswith(("summary", "details"))] == [
        "part-1-summary",
        "part-1-details",
        "part-2-summary",
        "part-2-details",
    ]


def test_the_summary_has_the_official_heading_title_and_heads() -> None:
    chapter = chapter_of(composed(), "part-1-summary")
    (table,) = chapter.iter("table")

    assert [words(heading) for heading in chapter.iter("h2")] == ["การประเมินผลการปฏิบัติราชการองค์ประกอบที่ 1 (ร้อยละ 50)"]
    assert head(table) == [
        [
            "สรุปผลการดำเนินงานตัวชี้วัดในองค์ประกอบที่ 1 งานหลักตามยุทธศาสตร์เมืองตัวอย่าง (Function Base) (ต่อ)"
        ],  # printed on the pages after the first
        [
            "ลำดับที่",
            "ตัวชี้วัด",
            "เป้าหมาย",
            "น้ำหนัก คะแนน",
            "ระดับความสำเร็จ ที่ดำเนินงานได้",
            "ผลการดำเนินงาน",
            "คะแนนที่ได้",
        ],
    ]


def test_the_heads_of_details_are_the_official_ones() -> None:
    for table in details(composed(), 1):
        assert head(table) == [
            ["ตัวชี้วัด", "เป้าหมาย", "ผลสำเร็จ", "โครงการ/กิจกรรมที่สนับสนุน", "รายละเอียดผลการดำเนินงาน", "หมายเหตุ"]
        ]


@pytest.mark.parametrize("achieved", ["ระดับ 3", "ระดับที่ ๓", None])
def test_the_level_of_the_summary_is_that_of_the_details_whatever_was_typed_beside_it(achieved: str | None) -> None:
    report = composed(changed(results={"c1-data": {"achieved": achieved}}))

    for row, table in zip(body(summary(report, 1)), details(report, 1), strict=False):
        assert row_of(table)[ACHIEVED].startswith(row[LEVEL])
    assert body(summary(report, 1))[1][LEVEL] == row_of(details(report, 1)[1])[ACHIEVED] == "ระดับ 4"


def test_an_achievement_that_is_no_level_stands_below_the_level_in_both() -> None:
    report = composed(changed(results={"c1-data": {"achieved": "9 ชุดข้อมูล"}}))

    assert body(summary(report, 1))[1][LEVEL] == row_of(details(report, 1)[1])[ACHIEVED] == "ระดับ 49 ชุดข้อมูล"


def test_a_level_that_nobody_wrote_is_the_last_one_that_was_reached() -> None:
    report = composed()

    assert body(summary(report, 2))[0][LEVEL] == "ระดับ 2"  # 75.5 between 70 and 80
    assert row_of(details(report, 2)[0])[ACHIEVED] == "ระดับ 2ร้อยละ 75.50"


def test_without_level_and_score_the_result_stands_in_both() -> None:
    report = composed()

    assert body(summary(report, 1))[2][LEVEL] == row_of(details(report, 1)[2])[ACHIEVED] == "อยู่ระหว่างรวบรวมผล"


def test_points_out_of_the_weights_add_up_to_the_score_of_the_component() -> None:
    report = composed(changed(results={"c1-team": {"text": None, "level": Decimal(3)}}))
    *rows, total = body(summary(report, 1))

    assert [row[SCORE] for row in rows] == ["15 คะแนน", "16 คะแนน", "9 คะแนน"]
    assert total == ["รวมคะแนน", "50", "", "", "40 คะแนน"]


def test_a_component_with_an_indicator_without_score_has_none_and_says_so() -> None:
    chapter = chapter_of(composed(), "part-1-summary")
    *rows, total = body(summary(composed(), 1))

    assert rows[2][SCORE] == "" == total[-1]
    assert [words(note) for note in classed(chapter, "note-block")] == ["* มีตัวชี้วัดที่ยังไม่มีคะแนน จึงยังไม่รวมคะแนน"]


def test_points_of_a_hundred_do_not_add_up_so_the_total_is_of_the_weighted_scores() -> None:
    report = composed(changed(evaluation={"scores": ScoresShown.SELF}))
    *rows, total = body(summary(report, 2))

    assert [row[SCORE] for row in rows] == ["75.3 คะแนน", "80.0 คะแนน"]  # 75.5 less 0.2 for a report not made
    assert total == ["รวมคะแนน (ถ่วงน้ำหนัก)", "20", "", "", "15.53 คะแนน"]


def test_the_total_of_weighted_scores_is_left_to_the_pen_where_those_are() -> None:
    assert body(summary(composed(), 2))[-1] == ["รวมคะแนน (ถ่วงน้ำหนัก)", "20", "", "", ""]


def test_the_result_of_the_committee_is_printed_with_its_scores() -> None:
    report = of_committee()

    assert [row[LEVEL] for row in body(summary(report, 1))[:2]] == ["ระดับ 5", "ระดับ 5"]
    assert body(summary(report, 2))[0][RESULT].startswith("ร้อยละ 80ดูแล")
    assert row_of(details(report, 1)[1])[NOTE] == "ขยายเวลาตามมติที่ประชุมความเห็นคณะกรรมการ : ตรวจหลักฐานแล้วเห็นว่าครบทุกขั้น"


def test_the_opinion_of_the_committee_is_not_printed_with_the_scores_of_the_agency() -> None:
    assert "ความเห็นคณะกรรมการ" not in words(chapter_of(composed(), "part-1-details"))


def test_a_quotient_is_printed_with_what_it_was_computed_from_and_as_of_when() -> None:
    figures = {"numerator": Decimal("94581296.26"), "denominator": Decimal(134802800), "summary": None, "details": None}
    row = row_of(details(composed(changed(results={"c2-clean": figures})), 2)[0])

    assert row[TEXT].startswith("ผลการดำเนินงาน (94,581,296.26 × 100) ÷ 134,802,800 = ร้อยละ 70.16")
    assert "-ไม่มี-" not in row[TEXT]


def test_as_of_days_stand_with_the_results() -> None:
    report = composed()

    assert body(summary(report, 1))[0][RESULT].endswith("ข้อมูล ณ วันที่ 31 ส.ค. 2570")
    assert row_of(details(report, 1)[0])[ACHIEVED] == "ระดับ 5ข้อมูล ณ วันที่ 31 ส.ค. 2570"


def test_projects_are_named_and_activities_follow_them() -> None:
    report = composed(changed(results={"c1-team": {"projects": ("88000000-9999",)}}))

    assert [row_of(table)[PROJECTS] for table in details(report, 1)] == [
        "1. โครงการทางเท้าเดินสบาย2. กิจกรรมสำรวจทางเท้าร่วมกับชุมชน",
        "โครงการคลังข้อมูลงานเมือง",
        "88000000-9999",  # checks report it; nothing is lost
    ]


def test_details_that_were_not_written_are_those_of_the_summary() -> None:
    assert row_of(details(composed(), 2)[0])[TEXT].startswith("ดูแลคลองแล้วร้อยละ 75.50 ของความยาวตามแผน")


def test_deductions_stand_in_the_note_with_their_reason() -> None:
    update = {"deduction": Decimal("1.5"), "deduction_reason": "ส่งหลักฐานหลังกำหนด"}
    row = row_of(details(composed(changed(results={"c2-clean": update})), 2)[0])

    assert row[NOTE] == "หัก 0.2 คะแนน เนื่องจากไม่ได้รายงาน 1 ครั้งหัก 1.5 คะแนน เนื่องจากส่งหลักฐานหลังกำหนด"


def test_the_state_of_an_appeal_stands_in_the_note() -> None:
    asked = Appeal(item="ขอเลื่อนกำหนด", round=2, state=AppealState.PENDING)
    rows = [row_of(table) for table in details(composed(changed(results={"c1-team": {"appeals": (asked,)}})), 1)]

    assert rows[2][NOTE] == "อุทธรณ์รอบที่ 2 (อยู่ระหว่างรอผลการพิจารณา)"


def test_a_long_note_has_a_wider_column_and_the_table_fills_the_page() -> None:
    note = {"note": "ปรับวิธีวัดตามมติที่ประชุมคณะกรรมการ " * 6}
    usual, wide = (details(report, 1)[0] for report in (composed(), composed(changed(results={"c1-walk": note}))))

    assert columns(wide)[-1] > columns(usual)[-1]
    assert round(sum(columns(wide)), 2) == round(sum(columns(usual)), 2)


def test_every_block_stands_below_every_indicator_and_says_where_there_is_nothing() -> None:
    assert below(composed(), 1) == [
        [
            (CONDITIONS, "ชุมชนให้ความร่วมมือ"),
            (PROBLEMS, "-ไม่มี-"),
            (
                "หลักฐานอ้างอิง (เอกสารหมายเลข 1)",
                "รายงานการตรวจรับทางเท้า 12 เส้นทางหนังสือ สตม. ที่ กท 8801/0417 ลงวันที่ 6 กันยายน 2570",
            ),
            (EXPLANATION, "-ไม่มี-"),
        ],
        [
            (CONDITIONS, "-ไม่มี-"),
            (PROBLEMS, "ข้อมูลเดิมอยู่ในกระดาษ"),
            ("หลักฐานอ้างอิง (เอกสารหมายเลข 2)", "บัญชีรายการข้อมูล 9 ชุด"),
            (EXPLANATION, "ชุดข้อมูลที่ 10 รอข้อมูลจากหน่วยงานภายนอก"),
        ],
        [(CONDITIONS, "-ไม่มี-"), (PROBLEMS, "-ไม่มี-"), ("หลักฐานอ้างอิง", "-ไม่มี-"), (EXPLANATION, "-ไม่มี-")],
    ]


def test_sections_of_the_agency_s_own_stand_last_below_their_indicator() -> None:
    own = (Narrative(heading="แผนปีถัดไป", text=prose(items("ขยายผล", "ถอดบทเรียน"))), Narrative(heading="ข้อสังเกต"))
    report = composed(changed(results={"c1-team": {"sections": own}}))

    assert below(report, 1)[2][4:] == [("แผนปีถัดไป", "ขยายผลถอดบทเรียน"), ("ข้อสังเกต", "-ไม่มี-")]


def test_an_indicator_without_any_result_still_has_its_row_and_its_blocks() -> None:
    dataset = changed(evaluation_results=())
    rows = [row_of(table) for table in details(composed(dataset), 1)]

    assert [row[TARGET:] for row in rows] == [["ระดับ 5", "", "-", "-ไม่มี-", ""]] * 3
    assert all(text == "-ไม่มี-" for blocks in below(composed(dataset), 1) for _, text in blocks)
    assert [row[LEVEL:] for row in body(summary(composed(dataset), 1))[:3]] == [["", "", ""]] * 3


def test_what_is_told_of_a_component_with_a_form_for_each_indicator_is_a_chapter_of_its_own() -> None:
    own = {"sections": (Narrative(heading="ข้อสังเกต"),), "obstacles": prose("ฝนตก")}
    report = composed(changed(dimensions={4: own}))
    chapter = chapter_of(report, "part-4-overall")

    assert [words(heading) for heading in chapter.iter("h2")] == ["อุปสรรคต่อการดำเนินงาน (ภาพรวม)", "ข้อสังเกต"]
    assert [words(text) for text in classed(chapter, "prose")] == ["ฝนตก", "-ไม่มี-"]
    assert "part-4-overall" not in {chapter.key for chapter in composed().chapters}


WHOLE = {5: {"form": FormPages.WHOLE}}


def test_an_indicator_above_others_has_neither_weight_nor_score_of_its_own() -> None:
    report = composed(changed(dimensions=WHOLE))
    rows = {row[0]: row for row in body(summary(report, 5))}

    assert rows["5.3"][2:] == ["", "", "", "", ""]
    assert [rows[number][3] for number in ("5.1", "5.2", "5.3.1", "5.3.2")] == ["8", "6", "4", "2"]
    assert body(summary(report, 5))[-1][1] == "20"
    assert body(summary(report, 5))[3] == ["ตัวชี้วัดย่อย"]  # the heading between it and those
    assert [words(line) for line in classed(chapter_of(report, "part-5-details"), "above")] == [
        "อยู่ภายใต้ตัวชี้วัดที่ 5.3 ความสำเร็จในการพัฒนาคุณภาพชีวิตในการทำงาน"
    ] * 2


def test_a_weight_that_those_below_share_stands_with_the_one_above_them() -> None:
    none = {"weight": None}
    report = composed(changed(dimensions=WHOLE, indicators={"c5-plan": none, "c5-absent": none}))
    rows = {row[0]: row for row in body(summary(report, 5))}

    assert [rows[number][3] for number in ("5.3", "5.3.1", "5.3.2")] == ["6", "", ""]


def test_those_below_an_indicator_are_counted_below_its_number() -> None:
    more = tuple(
        EvaluationIndicator(id=f"part-{place}", dimension=1, parent="c1-team", name=f"ส่วนที่ {place}", weight=Decimal(5))
        for place in (1, 2, 3)
    )
    dataset = changed(results={"c1-team": {"text": None}})
    dataset = dataset.model_copy(update={"evaluation_indicators": (*dataset.evaluation_indicators, *more)})
    chapter = chapter_of(composed(dataset), "part-1-summary")

    assert [cells(row)[0] for row in chapter.iter("tr")][2:-1] == ["1", "2", "3", "3.1", "3.2", "3.3"]


def test_ids_are_those_of_one_element_in_the_whole_report() -> None:
    report = composed(changed(dimensions=WHOLE))
    found = [found for chapter in report.chapters for found in re.findall(r'\bid="([^"]+)"', chapter.html)]
    own = [found for found in found if not found.startswith("running-")]

    assert len(own) == len(set(own))


def test_columns_fill_the_page_and_leave_room_for_long_figures() -> None:
    long = {"value": Decimal("123456789012.25"), "numerator": None, "denominator": None}
    tables = [details(composed(), 2)[0], details(composed(changed(results={"c2-clean": long})), 2)[0]]
    usual, wide = (columns(table) for table in tables)

    assert round(sum(usual), 2) == round(sum(wide), 2) == 252
    assert wide[ACHIEVED] > usual[ACHIEVED] + 5


def test_a_cell_of_details_longer_than_half_a_page_may_break_and_a_short_row_may_not() -> None:
    rows = [next(iter(table.iter("tbody")))[0] for table in details(composed(), 1)]

    assert [row.get("class") for row in rows] == ["tall", None, None]


def quarter_table(report: Composed, part: int) -> Element:
    (table,) = classed(chapter_of(report, f"part-{part}-details"), "quarters")
    return table


def picture(table: Element) -> tuple[str, str]:
    """The drawing and the alternative text."""
    (image,) = table.iter("img")
    return base64.b64decode(image.attrib["src"].partition(",")[2]).decode(), image.attrib["alt"]


def test_quarters_stand_beside_their_targets_with_the_months_they_are() -> None:
    table = quarter_table(composed(), 1)

    assert [row[:4] for row in body(table)] == [
        ["1 (ต.ค.–ธ.ค. 2569)", "3", "2", "18 ธ.ค. 2569"],
        ["2 (ม.ค.–มี.ค. 2570)", "6", "6", "18 มี.ค. 2570"],
        ["3 (เม.ย.–มิ.ย. 2570)", "9", "10", "18 มิ.ย. 2570"],
        ["4 (ก.ค.–ก.ย. 2570)", "12", "12", "18 ก.ย. 2570"],
    ]
    assert [cell.get("rowspan") for cell in table.iter("td") if cell.get("rowspan")] == ["4"]


def test_results_of_the_quarters_have_as_many_decimals_as_the_longest_of_them() -> None:
    given = tuple(QuarterResult(quarter=one, target=Decimal(95), value=Decimal(f"86.{one}5") - one) for one in (1, 2))
    given = (*given, QuarterResult(quarter=3, target=Decimal(95), value=Decimal("90.1")))
    table = quarter_table(composed(changed(results={"c2-clean": {"quarters": given}})), 2)

    assert [row[1:3] for row in body(table)][:3] == [
        ["ร้อยละ 95", "ร้อยละ 85.15"],
        ["ร้อยละ 95", "ร้อยละ 84.25"],
        ["ร้อยละ 95", "ร้อยละ 90.10"],
    ]
    assert ">90.10<" in picture(table)[0]


def test_a_quarter_that_was_not_told_is_a_dash_and_nothing_is_not_zero() -> None:
    given = (QuarterResult(quarter=2, value=Decimal(0)), QuarterResult(quarter=4, target=Decimal(0), text="รอผล"))
    table = quarter_table(composed(changed(results={"c2-clean": {"quarters": given}}), picture=False), 2)

    assert [row[1:] for row in body(table)] == [
        ["-", "-", "-"],
        ["-", "ร้อยละ 0", "-"],
        ["-", "-", "-"],
        ["ร้อยละ 0", "รอผล", "-"],
    ]


def test_the_picture_has_every_figure_in_its_alternative_text() -> None:
    drawing, told = picture(quarter_table(composed(), 2))

    assert told == (
        "แผนภูมิแท่งผลการดำเนินงานรายไตรมาสเทียบกับเป้าหมาย "
        "ไตรมาสที่ 1 เป้าหมาย ร้อยละ 25 ผลการดำเนินงาน ร้อยละ 20.0 "
        "ไตรมาสที่ 2 เป้าหมาย ร้อยละ 50 ผลการดำเนินงาน ร้อยละ 41.0 "
        "ไตรมาสที่ 3 เป้าหมาย ร้อยละ 75 "
        "ไตรมาสที่ 4 เป้าหมาย ร้อยละ 100 ผลการดำเนินงาน ร้อยละ 75.5"
    )
    assert [text for text in re.findall(r">([^<>]+)</text>", drawing) if text[0].isdigit()] == [
        *("25", "20.0", "50", "41.0", "75", "100", "75.5")
    ]


def test_bars_are_as_high_as_their_figures() -> None:
    drawing, _ = picture(quarter_table(composed(), 1))
    bars = [float(height) for width, height in re.findall(r'width="([\d.]+)" height="([\d.]+)"', drawing)[2:]]

    assert [round(12 * height / max(bars), 1) for height in bars] == [3, 2, 6, 6, 9, 10, 12, 12]


def test_figures_wider_than_their_bar_are_left_to_the_table() -> None:
    money = tuple(QuarterResult(quarter=place, value=Decimal("94581296.26") * place) for place in (1, 2, 3, 4))
    drawing, told = picture(quarter_table(composed(changed(results={"c2-clean": {"quarters": money}})), 2))

    assert "94,581,296.26" in told
    assert "94,581,296.26" not in drawing


def test_results_below_zero_are_drawn_below_the_line() -> None:
    fallen = tuple(QuarterResult(quarter=place, value=Decimal(10 - 10 * place)) for place in (1, 2, 3))
    drawing, told = picture(quarter_table(composed(changed(results={"c2-clean": {"quarters": fallen}})), 2))
    tops = [float(top) for top in re.findall(r'<rect x="[\d.]+" y="([\d.]+)"', drawing)[2:]]

    assert "-20" in told
    assert len(set(tops)) == 1  # all bars hang from the line


def test_there_is_no_picture_without_figures_or_where_the_house_wants_none() -> None:
    told = tuple(QuarterResult(quarter=place, text="ดำเนินการแล้ว") for place in (1, 2))
    texts = quarter_table(composed(changed(results={"c2-clean": {"quarters": told}})), 2)
    bare = quarter_table(composed(picture=False), 1)

    for table in (texts, bare):
        assert not list(table.iter("img"))
        assert {len(row) for row in body(table)} == {4}
        assert round(sum(columns(table)), 2) == 252


def test_on_a_portrait_page_the_picture_stands_below_the_figures() -> None:
    quarters = (QuarterResult(quarter=1, target=Decimal(20), value=Decimal(15)),)
    report = composed(changed(results={"c4-idea": {"quarters": quarters}}))
    (table,) = (
        table for chapter in keys(report, "form-c4") for table in classed(chapter_of(report, chapter), "quarters")
    )
    last = list(table.iter("tr"))[-1]

    assert [cell.get("colspan") for cell in last] == ["4"]
    assert len(list(last.iter("img"))) == 1
    assert round(sum(columns(table)), 2) == 160


def test_every_computed_figure_follows_the_digits_of_the_document() -> None:
    report = composed(digits="thai")
    typed = "88000000-0101|8801/0417"
    for part in (1, 2):
        for chapter in (chapter_of(report, f"part-{part}-{name}") for name in ("summary", "details")):
            (section,) = chapter.iter("section")
            assert not re.search("[0-9]", re.sub(typed, "", words(section)))
    assert "ระดับ ๕" in body(summary(report, 1))[0][LEVEL]
    drawing, told = picture(quarter_table(report, 2))
    assert not re.search(r">[^<>]*[0-9][^<>]*</text>", drawing)
    assert "ร้อยละ ๗๕.๕" in told


def test_a_scheme_beside_points_out_of_the_weight_is_named_in_the_total() -> None:
    mixed = composed(changed(indicators={"c1-team": {"scheme": ScoringScheme.LEVELS}}))

    assert body(summary(mixed, 1))[-1][0] == "รวมคะแนน (ถ่วงน้ำหนัก)"
    assert body(summary(composed(), 1))[-1][0] == "รวมคะแนน"
