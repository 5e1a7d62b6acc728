"""Metadata and colour profile of archive and accessibility standards, as WeasyPrint has them."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from pipeline.layout import quick_start  # noqa: F401 - before WeasyPrint

# isort: split
from weasyprint.pdf.metadata import DocumentMetadata

from pipeline.layout.engine import stamp

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

_STANDARDS = {"pdf/a-2u": ("a", 2, "U"), "pdf/a-3u": ("a", 3, "U"), "pdf/ua-1": ("ua", 1, None)}


def metadata(variant: str, properties: Mapping[str, str], created: dt.datetime) -> bytes:
    """The XMP packet of a document."""
    kind, version, conformance = _STANDARDS[variant]
    values = DocumentMetadata(
        title=properties.get("Title"),
        authors=[properties["Author"]] if "Author" in properties else [],
        description=properties.get("Subject"),
        keywords=[properties["Keywords"]] if "Keywords" in properties else [],
        generator=properties.get("Creator"),
        created=stamp(created),
        modified=stamp(created),
    )
    packet: bytes = values.generate_rdf_metadata(kind, version, conformance)
    return (
        b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        + packet
        + b'</x:xmpmeta>\n<?xpacket end="r"?>'
    )


@lru_cache(maxsize=1)
def colour_profile() -> bytes:
    """The ICC profile of sRGB."""
    return (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
