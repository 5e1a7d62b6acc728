"""JSON to the tree of values, with line and column of each; stricter than most readers.

The standard library's reader keeps no places, lets the last of two equal names win and accepts ``NaN``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from pipeline.findings import Place
from pipeline.messages import N_, gettext
from pipeline.sources import limits, rules, rules_files
from pipeline.sources.nodes import Fields, Items, Node, Scalar
from pipeline.sources.yamltree import add_entry

if TYPE_CHECKING:
    from pipeline.sources.reading import Reading

_TOKEN: Final = re.compile(
    r"""[ \t\r\n]*(?:
        (?P<mark>[\[\]{}:,])
      | (?P<text>"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*")
      | (?P<number>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![0-9A-Za-z.]))
      | (?P<word>-?[A-Za-z]+)
      | (?P<end>\Z)
    )""",
    re.VERBOSE,
)
_WORDS: Final = {"true": "true", "false": "false", "null": ""}


class _JsonError(Exception):
    """The text is not JSON from ``offset`` on."""

    def __init__(self, offset: int, reason: str) -> None:
        super().__init__(reason)
        self.offset = offset
        self.reason = reason


def read_json(text: str, name: str, reading: Reading) -> Node | None:
    """The tree of a JSON text, or ``None`` with findings."""
    if not text.strip():
        reading.find(rules_files.FILE_EMPTY, Place(name))
        return None
    reader = _Reader(text, name, reading)
    try:
        return reader.read()
    except _JsonError as error:
        reading.find(rules_files.JSON_SYNTAX, reader.place(error.offset), reason=gettext(error.reason))
        return None


def _closing(node: Items | Fields) -> str:
    return "]" if isinstance(node, Items) else "}"


class _Reader:
    """A loop over lexemes with a stack of open lists and groups, so that depth costs no recursion."""

    def __init__(self, text: str, name: str, reading: Reading) -> None:
        self.text = text
        self.name = name
        self.reading = reading
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]
        self._offset = 0
        self._count = 0

    def place(self, offset: int) -> Place:
        """Line and column of an offset."""
        line = bisect_right(self._lines, offset)
        return Place(self.name, line, offset - self._lines[line - 1] + 1)

    def read(self) -> Node | None:
        """The whole text.

        Raises:
            _JsonError: no JSON, or beyond a limit.
        """
        stack: list[tuple[Items | Fields, Scalar | None]] = []
        node = self._value(*self._next())
        while True:
            if isinstance(node, Items | Fields) and not self._closes(node):
                if len(stack) >= limits.MAX_DEPTH:
                    raise _JsonError(self._offset, N_("ข้อมูลซ้อนกันลึกเกินไป"))
                key = self._key() if isinstance(node, Fields) else None
                stack.append((node, key))
                node = self._value(*self._next())
                continue
            while stack:
                into, key = stack[-1]
                self._add(into, key, node)
                if self._separator(into):
                    stack[-1] = (into, self._key() if isinstance(into, Fields) else None)
                    break
                node, _ = stack.pop()
            else:
                kind, _, start = self._next()
                if kind != "end":
                    raise _JsonError(start, N_("มีข้อมูลเกินมาหลังจบเอกสาร"))
                return node
            node = self._value(*self._next())

    def _add(self, into: Items | Fields, key: Scalar | None, node: Node) -> None:
        if isinstance(into, Items):
            into.items.append(node)
        elif key is not None:
            add_entry(into, key, node, self.reading)

    def _next(self) -> tuple[str, str, int]:
        match = _TOKEN.match(self.text, self._offset)
        if match is None:
            blank = re.compile(r"[ \t\r\n]*").match(self.text, self._offset)
            start = blank.end() if blank else self._offset
            quote = self.text[start : start + 1] == '"'
            raise _JsonError(start, N_("เครื่องหมายคำพูดไม่ปิด หรือมี \\ ที่ไม่รู้จัก") if quote else N_("พบเครื่องหมายที่ไม่ใช่ JSON"))
        self._offset = match.end()
        kind = match.lastgroup or ""
        return kind, match[kind], match.start(kind)

    def _peek(self, closing: str) -> bool:
        """Whether the next lexeme is ``closing``; if so it is taken."""
        before = self._offset
        if self._next()[:2] == ("mark", closing):
            return True
        self._offset = before
        return False

    def _closes(self, node: Items | Fields) -> bool:
        return self._peek(_closing(node))

    def _separator(self, into: Items | Fields) -> bool:
        kind, lexeme, start = self._next()
        if (kind, lexeme) == ("mark", ","):
            return True
        if (kind, lexeme) == ("mark", _closing(into)):
            return False
        raise _JsonError(start, N_("ขาดจุลภาค หรือวงเล็บไม่ปิด"))

    def _key(self) -> Scalar:
        kind, lexeme, start = self._next()
        if kind != "text":
            raise _JsonError(start, N_("ต้องเป็นชื่อข้อมูลในเครื่องหมายคำพูด"))
        if not self._peek(":"):
            raise _JsonError(self._offset, N_("ขาดเครื่องหมาย : หลังชื่อข้อมูล"))
        return Scalar(self._unquote(lexeme, start), self.place(start), "quoted")

    def _value(self, kind: str, lexeme: str, start: int) -> Node:
        self._count += 1
        if self._count > limits.MAX_NODES:
            raise _JsonError(start, N_("ข้อมูลมากเกินไป"))
        place = self.place(start)
        if kind == "text":
            return Scalar(self._unquote(lexeme, start), place, "quoted")
        if kind == "number":
            return Scalar(lexeme, place)
        if kind == "mark" and lexeme in {"[", "{"}:
            return Fields({}, place) if lexeme != "[" else Items([], place)
        if kind == "word" and lexeme in _WORDS:
            return Scalar(_WORDS[lexeme], place)
        if kind == "word" and lexeme.lstrip("-") in {"NaN", "Infinity"}:
            self.reading.find(rules.NOT_A_NUMBER, place, field="JSON", value=lexeme)
            return Scalar("", place)
        raise _JsonError(start, N_("ต้องเป็นค่า แต่พบสิ่งอื่น"))

    def _unquote(self, lexeme: str, start: int) -> str:
        from json import loads

        text: str = loads(lexeme)
        if any("\ud800" <= character <= "\udfff" for character in text):
            self.reading.find(rules.CONTROL_CHARACTER, self.place(start), code="U+D800")
            return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return text
