"""Words and phrases that stand twice in a row by mistake: ``เพื่อสร้างสร้างผู้นำ``."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.checks.registry import Hit, dataset_rule, hit
from pipeline.checks.texts import TextKind, context
from pipeline.findings import Severity
from pipeline.messages import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.view import DatasetView

_BASIS = N_("คำซ้ำโดยตั้งใจเขียนด้วยไม้ยมก")
_RUN = re.compile("[ก-ฮะ-ฺเ-ๅ็-๎]{6,1000}")
_SHORTEST_WORD = 3
_MAY_STAND_TWICE = frozenset({"ที่", "ของ", "การ", "กรรมการ", "นาน", "ครอบ", "คน", "วัน", "เรื่อง"})
"""เจ้าของของเรา, ที่ที่ดี: two words of one spelling beside each other."""
_NOUNS = ("เวลา", "ข้อมูล", "งบประมาณ", "หน่วยงาน", "โครงการ", "ประเภท", "จำนวน")
_NOUN_AGAIN = re.compile(rf"(?P<word>(?<=[ก-๎])(?:{'|'.join(_NOUNS)})|(?<![ก-๎])(?:การ|ความ))(?P=word)")
_ROUND = re.compile(r"(?P<word>รายงาน|แผน|โครงการ|เอกสาร|ข้อมูล)สรุป(?P=word)")
"""รายงานสรุปรายงาน: the same noun on both sides of สรุป."""
_COMMITTEE = re.compile(r"กรรมการการ(?=กำหนด|จัดทำ|จัดหา|พิจารณา|ตรวจ|ดำเนิน|คัดเลือก|ยกร่าง|ร่าง|ประเมิน|สอบสวน|ติดตาม|กลั่นกรอง)")
"""A committee is named by the verb alone; proper names such as คณะกรรมการการเลือกตั้ง carry การ."""
_SHORTEST_PHRASE, _LONGEST_PHRASE = 8, 90
_LETTERS = re.compile("[ก-ฮ]")
_FEWEST_LETTERS = 6


class Doubled(NamedTuple):
    """What stands twice: its first occurrence, from ``start`` to ``middle``, and the second up to ``end``."""

    start: int
    middle: int
    end: int


@dataset_rule(
    id="text-word-doubled",
    severity=Severity.WARNING,
    title=N_("คำหรือข้อความซ้ำติดกัน"),
    message=N_("“{word}” พิมพ์ซ้ำใน “{found}”"),
    remedy=N_("ลบคำที่ซ้ำ หากตั้งใจซ้ำคำให้ใช้ไม้ยมก"),
    basis=_BASIS,
)
def text_word_doubled(view: DatasetView) -> Iterator[Hit]:
    """A word or a phrase that is typed twice in a row."""
    for at in view.texts:
        if at.kind is not TextKind.PERSON:
            for double in _doubles(at.text):
                word = at.text[double.start : double.middle].strip()
                found = context(at.text, double.start, double.end, 10)
                yield hit(at.path, quote=at.text[double.start : double.end], word=word, found=found)


@dataset_rule(
    id="text-word-round",
    severity=Severity.NOTE,
    title=N_("คำซ้ำในวลีเดียว"),
    message=N_("“{found}” มีคำว่า “{word}” เกินมา"),
    remedy=N_("อ่านทวนวลี แล้วลบคำที่เกิน"),
    basis=_BASIS,
)
def text_word_round(view: DatasetView) -> Iterator[Hit]:
    """``รายงานสรุปรายงาน``, ``คณะกรรมการการกำหนดขอบเขต``: a word that the phrase has already."""
    for at in view.texts:
        for pattern, word in ((_ROUND, ""), (_COMMITTEE, "การ")):
            for match in pattern.finditer(at.text):
                found = context(at.text, *match.span(), 8)
                yield hit(at.path, quote=match[0], found=found, word=word or match["word"])


@lru_cache(maxsize=4096)
def _doubles(text: str) -> tuple[Doubled, ...]:
    """Everything that stands twice in a row, in order, without overlaps."""
    found = sorted((*_phrases(text), *_words(text)))
    kept: list[Doubled] = []
    for double in found:
        apart = not kept or double.start >= kept[-1].end
        if apart and not text.startswith("ละ", double.end):  # ทุกหน่วยงานหน่วยงานละสองคน
            kept.append(double)
    return tuple(kept)


def _words(text: str) -> Iterator[Doubled]:
    """Words of a run of Thai letters that follow themselves."""
    yield from (Doubled(match.start(), match.end("word"), match.end()) for match in _NOUN_AGAIN.finditer(text))
    if not _MAYBE.search(text):
        return
    from pipeline.thai.segment import segment

    for run in _RUN.finditer(text):
        if not _MAYBE.search(run[0]):
            continue
        start, before = run.start(), ""
        for token in segment(run[0]):
            end = start + len(token)
            if token == before and len(token) >= _SHORTEST_WORD and token not in _MAY_STAND_TWICE:
                yield Doubled(start - len(token), start, end)
            start, before = end, token


_MAYBE = re.compile(r"([ก-ฮะ-ฺเ-ๅ็-๎]{3,20})\1")
"""Letters that repeat: only such runs are worth cutting into words."""


def _phrases(text: str) -> Iterator[Doubled]:
    """Phrases that are followed by themselves; found by their first letters, in time that grows with the text."""
    last: dict[str, int] = {}
    done = 0
    for place in range(len(text) - _SHORTEST_PHRASE + 1):
        gram = text[place : place + _SHORTEST_PHRASE]
        before = last.get(gram)
        last[gram] = place
        if before is None or before < done:
            continue
        length = place - before
        phrase = text[before:place]
        if _SHORTEST_PHRASE <= length <= _LONGEST_PHRASE and text.startswith(phrase, place) and _is_phrase(phrase):
            done = place + length
            yield Doubled(before, place, done)


def _is_phrase(text: str) -> bool:
    """Whether a stretch is words: figures, dots and dashes repeat in forms and tables."""
    return len(_LETTERS.findall(text)) >= _FEWEST_LETTERS and re.search(r"[0-9๐-๙.…_/]", text) is None
