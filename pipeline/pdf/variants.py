"""What archive (PDF/A) and accessibility (PDF/UA) standards ask for beyond tags and embedded fonts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.layout import standards
from pipeline.pdf.objects import reference, text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from pipeline.pdf.objects import File


def write_variant(file: File, variant: str | None, properties: Mapping[str, str], created: dt.datetime) -> bytes:
    """Write what a variant needs; returns the entries of the catalog that name it."""
    if variant is None:
        return b""
    metadata = file.add_stream(
        standards.metadata(variant, properties, created), b"/Type/Metadata/Subtype/XML", compress=False
    )
    entries = b"/Metadata " + reference(metadata)
    if variant.startswith("pdf/a"):
        profile = file.add_stream(standards.colour_profile(), b"/N 3")
        name = text("sRGB2014.icc")
        entries += b"/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier%s/Info%s" % (name, name)
        entries += b"/DestOutputProfile %s>>]" % reference(profile)
    return entries
