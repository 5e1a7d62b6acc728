"""What a scorecard is called for people: whose it is, why a score is missing and what to do, figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.messages import N_, gettext
from pipeline.model import Evaluation
from pipeline.scoring import SCHEMES, Assessor, NoScore

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from pipeline.model import Dataset, EvaluationDimension
    from pipeline.scoring import Scheme, Score, Scorecard

ASSESSORS: Mapping[Assessor, str] = {
    Assessor.SELF: N_("คะแนนประเมินตนเอง"),
    Assessor.COMMITTEE: N_("คะแนนคณะกรรมการ"),
}

REASONS: Mapping[NoScore, tuple[str, str]] = {
    NoScore.NO_RESULT: (
        N_("ยังไม่มีผลการดำเนินงานที่คิดคะแนนได้"),
        N_("กรอกผลเป็นตัวเลข ตัวตั้งและตัวหาร หรือระดับที่ทำได้"),
    ),
    NoScore.NO_CRITERIA: (
        N_("ยังไม่มีเกณฑ์การให้คะแนน"),
        N_("กรอกเกณฑ์ระดับ 1–5 หรือกรอกระดับที่ทำได้"),
    ),
    NoScore.CRITERIA_UNREADABLE: (
        N_("อ่านเกณฑ์การให้คะแนนเป็นตัวเลขไม่ได้"),
        N_("เขียนเกณฑ์เป็น 80, ≤ 60 หรือ 75–79 ให้ครบระดับ 1 และ 5 หน่วยเดียวกัน หรือเลือกวิธีคิดคะแนนแบบขั้นความสำเร็จ"),
    ),
    NoScore.CRITERIA_NOT_ORDERED: (
        N_("เกณฑ์การให้คะแนนไม่เรียงตามระดับ"),
        N_("แก้ค่าเป้าหมายให้เพิ่มขึ้นหรือลดลงตลอดจากระดับ 1 ถึงระดับ 5"),
    ),
    NoScore.GROUP_NOT_CHOSEN: (
        N_("ยังไม่ได้เลือกกลุ่มหน่วยงาน"),
        N_("ระบุกลุ่มหน่วยงานในกรอบการประเมิน เช่น group: B"),
    ),
    NoScore.GROUP_WITHOUT_ROW: (
        N_("เกณฑ์ไม่มีแถวของกลุ่มหน่วยงานนี้"),
        N_("เพิ่มแถวของกลุ่ม หรือแก้กลุ่มหน่วยงานในกรอบการประเมิน"),
    ),
    NoScore.NO_WEIGHT: (
        N_("ยังไม่มีน้ำหนัก"),
        N_("กรอกน้ำหนัก (ร้อยละ) ของตัวชี้วัดหรือของตัวชี้วัดที่อยู่เหนือขึ้นไป"),
    ),
    NoScore.CHILD_WITHOUT_SCORE: (
        N_("ตัวชี้วัดย่อยยังมีคะแนนไม่ครบ"),
        N_("ดูเหตุผลที่ตัวชี้วัดย่อย"),
    ),
}
"""Every reason why there is no score, and what to do about it."""

_COMMITTEE_REMEDY = N_("กรอกผล ระดับ หรือคะแนนของคณะกรรมการ")
_HEADING = N_("{assessor} {agency} ปีงบประมาณ พ.ศ. {year}")
_GROUP = N_("{heading} กลุ่มหน่วยงาน {group}")
_WHAT_IF = N_("ผลสมมติ ไม่ใช่คะแนนตามข้อมูล: {values}")
_COMPARED = N_("คะแนนรวมตามข้อมูล {actual} หากเป็นดังผลสมมติ {asked} ({difference})")


def reason(score: Score) -> tuple[str, str]:
    """Why a score is missing, and what to do, in the language of the run."""
    missing = score.missing or NoScore.NO_RESULT
    told, remedy = REASONS[missing]
    if missing is NoScore.NO_RESULT and score.by is Assessor.COMMITTEE:
        remedy = _COMMITTEE_REMEDY
    return gettext(told), gettext(remedy)


def schemes_used(card: Scorecard) -> list[Scheme]:
    """The schemes that score this card's indicators, in the order of the registry."""
    used = {one.node.indicator.scheme for one in card.walk() if not one.children}
    return [scheme for key, scheme in SCHEMES.items() if key in used]


def part_name(dimension: EvaluationDimension, dataset: Dataset) -> str:
    """``องค์ประกอบที่ 5 ศักยภาพในการดำเนินการของหน่วยงาน``, as the documents name it."""
    word = (dataset.evaluation or Evaluation()).word
    return f"{word.value}ที่ {dimension.no} {dimension.name}"


def heading(dataset: Dataset, card: Scorecard) -> str:
    """Whose scores these are, of which agency and year."""
    line = gettext(_HEADING).format(
        assessor=gettext(ASSESSORS[card.by]), agency=dataset.agency.name, year=dataset.fiscal_year
    )
    group = dataset.evaluation.group if dataset.evaluation else None
    return gettext(_GROUP).format(heading=line, group=group) if group else line


def what_if(values: Mapping[str, Decimal]) -> str:
    """The line that marks every result that was only asked about."""
    told = ", ".join(f"{name} = {number:f}" for name, number in values.items())
    return gettext(_WHAT_IF).format(values=told)


def compared(actual: Scorecard, asked: Scorecard) -> str:
    """What the total would become."""
    return gettext(_COMPARED).format(
        actual=fixed(actual.known) or "-",
        asked=fixed(asked.known) or "-",
        difference=f"{asked.weighted - actual.weighted:+,f}",
    )


def fixed(number: Decimal | None) -> str:
    """A number with the decimals that it has; nothing where there is none."""
    return "" if number is None else f"{number:,f}"
