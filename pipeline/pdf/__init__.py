"""PDF of a laid-out document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime as dt

    from pipeline.layout.document import LaidOut

Variant = Literal["pdf/a-2u", "pdf/a-3u", "pdf/ua-1"]


def write(laid_out: LaidOut, *, created: dt.datetime, variant: Variant | None = None) -> bytes:
    """The PDF of a document: tagged, with outline, links, title and language; same input, same bytes.

    Args:
        laid_out: what :func:`pipeline.layout.lay_out` returned.
        created: the date that the file bears, from the data, never from the clock.
        variant: an archive or accessibility standard to keep to.

    Raises:
        EnvironmentLacksError: the face lacks a character of the text.
    """
    from pipeline.pdf.writer import write as do

    return do(laid_out, created=created, variant=variant)
