"""Values as people write them in text files: dates, amounts, parties, nothing, and what is wrong with each."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.findings import Place, Severity
from pipeline.model import Month, Party
from pipeline.sources import values
from pipeline.sources.nodes import Scalar
from pipeline.thai.dates import format_date
from pipeline.thai.digits import to_thai
from pipeline.thai.money import format_amount

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sources.conftest import Outcome

    Read = Callable[[str], Outcome]

REAL_DAYS = st.dates(dt.date(1997, 10, 1), dt.date(2057, 9, 30))


@pytest.mark.parametrize(
    "written",
    [
        "16/10/2562", "16-10-2562", "16 ต.ค. 2562", "16 ตุลาคม 2562", "๑๖ ตุลาคม ๒๕๖๒", "๑๖/๑๐/๒๕๖๒", "16 ต.ค. 62",
        "2019-10-16", "'16/10/2562'", "วันที่ 16 ตุลาคม พ.ศ. 2562",
    ],
)  # fmt: skip
def test_a_date_may_be_written_as_people_do(written: str, read_project: Read) -> None:
    found = read_project(f"start: {written}\n")

    assert found.project.start == dt.date(2019, 10, 16)
    assert found.ids == []


def test_29_february_2567_is_a_real_day_and_that_of_2566_is_not(read_project: Read) -> None:
    found = read_project("start: 29 ก.พ. 2567\nend: 29 ก.พ. 2566\n")

    assert found.project.start == dt.date(2024, 2, 29)
    assert found.project.end is None
    assert found.only("date-impossible").place == Place("projects/a.yaml", 4, 6)


@pytest.mark.parametrize(
    ("written", "rule", "remedy"),
    [
        ("31/04/2569", "date-impossible", "ตรวจวัน เดือน และปี"),
        ("16/10/2019", "date-ce-year", "16/10/2562"),
        ("2562-10-16", "date-be-year", "16/10/2562"),
        ("เร็ว ๆ นี้", "date-not-read", "16/10/2562"),
        ("2562", "date-not-read", "16/10/2562"),
        ("16/10/9999", "date-year", "ปี"),
    ],
)
def test_a_date_that_is_none_says_why(written: str, rule: str, remedy: str, read_project: Read) -> None:
    found = read_project(f"start: {written}\n")

    finding = found.only(rule)
    assert found.project.start is None
    assert finding.severity is Severity.ERROR
    assert finding.quote == written
    assert remedy in finding.remedy


@given(REAL_DAYS, st.sampled_from(["long", "short", "numeric"]), st.booleans())
def test_every_day_reads_back_from_every_form(day: dt.date, style: str, thai: bool) -> None:  # noqa: FBT001 - drawn
    written = format_date(day, style)  # type: ignore[arg-type] # drawn from the literals
    scalar = Scalar(to_thai(written) if thai else written, Place("a"))

    assert values.date(scalar) == day
    assert values.month(scalar) == Month(year=day.year, month=day.month)


@given(st.decimals(0, 999_999_999_999, places=2), st.booleans())
def test_every_amount_reads_back_to_the_satang(amount: Decimal, thai: bool) -> None:  # noqa: FBT001 - drawn
    written = format_amount(amount)

    assert values.number(Scalar(to_thai(written) if thai else written, Place("a"))) == amount


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("214600", "214600"), ("214,600.50", "214600.50"), ("๒๑๔,๖๐๐", "214600"), ("1,918,000.-", "1918000"),
        ("'5,000 บาท'", "5000"), ("08", "8"), ("0", "0"), ("94581296.26", "94581296.26"),
    ],
)  # fmt: skip
def test_money_is_exact_whatever_yaml_makes_of_its_digits(written: str, amount: str, read_project: Read) -> None:
    found = read_project(f"budget_received: {written}\n")

    assert found.project.budget_received == Decimal(amount)
    assert isinstance(found.project.budget_received, Decimal)
    assert found.ids == []


@pytest.mark.parametrize("written", ["", "null", "~", "'-'", "–", "''"])
def test_nothing_is_not_zero(written: str, read_project: Read) -> None:
    found = read_project(f"budget_received: {written}\nbudget_spent: 0\n")

    assert found.project.budget_received is None
    assert found.project.budget_spent == 0
    assert found.ids == []


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("สองแสน", "not-a-number"), (".nan", "not-a-number"), ("NaN", "not-a-number"), ("-.inf", "not-a-number"),
        ("Infinity", "not-a-number"), ("1e9", "not-a-number"), ("0x1F", "not-a-number"), ("1_000", "not-a-number"),
        ("12:30", "not-a-number"), ("1,23", "number-grouping"), ("-5", "value-out-of-range"),
        ("1.005", "too-many-decimals"), ("9" * 20, "value-out-of-range"), ("9" * 100_000, "number-too-long"),
        ("[1, 2]", "value-wrong-type"), ("{a: 1}", "value-wrong-type"),
    ],
)  # fmt: skip
def test_an_amount_that_is_none_says_why(written: str, rule: str, read_project: Read) -> None:
    found = read_project(f"budget_received: {written}\n")

    assert found.project.budget_received is None
    assert found.only(rule).place == Place("projects/a.yaml", 3, 18)
    assert len(found.findings) == 1


def test_a_figure_half_in_thai_digits_is_read_and_told(read_project: Read) -> None:
    found = read_project("budget_received: 12๐,000\nstart: 1๖/10/2568\nend: 16 ตุลาคม ๒๕๖๙\n")

    assert found.project.budget_received == 120_000
    assert found.ids == ["number-mixed-digits"] * 2
    assert found.findings[0].severity is Severity.WARNING
    assert "“12๐,000”" in found.findings[0].message
    assert "120,000" in found.findings[0].message


@pytest.mark.parametrize("where", ["agency", "project"])
def test_a_fiscal_year_of_the_common_era_is_told_with_the_right_one(where: str, read: Callable[..., Outcome]) -> None:
    years = {"agency": 2569, "project": 2569} | {where: 2026}
    found = read({
        "agency.yaml": f"fiscal_year: {years['agency']}\nagency: {{name: ก}}\n",
        "projects/a.yaml": f"fiscal_year: {years['project']}\ncode: 99000000-0001\nname: ก\n",
    })  # fmt: skip

    assert "2569" in found.only("year-not-be").remedy
    assert (found.dataset is None) == (where == "agency")


def test_a_fiscal_year_of_no_era_is_out_of_range(read_project: Read) -> None:
    assert "ไม่น้อยกว่า 2500" in read_project("fiscal_year: 69\n").only("value-out-of-range").message


def test_months_are_read_in_every_form_and_a_wrong_one_drops_only_its_step(read_project: Read) -> None:
    found = read_project(
        "steps:\n"
        "  - {name: ก, weight: 50, start: ต.ค. 2568, end: 12/2568}\n"
        "  - {name: ข, weight: 25, start: ๑/๒๕๖๙, end: เมื่อพร้อม}\n"
        "  - {name: ค, weight: 25, start: 2026-02, end: 15/03/2569}\n"
    )

    assert [(step.name, step.start.month, step.end.month) for step in found.project.steps] == [
        ("ก", 10, 12),
        ("ค", 2, 3),
    ]
    assert found.only("month-not-read").place == Place("projects/a.yaml", 5, 47)
    assert "ขั้นตอน ข" in found.only("month-not-read").subject


def test_a_party_is_a_person_a_position_a_unit_or_a_name(read: Callable[..., Outcome]) -> None:
    parties = ["{person: s}", "{position: หัวหน้า}", "{unit: u}", "{name: นายลอง ดู, phone: โทร. 9901}"]
    found = read({
        "people.yaml": "- {id: s, name: นางสาวสมดี ชื่อสมมุติ}\n",
        "units.yaml": "- {id: u, name: กองสมมุติ}\n",
        **{
            f"projects/{number}.yaml": f"code: 99000000-000{number}\nname: ก\nresponsible: {party}\n"
            for number, party in enumerate(parties)
        },
    })  # fmt: skip

    assert found.ids == []
    assert found.dataset is not None
    assert [project.responsible for project in found.dataset.projects] == [
        Party(person="s"),
        Party(position="หัวหน้า"),
        Party(unit="u"),
        Party(name="นายลอง ดู", phone="โทร. 9901"),
    ]


def test_a_party_of_a_telephone_alone_is_incomplete(read_project: Read) -> None:
    found = read_project("responsible: {phone: โทร. 9901}\n")

    assert found.project.responsible is None
    assert "บุคคล ชื่อ ตำแหน่ง หรือส่วนราชการ" in found.only("record-incomplete").message


def test_telephones_and_codes_keep_their_leading_zeros(read: Callable[..., Outcome]) -> None:
    people = "people: [{id: 007, name: ก, phone: 0200}]\n"
    found = read({"agency.yaml": "fiscal_year: 2569\nagency: {name: ก, code: 03000000}\n" + people})

    assert found.dataset is not None
    assert found.dataset.agency.code == "03000000"
    assert (found.dataset.people[0].id, found.dataset.people[0].phone) == ("007", "0200")


def test_words_that_yaml_takes_for_something_else_stay_texts(read_project: Read) -> None:
    found = read_project("steps: [{name: no, weight: 1, start: 10/2568, end: 10/2568}]\n")

    assert found.project.steps[0].name == "no"


def test_a_choice_may_be_written_in_other_words(read_project: Read) -> None:
    found = read_project("kind: โครงการประจำ\nreports: [{no: 1, on_plan: ตามแผน, on_target: ต่ำกว่าเป้า}]\n")

    assert found.ids == []
    assert found.project.kind == "ประจำ"
    assert found.project.reports[0].on_plan == "เป็นไปตามแผน"
    assert found.project.reports[0].on_target == "ต่ำกว่าเป้าหมาย"


def test_a_choice_that_is_none_names_all_and_the_nearest(read_project: Read) -> None:
    remedy = read_project("kind: ยุทธสาสตร์\n").only("value-not-in-list").remedy

    assert all(choice in remedy for choice in ("ยุทธศาสตร์", "ประจำ", "ประจำพื้นฐาน"))
    assert "ใกล้เคียงที่สุด: ยุทธศาสตร์" in remedy


@pytest.mark.parametrize(("written", "read_as"), [("ใช่", True), ("false", False), ("ไม่แสดง", False), ("no", False)])
def test_yes_and_no_are_read_in_thai_and_english(written: str, read_as: bool, read: Callable[..., Outcome]) -> None:  # noqa: FBT001
    found = read({"house.yaml": f"picture: {written}\n"})

    assert found.dataset is not None
    assert found.dataset.house.picture is read_as


def test_a_whole_number_with_a_fraction_is_refused(read_project: Read) -> None:
    found = read_project("reports: [{no: 1.5}, {no: 2.0}]\n")

    assert [report.no for report in found.project.reports] == [2]
    assert found.only("number-not-whole").quote == "1.5"


def test_a_text_may_not_be_longer_than_its_limit(read_project: Read) -> None:
    found = read_project(f"reports: [{{no: 1, narrative: '{'ก' * 20_001}'}}]\nsteps: [{{name: '{'ข' * 2_001}'}}]\n")

    lengths = [finding.params["length"] for finding in found.findings if finding.rule.id == "text-too-long"]
    assert "20,001" in lengths
    assert found.project.reports[0].narrative is None


def test_a_text_of_a_hundred_times_its_limit_is_not_even_taken_apart(read_project: Read) -> None:
    found = read_project("rationale: |\n" + "  ก ข" * 400_000 + "\nunit: |\n" + "  ก\n" * 100_000)

    assert found.ids == ["text-too-long", "text-too-long"]
    assert found.findings[1].params["limit"] == "64"
