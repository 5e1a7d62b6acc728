"""What changed between two issues of a dataset, as planners are told."""

from __future__ import annotations

import datetime as dt
import typing
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.changes import Change, ChangeKind, changes
from pipeline.changes.excerpts import SHORT, apart
from pipeline.changes.printed import RECORDS
from pipeline.changes.topics import MEMBERS, TOPICS
from pipeline.model import (
    Agency,
    BaselineProject,
    BookPart,
    Comparator,
    Dataset,
    Formula,
    FundingState,
    House,
    Indicator,
    Month,
    Paragraph,
    PartChoice,
    Party,
    Person,
    PlanBook,
    ProgressReport,
    Project,
    Record,
    RichText,
    Step,
    StrategyLevel,
    StrategyNode,
    Swot,
    Target,
    Unit,
)
from pipeline.model.record import record_within

ADDED, DROPPED, CHANGED = ChangeKind.ADDED, ChangeKind.DROPPED, ChangeKind.CHANGED


def text(*paragraphs: str) -> RichText:
    return RichText(blocks=tuple(Paragraph(text=paragraph) for paragraph in paragraphs))


def step(name: str, weight: int, start: int = 10, end: int = 12) -> Step:
    return Step(name=name, weight=Decimal(weight), start=Month(year=2026, month=start), end=Month(year=2026, month=end))


def project(number: int, name: str, **more: typing.Any) -> Project:  # noqa: ANN401
    return Project(code=f"03000000-{number:04}", name=name, **more)


def target(year: int, number: int, comparator: Comparator = Comparator.AT_LEAST, unit: str = "ร้อยละ") -> Target:
    return Target(year=year, number=Decimal(number), comparator=comparator, unit=unit)


@pytest.fixture
def issue() -> Dataset:
    """The earlier issue."""
    return Dataset(
        fiscal_year=2570,
        agency=Agency(name="สำนักงานตัวอย่าง"),
        units=(Unit(id="plan", name="กองแผนงาน"), Unit(id="data", name="กองข้อมูล")),
        people=(Person(id="a", name="นายสมมติ ตัวอย่าง"), Person(id="b", name="นางสาวสมใจ ตัวอย่าง")),
        strategy=(
            StrategyNode(code="7", level=StrategyLevel.STRATEGY, name="การบริหารจัดการเมือง"),
            StrategyNode(code="7.1", level=StrategyLevel.MEASURE, name="พัฒนาระบบข้อมูล"),
        ),
        indicators=(
            Indicator(id="k1", name="ร้อยละของความสำเร็จ", node="7.1", targets=(target(2570, 60), target(2571, 70))),
            Indicator(id="k2", name="จำนวนระบบ", targets=(target(2570, 1, Comparator.COUNT, "ระบบ"),)),
        ),
        projects=(
            project(
                1, "โครงการอบรม", budget=Decimal(100_000), unit="plan", steps=(step("วางแผน", 40), step("อบรม", 60))
            ),
            project(2, "โครงการปรับปรุงระบบ", budget=Decimal("1234567.50")),
        ),
        baseline=(BaselineProject(name="เงินเดือน", budget=Decimal(56_000_000)),),
        plan_book=PlanBook(preface=text("คำนำของเล่ม")),
    )


def told(found: tuple[Change, ...]) -> list[tuple[ChangeKind, str, str, str, str, str]]:
    return [(one.kind, one.what, one.name, one.field, one.before, one.after) for one in found]


def with_project(issue: Dataset, **more: typing.Any) -> Dataset:  # noqa: ANN401
    first = issue.projects[0].model_copy(update=more)
    return issue.model_copy(update={"projects": (first, *issue.projects[1:])})


def with_indicator(issue: Dataset, **more: typing.Any) -> Dataset:  # noqa: ANN401
    first = issue.indicators[0].model_copy(update=more)
    return issue.model_copy(update={"indicators": (first, *issue.indicators[1:])})


def test_the_same_dataset_has_no_changes(issue: Dataset) -> None:
    assert changes(issue, issue.model_copy()) == ()


def test_projects_added_and_dropped_are_told_with_their_budgets(issue: Dataset) -> None:
    later = issue.model_copy(
        update={"projects": (issue.projects[0], project(3, "โครงการใหม่", budget=Decimal(250_000)))}
    )

    found = changes(issue, later)

    assert told(found) == [
        (ADDED, "โครงการ", "โครงการใหม่", "", "", "งบประมาณ 250,000 บาท"),
        (DROPPED, "โครงการ", "โครงการปรับปรุงระบบ", "", "งบประมาณ 1,234,567.50 บาท", ""),
    ]
    assert [one.key for one in found] == ["03000000-0003", "03000000-0002"]


def test_a_renamed_project_is_the_same_project(issue: Dataset) -> None:
    later = with_project(issue, name="โครงการอบรมเชิงปฏิบัติการ", budget=Decimal(120_000))

    assert told(changes(issue, later)) == [
        (
            CHANGED, "โครงการ", "โครงการอบรมเชิงปฏิบัติการ", "ชื่อโครงการ/กิจกรรม",
            "โครงการอบรม", "โครงการอบรมเชิงปฏิบัติการ",
        ),
        (CHANGED, "โครงการ", "โครงการอบรมเชิงปฏิบัติการ", "งบประมาณตามแผน (บาท)", "100,000", "120,000"),
    ]  # fmt: skip


def test_a_funding_state_that_was_understood_is_no_change_when_it_is_written(issue: Dataset) -> None:
    assert changes(issue, with_project(issue, funding=FundingState.FUNDED)) == ()
    assert told(changes(issue, with_project(issue, funding=FundingState.UNFUNDED)))[0][3:] == (
        "สถานะงบประมาณ", "ได้รับงบประมาณ", "ไม่ได้รับงบประมาณ",
    )  # fmt: skip


def test_marks_units_and_measures_are_told_by_name(issue: Dataset) -> None:
    later = with_project(issue, additional=True, unit="data", measure="7.1", indicator="k2")

    assert [one[3:] for one in told(changes(issue, later))] == [
        ("โครงการเพิ่มเติม", "ไม่ใช่", "ใช่"),
        ("หน่วยงานที่รับผิดชอบ", "กองแผนงาน", "กองข้อมูล"),
        ("รหัสมาตรการ", "-", "7.1 พัฒนาระบบข้อมูล"),
        ("รหัสตัวชี้วัดมาตรการ", "-", "จำนวนระบบ"),
    ]


def test_steps_are_told_with_weight_and_months(issue: Dataset) -> None:
    later = with_project(issue, steps=(step("วางแผน", 30), step("อบรม", 60, 11, 12), step("ประเมินผล", 10, 12, 12)))

    assert [(one.kind, one.field, one.before, one.after) for one in changes(issue, later)] == [
        (
            CHANGED, "ขั้นตอนการปฏิบัติงาน: วางแผน",
            "ร้อยละ 40 (ต.ค. 2569 – ธ.ค. 2569)", "ร้อยละ 30 (ต.ค. 2569 – ธ.ค. 2569)",
        ),
        (
            CHANGED, "ขั้นตอนการปฏิบัติงาน: อบรม",
            "ร้อยละ 60 (ต.ค. 2569 – ธ.ค. 2569)", "ร้อยละ 60 (พ.ย. 2569 – ธ.ค. 2569)",
        ),
        (ADDED, "ขั้นตอนการปฏิบัติงาน: ประเมินผล", "", "ร้อยละ 10 (ธ.ค. 2569)"),
    ]  # fmt: skip


def test_a_step_with_a_word_more_in_its_name_is_renamed_not_replaced(issue: Dataset) -> None:
    before = with_project(issue, steps=(step("จัดอบรมเชิงปฏิบัติการแก่เจ้าหน้าที่", 100),))
    later = with_project(issue, steps=(step("จัดอบรมเชิงปฏิบัติการแก่เจ้าหน้าที่ 2 รุ่น", 100),))

    assert [(one.kind, one.field, one.after) for one in changes(before, later)] == [
        (CHANGED, "ขั้นตอนการปฏิบัติงาน", "จัดอบรมเชิงปฏิบัติการแก่เจ้าหน้าที่ 2 รุ่น")
    ]


def test_targets_are_told_year_by_year_as_they_are_printed(issue: Dataset) -> None:
    later = with_indicator(issue, targets=(target(2570, 65), Target(year=2572, text="ตามที่กำหนด")))

    assert told(changes(issue, later)) == [
        (
            CHANGED, "ตัวชี้วัด", "ร้อยละของความสำเร็จ", "ค่าเป้าหมาย พ.ศ. 2570",
            "ไม่น้อยกว่าร้อยละ 60", "ไม่น้อยกว่าร้อยละ 65",
        ),
        (ADDED, "ตัวชี้วัด", "ร้อยละของความสำเร็จ", "ค่าเป้าหมาย พ.ศ. 2572", "", "ตามที่กำหนด"),
        (DROPPED, "ตัวชี้วัด", "ร้อยละของความสำเร็จ", "ค่าเป้าหมาย พ.ศ. 2571", "ไม่น้อยกว่าร้อยละ 70", ""),
    ]  # fmt: skip


def test_a_long_definition_is_shown_from_where_it_differs(issue: Dataset) -> None:
    same = "ความสำเร็จของการพัฒนาระบบข้อมูลของหน่วยงาน หมายถึง การดำเนินการตามขั้นตอนของแผนพัฒนาระบบข้อมูลที่ได้รับความเห็นชอบแล้ว "
    before = with_indicator(issue, definition=text(same + "ภายในวันที่ 30 กันยายน", "หมายเหตุของนิยาม"))
    later = with_indicator(issue, definition=text(same + "ภายในสิ้นปีงบประมาณ", "หมายเหตุของนิยาม"))

    (one,) = changes(before, later)

    assert one.field == "นิยาม/คำอธิบาย"
    assert one.before.startswith("…")
    assert "30 กันยายน" in one.before
    assert "สิ้นปีงบประมาณ" in one.after
    assert "หมายถึง" not in one.before + one.after


def test_bold_type_alone_is_no_change(issue: Dataset) -> None:
    before = with_indicator(issue, definition=text("นิยามของตัวชี้วัด"))
    later = with_indicator(issue, definition=text("**นิยาม**ของตัวชี้วัด"))

    assert changes(before, later) == ()


def test_a_formula_is_told_as_a_fraction(issue: Dataset) -> None:
    later = with_indicator(issue, formula=Formula(numerator="จำนวนที่สำเร็จ", denominator="ทั้งหมด", times=Decimal(100)))

    (one,) = changes(issue, later)

    assert (one.field, one.before, one.after) == ("วิธีการคำนวณ", "-", "(จำนวนที่สำเร็จ ÷ ทั้งหมด) × 100")


def test_strategy_baseline_units_and_people_are_told_by_their_own_names(issue: Dataset) -> None:
    later = issue.model_copy(
        update={
            "strategy": (*issue.strategy, StrategyNode(code="7.2", level=StrategyLevel.MEASURE, name="เปิดเผยข้อมูล")),
            "baseline": (BaselineProject(name="เงินเดือน", budget=Decimal(57_000_000)),),
            "units": (Unit(id="plan", name="กองยุทธศาสตร์", duties=text("จัดทำแผน")), issue.units[1]),
            "people": issue.people[:1],
        }
    )

    assert told(changes(issue, later)) == [
        (CHANGED, "รายการ/โครงการประจำปีพื้นฐาน", "เงินเดือน", "งบประมาณ (บาท)", "56,000,000", "57,000,000"),
        (ADDED, "มาตรการ", "7.2 เปิดเผยข้อมูล", "", "", ""),
        (CHANGED, "ส่วนราชการ", "กองยุทธศาสตร์", "ชื่อส่วนราชการ", "กองแผนงาน", "กองยุทธศาสตร์"),
        (CHANGED, "ส่วนราชการ", "กองยุทธศาสตร์", "อำนาจหน้าที่", "-", "จัดทำแผน"),
        (DROPPED, "บุคคล", "นางสาวสมใจ ตัวอย่าง", "", "", ""),
    ]


def test_who_is_responsible_is_told_by_name(issue: Dataset) -> None:
    later = with_project(issue, responsible=Party(person="b", phone="0 2000 0000"))

    (one,) = changes(with_project(issue, responsible=Party(person="a")), later)

    assert (one.before, one.after) == ("นายสมมติ ตัวอย่าง", "นางสาวสมใจ ตัวอย่าง โทร. 0 2000 0000")


def test_the_book_tells_version_date_and_which_text_changed(issue: Dataset) -> None:
    book = PlanBook(preface=text("คำนำใหม่"), version="ฉบับปรับปรุงครั้งที่ 1", swot=Swot(strengths=text("คนเก่ง")))
    later = issue.model_copy(update={"plan_book": book, "as_of": dt.date(2027, 1, 31)})

    assert [(one.what, one.field, one.before, one.after) for one in changes(issue, later)] == [
        ("เล่ม", "ข้อมูล ณ วันที่", "-", "31 มกราคม 2570"),
        ("เล่ม", "ฉบับ", "-", "ฉบับปรับปรุงครั้งที่ 1"),
        ("เล่ม", "คำนำ", "คำนำของเล่ม", "คำนำใหม่"),
        ("เล่ม", "การวิเคราะห์สภาพแวดล้อม: จุดแข็ง", "-", "คนเก่ง"),
    ]


def test_parts_of_the_book_are_told_apart_by_their_titles(issue: Dataset) -> None:
    listed = PlanBook(
        preface=text("คำนำของเล่ม"), parts=(PartChoice(part=BookPart.PREFACE), PartChoice(part=BookPart.SWOT))
    )
    fewer = listed.model_copy(update={"parts": (PartChoice(part=BookPart.PREFACE),)})

    (one,) = changes(issue.model_copy(update={"plan_book": listed}), issue.model_copy(update={"plan_book": fewer}))

    assert (one.kind, one.field) == (DROPPED, "ส่วนของเล่ม การวิเคราะห์สภาพแวดล้อม")


def test_reports_of_a_project_are_told_by_number(issue: Dataset) -> None:
    before = with_project(issue, reports=(ProgressReport(no=1, progress=Decimal(20)),))
    later = with_project(
        issue, reports=(ProgressReport(no=1, progress=Decimal("20.50")), ProgressReport(no=2, disbursed=Decimal(900)))
    )

    assert [(one.kind, one.field, one.before, one.after) for one in changes(before, later)] == [
        (CHANGED, "รายงานความก้าวหน้า ครั้งที่ 1: ความก้าวหน้า (ร้อยละ)", "20", "20.5"),
        (ADDED, "รายงานความก้าวหน้า ครั้งที่ 2", "", ""),
    ]


def test_looks_and_order_are_no_changes(issue: Dataset) -> None:
    later = issue.model_copy(update={"house": House(duplex=True), "projects": issue.projects[::-1]})

    assert changes(issue, later) == ()


def test_a_seal_that_lies_elsewhere_is_no_change(issue: Dataset) -> None:
    """The issue before is often a workbook beside the folder: the same seal has another path there."""
    sealed = [PlanBook(preface=text("คำนำของเล่ม"), seal=path) for path in ("seal.png", "plan-2563/seal.png")]
    one, other = (issue.model_copy(update={"plan_book": book}) for book in sealed)
    assert changes(one, other) == ()


def test_two_records_with_one_key_are_compared_one_by_one(issue: Dataset) -> None:
    twice = issue.model_copy(update={"projects": (issue.projects[0], issue.projects[0])})

    assert changes(twice, twice.model_copy()) == ()
    assert [one.kind for one in changes(issue, twice)] == [ADDED, DROPPED]
    assert [one.kind for one in changes(twice, issue)] == [ADDED, DROPPED]


def test_there_and_back_tells_the_same_the_other_way_round(issue: Dataset) -> None:
    later = with_indicator(with_project(issue, name="โครงการอื่น", steps=(step("วางแผน", 100),)), targets=())

    there, back = changes(issue, later), changes(later, issue)

    turned = {ADDED: DROPPED, DROPPED: ADDED, CHANGED: CHANGED}
    assert len(there) > 3
    assert sorted((turned[one.kind], one.field, one.after, one.before) for one in there) == sorted(
        (one.kind, one.field, one.before, one.after) for one in back
    )


def test_every_list_of_records_in_the_model_can_be_matched() -> None:
    seen: set[type[Record]] = set()
    waiting: list[type[Record]] = [Dataset]
    unmatched = []
    while waiting:
        kind = waiting.pop()
        if kind in seen or kind is House or kind is RichText:
            continue
        seen.add(kind)
        for name, field in kind.model_fields.items():
            inner = record_within(field.annotation)
            if inner is None:
                continue
            if typing.get_origin(field.annotation) is tuple and inner not in MEMBERS:
                unmatched.append((kind.__name__, name))
            if inner not in RECORDS:
                waiting.append(inner)
    lists = {name for name, field in Dataset.model_fields.items() if typing.get_origin(field.annotation) is tuple}

    assert unmatched == []
    assert {topic.field for topic in TOPICS} == lists


@given(st.text(alphabet="กขคงเแำิ ่ 12", max_size=400), st.text(alphabet="กขคงเแำิ ่ 12", max_size=400))
def test_excerpts_are_short_and_differ_where_the_texts_do(before: str, after: str) -> None:
    first, second = apart(before, after)

    assert max(len(first), len(second)) <= max(
        SHORT + 2, *(len(word) + 2 for word in (before + " " + after).split()), 0
    )
    if max(len(before), len(after)) <= SHORT:
        assert (first, second) == (before, after)
