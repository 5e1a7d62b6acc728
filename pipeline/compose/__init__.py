"""Compose (เรียบเรียง): from the model to the HTML of a document.

:func:`render` is the way in; :func:`kinds` lists the kinds of document, which are data (a folder of templates and a
view each).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.compose.problems import TemplateError
from pipeline.compose.registry import Kind, find_kind, kinds

if TYPE_CHECKING:
    from pipeline.compose.composed import Composed
    from pipeline.compose.document import render

__all__ = ["Composed", "Kind", "TemplateError", "find_kind", "kinds", "render"]

_HOMES = {"Composed": "pipeline.compose.composed", "render": "pipeline.compose.document"}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a function and a class
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
