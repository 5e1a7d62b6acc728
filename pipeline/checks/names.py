"""Names of people as official documents print them: title joined to the given name, one space, surname."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.checks.registry import Hit, dataset_rule, hit
from pipeline.checks.texts import TextAt, TextKind
from pipeline.findings import Severity
from pipeline.messages import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.view import DatasetView

_TITLES = r"(?:นางสาว|น\.ส\.|นาย|นาง|ดร\.)"
_SPLIT_TITLE = re.compile(rf"(?<![ก-๎]){_TITLES}\s+(?=[ก-ฮเ-ไ])")
_SHORT_MISS = re.compile(r"(?<![ก-๎])น\s*\.?\s*ส\s*\.(?=\s*[ก-ฮเ-ไ])")
_ONE_WORD = re.compile(r"(?:นางสาว|น\.ส\.|นาย|นาง)[ก-ฮเ-ไ][ก-๎]+")
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


def _people(view: DatasetView) -> Iterator[TextAt]:
    return (at for at in view.texts if at.kind is TextKind.PERSON)


def _in_prose(at: TextAt) -> Iterator[Hit]:
    """In running text only a title between two spaces, followed by two words, is surely a name."""
    for match in re.finditer(rf"(?:(?<=\s)|^)({_TITLES})\s+([ก-ฮเ-ไ][ก-๎]+\s+[ก-ฮเ-ไ][ก-๎]+)", at.text):
        yield hit(at.path, quote=match[0], name=match[0], joined=match[1] + match[2])
