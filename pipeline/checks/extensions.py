"""Drop-downs that Excel keeps in an extension of a sheet (lists that stand on another sheet).

openpyxl drops that extension when it saves. It is self-contained XML, so it is taken from the original and put
back into the copy, sheet by sheet, by the name of the sheet.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

_LISTS = "{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"
"""Uri of the extension for data validation (MS-XLSX)."""

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_REVISION = "{http://schemas.microsoft.com/office/spreadsheetml/2014/revision}"
_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


@dataclass(frozen=True, slots=True)
class ExtendedLists:
    """The extensions of a workbook, as XML, by the name of their sheet."""

    by_sheet: Mapping[str, bytes]

    @classmethod
    def of(cls, parts: Mapping[str, bytes]) -> ExtendedLists:
        """The extensions of the original.

        Raises:
            ValueError: a part is no XML.
        """
        found: dict[str, bytes] = {}
        for sheet, part in _sheet_parts(parts).items():
            if _LISTS.encode() not in parts.get(part, b""):
                continue
            for extension in _parsed(parts[part]).iterfind(f"{{{_MAIN}}}extLst/{{{_MAIN}}}ext"):
                if extension.get("uri") == _LISTS:
                    found[sheet] = _alone(extension)
        return cls(found)

    def put_back(self, parts: dict[str, bytes]) -> None:
        """Add the extensions to the sheets of the same names in a saved copy."""
        from lxml import etree

        for sheet, part in _sheet_parts(parts).items() if self.by_sheet else ():
            if sheet in self.by_sheet:
                root = _parsed(parts[part])
                home = etree.SubElement(root, f"{{{_MAIN}}}extLst")
                home.append(_parsed(self.by_sheet[sheet]))
                parts[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _sheet_parts(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The part of each sheet, by the sheet's name."""
    if _WORKBOOK not in parts or _RELATIONS not in parts:
        return {}
    targets = {str(relation.get("Id")): str(relation.get("Target")) for relation in _parsed(parts[_RELATIONS])}
    found: dict[str, str] = {}
    for sheet in _parsed(parts[_WORKBOOK]).iterfind(f"{{{_MAIN}}}sheets/{{{_MAIN}}}sheet"):
        target = targets.get(str(sheet.get(f"{{{_OFFICE}}}id")), "")
        found[str(sheet.get("name"))] = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
    return found


def _alone(extension: _Element) -> bytes:
    """The extension as XML of its own, without the marks of revisions that the copy does not declare."""
    from lxml import etree

    for element in extension.iter():
        for name in [name for name in element.attrib if str(name).startswith(_REVISION)]:
            del element.attrib[name]
    etree.cleanup_namespaces(extension)
    return etree.tostring(extension, with_tail=False)


def _parsed(xml: bytes) -> _Element:
    """The root of an XML part; no entities, no network."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError("a part of the workbook is no XML") from error
