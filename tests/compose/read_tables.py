"""Tables of a chapter, read back from its HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.compose import Composed


def chapter_of(composed: Composed, key: str) -> ET.Element:
    """The HTML of the chapter with this key."""
    (html,) = (chapter.html for chapter in composed.chapters if chapter.key == key)
    return ET.fromstring(re.sub(r"(?i)<!doctype html>", "", html))  # noqa: S314 - our own markup


def keys(composed: Composed, start: str) -> list[str]:
    """Keys of the chapters that begin so, in order."""
    return [chapter.key for chapter in composed.chapters if chapter.key.startswith(start)]


def words(element: ET.Element) -> str:
    """The text of an element, white space folded."""
    return " ".join("".join(element.itertext()).split())


def paragraphs(element: ET.Element) -> list[str]:
    """The texts of the paragraphs below an element."""
    return [words(found) for found in element.iter("p")]


def cells(row: ET.Element) -> list[str]:
    """The texts of the cells of a row."""
    return [words(cell) for cell in row if cell.tag in {"td", "th"}]


def body(table: ET.Element) -> list[list[str]]:
    """The cells of the rows of a table's body."""
    return [cells(row) for group in table.iter("tbody") for row in group.iter("tr")]


def head(table: ET.Element) -> list[list[str]]:
    """The cells of the rows of a table's head."""
    return [cells(row) for group in table.iter("thead") for row in group.iter("tr")]


def classed(root: ET.Element, name: str) -> list[ET.Element]:
    """The elements of a class, in order."""
    return [element for element in root.iter() if name in element.get("class", "").split()]


def columns(table: ET.Element) -> list[float]:
    """Widths of the columns in mm."""
    return [float(col.attrib["style"].removeprefix("width:").removesuffix("mm")) for col in table.iter("col")]


def titles(root: ET.Element) -> list[str]:
    """The titles of the tables, in order."""
    return [words(element) for element in classed(root, "table-title")]


def grid_width(rows: Iterable[ET.Element]) -> set[int]:
    """How many columns the rows cover, spanning cells of rows above included: one number for a sound table."""
    below: list[int] = []
    found = set()
    for row in rows:
        covered = [rest for rest in below if rest > 0]
        below = [rest - 1 for rest in covered]
        own = 0
        for cell in row:
            span = int(cell.get("colspan", "1"))
            own += span
            below += [int(cell.get("rowspan", "1")) - 1] * span
        found.add(own + len(covered))
    return found
