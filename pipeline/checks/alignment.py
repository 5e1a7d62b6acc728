"""Lines that link a project to the plan (form 1.6), and lines that were cut on their way here."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from pipeline.checks.registry import Hit, dataset_rule, hit, rule
from pipeline.checks.text import blemishes_in
from pipeline.checks.texts import TextAt, TextKind
from pipeline.findings import Severity
from pipeline.messages import N_
from pipeline.model import StrategyLevel
from pipeline.thai.digits import to_arabic
from pipeline.thai.hygiene import BlemishKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.view import DatasetView, ProjectView
    from pipeline.findings import FieldPath

_LABELS = {"strategy": "ด้านที่", "dimension": "มิติที่", "goal": "เป้าหมายที่"}
_LEVELS = {
    "strategy": StrategyLevel.STRATEGY,
    "dimension": StrategyLevel.DIMENSION,
    "goal": StrategyLevel.GOAL,
}
_HEAD = re.compile(r"[ก-๎]+")
_UNFINISHED = re.compile(r"(?:และ|หรือ|เพื่อ|โดย|ซึ่ง|เป็นที่ยึด|มีความ|เป็นการ|(?<=\s)(?:ใน|ของ|แก่|จาก|ที่|การ|ความ))$")
_AND = ("และ", "หรือ")
_COUNTED = re.compile(r"[0-9๐-๙]\s*แห่ง$")
_COLUMN_LIMITS = frozenset({50, 99, 100, 128, 149, 150, 199, 200, 254, 255, 256, 500})
_SHORTEST_PREFIX = 20
_TAIL = 30


@rule(
    id="alignment-label",
    severity=Severity.WARNING,
    title=N_("คำนำหน้าของแผนพิมพ์ผิด"),
    message=N_("“{found}” น่าจะเป็น “{label}”"),
    remedy=N_("แก้เป็น “{label}” ตามแผนพัฒนากรุงเทพมหานคร"),
    basis=N_("แผนพัฒนากรุงเทพมหานคร: ด้าน มิติ เป้าหมาย"),
)
def alignment_label(view: ProjectView) -> Iterator[Hit]:
    """The word before the number is nearly, not quite, the level's: ``ด่านที่ ๗``."""
    for place, key, text in _lines(view):
        head = _HEAD.match(text)
        label = _LABELS[key]
        if head and head[0] != label and _nearly(head[0], label):
            yield hit(view.path("alignments", place, key), quote=text[: head.end() + 4], found=head[0], label=label)


@rule(
    id="alignment-wrong-line",
    severity=Severity.WARNING,
    title=N_("กรอกระดับของแผนผิดช่อง"),
    message=N_("“{found}” อยู่ในช่องของ “{label}”"),
    remedy=N_("ย้ายข้อความไปช่องที่ตรงกับระดับของแผน"),
    basis=N_("แบบรายงานความก้าวหน้า ข้อ 1.6"),
)
def alignment_wrong_line(view: ProjectView) -> Iterator[Hit]:
    """A line that begins with the label of another level."""
    for place, key, text in _lines(view):
        others = [label for other, label in _LABELS.items() if other != key]
        found = next((label for label in others if text.startswith(label)), None)
        if found:
            yield hit(view.path("alignments", place, key), quote=text[:_TAIL], found=found, label=_LABELS[key])


@rule(
    id="alignment-differs-from-plan",
    severity=Severity.NOTE,
    title=N_("ข้อความต่างจากแผน"),
    message=N_("ข้อความที่กรอกต่างจากแผนรหัส {code}: “{name}”"),
    remedy=N_("ลบข้อความที่กรอกเพื่อให้พิมพ์ตามแผน หรือตรวจว่าอ้างรหัสถูกต้อง"),
    basis=N_("เอกสารพิมพ์ข้อความที่กรอกแทนข้อความของแผน"),
)
def alignment_differs_from_plan(view: ProjectView) -> Iterator[Hit]:
    """A text beside a node of the plan that does not hold the node's name."""
    for place, alignment in enumerate(view.project.alignments):
        nodes = {node.level: (node.code, node.name) for node in view.dataset.strategy_line(alignment.node or "")}
        for key, level in _LEVELS.items():
            text, node = getattr(alignment, key), nodes.get(level)
            if text and node and _bare(node[1]) not in _bare(text) and not _cut_from(text, node[1]):
                yield hit(view.path("alignments", place, key), quote=text[:_TAIL], code=node[0], name=node[1])


@dataset_rule(
    id="text-cut",
    severity=Severity.WARNING,
    title=N_("ข้อความถูกตัดกลางคัน"),
    message=N_("ข้อความจบที่ “…{tail}” เหมือนถูกตัด (ยาว {length} ตัวอักษร)"),
    remedy=N_("พิมพ์ข้อความให้จบตามต้นฉบับ{source}"),
    basis=N_("ระบบเดิมจำกัดความยาวของช่อง"),
)
def text_cut(view: DatasetView) -> Iterator[Hit]:
    """A line that ends in a word that asks for more, begins a longer line, or has the length of a column."""
    names = [node.name for node in view.dataset.strategy]
    whole = sorted((_bare(line), line) for line in {*names, *(at.text for at in view.texts if _is_line(at))})
    paths = {at.path for at in view.texts}
    for at in view.texts:
        if at.kind is TextKind.PERSON or _goes_on(at, paths):
            continue
        longer = _longer(at.text, whole) if _is_line(at) else ""
        if longer or _broken_off(at.text) or _UNFINISHED.search(at.text):
            yield _cut(at, longer)
        elif _is_line(at) and len(at.text) in _COLUMN_LIMITS:
            yield _cut(at, "", Severity.NOTE)


def _goes_on(at: TextAt, paths: set[FieldPath]) -> bool:
    """Whether an item of a list ends in และ or หรือ and the next item goes on."""
    match at.path:
        case (*base, "items", int(number), "text") if at.text.rstrip().endswith(_AND):
            return (*base, "items", number + 1, "text") in paths
        case _:
            return False


def _broken_off(text: str) -> bool:
    """Whether the text ends in an open bracket or half a word; ``1 แห่ง`` is a count, not a name cut short."""
    ends = (blemish for blemish in blemishes_in(text) if blemish.kind is BlemishKind.CUT)
    return any(not _COUNTED.search(text[: blemish.end]) for blemish in ends)


def _lines(view: ProjectView) -> Iterator[tuple[int, str, str]]:
    for place, alignment in enumerate(view.project.alignments):
        for key in _LABELS:
            text = getattr(alignment, key)
            if text:
                yield place, key, text


def _is_line(at: TextAt) -> bool:
    return at.kind is TextKind.LINE and "alignments" in at.path


def _cut(at: TextAt, longer: str, severity: Severity | None = None) -> Hit:
    source = f" (“{longer}”)" if longer else ""
    tail = at.text[-_TAIL:].partition(" ")[2] or at.text[-_TAIL:]
    return hit(at.path, quote=at.text[-_TAIL:], tail=tail, length=str(len(at.text)), source=source, severity=severity)


def _longer(text: str, whole: list[tuple[str, str]]) -> str:
    """A longer line that this one begins, labels and numbers aside; ``whole`` is sorted by what is compared."""
    bare = _bare(text)
    if len(bare) < _SHORTEST_PREFIX:
        return ""
    after = bisect_right(whole, bare, key=lambda line: line[0])
    found = whole[after] if after < len(whole) else ("", "")
    return found[1] if found[0].startswith(bare) else ""


def _cut_from(text: str, whole: str) -> bool:
    bare, full = _bare(text), _bare(whole)
    return len(bare) >= _SHORTEST_PREFIX and len(full) > len(bare) and full.startswith(bare)


def _bare(text: str) -> str:
    """A line without its label, number, blanks and dashes, in Arabic digits: what can be compared."""
    plain = to_arabic(text)
    plain = re.sub(r"^(?:ด้านที่|มิติที่|เป้าหมายที่|เป้าประสงค์ที่|มาตรการที่)?\s*[0-9.]*", "", plain)
    return re.sub(r"[\s–—?:-]+", "", plain)


def _nearly(word: str, label: str) -> bool:
    """Whether two words differ by one character changed, added or lost."""
    if abs(len(word) - len(label)) > 1:
        return False
    start = 0
    while start < min(len(word), len(label)) and word[start] == label[start]:
        start += 1
    rest, other = word[start:], label[start:]
    return rest[1:] == other[1:] or rest[1:] == other or rest == other[1:]
