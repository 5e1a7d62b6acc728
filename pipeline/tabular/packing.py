"""A workbook to bytes that depend on its content alone: no clock, no file system, no version of a library."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from openpyxl import Workbook

_TIME: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can hold."""
_CORE: Final = "docProps/core.xml"
_APP: Final = "docProps/app.xml"
_STYLES: Final = "xl/styles.xml"
_STAMPS: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")
_STAMP: Final = rb"\g<1>2000-01-01T00:00:00Z\g<2>"
_VERSION: Final = re.compile(rb" Compatible / Openpyxl [0-9.]+|<AppVersion>[^<]*</AppVersion>")
_FONT: Final = re.compile(rb"<font>(.*?)</font>")
_PROPERTY: Final = re.compile(rb"<(\w+)[^>]*/>")
_PROPERTIES: Final = (
    b"b", b"i", b"strike", b"condense", b"extend", b"outline", b"shadow", b"u", b"vertAlign", b"sz", b"color", b"name",
    b"family", b"charset", b"scheme",
)  # fmt: skip
"""Properties of a font in the order that the schema of Office wants; openpyxl has an order of its own."""


def packed(workbook: Workbook, amend: Callable[[dict[str, bytes]], None] | None = None) -> bytes:
    """The bytes of a workbook.

    Args:
        workbook: the workbook to save.
        amend: may change the parts (bytes by name) before they are packed.
    """
    raw = io.BytesIO()
    workbook.save(raw)
    with zipfile.ZipFile(raw) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    parts[_CORE] = _STAMPS.sub(_STAMP, parts[_CORE])
    parts[_APP] = _VERSION.sub(b"", parts[_APP])
    parts[_STYLES] = _FONT.sub(lambda match: b"<font>" + _ordered(match[1]) + b"</font>", parts[_STYLES])
    if amend is not None:
        amend(parts)
    return zipped(parts)


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Parts as a package, in their order; the same parts give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, _TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0  # the same on every system
            target.writestr(info, data)
    return out.getvalue()


def _ordered(properties: bytes) -> bytes:
    found = sorted(_PROPERTY.finditer(properties), key=lambda match: _PROPERTIES.index(match[1]))
    return b"".join(match[0] for match in found)
