"""The private parts of WeasyPrint, pydyf and Pango that layout relies on: an upgrade fails here first."""

from __future__ import annotations

import inspect
from importlib import import_module
from importlib.metadata import version
from typing import Any

import pytest

from pipeline.layout import engine

SIGNATURES = {
    # replaced by ours, called by the engine with these parameters
    "weasyprint.layout.inline:split_text_box": ["context", "box", "available_width", "skip", "is_line_start"],
    "weasyprint.layout.inline:can_break_inside": ["box"],
    "weasyprint.layout.inline:remove_last_whitespace": ["context", "line"],
    "weasyprint.layout.inline:justify_line": ["context", "line", "extra_width"],
    "weasyprint.layout.preferred:trailing_whitespace_size": ["context", "box"],
    "weasyprint.layout.preferred:inline_line_widths": [
        "context", "box", "outer", "is_line_start", "minimum", "skip_stack", "first_line",
    ],
    "weasyprint.layout.inline:split_inline_level": [
        "context", "box", "position_x", "max_x", "bottom_space", "skip_stack", "containing_block", "absolute_boxes",
        "fixed_boxes", "line_placeholders", "waiting_floats", "line_children", "first_letter_style", "first_line_style",
    ],
    "weasyprint.layout.inline:split_inline_box": [
        "context", "box", "position_x", "max_x", "bottom_space", "skip_stack", "containing_block", "absolute_boxes",
        "fixed_boxes", "line_placeholders", "waiting_floats", "line_children", "first_letter_style", "first_line_style",
    ],
    "weasyprint.draw.text:draw_first_line": ["stream", "textbox", "text_overflow", "block_ellipsis", "matrix"],
    "weasyprint.svg.text:text": ["svg", "node", "font_size"],
    "weasyprint.layout.table:table_layout": [
        "context", "table", "bottom_space", "skip_stack", "containing_block", "page_is_empty", "absolute_boxes",
        "fixed_boxes",
    ],
    "weasyprint.layout.block:find_earlier_page_break": ["context", "children", "absolute_boxes", "fixed_boxes"],
    "pydyf:_to_bytes": ["item"],
    # called by ours
    "weasyprint.text.line_break:strut": ["style"],
    "weasyprint.layout.preferred:adjust": ["box", "outer", "width", "left", "right"],
    "weasyprint.text.fonts:get_pango_font_key": ["pango_font"],
    "weasyprint.layout:layout_document": ["html", "root_box", "context", "max_loops"],  # adapted in bodies
    "weasyprint.layout:initialize_page_maker": ["context", "root_box"],
    "weasyprint.layout:layout_fixed_boxes": ["context", "pages", "containing_page"],
    "weasyprint.layout.page:make_all_pages": ["context", "root_box", "html", "pages"],
    "weasyprint.layout.page:make_margin_boxes": ["context", "page", "state"],
    "weasyprint.layout.background:layout_backgrounds": ["page", "get_image_from_uri"],
    "weasyprint.layout.background:layout_box_backgrounds": [
        "page", "box", "get_image_from_uri", "layout_children", "style",
    ],
    "weasyprint.layout.block:block_container_layout": [
        "context", "box", "bottom_space", "skip_stack", "page_is_empty", "absolute_boxes", "fixed_boxes",
        "adjoining_margins", "first_letter_style", "first_line_style", "discard", "max_lines",
    ],
    "weasyprint.layout.block:block_level_page_break": ["sibling_before", "sibling_after"],
    "weasyprint.layout.block:avoid_page_break": ["page_break", "context"],
    "weasyprint.layout.block:force_page_break": ["page_break", "context"],
    "weasyprint.layout.block:remove_placeholders": ["context", "box_list", "absolute_boxes", "fixed_boxes"],
    "weasyprint.layout.percent:resolve_percentages": ["box", "containing_block"],
    "weasyprint.layout.table:_find_earlier_page_break": [
        "context", "element", "index", "previous_list", "page_is_empty", "absolute_boxes", "fixed_boxes",
    ],
    "weasyprint.layout.table:add_top_padding": ["box", "extra_padding"],
    "weasyprint.layout.table:cell_baseline": ["cell"],
    "weasyprint.anchors:gather_anchors": [
        "box", "anchors", "links", "bookmarks", "forms", "parent_matrix", "parent_form", "parent_link",
    ],
    "weasyprint.draw:draw_page": ["page", "stream"],
    "weasyprint.draw:draw_stacking_context": ["stream", "stacking_context"],
    "weasyprint.pdf:_use_references": ["pdf", "resources", "images", "color_profiles"],
    "weasyprint.formatting_structure.build:build_formatting_structure": [
        "element_tree", "style_for", "get_image_from_uri", "base_url", "target_collector", "counter_style", "footnotes",
    ],
    "weasyprint.draw.color:get_color": ["style", "key"],
    "weasyprint.svg.bounding_box:extend_bounding_box": ["bounding_box", "points"],
}  # fmt: skip


@pytest.fixture(scope="module")
def originals() -> dict[str, Any]:
    """The engine's functions as installed from its wheel, whatever of ours replaced them in this process."""
    import sys

    names = sorted({place.partition(":")[0] for place in SIGNATURES})
    kept = {name: module for name, module in sys.modules.items() if name.split(".")[0] in {"weasyprint", "pydyf"}}
    result = {}
    for name in names:
        source = inspect.getsource(import_module(name))
        result[name] = source
    assert kept
    return result


@pytest.mark.parametrize("place", SIGNATURES)
def test_functions_take_the_parameters_that_we_count_on(place: str, originals: dict[str, Any]) -> None:
    import ast

    module, _, name = place.partition(":")
    functions = {node.name: node for node in ast.parse(originals[module]).body if isinstance(node, ast.FunctionDef)}
    arguments = functions[name].args
    assert [argument.arg for argument in (*arguments.posonlyargs, *arguments.args)] == SIGNATURES[place]


def test_the_engine_is_of_the_major_version_that_was_read() -> None:
    assert version("weasyprint").split(".")[0] == "70"


def test_replacements_are_called_by_name_from_their_module() -> None:
    """A replacement takes effect only where the engine looks the name up again."""
    inline = inspect.getsource(import_module("weasyprint.layout.inline"))
    for call in (
        "split_text_box(", "split_inline_level(", "split_inline_box(\n", "can_break_inside(child)",
        "remove_last_whitespace(context, line)", "trailing_whitespace_size(", "justify_line(context, line, offset)",
        "first in (True, False)",
    ):  # fmt: skip
        assert call in inline, call
    assert "inline_line_widths(" in inspect.getsource(import_module("weasyprint.layout.preferred"))
    assert "result = table_layout(" in inspect.getsource(import_module("weasyprint.layout.block"))
    draw = inspect.getsource(import_module("weasyprint.draw"))
    for call in (
        "with stream.marked(child, 'Span'):",
        "with stream.marked(block, 'Figure'):",
        "with stream.artifact()",
    ):
        assert call in draw, call
    text = inspect.getsource(import_module("weasyprint.draw.text"))
    assert "emojis = draw_first_line(" in text
    assert "pango_layout.reactivate(textbox.style)" in text


def test_objects_have_the_attributes_that_we_read(page: Any) -> None:  # noqa: ANN401 - a fixture
    laid_out = page("<table><tr><td>ก <b>ข</b></td></tr></table>")
    box = laid_out.document.pages[0]._page_box
    assert box.page_type is not None
    for each in box.descendants():
        assert {"element", "element_tag", "style", "position_x", "position_y"} <= set(dir(each))
    table = next(each for each in box.descendants() if type(each).__name__ == "TableBox")
    assert len(table.column_widths) == 1
    stream = import_module("weasyprint.pdf.stream").Stream
    for name in (
        "add_font",
        "set_font_size",
        "show_text",
        "set_text_rise",
        "set_text_matrix",
        "begin_marked_content",
        "end_marked_content",
    ):
        assert callable(getattr(stream, name))
    source = inspect.getsource(import_module("weasyprint.pdf.fonts").Font)
    for attribute in ("self.to_unicode = {}", "self.widths = {}", "self.hash ="):
        assert attribute in source


def test_a_font_configuration_keeps_what_ours_sets_by_itself() -> None:
    source = inspect.getsource(import_module("weasyprint.text.fonts").FontConfiguration.__init__)
    for attribute in ("self._config", "self.font_map", "self._folder", "self.strut_layouts", "self.font_features"):
        assert attribute in source
    assert source.count("self.") == source.count("self._config") + source.count("self.font_map") + 3


def test_pango_lays_out_memory_as_we_read_it() -> None:
    from weasyprint.text.ffi import ffi, pango

    assert ffi.sizeof("PangoGlyphInfo") == 20
    assert ffi.sizeof("PangoLogAttr") == 4
    assert ffi.sizeof("gint") == 4
    assert pango.pango_version() >= 15000


def test_changes_are_put_in_once() -> None:
    from weasyprint.layout import inline

    engine.install()
    before = inline.split_inline_box
    engine.install()
    assert inline.split_inline_box is before


def test_the_collector_is_left_as_it_was() -> None:
    import gc

    assert gc.isenabled()
    with engine.no_garbage_collection():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_pages_are_made_as_in_the_generator_that_we_took_apart() -> None:
    """Bodies and margin boxes are ours to put together (:mod:`pipeline.layout.bodies`): upstream's order of work."""
    source = inspect.getsource(import_module("weasyprint.layout").layout_document)
    steps = (
        "initialize_page_maker(context, root_box)", "make_all_pages(context, root_box, html, pages)",
        "page_counter_values['pages'] = [actual_total_pages]", "remake_state['content_changed']",
        "remake_state['pages_wanted']", "child.bookmark_label", "child.missing_link", "context.string_set[string_name]",
        "layout_fixed_boxes(context, pages[:i], page)", "context.current_page = i + 1",
        "context.page_maker[context.current_page][3]", "make_margin_boxes(context, page, state)",
        "layout_backgrounds(page",
    )  # fmt: skip
    places = [source.index(step) for step in steps]
    assert places == sorted(places)
    page = inspect.getsource(import_module("weasyprint.document").Page.__init__)
    attributes = ("width", "height", "bleed", "bookmarks", "links", "anchors", "forms", "_page_box")
    assert all(f"self.{name} = " in page for name in attributes)
    assert page.count("self.") == len(attributes) + 4  # those that gather_anchors takes
    counters = inspect.signature(import_module("weasyprint.css.counters").CounterStyle.render_value)
    assert list(counters.parameters) == ["self", "counter_value", "counter_name", "counter", "previous_types"]


def test_streams_of_pages_are_made_as_ours_make_them() -> None:
    stream = import_module("weasyprint.pdf.stream").Stream
    assert list(inspect.signature(stream.__init__).parameters) == [
        "self", "fonts", "page_rectangle", "resources", "images", "tags", "color_profiles", "output_intent",
        "args", "kwargs",
    ]  # fmt: skip
    font = import_module("weasyprint.pdf.fonts").Font
    assert list(inspect.signature(font.__init__).parameters) == ["self", "pango_font", "description", "font_size"]
    assert list(inspect.signature(font.clean).parameters) == ["self", "to_unicode", "hinting"]
    objects = import_module("pydyf").Object
    assert "f'{self.number} {self.generation} R'" in inspect.getsource(objects)


def test_styles_are_cascaded_as_ours_are() -> None:
    """What :mod:`pipeline.layout.shared_styles` does again: which attributes are declarations, how rules weigh."""
    css = import_module("weasyprint.css")
    original = inspect.unwrap(css.StyleFor.__init__)
    closure = inspect.getclosurevars(original).nonlocals
    source = inspect.getsource(closure.get("original", original))
    attributes = ("_cascaded_styles", "_computed_styles", "initial_page_sizes", "_sheets", "font_config")
    assert all(f"self.{name} = " in source for name in attributes)
    assert "weight = (precedence, layer_order, specificity)" in source
    assert "if old_weight is None or old_weight <= weight:" in source
    assert "specificity = sheet_specificity or specificity" in source
    assert list(inspect.signature(css.ComputedStyle.__init__).parameters) == [
        "self", "parent_style", "cascaded", "pseudo_type", "root_style", "base_url", "font_config",
        "initial_page_sizes",
    ]  # fmt: skip
    hints = inspect.getsource(css.find_style_attributes).partition("if not presentational_hints:")[0]
    assert hints.count("parse_declaration(f'") == 4, "lang, id, name of a link, sizes of a drawing"
    assert all(name in hints for name in ("-weasy-lang", "-weasy-anchor", "'style'", "'width', 'height'"))
