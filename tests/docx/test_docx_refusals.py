"""What the writer cannot carry over stops it, all of it at once; nothing is dropped in silence."""

from __future__ import annotations

import base64
import datetime as dt
from typing import TYPE_CHECKING

import pytest

from pipeline.docx import DocumentMeta, UnsupportedMarkupError, write
from pipeline.errors import SarabanError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.docx.conftest import Made

EMPTY = base64.b64encode(b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>').decode()
IMAGE = f'<img src="data:image/svg+xml;base64,{EMPTY}"/>'
CASES = {
    "an element that it does not know": ("<dl><dt>คำ</dt><dd>ความหมาย</dd></dl>", "<dl>"),
    "a link to nowhere": ('<p><a href="#nowhere">ที่นี่</a></p>', "nowhere"),
    "a link to a file": ('<p><a href="file:///etc/passwd">ที่นี่</a></p>', "file:"),
    "a marker that it does not know": ('<ol data-marker="@"><li>หนึ่ง</li></ol>', "@"),
    "a picture without alternative text": (
        "<p>ก@IMAGE@</p>",
        "alt",
    ),
    "a field that it does not know": ('<p>ก<span data-field="date"></span></p>', "date"),
    "a side for what comes next": ('<p style="break-after:left">ก</p><p>ข</p>', "left"),
    "a side of the sheet in a cell": ('<table><tr><td><p style="break-before:right">ข</p></td></tr></table>', "right"),
}


@pytest.mark.parametrize("case", CASES)
def test_it_refuses(case: str, written: Callable[[str], Made]) -> None:
    body, quoted = CASES[case]
    body = body.replace("@IMAGE@", IMAGE)
    with pytest.raises(SarabanError, match=quoted):
        written(body)


def test_it_names_everything_that_it_refuses(written: Callable[[str], Made]) -> None:
    with pytest.raises(UnsupportedMarkupError) as caught:
        written('<dl><dt>คำ</dt></dl><ol data-marker="@"><li>หนึ่ง</li></ol>')
    assert len(caught.value.items) == 2


def test_a_vector_picture_needs_the_pdf(everything: Made) -> None:
    meta = DocumentMeta("ก", "ข", dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    with pytest.raises(ValueError, match="needs the PDF"):
        write(everything.laid_out, meta=meta)
