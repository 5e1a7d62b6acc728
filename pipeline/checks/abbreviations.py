"""Abbreviations and brackets that do not end: ``ป.ป.ช`` without its last full stop, a bracket that nothing closes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.checks.registry import Hit, dataset_rule, hit
from pipeline.checks.texts import TextKind, context
from pipeline.findings import Severity
from pipeline.messages import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.view import DatasetView

_OPEN_END = re.compile(r"(?<![ก-๎.])(?:[ก-ฮ]\.){1,4}[ก-ฮ](?![ก-๎.])")
_ITEM = re.compile(r"(?:^|(?<=\s))(?:[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})*\.?|[ก-ฮ]|[a-zA-Z])\)")
"""The bracket behind the mark of an item, which nothing opens: 1) ก)."""


@dataset_rule(
    id="text-abbreviation-unfinished",
    severity=Severity.NOTE,
    title=N_("คำย่อไม่มีจุดตัวสุดท้าย"),
    message=N_("“{word}” ใน “{found}” ไม่มีจุดท้ายคำย่อ"),
    remedy=N_("พิมพ์เป็น “{word}.”"),
    basis=N_("หลักเกณฑ์การใช้เครื่องหมายวรรคตอนของราชบัณฑิตยสภา: คำย่อจบด้วยมหัพภาค"),
)
def text_abbreviation_unfinished(view: DatasetView) -> Iterator[Hit]:
    """An abbreviation whose letters all have their stop but the last."""
    for at in view.texts:
        for match in _OPEN_END.finditer(at.text) if at.kind is not TextKind.PERSON else ():
            yield hit(at.path, quote=match[0], word=match[0], found=context(at.text, *match.span(), 12))


@dataset_rule(
    id="text-bracket-unmatched",
    severity=Severity.NOTE,
    title=N_("วงเล็บไม่ครบคู่"),
    message=N_("วงเล็บใกล้ “{found}” ไม่มีคู่"),
    remedy=N_("เติมวงเล็บที่ขาด หรือลบวงเล็บที่เกิน"),
    basis=N_("วงเล็บใช้เป็นคู่"),
)
def text_bracket_unmatched(view: DatasetView) -> Iterator[Hit]:
    """The first bracket of a text that has no partner; marks of items such as ``1)`` need none."""
    for at in view.texts:
        if "(" in at.text or ")" in at.text:
            place = _unmatched(at.text)
            if place is not None:
                yield hit(at.path, quote=at.text[place], found=context(at.text, place, place + 1, 16))


def _unmatched(text: str) -> int | None:
    marks = {match.end() - 1 for match in _ITEM.finditer(text)}
    opened: list[int] = []
    for place, letter in enumerate(text):
        if letter == "(":
            opened.append(place)
        elif letter == ")" and opened:
            opened.pop()
        elif letter == ")" and place not in marks:
            return place
    return opened[0] if opened else None
