"""Texts of the real plan book as a planner would type them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pipeline.model import ListBlock, ListItem, ListMarker, RichText
from pipeline.sources.richtext import from_text

if TYPE_CHECKING:
    from collections.abc import Iterable

Json = dict[str, Any]


def prose(paragraphs: str | Iterable[str] | None) -> RichText | None:
    """Paragraphs as a planner would type them, numbered lines being lists."""
    texts = [paragraphs] if isinstance(paragraphs, str) else list(paragraphs or ())
    return from_text("\n\n".join(texts)).value


def numbered(items: list[Json], marker: ListMarker = ListMarker.DECIMAL_DOT) -> RichText:
    return RichText(blocks=(ListBlock(items=tuple(ListItem(text=item["text"]) for item in items), marker=marker),))


def folded(text: str) -> str:
    """A text without any white space."""
    return re.sub(r"\s+", "", text)
