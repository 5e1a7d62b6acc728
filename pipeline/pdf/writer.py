"""A document of one chapter: drawn and bound at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.layout.drawing import draw
from pipeline.pdf.binder import bind

if TYPE_CHECKING:
    import datetime as dt

    from pipeline.layout.document import LaidOut
    from pipeline.pdf import Variant


def write(laid_out: LaidOut, *, created: dt.datetime, variant: Variant | None = None) -> bytes:
    """See :func:`pipeline.pdf.write`."""
    return bind([draw(laid_out)], created=created, variant=variant)
