"""A font configuration that knows one face and nothing else.

Upstream starts from the fonts installed on the machine, so a page can differ from machine to machine, and a
missing face is replaced silently. Ours starts empty (``FcConfigCreate``) and adds the files of one
:class:`~pipeline.layout.faces.Face`. It is made once per face and process: loading fonts is the dear part.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from weasyprint.text.ffi import ffi, fontconfig, gobject, pangoft2
from weasyprint.text.fonts import FontConfiguration

from pipeline.layout.derive_face import derive

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.layout.derive_face import DerivedFont
    from pipeline.layout.faces import Face

# One function that upstream does not declare; a second declaration of the same text is harmless.
ffi.cdef("FcConfig * FcConfigCreate (void);", override=True)


class FaceFonts(FontConfiguration):  # type: ignore[misc]  # WeasyPrint publishes no types
    """The files of one face, derived so that PDF text reads back exactly.

    ``derived`` maps a style (``regular`` …) to its derived font.
    """

    def __init__(self, face: Face) -> None:
        # The parent's constructor would load the fonts of the system: its attributes are set here instead.
        self._folder = None
        self.strut_layouts: dict[str, tuple[float, float]] = {}
        self.font_features: dict[bytes, object] = {}
        self.face = face
        self.derived: dict[str, DerivedFont] = {style: derive(path) for style, path in face.files}
        self._config = fontconfig.FcConfigCreate()
        for font in self.derived.values():
            self._add(font.path)
        self.font_map = ffi.gc(pangoft2.pango_ft2_font_map_new(), gobject.g_object_unref)
        pangoft2.pango_fc_font_map_set_config(ffi.cast("PangoFcFontMap *", self.font_map), self._config)
        fontconfig.FcConfigDestroy(self._config)  # the map holds a reference of its own

    def _add(self, path: Path) -> None:
        if not fontconfig.FcConfigAppFontAddFile(self._config, os.fsencode(path)):
            raise OSError(f"fontconfig cannot read {path}")
