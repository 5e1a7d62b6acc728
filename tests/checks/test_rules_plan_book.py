"""Plans: titles, years, parts and names of the book, and the texts in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.model import (
    Activity,
    BaselineProject,
    BookPart,
    EvaluationDimension,
    LastYear,
    PartChoice,
    ResultGroup,
    RichText,
    Swot,
    TableBlock,
    Unit,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.findings import Finding
    from pipeline.model import Dataset
    from tests.checks.sound_plan import (
        BASELINE,
        BOOK,
        INDICATORS,
        PLAN,
        PROJECTS,
        STRATEGY,
        changed,
        listed,
        prose,
        sound_plan,
        with_book,
        with_indicator,
        with_project,
    )

    Told = Callable[[Dataset], dict[str, list[tuple[str | int, ...]]]]
    Only = Callable[[Dataset, str], Finding]
else:
    from sound_plan import (
        BASELINE,
        BOOK,
        INDICATORS,
        PLAN,
        PROJECTS,
        STRATEGY,
        changed,
        listed,
        prose,
        sound_plan,
        with_book,
        with_indicator,
        with_project,
    )


PREFACE = ("plan_book", "preface", "blocks", 0, "text")
LONG = "โครงการจ้างที่ปรึกษาจัดทำเส้นทางความก้าวหน้าในสายอาชีพของเจ้าหน้าที่ดูแลสวนสาธารณะ"


def last_year(*items: str) -> LastYear:
    return LastYear(groups=(ResultGroup(dimension=1, items=listed(*items)),))


@pytest.mark.parametrize(
    ("dataset", "rule", "path"),
    [
        (with_book(title="แผนปฏิบัติราชการประจำปี พ.ศ. 2563"), "book-title-with-year", ("plan_book", "title")),
        (with_book(version="ฉบับเดือนมีนาคม 2561"), "book-version-other-year", ("plan_book", "version")),
        (with_book(preface=prose("แผนปฏิบัติการประจำปี พ.ศ. 2563 เล่มนี้")), "book-named-otherwise", PREFACE),
        (with_book(preface=prose("แผนปฏิบัติราชการประจำปี พ.ศ. ๒๕๖๒ เล่มนี้")), "book-of-other-year", PREFACE),
        (
            with_book(last_year=LastYear(fiscal_year=2563)),
            "last-year-is-not-before",
            ("plan_book", "last_year", "fiscal_year"),
        ),
        (
            with_book(last_year=LastYear(intro=prose("ในปีงบประมาณ พ.ศ. 2561 สำเร็จทุกเรื่อง"))),
            "last-year-is-not-before",
            ("plan_book", "last_year", "intro", "blocks", 0, "text"),
        ),
        (with_book(preface=prose("มิติที่ 1 ด้านประสิทธิภาพตามพันธกิจ")), "dimension-named-otherwise", PREFACE),
        (with_book(preface=prose("มิติที่ 3 ด้านคุณภาพในการปฏิบัติราชการ")), "dimension-named-otherwise", PREFACE),
        (with_book(preface=prose("มิติที่ 2 ด้านการพัฒนาองค์กร")), "dimension-named-otherwise", PREFACE),
        (
            sound_plan(dimensions=tuple(EvaluationDimension(no=n, name=f"{'มิติ' * (n == 1)}ด้านที่{n}") for n in (1, 2))),
            "name-repeats-label",
            ("dimensions", 0, "name"),
        ),
        (
            sound_plan(strategy=changed(STRATEGY, 4, name="มาตรการที่ 1 พัฒนาอาสาสมัคร")),
            "name-repeats-label",
            ("strategy", 4, "name"),
        ),
        (with_book(swot=Swot(strengths=listed("คนเก่ง"))), "swot-quarter-empty", ("plan_book", "swot", "weaknesses")),
        (with_book(vision=None), "book-text-missing", ("plan_book",)),
        (
            with_book(swot=None, parts=(PartChoice(part=BookPart.SWOT),)),
            "book-part-without-data",
            ("plan_book", "parts", 0, "part"),
        ),
        (
            with_book(parts=(PartChoice(part=BookPart.SWOT), PartChoice(part=BookPart.SWOT))),
            "book-part-repeated",
            ("plan_book", "parts", 1, "part"),
        ),
        (
            sound_plan(units=(*PLAN["units"], Unit(id="x", name="กองแผน"))),
            "unit-without-duties",
            ("units", 2, "duties"),
        ),
        (
            sound_plan(baseline=(*BASELINE, BaselineProject(name="กิจกรรมยกร่างข้อบัญญัติ พ.ศ."))),
            "name-ends-open",
            ("baseline", 2, "name"),
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_the_book_says_of_itself_is_checked(
    told: Told, dataset: Dataset, rule: str, path: tuple[str | int, ...]
) -> None:
    assert told(dataset) == {rule: [path]}


@pytest.mark.parametrize(
    "text",
    [
        "ผลการดำเนินงานตามแผนปฏิบัติราชการประจำปี พ.ศ. 2562 เป็นฐานของแผนนี้",
        "ในปีงบประมาณ พ.ศ. 2562 สำนักได้ทำตามแผนปฏิบัติราชการประจำปี พ.ศ. 2562 ครบ",
        "แผนปฏิบัติราชการกรุงเทพมหานคร ประจำปี พ.ศ. 2563",
        "ตามแผนปฏิบัติการที่กำหนด",
        "ทั้ง 4 มิติ เช่น มิติที่ 1 ประสิทธิผลตามพันธกิจ และมิติที่ 7.3 การบริหาร",
        "แผนพัฒนาระยะ 20 ปี (พ.ศ. 2561 - 2580)",
    ],
)
def test_other_plans_and_right_names_are_left_alone(told: Told, text: str) -> None:
    assert told(with_book(preface=prose(text))) == {}


def test_free_text_may_stand_in_the_book_more_than_once(told: Told) -> None:
    text = PartChoice(part=BookPart.TEXT, title="ภาคผนวก", text=prose("รายชื่อสวน"))
    assert told(with_book(parts=(text, text))) == {}
    assert set(told(with_book(parts=(PartChoice(part=BookPart.TEXT),)))) == {"book-part-without-data"}


@pytest.mark.parametrize(
    ("name", "other", "rule"),
    [
        ("ความสำเร็จในการส่งเสริมคุณธรรม จริยธรรม", "ความสำเร็จในการส่งเสริมคุณธรรมจริยธรรม", "name-spaced-differently"),
        ("โครงการสัมมนาเพื่อนำผลศึกษามากำหนดแนวทาง", "โครงการสัมมนาเพื่อนำผลการศึกษามากำหนดแนวทาง", "name-nearly-the-same"),
        (LONG, LONG.replace("ในสายอาชีพ", "ทางอาชีพ"), "name-nearly-the-same"),
    ],
)
def test_one_name_written_in_two_ways_is_found_across_lists(told: Told, name: str, other: str, rule: str) -> None:
    projects = changed(PROJECTS, 0, name=name)
    path = ("plan_book", "last_year", "groups", 0, "items", "blocks", 0, "items", 0, "text")
    assert told(sound_plan(projects=projects, plan_book=BOOK.model_copy(update={"last_year": last_year(other)}))) == {
        rule: [path]
    }


def test_the_difference_between_two_names_is_told_in_whole_words(only: Only) -> None:
    book = BOOK.model_copy(update={"last_year": last_year(LONG.replace("ของเจ้า", "เจ้า"))})
    finding = only(sound_plan(projects=changed(PROJECTS, 0, name=LONG), plan_book=book), "name-nearly-the-same")
    assert (finding.params["own"], finding.params["there"]) == ("–", "ของ")


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("โครงการอบรมอาสาสมัครดูแลสวนสาธารณะรุ่นที่ 1", "โครงการอบรมอาสาสมัครดูแลสวนสาธารณะรุ่นที่ 2"),
        ("ระดับความพึงพอใจของผู้รับบริการสวนสาธารณะของเมือง", "ระดับความพึงพอใจของผู้ให้บริการสวนสาธารณะของเมือง"),
        ("โครงการปรับปรุงสวนสาธารณะภายในพื้นที่เขตเมือง", "โครงการปรับปรุงสวนสาธารณะภายนอกพื้นที่เขตเมือง"),
        ("โครงการปรับปรุงทางเดินสวนธนบุรี", "โครงการปรับปรุงทางเดินสวนบางแค"),
    ],
)
def test_names_of_different_things_are_not_taken_for_one(told: Told, name: str, other: str) -> None:
    book = BOOK.model_copy(update={"last_year": last_year(other)})
    assert told(sound_plan(projects=changed(PROJECTS, 0, name=name), plan_book=book)) == {}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("เพื่อสร้างสร้างผู้นำยุคใหม่", "text-word-doubled"),
        ("ภายในระยะเวลาเวลาที่กำหนด", "text-word-doubled"),
        ("จัดทำร่างหลักเกณฑ์และจัดทำร่างหลักเกณฑ์และวิธีการ", "text-word-doubled"),
        ("จัดทำรายงานสรุปรายงานทรัพย์สิน", "text-word-round"),
        ("แต่งตั้งคณะกรรมการการกำหนดขอบเขตของงาน", "text-word-round"),
        ("ได้รับความอนุเคราะห์จากดร.สมชาย ใจดี", "name-title-glued"),
        ("ตามที่ สสส. กำหนด", "agency-abbreviated-otherwise"),
        ("แผน 20 ปี (พ.ศ. 2556 -2575)", "text-spacing-odd"),
        ("2.) ออกแบบ", "text-spacing-odd"),
        ("คน Gen Y และ GEN Y", "latin-word-in-two-cases"),
        ("สวนต่างๆ", "text-yamok-without-space"),
        ("มาตรการยกกระดับงาน", "text-other-word"),
    ],
)
def test_slips_in_the_prose_of_the_book_are_found(told: Told, text: str, rule: str) -> None:
    assert told(with_book(preface=prose(text))) == {rule: [PREFACE]}


@pytest.mark.parametrize(
    "text",
    [
        "การบูรณาการการทำงานร่วมกันของคณะกรรมการการเลือกตั้ง",
        "เจ้าของของร้านและเจ้าหน้าที่ที่ดี ทุกหน่วยงานหน่วยงานละสองคน",
        "ผศ.ดร.สมชาย ใจดี และ ดร.สมหญิง มากดี",
        "ร้อยละ 30 ร้อยละ 30 ร้อยละ 30",
        "พ.ศ. 2561 – 2580 และ 2561-2565 เช่น กทม. และ ก.ก. หรือสิ่งอื่น ได้แก่ สวน/ทาง",
    ],
)
def test_words_that_only_look_doubled_are_left_alone(told: Told, text: str) -> None:
    assert told(with_book(preface=prose(text))) == {}


def test_every_text_of_the_plan_is_walked(told: Told) -> None:
    bad, path_end = "ตรวจสวนต่างๆ", "text"
    table = RichText(blocks=(TableBlock(head=("สวน", bad), rows=(("ก", "-"), ("ข", bad))),))
    spoilt = sound_plan(
        units=changed(PLAN["units"], 0, duties=prose(bad)),
        indicators=changed(INDICATORS, 3, name=bad, activities=(Activity(name=bad),)),
        baseline=changed(BASELINE, 0, name=bad, area=bad),
        plan_book=BOOK.model_copy(
            update={
                "preface": table,
                "swot": Swot(**{key: prose(bad) for key in ("strengths", "weaknesses", "opportunities", "threats")}),
                "last_year": LastYear(
                    intro=prose(bad), groups=(ResultGroup(title=bad, items=prose(bad)),), highlights=prose(bad)
                ),
                "parts": (PartChoice(part=BookPart.TEXT, title=bad, text=prose(f"**{bad}**")),),
            }
        ),
    )
    fields = {
        path[: path.index("blocks")] if "blocks" in path else path for path in told(spoilt)["text-yamok-without-space"]
    }
    assert fields == {
        ("units", 0, "duties"),
        ("indicators", 3, "name"),
        ("indicators", 3, "activities", 0, "name"),
        ("baseline", 0, "area"),
        ("baseline", 0, "name"),
        ("plan_book", "preface"),
        *(("plan_book", "swot", key) for key in ("strengths", "weaknesses", "opportunities", "threats")),
        ("plan_book", "last_year", "intro"),
        ("plan_book", "last_year", "groups", 0, "title"),
        ("plan_book", "last_year", "groups", 0, "items"),
        ("plan_book", "last_year", "highlights"),
        ("plan_book", "parts", 0, "title"),
        ("plan_book", "parts", 0, path_end),
    }


def test_a_finding_of_the_plan_names_its_record(only: Only) -> None:
    assert only(with_indicator(3, dimension=3), "indicator-number-of-other-dimension").subject == "ตัวชี้วัด D1"
    assert only(with_book(vision=None), "book-text-missing").subject == "แผนปฏิบัติราชการประจำปี"
    assert only(with_project(1, priority=1), "priority-repeated").subject == "โครงการ 09000000-0002"
