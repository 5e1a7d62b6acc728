"""The progress form as HTML: official order and wording, and what is printed where data is missing."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.model import (
    Alignment,
    Assessment,
    House,
    Margins,
    Paragraph,
    Party,
    ProgressReport,
    RichText,
    SignatureBlock,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.compose import Composed

    Composes = Callable[..., Composed]

LABELS = (
    "1. ชื่อโครงการและหน่วยงานที่รับผิดชอบโครงการ", "1.1 รหัสโครงการและชื่อโครงการ", "ชื่อโครงการ/กิจกรรม :",
    "รหัสโครงการ :", "ปีงบประมาณ พ.ศ. :", "เริ่มต้นโครงการ :", "งบประมาณที่ได้รับ :", "สิ้นสุดโครงการ :",
    "งบประมาณที่ใช้ไป :", "1.2 หน่วยงานที่รับผิดชอบ", "หน่วยงานที่รับผิดชอบ :", "ชื่อผู้รับผิดชอบ :", "ผู้ประสานงาน สยป :",
    "1.3 หลักการและเหตุผล", "1.4 วัตถุประสงค์ของโครงการ", "1.5 เป้าหมายของโครงการ",
    "1.6 สนับสนุนแผนพัฒนา กทม. ระยะ 20 ปี (ยุทธศาสตร์-ประเด็นยุทธศาสตร์-กลยุทธ์ตามแผนฯ /ตัวชี้วัด)", "ประเด็นยุทธศาสตร์ :",
    "ประเด็นยุทธศาสตร์ย่อย :", "เป้าหมายที่ :", "ตัวชี้วัด :", "2. รายงานความก้าวหน้าของโครงการและการใช้จ่ายงบประมาณ",
    "รายงานครั้งที่ 1 : ", "ความก้าวหน้าของงานฯ = ", "งบประมาณที่เบิกใช้ (ครั้งที่ 1) = ",
    "ขอรับรองว่า ข้อมูลที่ปรากฏในเอกสารฉบับนี้ หน่วยงานได้จัดพิมพ์จากระบบงานจริง เพื่อเป็นหลักฐานไว้ตรวจสอบ", "ลงชื่อ",
    "(ผู้รับผิดชอบโครงการ)", "ตำแหน่ง",
)  # fmt: skip


def tree_of(composed: Composed) -> ET.Element:
    return ET.fromstring(composed.html.removeprefix("<!DOCTYPE html>"))  # noqa: S314 - our own markup


def text_of(composed: Composed) -> str:
    body = tree_of(composed).find("body")
    assert body is not None
    return re.sub(r"\s+", " ", " ".join(body.itertext()))


def paragraphs(composed: Composed, css_class: str) -> list[str]:
    return ["".join(element.itertext()) for element in tree_of(composed).iter("p") if element.get("class") == css_class]


def test_every_label_stands_in_the_official_order(compose_form: Composes) -> None:
    text = text_of(compose_form())
    places = [text.find(label, at) for label, at in _following(text)]
    assert -1 not in places
    assert places == sorted(places)


def _following(text: str) -> list[tuple[str, int]]:
    """Every label with the place after the one before it, so that a word met earlier does not count."""
    at, found = text.index(LABELS[0]), []
    for label in LABELS:
        found.append((label, at))
        at = max(text.find(label, at), at)
    return found


def test_the_title_and_the_page_number_are_on_every_page(compose_form: Composes) -> None:
    tree = tree_of(compose_form())
    head, foot = tree.find(".//header"), tree.find(".//footer")
    assert head is not None
    assert foot is not None
    assert "".join(head.itertext()) == "แบบแสดงรายงานความก้าวหน้าและข้อมูลเกี่ยวกับโครงการ"
    assert "88000000-0417" in "".join(foot.itertext())
    assert [field.get("data-field") for field in foot.iter("span")] == ["page", "pages"]


def test_no_dot_or_asterisk_is_typed_as_padding(compose_form: Composes) -> None:
    text = text_of(compose_form(reports=(), rationale=None))
    assert "*" not in text
    assert ".." not in text
    assert "…" not in text


def test_facts_are_computed_from_the_data(compose_form: Composes) -> None:
    text = text_of(compose_form())
    for fact in (
        "88000000-0417", "2569", "1 ตุลาคม 2568", "29 กันยายน 2569", "214,600 บาท", "15,250.75 บาท",
        "สำนักทดลองงานสารบรรณ / กองเอกสารตัวอย่าง / กลุ่มงานแม่แบบ", "นางสาวสมศรี ตัวอย่างงาม โทร. 1459",
        "นายมานะ ขยันยิ่ง โทร. 6901-2", "ด้านที่ 7 - การบริหารเมือง : Management", "มิติที่ 7.3 - บุคลากร",
        "เป้าหมายที่ 7.3.1 บุคลากรเป็นมืออาชีพ", "รายงานครั้งที่ 2 : 20 พฤศจิกายน 2568", "ความก้าวหน้าของงานฯ = 12.50 %",
        "งบประมาณที่เบิกใช้ (ครั้งที่ 4) = 15,250.75 บาท", "เร็วกว่าแผน : สูงกว่าเป้าหมาย",
    ):  # fmt: skip
        assert fact in text


def test_the_name_may_speak_of_another_year_than_the_fiscal_year(compose_form: Composes) -> None:
    text = text_of(compose_form())
    assert "พ.ศ. 2570" in text
    assert "ปีงบประมาณ พ.ศ. : 2569" in text


@pytest.mark.parametrize(
    ("received", "spent", "printed"),
    [
        (None, None, ["–", "–"]),
        (Decimal(0), Decimal(0), ["0 บาท", "0 บาท"]),
        (Decimal("9.50"), Decimal(0), ["9.50 บาท", "0 บาท"]),
    ],
)
def test_no_amount_is_a_dash_and_nothing_spent_is_a_nought(
    compose_form: Composes, received: Decimal | None, spent: Decimal | None, printed: list[str]
) -> None:
    composed = compose_form(reports=(), budget_received=received, budget_spent=spent)
    rows = [["".join(cell.itertext()) for cell in row] for row in tree_of(composed).iter("tr")]
    found = dict(pair for row in rows for pair in zip(row[::2], row[1::2], strict=False))
    assert [found["งบประมาณที่ได้รับ :"], found["งบประมาณที่ใช้ไป :"]] == printed


def test_an_empty_entry_is_its_head_line_with_a_dash(compose_form: Composes) -> None:
    report = list(tree_of(compose_form()).iterfind(".//div[@class='report']"))[2]
    assert re.sub(r"\s+", " ", "".join(report.itertext())).strip() == "รายงานครั้งที่ 3 : –"


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ({"progress": Decimal(0)}, "ความก้าวหน้าของงานฯ = 0.00 % : งบประมาณที่เบิกใช้ = –"),
        ({"disbursed": Decimal(0)}, "ความก้าวหน้าของงานฯ = – : งบประมาณที่เบิกใช้ = 0 บาท"),
        ({"disbursed": Decimal(5), "disbursement_no": 2}, "ความก้าวหน้าของงานฯ = – : งบประมาณที่เบิกใช้ (ครั้งที่ 2) = 5 บาท"),
    ],
)
def test_a_missing_figure_of_a_report_is_a_dash(compose_form: Composes, given: dict[str, Any], line: str) -> None:
    composed = compose_form(reports=(ProgressReport(no=1, date=dt.date(2026, 1, 5), **given),))
    assert paragraphs(composed, "figures keep") == [line]
    assert paragraphs(composed, "figures") == ["ไม่ระบุสถานะตามแผน : ไม่ระบุสถานะตามเป้าหมาย"]
    assert paragraphs(composed, "keep")[-1] == "–"


def test_without_reports_the_form_says_so_and_is_still_certified(compose_form: Composes) -> None:
    text = text_of(compose_form(reports=()))
    assert "ยังไม่มีรายงานความก้าวหน้า" in text
    assert text.index("ยังไม่มีรายงาน") < text.index("ขอรับรองว่า") < text.index("ลงชื่อ")


def test_a_missing_score_is_a_dash_and_a_score_of_nought_is_printed(compose_form: Composes) -> None:
    scores = (
        Assessment(quarter=1, score=Decimal("85.5")),
        Assessment(quarter=2, note="รอผล"),
        Assessment(quarter=3, score=Decimal(0)),
    )
    text = text_of(compose_form(assessments=scores))
    assert "ไตรมาสที่ 1 : คะแนน = 85.50" in text
    assert "ไตรมาสที่ 2 : คะแนน = – : รอผล" in text
    assert "ไตรมาสที่ 3 : คะแนน = 0.00" in text
    assert "ไตรมาส" not in text_of(compose_form())


@pytest.mark.parametrize(
    ("party", "line"),
    [
        (Party(position="หัวหน้ากลุ่มงาน"), "หัวหน้ากลุ่มงาน"),
        (Party(unit="division", phone="02 000 0031 หรือโทร. 1160"), "กองเอกสารตัวอย่าง โทร. 02 000 0031 หรือโทร. 1160"),
        (Party(name="นายปิติ ยินดี", position="เลขานุการ", phone="สายด่วน 1111"), "นายปิติ ยินดี เลขานุการ สายด่วน 1111"),
        (Party(person="somsri", phone="2222"), "นางสาวสมศรี ตัวอย่างงาม โทร. 2222"),
        (Party(person="nobody"), "–"),
        (None, "–"),
    ],
)
def test_a_party_is_a_person_a_position_or_a_unit(compose_form: Composes, party: Party | None, line: str) -> None:
    assert f"ชื่อผู้รับผิดชอบ : {line} ผู้ประสานงาน" in text_of(compose_form(responsible=party))


def test_a_telephone_keeps_its_digits(compose_form: Composes) -> None:
    text = text_of(compose_form(digits="thai", responsible=Party(position="หัวหน้ากลุ่มที่ 2", phone="02 000 0031 ต่อ 12")))
    assert "หัวหน้ากลุ่มที่ ๒ โทร. 02 000 0031 ต่อ 12" in text


def test_texts_of_an_alignment_win_over_the_tree(compose_form: Composes) -> None:
    text = text_of(compose_form(alignments=(Alignment(node="7.3.1.2", dimension="มิติของเราเอง"), Alignment(node="9"))))
    assert "ประเด็นยุทธศาสตร์ย่อย : มิติของเราเอง" in text
    assert "เป้าหมายที่ 7.3.1 บุคลากรเป็นมืออาชีพ / เป้าประสงค์ที่ 7.3.1.2 เขียนดี" in text
    assert "ประเด็นยุทธศาสตร์ : – ประเด็นยุทธศาสตร์ย่อย : – เป้าหมายที่ : – ตัวชี้วัด : –" in text


def test_a_project_of_the_plan_supports_its_measure(compose_form: Composes) -> None:
    """What the plan book knows need not be typed again for the form; a text written with the project wins."""
    text = text_of(compose_form(alignments=(), measure="7.3.1.2"))
    assert "เป้าหมายที่ 7.3.1 บุคลากรเป็นมืออาชีพ / เป้าประสงค์ที่ 7.3.1.2 เขียนดี" in text
    text = text_of(compose_form(alignments=(Alignment(goal="เป้าหมายที่เขียนเอง"),), measure="7.3.1.2"))
    assert "เป้าหมายที่ : เป้าหมายที่เขียนเอง" in text
    assert "7.3.1.2" not in text


@pytest.mark.parametrize(
    ("digits", "expected", "absent"),
    [
        ("thai", ["๑.๑ รหัส", "ระยะ ๒๐ ปี", "๒๑๔,๖๐๐ บาท", "๑๒.๕๐ %", "(ครั้งที่ ๔)", "๑ ตุลาคม ๒๕๖๘", "40-๔๐"], ["2569"]),
        ("arabic", ["1.1 รหัส", "214,600 บาท", "40-40"], ["๔"]),
        ("as-given", ["1.1 รหัส", "214,600 บาท", "40-๔๐"], []),
    ],
)
def test_digits_follow_the_option(compose_form: Composes, digits: str, expected: list[str], absent: list[str]) -> None:
    rationale = RichText(blocks=(Paragraph(text="รุ่น A40 และ A40-๔๐ และ ๔๐ คน"),))
    text = text_of(compose_form(digits=digits, rationale=rationale))
    for figure in expected[:-1]:
        assert figure in text
    for figure in absent:
        assert figure not in text.replace("A40-๔๐", "")
    assert "88000000-0417" in text
    assert ("๔๐ คน" in text) == (digits != "arabic")


def test_thai_digits_reach_page_numbers_and_lists(compose_form: Composes) -> None:
    html = compose_form(digits="thai").html
    assert '<body class="thai-digits">' in html
    assert 'data-digits="thai"' in html.partition("<body")[2]
    assert "thai-digits" not in compose_form().html.partition("<body")[2]


HOSTILE = "<script>alert(1)</script>{{ 7*7 }}{% include 'x' %}&amp;]]>\"'<!--"


def test_hostile_data_is_printed_as_it_is(compose_form: Composes) -> None:
    composed = compose_form(
        name=HOSTILE,
        rationale=RichText(blocks=(Paragraph(text=HOSTILE),)),
        responsible=Party(name=HOSTILE, phone=HOSTILE),
        signatures=(SignatureBlock(role=HOSTILE, name=HOSTILE, position=HOSTILE),),
    )
    tree = tree_of(composed)
    assert not list(tree.iter("script"))
    text = " ".join(tree.itertext())
    assert text.count(HOSTILE) == 7
    assert "49" not in text.replace("749", "")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(name=st.text(min_size=1, max_size=60))
def test_any_name_gives_well_formed_markup_with_the_name_in_it(compose_form: Composes, name: str) -> None:
    cells = ["".join(cell.itertext()) for cell in tree_of(compose_form(name=name, picture=False)).iter("td")]
    assert cells[0] == re.sub(r"[^\t\n\r -~\x80-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", " ", name).replace(
        "\r", "\n"
    )


def test_signature_blocks_come_from_project_house_or_the_responsible_person(compose_form: Composes) -> None:
    own, of_house = SignatureBlock(role="ผู้รายงาน"), SignatureBlock(role="ผู้อำนวยการ")
    assert "(ผู้รายงาน)" in text_of(compose_form(signatures=(own,), house=House(signatures=(of_house,))))
    assert "(ผู้อำนวยการ)" in text_of(compose_form(house=House(signatures=(of_house,))))
    text = text_of(compose_form())
    assert "(ผู้รับผิดชอบโครงการ) (นางสาวสมศรี ตัวอย่างงาม) ตำแหน่ง นักวิชาการ" in text
    assert "ลงชื่อ" in text_of(compose_form(responsible=Party(unit="group")))


@pytest.mark.parametrize(("count", "rows"), [(1, [1]), (2, [2]), (3, [3]), (4, [2, 2]), (5, [3, 2]), (7, [3, 3, 1])])
def test_one_to_three_signatures_stand_side_by_side(compose_form: Composes, count: int, rows: list[int]) -> None:
    blocks = tuple(SignatureBlock(role=f"ผู้ลงนาม {number}") for number in range(count))
    tree = tree_of(compose_form(signatures=blocks))
    groups = [element for element in tree.iter() if element.get("class", "").startswith("signatures ")]
    across = [{len(list(row)) for row in group.iter("tr")} or {1} for group in groups]
    assert across == [{size} for size in rows]


@pytest.mark.parametrize(
    ("roles", "beside"),
    [
        (("ผู้รับผิดชอบโครงการ",), True),
        (("ผู้รับผิดชอบโครงการ", "ผู้รับรองข้อมูล"), True),
        (("ผู้อำนวยการกองยุทธศาสตร์และประเมินผล",), False),
        (("ผู้รายงาน", "ผู้อำนวยการกองยุทธศาสตร์และประเมินผล"), False),
        (("ผู้รายงาน", "ผู้ตรวจ", "ผู้รับรอง"), False),
    ],
)
def test_a_role_stands_beside_the_dots_where_it_fits(
    compose_form: Composes, roles: tuple[str, ...], *, beside: bool
) -> None:
    lines = paragraphs(compose_form(signatures=tuple(SignatureBlock(role=role) for role in roles)), "signature")
    assert ("ลงชื่อ(" + roles[0] + ")" in lines) is beside
    assert (roles[0] in lines) is not beside


def test_names_of_units_stay_whole_unless_they_are_longer_than_a_line(compose_form: Composes) -> None:
    path = next(cell for cell in tree_of(compose_form()).iter("td") if "กองเอกสารตัวอย่าง" in "".join(cell.itertext()))
    assert "".join(path.itertext()) == "สำนักทดลองงานสารบรรณ / กองเอกสารตัวอย่าง / กลุ่มงานแม่แบบ"
    assert [part.get("class") for part in path] == ["whole"] * 3
    narrow = House(margins=Margins(left=Decimal(60), right=Decimal(68)))
    narrower = tree_of(compose_form(house=narrow))
    assert [part.text for part in narrower.iter("span") if part.get("class") == "whole"] == [
        "กองเอกสารตัวอย่าง",
        "กลุ่มงานแม่แบบ",
    ]


def test_margins_of_the_house_are_in_mm(compose_form: Composes) -> None:
    margins = Margins(left=Decimal("32.5"), right=Decimal(18), top=Decimal(21), bottom=Decimal(19))
    html = compose_form(house=House(margins=margins)).html
    assert "@page{margin:21mm 18mm 19mm 32.5mm}" in html
    assert "html{font-size:0.656pt}" in html


def test_only_the_small_sheet_differs_between_offices(compose_form: Composes) -> None:
    def sheets(composed: Composed) -> list[str | None]:
        return [style.text for style in tree_of(composed).iter("style")]

    here, there = sheets(compose_form()), sheets(compose_form(house=House(margins=Margins(left=Decimal(25)))))
    assert here[:-1] == there[:-1]
    assert here[-1] != there[-1]
    assert len(here[-1] or "") < 300


def test_the_same_data_gives_the_same_html(compose_form: Composes) -> None:
    assert compose_form() == compose_form()
