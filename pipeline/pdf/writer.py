"""Writes the PDF from the layout itself, with everything that must not vary taken from the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.layout import engine

if TYPE_CHECKING:
    import datetime as dt

    from pipeline.layout.document import LaidOut


def write(laid_out: LaidOut, *, created: dt.datetime, variant: str | None = None) -> bytes:
    """See :func:`pipeline.pdf.write`."""
    return engine.write_pdf(laid_out.document, created=created, variant=variant)
