from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from weasyprint.formatting_structure import boxes

from pipeline.layout.setline import SetLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.layout.document import LaidOut

MM = 72 / 25.4
THAI = "การดำเนินงานตามแผนปฏิบัติราชการประจำปีของสำนักงานเขตเพื่อพัฒนาคุณภาพชีวิตของประชาชนในพื้นที่ให้เป็นไปตามเป้าหมาย" * 3
LATIN = "The quick brown fox jumps over the lazy dog and runs away from the very angry bear " * 4


def set_lines(laid_out: LaidOut) -> list[SetLine]:
    return [
        box.pango_layout
        for page in laid_out.document.pages
        for box in page._page_box.descendants()
        if isinstance(box, boxes.TextBox) and isinstance(box.__dict__.get("pango_layout"), SetLine)
    ]


def test_lines_of_thai_fill_their_column_by_equal_gaps_between_clusters(page: Callable[..., LaidOut]) -> None:
    laid_out = page(f"<p>{THAI}</p>", "p{width:100mm;text-align:justify}")
    *full, last = laid_out.lines()
    assert len(full) > 3
    for line in full:
        assert line.width == pytest.approx(100 * MM, abs=0.05)
    assert last.width < 100 * MM
    *filled, natural = set_lines(laid_out)
    assert all(0 < line.gap < line.shaped.size * 0.1 for line in filled)
    assert natural.gap == 0


def test_gaps_run_across_bold_words_and_links(page: Callable[..., LaidOut]) -> None:
    half = len(THAI) // 3
    body = f"<p>{THAI[:half]}<strong>{THAI[half : 2 * half]}</strong><a href='#x'>{THAI[2 * half :]}</a></p>"
    laid_out = page(body, "p{width:100mm;text-align:justify}")
    *full, _ = laid_out.lines()
    assert all(line.width == pytest.approx(100 * MM, abs=0.05) for line in full)
    for page_ in laid_out.document.pages:
        for line in page_._page_box.descendants():
            if isinstance(line, boxes.LineBox) and line.children:
                pieces = [box for box in line.descendants() if isinstance(box, boxes.TextBox) and box.text]
                gaps = {round(box.pango_layout.gap, 6) for box in pieces}
                assert len(gaps) == 1
                for before, after in pairwise(pieces):
                    assert before.position_x + before.width == pytest.approx(after.position_x, abs=1e-6)


def test_a_line_of_latin_stretches_its_spaces(page: Callable[..., LaidOut]) -> None:
    laid_out = page(f"<p>{LATIN}</p>", "p{width:100mm;text-align:justify}")
    *full, _ = laid_out.lines()
    assert all(line.width == pytest.approx(100 * MM, abs=0.05) for line in full)
    *filled, _ = set_lines(laid_out)
    assert all(line.gap == 0 and line.space_gap > 0 for line in filled)


def test_a_loose_line_keeps_its_words_together(page: Callable[..., LaidOut]) -> None:
    link = "https://example.go.th/" + "a" * 30
    laid_out = page(f"<p>ดูได้ที่ {link} และที่อื่น</p>", "p{width:80mm;text-align:justify}")
    assert all(line.gap <= line.shaped.size * 0.09 + 1e-9 for line in set_lines(laid_out))


def test_what_is_not_justified_keeps_its_natural_width(page: Callable[..., LaidOut]) -> None:
    laid_out = page(f"<p>{THAI}</p>", "p{width:100mm;text-align:left}")
    assert all(line.gap == 0 and line.space_gap == 0 for line in set_lines(laid_out))
