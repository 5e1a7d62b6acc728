"""YAML to the tree of values, event by event.

Scalars stay text: ``no``, ``08``, ``1_000``, ``16/10/2562`` and ``2563-01-01`` never become what YAML 1.1 makes
of them, and money never becomes a float. The composer is a loop with a stack of its own, so depth cannot
exhaust Python's; aliases share their target and are counted as often as they are used.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pipeline.findings import Place
from pipeline.messages import N_, gettext
from pipeline.sources import limits, rules, rules_files
from pipeline.sources.nodes import Entry, Fields, Items, Node, Scalar, Style

if TYPE_CHECKING:
    from pipeline.sources.reading import Reading

_STYLES: Final[dict[str | None, Style]] = {
    None: "plain", "": "plain", "'": "quoted", '"': "quoted", "|": "block", ">": "folded",
}  # fmt: skip
_CORE_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "map", "seq", "timestamp")
) | {"!", None}

_TAB: Final = "\t"
_REASONS: Final = (
    # (part of the parser's own words, what they mean, what to do); the first that fits is taken.
    (_TAB, N_("มีแท็บ (Tab) ในที่ที่ต้องเป็นช่องว่าง"), N_("แทนแท็บด้วยช่องว่าง 2 ตัว")),
    ("mapping values are not allowed", N_("มีเครื่องหมาย : ในที่ที่ไม่ควรมี"),
     N_("ถ้า : เป็นส่วนหนึ่งของข้อความ ให้ใส่เครื่องหมายคำพูดครอบข้อความ หรือตรวจการย่อหน้า")),
    ("could not find expected ':'", N_("ขาดเครื่องหมาย : หลังชื่อข้อมูล"), N_("เขียนเป็น ชื่อ: ค่า โดยมีช่องว่างหลัง :")),
    ("while scanning a quoted scalar", N_("เครื่องหมายคำพูดไม่ปิด หรือมี \\ ที่ไม่รู้จัก"),
     N_("ปิดเครื่องหมายคำพูดให้ครบ ถ้าใช้ \\ ในข้อความให้ครอบด้วย ' แทน \"")),
    ("unknown escape", N_("มี \\ ที่ไม่รู้จักในเครื่องหมายคำพูด"), N_("ครอบข้อความด้วย ' แทน \"")),
    ("hexdecimal number", N_("มี \\ ที่ไม่รู้จักในเครื่องหมายคำพูด"), N_("ครอบข้อความด้วย ' แทน \"")),
    ("Unicode character escape", N_("มี \\ ที่ไม่รู้จักในเครื่องหมายคำพูด"), N_("ครอบข้อความด้วย ' แทน \"")),
    ("flow", N_("วงเล็บ [ ] หรือ { } ไม่ครบ"), N_("ปิดวงเล็บ และคั่นแต่ละค่าด้วยจุลภาค")),
    ("sequence entries are not allowed", N_("มีเครื่องหมาย - ในที่ที่ไม่ควรมี"),
     N_("ถ้ายังไม่มีข้อมูล ให้เว้นว่างไว้หลัง : ถ้าเป็นรายการ ให้ขึ้นบรรทัดใหม่ก่อน - ")),
    ("block sequence", N_("การย่อหน้าของรายการไม่ตรงกัน"), N_("ให้เครื่องหมาย - ของรายการเดียวกันอยู่ตรงแนวเดียวกัน")),
    ("block collection", N_("การย่อหน้าของรายการไม่ตรงกัน"), N_("ให้เครื่องหมาย - ของรายการเดียวกันอยู่ตรงแนวเดียวกัน")),
    ("block mapping", N_("การย่อหน้าไม่ตรงกัน หรือมีข้อความต่อท้ายเครื่องหมายคำพูดหรือวงเล็บที่ปิดแล้ว"),
     N_("ให้ชื่อข้อมูลของกลุ่มเดียวกันเริ่มตรงแนวเดียวกัน ถ้าข้อความมีเครื่องหมายคำพูดอยู่ข้างใน ให้ครอบทั้งข้อความด้วย '")),
    ("expected <document start>", N_("มีข้อความต่อท้ายข้อมูลที่จบแล้ว"), N_("ลบวงเล็บที่ปิดเกิน หรือบรรทัด ... และ %")),
    ("block scalar", N_("หลังเครื่องหมาย | หรือ > มีอักษรที่ไม่ควรมี"), N_("เขียนเพียง | แล้วขึ้นบรรทัดใหม่ก่อนข้อความ")),
    ("expected node content", N_("มีวงเล็บปิดหรือจุลภาคในที่ที่ไม่ควรมี"), N_("ถ้าเป็นข้อความ ให้ใส่เครื่องหมายคำพูดครอบ")),
    ("tag handle", N_("ข้อความขึ้นต้นด้วย ! ซึ่ง YAML สงวนไว้"), N_("ใส่เครื่องหมายคำพูดครอบข้อความ")),
    ("YAML document", N_("ไฟล์ระบุรุ่นของ YAML ที่อ่านไม่ได้"), N_("ลบบรรทัดที่ขึ้นต้นด้วย %YAML")),
    ("directive", N_("บรรทัดขึ้นต้นด้วย % ซึ่ง YAML สงวนไว้"), N_("ลบบรรทัดนั้น หรือใส่เครื่องหมายคำพูดครอบข้อความ")),
    ("scanning a tag", N_("ข้อความขึ้นต้นด้วย ! ซึ่ง YAML สงวนไว้"), N_("ใส่เครื่องหมายคำพูดครอบข้อความ")),
    ("scanning an alias", N_("ข้อความขึ้นต้นด้วย * ซึ่ง YAML สงวนไว้"), N_("ใส่เครื่องหมายคำพูดครอบข้อความ")),
    ("scanning an anchor", N_("ข้อความขึ้นต้นด้วย & ซึ่ง YAML สงวนไว้"), N_("ใส่เครื่องหมายคำพูดครอบข้อความ")),
    ("cannot start any token", N_("ข้อความขึ้นต้นด้วยเครื่องหมายที่ YAML สงวนไว้ (@ ` %)"),
     N_("ใส่เครื่องหมายคำพูดครอบข้อความ")),
)  # fmt: skip


class _StopReadingError(Exception):
    """The rest of this file cannot be read; the finding has been kept."""


@dataclass(slots=True)
class _Open:
    """A list or group that is being filled, and how many values it has come to so far."""

    node: Items | Fields
    anchor: str | None
    size: int = 1
    key: Scalar | None = None
    expects_value: bool = False


def read_yaml(text: str, name: str, reading: Reading) -> Node | None:
    """The tree of the first document of a YAML text, or ``None`` with findings."""
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    composer = _Composer(text, name, reading)
    try:
        for event in yaml.parse(text, Loader=loader):
            composer.take(event)
            if composer.done:
                break
    except _StopReadingError:
        return None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)
        reason, advice = _explain(error, composer.line(mark.line) if mark else "")
        reading.find(rules_files.SYNTAX, place, reason=reason, advice=advice)
        return None
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        reason = gettext(N_("มีอักขระที่ไฟล์ YAML มีไม่ได้ ({error})")).format(error=type(error).__name__)
        advice = gettext(N_("พิมพ์ข้อความที่คัดลอกมาจากโปรแกรมอื่นใหม่ แล้วบันทึกไฟล์เป็น UTF-8"))
        reading.find(rules_files.SYNTAX, Place(name), reason=reason, advice=advice)
        return None
    if composer.root is None or (isinstance(composer.root, Scalar) and composer.root.is_null):
        reading.find(rules_files.FILE_EMPTY, Place(name))
        return None
    return composer.root


def _explain(error: Any, line: str) -> tuple[str, str]:  # noqa: ANN401 - yaml is imported late
    column = error.problem_mark.column if error.problem_mark else 0
    # What stands before the text of the line, and where the parser stopped.
    blank = line[: len(line) - len(line.lstrip(" \t-"))] + line[column : column + 1]
    words = f"{error.context or ''} {error.problem or ''} {_TAB if _TAB in blank else ''}"
    reason, advice = next(
        ((reason, advice) for part, reason, advice in _REASONS if part in words),
        (N_("ไวยากรณ์ YAML ไม่ถูกต้อง"), N_("ตรวจบรรทัดนี้และบรรทัดก่อนหน้า")),
    )
    # The parser's own words stay at the end, for those who look them up.
    return f"{gettext(reason)} ({error.problem})" if error.problem else gettext(reason), gettext(advice)


class _Composer:
    """Builds the tree; ``done`` when everything that counts has been read."""

    def __init__(self, text: str, name: str, reading: Reading) -> None:
        self.lines = text.split("\n")
        self.name = name
        self.reading = reading
        self.root: Node | None = None
        self.done = False
        self._stack: list[_Open] = []
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._total = 0
        self._aliases = 0
        self._documents = 0

    def line(self, number: int) -> str:
        """A line of the file, counted from 0."""
        return self.lines[number] if number < len(self.lines) else ""

    def take(self, event: Any) -> None:  # noqa: ANN401 - yaml is imported late
        """One event of the parser.

        Raises:
            _StopReadingError: the file is beyond a limit.
        """
        kind = type(event).__name__
        if kind == "ScalarEvent":
            self._scalar(event)
        elif kind == "MappingStartEvent":
            self._open(event, Fields({}, self._place(event)))
        elif kind == "SequenceStartEvent":
            self._open(event, Items([], self._place(event)))
        elif kind in {"MappingEndEvent", "SequenceEndEvent"}:
            self._close()
        elif kind == "AliasEvent":
            self._alias(event)
        elif kind == "DocumentStartEvent":
            self._documents += 1
            if self._documents > 1:
                self.reading.find(rules_files.SEVERAL_DOCUMENTS, self._place(event))
                self.done = True

    def _place(self, event: Any) -> Place:  # noqa: ANN401
        return Place(self.name, event.start_mark.line + 1, event.start_mark.column + 1)

    def _count(self, event: Any, size: int) -> None:  # noqa: ANN401
        self._total += size
        if self._total > limits.MAX_NODES:
            rule = rules_files.ALIAS_BOMB if self._aliases else rules_files.TOO_MANY_VALUES
            self.reading.find(rule, self._place(event), limit=f"{limits.MAX_NODES:,}")
            raise _StopReadingError

    def _check_tag(self, event: Any) -> None:  # noqa: ANN401
        if event.tag not in _CORE_TAGS:
            tag = str(event.tag).replace("tag:yaml.org,2002:", "!!")[:60]
            self.reading.find(rules_files.TAG_REFUSED, self._place(event), tag=tag)

    def _scalar(self, event: Any) -> None:  # noqa: ANN401
        self._count(event, 1)
        style = _STYLES[event.style]
        if event.tag is not None:
            self._check_tag(event)
            style = "quoted" if event.tag in {"!", "tag:yaml.org,2002:str"} else style
        elif style in {"plain", "quoted", "folded"} and event.end_mark.line - event.start_mark.line > (
            style == "folded"
        ):
            style = "folded"
        node = Scalar(event.value, self._place(event), style)
        if style == "block":
            node.margin = self._margin(node)
        if event.anchor:
            self._anchors[event.anchor] = (node, 1)
        self._add(node, 1)

    def _margin(self, block: Scalar) -> int | None:
        """By how much a block is indented, from its first line that is not blank; ``None`` if it is not found there."""
        for number, line in enumerate(block.text.split("\n"), block.place.line or 0):
            if line.strip():
                written = self.line(number).rstrip("\r")
                return len(written) - len(line) if written.endswith(line) else None
        return None

    def _open(self, event: Any, node: Items | Fields) -> None:  # noqa: ANN401
        self._count(event, 1)
        self._check_tag(event)
        if len(self._stack) >= limits.MAX_DEPTH:
            self.reading.find(rules_files.TOO_DEEP, self._place(event), limit=str(limits.MAX_DEPTH))
            raise _StopReadingError
        self._stack.append(_Open(node, event.anchor))

    def _close(self) -> None:
        closed = self._stack.pop()
        if closed.anchor:
            self._anchors[closed.anchor] = (closed.node, closed.size)
        self._add(closed.node, closed.size)

    def _alias(self, event: Any) -> None:  # noqa: ANN401
        target = self._anchors.get(event.anchor)
        if target is None:
            # Also an alias inside its own anchor: that one is known only once it is closed.
            self.reading.find(rules_files.ALIAS_UNKNOWN, self._place(event), name=event.anchor)
            target = (Scalar("", self._place(event)), 1)
        node, size = target
        self._aliases += 1
        self._count(event, size)
        self._add(node, size)

    def _add(self, node: Node, size: int) -> None:
        if not self._stack:
            self.root = node
            return
        into = self._stack[-1]
        into.size += size
        if isinstance(into.node, Items):
            into.node.items.append(node)
        elif not into.expects_value:
            into.key = self._as_key(node)
            into.expects_value = True
        else:
            into.expects_value = False
            if into.key is not None:
                add_entry(into.node, into.key, node, self.reading)

    def _as_key(self, node: Node) -> Scalar | None:
        if isinstance(node, Scalar):
            return node
        self.reading.find(rules_files.KEY_NO_TEXT, node.place)
        return None


def add_entry(fields: Fields, key: Scalar, value: Node, reading: Reading) -> None:
    """Add a named value; a name that is there already keeps its first value and is a finding."""
    known = fields.entries.setdefault(key.text, Entry(key, value))
    if known.key is not key:
        reading.find(
            rules.KEY_DUPLICATE, key.place, value=key.text, other=str(known.key.place), related=[known.key.place]
        )
