"""The word list that breaks Thai lines: PyThaiNLP's words and the official terms, as libthai reads it.

Pango asks libthai for line breaks, and libthai takes its dictionary from the folder named by the environment
variable ``LIBTHAI_DICTDIR``: once per process, at the first Thai line, so it must be set before that
(:mod:`pipeline.layout` does). libthai's own dictionary splits กรุงเทพมหานคร in three; with ours, breaks inside words
become rare at no cost.

The dictionary ships with the program as ``data/thbrk.tri``, so that lines break alike on every machine and under
every version of PyThaiNLP. ``make dictionary`` writes it anew after a change of the official terms; only that needs
the package datrie, which has to be compiled.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from pipeline.thai.clusters import clusters

VARIABLE = "LIBTHAI_DICTDIR"
"""The environment variable that libthai reads."""
FILE = "thbrk.tri"
"""The name that libthai expects in that folder: a trie of libdatrie."""
FOLDER = Path(__file__).parent / "data"
"""What ``LIBTHAI_DICTDIR`` must name."""

LONGEST_WORD = 12
"""Longest compound that stays whole, in clusters (กรุงเทพมหานคร has twelve); longer ones break between their words,
so that a cell of 20 mm can still be filled."""

_TERMS = FOLDER / "official_terms.txt"
_DIGEST = FOLDER / "thbrk.sha256"
_WORD = re.compile(r"[\u0e01-\u0e3a\u0e40-\u0e4e]+")


@lru_cache(maxsize=1)
def official_terms() -> frozenset[str]:
    """The terms of Thai administration that ship with the program: one per line, ``#`` begins a remark."""
    lines = _TERMS.read_text("utf-8").splitlines()
    return frozenset(term for line in lines if (term := line.partition("#")[0].strip()))


@lru_cache(maxsize=1)
def all_words() -> frozenset[str]:
    """PyThaiNLP's word list and the official terms, read as a file: importing PyThaiNLP would cost 0.2 s."""
    path = _word_file()
    if path is not None:
        general = frozenset(path.read_text("utf-8-sig").splitlines())
    else:
        from pythainlp.corpus.common import thai_words

        general = thai_words()
    return frozenset(word for word in general | official_terms() if _WORD.fullmatch(word))


def is_current() -> bool:
    """Whether the dictionary that ships was made from the official terms as they stand."""
    return _DIGEST.read_text("ascii").strip() == _digest()


def breaking_words() -> list[str]:
    """The words of the dictionary: all but the long compounds that consist of shorter words."""
    words = all_words()
    lengths = {word: len(clusters(word)) for word in words}
    short = frozenset(word for word in words if lengths[word] <= LONGEST_WORD)
    return sorted(word for word in words if word in short or not _consists_of(word, short))


def _consists_of(word: str, parts: frozenset[str]) -> bool:
    """Whether a word can be cut into shorter words of two characters or more."""
    reachable = {0}
    for end in range(2, len(word) + 1):
        if any(start <= end - 2 and word[start:end] in parts for start in reachable):
            reachable.add(end)
    return len(word) in reachable


def _word_file() -> Path | None:
    spec = find_spec("pythainlp")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder) / "corpus" / "words_th.txt"
        if path.is_file():
            return path
    return None


def _digest() -> str:
    """A hash of what is ours in the dictionary: the official terms and the length of what stays whole."""
    return hashlib.sha256(str(LONGEST_WORD).encode() + b"\n" + _TERMS.read_bytes()).hexdigest()


def rebuild() -> None:
    """Write the dictionary anew, and the hash of what it was made from. For maintainers: needs datrie."""
    import datrie

    trie = datrie.Trie(ranges=[("\u0e01", "\u0e3a"), ("\u0e40", "\u0e4e")])
    for word in breaking_words():
        trie[word] = 1
    with (FOLDER / FILE).open("wb") as file:
        trie.write(file)
    _DIGEST.write_text(_digest() + "\n", "ascii")


if __name__ == "__main__":
    rebuild()
