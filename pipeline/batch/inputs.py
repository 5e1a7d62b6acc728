"""Whether anything that a plan was made from has changed: without reading the data, by the bytes of its files."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import messages
from pipeline.batch.known.digest import Digest
from pipeline.batch.outputs import is_month_of_outputs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.batch.known.surroundings import Surroundings
    from pipeline.batch.orders import Source, Terms

_LARGE = 32 * 1024 * 1024
"""Bytes from which a file is known by its size and time alone; no data that is read is as large."""


def terms_digest(terms: Terms, surroundings: Surroundings) -> str:
    """A digest of what is asked for, and of all that plans are made with."""
    digest = Digest()
    # Where the files go is no matter of the plan: names in it are below that folder.
    digest.add(repr(replace(terms, out=Path())), messages.current_language(), surroundings.everything())
    return digest.text()


def source_digest(source: Source, terms: str, assets: Sequence[str] = ()) -> str:
    """A digest of a source's files and of the terms (:func:`terms_digest`).

    Args:
        source: the dataset.
        terms: the digest of the terms.
        assets: names of files that the data mentions, below its folder; of a folder all files are looked at anyway.
    """
    digest = Digest()
    digest.add(terms, source.id)
    path = source.path
    if path.is_dir():
        _add(digest, path, _files_below(path))
    else:
        folder = path.parent
        named = (folder / name for name in assets)
        _add(digest, folder, (path, *named, *_files_below(folder / "fonts")))
    return digest.text()


def _add(digest: Digest, folder: Path, files: Iterable[Path]) -> None:
    for path in files:
        name = os.path.relpath(path, folder)
        try:
            if not path.is_file():  # what data names may be a pipe, or a device without end
                raise FileNotFoundError
            with path.open("rb") as file:
                known = os.fstat(file.fileno())
                if known.st_size > _LARGE:
                    digest.add(name, known.st_size, known.st_mtime_ns)
                else:
                    digest.add(name, hashlib.file_digest(file, "blake2b").digest())
        except (OSError, ValueError):
            digest.add(name, None)


def _files_below(folder: Path) -> Iterator[Path]:
    """Regular files, but for hidden ones, those that Office puts beside an open document, and a batch's own."""
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and not is_month_of_outputs(Path(here, name))
        )
        for name in sorted(names):
            path = Path(here, name)
            if not name.startswith((".", "~$")) and path.is_file():
                yield path
