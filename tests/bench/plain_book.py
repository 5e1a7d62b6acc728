"""The plan book for other engines: one HTML file for a browser, plain blocks for Typst."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET  # our own output

from table import ROOT, font_faces

from pipeline.layout.markup import parse

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from pipeline.compose.composed import Composed

_HEADINGS = {f"h{level}": level for level in range(1, 7)}


def write_html(composed: Composed, family: str, path: Path) -> None:
    """All chapters in one HTML file, with a face that browsers find, without running heads (they set them as pages)."""
    roots = [parse(chapter.html) for chapter in composed.chapters]
    first = roots[0]
    base = (ROOT / "templates").as_uri() + "/"
    sheets: dict[str, None] = {}
    for root in roots:
        for style in root.iter("style"):
            sheets.setdefault(style.text or "")
    bodies = "".join(
        ET.tostring(child, encoding="unicode", method="html")
        for root in roots
        for child in root.find("body") or ()
        if child.get("id") not in ("running-head", "running-foot")
    )
    styles = "".join(f"<style>{sheet}</style>" for sheet in sheets)
    title = first.findtext("head/title") or ""
    path.write_text(
        f'<!DOCTYPE html><html lang="th"><head><meta charset="utf-8"/><base href="{base}"/><title>{title}</title>'
        f"<style>{font_faces(family)}</style>{styles}</head><body>{bodies}</body></html>",
        encoding="utf-8",
    )


def write_blocks(composed: Composed, path: Path) -> None:
    """Headings, paragraphs and tables of every chapter as JSON."""
    chapters = [_chapter(parse(chapter.html)) for chapter in composed.chapters]
    book = {"title": composed.title, "chapters": chapters}
    path.write_text(json.dumps(book, ensure_ascii=False), encoding="utf-8")


def _chapter(root: Element) -> dict[str, Any]:
    body = root.find("body")
    assert body is not None
    running = next((_text(node) for node in body.iter() if node.get("id") == "running-head"), "")
    sections = list(body.iter("section"))
    return {
        "running": running,
        "contents": any(node.get("class") == "contents" for node in body.iter("nav")),
        "wide": any("wide" in (node.get("class") or "").split() for node in sections),
        "blocks": [block for node in sections for block in _blocks(node)],
    }


def _blocks(node: Element) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for child in node:
        if child.tag in _HEADINGS:
            found.append({"kind": "heading", "level": _HEADINGS[child.tag], "text": _text(child)})
        elif child.tag == "table":
            found.append(_table(child))
        elif child.tag in ("p", "li") and not child.findall("p"):
            found.append({"kind": "paragraph", "text": _text(child)})
        elif child.tag != "section":
            found += _blocks(child)
    return found


def _table(table: Element) -> dict[str, Any]:
    widths = [_share(col.get("style") or "") for col in table.iter("col")]
    head = [_row(row) for group in table.findall("thead") for row in group.findall("tr")]
    rows = [_row(row) for group in table.findall("tbody") for row in group.findall("tr")]
    return {"kind": "table", "widths": widths, "head": head, "rows": rows}


def _row(row: Element) -> list[dict[str, Any]]:
    return [
        {
            "text": _text(cell),
            "colspan": int(cell.get("colspan") or 1),
            "rowspan": int(cell.get("rowspan") or 1),
            "bar": "bar" in (cell.get("class") or "").split(),
        }
        for cell in row
    ]


def _share(style: str) -> float:
    return float(style.partition("width:")[2].strip(" ;").removesuffix("mm").removesuffix("%") or 20)


def _text(node: Element) -> str:
    return " ".join("".join(node.itertext()).split())
