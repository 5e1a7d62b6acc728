"""A stylesheet that is met again means what it meant the first time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.errors import SarabanError
from pipeline.layout import lay_out
from pipeline.layout.faces import find_face

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.layout.document import LaidOut

SHEET = """
@counter-style dashes { system: cyclic; symbols: '–'; suffix: ' ' }
@page { size: 148mm 210mm; margin: 20mm }
p { color: red } li { list-style: dashes inside }
"""


def _page(folder: Path, *sheets: str) -> LaidOut:
    styles = "".join(f"<style>{sheet}</style>" for sheet in sheets)
    html = f'<html lang="th"><head>{styles}</head><body><p>ก</p><ul><li>ข</li></ul></body></html>'
    return lay_out(html, base=folder, face=find_face())


def _width_and_texts(page: LaidOut) -> tuple[int, list[str]]:
    return round(page.pages[0].width), [line.text for line in page.lines()]


def test_page_size_and_counter_styles_hold_in_the_second_document_too(tmp_path: Path) -> None:
    first, second = (_width_and_texts(_page(tmp_path, SHEET)) for _ in range(2))
    assert first == second
    assert first[0] == round(148 / 25.4 * 72)
    assert any("–" in text for text in first[1])


def test_a_sheet_met_before_leaves_nothing_in_documents_without_it(tmp_path: Path) -> None:
    plain = _width_and_texts(_page(tmp_path))
    _page(tmp_path, SHEET)
    assert _width_and_texts(_page(tmp_path)) == plain


def test_the_later_sheet_wins_in_whatever_order_they_were_met(tmp_path: Path) -> None:
    wide, narrow = "@page { size: 200mm 200mm }", "@page { size: 100mm 200mm }"
    widths = [_width_and_texts(_page(tmp_path, *sheets))[0] for sheets in ((wide, narrow), (narrow, wide)) * 2]
    assert widths == [283, 567, 283, 567]


def test_a_fault_in_a_sheet_is_told_each_time(tmp_path: Path) -> None:
    for _ in range(2):
        with pytest.raises(SarabanError, match="colour"):
            _page(tmp_path, "p { colour: red }")
