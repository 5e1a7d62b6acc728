"""Binds chapters to one document: styles, numbers and names that run through it, sections, parts of the package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.docx import sections as sectioning
from pipeline.docx import styles as roles
from pipeline.docx.bookmarks import Bookmarks
from pipeline.docx.contents import DEEPEST
from pipeline.docx.fields import PAGE, PAGES
from pipeline.docx.flow import Paragraph, Spacer
from pipeline.docx.lists import Numbering
from pipeline.docx.marks import resolve
from pipeline.docx.options import UnsupportedMarkupError
from pipeline.docx.runs import is_thai
from pipeline.docx.styles import LINK, StyleSheet
from pipeline.docx.xmltext import DECLARATION, NAMESPACES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.docx.chapter import ChapterPart
    from pipeline.docx.flow import Heading, Item
    from pipeline.docx.lists import Place as ListPlace
    from pipeline.docx.looks import ParagraphLook
    from pipeline.docx.options import WordFace
    from pipeline.docx.pictures import Media
    from pipeline.docx.sections import Place, Section
    from pipeline.docx.stretches import Kind, RunningText
    from pipeline.docx.styles import Role

_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_HEADING_ROLES = frozenset(roles.HEADINGS)


class Relations:
    """What a part of the package points to: addresses under ids of its own, pictures of the document."""

    def __init__(self) -> None:
        self.links: dict[str, str] = {}
        self.media: dict[int, None] = {}

    def link(self, target: str) -> str:
        """The relationship id of an address."""
        return self.links.setdefault(target, f"link{len(self.links) + 1}")


class RunningPart:
    """A header or footer part of the file."""

    def __init__(self, name: str, kind: Kind, text: RunningText | None, chapter: int) -> None:
        self.name, self.kind, self.text, self.chapter = name, kind, text, chapter
        self.xml = ""
        self.relations = Relations()


class _Chapter:
    """A chapter in its place: what its own numbers must be moved by."""

    def __init__(self, part: ChapterPart, lists: int, bookmarks: int, controls: int, drawings: int) -> None:
        self.part = part
        self.lists, self.bookmarks, self.controls, self.drawings = lists, bookmarks, controls, drawings


class Binder:
    """One document while its chapters are put together; keeps to :class:`pipeline.docx.flow.Binding`."""

    def __init__(self, parts: Sequence[ChapterPart], face: WordFace, *, duplex: bool, gutter: float) -> None:
        self.parts = parts
        self.numbering = Numbering()
        self.styles = StyleSheet(parts[0].normal, face)
        self.relations = Relations()
        self.media: list[Media] = []
        self.running: list[RunningPart] = []
        self._names = Bookmarks(identifier for part in parts for identifier in part.mentioned)
        self._listed = frozenset[str]().union(*(part.listed for part in parts))
        self._chapters = self._enumerate()
        self._places = {
            identifier: (chapter, anchor.page)
            for chapter, part in enumerate(parts)
            for identifier, anchor in part.placed.items()
        }
        self._sections = sectioning.plan(list(sectioning.places_of(parts, duplex=duplex)))
        self.mirrored = duplex or sectioning.mirrored(self._sections)
        self._gutter = gutter
        self._current: _Chapter = self._chapters[0]

    def _enumerate(self) -> list[_Chapter]:
        chapters, bookmarks, controls, drawings = [], 0, 0, 0
        for part in self.parts:
            chapters.append(_Chapter(part, self.numbering.add(part.lists), bookmarks, controls, drawings))
            bookmarks += len(part.placed)
            controls += part.controls
            drawings += part.drawings
        return chapters

    def complaints(self) -> list[str]:
        """Everything that cannot be carried over, of all chapters."""
        found = []
        places: dict[str, int] = {}
        for chapter, part in enumerate(self.parts):
            prefix = f"{part.key}: " if part.key else ""
            found += [f"{prefix}{what}" for what in part.complaints]
            found += [
                f'{prefix}<a href="#{identifier}"> leads nowhere'
                for identifier in part.wanted
                if identifier not in self._places
            ]
            found += [
                f'{prefix}id="{identifier}" is taken by another chapter'
                for identifier in part.placed
                if places.setdefault(identifier, chapter) != chapter
            ]
        if sum(bool(part.listed) for part in self.parts) > 1:
            found.append("more than one list of contents")
        return found

    def document(self) -> str:
        """The main part; headers and footers, styles and numbering are complete afterwards."""
        if complaints := self.complaints():
            raise UnsupportedMarkupError(complaints)
        sectioning.refer(self._sections, self._part_for)
        wide = sectioning.wider_inside(self._sections) if self.mirrored else None
        pieces: list[str] = []
        last = self._sections[-1]
        for section in self._sections:
            ending = sectioning.properties(section, wide_inside=wide, gutter=self._gutter)
            pieces += [self._stretch(section, place, ending, is_last=section is last) for place in section.places]
        final = sectioning.properties(last, wide_inside=wide, gutter=self._gutter)
        return f"{DECLARATION}<w:document {NAMESPACES}><w:body>{''.join(pieces)}{final}</w:body></w:document>"

    def _stretch(self, section: Section, place: Place, ending: str, *, is_last: bool) -> str:
        """The items of a stretch, from the break before it to the end of its section, if it ends that."""
        self._current = self._chapters[place.chapter]
        ends = place is section.places[-1]
        xml = self._items(
            place.stretch.items,
            new_page=place is not section.places[0],
            ending=None if is_last and ends else ending if ends else "",
        )
        return self._resolve(xml, section, self.relations)

    def _items(self, items: Sequence[Item], *, new_page: bool, ending: str | None) -> str:
        first = items[0] if items else None
        pieces = []
        if new_page and not isinstance(first, Paragraph | Spacer):
            pieces.append(Spacer(new_page=True).xml(self))
        for index, item in enumerate(items):
            if isinstance(item, Paragraph | Spacer):
                at_end = index == len(items) - 1
                pieces.append(item.xml(self, new_page=new_page and not index, ending=ending if at_end else None))
            else:
                pieces.append(item.xml(self))
        if (not items or not isinstance(items[-1], Paragraph | Spacer)) and ending != "":
            pieces.append(Spacer().xml(self, ending=ending))
        return "".join(pieces)

    def _part_for(self, kind: Kind, text: RunningText | None, section: Section) -> str:
        """The name of the header or footer part with a text, made when it is first asked for."""
        for known in self.running:
            same = known.text is text or (known.text is not None and text is not None and known.text.same(text))
            if known.kind == kind and same:
                return known.name
        number = sum(known.kind == kind for known in self.running) + 1
        part = RunningPart(f"{kind}{number}", kind, text, section.first.chapter)
        self.running.append(part)
        self._current = self._chapters[section.first.chapter]
        inner = "".join(item.xml(self) for item in text.items) if text else Spacer().xml(self)
        tag = "hdr" if kind == "header" else "ftr"
        xml = f"{DECLARATION}<w:{tag} {NAMESPACES}>{inner}</w:{tag}>"
        part.xml = self._resolve(xml, section, part.relations)
        return part.name

    def style(self, role: Role, look: ParagraphLook, label: str) -> tuple[str, ParagraphLook]:
        """Id of a named style, and the look that it gives."""
        return self.styles.use(role, look, label)

    def role(self, role: Role, heading: Heading | None) -> Role:
        """What the contents leave out gets an outline level below theirs; what they list is a heading."""
        if heading is None or not self._listed or heading.level > DEEPEST:
            return role
        if any(identifier in self._listed for identifier in heading.ids):
            return roles.HEADINGS[heading.level - 1]
        return roles.UNLISTED[heading.level - 1] if role in _HEADING_ROLES else role

    def number(self, place: ListPlace) -> str:
        """``w:numPr`` for a place in a list."""
        instance = place.number + self._current.lists
        return f'<w:numPr><w:ilvl w:val="{place.level}"/><w:numId w:val="{instance}"/></w:numPr>'

    def _resolve(self, xml: str, section: Section, relations: Relations) -> str:
        """Replace the marks of the current chapter, which stands in a section of the document."""
        chapter = self._current
        own = chapter.part
        if own.link is not None:
            name = self.styles.link(own.link)
            if name != LINK:
                xml = xml.replace(f'<w:rStyle w:val="{LINK}"/>', f'<w:rStyle w:val="{name}"/>')

        def media(index: str) -> str:
            number = self._media(own.media[int(index)])
            relations.media[number] = None
            return f"image{number + 1}"

        def label(what: str, thai: str, latin: str, complex_script: str) -> str:
            shown = self._label(what, section)
            if thai == "1":
                shown = shown.translate(_THAI_DIGITS)
            return (complex_script if is_thai(shown) else latin).replace("{}", shown)

        resolvers: dict[str, Callable[..., str]] = {
            "anchor": self._names.name,
            "bookmark": lambda number: str(int(number) + chapter.bookmarks),
            "control": lambda number: str(int(number) + chapter.controls),
            "drawing": lambda number: str(int(number) + chapter.drawings),
            "label": label,
            "link": relations.link,
            "media": media,
        }
        return resolve(xml, resolvers)

    def _media(self, media: Media) -> int:
        """The index of a picture file in the document."""
        if media not in self.media:
            self.media.append(media)
        return self.media.index(media)

    def _label(self, what: str, section: Section) -> str:
        """The number that a page prints: of the section's first page, of the page of an id; or how many there are."""
        if what == PAGE:
            page = section.first.pages[0]
        elif what == PAGES:
            return str(sum(len(part.pages) + part.blank for part in self.parts))
        else:
            chapter, index = self._places[what.removeprefix("#")]
            pages = self.parts[chapter].pages
            page = pages[min(index, len(pages) - 1)]
        return page.label or str(page.number)
