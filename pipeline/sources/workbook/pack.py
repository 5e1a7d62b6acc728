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
            elif name.startswith("xl/worksheets/sheet"):
                data = _FIXED_HEIGHT.sub(rb"\1", data)
            info = zipfile.ZipInfo(name, _TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0  # the same on every system
            target.writestr(info, data)
    return result.getvalue()
