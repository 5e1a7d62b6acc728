"""Chapters as parts: kept, sent, bound again, with the same bytes whichever way."""

from __future__ import annotations

import hashlib
import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.docx import UnsupportedMarkupError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.docx import ChapterPart
    from pipeline.layout.types import Chapter
    from tests.docx.book.conftest import Book

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = """
import hashlib, importlib.util, pathlib, sys
spec = importlib.util.spec_from_file_location("book", pathlib.Path(sys.argv[1]))
book = importlib.util.module_from_spec(spec)
sys.modules["book"] = book
spec.loader.exec_module(book)
print(hashlib.sha256(book.make_book(book.chapters()).docx).hexdigest())
"""


def test_parts_bound_are_the_book(
    book: Book, part_book: Callable[[Book], list[ChapterPart]], bound: Callable[[Sequence[ChapterPart]], bytes]
) -> None:
    assert bound(part_book(book)) == book.docx


def test_parts_that_were_kept_bind_to_the_same_bytes_as_often_as_wanted(
    book: Book, part_book: Callable[[Book], list[ChapterPart]], bound: Callable[[Sequence[ChapterPart]], bytes]
) -> None:
    parts = part_book(book)
    kept = [pickle.loads(pickle.dumps(part)) for part in parts]  # noqa: S301 - written on the line above
    assert bound(kept) == bound(kept) == bound(parts) == book.docx


def test_only_what_changed_is_written_anew(
    book: Book,
    longer_book: Book,
    part_book: Callable[[Book], list[ChapterPart]],
    bound: Callable[[Sequence[ChapterPart]], bytes],
) -> None:
    """The old parts on their new pages are the new ones, but for the chapter that grew; the contents too."""
    old, new = part_book(book), part_book(longer_book)
    moved = [kept.on(laid_out.pages) for kept, laid_out in zip(old, longer_book.laid_out, strict=True)]
    changed = [fresh.key for kept, fresh in zip(moved, new, strict=True) if kept != fresh]
    assert changed == ["measures"]
    mixed = [fresh if fresh.key in changed else kept for kept, fresh in zip(moved, new, strict=True)]
    assert bound(mixed) == longer_book.docx


def test_another_process_with_another_hash_seed_writes_the_same_book(book: Book) -> None:
    program = ROOT / "tests" / "docx" / "book" / "conftest.py"
    environment = {**os.environ, "PYTHONHASHSEED": "77", "PYTHONPATH": str(ROOT), "TZ": "America/New_York"}
    command = [sys.executable, "-c", PROGRAM, str(program)]
    done = subprocess.run(command, env=environment, capture_output=True, check=True, cwd=ROOT)
    assert done.stdout.decode().strip() == hashlib.sha256(book.docx).hexdigest()


def test_what_chapters_cannot_carry_over_is_told_of_all_of_them_at_once(
    chapter_of: Callable[..., Chapter], book_of: Callable[[list[Chapter]], Book]
) -> None:
    with pytest.raises(UnsupportedMarkupError) as caught:
        book_of(
            [
                chapter_of("one", '<p id="here">ก</p><dl><dt>คำ</dt></dl>'),
                chapter_of("two", '<ol data-marker="@"><li>หนึ่ง</li></ol>'),
            ]
        )
    assert [item.partition(":")[0] for item in caught.value.items] == ["1", "2"]


def test_one_id_in_two_chapters_is_told(
    chapter_of: Callable[..., Chapter],
    part_of: Callable[[Chapter], ChapterPart],
    bound: Callable[[Sequence[ChapterPart]], bytes],
) -> None:
    parts = [part_of(chapter_of(key, '<p id="here">ก</p>')) for key in ("one", "two")]
    with pytest.raises(UnsupportedMarkupError, match=r"two: .*here"):
        bound(parts)


def test_a_link_into_a_chapter_that_is_not_there_is_told(
    chapter_of: Callable[..., Chapter],
    part_of: Callable[[Chapter], ChapterPart],
    bound: Callable[[Sequence[ChapterPart]], bytes],
) -> None:
    part = part_of(chapter_of("one", '<p><a href="#there">ที่นั่น</a></p>'))
    with pytest.raises(UnsupportedMarkupError, match=r"one: .*there"):
        bound([part])
    assert bound([part, part_of(chapter_of("two", '<p id="there">ก</p>'))])


def test_a_document_without_chapters_is_a_mistake(bound: Callable[[Sequence[ChapterPart]], bytes]) -> None:
    with pytest.raises(ValueError, match="chapter"):
        bound([])
