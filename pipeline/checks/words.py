"""Words: likely misspellings, right words in the wrong place, and both kinds of digits in one project."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.checks.registry import Hit, dataset_rule, hit, rule
from pipeline.checks.texts import TextAt, TextKind, context
from pipeline.findings import FieldPath, Severity
from pipeline.messages import N_, gettext
from pipeline.model import Digits
from pipeline.thai.digits import protected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.view import DatasetView, ProjectView

_OTHER_WORDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), meant)
    for pattern, meant in (
        (r"(?<=ศึกษา)รอบ(?=การ|แนวคิด|ตัวชี้วัด)", "กรอบ"),
        (r"(?<![ก-๎])รอบ(?=แนวคิด|วงเงิน|อัตรากำลัง)", "กรอบ"),
        (r"(?<=ตัวชี้)วัน", "วัด"),
        (r"(?<=ผู้มีส่วนได้)เสียง(?!ดัง)", "เสีย"),
        (r"(?<=แต่ง)ตั่ง|(?<=จัด)ตั่ง", "ตั้ง"),
        (r"ยกกระดับ", "ยกระดับ"),
        (r"แผนทาง(?=(?:การ)?(?:ดำเนิน|ปฏิบัติ))", "แนวทาง"),
        (r"(?<=กำหนด)แนวพัฒนา", "แนวทางพัฒนา"),
        (r"เกี่ยวกับพัฒนา(?!การ)", "เกี่ยวกับการพัฒนา"),
        (r"ตรวจสอบรับงาน", "ตรวจรับงาน"),
        (r"มีความพึงพอใจ(?=ระบบ|การให้บริการ)", "มีความพึงพอใจต่อ"),
        (r"พนักงานทรัพยากรบุคคล", "นักทรัพยากรบุคคล"),
        (r"(?<![ก-๎])กทม(?![ก-๎.])", "กทม."),
        (r"(?<![ก-๎.])ด\.\s?ร\.(?![ก-ฮ]\.)", "ดร."),
        (r"วิพากย์", "วิพากษ์"),
        (r"\bOut put\b", "Output"),
        (r"\bOut come\b", "Outcome"),
    )
)
_THAI_DIGIT = re.compile(r"(?<![0-9๐-๙])[๐-๙]+(?:[.,/][๐-๙]+)*(?![.,/]?[0-9])")
_ARABIC_DIGIT = re.compile(r"(?<![0-9๐-๙])[0-9]+(?:[.,/][0-9]+)*(?![.,/]?[๐-๙])")


@dataset_rule(
    id="text-misspelling",
    severity=Severity.WARNING,
    title=N_("อาจสะกดผิด"),
    message=N_("“{word}” อาจสะกดผิด"),
    remedy=N_("ควรเป็น {suggestions} หากเป็นชื่อเฉพาะให้เพิ่มในรายชื่อบุคคลหรือส่วนราชการ"),
    basis=N_("พจนานุกรม ฉบับราชบัณฑิตยสถาน พ.ศ. 2554"),
)
def text_misspelling(view: DatasetView) -> Iterator[Hit]:
    """Words that are probably misspelt; names of the dataset are known."""
    from pipeline.thai.spelling import misspellings

    known = _known(view)
    judged: dict[str, tuple[tuple[str, int, str], ...]] = {}
    for at in view.texts:
        if at.kind is TextKind.PERSON:
            continue
        if at.text not in judged:
            found = misspellings(at.text, known)
            judged[at.text] = tuple((word.word, word.start, _joined(word.suggestions)) for word in found)
        for word, start, suggestions in judged[at.text]:
            around = context(at.text, start, start + len(word))
            yield hit(at.path, quote=around, word=word, suggestions=suggestions)


@dataset_rule(
    id="text-other-word",
    severity=Severity.NOTE,
    title=N_("อาจหมายถึงคำอื่น"),
    message=N_("“{found}”: “{word}” อาจหมายถึง “{meant}”"),
    remedy=N_("อ่านทวนประโยค หากหมายถึง “{meant}” ให้แก้"),
    basis=N_("คำที่มีอยู่จริงแต่ไม่เข้ากับคำข้างเคียงในเอกสารราชการ"),
)
def text_other_word(view: DatasetView) -> Iterator[Hit]:
    """A word that exists, beside words that call for another: ``ศึกษารอบการประเมิน`` for ``กรอบ``."""
    for at in view.texts:
        for pattern, meant in _OTHER_WORDS:
            for match in pattern.finditer(at.text):
                around = context(at.text, match.start(), match.end())
                yield hit(at.path, quote=around, found=around, word=match[0], meant=meant)


@rule(
    id="text-digit-styles",
    severity=Severity.NOTE,
    title=N_("ใช้ทั้งเลขไทยและเลขอารบิก"),
    message=N_("โครงการนี้ใช้ทั้งเลขไทย (“{thai}”) และเลขอารบิก (“{arabic}”)"),
    remedy=N_("เลือกเลขชนิดเดียวทั้งเอกสารด้วย house.digits หรือ --digits"),
    basis=N_("มติคณะรัฐมนตรี 2 พฤษภาคม 2543 ส่งเสริมเลขไทย ไม่บังคับ"),
)
def text_digit_styles(view: ProjectView) -> Iterator[Hit]:
    """Both kinds of digits in one project, where the document prints them as given."""
    if view.dataset.house.digits is not Digits.AS_GIVEN:
        return
    thai = next(_numbers(view, _THAI_DIGIT), None)
    arabic = next(_numbers(view, _ARABIC_DIGIT), None)
    if thai and arabic:
        yield hit(thai[0], quote=thai[1], thai=thai[1], arabic=arabic[1], related=(arabic[0],))


def _numbers(view: ProjectView, pattern: re.Pattern[str]) -> Iterator[tuple[FieldPath, str]]:
    """Numbers in one kind of digits that are no names; alignments first, where the plan numbers them."""
    for at in sorted(view.texts, key=_plan_first):
        if not pattern.search(at.text):
            continue
        kept = protected(at.text)
        for match in pattern.finditer(at.text):
            if not any(start < match.end() and match.start() < end for start, end in kept):
                yield at.path, context(at.text, match.start(), match.end(), 10)


def _plan_first(at: TextAt) -> bool:
    return "alignments" not in at.path


def _known(view: DatasetView) -> frozenset[str]:
    """Names that are never misspelt: people, divisions, the agency, whole and word by word."""
    dataset = view.dataset
    names = [at.text for at in view.texts if at.kind is TextKind.PERSON]
    names += [dataset.agency.name, dataset.agency.short_name or ""]
    names += [name for unit in dataset.units for name in (unit.name, unit.short_name or "")]
    return frozenset(word for name in names for word in (name, *name.split()) if word)


def _joined(suggestions: tuple[str, ...]) -> str:
    return " / ".join(f"“{word}”" for word in suggestions) or gettext(N_("คำตามพจนานุกรม"))
