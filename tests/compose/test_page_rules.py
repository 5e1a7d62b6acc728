"""The small sheet that depends on office and face."""

from __future__ import annotations

from decimal import Decimal

from pipeline.compose.page import text_width, variable_style
from pipeline.model import Margins


def test_a_design_point_is_the_size_of_the_root() -> None:
    assert "html{font-size:0.656pt}" in variable_style(Margins(), 0.656)
    assert "html{font-size:1pt}" in variable_style(Margins(), 1.0)


def test_a_landscape_page_is_bound_at_its_top() -> None:
    assert "@page wide{margin:30mm 25mm 20mm 20mm}" in variable_style(Margins(), 1.0)


def test_left_hand_pages_are_mirrored_in_duplex_only() -> None:
    assert "@page :left{margin-left:20mm;margin-right:30mm}" in variable_style(Margins(), 1.0, duplex=True)
    assert ":left" not in variable_style(Margins(), 1.0)


def test_lengths_are_written_as_css_reads_them() -> None:
    margins = Margins(left=Decimal("10.0"), right=Decimal("1E+1"), top=Decimal("12.50"))
    assert "@page{margin:12.5mm 10mm 20mm 10mm}" in variable_style(margins, 1.0)
    assert text_width(margins) == 190
