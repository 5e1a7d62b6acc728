"""What the public validators do not see: rules of Word, of Thai and of this writer, checked on a finished DOCX."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.docx.lint_book import lint_contents, lint_sections
from pipeline.docx.lint_tables import lint_tables
from pipeline.docx.xmltext import W

if TYPE_CHECKING:
    from collections.abc import Iterator

    Parts = dict[str, etree._Element]  # noqa: SLF001 - the only name lxml gives its element type

_W = f"{{{W}}}"
_CHECKED = re.compile(r"word/(document|header\d*|footer\d*|footnotes|styles|settings|numbering)\.xml")
_THAI = re.compile("[\u0e01-\u0e7f]")
_INVISIBLE = re.compile("[\u200b\u2060\u00ad\ufeff]")
_BOOKMARK = re.compile(r"[^\W\d]\w{0,39}")
_TWINS = (("b", "bCs"), ("i", "iCs"), ("sz", "szCs"))
_REFERENCE = re.compile(r"\s*(?:PAGEREF|REF)\s+(\S+)")
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def lint(data: bytes) -> list[str]:
    """Everything that is wrong with a DOCX, as sentences for developers; empty if nothing is."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {
            name.removeprefix("word/").removesuffix(".xml"): etree.fromstring(package.read(name))
            for name in package.namelist()
            if _CHECKED.fullmatch(name)
        }
    return [
        *_settings(parts),
        *_language(parts),
        *_texts(parts),
        *_references(parts),
        *_layout(parts),
        *lint_contents(parts["document"], parts["styles"]),
        *lint_sections(parts["document"]),
    ]


def w(name: str) -> str:
    """A qualified name of the main namespace."""
    return _W + name


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """An attribute of the main namespace; ``None`` also where the element is missing."""
    return None if element is None else element.get(w(name))


def _settings(parts: Parts) -> Iterator[str]:
    settings = parts["settings"]
    modes = [value(node) for node in settings.iter(w("compatSetting")) if value(node, "name") == "compatibilityMode"]
    if modes != ["15"]:
        yield f"settings: compatibility mode {modes}"
    if settings.find(w("updateFields")) is not None:
        yield "settings: Word asks whether to update fields"
    if value(settings.find(w("themeFontLang")), "bidi") != "th-TH":
        yield "settings: the language of complex scripts is not th-TH"


def _language(parts: Parts) -> Iterator[str]:
    defaults = parts["styles"].find(f"{w('docDefaults')}//{w('lang')}")
    if value(defaults, "bidi") != "th-TH":
        yield "styles: the default language of complex scripts is not th-TH"


def _texts(parts: Parts) -> Iterator[str]:
    for name, part in parts.items():
        for fonts in part.iter(w("rFonts")):
            if any(str(key).lower().endswith("theme") for key in fonts.attrib):
                yield f"{name}: a theme font, which beats the named one"
        for properties in part.iter(w("rPr")):
            yield from _twins(name, properties)
        for run in part.iter(w("r")):
            text = "".join(node.text or "" for node in run.iter(w("t")))
            if _INVISIBLE.search(text):
                yield f"{name}: an invisible break hint in {text[:20]!r}"
            if _THAI.search(text) and run.find(f"{w('rPr')}/{w('cs')}") is None:
                yield f"{name}: Thai without w:cs in {text[:20]!r}"
        yield from _fields(name, part)


def _twins(name: str, properties: etree._Element) -> Iterator[str]:
    for plain, twin in _TWINS:
        one, other = properties.find(w(plain)), properties.find(w(twin))
        if (one is None) != (other is None) or value(one) != value(other):
            yield f"{name}: w:{plain} without its like w:{twin}"


def _fields(name: str, part: etree._Element) -> Iterator[str]:
    depth = 0
    for node in part.iter(w("fldChar")):
        depth += {"begin": 1, "end": -1}.get(value(node, "fldCharType") or "", 0)
        if depth < 0:
            break
    if depth:
        yield f"{name}: fields begin and end unequally"


def _references(parts: Parts) -> Iterator[str]:
    document = parts["document"]
    bookmarks = [value(node, "name") or "" for node in document.iter(w("bookmarkStart"))]
    yield from _bookmarks(parts, bookmarks)
    for tag in (w("bookmarkStart"), f"{_WP}docPr"):
        ids = [node.get(w("id")) or node.get("id") for node in parts["document"].iter(tag)]
        if len(set(ids)) != len(ids):
            yield f"document: two {tag.rpartition('}')[2]} of one number"
    styles = {value(node, "styleId") for node in parts["styles"].iter(w("style"))}
    numbers = {value(node, "numId") for node in parts["numbering"].iter(w("num"))} if "numbering" in parts else set()
    for name, part in parts.items():
        for kind in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"):
            for node in part.iter(w(kind)):
                if value(node) not in styles:
                    yield f"{name}: no style {value(node)!r}"
        for node in part.iter(w("numId")):
            if value(node) not in numbers:
                yield f"{name}: no numbering {value(node)!r}"


def _bookmarks(parts: Parts, bookmarks: list[str]) -> Iterator[str]:
    for bookmark in bookmarks:
        if not _BOOKMARK.fullmatch(bookmark):
            yield f"document: Word refuses the bookmark name {bookmark!r}"
    if len(set(bookmarks)) != len(bookmarks):
        yield "document: two bookmarks of one name"
    for name, part in parts.items():
        for node in part.iter(w("hyperlink")):
            anchor = value(node, "anchor")
            if anchor and anchor not in bookmarks:
                yield f"{name}: the link to {anchor!r} leads nowhere"
        for node in part.iter(w("instrText")):
            found = _REFERENCE.match(node.text or "")
            if found and found[1] not in bookmarks:
                yield f"{name}: the field refers to a missing bookmark {found[1]!r}"


def _layout(parts: Parts) -> Iterator[str]:
    document = parts["document"]
    widest = 0
    for section in document.iter(w("sectPr")):
        size, margin = section.find(w("pgSz")), section.find(w("pgMar"))
        width, height = int(value(size, "w") or 0), int(value(size, "h") or 0)
        if (value(size, "orient") == "landscape") != (width > height):
            yield "document: the orientation contradicts the paper size"
        widest = max(widest, width - sum(int(value(margin, key) or 0) for key in ("left", "right", "gutter")))
    for name, part in parts.items():
        yield from (f"{name}: {what}" for what in lint_tables(part, widest))
        for picture in part.iter(f"{_WP}docPr"):
            if not (picture.get("descr") or "").strip():
                yield f"{name}: a picture without alternative text"
