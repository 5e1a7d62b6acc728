"""Names of plan and evaluation that are meant to be one and are written in two ways, or end too early.

Names are compared without blanks. Two long names that differ in one short place are probably one name: where a
word such as การ or ของ is missing, or a letter; across lists (a project and last year's) another word may differ too.
Names that differ in figures, in Latin letters or in words of opposite meaning are two names.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.checks.names_of import Name, names_of
from pipeline.checks.registry import Hit, dataset_rule, hit
from pipeline.findings import Severity
from pipeline.messages import N_
from pipeline.thai.digits import to_arabic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.view import DatasetView
    from pipeline.findings import FieldPath

_BASIS = N_("ชื่อเดียวกันต้องเขียนเหมือนกันทุกแห่งในเล่ม")
_SHORTEST = 25
"""Shorter names are not compared by similarity (in characters without blanks)."""
_LONG = 50
"""From here on a word of its own may differ between lists."""
_LONGEST_CHANGE = 12
_NEIGHBOURS = 30
_FILLERS = frozenset(
    ("การ", "ความ", "ของ", "และ", "มี", "ใน", "ที่", "เป็น", "ต่อ", "ด้าน", "ให้", "ร้อยละ", "จำนวน", "งาน", "ก", "เพื่อ", "ระดับ")
)
"""Words that are often left out when a name is typed again."""
_OPPOSITE = re.compile(
    r"ไม่|ภายใน|ภายนอก|นอก|ใน$|ผลิต|ลัพธ์|รับ|ให้|ก่อน|หลัง|เหนือ|ใต้|บน|ล่าง|ชาย|หญิง|เก่า|ใหม่|สูง|กลาง|ต้น|พื้นฐาน|ปริมาณ|คุณภาพ|เข้า|ออก|เพิ่ม|ลด|ประสิทธิ"
)
_ENDS_OPEN = re.compile(r"(?:พ\.\s?ศ\.|ปีงบประมาณ|ประจำปี|(?<=[ก-๎])ครั้งที่|ระยะที่|รุ่นที่|ฉบับที่)$")


@dataset_rule(
    id="name-spaced-differently",
    severity=Severity.NOTE,
    title=N_("ชื่อเดียวกันเว้นวรรคต่างกัน"),
    message=N_("“{name}” เว้นวรรคต่างจาก “{other}”"),
    remedy=N_("เลือกแบบเดียวแล้วใช้ทั้งเล่ม"),
    basis=_BASIS,
)
def name_spaced_differently(view: DatasetView) -> Iterator[Hit]:
    """The same letters with other blanks or dashes: ``คุณธรรม จริยธรรม`` and ``คุณธรรมจริยธรรม``."""
    first: dict[str, Name] = {}
    for name in names_of(view):
        before = first.setdefault(re.sub(r"[\s\u200b–—-]+", "", to_arabic(name.text)), name)
        if " ".join(before.text.split()) != " ".join(name.text.split()):
            yield hit(name.path, quote=name.text, name=name.text, other=before.text, related=(before.path,))


@dataset_rule(
    id="name-nearly-the-same",
    severity=Severity.WARNING,
    title=N_("ชื่อเกือบเหมือนกัน"),
    message=N_("“{name}” ต่างจาก “{other}” เพียง “{own}” กับ “{there}”"),
    remedy=N_("หากเป็นเรื่องเดียวกันให้ใช้ชื่อเดียวกันทุกแห่ง หากเป็นคนละเรื่อง ไม่ต้องแก้"),
    basis=_BASIS,
)
def name_nearly_the_same(view: DatasetView) -> Iterator[Hit]:
    """Two names that differ in one short place: ``เพื่อนำผลศึกษา`` and ``เพื่อนำผลการศึกษา``."""
    unique: dict[tuple[str, str], Name] = {}
    for name in names_of(view):
        if len(name.key) >= _SHORTEST:
            unique.setdefault((name.key, name.group), name)
    order = {name.path: place for place, name in enumerate(unique.values())}
    told: set[tuple[str, str]] = set()
    for one, two in sorted(_candidates(list(unique.values())), key=lambda pair: sorted(order[n.path] for n in pair)):
        before, after = sorted((one, two), key=lambda name: order[name.path])
        change = _change(after, before)
        pair = (min(one.key, two.key), max(one.key, two.key))
        if change and pair not in told:
            told.add(pair)
            own, there = change
            yield hit(
                after.path,
                quote=after.text,
                name=after.text,
                other=before.text,
                own=own or "–",
                there=there or "–",
                related=(before.path,),
            )


def _candidates(names: list[Name]) -> Iterator[tuple[Name, Name]]:
    """Pairs that share at least half of their beginning or of their end, each once, in linear time."""
    seen: set[tuple[FieldPath, FieldPath]] = set()
    for backwards in (False, True):
        keyed = [(name.key[::-1] if backwards else name.key, name) for name in names]
        keyed.sort(key=lambda entry: (entry[0], str(entry[1].path)))
        for place, (key, name) in enumerate(keyed):
            for other, second in keyed[place + 1 : place + 1 + _NEIGHBOURS]:
                if 2 * _shared(key, other) < min(len(key), len(other)):
                    break
                pair = (min(name.path, second.path, key=str), max(name.path, second.path, key=str))
                if pair not in seen:
                    seen.add(pair)
                    yield name, second


def _change(name: Name, other: Name) -> tuple[str, str] | None:
    """What stands in one name and what in the other where both differ, if that is one slip; else ``None``."""
    if name.key == other.key:
        return None
    start = _shared(name.key, other.key)
    own, there = name.key[start:], other.key[start:]
    end = _shared(own[::-1], there[::-1])
    own, there = own[: len(own) - end], there[: len(there) - end]
    if len(own) + len(there) > _LONGEST_CHANGE or re.search(r"[0-9A-Za-z()]", own + there):
        return None
    return _whole_words(name.key, other.key, start, end) if _is_slip(own, there, name, other) else None


def _whole_words(own: str, there: str, start: int, end: int) -> tuple[str, str]:
    """Where two names differ (after ``start`` letters, before the last ``end``), widened to whole words."""
    from pipeline.thai.segment import segment

    filler = _filler(own, there) if start + end == min(len(own), len(there)) else ""
    if filler:
        return (filler, "") if len(own) > len(there) else ("", filler)
    longer, shorter = (own, there) if len(own) >= len(there) else (there, own)
    edges = [0]
    for token in segment(longer):
        edges.append(edges[-1] + len(token))
    first = max(edge for edge in edges if edge <= start)
    last = len(longer) - min(edge for edge in edges if edge >= len(longer) - end)
    cut = longer[first : len(longer) - last], shorter[first : len(shorter) - last]
    return cut if longer is own else (cut[1], cut[0])


def _shared(one: str, two: str) -> int:
    """How many letters two texts begin with in common."""
    pairs = enumerate(zip(one, two, strict=False))
    return next((place for place, (own, other) in pairs if own != other), min(len(one), len(two)))


def _is_slip(own: str, there: str, name: Name, other: Name) -> bool:
    """Whether a difference looks like a slip: a filler left out, a letter, or across lists any word of a long name."""
    if not own or not there:
        return bool(_filler(name.key, other.key)) or (len(own or there) == 1 and name.group != other.group)
    if _OPPOSITE.search(own) or _OPPOSITE.search(there):
        return False
    return name.group != other.group and min(len(name.key), len(other.key)) >= _LONG


def _filler(one: str, two: str) -> str:
    """The filler by which the longer of two names exceeds the other; empty where it is something else.

    What is added may be seen a letter or two late: ``องข`` for ``ของ`` before another ข.
    """
    longer, shorter = (one, two) if len(one) >= len(two) else (two, one)
    length, start = len(longer) - len(shorter), _shared(one, two)
    for first in range(start, max(-1, start - length - 1), -1):
        added = longer[first : first + length]
        if added in _FILLERS and longer[:first] + longer[first + length :] == shorter:
            return added
    return ""


@dataset_rule(
    id="name-ends-open",
    severity=Severity.WARNING,
    title=N_("ชื่อจบโดยไม่มีปีหรือเลขตามหลัง"),
    message=N_("“{name}” จบที่ “{end}” ไม่มีปีหรือเลขตามหลัง"),
    remedy=N_("เติมปีหรือเลขที่ขาด หากยังไม่ทราบให้พิมพ์จุดไว้ เช่น พ.ศ. ...."),
    basis=_BASIS,
)
def name_ends_open(view: DatasetView) -> Iterator[Hit]:
    """A name cut at ``พ.ศ.``: the year, or the dots for it, are lost."""
    for name in names_of(view):
        match = _ENDS_OPEN.search(name.text.rstrip())
        if match and match[0] not in ("ประจำปี", "ปีงบประมาณ"):
            yield hit(name.path, quote=match[0], name=name.text, end=match[0])
