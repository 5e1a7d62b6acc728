"""One word written in two ways within a dataset: hyphens, blanks and capitals; telephone numbers in several styles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.checks.evaluation import is_evaluated
from pipeline.checks.registry import Hit, dataset_rule, evaluation_rule, hit
from pipeline.checks.texts import TextKind
from pipeline.findings import Severity
from pipeline.messages import N_
from pipeline.thai.digits import to_arabic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.evaluation import EvaluationView
    from pipeline.checks.view import DatasetView
    from pipeline.findings import FieldPath
    from pipeline.model import Party

_BASIS = N_("คำเดียวกันพิมพ์เหมือนกันทุกแห่งในเอกสาร")
_WITH_NUMBER = re.compile(r"(?P<word>โควิด|[A-Za-z]{2,})(?P<gap>\s?[-–]?\s?)(?P<number>[0-9]{1,5})(?![0-9.,/])")
_WITH_DASH = re.compile(r"(?P<word>[A-Z][A-Za-z]+)(?P<gap>\s?[-–]\s?)(?P<rest>[ก-ฮเ-ไ][ก-๎]{5})")
_TWO_WORDS = re.compile(r"(?<![A-Za-z])(?=(?P<one>[A-Za-z]{2,})(?P<gap>[ -])(?P<two>[A-Za-z]{2,})(?![A-Za-z]))")
_ONE_WORD = re.compile(r"(?<![A-Za-z])[A-Za-z]{5,}(?![A-Za-z])")
_LATIN = re.compile(r"[A-Za-z]{3,}")


class Written(NamedTuple):
    """A word as it is written, and where; two ways of writing it differ in their ``form``."""

    text: str
    path: FieldPath
    form: str = ""


@dataset_rule(
    id="word-in-two-spellings",
    severity=Severity.NOTE,
    title=N_("เขียนคำเดียวกันสองแบบ"),
    message=N_("“{word}” แต่ที่อื่นเขียน “{other}”"),
    remedy=N_("เลือกแบบเดียวแล้วใช้ทั้งเอกสาร"),
    basis=_BASIS,
)
def word_in_two_spellings(view: DatasetView) -> Iterator[Hit]:
    """``โควิด 19`` and ``โควิด-19``, ``STRONG - องค์กร`` and ``STRONG-องค์กร``, ``meta data`` and ``Metadata``; once."""
    first: dict[str, Written] = {}
    told: set[str] = set()
    for key, found in _spellings(view):
        before = first.setdefault(key, found)
        if before.form != found.form and key not in told:
            told.add(key)
            yield hit(found.path, quote=found.text, word=found.text, other=before.text, related=(before.path,))


def _spellings(view: DatasetView) -> Iterator[tuple[str, Written]]:
    """What may be written in two ways: a key that all ways share, and the way."""
    joined = {match[0].lower() for at in view.texts for match in _ONE_WORD.finditer(at.text)}
    for at in view.texts:
        if at.kind is TextKind.PERSON:
            continue
        plain = to_arabic(at.text)
        for match in _WITH_NUMBER.finditer(plain):
            key = match["word"].lower() + match["number"]
            yield key, Written(match[0], at.path, _gap(match["gap"]))
        for match in _WITH_DASH.finditer(plain):
            yield match["word"].lower() + "-" + match["rest"], Written(match[0] + "…", at.path, match["gap"])
        if not joined:
            continue
        for match in _TWO_WORDS.finditer(plain):
            one_word = (match["one"] + match["two"]).lower()
            if one_word in joined:
                yield one_word, Written(f"{match['one']}{match['gap']}{match['two']}", at.path, match["gap"])
        for match in _ONE_WORD.finditer(plain):
            yield match[0].lower(), Written(match[0], at.path)


def _gap(gap: str) -> str:
    """A blank, a hyphen or nothing; blanks around a hyphen belong to it."""
    return "-" if gap.strip() else gap[:1]


@dataset_rule(
    id="latin-word-in-two-cases",
    severity=Severity.NOTE,
    title=N_("คำภาษาอังกฤษใช้ตัวพิมพ์ใหญ่เล็กไม่เหมือนกัน"),
    message=N_("“{word}” แต่ที่อื่นในเล่มพิมพ์ “{other}”"),
    remedy=N_("เลือกแบบเดียวแล้วใช้ทั้งเล่ม"),
    basis=N_("คำเดียวกันพิมพ์เหมือนกันทุกแห่งในเล่ม"),
)
def latin_word_in_two_cases(view: DatasetView) -> Iterator[Hit]:
    """``Gen Y`` and ``GEN Y``, ``Daily plans`` and ``Daily Plans``: in the documents that are one book."""
    if view.dataset.plan_book is None and not is_evaluated(view.dataset):
        return
    first: dict[str, Written] = {}
    told: set[str] = set()
    for key, found in _cased(view):
        before = first.setdefault(key, found)
        if key in told or before.text == found.text or not _differ_in_case(before.text, found.text):
            continue
        told.add(key)
        yield hit(found.path, quote=found.text, word=found.text, other=before.text, related=(before.path,))


def _cased(view: DatasetView) -> Iterator[tuple[str, Written]]:
    """Latin words that have a capital, and names of two words."""
    for at in view.texts:
        if at.kind is TextKind.PERSON:
            continue
        for match in _LATIN.finditer(at.text):
            if not match[0].islower():
                yield match[0].lower(), Written(match[0], at.path)
        for match in _TWO_WORDS.finditer(at.text):
            if match["gap"] == " ":
                pair = f"{match['one']} {match['two']}"
                yield pair.lower(), Written(pair, at.path)


def _differ_in_case(one: str, other: str) -> bool:
    """Whether capitals differ by more than habit: a word all in capitals, or the words of a name."""
    if " " in one:
        return {one, other} != {one.upper(), one.title()}
    return {one, other} == {one.upper(), one.capitalize()}


@evaluation_rule(
    id="phones-in-several-styles",
    severity=Severity.NOTE,
    title=N_("เขียนหมายเลขโทรศัพท์หลายแบบ"),
    message=N_("หมายเลขโทรศัพท์ของผู้รับผิดชอบการรายงานเขียน {count} แบบ เช่น {styles}"),
    remedy=N_("เลือกแบบเดียว เช่น 0 2123 4567 ต่อ 1234 แล้วใช้ทั้งรายงาน"),
    basis=_BASIS,
)
def phones_in_several_styles(view: EvaluationView) -> Iterator[Hit]:
    """The telephones of those who report are written in more than one way; told once, at the first that differs."""
    styles: dict[str, Written] = {}
    for path, party in _reporters(view):
        person = view.dataset.people_by_id.get(party.person or "")
        phone = party.phone or (person.phone if person else None)
        if phone:
            styles.setdefault(_style(phone), Written(phone, (*path, "phone")))
    if len(styles) > 1:
        found = list(styles.values())
        shown = ", ".join(f"“{written.text}”" for written in found)
        related = (found[0].path, *(written.path for written in found[2:]))
        yield hit(found[1].path, quote=found[1].text, count=str(len(found)), styles=shown, related=related)


def _reporters(view: EvaluationView) -> Iterator[tuple[FieldPath, Party]]:
    for part in view.dimensions.values():
        if part.item.reporter is not None:
            yield part.path("reporter"), part.item.reporter
    for _, at in view.reported():
        if at.item.reporter is not None:
            yield at.path("reporter"), at.item.reporter


def _style(phone: str) -> str:
    """How a number is written: its blanks, dashes and words, whatever its digits."""
    return re.sub(r"\s+", " ", re.sub(r"[0-9]+", "0", to_arabic(phone))).strip()
