"""Values as a conflict shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.changes.printed import printed
from pipeline.model import RichText
from pipeline.sources.richtext import to_text

if TYPE_CHECKING:
    from pipeline.model import Dataset


def shown(value: Any, title: str, dataset: Dataset) -> str:  # noqa: ANN401 - any value of the model
    """A value on one line, as it was written where that may be what differs: codes, blanks, marks of lists."""
    if isinstance(value, RichText):
        return " ".join(to_text(value).split())
    return str(value) if type(value) is str else printed(value, title, dataset)
