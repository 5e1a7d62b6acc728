"""The package: parts and relationships by python-docx, a zip that is the same for the same content."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING
from xml.parsers import expat  # our own output

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.coreprops import CoreProperties
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.opc.pkgwriter import PackageWriter
from docx.package import Package

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.docx.options import DocumentMeta

_EXTENSIONS = {"png": "png", "jpeg": "jpeg", "svg+xml": "svg"}
_STORED = (".png", ".jpeg")
_FIRST = {"[Content_Types].xml": 0, "_rels/.rels": 1}
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o100600 << 16
_UNIX = 3
_ODTTF = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_FONT_RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"
_LONGEST_PROPERTY = 255


def _well_formed(xml: str) -> bytes:
    """The text as bytes, read through once without keeping a tree: a book's would take half a megabyte a page.

    Raises:
        xml.parsers.expat.ExpatError: it is no XML.
    """
    blob = xml.encode()
    expat.ParserCreate(namespace_separator=" ").Parse(blob, True)  # noqa: FBT003 - the signature of expat
    return blob


class PackageBuilder:
    """Puts the parts of one document together."""

    def __init__(self) -> None:
        self._package = Package()
        self._document = self._new("/word/document.xml", CONTENT_TYPE.WML_DOCUMENT_MAIN, b"")
        self._running: dict[str, Part] = {}
        self._pictures = 0
        self._package.rels.add_relationship(RELATIONSHIP_TYPE.OFFICE_DOCUMENT, self._document, "rId1")

    def _new(self, name: str, content_type: str, blob: bytes) -> Part:
        return Part(PackURI(name), content_type, blob, self._package)

    def _xml_part(self, name: str, content_type: str, xml: str) -> Part:
        """A part of XML text."""
        return self._new(name, content_type, _well_formed(xml))

    def document(self, xml: str) -> None:
        """Set the main part."""
        self._document._blob = _well_formed(xml)  # noqa: SLF001 - python-docx has no setter for a part of raw bytes

    def add(self, name: str, xml: str) -> None:
        """Add one of ``styles``, ``settings``, ``numbering``, ``theme``."""
        kinds = {
            "styles": (CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES, "/word/styles.xml"),
            "settings": (CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS, "/word/settings.xml"),
            "numbering": (CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING, "/word/numbering.xml"),
            "theme": (CONTENT_TYPE.OFC_THEME, RELATIONSHIP_TYPE.THEME, "/word/theme/theme1.xml"),
        }
        content_type, kind, path = kinds[name]
        self._relate(self._document, name, kind, self._xml_part(path, content_type, xml))

    def add_fonts(self, xml: str, files: Sequence[tuple[str, str, bytes]]) -> None:
        """Add the font table with the fonts to embed (relationship id, file name, content)."""
        table = self._xml_part("/word/fontTable.xml", CONTENT_TYPE.WML_FONT_TABLE, xml)
        self._relate(self._document, "fontTable", RELATIONSHIP_TYPE.FONT_TABLE, table)
        for relationship, name, data in files:
            part = self._new(f"/word/fonts/{name}", _ODTTF, data)
            self._relate(table, relationship, _FONT_RELATIONSHIP, part)

    def add_running(self, name: str, kind: str, xml: str) -> None:
        """Add a header or footer part under a name, which is its relationship id too."""
        content = CONTENT_TYPE.WML_HEADER if kind == "header" else CONTENT_TYPE.WML_FOOTER
        part = self._xml_part(f"/word/{name}.xml", content, xml)
        self._relate(self._document, name, f"{RELATIONSHIP_TYPE.STYLES.rsplit('/', 1)[0]}/{kind}", part)
        self._running[name] = part

    def add_media(self, kind: str, data: bytes, running: Sequence[str], *, shown: bool) -> None:
        """Add a picture file (``png``, ``jpeg``, ``svg+xml``) that parts show: the main one, some running ones."""
        self._pictures += 1
        name = f"image{self._pictures}"
        part = self._new(f"/word/media/{name}.{_EXTENSIONS[kind]}", f"image/{kind}", data)
        owners = [self._document] if shown else []
        for owner in (*owners, *(self._running[name] for name in running)):
            self._relate(owner, name, RELATIONSHIP_TYPE.IMAGE, part)

    def add_links(self, links: dict[str, str], running: str = "") -> None:
        """Add the external links of the main part or of a running one: addresses with their relationship ids."""
        owner = self._running[running] if running else self._document
        for target, relationship in links.items():
            owner.rels.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, target, relationship, is_external=True)

    @staticmethod
    def _relate(owner: Part, relationship: str, kind: str, part: Part) -> None:
        owner.rels.add_relationship(kind, part, relationship)

    def set_properties(self, meta: DocumentMeta) -> None:
        """Write the core properties; every date is the caller's."""
        part = CorePropertiesPart._new(self._package)  # noqa: SLF001 - default() would put in the clock and itself
        self._package.rels.add_relationship(RELATIONSHIP_TYPE.CORE_PROPERTIES, part, "rId2")
        properties = CoreProperties(part.element)
        texts = {
            "title": meta.title,
            "author": meta.author,
            "last_modified_by": meta.author,
            "subject": meta.subject,
            "keywords": meta.keywords,
            "language": meta.language,
        }
        for name, text in texts.items():
            if text:
                setattr(properties, name, text[:_LONGEST_PROPERTY])
        properties.revision = 1
        properties.created = _utc(meta.created)
        properties.modified = _utc(meta.modified or meta.created)

    def save(self) -> bytes:
        """The package as a zip: sorted names, one date, fixed attributes."""
        collected = _Collector()
        parts = self._package.parts
        PackageWriter._write_content_types_stream(collected, parts)  # noqa: SLF001 - save() wants a file
        PackageWriter._write_pkg_rels(collected, self._package.rels)  # noqa: SLF001
        PackageWriter._write_parts(collected, parts)  # noqa: SLF001
        return canonical_zip(collected.files)


def _utc(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(dt.UTC).replace(tzinfo=None) if moment.tzinfo else moment


class _Collector:
    """Stands in for python-docx's zip writer and keeps the parts by name."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def write(self, pack_uri: PackURI, blob: bytes | str) -> None:
        self.files[pack_uri.membername] = blob.encode() if isinstance(blob, str) else blob


def canonical_zip(files: dict[str, bytes]) -> bytes:
    """A zip whose bytes depend on names and contents only."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(files, key=lambda name: (_FIRST.get(name, 2), name)):
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.external_attr, entry.create_system = _PLAIN_FILE, _UNIX
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(_STORED) else zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name], compresslevel=6)
    return target.getvalue()
