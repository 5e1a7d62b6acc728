"""Real numbering: lists of the HTML as Word's multi-level numbering, restarted where a list begins.

``data-marker`` says how a list counts (``1.``, ``1)``, ``(1)``, ``ก.``, ``ก)``, ``1.1``, ``•``, ``-``), ``start`` its
first number, ``data-digits="thai"`` Thai digits. Indents come from the layout.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.docx.context import digits_are_thai
from pipeline.docx.geometry import Span
from pipeline.docx.xmltext import DECLARATION, NAMESPACES, escape, twips

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from pipeline.docx.context import Context

_BULLETS = frozenset("•-–◦▪☐")
_COUNTED = re.compile(r"(?P<before>\(?)(?P<sample>1|ก|a|๑|1\.1|๑\.๑)(?P<after>[.)]?)")
_LETTERS = {"ก": "thaiLetters", "a": "lowerLetter"}
LEVELS = 9
_GAP = 0.25
"""Distance between a number and its text in em: as in CSS, numbers end there, whatever their length."""


class Level(NamedTuple):
    """One level: kind of number, text with ``%n`` for numbers, first number, indent of the text and gap (twips)."""

    kind: str
    text: str
    start: int
    left: int
    hanging: int


class Place(NamedTuple):
    """Where the items of a list stand: numbering instance of the chapter (from 1), level, whether they are bullets."""

    number: int
    level: int
    bullet: bool


class Instance(NamedTuple):
    """A list: its levels, the level it begins on, its first number."""

    levels: tuple[Level, ...]
    depth: int
    start: int


def is_list(element: Element) -> bool:
    """Whether an element is a list."""
    return element.tag in {"ol", "ul"}


class Lists:
    """The lists of one chapter."""

    def __init__(self) -> None:
        self.instances: list[Instance] = []
        self._places: dict[Element, Place] = {}
        self._column = Span(0, 0)

    def place(self, ctx: Context, element: Element, depth: int, column: Span) -> Place:
        """The place of a list; nested lists that go on its levels share its numbering."""
        known = self._places.get(element)
        if known is not None:
            return known
        self._column = column
        levels = self._shape(ctx, element, depth)
        self.instances.append(Instance(tuple(levels), depth, levels[depth].start))
        self._assign(ctx, element, depth, levels, len(self.instances))
        return self._places[element]

    def restart(self, ctx: Context, element: Element, place: Place, start: int) -> Place:
        """The place of a list from an item on that says its number: an instance of its own."""
        levels = self.instances[place.number - 1].levels
        self.instances.append(Instance(levels, place.level, start))
        self._assign(ctx, element, place.level, list(levels), len(self.instances))
        return self._places[element]

    def _assign(self, ctx: Context, element: Element, depth: int, levels: list[Level], number: int) -> None:
        self._places[element] = Place(number, depth, levels[depth].kind == "bullet")
        for nested in _nested_lists(element):
            below = depth + 1
            if below < len(levels) and self._level(ctx, nested, below) == levels[below]:
                self._assign(ctx, nested, below, levels, number)

    def _shape(self, ctx: Context, element: Element, depth: int) -> list[Level]:
        """The levels down from a list; levels above it, which it does not use, repeat its own."""
        own = self._level(ctx, element, depth)
        levels = [own] * (depth + 1)
        nested = _nested_lists(element)
        while nested and len(levels) < LEVELS:
            levels.append(self._level(ctx, nested[0], len(levels)))
            nested = [child for one in nested for child in _nested_lists(one)]
        return levels

    def _level(self, ctx: Context, element: Element, depth: int) -> Level:
        style = ctx.style(element)
        item = next((child for child in element if child.tag == "li"), element)
        span = ctx.geometry.content_span(item, ctx.style(item))
        left = self._column.inset(span)[0] if span else style.padding.left
        kind, text = self._marker(ctx, element, depth)
        return Level(kind, text, int(element.get("start", "1")), twips(left), twips(_GAP * style.font_size))

    @staticmethod
    def _marker(ctx: Context, element: Element, depth: int) -> tuple[str, str]:
        marker = element.get("data-marker") or ("•" if element.tag == "ul" else "1.")
        if marker in _BULLETS:
            return "bullet", marker
        found = _COUNTED.fullmatch(marker)
        if found is None:
            ctx.complain(f'<{element.tag} data-marker="{marker}">')
            return "bullet", "•"
        sample = found["sample"]
        thai = digits_are_thai(element) or sample.startswith("๑")
        kind = _LETTERS.get(sample, "thaiNumbers" if thai else "decimal")
        numbers = f"%{depth}.%{depth + 1}" if "." in sample and depth else f"%{depth + 1}"
        return kind, found["before"] + numbers + found["after"]


class Numbering:
    """The numbering part of a document: lists of the same shape share their definition over the chapters."""

    def __init__(self) -> None:
        self._shapes: dict[tuple[Level, ...], int] = {}
        self._instances: list[tuple[int, int, int]] = []

    def add(self, instances: Sequence[Instance]) -> int:
        """Take in the lists of a chapter; what their numbers must be moved by."""
        before = len(self._instances)
        for levels, depth, start in instances:
            self._instances.append((self._shapes.setdefault(levels, len(self._shapes)), depth, start))
        return before

    def xml(self) -> str:
        """The numbering part."""
        shapes = "".join(_abstract(number, levels) for levels, number in self._shapes.items())
        instances = "".join(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{shape}"/>'
            f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
            for number, (shape, depth, start) in enumerate(self._instances, 1)
        )
        return f"{DECLARATION}<w:numbering {NAMESPACES}>{shapes}{instances}</w:numbering>"


def _nested_lists(element: Element) -> list[Element]:
    """The lists directly below a list's items."""
    return [child for item in element if item.tag == "li" for child in item if is_list(child)]


def _abstract(number: int, levels: tuple[Level, ...]) -> str:
    inner = "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{level.start}"/><w:numFmt w:val="{level.kind}"/>'
        f'<w:lvlText w:val="{escape(level.text)}"/><w:lvlJc w:val="right"/>'
        f'<w:pPr><w:tabs><w:tab w:val="num" w:pos="{level.left}"/></w:tabs>'
        f'<w:ind w:left="{level.left}" w:hanging="{level.hanging}"/></w:pPr></w:lvl>'
        for index, level in enumerate(levels)
    )
    kind = "multilevel" if len(levels) > 1 else "singleLevel"
    return f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="{kind}"/>{inner}</w:abstractNum>'
