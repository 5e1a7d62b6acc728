"""Money of a project in baht: received, spent, disbursed report by report."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.checks.registry import Hit, hit, rule
from pipeline.findings import Severity
from pipeline.messages import N_
from pipeline.thai.money import format_amount

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.view import ProjectView, ReportAt

_SMALLEST_BUDGET = Decimal(100)
_LARGEST_BUDGET = Decimal(10_000_000_000)
_ENOUGH_AMOUNTS = 3
_STEADY = 3


@rule(
    id="spent-differs-from-sum",
    severity=Severity.ERROR,
    title=N_("งบประมาณที่ใช้ไปไม่เท่ากับผลรวมการเบิกใช้"),
    message=N_("งบประมาณที่ใช้ไป {spent} บาท แต่ผลรวมการเบิกใช้ทุกครั้งเป็น {total} บาท (ต่างกัน {difference} บาท)"),
    remedy=N_("แก้ “งบประมาณที่เบิกใช้ (บาท)” ของรายงานที่ผิด หรือเว้นว่าง “งบประมาณที่ใช้ไป (บาท)” ให้โปรแกรมรวมให้"),
    basis=N_("งบประมาณที่ใช้ไปคือผลรวมการเบิกใช้ทุกครั้ง"),
)
def spent_differs_from_sum(view: ProjectView) -> Iterator[Hit]:
    """What was typed as spent is not the sum of the disbursements, though every amount is known."""
    spent, total = view.project.budget_spent, view.project.disbursed_total
    if spent is None or total is None or _only_satang(spent, total) or (_amounts_missing(view) and spent > total):
        return
    if spent != total and view.was_read(view.path("reports")):
        yield _difference(view, spent, total)


@rule(
    id="satang-lost",
    severity=Severity.WARNING,
    title=N_("เศษสตางค์หายไป"),
    message=N_("งบประมาณที่ใช้ไป {spent} บาท ต่างจากผลรวมการเบิกใช้ {total} บาท เพียง {difference} บาท"),
    remedy=N_("กรอกเศษสตางค์ให้ครบ หรือเว้นว่าง “งบประมาณที่ใช้ไป (บาท)” ให้โปรแกรมรวมให้"),
    basis=N_("จำนวนเงินต้องตรงถึงสตางค์"),
)
def satang_lost(view: ProjectView) -> Iterator[Hit]:
    """Typed and summed amounts differ by less than one baht."""
    spent, total = view.project.budget_spent, view.project.disbursed_total
    if spent is not None and total is not None and spent != total and _only_satang(spent, total):
        yield _difference(view, spent, total)


@rule(
    id="spent-with-missing-amounts",
    severity=Severity.WARNING,
    title=N_("งบประมาณที่ใช้ไปมากกว่าที่รายงานเบิกใช้"),
    message=N_("ใช้ไป {spent} บาท แต่รายงานเบิกใช้รวม {total} บาท และมีรายงานที่ไม่ได้กรอกยอดเบิกใช้"),
    remedy=N_("กรอก “งบประมาณที่เบิกใช้ (บาท)” ของรายงานที่ว่าง (ไม่มีให้กรอก 0) เอกสารจะพิมพ์ผลรวม {total} บาท"),
    basis=N_("งบประมาณที่ใช้ไปคือผลรวมการเบิกใช้ทุกครั้ง ช่องว่างไม่ได้แปลว่าศูนย์"),
)
def spent_with_missing_amounts(view: ProjectView) -> Iterator[Hit]:
    """More was typed as spent than was reported, while some reports give no amount."""
    spent, total = view.project.budget_spent, view.project.disbursed_total
    if spent is None or total is None or not _amounts_missing(view):
        return
    if spent > total and not _only_satang(spent, total):
        yield _difference(view, spent, total)


@rule(
    id="spent-over-budget",
    severity=Severity.WARNING,
    title=N_("ใช้งบประมาณเกินที่ได้รับ"),
    message=N_("ใช้ไป {spent} บาท เกินงบประมาณที่ได้รับ {budget} บาท อยู่ {over} บาท"),
    remedy=N_("ตรวจ “งบประมาณที่เบิกใช้ (บาท)” แต่ละครั้ง หากได้รับจัดสรรเพิ่มให้แก้ “งบประมาณที่ได้รับ (บาท)”"),
    basis=N_("เบิกใช้ได้ไม่เกินงบประมาณที่ได้รับ"),
)
def spent_over_budget(view: ProjectView) -> Iterator[Hit]:
    """More was spent than received."""
    budget, spent = view.project.budget_received, view.project.spent
    if budget is not None and spent is not None and spent > budget:
        yield hit(
            view.path("budget_spent" if view.project.budget_spent is not None else "budget_received"),
            spent=format_amount(spent),
            budget=format_amount(budget),
            over=format_amount(spent - budget),
            related=(view.path("budget_received"),),
        )


@rule(
    id="disbursed-looks-cumulative",
    severity=Severity.WARNING,
    title=N_("ยอดเบิกใช้อาจเป็นยอดสะสม"),
    message=N_("ยอดเบิกใช้เพิ่มขึ้นทุกครั้งและรวมได้ {total} บาท เกินที่ได้รับ {budget} บาท แต่ครั้งสุดท้าย {last} บาทไม่เกิน"),
    remedy=N_("กรอก “งบประมาณที่เบิกใช้ (บาท)” เฉพาะยอดของครั้งนั้น โปรแกรมรวมยอดสะสมให้"),
    basis=N_("งบประมาณที่เบิกใช้เป็นยอดของรายงานครั้งนั้น ไม่ใช่ยอดสะสม"),
)
def disbursed_looks_cumulative(view: ProjectView) -> Iterator[Hit]:
    """Amounts never fall, their sum breaks the budget, the last alone does not: running totals were typed."""
    budget = view.project.budget_received
    given = [(at, at.report.disbursed) for at in view.reports if at.report.disbursed]
    amounts = [amount for _, amount in given]
    if budget is None or len(given) < _ENOUGH_AMOUNTS or amounts != sorted(amounts):
        return
    total = sum(amounts, Decimal(0))
    if total > budget >= amounts[-1]:
        yield hit(
            (*given[-1][0].path, "disbursed"),
            total=format_amount(total),
            budget=format_amount(budget),
            last=format_amount(amounts[-1]),
        )


@rule(
    id="disbursed-without-budget",
    severity=Severity.WARNING,
    title=N_("เบิกใช้โดยไม่ระบุงบประมาณที่ได้รับ"),
    message=N_("มีการใช้งบประมาณ {spent} บาท แต่ไม่ได้กรอกงบประมาณที่ได้รับ"),
    remedy=N_("กรอก “งบประมาณที่ได้รับ (บาท)”"),
    basis=N_("แบบรายงานความก้าวหน้า ข้อ 1.1"),
)
def disbursed_without_budget(view: ProjectView) -> Iterator[Hit]:
    """Money was spent and no budget is given."""
    spent, path = view.project.spent, view.path("budget_received")
    if spent and view.project.budget_received is None and view.was_read(path):
        yield hit(path, spent=format_amount(spent))


@rule(
    id="budget-missing",
    severity=Severity.NOTE,
    title=N_("ไม่ได้กรอกงบประมาณที่ได้รับ"),
    message=N_("ไม่ได้กรอกงบประมาณที่ได้รับ เอกสารจะพิมพ์ “-”"),
    remedy=N_("กรอก “งบประมาณที่ได้รับ (บาท)” กิจกรรมที่ไม่ใช้งบประมาณให้กรอก 0"),
    basis=N_("แบบรายงานความก้าวหน้า ข้อ 1.1"),
)
def budget_missing(view: ProjectView) -> Iterator[Hit]:
    """No budget and nothing spent, and no funding state that explains it: an activity often has none."""
    path = view.path("budget_received")
    given = view.project.budget_received is not None or view.project.spent
    planned = view.project.budget is not None or view.project.funding is not None or not view.is_on_form
    if not given and not planned and view.was_read(path):
        yield hit(path)


@rule(
    id="budget-with-satang",
    severity=Severity.NOTE,
    title=N_("งบประมาณที่ได้รับมีเศษสตางค์"),
    message=N_("งบประมาณที่ได้รับ {budget} บาท มีเศษสตางค์"),
    remedy=N_("งบประมาณที่ได้รับจัดสรรมักเป็นจำนวนเต็มร้อย ตรวจว่าไม่ได้นำยอดเบิกจ่ายมากรอก"),
    basis=N_("งบประมาณตามข้อบัญญัติเป็นจำนวนเต็มบาท"),
)
def budget_with_satang(view: ProjectView) -> Iterator[Hit]:
    """The budget received is no whole number of baht."""
    budget = view.project.budget_received
    if budget is not None and budget % 1:
        yield hit(view.path("budget_received"), quote=format_amount(budget), budget=format_amount(budget))


@rule(
    id="budget-implausible",
    severity=Severity.WARNING,
    title=N_("งบประมาณน้อยหรือมากผิดปกติ"),
    message=N_("งบประมาณที่ได้รับ {budget} บาท ผิดปกติ"),
    remedy=N_("กรอกเป็นบาท ไม่ใช่พันบาทหรือล้านบาท แล้วตรวจจำนวนหลัก"),
    basis=N_("โครงการหนึ่งใช้ไม่น้อยกว่า 100 บาทและไม่เกินหมื่นล้านบาท"),
)
def budget_implausible(view: ProjectView) -> Iterator[Hit]:
    """A budget under 100 baht (typed in thousands or millions?) or over ten thousand million."""
    budget = view.project.budget_received
    if budget and (budget < _SMALLEST_BUDGET or budget > _LARGEST_BUDGET):
        yield hit(view.path("budget_received"), quote=format_amount(budget), budget=format_amount(budget))


@rule(
    id="disbursement-number-duplicate",
    severity=Severity.WARNING,
    title=N_("เลขครั้งที่เบิกจ่ายซ้ำ"),
    message=N_("เบิกจ่ายครั้งที่ {number} อยู่ทั้งในรายงานครั้งที่ {before} และ {no}"),
    remedy=N_("แก้ “เบิกจ่ายครั้งที่” ให้ไม่ซ้ำกัน"),
    basis=N_("แบบรายงานความก้าวหน้า ข้อ 2"),
)
def disbursement_number_duplicate(view: ProjectView) -> Iterator[Hit]:
    """One disbursement number stands in two reports."""
    first: dict[int, ReportAt] = {}
    for at, number in _numbered(view):
        before = first.setdefault(number, at)
        if before is not at:
            yield _numbers(before, at, number)


@rule(
    id="disbursement-number-falls",
    severity=Severity.WARNING,
    title=N_("เลขครั้งที่เบิกจ่ายย้อนกลับ"),
    message=N_("รายงานครั้งที่ {no} เป็นการเบิกจ่ายครั้งที่ {number} น้อยกว่าในรายงานครั้งที่ {before}"),
    remedy=N_("แก้ “เบิกจ่ายครั้งที่” ให้เพิ่มขึ้นตามลำดับ"),
    basis=N_("แบบรายงานความก้าวหน้า ข้อ 2"),
)
def disbursement_number_falls(view: ProjectView) -> Iterator[Hit]:
    """A disbursement number is smaller than the one before."""
    for (before, earlier), (at, number) in pairwise(_numbered(view)):
        if number < earlier:
            yield _numbers(before, at, number)


@rule(
    id="disbursement-number-offset",
    severity=Severity.NOTE,
    title=N_("เลขครั้งที่เบิกจ่ายเริ่มไม่ตรงกับครั้งที่รายงาน"),
    message=N_("ตั้งแต่รายงานครั้งที่ {no} เลขของ “เบิกจ่ายครั้งที่” ({number}) ไม่ตรงกับครั้งที่รายงานเหมือนก่อนหน้า"),
    remedy=N_("ตรวจว่ามีรายงานที่ว่างหรือข้ามไปหรือไม่ หากนับแยกกันโดยตั้งใจ ไม่ต้องแก้"),
    basis=N_("ครั้งที่รายงานกับครั้งที่เบิกจ่ายเป็นอิสระต่อกัน แต่มักเลื่อนเพราะมีรายงานว่าง"),
)
def disbursement_number_offset(view: ProjectView) -> Iterator[Hit]:
    """The distance between report and disbursement numbers changes after it stood for three reports or more."""
    numbered = _numbered(view)
    steady = 1
    for (before, earlier), (at, number) in pairwise(numbered):
        if at.report.no - number == before.report.no - earlier:
            steady += 1
        elif number > earlier and steady >= _STEADY:
            yield _numbers(before, at, number)
            return
        else:
            steady = 1


def _difference(view: ProjectView, spent: Decimal, total: Decimal) -> Hit:
    return hit(
        view.path("budget_spent"),
        quote=format_amount(spent),
        spent=format_amount(spent),
        total=format_amount(total),
        difference=format_amount(abs(spent - total)),
        related=(view.path("reports"),),
    )


def _only_satang(spent: Decimal, total: Decimal) -> bool:
    return abs(spent - total) < 1


def _amounts_missing(view: ProjectView) -> bool:
    return any(at.report.disbursed is None for at in view.reports if not at.report.is_empty)


def _numbered(view: ProjectView) -> list[tuple[ReportAt, int]]:
    return [(at, at.report.disbursement_no) for at in view.reports if at.report.disbursement_no is not None]


def _numbers(before: ReportAt, at: ReportAt, number: int) -> Hit:
    return hit(
        (*at.path, "disbursement_no"),
        quote=str(number),
        no=str(at.report.no),
        before=str(before.report.no),
        number=str(number),
        related=((*before.path, "disbursement_no"),),
    )
