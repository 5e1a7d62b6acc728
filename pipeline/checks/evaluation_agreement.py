"""The performance agreement (คำรับรองการปฏิบัติราชการ): who signs it, for which time, about what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.registry import Hit, evaluation_rule, hit
from pipeline.findings import Severity
from pipeline.messages import N_
from pipeline.thai.dates import format_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.evaluation import EvaluationView
    from pipeline.findings import FieldPath
    from pipeline.model import Agreement, SignatureBlock

_BASIS = N_("คำรับรองการปฏิบัติราชการ: คู่คำรับรอง ระยะเวลา และตัวชี้วัด")
_BASE: FieldPath = ("evaluation", "agreement")
_FEWEST = 2


@evaluation_rule(
    id="agreement-parties-missing",
    severity=Severity.WARNING,
    title=N_("คู่คำรับรองไม่ครบ"),
    message=N_("คำรับรองมีผู้ลงนาม {count} ราย ต้องมีผู้ทำคำรับรองและผู้รับคำรับรองอย่างน้อยสองราย"),
    remedy=N_("เพิ่มคู่คำรับรอง ผู้ทำคำรับรองก่อน แล้วผู้รับคำรับรอง"),
    basis=_BASIS,
)
def agreement_parties_missing(view: EvaluationView) -> Iterator[Hit]:
    """One party, or none, agrees with nobody."""
    for agreement in _agreement(view):
        if len(agreement.parties) < _FEWEST and view.was_read((*_BASE, "parties")):
            yield hit((*_BASE, "parties"), count=str(len(agreement.parties)))


@evaluation_rule(
    id="agreement-signer-incomplete",
    severity=Severity.WARNING,
    title=N_("ผู้ลงนามคำรับรองไม่มีชื่อหรือตำแหน่ง"),
    message=N_("ผู้ลงนาม “{role}” ยังไม่มี {parts}"),
    remedy=N_("กรอกชื่อ-สกุลและตำแหน่ง หรือ “รหัสบุคคล” ของบุคคลในรายชื่อ"),
    basis=_BASIS,
)
def agreement_signer_incomplete(view: EvaluationView) -> Iterator[Hit]:
    """No name or no position, by itself or by the list of people; a name alone may be left for the signer's pen."""
    people = view.dataset.people_by_id
    for path, party in _parties(view):
        person = people.get(party.person or "")
        missing = [key for key in ("name", "position") if not (getattr(party, key) or getattr(person, key, None))]
        if missing and view.was_read(path):
            parts = ", ".join(type(party).model_fields[key].title or key for key in missing)
            severity = Severity.NOTE if missing == ["name"] else None
            yield hit((*path, missing[0]), role=party.role, parts=parts, severity=severity)


@evaluation_rule(
    id="agreement-signer-repeated",
    severity=Severity.WARNING,
    title=N_("ผู้ลงนามคำรับรองซ้ำ"),
    message=N_("“{name}” ลงนามในคำรับรองมากกว่าหนึ่งช่อง"),
    remedy=N_("ผู้ทำคำรับรองกับผู้รับคำรับรองเป็นคนละคน แก้ชื่อให้ถูกต้อง"),
    basis=_BASIS,
)
def agreement_signer_repeated(view: EvaluationView) -> Iterator[Hit]:
    """Somebody agrees with themselves."""
    people = view.dataset.people_by_id
    first: dict[str, FieldPath] = {}
    for path, party in _parties(view):
        person = people.get(party.person or "")
        name = party.name or (person.name if person else None)
        if name:
            before = first.setdefault("".join(name.split()), path)
            if before != path:
                yield hit((*path, "name" if party.name else "person"), quote=name, name=name, related=(before,))


@evaluation_rule(
    id="agreement-period-differs",
    severity=Severity.WARNING,
    title=N_("ระยะเวลาของคำรับรองไม่ตรงกับปีงบประมาณ"),
    message=N_("คำรับรองมีผล {start} ถึง {end} แต่ปีงบประมาณ พ.ศ. {year} คือ {first} ถึง {last}"),
    remedy=N_("แก้วันเริ่มต้นและสิ้นสุด หรือเว้นว่างเพื่อใช้ปีงบประมาณ"),
    basis=_BASIS,
)
def agreement_period_differs(view: EvaluationView) -> Iterator[Hit]:
    """The agreement is for other days than the fiscal year that is evaluated."""
    first, last = view.span
    for agreement in _agreement(view):
        start, end = agreement.start or first, agreement.end or last
        if (start, end) != (first, last):
            key = "start" if start != first else "end"
            yield hit(
                (*_BASE, key),
                start=format_date(start, "short"),
                end=format_date(end, "short"),
                year=str(view.year),
                first=format_date(first, "short"),
                last=format_date(last, "short"),
            )


@evaluation_rule(
    id="agreement-signed-outside",
    severity=Severity.WARNING,
    title=N_("วันที่ลงนามคำรับรองเป็นไปไม่ได้"),
    message=N_("“{role}” ลงนามวันที่ {date} หลังสิ้นปีงบประมาณ พ.ศ. {year} หรือก่อนเริ่มปีเกินหกเดือน"),
    remedy=N_("ตรวจปี พ.ศ. ของวันที่ลงนาม"),
    basis=_BASIS,
)
def agreement_signed_outside(view: EvaluationView) -> Iterator[Hit]:
    """Signed when the year was over, or half a year before it began."""
    first, last = view.span
    for path, party in _parties(view):
        day = party.date
        if day is not None and (day > last or (first.year - day.year) * 12 + first.month - day.month > 6):  # noqa: PLR2004 - months
            yield hit((*path, "date"), role=party.role, date=format_date(day), year=str(view.year))


@evaluation_rule(
    id="agreement-without-indicators",
    severity=Severity.WARNING,
    title=N_("คำรับรองไม่มีตัวชี้วัด"),
    message=N_("มีคำรับรอง แต่กรอบการประเมินผลยังไม่มีตัวชี้วัด ตารางในคำรับรองจึงว่าง"),
    remedy=N_("เพิ่มตัวชี้วัดการประเมินพร้อมน้ำหนักและเป้าหมาย"),
    basis=_BASIS,
)
def agreement_without_indicators(view: EvaluationView) -> Iterator[Hit]:
    """An agreement about nothing."""
    for _ in _agreement(view):
        if not view.indicators and view.was_read(("evaluation_indicators",)):
            yield hit(_BASE)


def _agreement(view: EvaluationView) -> Iterator[Agreement]:
    """The agreement, if there is one."""
    if view.evaluation.agreement is not None:
        yield view.evaluation.agreement


def _parties(view: EvaluationView) -> Iterator[tuple[FieldPath, SignatureBlock]]:
    for agreement in _agreement(view):
        for place, party in enumerate(agreement.parties):
            yield (*_BASE, "parties", place), party
