"""HTML text to the element tree that WeasyPrint walks, by the C parser where the markup is well formed.

Templates write HTML that is nearly XML: void elements (``<br>``) and named characters (``&nbsp;``) are the
difference. Both are rewritten, and what then is no XML goes the slow way, through tinyhtml5.
"""

from __future__ import annotations

import html.entities
import re
from xml.etree import ElementTree as ET  # our own output; a DOCTYPE with entities goes the slow way

_VOID = re.compile(r"<(area|br|col|hr|img|input|link|meta|source|wbr)\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)/?>")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]*);")
_DOCTYPE = re.compile(r"\A\s*<!doctype\s+html\s*>", re.IGNORECASE)
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})


def parse(text: str) -> ET.Element:
    """The ``html`` element of a document."""
    well_formed = _DOCTYPE.sub("", text, count=1)
    if "<!DOCTYPE" not in well_formed and "<!ENTITY" not in well_formed:
        well_formed = _VOID.sub(r"<\1\2/>", well_formed)
        well_formed = _NAMED.sub(_character, well_formed)
        try:
            root = ET.fromstring(well_formed)  # noqa: S314 - see the import
        except ET.ParseError:
            pass
        else:
            if root.tag == "html":
                return root
    return _parse_slowly(text)


def _character(match: re.Match[str]) -> str:
    name = match[1]
    if name in _XML_NAMES:
        return match[0]
    return html.entities.html5.get(f"{name};", match[0])


def _parse_slowly(text: str) -> ET.Element:
    import tinyhtml5  # type: ignore[import-untyped]

    root: ET.Element = tinyhtml5.parse(text, namespace_html_elements=False)
    return root
