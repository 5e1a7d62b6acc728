"""A document of many chapters: set, placed, drawn, bound.

The pages of a chapter do not depend on where it stands, only their numbers and sides do. So every chapter is set by
itself, placed when those before it are counted, and drawn once. The contents come last: they print the labels of
pages, and hardly ever move a page themselves.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pipeline import docx, pdf
from pipeline.errors import SarabanError
from pipeline.layout import wanted_labels
from pipeline.layout.engine import no_garbage_collection
from pipeline.messages import N_, gettext
from pipeline.run.chapters import Desk, Facts, document_meta
from pipeline.run.pages import Extent, Placement, labels, page_count, place
from pipeline.run.requests import Make, Set, Standing
from pipeline.run.shelf import fingerprint

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from pipeline.compose.composed import Composed
    from pipeline.run.chapters import Made, Terms
    from pipeline.run.crew import Crew
    from pipeline.run.output import Format
    from pipeline.run.shelf import Shelf

_ROUNDS = 5
"""How often contents may move the pages that they speak of before that is called an error."""

_ENTRIES_ON_A_PAGE = 26
"""For a first guess of how many pages the contents take."""

_AT_ONCE = 64
"""Chapters that several processes set before they are drawn."""

_LONG = 120
"""Pages of a book that is made with an eye on memory."""

_WANTS_LABELS = "data-page-of"
_ID = re.compile(r"""\bid=["']([^"']+)["']""")
_UNSTABLE = N_("จำนวนหน้าของสารบัญไม่คงที่ จึงจัดเลขหน้าไม่ได้")


class BookPress:
    """Makes one book. ``crew`` shares the work; without it chapters are made one after the other, in little memory."""

    def __init__(self, composed: Composed, terms: Terms, shelf: Shelf, crew: Crew | None) -> None:
        self._composed = composed
        self._chapters = composed.chapters
        self._terms = terms
        self._shelf = shelf
        self._crew = crew
        self._desk = Desk(terms)
        self._wanted = {
            index: wanted_labels(chapter.html)
            for index, chapter in enumerate(self._chapters)
            if _WANTS_LABELS in chapter.html
        }
        self._late = list(self._wanted)
        self._early = [index for index in range(len(self._chapters)) if index not in set(self._late)]
        self._marks = {index: fingerprint(self._chapters[index], terms) for index in self._early}
        self._labels: dict[int, Mapping[str, str]] = {}
        self._facts: dict[int, Facts] = {}
        self._made: dict[int, tuple[Standing, Made]] = {}

    def print(self, forms: Collection[Format], *, gutter: float = 0) -> tuple[int, Mapping[Format, bytes]]:
        """How many pages the book has, and its files.

        Args:
            forms: the formats wanted; the terms say what is drawn for them.
            gutter: how much of the inner margin (pt) is for the binding.

        Raises:
            SarabanError: a chapter cannot be made, or a link leads nowhere.
        """
        with no_garbage_collection():
            if self._crew is not None:
                self._crew.open(self._terms)
            # Chapters are drawn as soon as they are set, so that the boxes of few are in memory at a time.
            at_once = 1 if self._crew is None else _AT_ONCE
            for start in range(0, len(self._early), at_once):
                self._set(self._early[start : start + at_once])
                self._make(self._early[start : start + at_once])
            self._settle_contents()
            self._make(range(len(self._chapters)))
            count = page_count(self._extents(), self._placements())
            if count > _LONG:
                self._desk.clear_away()  # what is bound takes the room that boxes took
            return count, self._bound(forms, gutter)

    def _settle_contents(self) -> None:
        """Set the chapters that print page labels, again where that moves the pages that they print."""
        for _ in range(_ROUNDS if self._late else 0):
            known = self._page_labels()
            due = []
            for index in self._late:
                wanted = {name: known[name] for name in self._wanted[index] if name in known}
                if self._labels.get(index) != wanted:
                    self._labels[index] = wanted
                    self._marks[index] = fingerprint(self._chapters[index], self._terms, wanted)
                    due.append(index)
            if not due:
                return
            self._set(due)
        if self._late:
            raise SarabanError(gettext(_UNSTABLE))

    def _page_labels(self) -> Mapping[str, str]:
        """The label of the page of every id in the book; those of contents not set yet are on their first page."""
        known: dict[str, str] = {}
        for index, (extent, placement) in enumerate(zip(self._extents(), self._placements(), strict=True)):
            if index in self._facts:
                anchors = self._facts[index].anchors
            else:
                anchors = dict.fromkeys(_ID.findall(self._chapters[index].html), 0)
            known |= labels(extent, placement, anchors)
        return known

    def _set(self, indices: Sequence[int]) -> None:
        """Learn how many pages chapters have."""
        due = []
        for index in indices:
            facts = self._shelf.facts(self._marks[index])
            if facts is None:
                due.append(index)
            else:
                self._facts[index] = facts
        requests = [Set(self._chapters[index], self._labels.get(index)) for index in due]
        for index, facts in zip(due, self._do(requests), strict=True):
            self._facts[index] = facts
            self._shelf.keep_facts(self._marks[index], facts)

    def _make(self, indices: Iterable[int]) -> None:
        """Draw chapters where they stand now; those that stand there already are left."""
        due = []
        extents, placements = self._extents(), self._placements()
        total = page_count(extents, placements)
        for index in indices:
            chapter = self._chapters[index]
            standing = Standing.of(chapter, placements[index], total, duplex=self._terms.duplex)
            if index in self._made and self._made[index][0] == standing:
                continue
            made = self._shelf.made(self._marks[index], standing)
            if made is None:
                due.append((index, standing))
            else:
                self._made[index] = (standing, made)
        requests = [Make(self._chapters[index], standing, self._labels.get(index)) for index, standing in due]
        for (index, standing), made in zip(due, self._do(requests), strict=True):
            self._made[index] = (standing, made)
            self._shelf.keep_made(self._marks[index], standing, made)

    def _do(self, requests: Sequence[Set | Make]) -> list[Any]:
        if self._crew is None:
            return [self._desk.do(request) for request in requests]
        return self._crew.do(requests, self._desk)

    def _extents(self) -> list[Extent]:
        """How many pages every chapter has; of those not set yet, a guess."""
        return [
            Extent(
                self._facts[index].pages if index in self._facts else self._guess(index),
                chapter.numbers,
                chapter.recto,
                chapter.verso,
            )
            for index, chapter in enumerate(self._chapters)
        ]

    def _guess(self, index: int) -> int:
        return 1 + len(self._wanted.get(index, ())) // _ENTRIES_ON_A_PAGE

    def _placements(self) -> list[Placement]:
        return list(place(self._extents(), duplex=self._terms.duplex))

    def _bound(self, forms: Collection[Format], gutter: float) -> Mapping[Format, bytes]:
        """The files, of all chapters in order."""
        composed, duplex = self._composed, self._terms.duplex
        made = [self._made[index][1] for index in range(len(self._chapters))]
        drawn = [one.pdf for one in made if one.pdf is not None]
        parts = [one.docx for one in made if one.docx is not None]
        files: dict[Format, bytes] = {}
        for form in forms:
            match form:
                case "pdf":
                    files[form] = pdf.bind(drawn, created=composed.created)
                case "booklet":
                    files[form] = pdf.booklet(drawn, created=composed.created)
                case "docx":
                    meta, face = document_meta(composed), self._terms.word_face
                    files[form] = docx.bind(parts, word_face=face, meta=meta, duplex=duplex, gutter=gutter)
        return files
