"""What monitoring tells people: a message id with its figures, shown in Thai or in the language of the run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.messages import gettext

if TYPE_CHECKING:
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence: ``pattern`` is its message id, ``names`` are the figures and names that stand in it."""

    pattern: str
    names: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """The sentence in Thai whatever the language of the run: documents and chat texts print it."""
        return self.pattern.format(**dict(self.names))

    def told(self) -> str:
        """The sentence in the language of the run."""
        return gettext(self.pattern).format(**dict(self.names))


def wording(pattern: str, **names: str) -> Wording:
    """A sentence from its message id and what stands in it."""
    return Wording(pattern, tuple(sorted(names.items())))


def plain(value: Decimal) -> str:
    """A figure without needless zeros: 50, 8.33."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
