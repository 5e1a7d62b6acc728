"""The texts of a structured case, and which of them are not printed as they stand there, each with its reason.

A case keeps more than its document: what the editor wrote about it, numbers that are computed, and wordings in which
the document differs from itself. Whatever is not named by one of these is a text that both files must hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.cases.plan_book_prose import Json
    from tests.cases.plan_book_texts import Text, Variant, at, leaves
else:
    from plan_book_texts import Text, at, leaves


@dataclass(frozen=True, slots=True)
class CaseTexts:
    """How the texts of a case are told apart; places are patterns, as in ``components/*/results/*/score``.

    ``not_printed`` are no texts of the document, ``variants`` those in whose place another wording is printed.
    """

    not_printed: tuple[tuple[str, str], ...]
    variants: tuple[Variant, ...]

    def of(self, case: Json) -> Iterator[Text]:
        """Every text of the document, in its own wording."""
        for found in leaves(case, ""):
            if found.text.strip() and not any(fnmatchcase(found.place, place) for place, _ in self.not_printed):
                yield found

    def printed(self, case: Json) -> Iterator[Text]:
        """Every text as this program prints it."""
        for found in self.of(case):
            yield Text(found.place, self.instead(case, found.place) or found.text)

    def instead(self, case: Json, place: str) -> str | None:
        """The wording that is printed for that of a place; ``None`` where it is its own."""
        for variant in self.variants:
            if fnmatchcase(place, variant.places):
                return variant.label or at(case, variant.place)
        return None

    def idle(self, case: Json) -> list[str]:
        """Patterns that fit no text of the case."""
        places = [found.place for found in leaves(case, "")]
        patterns = [*(place for place, _ in self.not_printed), *(variant.places for variant in self.variants)]
        return [pattern for pattern in patterns if not any(fnmatchcase(place, pattern) for place in places)]


def stands(text: str, pages: Sequence[str]) -> bool:
    """Whether a text stands on a page, or begins at the foot of one and ends on the next."""
    if any(text in page for page in pages):
        return True
    return any(
        text[:cut] in before and text[cut:] in after
        for before, after in pairwise(pages)
        if (cut := _longest_beginning(text, before))
    )


def _longest_beginning(text: str, page: str) -> int:
    """How many of the first characters of a text stand together on a page."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if text[:middle] in page else (low, middle - 1)
    return low
