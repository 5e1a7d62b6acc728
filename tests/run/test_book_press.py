"""Books of many chapters: numbers, contents, what is kept between two builds."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from pipeline import layout
from pipeline.errors import SarabanError
from pipeline.run.bookpress import BookPress
from pipeline.run.shelf import Shelf, fingerprint
from tests.run.conftest import book_of, chapter, contents, made, pages

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pipeline.compose.composed import Composed
    from pipeline.run.chapters import Terms

    MakeTerms = Callable[..., Terms]


def pages_of(data: bytes) -> list[str]:
    """The text of every page of a PDF."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
    finally:
        document.close()


def printed(composed: Composed, terms: Terms, shelf: Shelf | None = None) -> tuple[int, Mapping[str, bytes]]:
    count, files = made(composed, terms, shelf)
    return count, {str(form): data for form, data in files.items()}


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The chapters that are really set, in order, while the test runs."""
    seen: list[str] = []
    whole = layout.set_chapter

    def watched(chapter: layout.types.Chapter, **more: object) -> object:
        seen.append(chapter.key)
        return whole(chapter, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(layout, "set_chapter", watched)
    return seen


def test_contents_print_the_labels_that_the_pages_bear(book: Composed, terms: MakeTerms) -> None:
    count, files = printed(book, terms("pdf"))

    texts = pages_of(files["pdf"])
    assert count == len(texts)
    table = next(text for text in texts if "สารบัญ" in text)
    told = dict(re.findall(r"([a-z0-9-]+):\s*(\S+)", table))
    assert told.pop("preface") == "ก"
    assert len(told) == 12
    for name, label in told.items():
        key, number = name.split("-")
        (page,) = [text for text in texts if f"หัวข้อ {key} {number}" in text.replace("\n", " ")]
        assert page.split()[-1] == label


def test_a_book_for_both_sides_has_blank_pages_before_its_parts(book: Composed, terms: MakeTerms) -> None:
    count, files = printed(book, terms("pdf", duplex=True))

    texts = pages_of(files["pdf"])
    assert count == len(texts)
    for number in (0, 4, 8):
        place = next(index for index, text in enumerate(texts) if f"part{number} 1" in text.replace("\n", " "))
        assert place % 2 == 0
    assert sum(not text.strip() for text in texts) == count - printed(book, terms("pdf"))[0]


def test_contents_longer_than_expected_move_what_stands_behind_them(terms: MakeTerms) -> None:
    sections = [f"long-{number}" for number in range(1, 60)]
    filler = "<p>ข้อความ</p>" * 70
    long = book_of(
        [contents(["contents", *sections], filler, recto=True), pages("long", 59, recto=True), pages("end", 1)]
    )

    count, files = printed(long, terms("pdf", duplex=True))

    texts = pages_of(files["pdf"])
    place = next(index for index, text in enumerate(texts) if text.startswith("หัวข้อ long 1\n"))
    told = dict(re.findall(r"([a-z0-9-]+):\s*(\S+)", "\n".join(texts[:place])))
    assert place % 2 == 0
    assert place > 3
    assert (told["contents"], told["long-1"], told["long-59"]) == ("ก", "1", "59")
    assert count == len(texts)


def test_the_page_of_something_unknown_is_an_error_that_names_it(terms: MakeTerms) -> None:
    with pytest.raises(SarabanError, match="nowhere"):
        printed(book_of([contents(["part-1", "nowhere"]), pages("part", 1)]), terms("pdf"))


def test_contents_that_never_come_to_rest_are_an_error(
    book: Composed, terms: MakeTerms, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns = iter(range(100))
    monkeypatch.setattr(
        BookPress, "_page_labels", lambda self: dict.fromkeys((*self._wanted[2], "x"), str(next(turns)))
    )

    with pytest.raises(SarabanError, match="สารบัญ"):
        printed(book, terms("pdf"))


def test_a_book_that_is_made_again_sets_nothing_and_is_the_same(
    book: Composed, terms: MakeTerms, settings: list[str]
) -> None:
    shelf = Shelf()
    first = printed(book, terms(), shelf)
    assert sorted(settings) == sorted(one.key for one in book.chapters)
    settings.clear()

    assert printed(book, terms(), shelf) == first
    assert settings == []


def test_only_the_chapter_that_changed_is_set_again(book: Composed, terms: MakeTerms, settings: list[str]) -> None:
    shelf = Shelf()
    printed(book, terms(), shelf)
    settings.clear()
    changed = replace(book, chapters=(*book.chapters[:5], pages("part2", 3, "อื่น"), *book.chapters[6:]))

    kept = printed(changed, terms(), shelf)

    assert settings == ["part2"]
    assert kept == printed(changed, terms())


def test_a_chapter_that_grew_moves_the_numbers_behind_it(book: Composed, terms: MakeTerms) -> None:
    shelf = Shelf()
    printed(book, terms(), shelf)
    grown = replace(book, chapters=(*book.chapters[:5], pages("part2", 4), *book.chapters[6:]))

    assert printed(grown, terms(), shelf) == printed(grown, terms())


def test_what_is_kept_is_found_by_all_that_decides_how_pages_look(book: Composed, terms: MakeTerms) -> None:
    one = book.chapters[1]
    marks = {
        fingerprint(one, terms()),
        fingerprint(one, terms("pdf")),
        fingerprint(one, terms(duplex=True)),
        fingerprint(one, replace(terms(), protect=("นายสมมติ",))),
        fingerprint(replace(one, numbers="body"), terms()),
        fingerprint(replace(one, html=one.html + " "), terms()),
        fingerprint(one, terms(), {"a": "1"}),
        fingerprint(one, terms(), {"a": "2"}),
    }

    assert len(marks) == 8


def test_a_chapter_that_prints_how_many_pages_there_are_is_right_in_the_end(terms: MakeTerms) -> None:
    style = "span[data-field]::before { content: counter(pages) }"
    total = chapter("total", f'<style>{style}</style><p>ทั้งหมด <span data-field="pages"></span></p>')
    html = total.html.replace("content: counter(page)", 'content: "จาก " counter(pages)')
    first = replace(total, html=html)

    _, files = printed(book_of([first, pages("rest", 5)]), terms("pdf"))

    assert "จาก 6" in pages_of(files["pdf"])[0]


def test_without_contents_a_book_is_made_as_well(terms: MakeTerms) -> None:
    count, files = printed(book_of([pages("only", 2)]), terms())

    assert count == 2
    assert files["docx"].startswith(b"PK")
    assert len(pages_of(files["pdf"])) == 2
