"""The word list that breaks Thai lines: PyThaiNLP's words and the official terms, as libthai reads it.

Pango asks libthai for line breaks, and libthai takes its dictionary from the folder named by the environment
variable ``LIBTHAI_DICTDIR``, once per process, at the first Thai line. Its own dictionary splits กรุงเทพมหานคร in three;
with ours, breaks inside words become rare at no cost.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from functools import lru_cache
from pathlib import Path

VARIABLE = "LIBTHAI_DICTDIR"
FILE = "thbrk.tri"

_TERMS = Path(__file__).parent / "data" / "official_terms.txt"
_WORD = re.compile(r"[\u0e01-\u0e3a\u0e40-\u0e4e]+")


@lru_cache(maxsize=1)
def official_terms() -> frozenset[str]:
    """The terms of Thai administration that ship with the program: one per line, ``#`` begins a remark."""
    lines = _TERMS.read_text("utf-8").splitlines()
    return frozenset(term for line in lines if (term := line.partition("#")[0].strip()))


def prepare(folder: Path) -> Path:
    """Make sure the dictionary stands below ``folder``; returns the folder for ``LIBTHAI_DICTDIR``.

    The folder's name carries a hash of the words, so a stale dictionary is never used. Where ``folder`` cannot
    be written, the dictionary goes to the folder for temporary files. Takes about 0.2 s the first time.
    """
    words = _words()
    key = hashlib.sha256("\n".join(words).encode()).hexdigest()[:16]
    for parent in (folder, Path(tempfile.gettempdir()) / f"saraban-{os.getuid()}"):
        target = parent / f"thbrk-{key}"
        if (target / FILE).is_file():
            return target
        try:
            target.mkdir(parents=True, exist_ok=True)
            _write(words, target / FILE)
        except OSError:
            continue
        return target
    raise OSError("no folder to write the Thai dictionary to")


def _words() -> list[str]:
    from pythainlp.corpus.common import thai_words

    return sorted(word for word in thai_words() | official_terms() if _WORD.fullmatch(word))


def _write(words: list[str], path: Path) -> None:
    import datrie

    trie = datrie.Trie(ranges=[("\u0e01", "\u0e3a"), ("\u0e40", "\u0e4e")])
    for word in words:
        trie[word] = 1
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        trie.write(file)
    Path(name).replace(path)
