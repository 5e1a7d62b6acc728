"""The lint of what a book has: a list of contents that agrees with the headings, sections that inherit nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.docx.contents import DEEPEST
from pipeline.docx.xmltext import W

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_W = f"{{{W}}}"


def lint_contents(document: _Element, styles: _Element) -> Iterator[str]:
    """Everything wrong with the list of contents: Word, asked to update it, must come to the same entries."""
    for field in document.iter(f"{_W}fldChar"):
        if field.get(f"{_W}dirty"):
            yield "a field that Word wants to update"
    entries = [node for node in document.iter(f"{_W}p") if _style(node).startswith("TOC")]
    if not entries:
        return
    levels = _outline_levels(styles)
    headings = [
        (levels[_style(node)], _text(node))
        for node in document.iter(f"{_W}p")
        if levels.get(_style(node), DEEPEST) < DEEPEST
    ]
    listed = [(int(_style(node)[3:4]) - 1, _text(node)) for node in entries]
    if listed != headings:
        wrong = next((pair for pair in zip(listed, headings, strict=False) if pair[0] != pair[1]), (listed, headings))
        yield f"the contents list other headings than there are: {wrong}"
    for entry in entries:
        if _linked(entry) != _referred(entry):
            yield f"the entry {_text(entry)[:30]!r} leads elsewhere than to its page number"


def lint_sections(document: _Element) -> Iterator[str]:
    """A section without a header or footer of its own takes over that of the section before it."""
    seen: set[str] = set()
    for section in document.iter(f"{_W}sectPr"):
        own = {
            node.tag.rpartition("}")[2]
            for node in section
            if node.tag in {f"{_W}headerReference", f"{_W}footerReference"}
        }
        yield from (f"a section inherits its {kind}" for kind in sorted(seen - own))
        seen |= own


def _style(paragraph: _Element) -> str:
    found = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if found is None else found.get(f"{_W}val") or ""


def _text(paragraph: _Element) -> str:
    """The text of a paragraph; of an entry only what stands before its page number."""
    pieces = []
    for run in paragraph.iter(f"{_W}r"):
        if run.find(f"{_W}tab") is not None:
            break
        pieces += [node.text or "" for node in run.iter(f"{_W}t")]
    return " ".join("".join(pieces).split())


def _outline_levels(styles: _Element) -> dict[str, int]:
    """The outline level of every paragraph style; styles inherit it."""
    levels: dict[str, int] = {}
    for style in styles.iter(f"{_W}style"):
        own, based = style.find(f"{_W}pPr/{_W}outlineLvl"), style.find(f"{_W}basedOn")
        identifier = style.get(f"{_W}styleId") or ""
        if own is not None:
            levels[identifier] = int(own.get(f"{_W}val") or 0)
        elif based is not None and (based.get(f"{_W}val") or "") in levels:
            levels[identifier] = levels[based.get(f"{_W}val") or ""]
    return levels


def _linked(entry: _Element) -> list[str | None]:
    return [node.get(f"{_W}anchor") for node in entry.iter(f"{_W}hyperlink")]


def _referred(entry: _Element) -> list[str | None]:
    codes = (node.text or "" for node in entry.iter(f"{_W}instrText"))
    return [code.split()[1] for code in codes if code.split()[:1] == ["PAGEREF"]]
