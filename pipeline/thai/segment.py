"""Thai text cut into words by PyThaiNLP's maximal matching (newmm), over our words.

PyThaiNLP builds a tree of every word in each process, which takes longer than to check a whole dataset. The matching
only asks which words begin at a place; a set answers that as well, and stands at once.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pythainlp.tokenize import newmm
from pythainlp.util import Trie

from pipeline.thai.dictionary import all_words

if TYPE_CHECKING:
    from collections.abc import Collection

_STEM = 3
"""Places where no word begins with these many letters are passed over (in characters)."""


class WordSet(Trie):  # type: ignore[misc]  # PyThaiNLP publishes no types
    """Words, asked as newmm asks its tree; nothing but :meth:`prefixes` is answered."""

    def __init__(self, words: Collection[str]) -> None:
        super().__init__(())
        self._words = frozenset(words)
        self._stems = {word[:_STEM] for word in words}
        self._longest = max(map(len, words), default=0)

    def prefixes(self, text: str, start: int = 0) -> list[str]:
        """The words that begin at a place of the text, shortest first."""
        words = self._words
        found = [
            word for end in range(start + 1, min(start + _STEM, len(text) + 1)) if (word := text[start:end]) in words
        ]
        if text[start : start + _STEM] in self._stems:
            last = min(start + self._longest, len(text))
            found += [word for end in range(start + _STEM, last + 1) if (word := text[start:end]) in words]
        return found

    def __len__(self) -> int:
        return len(self._words)


@lru_cache(maxsize=1)
def _words() -> WordSet:
    return WordSet(all_words())


def segment(text: str) -> list[str]:
    """The text cut into words; letters that are no word come in pieces of their own."""
    tokens: list[str] = newmm.segment(text, custom_dict=_words(), safe_mode=True)
    return tokens
