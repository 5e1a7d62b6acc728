"""Objects of pydyf as templates that another process can fill.

While a chapter is drawn its objects bear no numbers but marks; what becomes of them when they are written is cut at
the marks. A mark is NUL, the number within the chapter, NUL: text of a document has no NUL.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, Any

import pydyf
from weasyprint.pdf import _use_references

from pipeline.layout.drawn import FONTS, StreamObject, Template
from pipeline.layout.quick_pdf import LEVEL, to_bytes

if TYPE_CHECKING:
    from pipeline.layout.drawn import Resources

_MARK = re.compile(rb"\0(-?\d+)\0")
KINDS = ("ExtGState", "XObject", "Pattern", "Shading")


class Marked(int):
    """A number of an object, within a chapter; refers to itself by a mark."""

    def __format__(self, spec: str) -> str:
        return f"\0{int(self)}\0"


class Objects:
    """Stands for ``pydyf.PDF`` where upstream adds objects to one; ``first`` is the number of the first."""

    def __init__(self, first: int) -> None:
        self._first = first
        self.added: list[Any] = []

    def add_object(self, added: Any) -> None:  # noqa: ANN401 - an object of pydyf
        """Number an object."""
        added.number = Marked(self._first + len(self.added))
        self.added.append(added)

    def streams(self) -> tuple[StreamObject, ...]:
        """What was added; resources, which are no streams, are written as such without data."""
        return tuple(_stream(each) for each in self.added)


def fonts_reference() -> bytes:
    """A reference to the fonts of the file."""
    return f"{Marked(FONTS)} 0 R".encode()


def template(value: Any) -> Template:  # noqa: ANN401 - any value of a PDF
    """A value as a template."""
    pieces = _MARK.split(to_bytes(value).replace(b"%", b"%%"))
    return Template(b"%7d".join(pieces[::2]), tuple(int(number) for number in pieces[1::2]))


def new_resources(known: Resources | None = None) -> pydyf.Dictionary:
    """Resources to draw with; ``known`` ones are taken to be there, so that names do not clash."""
    kinds = {kind: pydyf.Dictionary(dict.fromkeys((known or {}).get(kind, {}))) for kind in KINDS}
    return pydyf.Dictionary({**kinds, "ColorSpace": pydyf.Dictionary()})


def finished_resources(
    resources: pydyf.Dictionary, images: dict[str, Any], objects: Objects, known: Resources
) -> Resources:
    """Add what was drawn with resources to the objects; tells those that are not known yet, by kind and name."""
    fresh = pydyf.Dictionary()
    for kind in KINDS:
        old = known.get(kind, {})
        fresh[kind] = pydyf.Dictionary({name: value for name, value in resources[kind].items() if name not in old})
    fresh["Font"] = fonts_reference()
    _use_references(objects, fresh, images, {})
    return {kind: {key: template(value) for key, value in fresh[kind].items()} for kind in KINDS if fresh[kind]}


def _stream(added: Any) -> StreamObject:  # noqa: ANN401 - an object of pydyf
    if not isinstance(added, pydyf.Stream):
        return StreamObject(template(added), b"", is_stream=False)
    entries = pydyf.Dictionary(dict(added.extra))
    content = b"\n".join([to_bytes(item) for item in added.stream])
    if added.compress:
        entries["Filter"] = "/FlateDecode"
        content = zlib.compress(content, LEVEL)
    return StreamObject(template(entries), content)
