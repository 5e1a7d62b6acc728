"""WeasyPrint is imported without what it never uses, and works as if it had been."""

from __future__ import annotations

import subprocess
import sys


def _in_a_new_process(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.strip()


def test_no_font_cutting_is_read_for_a_document() -> None:
    code = "import pipeline.layout.engine, sys; print([name for name in sys.modules if name.endswith('otTables')])"
    assert _in_a_new_process(code) == "[]"


def test_font_cutting_is_read_when_it_is_called() -> None:
    code = (
        "import pipeline.layout.engine, sys; from weasyprint.pdf import fonts; from fontTools import subset;"
        "print(type(fonts.subset.Options()) is subset.Options)"
    )
    assert _in_a_new_process(code) == "True"


def test_libraries_are_searched_for_again_afterwards() -> None:
    code = (
        "import ctypes.util; search = ctypes.util.find_library; import pipeline.layout.engine;"
        "print(search is ctypes.util.find_library)"
    )
    assert _in_a_new_process(code) == "True"


def test_every_library_of_the_engine_is_opened() -> None:
    code = (
        "import pipeline.layout.engine; from weasyprint.text import ffi;"
        "print(None in (ffi.pango, ffi.harfbuzz, ffi.harfbuzz_subset, ffi.fontconfig, ffi.pangoft2))"
    )
    assert _in_a_new_process(code) == "False"
