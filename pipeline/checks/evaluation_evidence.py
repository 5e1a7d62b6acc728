"""Evidence (หลักฐานอ้างอิง): whether there is any, and whether texts number it by hand or name what is not finished."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.checks.evaluation_reading import has_result, says_nothing
from pipeline.checks.registry import Hit, evaluation_rule, hit
from pipeline.checks.texts import context, prose_at
from pipeline.findings import Severity
from pipeline.messages import N_
from pipeline.thai.digits import to_arabic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.evaluation import EvaluationView

_BASIS = N_("แบบฟอร์มการรายงาน: หลักฐานอ้างอิงของแต่ละตัวชี้วัด โปรแกรมใส่เลขเอกสารให้")
_TYPED_REFERENCE = re.compile(r"เอกสารหมายเลข\s*(?P<no>[0-9]{1,3})")
_TYPED_NUMBER = re.compile(r"^\s*(?:\(?[0-9]{1,2}[.)]|เอกสารหมายเลข\s*[0-9]+)\s*(?=\S)")
_SAME_BEGINNING = 15
"""So many letters in common, and a document is the one that is still being made."""
_IN_THE_MAKING = re.compile(
    r"อยู่ระหว่าง(?:การ)?(?:ดำเนินการ)?(?:จัดทำ|จัดพิมพ์|ยกร่าง|เขียน|รวบรวม|สรุป)"
    rf"(?P<what>[ก-๎A-Za-z]{{{_SAME_BEGINNING}}})[ก-๎A-Za-z]{{,60}}"
)


@evaluation_rule(
    id="evidence-missing",
    severity=Severity.WARNING,
    title=N_("ไม่มีหลักฐานอ้างอิง"),
    message=N_("ตัวชี้วัด {id} มีผลการดำเนินงานแล้ว แต่ไม่มีหลักฐานอ้างอิง จึงไม่มีเลขเอกสาร"),
    remedy=N_("กรอกหลักฐานอย่างน้อยหนึ่งรายการ"),
    basis=_BASIS,
)
def evidence_missing(view: EvaluationView) -> Iterator[Hit]:
    """A result or details without a single document."""
    for node, at in view.reported():
        told = has_result(at.item) or not says_nothing(at.item.details)
        if told and not at.item.evidence and view.was_read(at.path("evidence")):
            yield hit(at.path("evidence"), id=node.indicator.id)


@evaluation_rule(
    id="evidence-repeated",
    severity=Severity.WARNING,
    title=N_("หลักฐานซ้ำ"),
    message=N_("หลักฐานลำดับที่ {no} เหมือนกับลำดับที่ {before}"),
    remedy=N_("ลบรายการที่ซ้ำ หรือแก้ให้เป็นเอกสารที่ขาด"),
    basis=_BASIS,
)
def evidence_repeated(view: EvaluationView) -> Iterator[Hit]:
    """The same document twice in one list; two indicators may share one."""
    for _, at in view.reported():
        first: dict[str, int] = {}
        for place, evidence in enumerate(at.item.evidence):
            before = first.setdefault("".join(to_arabic(evidence.text).split()), place)
            if before != place:
                yield hit(
                    at.path("evidence", place, "text"),
                    quote=evidence.text,
                    no=str(place + 1),
                    before=str(before + 1),
                    related=(at.path("evidence", before, "text"),),
                )


@evaluation_rule(
    id="evidence-numbered-by-hand",
    severity=Severity.NOTE,
    title=N_("พิมพ์เลขหน้าหลักฐานเอง"),
    message=N_("“{found}” พิมพ์เลขไว้เอง เลขจะซ้ำกับที่โปรแกรมใส่"),
    remedy=N_("ลบเลขหน้าหลักฐาน โปรแกรมใส่เลขให้ตามลำดับ"),
    basis=_BASIS,
)
def evidence_numbered_by_hand(view: EvaluationView) -> Iterator[Hit]:
    """``1. รายงานการประชุม…``: the number would be printed twice."""
    for _, at in view.reported():
        for place, evidence in enumerate(at.item.evidence):
            if _TYPED_NUMBER.match(to_arabic(evidence.text)):
                found = context(evidence.text, 0, min(len(evidence.text), 4))
                yield hit(at.path("evidence", place, "text"), quote=found, found=found)


@evaluation_rule(
    id="evidence-reference-typed",
    severity=Severity.WARNING,
    title=N_("พิมพ์เลขเอกสารหลักฐานเอง"),
    message=N_("ข้อความพิมพ์เอกสารหมายเลข {typed} ไว้เอง หลักฐานของตัวชี้วัดนี้คือ{own}"),
    remedy=N_("ลบข้อความอ้างอิง โปรแกรมพิมพ์เลขเอกสารและเชื่อมโยงให้"),
    basis=_BASIS,
)
def evidence_reference_typed(view: EvaluationView) -> Iterator[Hit]:
    """A number of evidence inside a text that is not the computed one; a right one is told as a note."""
    from pipeline.compose.views.evaluation_report.evidence import numbers
    from pipeline.messages import gettext

    known = numbers(view.framework)
    by_place = {at.base[1]: known.get(node.indicator.id) for node, at in view.reported()}
    for text in view.texts:
        if text.path[0] != "evaluation_results" or text.path[1] not in by_place:
            continue
        number = by_place[text.path[1]]
        for match in _TYPED_REFERENCE.finditer(to_arabic(text.text)) if text.path[2] != "evidence" else ():
            own = gettext(N_("เอกสารหมายเลข {no}")).format(no=number) if number else gettext(N_("ยังไม่มีเลขเอกสาร"))
            severity = Severity.NOTE if int(match["no"]) == number else None
            yield hit(text.path, quote=match[0], typed=match["no"], own=own, severity=severity)


@evaluation_rule(
    id="evidence-not-finished",
    severity=Severity.WARNING,
    title=N_("หลักฐานอาจยังไม่เสร็จ"),
    message=N_("หลักฐานลำดับที่ {no} คือ “{evidence}” แต่รายละเอียดบอกว่า “{found}”"),
    remedy=N_("หากเอกสารยังไม่เสร็จให้ลบออกจากหลักฐาน หากเสร็จแล้วให้แก้รายละเอียด"),
    basis=_BASIS,
)
def evidence_not_finished(view: EvaluationView) -> Iterator[Hit]:
    """The details say that a report is still being written, and it stands in the list of evidence."""
    for _, at in view.reported():
        for text in prose_at(at.item.details, at.path("details")):
            for match in _IN_THE_MAKING.finditer(text.text):
                for place, evidence in enumerate(at.item.evidence):
                    if evidence.text.startswith(match["what"]):
                        found = context(text.text, *match.span(), 4)
                        yield hit(
                            at.path("evidence", place, "text"),
                            quote=evidence.text,
                            no=str(place + 1),
                            evidence=evidence.text,
                            found=found,
                            related=(text.path,),
                        )
