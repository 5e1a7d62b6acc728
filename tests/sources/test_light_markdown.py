"""Bold text and tables in prose, as people type them: what becomes of them, and what is told of half of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.findings import Place, Severity
from pipeline.model import ListBlock, Paragraph, RichText, Span, TableBlock, spans
from pipeline.sources.richtext import from_text, to_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sources.conftest import Outcome

    Read = Callable[..., Outcome]


def blocks(text: str) -> tuple[Paragraph | ListBlock | TableBlock, ...]:
    value = from_text(text).value
    return () if value is None else value.blocks


def table(text: str) -> TableBlock:
    (only,) = blocks(text)
    assert isinstance(only, TableBlock)
    return only


def test_piped_lines_with_a_rule_are_a_table() -> None:
    found = table("| รายการ | จำนวน | หมายเหตุ |\n|---|--:|:-:|\n| ก | 5 | |\n| ข | 1,000 | ดี |")

    assert found.head == ("รายการ", "จำนวน", "หมายเหตุ")
    assert found.rows == (("ก", "5", ""), ("ข", "1,000", "ดี"))
    assert found.align == ("left", "right", "center")


def test_two_piped_lines_are_a_table_without_a_rule_too() -> None:
    found = table("| ก | ข |\n| 1 | 2 |")

    assert (found.head, found.rows, found.align) == (("ก", "ข"), (("1", "2"),), ())


def test_dashes_that_say_there_is_none_are_no_rule() -> None:
    assert table("| ก | ข |\n| - | - |").rows == (("-", "-"),)


def test_a_rule_before_the_first_row_says_that_there_is_no_head() -> None:
    found = table("|---|---|\n| 1 | 2 |")

    assert (found.head, found.rows) == (("", ""), (("1", "2"),))


@pytest.mark.parametrize("line", ["อัตรา ก | ข ต่อปี", "| ก", "| ก | ข |", "ก | ข |", "|", "||"])
def test_a_single_line_with_bars_is_prose(line: str) -> None:
    assert blocks(line) == (Paragraph(text=line),)


def test_prose_of_several_lines_with_bars_inside_is_prose() -> None:
    assert [type(block) for block in blocks("ก | ข\nค | ง")] == [Paragraph]


def test_a_blank_line_or_prose_ends_a_table() -> None:
    kinds = [type(block) for block in blocks("ก่อน\n| ก |\n| 1 |\nหลัง\n\n| ข |\n| 2 |\n\n| ค |\n| 3 |")]

    assert kinds == [Paragraph, TableBlock, Paragraph, TableBlock, TableBlock]


def test_a_table_ends_the_lists_before_it() -> None:
    kinds = [type(block) for block in blocks("1. ก\n   - ข\n| ค | ง |\n| 1 | 2 |\n2. จ")]

    assert kinds == [ListBlock, TableBlock, ListBlock]
    last = blocks("1. ก\n| ค | ง |\n| 1 | 2 |\n2. จ")[2]
    assert isinstance(last, ListBlock)
    assert last.start == 2


def test_a_bar_in_a_cell_is_written_with_a_stroke_before_it() -> None:
    found = table("| ก \\| ข | ค |\n| 1 | \\|\\| |")

    assert (found.head, found.rows) == (("ก | ข", "ค"), (("1", "||"),))
    assert table(to_text(RichText(blocks=(found,)))) == found


def test_a_ragged_row_is_filled_or_folded_and_told_at_its_line(narrative: Read) -> None:
    found = narrative("ก่อน\n\n| ก | ข |\n|---|---|\n| 1 |\n| 1 | 2 | 3 | |\n| 1 | 2 | |")

    ragged = [finding for finding in found.findings if finding.rule.id == "table-ragged"]
    assert [finding.place for finding in ragged] == [Place("projects/a.yaml", 8, 3), Place("projects/a.yaml", 9, 3)]
    assert ragged[0].severity is Severity.WARNING
    assert "“3”" in ragged[1].message
    assert found.project.rationale is not None
    shown = found.project.rationale.blocks[1]
    assert isinstance(shown, TableBlock)
    assert shown.rows == (("1", ""), ("1", "2 | 3"), ("1", "2"))


def test_a_head_without_rows_is_told(narrative: Read) -> None:
    assert narrative("| ก | ข |\n|---|---|").ids == ["table-without-rows"]


def test_a_table_beyond_the_limits_is_told_and_cut(narrative: Read) -> None:
    wide = narrative("| ก " * 13 + "|\n" + "| 1 " * 12 + "|")
    long = narrative("| ก |\n" + "| 1 |\n" * 501)

    for found, most in ((wide, "12"), (long, "500")):
        finding = found.only("table-too-large")
        assert finding.severity is Severity.ERROR
        assert most in finding.message
    assert long.only("table-too-large").place.line == 4 + 501


def test_a_table_in_an_item_is_told_and_its_text_kept(read_project: Read) -> None:
    found = read_project('rationale: {items: ["|ก|ข|\\n|ค|ง|", จ]}\n')

    assert found.ids == ["table-in-list"]
    assert found.project.rationale is not None
    assert list(found.project.rationale.texts()) == ["ก | ข", "ค | ง", "จ"]


def test_all_items_of_a_list_typed_inside_an_item_are_kept(read_project: Read) -> None:
    rich = read_project('rationale: {items: ["1. ก\\n2. ข", ค]}\n').project.rationale

    assert rich is not None
    assert list(rich.texts()) == ["ก", "ข", "ค"]


def test_bold_text_stays_marked_where_lines_are_joined() -> None:
    (only,) = blocks("ประชุม**คณะ\nกรรมการ**\nครบ **ทุก**\n**คน**")

    assert isinstance(only, Paragraph)
    assert only.text == "ประชุม**คณะกรรมการ**ครบ **ทุก****คน**"
    (first,) = blocks("**หัวข้อ** แล้ว")
    assert isinstance(first, Paragraph)
    assert spans(first.text)[0] == Span("หัวข้อ", bold=True)


def test_bold_text_is_no_bullet_but_may_stand_in_one() -> None:
    assert blocks("**หนา**") == (Paragraph(text="**หนา**"),)
    (listed,) = blocks("* **หนา** ก\n* ข")
    assert isinstance(listed, ListBlock)
    assert [item.text for item in listed.items] == ["**หนา** ก", "ข"]


def test_code_points_are_repaired_inside_bold_text(narrative: Read) -> None:
    found = narrative("จัดการ **นํ้าท่วม** ทุกปี")

    assert found.ids == ["text-repaired"]
    assert found.project.rationale is not None
    assert found.project.rationale.blocks == (Paragraph(text="จัดการ **น้ำท่วม** ทุกปี"),)


@pytest.mark.parametrize("text", ["ก **ข", "ก ** ข ** ค", "1. ก **\n2. ข", "| **ก | ข** |\n| 1 | 2 |"])
def test_a_mark_that_pairs_with_nothing_is_a_note(text: str, narrative: Read) -> None:
    finding = narrative(f"ก่อน\n\n{text}").only("text-bold-unbalanced")

    assert finding.severity is Severity.NOTE
    assert finding.place == Place("projects/a.yaml", 6, 3)


@pytest.mark.parametrize("text", ["**ก** **ข**", "ก * ข * ค", "**ก\nข**", "5 * 3"])
def test_marks_that_pair_are_no_note(text: str, narrative: Read) -> None:
    assert "text-bold-unbalanced" not in narrative(text).ids
