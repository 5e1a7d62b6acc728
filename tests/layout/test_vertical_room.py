"""Marks neither touch the next line nor the border of a cell, at the line pitches that the templates use."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from pipeline.pdf import write

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL.Image import Image

    from pipeline.layout.document import LaidOut

DEEP = "ฎู ญู ฐู ปฎุ ปู่ ฤๅ ฦๅ"
HIGH = "ฟี้ ป้ำ ปื้ ฝั่ง ศักดิ์ ที่ปู่ โต๊ะ ไม้"
SCALE = 600 / 72


def page_image(laid_out: LaidOut) -> Image:
    content = write(laid_out, created=dt.datetime(2020, 1, 1))  # noqa: DTZ001 - a date of the data
    with pypdfium2.PdfDocument(content) as document:
        page = document[0]
        image: Image = page.render(scale=SCALE, grayscale=True).to_pil()
        page.close()
    return image


def ink_rows(image: Image, box: tuple[float, float, float, float]) -> list[bool]:
    """For every row of pixels of a box (x, y, width, height in pt): whether there is ink in it."""
    x, y, width, height = (value * SCALE for value in box)
    part = image.crop((round(x), round(y), round(x + width), round(y + height)))
    flat = part.resize((1, part.height), resample=4)  # the mean of each row
    darkest = [min(part.crop((0, row, part.width, row + 1)).getextrema()) for row in range(part.height)]
    assert flat.height == len(darkest)
    return [value < 200 for value in darkest]  # type: ignore[operator]


def bands(rows: list[bool]) -> int:
    """How many runs of rows with ink there are."""
    return sum(1 for before, now in zip([False, *rows], rows, strict=False) if now and not before)


@pytest.mark.parametrize(
    ("pitch", "weight"), [(21, "normal"), (21, "bold"), (20, "normal"), (20, "bold"), (19, "normal")]
)
def test_deep_marks_do_not_touch_high_marks_of_the_next_line(
    pitch: int, weight: str, page: Callable[..., LaidOut]
) -> None:
    laid_out = page(f"<p>{DEEP}<br>{HIGH}<br>{DEEP}<br>{HIGH}</p>", f"p{{line-height:{pitch}pt;font-weight:{weight}}}")
    lines = list(laid_out.lines())
    assert len(lines) == 4
    image = page_image(laid_out)
    for first, second in ((lines[0], lines[1]), (lines[2], lines[3])):
        between = (first.x, first.baseline, 150, second.baseline - first.baseline)
        rows = ink_rows(image, between)
        assert False in rows[rows.index(True) :], "no clear row between two baselines"
        assert bands(rows) >= 2  # the feet of one line, the heads of the other


@pytest.mark.parametrize("pitch", [20, 19])
def test_marks_do_not_touch_the_borders_of_their_cell(pitch: int, page: Callable[..., LaidOut]) -> None:
    css = (
        "table{border-collapse:separate;border-spacing:0;width:80mm;table-layout:fixed}"
        f"td{{border:0.5pt solid black;padding:1pt 2pt;line-height:{pitch}pt}}"
    )
    laid_out = page(f"<table><tr><td>{HIGH}</td></tr><tr><td>{DEEP}</td></tr></table>", css)
    image = page_image(laid_out)
    for cell in laid_out.root.iter("td"):
        box = laid_out.box(cell)
        assert box is not None
        x, y, width, height = box
        rows = ink_rows(image, (x + 3, y + 0.75, width - 6, height - 1.5))  # within the borders
        clear = round(0.3 * SCALE)
        assert not any(rows[:clear]), "ink at the upper border"
        assert not any(rows[-clear:]), "ink at the lower border"
        assert any(rows)
