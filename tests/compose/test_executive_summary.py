"""The executive summary of a month: its figures are those of monitoring, told the same way for one agency and all."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from pipeline import compose
from pipeline.bundled import bundled_folder
from pipeline.model import Agency, Dataset, Digits, Month, PlanBook
from pipeline.monitoring import Occasion, Standing, joined, month_figures
from pipeline.monitoring.attention import rank
from pipeline.sources import load
from pipeline.thai.digits import to_arabic
from pipeline.thai.money import format_amount

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

    from pipeline.compose import Composed
    from pipeline.monitoring import Group, Overall
    from tests.compose.invented_months import JUNE, OCCASION, large_office, together
    from tests.compose.read_tables import body, cells, chapter_of, classed, columns, grid_width, paragraphs, words
else:
    from invented_months import JUNE, OCCASION, large_office, together
    from read_tables import body, cells, chapter_of, classed, columns, grid_width, paragraphs, words

KIND = "executive-summary"


@pytest.fixture(scope="module")
def laboratory() -> Dataset:
    return load(bundled_folder("examples") / "city-lab-2569")


@pytest.fixture(scope="module")
def agencies(laboratory: Dataset) -> list[Dataset]:
    """The four of the example of a batch, and the laboratory."""
    found = sorted((bundled_folder("examples") / "agencies-2569").iterdir())
    return [*(load(path) for path in found), laboratory]


def summary(
    dataset: Dataset,
    subject: Overall | None = None,
    *,
    digits: Digits = Digits.ARABIC,
    occasion: Occasion = OCCASION,
    picture: bool = False,
) -> Composed:
    return compose.render(
        dataset, KIND, subject or dataset, digits=digits, face_scale=0.656, picture=picture, occasion=occasion
    )


def page(dataset: Dataset, subject: Overall | None = None, *, occasion: Occasion = OCCASION) -> ET.Element:
    return chapter_of(summary(dataset, subject, occasion=occasion), KIND)


def groups(root: ET.Element) -> list[list[str]]:
    """The rows of the table of groups, the titles of its blocks among them."""
    (table,) = classed(root, "groups")
    return body(table)


def concerns(root: ET.Element) -> list[list[str]]:
    tables = [table for table in classed(root, "figures") if "groups" not in table.get("class", "").split()]
    return [row for table in tables for row in body(table)]


def told(group: Group, name: str) -> list[str]:
    """A row as it must read."""
    now = group.now

    def shown(value: Decimal | None, places: int | None = 2) -> str:
        return "–" if value is None else format_amount(value, places)

    return [
        name,
        f"{now.projects:,}",
        *(f"{now.count(standing):,}" for standing in Standing),
        shown(now.progress) + shown(now.planned),
        shown(now.spent, None) + shown(now.budget, None),
        shown(now.percent),
    ]


@pytest.mark.parametrize("month", [(2025, 10), (2026, 1), (2026, 3), (2026, 6)])
def test_every_row_has_the_figures_of_monitoring(laboratory: Dataset, month: tuple[int, int]) -> None:
    when = Occasion(Month(year=month[0], month=month[1]), dt.date(2026, 6, 30))
    figures = month_figures(laboratory, when.month, today=when.day)
    expected = [told(figures.total, "รวมทุกโครงการ"), ["จำแนกตามส่วนราชการ"]]
    expected += [told(group, group.name) for group in figures.divisions]
    expected += [["จำแนกตามด้านของแผน"], *(told(group, group.name) for group in figures.strategies)]
    assert groups(page(laboratory, occasion=when)) == expected


def blocks(rows: list[list[str]]) -> list[list[list[str]]]:
    """The rows below each title."""
    found: list[list[list[str]]] = []
    for row in rows[1:]:
        if len(row) == 1:
            found.append([])
        else:
            found[-1].append(row)
    return found


@pytest.mark.parametrize("size", [(12, 3), (300, 25)])
def test_counts_and_money_of_each_block_add_up_to_the_first_row(size: tuple[int, int]) -> None:
    rows = groups(page(large_office(*size)))
    total, found = rows[0], blocks(rows)
    assert len(found) == 2
    for block in found:
        for place in range(1, 8):
            assert sum(int(row[place].replace(",", "")) for row in block) == int(total[place].replace(",", ""))
    figures = month_figures(large_office(*size), JUNE, today=OCCASION.day)
    for members in (figures.divisions, figures.strategies):
        assert sum((group.now.spent or Decimal(0) for group in members), Decimal(0)) == figures.total.now.spent


def test_what_finds_no_room_is_summed_in_one_row_and_a_note_says_so() -> None:
    dataset = large_office(300, 25)
    root = page(dataset)
    rows = blocks(groups(root))[0]
    (name,) = [row[0] for row in rows if row[0].startswith("อื่น ๆ")]
    others = int(name.removeprefix("อื่น ๆ (").removesuffix(" ส่วนราชการ)"))
    assert rows[-1][0] == name
    assert len(rows) - 1 + others == 25
    (note,) = [text for text in paragraphs(root) if text.startswith("ตารางแสดงส่วนราชการ")]
    assert f" {len(rows) - 1} ลำดับ อีก {others} ส่วนราชการ" in note
    figures = month_figures(dataset, JUNE, today=OCCASION.day)
    budgets = {group.name: group.now.budget or Decimal(0) for group in figures.divisions}
    shown = {row[0] for row in rows[:-1]}
    assert min(budgets[name] for name in shown) >= max(budgets[name] for name in budgets.keys() - shown)
    assert [row[0] for row in rows[:-1]] == [group.name for group in figures.divisions if group.name in shown]


def test_key_figures_tell_progress_money_and_what_changed_since_the_month_before(laboratory: Dataset) -> None:
    (key,) = classed(page(laboratory), "key")
    progress, money, attention = [[words(p) for p in cell.iter("p")] for cell in key.iter("td")]
    assert progress == ["ร้อยละ 73.50", "แผนสะสมร้อยละ 74.50", "ช้ากว่าแผน 1.00 จุด", "เพิ่มขึ้น 6.82 จุด จากเดือนก่อน"]
    assert money == [
        "ร้อยละ 46.22",
        "ใช้ไป 12,648,396.50 บาท",
        "จาก 27,367,200 บาท",
        "เดือนนี้ 4,048,557.75 บาท (ร้อยละ 14.79)",
    ]
    assert attention == ["2 โครงการ", "จากทั้งหมด 12 โครงการ", "ช้ากว่าแผน 1 โครงการ"]


def test_counts_of_standings_stand_with_their_change(laboratory: Dataset) -> None:
    when = Occasion(Month(year=2026, month=1), dt.date(2026, 6, 30))
    figures = month_figures(laboratory, when.month, today=when.day)
    (table,) = classed(page(laboratory, occasion=when), "counts")
    count, change = body(table)
    assert count == ["จำนวน", "12", *(str(figures.total.now.count(standing)) for standing in Standing)]
    assert change[1:] == ["เท่าเดิม", "เท่าเดิม", "ลดลง 2", "เพิ่มขึ้น 2", "เท่าเดิม", "เท่าเดิม"]
    assert len(grid_width(table.iter("tr"))) == 1


def changes(dataset: Dataset, occasion: Occasion) -> str:
    (paragraph,) = classed(page(dataset, occasion=occasion), "changes")
    return words(paragraph)


def test_the_paragraph_names_projects_that_stand_otherwise_than_before(laboratory: Dataset) -> None:
    text = changes(laboratory, Occasion(Month(year=2026, month=1), dt.date(2026, 6, 30)))
    assert text.startswith("ในเดือนมกราคม 2569 ความก้าวหน้าเฉลี่ยเพิ่มขึ้น 10.22 จุด และเบิกจ่าย 92,643.25 บาท")
    assert "มี 2 โครงการที่เปลี่ยนเป็นช้ากว่าแผน ได้แก่ “" in text
    names = {project.name for project in laboratory.projects}
    assert set(re.findall("“([^”]+)”", text)) < names


def test_the_paragraph_says_that_nothing_changed(laboratory: Dataset) -> None:
    assert changes(laboratory, OCCASION).endswith("ไม่มีโครงการใดเปลี่ยนสถานะ")


def test_many_that_changed_are_counted_and_not_named() -> None:
    text = changes(large_office(300, 25), OCCASION)
    assert re.search(r"มี \d\d+ โครงการที่แล้วเสร็จในเดือนนี้", text)
    assert "“" not in text


def test_the_first_month_has_nothing_to_compare_with(laboratory: Dataset) -> None:
    text = changes(laboratory, Occasion(Month(year=2025, month=10), dt.date(2026, 6, 30)))
    assert "ยังไม่มีโครงการที่ทราบความก้าวหน้าทั้งเดือนนี้และเดือนก่อน" in text


def test_the_ten_come_in_the_order_of_monitoring_with_their_reasons() -> None:
    dataset = large_office(300, 25)
    figures = month_figures(dataset, JUNE, today=OCCASION.day)
    root = page(dataset)
    found = concerns(root)
    assert [row[0] for row in found] == [str(place) for place in range(1, 11)]
    for row, one in zip(found, figures.attention, strict=True):
        assert row[1] == f"{one.figures.code} {one.figures.name}{one.figures.division.name}"
        assert row[2] == ", ".join(reason.brief for reason in one.reasons)
    rest = figures.attention_total - 10
    assert f"และอีก {rest} โครงการที่ควรให้ความสนใจ" in paragraphs(root)


def test_a_month_in_which_all_is_well_says_so(laboratory: Dataset) -> None:
    root = page(laboratory, occasion=Occasion(Month(year=2025, month=11), dt.date(2026, 6, 30)))
    assert "ไม่มีโครงการที่ควรให้ความสนใจเป็นพิเศษ" in paragraphs(root)
    assert concerns(root) == []


def test_notes_say_what_is_not_in_the_figures() -> None:
    notes = " ".join(paragraphs(page(large_office(26, 2))))
    assert "ไม่ทราบงบประมาณ 2 โครงการ" in notes
    assert "ไม่ทราบเงินที่ใช้ไป 2 โครงการ" in notes
    assert "ขีด (–) คือไม่ทราบ มิใช่ศูนย์" in notes
    assert "ต่างจากแผนไม่เกิน 5 จุด" in notes


def test_projects_that_only_a_plan_names_are_counted_in_a_note(laboratory: Dataset) -> None:
    bare = [
        project.model_copy(
            update={"reports": (), "rationale": None, "objectives": None, "targets": None, "alignments": ()}
        )
        for project in laboratory.projects
    ]
    fields = {name: getattr(laboratory, name) for name in Dataset.model_fields}
    plan = Dataset.model_construct(**fields | {"projects": tuple(bare), "plan_book": PlanBook()})
    root = page(plan)
    assert "ไม่รวม 12 โครงการที่มีเพียงชื่อในแผน และไม่ต้องรายงานความก้าวหน้า" in paragraphs(root)
    assert groups(root) == [["รวมทุกโครงการ", *["0"] * 7, "––", "––", "–"]]


def test_all_agencies_are_told_by_agency_and_by_strategies_of_the_same_name(agencies: list[Dataset]) -> None:
    overall = together(agencies)
    both = joined(overall.name, overall.figures)
    rows = groups(page(agencies[0], overall))
    assert rows[0] == told(both.total, "รวมทุกโครงการ")
    by_agency, by_strategy = blocks(rows)
    assert by_agency == [told(one.total, one.agency.name) for one in overall.figures]
    assert by_strategy == [told(group, group.name) for group in both.strategies]
    assert len({row[0] for row in by_strategy}) == len(by_strategy)


def test_the_ten_of_all_agencies_are_ranked_by_the_same_rule_and_name_their_agency(agencies: list[Dataset]) -> None:
    offices = [*agencies, large_office(40, 4)]
    overall = together(offices)
    every = sorted(
        ((rank(one), figures.agency.name, one) for figures in overall.figures for one in figures.attention),
        key=lambda entry: entry[:2],
    )[:10]
    found = concerns(page(offices[0], overall))
    assert [row[1] for row in found] == [f"{one.figures.code} {one.figures.name}{name}" for _, name, one in every]


def test_agencies_that_are_known_as_of_different_days_are_said_to_be(agencies: list[Dataset]) -> None:
    early = month_figures(agencies[0], JUNE, today=dt.date(2026, 6, 12))
    overall = together(agencies)
    mixed = type(overall)(
        overall.name, overall.fiscal_year, overall.occasion, (early, *overall.figures[1:]), overall.follow_ups
    )
    assert "ข้อมูลระหว่างวันที่ 12 – 30 มิถุนายน 2569" in " ".join(paragraphs(page(agencies[0], mixed)))


def test_agencies_that_are_left_out_are_counted_above_and_named_in_a_note(agencies: list[Dataset]) -> None:
    left_out = tuple(f"สำนักเสียที่ {no}" for no in range(1, 16))
    root = page(agencies[0], replace(together(agencies), without=left_out[:2]))
    assert [words(line) for line in classed(root, "without")] == ["ไม่รวม 2 หน่วยงานที่ข้อมูลยังใช้ไม่ได้"]
    assert "ไม่รวม 2 หน่วยงานที่ข้อมูลยังใช้ไม่ได้ ได้แก่ สำนักเสียที่ 1, สำนักเสียที่ 2" in paragraphs(root)
    many = " ".join(paragraphs(page(agencies[0], replace(together(agencies), without=left_out))))
    assert "ไม่รวม 15 หน่วยงาน" in many
    assert "สำนักเสียที่ 12 และอีก 3 หน่วยงาน" in many


def test_without_agencies_left_out_nothing_is_said(agencies: list[Dataset]) -> None:
    assert not classed(page(agencies[0], together(agencies)), "without")


def test_tables_leave_out_the_city_that_the_heading_names(agencies: list[Dataset]) -> None:
    overall = replace(together(agencies), name="ทุกหน่วยงาน กรุงเทพมหานคร")
    root = page(agencies[0], overall)
    by_agency, _ = blocks(groups(root))
    assert by_agency == [told(one.total, one.agency.name.removesuffix(" กรุงเทพมหานคร")) for one in overall.figures]
    assert "กรุงเทพมหานคร" not in "".join(cell for row in concerns(root) for cell in row)
    assert "ทุกหน่วยงาน กรุงเทพมหานคร" in paragraphs(root)


def test_an_office_without_projects_has_nothing_to_compare(laboratory: Dataset) -> None:
    told_ = paragraphs(page(laboratory.model_copy(update={"projects": ()})))
    assert "ในเดือนมิถุนายน 2569 ไม่มีโครงการที่ต้องรายงานความก้าวหน้า" in told_
    assert "ขีด (–) คือไม่ทราบ มิใช่ศูนย์" in told_


def test_one_agency_alone_has_the_same_figures_as_itself_over_all(laboratory: Dataset) -> None:
    own, over_all = groups(page(laboratory)), groups(page(laboratory, together([laboratory])))
    assert own[0] == over_all[0]
    assert blocks(own)[1] == blocks(over_all)[1]


def test_the_house_style_of_the_dataset_leaves_no_name_of_it_on_pages_over_all(laboratory: Dataset) -> None:
    other = laboratory.model_copy(update={"agency": Agency(name="หน่วยงานที่ยืมแบบ", short_name="นยบ.")})
    made = summary(other, together([laboratory]))
    assert "หน่วยงานที่ยืมแบบ" not in made.html
    assert made.protect == ("สทม.",)
    assert (made.author, made.title) == ("เมืองสมมุติ", "บทสรุปผู้บริหารประจำเดือนมิถุนายน 2569 เมืองสมมุติ")


def test_thai_digits_are_those_of_all_figures_but_codes(laboratory: Dataset) -> None:
    arabic = chapter_of(summary(laboratory), KIND)
    thai = chapter_of(summary(laboratory, digits=Digits.THAI), KIND)
    assert to_arabic(words(thai)) == to_arabic(words(arabic))
    figures = re.sub(r"\d{8}-\d{4}", "", "".join(words(section) for section in thai.iter("section")))
    assert not re.search("[0-9]", figures)


def test_the_same_data_gives_the_same_document(laboratory: Dataset) -> None:
    assert summary(laboratory, picture=True) == summary(laboratory, picture=True)
    turned = Dataset.model_construct(
        **{name: getattr(laboratory, name) for name in Dataset.model_fields}
        | {"projects": tuple(reversed(laboratory.projects))}
    )
    assert summary(turned, picture=True).html == summary(laboratory, picture=True).html


def test_it_is_dated_by_its_data_and_named_by_its_month(laboratory: Dataset) -> None:
    made = summary(laboratory)
    assert made.stem == "executive-summary 2569-06"
    assert made.created.date() == dt.date(2026, 6, 30)


def test_it_needs_a_month(laboratory: Dataset) -> None:
    with pytest.raises(ValueError, match="occasion"):
        compose.render(laboratory, KIND, laboratory, face_scale=0.656)


@pytest.mark.parametrize("size", [(1, 1), (300, 25)])
def test_columns_fill_the_type_area(size: tuple[int, int]) -> None:
    for table in classed(page(large_office(*size)), "grid"):
        assert sum(columns(table)) == pytest.approx(160)
        assert len(columns(table)) == len(cells(next(table.iter("tr"))))
