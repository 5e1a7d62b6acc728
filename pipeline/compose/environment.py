"""The template engine, held on a short lead: data is never code, and a template sees plain values only.

* Sandbox: no private attribute, no method, nothing that changes its argument. Of a record a template reads the
  fields, of a mapping its items; texts and numbers have no attributes at all, so ``"a".center(10**9)`` is no way
  to fill the memory. Powers and repeated texts are refused for the same reason.
* Escaping is always on: there is no ``safe`` filter, and ``{% autoescape %}`` is refused.
* An unknown name, and a value that is missing (``None``), is an error that tells template and line: a document
  never goes out with a silent hole.
* Templates come from the templates folders only; links that lead out of them are not followed.
* A document is at most :data:`LARGEST_DOCUMENT` characters.

A template that loops without end and prints nothing is not stopped here; that is for the limits of the process.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import is_dataclass
from decimal import Decimal
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2 import nodes
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.loaders import split_template_path
from jinja2.runtime import LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from pipeline.compose.digits import Numerals
from pipeline.compose.filters import filters_for
from pipeline.compose.problems import TemplateError
from pipeline.compose.registry import template_folders
from pipeline.messages import N_, gettext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from pipeline.model import Digits

LARGEST_DOCUMENT = 20_000_000
"""Characters of HTML: about 5,000 pages of prose."""

LARGEST_TEMPLATE = 1_000_000
"""Bytes of one template."""

BUNDLED = "bundled"
"""``{% extends "bundled/base/base.html.j2" %}`` means our own file, also where an office has one of that name."""

_BUILT_IN_FILTERS = frozenset(
    {"default", "e", "escape", "first", "join", "last", "length", "list", "reverse", "string"}
)
_REWRITTEN = "__jinja_exception__"  # what the engine leaves in the frames that it maps back to template lines
_ENGINE_TYPES = (LoopContext, Macro, TemplateModule)
_TEMPLATE_FAULTS = (
    jinja2.TemplateError, ArithmeticError, AttributeError, LookupError, OSError, TypeError, ValueError, RecursionError,
)  # fmt: skip
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_MAPPING_METHODS = frozenset({"items", "keys", "values"})


def render(template: str, context: Mapping[str, object], digits: Digits, own: Path | None = None) -> str:
    """The HTML of a template (path below the templates folder) filled with plain data.

    Raises:
        TemplateError: with the template's file and line.
    """
    environment = _environment(digits, own)
    try:
        return _limited(environment.get_template(template).generate(dict(context)))
    except jinja2.TemplateSyntaxError as error:
        raise TemplateError(error.name or template, error.lineno, error.message or "") from error
    except jinja2.TemplateNotFound as error:
        reason = gettext(N_("ไม่พบแม่แบบ {name}")).format(name=error.name)
        raise TemplateError(*_place(error.__traceback__, template), reason) from error
    except _TEMPLATE_FAULTS as error:
        raise TemplateError(*_place(error.__traceback__, template), str(error) or type(error).__name__) from error


def _limited(pieces: Iterator[str]) -> str:
    parts: list[str] = []
    length = 0
    for piece in pieces:
        parts.append(piece)
        length += len(piece)
        if length > LARGEST_DOCUMENT:
            raise SecurityError(gettext(N_("เอกสารยาวเกิน {limit} ตัวอักษร")).format(limit=f"{LARGEST_DOCUMENT:,}"))
    return "".join(parts)


def _place(traceback: TracebackType | None, template: str) -> tuple[str, int | None]:
    """Template and line where an error rose: the innermost frame that the engine attributes to a template."""
    place: tuple[str, int | None] = (template, None)
    while traceback is not None:
        if _REWRITTEN in traceback.tb_frame.f_globals:
            place = (traceback.tb_frame.f_code.co_filename, traceback.tb_lineno)
        traceback = traceback.tb_next
    return place


@lru_cache(maxsize=8)
def _environment(digits: Digits, own: Path | None) -> _Environment:
    return _Environment(Numerals(digits), template_folders(own))


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja for one kind of digits."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, numerals: Numerals, folders: Sequence[Path]) -> None:
        super().__init__(
            loader=_Loader(folders),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            finalize=_printable,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
        )
        self.filters = {name: value for name, value in self.filters.items() if name in _BUILT_IN_FILTERS}
        self.filters.update(filters_for(numerals))
        self.globals = {"range": self.globals["range"]}

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Fields of records, items of mappings, and what the engine itself offers (``loop``, imported macros)."""
        if is_dataclass(obj) and not isinstance(obj, type):
            return attr in obj.__dataclass_fields__ and not attr.startswith("_")
        if isinstance(obj, Mapping):
            return attr in _MAPPING_METHODS
        return isinstance(obj, _ENGINE_TYPES) and super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: jinja2.runtime.Context, operator: str, left: object, right: object) -> object:
        """Products and remainders of numbers; neither powers nor repeated or formatted texts."""
        if operator == "**" or not (_is_number(left) and _is_number(right)):
            raise SecurityError(f"{operator} is for numbers")
        return super().call_binop(context, operator, left, right)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree: nodes.Template = super()._parse(source, name, filename)
        for node in tree.find_all(nodes.ScopedEvalContextModifier):
            raise jinja2.TemplateSyntaxError("escaping is always on", node.lineno, name, filename)
        return tree


def _is_number(value: object) -> bool:
    return isinstance(value, int | Decimal)


def _printable(value: object) -> object:
    """What may be printed: texts and numbers. A missing value is an error, not the word ``None``.

    Characters that no XML can hold (controls left by Word and Excel, lone surrogates) become spaces.
    """
    if isinstance(value, str):
        return type(value)(_NO_XML.sub(" ", value)) if _NO_XML.search(value) else value
    if isinstance(value, int | Decimal | jinja2.Undefined):
        return value
    raise jinja2.UndefinedError(f"a {type(value).__name__} is no text")


class _Loader(jinja2.BaseLoader):
    """Files below the templates folders, the first folder that has one wins."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folder.resolve() for folder in folders)

    def get_source(self, environment: Any, template: str) -> tuple[str, str, Callable[[], bool]]:  # noqa: ANN401, ARG002 - the engine's signature
        """Text of a template, the name that errors show, and whether it is still current."""
        parts = split_template_path(template)
        folders = self._folders
        if parts[0] == BUNDLED:
            parts, folders = parts[1:], folders[-1:]
        for folder in folders:
            path = folder.joinpath(*parts).resolve()
            if path.is_relative_to(folder) and path.is_file() and path.stat().st_size <= LARGEST_TEMPLATE:
                return path.read_text(encoding="utf-8"), template, partial(_is_current, path, _modified(path))
        raise jinja2.TemplateNotFound(template)


def _is_current(path: Path, modified: int | None) -> bool:
    return _modified(path) == modified


def _modified(path: Path) -> int | None:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return None
