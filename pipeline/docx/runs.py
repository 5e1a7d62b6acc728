"""Runs of text: white space as CSS collapses it, Thai apart from Latin, nothing invisible left in.

Word spell-checks Thai and breaks it between words only in runs marked as complex script (``w:cs``), so text is
cut where Thai meets Latin letters. Digits, spaces and marks go with the Thai they touch.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.docx.styles import run_properties
from pipeline.docx.xmltext import FORBIDDEN, escape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.docx.looks import RunLook

_INVISIBLE = re.compile("[\u200b\u2060\u00ad\ufeff]")
"""Break hints of the PDF's layout (ZWSP, WJ, SHY, BOM): Word breaks Thai by itself."""
_SPACE = re.compile(r"[ \t\n\r\f]+")
_THAI = re.compile("[\u0e01-\u0e7f]")
_LATIN = re.compile(r"[^\W\d_\u0e00-\u0e7f]")
_STRETCH = re.compile("[\u0e00-\u0e7f]+|[^\u0e00-\u0e7f]+")


def is_thai(text: str) -> bool:
    """Whether the text holds a Thai character."""
    return _THAI.search(text) is not None


def mostly_latin(text: str) -> bool:
    """Whether more letters are Latin than Thai: such a paragraph is justified by its spaces, not by clusters."""
    return len(_LATIN.findall(text)) > len(_THAI.findall(text))


def split_scripts(text: str) -> Iterator[tuple[str, bool]]:
    """Cut text into stretches and say of each whether it is Thai."""
    pending, pending_thai = "", False
    for found in _STRETCH.finditer(text):
        stretch = found[0]
        thai = _THAI.match(stretch) is not None
        latin = not thai and _LATIN.search(stretch) is not None
        if thai or latin:
            if pending and (pending_thai != thai) and not _is_neutral(pending):
                yield pending, pending_thai
                pending = ""
            pending, pending_thai = pending + stretch, thai
        else:
            pending += stretch
    if pending:
        yield pending, pending_thai


def _is_neutral(text: str) -> bool:
    return not _THAI.search(text) and not _LATIN.search(text)


@lru_cache(maxsize=4096)
def _properties(look: RunLook, base: RunLook, style: str, *, complex_script: bool) -> str:
    inner = run_properties(look, base, complex_script=complex_script, style=style)
    return f"<w:rPr>{inner}</w:rPr>" if inner else ""


def run(content: str, look: RunLook, base: RunLook, *, thai: bool = False, style: str = "") -> str:
    """One run with ready content (a tab, a field character, a drawing)."""
    return f"<w:r>{_properties(look, base, style, complex_script=thai)}{content}</w:r>"


def text_runs(text: str, look: RunLook, base: RunLook, style: str = "") -> str:
    """Text as runs, Thai apart from Latin."""
    return "".join(
        run(f"<w:t{_keep_space(piece)}>{escape(piece)}</w:t>", look, base, thai=thai, style=style)
        for piece, thai in split_scripts(text)
    )


def _keep_space(text: str) -> str:
    return ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() else ""


class Line:
    """The inline content of one paragraph while it is collected: texts with looks, and ready XML between them.

    ``base`` is the look of the paragraph itself, ``links`` that of its links under the style ``Hyperlink``.
    """

    def __init__(self, base: RunLook) -> None:
        self.base = self.links = base
        self._items: list[tuple[str, RunLook | None, str]] = []
        self._silent: set[int] = set()
        self.text = ""
        self._after_space = True
        self.empty = True

    def add_text(self, text: str, look: RunLook, style: str = "", *, keep_breaks: bool = False) -> None:
        """Append text; white space collapses across elements as in CSS."""
        if FORBIDDEN.search(text):
            raise ValueError(f"control character in {text[:40]!r}")
        text = _INVISIBLE.sub("", text)
        if keep_breaks and "\n" in text:
            head, *rest = text.split("\n")
            self.add_text(head, look, style)
            for part in rest:
                self.add_xml(run("<w:br/>", look, self.base, style=style), space=True)
                self.add_text(part, look, style)
            return
        text = _SPACE.sub(" ", text)
        if self._after_space and text.startswith(" "):
            text = text[1:]
        if not text:
            return
        self._after_space = text.endswith(" ")
        self.text += text
        self.empty = False
        if self._items and self._items[-1][1] == look and self._items[-1][2] == style:
            self._items[-1] = (self._items[-1][0] + text, look, style)
        else:
            self._items.append((text, look, style))

    def add_xml(self, xml: str, *, prints: bool = True, space: bool = False) -> None:
        """Append ready XML. ``space``: a following space collapses (after a line break)."""
        if space:
            self._strip_end()
        if not prints:
            self._silent.add(len(self._items))
        self._items.append((xml, None, ""))
        if prints:
            self._after_space = space
            self.empty = False

    def _strip_end(self) -> None:
        """Take away the space at the end of the line, as CSS does."""
        for index in range(len(self._items) - 1, -1, -1):
            text, look, style = self._items[index]
            if look is None:
                if index not in self._silent:
                    return
                continue
            stripped = text.rstrip(" ")
            if stripped:
                self._items[index] = (stripped, look, style)
                return
            self._items[index] = ("", look, style)

    def _drop_last_break(self) -> None:
        """A break at the very end opens no further line in CSS; in Word it would."""
        if self._items and self._items[-1][1] is None and self._items[-1][0].endswith("<w:br/></w:r>"):
            self._items[-1] = ("", self.base, "")
            self._strip_end()

    def xml(self) -> str:
        """The runs of the paragraph."""
        self._strip_end()
        self._drop_last_break()
        return "".join(
            item if look is None else text_runs(item, look, self.links if style else self.base, style)
            for item, look, style in self._items
        )
