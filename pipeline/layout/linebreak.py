"""Line breaking of our own, in place of ``split_text_box`` and what measures unbroken text.

What: a line takes the last allowed break (:mod:`pipeline.layout.opportunities`) whose text fits, found by
bisection over the pen positions of the shaped text (:mod:`pipeline.layout.shaping`). The same breaks serve
min-content widths and the seams between inline boxes.
Why: upstream cuts the text by a guess of its length before it asks Pango, asks about rests of a paragraph, and
lets a long token paint over the neighbouring cell.
Upstream: ``layout.inline.split_text_box``, ``split_inline_level``, ``split_inline_box``, ``can_break_inside``,
``remove_last_whitespace``; ``layout.preferred.inline_line_widths``, ``trailing_whitespace_size``.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline, preferred
from weasyprint.text.line_break import strut

from pipeline.layout.opportunities import breaks_of, emergency, prepare_line
from pipeline.layout.setline import SetLine
from pipeline.layout.shaping import shape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipeline.layout.shaping import Shaped

_WRAPS = frozenset({"normal", "pre-wrap", "pre-line"})
_COLLAPSES = frozenset({"normal", "nowrap", "pre-line"})
_TOLERANCE = 1e-6  # px: sums of floats that were equal


def split_text_box(
    context: Any,  # noqa: ANN401 - the engine's
    box: Any,  # noqa: ANN401 - the engine's
    available_width: float | None,
    skip: int,
    is_line_start: bool = True,  # noqa: ARG001, FBT001, FBT002 - the signature of the engine
) -> tuple[Any, int | None, bool]:
    """As much of a text box as fits on a line: (new box, where to resume in bytes, preserved line break)."""
    if not box.style["font_size"] or skip >= len(box.text.encode()):
        return None, None, False
    shaped = _shaped(box)
    end, resume = shaped.line_end(skip)
    preserved = resume > end
    white_space = box.style["white_space"]
    if available_width is not None and white_space in _WRAPS:
        cut = _cut(context, box, shaped, (skip, end), available_width)
        if cut < end:
            end, resume, preserved = cut, cut, False
    resume_at = None if resume >= len(shaped.data) and not preserved else resume
    if white_space in _COLLAPSES and resume_at is not None:
        end = shaped.visible_end(skip, end)
    if end == skip:
        return None, resume_at, preserved
    return _set(box, shaped, skip, end), resume_at, preserved


def _shaped(box: Any) -> Shaped:  # noqa: ANN401 - the engine's
    """The shaped text of a box, kept on it for as long as its text and style are the same objects."""
    kept: tuple[Any, Shaped] | None = box.__dict__.get("saraban_shaped")
    if kept is None or kept[0] is not box.style or kept[1].text != box.text:
        kept = box.saraban_shaped = (box.style, shape(box.text, box.style))
    return kept[1]


def _cut(context: Any, box: Any, shaped: Shaped, span: tuple[int, int], room: float) -> int:  # noqa: ANN401
    """Where to end a line that begins at ``span[0]``: the last break that fits, or the first one at all."""
    start, end = span
    origin = shaped.pen(start)
    limit = origin + room + _TOLERANCE
    if shaped.pen(shaped.visible_end(start, end)) <= limit:
        return end
    allowed = breaks_of(box, context.saraban_names).allowed
    first = bisect_right(allowed, start)
    # Everything that begins before the limit may fit once its trailing spaces are gone.
    candidates = allowed[first : bisect_right(allowed, end - 1)]
    best = None
    low, high = 0, len(candidates)
    while low < high:
        middle = (low + high) // 2
        if shaped.pen(shaped.visible_end(start, candidates[middle])) <= limit:
            best, low = candidates[middle], middle + 1
        else:
            high = middle
    if best is not None:
        return best
    if context.saraban_emergency:
        return _emergency_cut(shaped, context.saraban_names, (start, candidates[0] if candidates else end), limit)
    return candidates[0] if candidates else end


def _emergency_cut(shaped: Shaped, names: tuple[str, ...], span: tuple[int, int], limit: float) -> int:
    """Cut a token wider than its line: at a word or a part of a link, else at a cluster; one cluster at least."""
    start, end = span
    for places in (*emergency(shaped.text, names), shaped.starts):
        fitting = [place for place in places if start < place < end and shaped.pen(place) <= limit]
        if fitting:
            return fitting[-1]
    following = shaped.starts[shaped.cluster(start) + 1]
    return min(following, end)


def _set(box: Any, shaped: Shaped, start: int, end: int) -> Any:  # noqa: ANN401 - the engine's
    """A text box with a slice of its text, measured."""
    line = SetLine(shaped, start, end)
    new_box = box.copy_with_text(line.text)
    new_box.pango_layout = line
    new_box.width = line.width
    new_box.height = shaped.metrics.height
    line_height, _ = strut(box.style)
    half_leading = (line_height - new_box.height) / 2
    new_box.margin_top = new_box.margin_bottom = half_leading
    new_box.baseline = shaped.metrics.baseline + half_leading
    return new_box


def split_inline_level(original: Callable[..., Any]) -> Callable[..., Any]:
    """Answer "may the line break before this text?" from our breaks; upstream would ask about two letters."""

    def replacement(context: Any, box: Any, *rest: Any) -> Any:  # noqa: ANN401 - the engine's
        result = original(context, box, *rest)
        if isinstance(box, boxes.TextBox) and box.text:
            new_box, resume_at, preserved, _, last, floats = result
            return new_box, resume_at, preserved, breaks_of(box, context.saraban_names).before, last, floats
        return result

    return replacement


def split_inline_box(original: Callable[..., Any]) -> Callable[..., Any]:
    """Prepare the breaks of a line box, and set a line again in an emergency when it came out too wide.

    Only the second time may a token be cut, so that a token which would fit on a line of its own stays whole.
    """

    def replacement(context: Any, box: Any, position_x: float, max_x: float, *rest: Any) -> Any:  # noqa: ANN401
        if not isinstance(box, boxes.LineBox):
            return original(context, box, position_x, max_x, *rest)
        prepare_line(box, context.saraban_names)
        collected = [value for value in rest if isinstance(value, list)]
        lengths = [len(values) for values in collected]
        result = original(context, box, position_x, max_x, *rest)
        line = result[0]
        if line.width <= max_x - position_x + _TOLERANCE * 10 or context.saraban_emergency:
            return result
        if line.width - trailing_whitespace_size(context, line) <= max_x - position_x + _TOLERANCE * 10:
            return result
        for values, length in zip(collected, lengths, strict=True):
            del values[length:]
        context.saraban_emergency = True
        try:
            return original(context, box, position_x, max_x, *rest)
        finally:
            context.saraban_emergency = False

    return replacement


def can_break_inside(box: Any) -> bool:  # noqa: ANN401 - the engine's
    """Whether a set inline box has a break inside."""
    if isinstance(box, boxes.AtomicInlineLevelBox) or box.style["white_space"] not in _WRAPS:
        return False
    if isinstance(box, boxes.TextBox):
        line: SetLine = box.pango_layout
        if "saraban_breaks" not in box.__dict__:
            return False
        allowed = box.saraban_breaks.allowed
        first = bisect_right(allowed, line.start)
        return first < len(allowed) and allowed[first] < line.end
    return isinstance(box, boxes.ParentBox) and any(can_break_inside(child) for child in box.children)


def _last_text(box: Any) -> tuple[Any, list[Any]]:  # noqa: ANN401 - the engine's
    """The last text box inside, with the boxes around it; ``None`` if the last box is no text."""
    around = []
    while isinstance(box, boxes.LineBox | boxes.InlineBox):
        around.append(box)
        if not box.children:
            return None, around
        box = box.children[-1]
    return (box if isinstance(box, boxes.TextBox) else None), around


def trailing_whitespace_size(context: Any, box: Any) -> float:  # noqa: ANN401, ARG001 - the engine's
    """Width in px of the spaces at the end of a box that vanish at the end of a line."""
    box, _ = _last_text(box)
    if box is None or not box.text.endswith(" ") or not box.style["font_size"]:
        return 0.0
    if box.style["white_space"] not in _COLLAPSES:
        return 0.0
    line = box.__dict__.get("pango_layout")
    if not isinstance(line, SetLine):
        shaped = _shaped(box)
        line = SetLine(shaped, 0, len(shaped.data))
    return line.shaped.pen(line.end) - line.shaped.pen(line.shaped.visible_end(line.start, line.end))


def remove_last_whitespace(context: Any, line_box: Any) -> None:  # noqa: ANN401, ARG001 - the engine's
    """Take the spaces off the end of a line, and their width off the boxes around."""
    box, around = _last_text(line_box)
    if box is None or box.style["white_space"] not in _COLLAPSES or not box.text.endswith(" "):
        return
    line: SetLine = box.pango_layout
    before = line.width
    line.end = line.shaped.visible_end(line.start, line.end)
    removed = before - line.width
    box.text = line.text
    for each in (box, *around):
        each.width -= removed


def inline_line_widths(
    context: Any,  # noqa: ANN401 - the engine's
    box: Any,  # noqa: ANN401 - the engine's
    outer: bool,  # noqa: FBT001
    is_line_start: bool,  # noqa: FBT001
    minimum: bool,  # noqa: FBT001
    skip_stack: dict[int, Any] | None = None,
    first_line: bool = False,  # noqa: FBT001, FBT002
) -> Iterator[float]:
    """Widths in px of the lines of an inline box broken everywhere (``minimum``) or only where it must be."""
    names = context.saraban_names
    indent = 0.0
    if isinstance(box, boxes.LineBox):
        prepare_line(box, names)
        indent = _fixed_indent(box)
    skip, inner = next(iter(skip_stack.items())) if skip_stack else (0, None)
    current = indent
    for child in box.children[skip:]:
        if child.is_absolutely_positioned() or child.is_note():
            continue
        if isinstance(child, boxes.InlineBox):
            parts = list(inline_line_widths(context, child, outer, is_line_start, minimum, inner))
            parts[0] = preferred.adjust(child, True, parts[0], right=len(parts) == 1)  # noqa: FBT003
            if len(parts) > 1:
                parts[-1] = preferred.adjust(child, True, parts[-1], left=False)  # noqa: FBT003
        elif isinstance(child, boxes.TextBox):
            begin = next(iter(inner)) if inner else 0
            parts = _text_widths(child, begin or 0, names, minimum=minimum, line_start=is_line_start)
        else:
            width = (preferred.min_content_width if minimum else preferred.max_content_width)(context, child)
            parts = [0.0, width, 0.0] if minimum and box.style["white_space"] in _WRAPS else [width]
        inner = None
        current += parts[0]
        for part in parts[1:]:
            yield current
            if first_line:
                return
            current = part
        is_line_start = len(parts) > 1 and not parts[-1]
    yield current


def _text_widths(box: Any, begin: int, names: tuple[str, ...], *, minimum: bool, line_start: bool) -> list[float]:  # noqa: ANN401
    if not box.style["font_size"] or not box.text:
        return [0.0]
    shaped = _shaped(box)
    data = shaped.data
    if line_start and box.style["white_space"] in _COLLAPSES:
        begin = len(data) - len(data[begin:].lstrip(b" "))
    cuts = sorted(resume for end, resume in shaped.ends if begin < resume and resume > end)
    widths: list[float] = []
    if minimum and box.style["white_space"] in _WRAPS:
        breaks = breaks_of(box, names)
        cuts = sorted({*cuts, *(place for place in breaks.allowed if place > begin)})
        if breaks.before and not begin:
            widths.append(0.0)
    for cut in (*cuts, len(data)):
        end = cut - 1 if cut > begin and data[cut - 1] == 0x0A else cut  # noqa: PLR2004 - a line feed
        if cut < len(data) or minimum:
            end = shaped.visible_end(begin, end)
        widths.append(shaped.pen(end) - shaped.pen(begin))
        begin = cut
    return widths


def _fixed_indent(box: Any) -> float:  # noqa: ANN401 - the engine's
    """The text indent in px; a percentage counts as 0, for the width is not known yet."""
    value = box.style["text_indent"]
    return float(value.value) if getattr(value, "unit", "") in {"px", "PX"} else 0.0


def install() -> None:
    """Put the replacements in (called once by :mod:`pipeline.layout.engine`)."""
    inline.split_text_box = split_text_box
    inline.split_inline_level = split_inline_level(inline.split_inline_level)
    inline.split_inline_box = split_inline_box(inline.split_inline_box)
    inline.can_break_inside = can_break_inside
    inline.remove_last_whitespace = remove_last_whitespace
    inline.trailing_whitespace_size = preferred.trailing_whitespace_size = trailing_whitespace_size
    preferred.inline_line_widths = inline_line_widths
