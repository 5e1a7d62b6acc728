from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.layout import opportunities as breaking
from pipeline.layout.opportunities import NEVER_FIRST, NEVER_LAST, opportunities
from pipeline.thai.clusters import cluster_starts
from pipeline.thai.tokens import protected_ranges

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from xml.etree.ElementTree import Element

    from pipeline.layout.document import LaidOut

WIDTHS = (20, 30, 50, 90, 160)
ALIGNMENTS = ("left", "justify")
MM = 72 / 25.4


def lines_of(laid_out: LaidOut) -> dict[Element, list[str]]:
    found: dict[Element, list[str]] = defaultdict(list)
    for line in laid_out.lines():
        found[line.element].append(line.text)
    return found


def breaks(paragraph: str, lines: list[str]) -> Iterator[tuple[int, int]]:
    """(where the line begins, where it breaks) in characters of the paragraph."""
    at = 0
    for line in lines[:-1]:
        begin = paragraph.index(line, at)
        assert not paragraph[at:begin].strip(), "text lost between two lines"
        at = begin + len(line)
        while paragraph[at : at + 1] == " ":
            at += 1
        yield begin, at
    assert paragraph[at:].strip() == lines[-1].strip()


@pytest.fixture(params=WIDTHS)
def width(request: pytest.FixtureRequest) -> int:
    value: int = request.param
    return value


@pytest.fixture(params=ALIGNMENTS)
def column(request: pytest.FixtureRequest, width: int, set_corpus: Callable[[int, str], LaidOut]) -> LaidOut:
    return set_corpus(width, request.param)


def every_break(laid_out: LaidOut, corpus: tuple[str, ...]) -> Iterator[tuple[str, int, int]]:
    for paragraph, lines in zip(corpus, lines_of(laid_out).values(), strict=True):
        folded = re.sub(" +", " ", paragraph)
        yield from ((folded, begin, at) for begin, at in breaks(folded, lines))


def test_no_line_breaks_inside_a_cluster(column: LaidOut, corpus: tuple[str, ...]) -> None:
    bad = [text[at - 5 : at + 5] for text, _, at in every_break(column, corpus) if at not in cluster_starts(text)]
    assert bad == []


def test_no_line_breaks_where_it_may_not_unless_nothing_else_fits(column: LaidOut, corpus: tuple[str, ...]) -> None:
    bad = []
    for text, begin, at in every_break(column, corpus):
        allowed = opportunities(text)
        last_resort = not any(begin < place <= at for place in allowed)
        if at not in allowed and not last_resort:
            bad.append(text[at - 8 : at] + "|" + text[at : at + 8])
    assert bad == []


def test_no_protected_token_is_cut_in_a_column_that_holds_it(
    width: int, column: LaidOut, corpus: tuple[str, ...]
) -> None:
    bad = []
    for text, _, at in every_break(column, corpus):
        for start, end in protected_ranges(text):
            if start < at < end and (end - start) * 2.1 < width:  # a letter has 2.1 mm at most on average
                bad.append(text[start:at] + "|" + text[at:end])
    assert bad == []


def test_no_line_begins_or_ends_with_a_mark_that_may_not(column: LaidOut, corpus: tuple[str, ...]) -> None:
    bad = [
        text[at - 8 : at] + "|" + text[at : at + 8]
        for text, _, at in every_break(column, corpus)
        if text[at] in NEVER_FIRST or text[:at].rstrip()[-1] in NEVER_LAST
    ]
    assert bad == []


def test_no_line_is_wider_than_its_column(width: int, column: LaidOut) -> None:
    left = 20 * MM
    wide = [line.text for line in column.lines() if line.x + line.width > left + width * MM + 0.5]
    assert wide == []
    assert all(line.x >= left - 0.5 for line in column.lines())


def test_breaks_do_not_depend_on_where_a_line_begins(page: Callable[..., LaidOut], corpus: tuple[str, ...]) -> None:
    """Every break of every width is one of the opportunities of the whole paragraph."""
    text = next(paragraph for paragraph in corpus if len(paragraph) > 200)
    allowed = set(opportunities(text))
    for millimetres in range(60, 160, 7):
        laid_out = page(f"<p>{text}</p>", f"p{{width:{millimetres}mm}}")
        (lines,) = lines_of(laid_out).values()
        assert {at for _, at in breaks(text, lines)} <= allowed


def test_bold_words_do_not_change_where_a_line_may_break(page: Callable[..., LaidOut]) -> None:
    laid_out = page("<p>เริ่มตั้งแต่เดือนมิ<strong>ถุนา</strong>ยนถึงเดือนกันยายน</p>", "p{width:28mm}")
    (lines,) = lines_of(laid_out).values()
    assert any("มิถุนายน" in line for line in lines)


def test_a_name_stays_whole(page: Callable[..., LaidOut]) -> None:
    name = "ขวัญฟ้ารุ่งอรุณกิจไพศาลวัฒนา"
    for millimetres in range(50, 80, 3):
        laid_out = page(f"<p>เรียนคุณ{name}ผู้รับผิดชอบ</p>", f"p{{width:{millimetres}mm}}", protect=(name,))
        assert any(name in line.text for line in laid_out.lines())


@pytest.mark.parametrize("inline", ["{}", "<strong>{}</strong>", "(<em>{}</em>)", "ดู <a href='#x'>{}</a>"])
def test_a_token_wider_than_its_cell_breaks_as_a_last_resort(page: Callable[..., LaidOut], inline: str) -> None:
    link = "https://example.go.th/รายงาน/2563/file-name_very_long?id=12345&page=2"
    cell = inline.format(link.replace("&", "&amp;"))
    laid_out = page(
        f"<table><col style='width:20mm'/><col/><tr><td>{cell}</td><td>ข้อความถัดไป</td></tr></table>",
        "table{table-layout:fixed;width:100%;border-spacing:0} td{padding:0}",
    )
    cell_box = next(laid_out.root.iter("td"))
    lines = [line for line in laid_out.lines() if line.element is cell_box]
    assert "".join(line.text for line in lines).replace(" ", "").strip("()").removeprefix("ดู") == link
    assert all(line.width <= 20 * MM + 0.5 for line in lines)


def test_a_token_that_fits_on_a_line_of_its_own_is_not_cut(page: Callable[..., LaidOut]) -> None:
    laid_out = page("<p>เอกสารเลขที่ 03000000-0001</p>", "p{width:30mm}")
    assert any("03000000-0001" in line.text for line in laid_out.lines())


LETTERS = "กขคงจชดตทนบปพมยรลวสหอะาิีึืุู่้๊์็ัำเแโใไๆฯ0123456789๐๑๒๓ .,-/()“”%:กทาAbcXyz"


@given(st.text(LETTERS, max_size=60))
def test_no_opportunity_is_ever_where_it_may_not_be(text: str) -> None:
    found = opportunities(text)
    assert set(found) <= set(cluster_starts(text))
    assert not any(start < place < end for start, end in protected_ranges(text) for place in found)
    for place in found:
        assert text[place:].lstrip(" ")[:1] not in tuple(NEVER_FIRST)
        assert text[:place].rstrip(" ")[-1:] not in tuple(NEVER_LAST)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(LETTERS, max_size=80), width=st.integers(20, 60))
def test_whatever_is_written_stays_and_fits(text: str, width: int, page: Callable[..., LaidOut]) -> None:
    laid_out = page(f"<p>{text}</p>", f"p{{width:{width}mm}}")
    lines = list(laid_out.lines())
    assert "".join(line.text for line in lines).replace(" ", "") == text.replace(" ", "")
    assert all(line.width <= width * MM + 0.5 for line in lines)


def test_thai_breaks_at_words_where_pango_cannot_break_thai(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on macOS, where Pango comes without libthai."""
    monkeypatch.setattr(
        breaking, "_ask_pango", lambda text: {at + 1 for at, letter in enumerate(text) if letter == " "}
    )
    breaking._pango_knows_thai.cache_clear()
    opportunities.cache_clear()
    try:
        text = "ประชาชนได้รับบริการ พ.ศ. 2563"
        assert [text[at:] for at in opportunities(text)][:2] == ["ได้รับบริการ พ.ศ. 2563", "บริการ พ.ศ. 2563"]
    finally:
        opportunities.cache_clear()
        breaking._pango_knows_thai.cache_clear()


def test_line_breaks_of_the_source_hold(page: Callable[..., LaidOut]) -> None:
    laid_out = page("<p>ก<br>ข<br><br>ค</p><pre>ง\n  จ\n</pre>")
    assert [line.text.strip() for line in laid_out.lines()] == ["ก", "ข", "ค", "ง", "จ"]


def test_spaces_at_the_end_of_a_line_take_no_room(page: Callable[..., LaidOut]) -> None:
    right = page("<p>ก ข <strong>ค </strong> </p>", "p{text-align:right}")
    (line,) = right.lines()
    assert line.text == "ก ข ค"
    assert line.x + line.width == pytest.approx(190 * MM, abs=0.01)
