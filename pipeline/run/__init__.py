"""Runs (การสั่งงาน): plan, make, write, watch; and what the machine must have for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.run.builder import build
    from pipeline.run.output import Failure, Listener, Output, PartialError

__all__ = ["Failure", "Listener", "Output", "PartialError", "build"]

_HOMES = {"build": "pipeline.run.builder"} | dict.fromkeys(
    ("Failure", "Listener", "Output", "PartialError"), "pipeline.run.output"
)


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a function and classes
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
