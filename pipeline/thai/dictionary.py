"""The word list that breaks Thai lines: PyThaiNLP's words and the official terms, as libthai reads it.

Pango asks libthai for line breaks, and libthai takes its dictionary from the folder named by the environment
variable ``LIBTHAI_DICTDIR``: once per process, at the first Thai line, so it must be set before that
(:mod:`pipeline.layout` does). libthai's own dictionary splits กรุงเทพมหานคร in three; with ours, breaks inside words
become rare at no cost.
"""

from __future__ import annotations

import atexit
import hashlib
import os
import re
import shutil
import tempfile
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from pipeline.thai.clusters import clusters

VARIABLE = "LIBTHAI_DICTDIR"
"""The environment variable that libthai reads."""
FILE = "thbrk.tri"
"""The name that libthai expects in that folder: a trie of libdatrie, which the package datrie writes."""

LONGEST_WORD = 12
"""Longest compound that stays whole, in clusters (กรุงเทพมหานคร has twelve); longer ones break between their words,
so that a cell of 20 mm can still be filled."""

_RECIPE = b"1"
"""Raise it when the same words are to give another dictionary."""
_TERMS = Path(__file__).parent / "data" / "official_terms.txt"
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


def prepare(folder: Path) -> Path:
    """Make sure the dictionary stands below ``folder``; returns the folder for ``LIBTHAI_DICTDIR``.

    The folder's name carries a hash of what the dictionary is made from, so a stale one is never used; the file
    appears whole or not at all. Where ``folder`` cannot be written, the dictionary goes to a temporary folder
    that lives as long as the process. Building takes about half a second, finding it a few milliseconds.

    Raises:
        OSError: not even a temporary folder can be written.
    """
    target = folder / f"thbrk-{_key()}"
    if (target / FILE).is_file():
        return target
    try:
        target.mkdir(parents=True, exist_ok=True)
        _write(target / FILE)
    except OSError:
        target = Path(tempfile.mkdtemp(prefix="saraban-"))
        atexit.register(shutil.rmtree, target, ignore_errors=True)
        _write(target / FILE)
    return target


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


def _key() -> str:
    """A hash of everything the dictionary is made from."""
    path = _word_file()
    general = path.read_bytes() if path else "\n".join(sorted(all_words())).encode()
    key = hashlib.sha256(_RECIPE)
    for part in (str(LONGEST_WORD).encode(), _TERMS.read_bytes(), general):
        key.update(hashlib.sha256(part).digest())
    return key.hexdigest()[:16]


def _write(path: Path) -> None:
    """Write the trie beside ``path`` and move it there in one step."""
    import datrie

    trie = datrie.Trie(ranges=[("\u0e01", "\u0e3a"), ("\u0e40", "\u0e4e")])
    for word in breaking_words():
        trie[word] = 1
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            trie.write(file)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
