"""The tree of values laid against the model: every value read, every mistake found at its place.

Nothing stops at the first mistake. A wrong value of an optional field becomes ``None``, a record that lacks a
required value is left out, and everything else is read on, so that one run tells the planner all there is.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from pipeline.messages import N_, gettext
from pipeline.sources import limits, rules, values
from pipeline.sources.constraints import explain
from pipeline.sources.named import by_code
from pipeline.sources.nodes import Entry, Fields, Items, Node, Scalar, shown
from pipeline.sources.prose import ProseReader
from pipeline.sources.shapes import (
    ChoiceShape,
    FieldShape,
    ListShape,
    ProseShape,
    RecordShape,
    ScalarShape,
    Shape,
    bounds,
    fields_of,
    is_year_be,
)
from pipeline.sources.shorthand import as_record, spelled_out
from pipeline.sources.subjects import name_of, subject
from pipeline.sources.texts import clean, one_line
from pipeline.thai.digits import mixed_numbers, to_arabic

if TYPE_CHECKING:
    from pipeline.findings import FieldPath
    from pipeline.model import Record
    from pipeline.sources.named import Names
    from pipeline.sources.reading import Mark, Reading

_SHOWN_NAMES: Final = 5
"""Most names of fields that a message lists where a group of them is expected."""

NOTHING: Final = object()
"""No value: not written, or wrong and reported."""


class Binder:
    """Binds one tree. ``lost`` keeps the fields of records that had to be left out, by class.

    ``names`` are the codes of what may also be called by its name.
    """

    def __init__(self, reading: Reading, names: Names | None = None) -> None:
        self.reading = reading
        self._names = names or {}
        self.lost: list[tuple[type[Record], dict[str, Any]]] = []

    def record(self, node: Node, record: type[Record], path: FieldPath, title: str = "") -> Any:  # noqa: ANN401
        """The record of a group of named values, or :data:`NOTHING` with findings.

        ``title`` is the field that holds it, where that says more than the name of its class.
        """
        if not isinstance(node, Fields):
            names = ", ".join(list(fields_of(record))[:_SHOWN_NAMES])
            expected = gettext(N_("กลุ่มข้อมูลที่มีชื่อ ({names})")).format(names=names)
            self._wrong_structure(node, title or name_of(record), path, expected)
            return NOTHING
        mark = self.reading.mark()
        named = subject(record, node)
        if named:
            self.reading.enter(named)
        self.reading.remember(path, node.place)
        found, complete = self._fields(node, record, path)
        built = self._built(record, found, node, path, mark) if complete else NOTHING
        if named:
            self.reading.leave()
        if built is NOTHING:
            self.lost.append((record, found))
            if path:
                self.reading.drop(mark, path)
        return built

    def _fields(self, node: Fields, record: type[Record], path: FieldPath) -> tuple[dict[str, Any], bool]:
        """The values of a record by field, and whether all required ones are there."""
        shapes = fields_of(record)
        found: dict[str, Any] = {}
        for name, entry in node.entries.items():
            field = shapes.get(name)
            if field is None:
                self._unknown(entry, record, path)
                continue
            written = by_code(record, name, spelled_out(record, name, entry.value), self._names)
            value = self.value(written, field, (*path, name))
            if isinstance(field.shape, ListShape) and entry.key.place.line is not None:
                # What is wrong with a list as a whole is told at its name, not at its first item.
                self.reading.remember((*path, name), entry.key.place)
            if value is not NOTHING:
                found[name] = value
        complete = True
        for name, field in shapes.items():
            if field.required and name not in found:
                complete = False
                self._missing(node, field, (*path, name))
        return found, complete

    def _missing(self, node: Fields, field: FieldShape, path: FieldPath) -> None:
        """Report a required value that is not written; a wrong one has been reported."""
        entry = node.entries.get(field.name)
        if field.name in node.excused or (entry is not None and not _is_blank(entry.value)):
            return
        place = entry.value.place if entry is not None else node.place
        self.reading.find(rules.VALUE_MISSING, place, path, field=self.title(field, node))

    def title(self, field: FieldShape, node: Node) -> str:
        """A field as the planner knows it: by its title, in text files also by its name there."""
        title = field.title
        return title if node.place.sheet is not None or title == field.name else f"{title} ({field.name})"

    def _unknown(self, entry: Entry, record: type[Record], path: FieldPath) -> None:
        if self.reading.full:
            return
        shapes = fields_of(record)
        names = {name.replace("_", ""): name for name in shapes} | {shape.title: name for name, shape in shapes.items()}
        written = entry.key.text[:80]
        near = get_close_matches(written.casefold().replace("_", "").replace("-", ""), names, n=1, cutoff=0.6)
        if near:
            nearest = names[near[0]]
            known = f"{nearest} ({shapes[nearest].title})"
            suggestion = gettext(N_("หมายถึง {nearest} หรือไม่ ถ้าใช่ให้แก้ชื่อ ถ้าไม่ใช่ให้ลบบรรทัดนี้")).format(nearest=known)
        else:
            listed = ", ".join(shapes)
            suggestion = gettext(N_("ชื่อที่ใช้ได้: {names}")).format(names=listed)
        self.reading.find(
            rules.UNKNOWN_FIELD, entry.key.place, path,
            quote=shown(entry.key), value=shown(entry.key), record=name_of(record), suggestion=suggestion,
        )  # fmt: skip

    def value(self, node: Node, field: FieldShape, path: FieldPath) -> Any:  # noqa: ANN401 - any value of the model
        """The value of a field, or :data:`NOTHING`."""
        return self._shaped(node, field.shape, field, path)

    def _shaped(self, node: Node, shape: Shape, field: FieldShape, path: FieldPath) -> Any:  # noqa: ANN401
        if _is_blank(node):
            return NOTHING
        if isinstance(shape, RecordShape):
            title = self.title(field, node) if shape is field.shape else ""
            return self.record(as_record(shape.record, node), shape.record, path, title)
        if isinstance(shape, ListShape):
            return self._list(node, shape, field, path)
        self.reading.remember(path, node.place)
        if isinstance(shape, ProseShape):
            rich = ProseReader(self.reading, self.title(field, node), path).read(node)
            return NOTHING if rich is None else rich
        if not isinstance(node, Scalar):
            expected = values.EXPECTED[shape.kind] if isinstance(shape, ScalarShape) else values.EXPECTED["text"]
            self._wrong_structure(node, self.title(field, node), path, gettext(expected))
            return NOTHING
        return self._scalar(node, shape, field, path)

    def _scalar(self, node: Scalar, shape: ScalarShape | ChoiceShape, field: FieldShape, path: FieldPath) -> Any:  # noqa: ANN401
        title = self.title(field, node)
        try:
            if isinstance(shape, ChoiceShape):
                return values.choice(node, shape.choices)
            if shape.kind == "text":
                text = self._text(node, field, title, path)
                if text is NOTHING or not _has_pattern(field):
                    return text
                # Codes are compared: Thai digits in one are the same code.
                value: Any = to_arabic(text)
            elif node.text.strip() in values.DASHES:
                return NOTHING
            else:
                value = values.READERS[shape.kind](node)
        except values.Trouble as trouble:
            self.reading.keep(trouble.rule, node.place, path, {"field": title, **trouble.params}, quote=shown(node))
            return NOTHING
        self._mixed_digits(node, title, path)
        if isinstance(value, int) and is_year_be(field.info) and self._year_ce(node, value, title, path):
            return NOTHING
        return value

    def _mixed_digits(self, node: Scalar, title: str, path: FieldPath) -> None:
        """Report a figure typed half in Thai digits: it is read, but nobody types that on purpose."""
        if node.typed is None and mixed_numbers(node.text[: limits.MAX_NUMBER]):
            quote = shown(node)
            self.reading.find(
                rules.NUMBER_MIXED_DIGITS, node.place, path,
                quote=quote, field=title, value=quote, read=to_arabic(quote),
            )  # fmt: skip

    def _year_ce(self, node: Scalar, value: int, title: str, path: FieldPath) -> bool:
        """Report a year of the Common Era where the Buddhist one is meant."""
        if not 1900 <= value < 2200:  # noqa: PLR2004 - years CE
            return False
        self.reading.find(
            rules.YEAR_NOT_BE, node.place, path,
            quote=shown(node), field=title, value=str(value), be=str(value + 543),
        )  # fmt: skip
        return True

    def _text(self, node: Scalar, field: FieldShape, title: str, path: FieldPath) -> Any:  # noqa: ANN401
        if isinstance(node.typed, bool):
            raise values.wrong_type(node, "text")
        if len(node.text) > limits.MAX_RAW_TEXT:
            raise values.too_long(node.text, bounds(field.info).get("max_length", limits.MAX_RAW_TEXT))
        longest = bounds(field.info).get("max_length")
        if isinstance(field.shape, ListShape) and longest and len(node.text) > longest:
            # The model would refuse the list for the sake of one of its texts.
            raise values.too_long(node.text, longest)
        text, joints = one_line(clean(node, title, path, self.reading))
        if joints and node.style != "folded":
            self.reading.find(rules.LINES_JOINED, node.place, path, field=title, count=str(joints))
        return text or NOTHING

    def _list(self, node: Node, shape: ListShape, field: FieldShape, path: FieldPath) -> Any:  # noqa: ANN401
        self.reading.remember(path, node.place)
        if isinstance(node, Fields) and isinstance(shape.item, RecordShape):
            parts: list[Node] = [node]
        elif isinstance(node, Items):
            parts = node.items
        else:
            self._wrong_structure(node, self.title(field, node), path, gettext(N_("รายการ (ขึ้นต้นแต่ละข้อด้วย - )")))
            return NOTHING
        built: list[Any] = []
        for part in parts:
            value = self._shaped(part, shape.item, field, (*path, len(built)))
            if value is not NOTHING:
                built.append(value)
        return tuple(built)

    def _wrong_structure(self, node: Node, title: str, path: FieldPath, expected: str) -> None:
        if isinstance(node, Scalar):
            found = values.described(node)
        else:
            found = gettext(N_("รายการ") if isinstance(node, Items) else N_("กลุ่มข้อมูล"))
        self.reading.find(
            rules.WRONG_TYPE, node.place, path, quote=shown(node), field=title, expected=expected, found=found
        )

    def _built(self, record: type[Record], found: dict[str, Any], node: Fields, path: FieldPath, mark: Mark) -> Any:  # noqa: ANN401 - the record, or NOTHING
        """The record itself; values beyond the model's bounds are reported and left out."""
        shapes = fields_of(record)
        while True:
            try:
                return record.model_validate(found)
            except ValidationError as error:
                wrong = {
                    str(issue["loc"][0]) if issue["loc"] else "": issue for issue in error.errors(include_url=False)
                }
            for name, issue in wrong.items():
                if not name and self.reading.failed_since(mark):
                    # What is missing for the whole was written, but could not be read: that has been told.
                    continue
                entry = node.entries.get(name)
                place = entry.value.place if entry is not None else node.place
                field = shapes.get(name)
                title = self.title(field, node) if field is not None else name_of(record)
                rule, params = explain(record, issue, title, field)
                quote = shown(entry.value) if entry is not None else ""
                self.reading.keep(rule, place, (*path, name) if name else path, params, quote=quote)
                found.pop(name, None)
            if any(not name or shapes[name].required for name in wrong):
                return NOTHING


def _has_pattern(field: FieldShape) -> bool:
    return "pattern" in bounds(field.info)


def _is_blank(node: Node) -> bool:
    return isinstance(node, Scalar) and (node.is_null or (node.typed is None and not node.text.strip()))
