"""A font configuration that holds the files given to it and nothing else.

Upstream starts from the fonts installed on the machine, so a page can differ from machine to machine, and a
missing face is replaced silently. This one starts empty (``FcConfigCreate``).
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from weasyprint.text.ffi import ffi, fontconfig, gobject, pangoft2
from weasyprint.text.fonts import FontConfiguration

from pipeline.errors import EnvironmentLacksError
from pipeline.messages import N_, gettext

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# One function that upstream does not declare.
ffi.cdef("FcConfig * FcConfigCreate (void);", override=True)


class ClosedFonts(FontConfiguration):  # type: ignore[misc]  # WeasyPrint publishes no types
    """The fonts of some files; ``font_map`` is what Pango takes them from."""

    def __init__(self, files: Iterable[Path]) -> None:
        # The parent's constructor would load the fonts of the system: its attributes are set here instead.
        self._folder = None
        self.strut_layouts: dict[str, tuple[float, float]] = {}
        self.font_features: dict[bytes, object] = {}
        self._config = fontconfig.FcConfigCreate()
        for path in files:
            if not fontconfig.FcConfigAppFontAddFile(self._config, os.fsencode(path)):
                raise EnvironmentLacksError(gettext(N_("เปิดไฟล์แบบอักษรไม่ได้: {file}")).format(file=path.name))
        self.font_map = ffi.gc(pangoft2.pango_ft2_font_map_new(), gobject.g_object_unref)
        pangoft2.pango_fc_font_map_set_config(ffi.cast("PangoFcFontMap *", self.font_map), self._config)
        fontconfig.FcConfigDestroy(self._config)  # the map holds a reference of its own
