"""The small sheet that depends on office and face."""

from __future__ import annotations

from decimal import Decimal

from pipeline.compose.page import text_width, variable_style, wide_text_width
from pipeline.model import House, Margins


def test_a_design_point_is_the_size_of_the_root() -> None:
    assert "html{font-size:0.656pt}" in variable_style(House(), 0.656)
    assert "html{font-size:1pt}" in variable_style(House(), 1.0)


def test_a_landscape_page_is_bound_at_its_top() -> None:
    assert "@page wide{margin:30mm 25mm 20mm 20mm}" in variable_style(House(), 1.0)
    assert wide_text_width(House()) == 297 - 25 - 20


def test_the_gutter_widens_the_bound_edge_of_both_kinds_of_pages() -> None:
    house = House(gutter=Decimal(7))
    style = variable_style(house, 1.0)
    assert "@page{margin:25mm 20mm 20mm 37mm}" in style
    assert "@page wide{margin:37mm 25mm 20mm 20mm}" in style
    assert (text_width(house), wide_text_width(house)) == (153, 252)


def test_every_page_is_laid_out_as_a_right_hand_one() -> None:
    assert ":left" not in variable_style(House(duplex=True), 1.0)


def test_lengths_are_written_as_css_reads_them() -> None:
    margins = Margins(left=Decimal("10.0"), right=Decimal("1E+1"), top=Decimal("12.50"))
    assert "@page{margin:12.5mm 10mm 20mm 10mm}" in variable_style(House(margins=margins), 1.0)
    assert text_width(House(margins=margins)) == 190
