"""Names of people as official documents print them: title joined to the given name, one space, surname."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.checks.registry import Hit, dataset_rule, hit
from pipeline.checks.texts import TextAt, TextKind, context
from pipeline.findings import Severity
from pipeline.messages import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.view import DatasetView

_TITLES = r"(?:นางสาว|น\.ส\.|นาย|นาง|ดร\.)"
_SPLIT_TITLE = re.compile(rf"(?<![ก-๎]){_TITLES}\s+(?=[ก-ฮเ-ไ])")
_SHORT_MISS = re.compile(r"(?<![ก-๎])น\s*\.?\s*ส\s*\.(?=\s*[ก-ฮเ-ไ])")
_ONE_WORD = re.compile(r"(?:นางสาว|น\.ส\.|นาย|นาง)[ก-ฮเ-ไ][ก-๎]+")
_GLUED_TITLE = re.compile(r"(?<=[ก-ฮะ-ฺเ-๎])(?:ผศ\.|รศ\.|ดร\.)+(?=\s?[ก-ฮเ-ไ])")
_BASIS = N_("หลักเกณฑ์การเว้นวรรคของราชบัณฑิตยสภา")


@dataset_rule(
    id="name-title-apart",
    severity=Severity.WARNING,
    title=N_("คำนำหน้านามไม่ติดกับชื่อ"),
    message=N_("“{name}” เว้นวรรคระหว่างคำนำหน้านามกับชื่อ"),
    remedy=N_("พิมพ์ติดกันเป็น “{joined}” แล้วเว้นวรรคหนึ่งเคาะก่อนนามสกุล"),
    basis=_BASIS,
)
def name_title_apart(view: DatasetView) -> Iterator[Hit]:
    """A space between title and given name: ``นาย สมชาย``."""
    for at in view.texts:
        if at.kind is TextKind.PERSON:
            for match in _SPLIT_TITLE.finditer(at.text):
                joined = at.text[: match.start()] + match[0].rstrip() + at.text[match.end() :]
                yield hit(at.path, quote=at.text, name=at.text, joined=joined)
        else:
            yield from _in_prose(at)


@dataset_rule(
    id="name-title-short",
    severity=Severity.NOTE,
    title=N_("คำนำหน้านามย่อ"),
    message=N_("“{name}” ใช้คำนำหน้านามย่อ"),
    remedy=N_("ในเอกสารราชการพิมพ์คำเต็ม นางสาว"),
    basis=N_("ธรรมเนียมการพิมพ์เอกสารราชการ: คำนำหน้านามเขียนเต็ม"),
)
def name_title_short(view: DatasetView) -> Iterator[Hit]:
    """``น.ส.`` instead of ``นางสาว``."""
    for at in _people(view):
        if _SHORT_MISS.match(at.text):
            yield hit(at.path, quote=at.text, name=at.text)


@dataset_rule(
    id="name-without-surname",
    severity=Severity.NOTE,
    title=N_("ชื่อไม่มีนามสกุล"),
    message=N_("“{name}” ไม่มีช่องว่างก่อนนามสกุล หรือไม่มีนามสกุล"),
    remedy=N_("พิมพ์ชื่อ เว้นวรรคหนึ่งเคาะ แล้วนามสกุล"),
    basis=_BASIS,
)
def name_without_surname(view: DatasetView) -> Iterator[Hit]:
    """A title and one word only."""
    for at in _people(view):
        if _ONE_WORD.fullmatch(at.text.strip()):
            yield hit(at.path, quote=at.text, name=at.text)


@dataset_rule(
    id="name-title-glued",
    severity=Severity.NOTE,
    title=N_("ไม่เว้นวรรคหน้าคำนำหน้านาม"),
    message=N_("“{found}” ไม่เว้นวรรคหน้า “{word}”"),
    remedy=N_("เว้นวรรคหนึ่งเคาะหน้าคำนำหน้านาม"),
    basis=_BASIS,
)
def name_title_glued(view: DatasetView) -> Iterator[Hit]:
    """``จากดร.สมชาย``: an academic title joined to the word before it."""
    for at in view.texts:
        for match in _GLUED_TITLE.finditer(at.text) if at.kind is not TextKind.PERSON else ():
            found = context(at.text, *match.span(), 8)
            yield hit(at.path, quote=match[0], found=found, word=match[0])


@dataset_rule(
    id="agency-abbreviated-otherwise",
    severity=Severity.NOTE,
    title=N_("เขียนชื่อย่อหน่วยงานไม่ตรงกับข้อมูล"),
    message=N_("“{found}” น่าจะเป็น “{short}” ซึ่งเป็นชื่อย่อของหน่วยงาน"),
    remedy=N_("แก้เป็น “{short}” ให้ตรงกันทุกแห่ง"),
    basis=N_("ชื่อย่อของหน่วยงานใช้ตามที่กรอกไว้ในข้อมูล"),
)
def agency_abbreviated_otherwise(view: DatasetView) -> Iterator[Hit]:
    """``สกก.`` where the agency's short name is ``สำนักงาน ก.ก.``: the same letters, put together otherwise."""
    short = view.dataset.agency.short_name or ""
    word, _, rest = short.partition(" ")
    letters = re.sub(r"[^ก-ฮ]", "", word)[:1] + re.sub(r"[^ก-ฮ]", "", rest)
    if "." in word or "." not in rest or len(letters) < 3:  # noqa: PLR2004 - two letters abbreviate anything
        return
    joined = re.compile(rf"(?<![ก-๎.]){r'[.]?'.join(letters)}[.](?![ก-ฮ][.])")
    for at in view.texts:
        for match in joined.finditer(at.text) if at.path[:1] != ("agency",) else ():
            yield hit(at.path, quote=match[0], found=match[0], short=short, related=(("agency", "short_name"),))


def _people(view: DatasetView) -> Iterator[TextAt]:
    return (at for at in view.texts if at.kind is TextKind.PERSON)


def _in_prose(at: TextAt) -> Iterator[Hit]:
    """In running text only a title between two spaces, followed by two words, is surely a name."""
    for match in re.finditer(rf"(?:(?<=\s)|^)({_TITLES})\s+([ก-ฮเ-ไ][ก-๎]+\s+[ก-ฮเ-ไ][ก-๎]+)", at.text):
        yield hit(at.path, quote=match[0], name=match[0], joined=match[1] + match[2])
