r"""Lists of plain texts that are written as one text: a line for each, in a cell or a block; codes also with commas.

A list marker in front of a line is not part of it, and a lone dash is an empty list. ``\`` before a line says that
it is meant as it stands.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pipeline.model import Evaluation, EvaluationIndicator, EvaluationResult, Indicator, PlanBook
from pipeline.sources.markers import UNCOUNTED, marked
from pipeline.sources.nodes import Items, Node, Scalar
from pipeline.sources.values import DASHES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.findings import Place
    from pipeline.model import Record

CODES: Final[frozenset[tuple[type[Record], str]]] = frozenset({
    (Evaluation, "groups"), (EvaluationIndicator, "units"), (EvaluationResult, "projects"),
})  # fmt: skip
"""Lists of codes: numbers and letters in front belong to them, commas do not."""

LINES: Final[frozenset[tuple[type[Record], str]]] = frozenset({
    (Indicator, "activities"), (PlanBook, "parts"), (EvaluationResult, "activities"), (EvaluationResult, "evidence"),
})  # fmt: skip
"""Other lists that may be written as a block of lines."""

_BETWEEN: Final = re.compile("[,;]")


def split(scalar: Scalar, *, coded: bool) -> Items:
    """The items of a text."""
    if scalar.text.strip() in DASHES:
        return Items([], scalar.place)
    items: list[Node] = []
    for number, line in enumerate(scalar.text.split("\n")):
        # Commas stand between codes on one line only: where there are lines, they are what separates.
        parts = _BETWEEN.split(line) if coded and "\n" not in scalar.text else [line]
        place = _place(scalar, number)
        items += [Scalar(text, place, "quoted") for part in parts if (text := _bare(part.strip(), coded=coded))]
    return Items(items, scalar.place)


def _place(scalar: Scalar, line: int) -> Place:
    """The place of a line, counted from 0, without looking at those before it: there may be very many."""
    if scalar.margin is None or scalar.place.line is None:
        return scalar.place
    return replace(scalar.place, line=scalar.place.line + 1 + line, column=scalar.margin + 1)


def joined(items: Iterable[str], *, coded: bool) -> str:
    """The text that :func:`split` takes apart into these items again."""
    lines = [_guarded(" ".join(item.split()), coded=coded) for item in items]
    if not coded:
        return "\n".join(lines)
    if not any(map(_BETWEEN.search, lines)):
        return ", ".join(lines)
    # A line break, if only behind the last code, says that commas separate nothing here.
    return "".join(f"{line}\n" for line in lines)


def _marker(text: str, *, coded: bool) -> str | None:
    """What follows the marker of a line; ``None`` without one."""
    found = marked(text)
    return found.rest if found is not None and (not coded or found.marker in UNCOUNTED) else None


def _bare(text: str, *, coded: bool) -> str:
    if text.startswith("\\"):
        return text[1:]
    rest = _marker(text, coded=coded)
    return text if rest is None else rest


def _guarded(text: str, *, coded: bool) -> str:
    meant = text.startswith("\\") or text in DASHES or _marker(text, coded=coded) is not None
    return "\\" + text if meant else text
