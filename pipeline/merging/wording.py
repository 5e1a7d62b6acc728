"""Values as a conflict shows them, and whether two are the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.changes.excerpts import apart
from pipeline.changes.printed import printed
from pipeline.model import RichText
from pipeline.sources.richtext import to_text

if TYPE_CHECKING:
    from pipeline.model import Dataset


def same(one: Any, other: Any) -> bool:  # noqa: ANN401 - any value of the model
    """Whether two values are one; texts are, when they are written the same in a cell."""
    if isinstance(one, RichText) and isinstance(other, RichText):
        return one == other or to_text(one) == to_text(other)
    return bool(one == other)


def shown(value: Any, title: str, dataset: Dataset) -> str:  # noqa: ANN401 - any value of the model
    """A value on one line, as it was written where that may be what differs: codes, blanks, marks of lists."""
    if isinstance(value, RichText):
        return " ".join(to_text(value).split())
    return str(value) if type(value) is str else printed(value, title, dataset)


def two_shown(one: str, other: str) -> tuple[str, str]:
    """Both texts; long ones from where they differ."""
    return apart(one, other)
