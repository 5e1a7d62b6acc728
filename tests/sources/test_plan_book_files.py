"""The data of the plan book in text files: its parts, the short ways to write it, what is told of mistakes."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml

from pipeline.findings import Place
from pipeline.model import (
    BookPart,
    Comparator,
    FundingState,
    IndicatorLevel,
    ListBlock,
    MeasureTag,
    Paragraph,
    RichText,
    Target,
)
from pipeline.sources import schema

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pipeline.model import Indicator, PlanBook
    from tests.sources.conftest import Outcome

    Read = Callable[..., Outcome]

STRATEGY = "- {code: '7', level: ด้าน, name: ก, part: การบริหารจัดการ}\n- {code: '7.1', level: มาตรการ, name: ข}\n"
UNITS = "- {id: u1, name: กองสมมุติ}\n"
HEAD = "id: k1\nname: ร้อยละของงานสมมุติ\n"


def indicator(read: Read, lines: str) -> Indicator:
    """An indicator of some more lines, read without a finding."""
    found = read({"indicators.yaml": HEAD + lines, "units.yaml": UNITS, "strategy.yaml": STRATEGY})
    assert found.ids == []
    assert found.dataset is not None
    (only,) = found.dataset.indicators
    return only


def book(read: Read, lines: str) -> PlanBook:
    """A plan book, read without a finding."""
    found = read({"plan-book.yaml": lines})
    assert found.ids == []
    assert found.dataset is not None
    assert found.dataset.plan_book is not None
    return found.dataset.plan_book


def plain(rich: RichText | None) -> list[str]:
    assert rich is not None
    return list(rich.texts())


def test_every_part_of_the_book_has_its_file(read: Read) -> None:
    found = read({
        "strategy.yaml": "- {code: '7', level: ด้าน, name: ก, part: การบริหารจัดการ}\n"
        "- {code: '7.1', level: มาตรการ, name: ข, no: ๑, tag: มน, supports: k1}\n",
        "indicators.yaml": "- {id: k1, name: ค, node: '7.1', level: ระดับผลลัพธ์}\n",
        "baseline.yaml": "- {name: ง, area: ด้านทั่วไป, budget: '1,918,000.-'}\n",
        "dimensions.yaml": "- {no: 1, name: จ}\n",
        "plan-book.yaml": "title: แผนปฏิบัติราชการประจำปี\ntarget_years: ๒\n",
        "projects/a.yaml": "{code: 99000000-0001, name: ก, budget: 5, budget_source: กทม., funding: ไม่ได้รับ,\n"
        "additional: ใช่, priority: 2, measure: '7.1', indicator: k1}",
        "house.yaml": "duplex: ใช่\ngutter: 12.5\n",
    })  # fmt: skip

    assert found.ids == []
    dataset = found.dataset
    assert dataset is not None
    assert dataset.strategy[0].part == "การบริหารจัดการ"
    assert (dataset.strategy[1].tag, dataset.strategy[1].supports) == (MeasureTag.AGENCY, "k1")
    assert dataset.indicators[0].level is IndicatorLevel.OUTCOME
    assert dataset.baseline[0].budget == 1_918_000
    assert dataset.evaluation_dimensions[0].name == "จ"
    assert dataset.plan_book is not None
    assert dataset.plan_book.target_years == 2
    assert found.project.funding is FundingState.UNFUNDED
    assert (found.project.additional, found.project.priority, found.project.measure) == (True, 2, "7.1")
    assert (dataset.house.duplex, dataset.house.gutter) == (True, Decimal("12.5"))


def test_targets_may_be_written_year_by_year(read: Read) -> None:
    lines = "targets: {2567: '-', ๒๕๖๘: ร้อยละ 40, ปี 2569: {comparator: '>=', number: 60, unit: ร้อยละ}, 2570: 5}\n"

    assert indicator(read, lines).targets == (
        Target(year=2567, text="-"),
        Target(year=2568, text="ร้อยละ 40"),
        Target(year=2569, comparator=Comparator.AT_LEAST, number=Decimal(60), unit="ร้อยละ"),
        Target(year=2570, text="5"),
    )


@pytest.mark.parametrize(
    "lines",
    [
        "targets: [{year: 2568, text: ก}, {year: 2569, number: 5}]\n",
        "targets:\n  - 2568: ก\n  - {year: 2569, number: 5}\n",
        "targets:\n  2568: {text: ก}\n  2569: {number: 5}\n  2570:\n",
    ],
)
def test_targets_may_be_a_list_or_mixed(lines: str, read: Read) -> None:
    assert indicator(read, lines).targets == (Target(year=2568, text="ก"), Target(year=2569, number=Decimal(5)))


def test_a_year_that_is_none_is_told_at_its_name(read: Read) -> None:
    found = read({"indicators.yaml": HEAD + "targets:\n  2568: ก\n  ปีหน้า: ข\n  2026: ค\n"})

    assert found.only("not-a-number").place == Place("indicators.yaml", 5, 3)
    assert found.only("year-not-be").place == Place("indicators.yaml", 6, 3)


def test_a_year_with_two_targets_is_told_with_both_places(read: Read) -> None:
    finding = read({"indicators.yaml": HEAD + "targets:\n  2568: ก\n  ๒๕๖๘: ข\n"}).only("value-duplicate")

    assert finding.place == Place("indicators.yaml", 5, 3)
    assert finding.related == (Place("indicators.yaml", 4, 3),)
    assert "2568" in finding.message


def test_a_target_that_is_a_text_and_a_number_or_neither_is_told(read: Read) -> None:
    found = read({"indicators.yaml": HEAD + "targets: [{year: 2568, text: ก, number: 1}, {year: 2569, unit: ระบบ}]\n"})

    assert found.ids == ["record-incomplete", "record-incomplete"]
    assert "อย่างใดอย่างหนึ่ง" in found.findings[0].message
    assert found.findings[0].subject == "ตัวชี้วัด k1 ค่าเป้าหมาย 2568"


def test_a_target_whose_number_is_none_is_told_once(read: Read) -> None:
    assert read({"indicators.yaml": HEAD + "targets: {2568: {number: x}}\n"}).ids == ["not-a-number"]


def test_a_formula_is_a_fraction_a_text_or_both(read: Read) -> None:
    fraction = indicator(read, "formula: {numerator: ก, denominator: ข, times: 100}\n").formula
    assert fraction is not None
    assert (fraction.numerator, fraction.denominator, fraction.times) == ("ก", "ข", Decimal(100))
    for written in ("นับจำนวน", "{text: นับจำนวน}", "[นับจำนวน]", "|\n  นับจำนวน"):
        formula = indicator(read, f"formula: {written}\n").formula
        assert formula is not None
        assert formula.text == RichText(blocks=(Paragraph(text="นับจำนวน"),))


def test_half_a_fraction_is_told(read: Read) -> None:
    found = read({"indicators.yaml": HEAD + "formula: {numerator: ก, times: 100}\n"})

    finding = found.only("record-incomplete")
    assert finding.place == Place("indicators.yaml", 3, 10)
    assert "ตัวหาร" in finding.message
    assert found.dataset is not None
    assert found.dataset.indicators[0].formula is None


@pytest.mark.parametrize(
    "written",
    ["\n  - หนึ่ง\n  - {name: สอง}\n", " [หนึ่ง, สอง]\n", " |\n  หนึ่ง\n  สอง\n", " |\n  1. หนึ่ง\n  2. สอง\n"],
)
def test_activities_may_be_plain_lines(written: str, read: Read) -> None:
    assert [activity.name for activity in indicator(read, f"activities:{written}").activities] == ["หนึ่ง", "สอง"]


def test_the_parts_of_a_book_may_be_a_plain_list(read: Read) -> None:
    found = book(read, "parts:\n  - คำนำ\n  - swot\n  - ตาราง ก.\n  - {part: ข้อความ, title: ก, text: ข}\n")

    assert [choice.part for choice in found.parts] == [
        BookPart.PREFACE, BookPart.SWOT, BookPart.TABLE_A, BookPart.TEXT,
    ]  # fmt: skip
    assert found.parts[3].title == "ก"


def test_a_part_that_does_not_exist_is_told_with_the_nearest(read: Read) -> None:
    finding = read({"plan-book.yaml": "parts:\n  - คำนำ\n  - ตาราง ค\n"}).only("value-not-in-list")

    assert finding.place == Place("plan-book.yaml", 3, 5)
    assert "ใกล้เคียงที่สุด: ตาราง" in finding.remedy


def test_lists_of_plain_texts_are_lists_where_the_book_has_lists(read: Read) -> None:
    found = book(
        read,
        "swot: {strengths: [ก, ข], weaknesses: '1. ก'}\nlast_year: {groups: [{dimension: 1, items: [ก, ข, ค]}]}\n"
        "mission: [ย่อหน้าหนึ่ง, ย่อหน้าสอง]\n",
    )

    assert found.swot is not None
    assert found.last_year is not None
    lists = [found.swot.strengths, found.swot.weaknesses, found.last_year.groups[0].items]
    assert [len(rich.blocks) for rich in lists if rich is not None] == [1, 1, 1]
    assert all(isinstance(rich.blocks[0], ListBlock) for rich in lists if rich is not None)
    assert plain(found.last_year.groups[0].items) == ["ก", "ข", "ค"]
    assert found.mission is not None
    assert len(found.mission.blocks) == 2


def test_markers_typed_in_such_a_list_are_not_doubled(read: Read) -> None:
    found = book(read, "swot: {strengths: ['1. ก', '2. ข']}\n")

    assert found.swot is not None
    assert plain(found.swot.strengths) == ["ก", "ข"]


def test_dimensions_may_be_written_by_their_number(read: Read) -> None:
    found = read({"dimensions.yaml": "1: ด้านหนึ่ง\n๒: ด้านสอง\n"})

    assert found.ids == []
    assert found.dataset is not None
    assert [(dimension.no, dimension.name) for dimension in found.dataset.dimensions] == [
        (1, "ด้านหนึ่ง"), (2, "ด้านสอง"),
    ]  # fmt: skip


def test_every_value_of_a_short_form_knows_its_place(read: Read) -> None:
    files = {"indicators.yaml": HEAD + "targets:\n  2568: ร้อยละ 40\nactivities: |\n  หนึ่ง\n  สอง\nformula: ก\n"}
    dataset = read(files).dataset
    assert dataset is not None
    place = dataset.origin.places

    assert place["indicators", 0, "targets", 0, "year"] == Place("indicators.yaml", 4, 3)
    assert place["indicators", 0, "targets", 0, "text"] == Place("indicators.yaml", 4, 9)
    assert place["indicators", 0, "activities", 1, "name"] == Place("indicators.yaml", 7, 3)
    assert place["indicators", 0, "formula", "text"] == Place("indicators.yaml", 8, 10)


@pytest.mark.parametrize(
    ("files", "path"),
    [
        ({"indicators.yaml": HEAD + "node: '9'\n"}, ("indicators", 0, "node")),
        ({"indicators.yaml": HEAD + "parent: k9\n"}, ("indicators", 0, "parent")),
        ({"indicators.yaml": HEAD + "dimension: 9\n"}, ("indicators", 0, "dimension")),
        ({"indicators.yaml": HEAD + "activities: [{name: ก, unit: u9}]\n"},
         ("indicators", 0, "activities", 0, "unit")),
        ({"strategy.yaml": "- {code: '7', level: ด้าน, name: ก, supports: k9}\n"}, ("strategy", 0, "supports")),
        ({"projects/a.yaml": "{code: 99000000-0001, name: ก, measure: '9'}"}, ("projects", 0, "measure")),
        ({"projects/a.yaml": "{code: 99000000-0001, name: ก, indicator: k9}"}, ("projects", 0, "indicator")),
        ({"baseline.yaml": "- {name: ก, unit: u9}\n"}, ("baseline", 0, "unit")),
        ({"plan-book.yaml": "last_year: {groups: [{dimension: 9, items: ก}]}\n"},
         ("plan_book", "last_year", "groups", 0, "dimension")),
    ],
)  # fmt: skip
def test_a_reference_to_nothing_is_told(files: dict[str, str], path: tuple[str, ...], read: Read) -> None:
    assert read(files).only("reference-missing").path == path


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("indicators.yaml", "- {id: k1, name: ก}\n- {id: k1, name: ข}\n"),
        ("dimensions.yaml", "- {no: 1, name: ก}\n- {no: 1, name: ข}\n"),
    ],
)
def test_a_code_that_is_taken_twice_is_told(name: str, content: str, read: Read) -> None:
    assert read({name: content}).only("code-duplicate").place.line == 2


def test_the_seal_lies_in_the_folder_and_is_used(read: Read, folder: Callable[..., Path]) -> None:
    assert read({"plan-book.yaml": "seal: ตรา.png\n", "ตรา.png": b"\x89PNG"}).ids == []
    (folder({}) / "ตรา.png").unlink()

    assert read({}).only("file-missing").place == Place("plan-book.yaml", 1, 7)


@pytest.mark.parametrize("name", ["../a.png", "/etc/passwd", "C:/a.png", "a/../../b.png", "..", "'a\\b.png'"])
def test_a_seal_outside_the_folder_is_refused(name: str, read: Read) -> None:
    assert read({"plan-book.yaml": f"seal: {name}\n"}).ids == ["file-outside"]


def test_a_link_to_a_seal_outside_the_folder_is_refused(
    read: Read, folder: Callable[..., Path], tmp_path: Path
) -> None:
    (tmp_path / "ลับ.png").write_bytes(b"x")
    (folder({}) / "ตรา.png").symlink_to(tmp_path / "ลับ.png")

    assert "file-missing" not in read({"plan-book.yaml": "seal: ตรา.png\n"}).ids
    assert "file-outside" in read({}).ids


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("indicators", "- {id: k, name: ก, targets: {2568: '-', 2569: {number: 5}, 2570: 5}, formula: ก}"),
        ("indicators", "{id: k, name: ก, targets: [{2568: ก}], activities: [ก, {name: ข}], formula: {numerator: ก}}"),
        ("indicator", "{id: k, name: ก, formula: {items: [ก]}}"),
        ("dimensions", "{1: ก, 2: ข}"),
        ("baseline", "- {name: ก, budget: 5}"),
        ("plan-book", "{parts: [คำนำ, {part: ข้อความ, text: ก}], swot: {strengths: [ก, ข]}, target_years: 3}"),
        ("project", "{code: 99000000-0001, name: ก, additional: ใช่, funding: ไม่ได้รับ, budget: '-'}"),
    ],
)
def test_the_schema_takes_the_short_forms(kind: str, text: str) -> None:
    value: Any = yaml.safe_load(text)
    if kind == "dimensions" or "targets" in text:
        # Editors have no numbers for names.
        value = _with_text_keys(value)

    assert [error.message for error in jsonschema.Draft202012Validator(schema(kind)).iter_errors(value)] == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("indicators", "- {id: k, name: ก, targets: {'2568': {nubmer: 5}}}"),
        ("indicator", "{id: k, name: ก, activities: [{nmae: ข}]}"),
        ("plan-book", "{parts: [คำนาม]}"),
    ],
)
def test_the_schema_warns_of_mistakes_in_short_forms(kind: str, text: str) -> None:
    assert list(jsonschema.Draft202012Validator(schema(kind)).iter_errors(yaml.safe_load(text))) != []


def _with_text_keys(value: Any) -> Any:  # noqa: ANN401 - any value of YAML
    if isinstance(value, dict):
        return {str(key): _with_text_keys(inner) for key, inner in value.items()}
    return [_with_text_keys(inner) for inner in value] if isinstance(value, list) else value
