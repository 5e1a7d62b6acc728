"""WeasyPrint imported in half the time; a command that makes one document spends much of its life on imports.

Three things are dear. Libraries are looked for under a dozen names, and for each that does not exist the compiler is
started to ask where it may be; the names that Linux knows are tried at once. fontTools' machinery for cutting
fonts down is read, which HarfBuzz does in its stead; it is read when it is called. And to understand the name of a
type of C, cffi parses every name that was declared before; those that do not occur are kept from it.

Import this module before any of WeasyPrint.
"""

from __future__ import annotations

import contextlib
import ctypes.util
import io
import re
import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_NAME = re.compile(r"[A-Za-z_]\w*")
_LATER = ("fontTools.subset", "fontTools.varLib.instancer")


class _Later(ModuleType):
    """Stands for a module while others import it; what they take from it imports the module when called."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*args: object, **kwargs: object) -> object:
            return getattr(import_module(self.__name__), name)(*args, **kwargs)

        return call


@contextlib.contextmanager
def _read_later() -> Iterator[None]:
    stands = {name: _Later(name) for name in _LATER if name not in sys.modules}
    sys.modules.update(stands)
    try:
        yield
    finally:
        for name in stands:
            del sys.modules[name]


def _no_search(name: str) -> str | None:  # noqa: ARG001 - the signature of what it stands for
    return None


@contextlib.contextmanager
def _only_names_as_given() -> Iterator[None]:
    """Let libraries be opened by the names that their makers gave them, without a search."""
    search = ctypes.util.find_library
    setattr(ctypes.util, "find_library", _no_search)  # noqa: B010 - mypy takes a function for a constant
    try:
        yield
    finally:
        setattr(ctypes.util, "find_library", search)  # noqa: B010 - likewise


def _parse_less(parser: Any) -> None:  # noqa: ANN401 - cffi publishes no types
    """Show cffi's parser, of the names declared before, only those that a piece of C mentions.

    cffi is not pinned: a version that keeps its names elsewhere is left as it is.
    """
    if not (hasattr(parser, "_parse") and isinstance(getattr(parser, "_declarations", None), dict)):
        return
    upstream = parser._parse  # noqa: SLF001 - no public way

    def parse(source: str) -> object:
        declared = parser._declarations  # noqa: SLF001 - likewise
        mentioned = set(_NAME.findall(source))
        parser._declarations = {  # noqa: SLF001 - likewise
            key: value for key, value in declared.items() if key.rpartition(" ")[2] in mentioned
        }
        try:
            return upstream(source)
        finally:
            parser._declarations = declared  # noqa: SLF001 - likewise

    parser._parse = parse  # noqa: SLF001 - likewise


def import_weasyprint() -> None:
    """Import WeasyPrint, in the plain way where the quick one fails.

    Raises:
        OSError: Pango is missing.
    """
    with _read_later():
        if sys.platform == "linux":
            # WeasyPrint prints a long notice before it raises.
            with contextlib.suppress(OSError), contextlib.redirect_stdout(io.StringIO()), _only_names_as_given():
                import_module("weasyprint")
        import_module("weasyprint")
    _parse_less(getattr(import_module("weasyprint.text.ffi").ffi, "_parser", None))


import_weasyprint()
