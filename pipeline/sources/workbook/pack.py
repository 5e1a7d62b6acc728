"""A workbook to bytes that depend on its content alone: no clock, no order of a file system."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from openpyxl import Workbook

_TIME: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can hold."""
_STAMPS: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")
_VERSION: Final = re.compile(rb" Compatible / Openpyxl [0-9.]+|<AppVersion>[^<]*</AppVersion>")
_FIXED_HEIGHT: Final = re.compile(rb'(<row [^>]*?) customHeight="1"')
"""Heights of rows are a beginning: Excel fits them again when somebody types more."""
_FONT: Final = re.compile(rb"<font>(.*?)</font>")
_PROPERTY: Final = re.compile(rb"<(\w+)[^>]*/>")
_PROPERTIES: Final = (
    b"b", b"i", b"strike", b"condense", b"extend", b"outline", b"shadow", b"u", b"vertAlign", b"sz", b"color", b"name",
    b"family", b"charset", b"scheme",
)  # fmt: skip
"""Properties of a font in the order that the schema of Office wants; openpyxl has an order of its own."""
_STAMP: Final = rb"\g<1>2000-01-01T00:00:00Z\g<2>"


def packed(workbook: Workbook) -> bytes:
    """The bytes of a workbook."""
    written = io.BytesIO()
    workbook.save(written)
    result = io.BytesIO()
    with (
        zipfile.ZipFile(written) as source,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target,
    ):
        for name in source.namelist():
            data = source.read(name)
            if name == "docProps/core.xml":
                data = _STAMPS.sub(_STAMP, data)
            elif name == "docProps/app.xml":
                data = _VERSION.sub(b"", data)
            elif name == "xl/styles.xml":
                data = _FONT.sub(lambda match: b"<font>" + _ordered(match[1]) + b"</font>", data)
            elif name.startswith("xl/worksheets/sheet"):
                data = _FIXED_HEIGHT.sub(rb"\1", data)
            info = zipfile.ZipInfo(name, _TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0  # the same on every system
            target.writestr(info, data)
    return result.getvalue()


def _ordered(properties: bytes) -> bytes:
    found = sorted(_PROPERTY.finditer(properties), key=lambda match: _PROPERTIES.index(match[1]))
    return b"".join(match[0] for match in found)
