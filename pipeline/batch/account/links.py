"""Links from the page of the account to the documents, which lie beside it and below."""

from __future__ import annotations

import os
import posixpath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from pipeline.messages import N_, gettext

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LABELS = {".pdf": "PDF", ".docx": "Word", ".xlsx": "Excel", ".txt": N_("ข้อความ")}


class Link(NamedTuple):
    """Where a link leads, percent-encoded and relative to the page, and what it is called."""

    href: str
    label: str


def links_to(files: Sequence[str], folder: str) -> Iterator[Link]:
    """Links to the files of one document, named by their formats; several of one format are numbered."""
    labels = [_label(name) for name in files]
    for place, (name, label) in enumerate(zip(files, labels, strict=True)):
        number = labels[:place].count(label) + 1
        yield Link(href(name, folder), label if number == 1 else f"{label} {number}")


def href(name: str, folder: str) -> str:
    """A name below the batch's folder as seen from ``folder`` in it; bytes that are no text stay what they are."""
    inside = f"{folder}/"
    relative = name.removeprefix(inside) if name.startswith(inside) else posixpath.relpath(name, folder)
    encoded = quote(os.fsencode(relative))
    # A first part with a colon would be read as a scheme; quote() has encoded it, the dot makes it plain.
    return encoded if encoded.startswith("../") else f"./{encoded}"


def _label(name: str) -> str:
    suffix = posixpath.splitext(name)[1].casefold()
    return gettext(_LABELS[suffix]) if suffix in _LABELS else suffix.lstrip(".").upper()
