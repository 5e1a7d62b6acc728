"""Saraban (สารบรรณ): official Thai reports as PDF and DOCX from one checked dataset.

The library mirrors the verbs of the command: :func:`load` a source, :func:`check` the dataset,
:func:`build` its documents, :func:`score` an evaluation, :func:`merge` what several divisions filled in.
Everything heavy is imported on first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.checks import check
    from pipeline.merging import merge
    from pipeline.run import build
    from pipeline.scoring import score
    from pipeline.sources import load

__all__ = ["__version__", "build", "check", "load", "merge", "score"]

__version__ = "0.1.0"

_HOMES = {
    "load": "pipeline.sources",
    "check": "pipeline.checks",
    "build": "pipeline.run",
    "score": "pipeline.scoring",
    "merge": "pipeline.merging",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the verbs differ in type
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
