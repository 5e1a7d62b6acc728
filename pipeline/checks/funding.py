"""Money of the plan: budget, source, funding state and the marks ``*`` and ``**``, which must agree."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.checks.registry import Hit, hit, plan_rule
from pipeline.findings import Severity
from pipeline.messages import N_, gettext
from pipeline.model import FundingState
from pipeline.thai.money import format_amount

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.plan import PlanView
    from pipeline.model import Project

_BASIS = N_("แผนปฏิบัติราชการประจำปี: สรุปโครงการ/กิจกรรมและงบประมาณ")
_DASHES = frozenset("-–—")
_ROUND = 10_000


@plan_rule(
    id="additional-but-unfunded",
    severity=Severity.WARNING,
    title=N_("โครงการเพิ่มเติมที่ไม่ได้รับงบประมาณ"),
    message=N_("โครงการ {code} เป็นโครงการเพิ่มเติม (**) แต่ไม่ได้รับงบประมาณ (*)"),
    remedy=N_("ตรวจสถานะงบประมาณ หากไม่ได้รับจริงให้ยกเลิกการทำเครื่องหมายโครงการเพิ่มเติม"),
    basis=N_("เครื่องหมาย ** คือโครงการที่เพิ่มเข้ามาพร้อมงบประมาณ"),
)
def additional_but_unfunded(view: PlanView) -> Iterator[Hit]:
    """The mark of an added project on one that has no money."""
    for at in view.projects:
        if at.item.additional and at.item.funding_state is FundingState.UNFUNDED:
            yield hit(at.path("additional"), code=at.item.code, related=(at.path("funding"),))


@plan_rule(
    id="funding-none-with-budget",
    severity=Severity.WARNING,
    title=N_("ไม่ใช้งบประมาณแต่มีงบประมาณ"),
    message=N_("สถานะเป็น “ไม่ใช้งบประมาณ” แต่มีงบประมาณ {budget} บาท เล่มแผนจะนับเป็นโครงการที่ใช้งบประมาณ"),
    remedy=N_("ลบงบประมาณ หรือแก้ “สถานะงบประมาณ” เป็นได้รับหรือไม่ได้รับงบประมาณ"),
    basis=_BASIS,
)
def funding_none_with_budget(view: PlanView) -> Iterator[Hit]:
    """A project that needs no budget, and has one."""
    for at in view.projects:
        budget = at.item.planned_budget
        if at.item.funding is FundingState.NO_BUDGET and budget is not None:
            yield hit(at.path("funding"), budget=format_amount(budget), related=(at.path(_budget_key(at.item)),))


@plan_rule(
    id="funding-without-budget",
    severity=Severity.WARNING,
    title=N_("ระบุสถานะงบประมาณแต่ไม่มีงบประมาณ"),
    message=N_("สถานะเป็น “{state}” แต่ไม่ได้กรอกงบประมาณ เล่มแผนจะนับเป็นโครงการที่ไม่ใช้งบประมาณ"),
    remedy=N_("กรอก “งบประมาณตามแผน (บาท)” หรือแก้ “สถานะงบประมาณ” เป็นไม่ใช้งบประมาณ"),
    basis=_BASIS,
)
def funding_without_budget(view: PlanView) -> Iterator[Hit]:
    """Funded or unfunded, and no amount is given."""
    for at in view.projects:
        given = at.item.funding in (FundingState.FUNDED, FundingState.UNFUNDED)
        if at.item.funding and given and at.item.planned_budget is None:
            yield hit(at.path("funding"), quote=at.item.funding.value, state=at.item.funding.value)


@plan_rule(
    id="source-without-budget",
    severity=Severity.WARNING,
    title=N_("ระบุแหล่งงบประมาณแต่ไม่มีงบประมาณ"),
    message=N_("แหล่งงบประมาณเป็น “{source}” แต่โครงการ {code} ไม่ใช้งบประมาณ"),
    remedy=N_("เว้น “แหล่งงบประมาณ” ให้ว่าง หรือกรอกงบประมาณ"),
    basis=_BASIS,
)
def source_without_budget(view: PlanView) -> Iterator[Hit]:
    """A source of money for a project that uses none."""
    for at in view.projects:
        source = _source(at.item)
        if source and at.item.planned_budget is None and at.item.funding in (None, FundingState.NO_BUDGET):
            yield hit(at.path("budget_source"), quote=source, source=source, code=at.item.code)


@plan_rule(
    id="funded-without-source",
    severity=Severity.WARNING,
    title=N_("ได้รับงบประมาณแต่ไม่มีแหล่งงบประมาณ"),
    message=N_("โครงการ {code} ได้รับงบประมาณ {budget} บาท แต่แหล่งงบประมาณว่างหรือเป็น “-”"),
    remedy=N_("กรอก “แหล่งงบประมาณ” หากไม่ได้รับงบประมาณให้ระบุใน “สถานะงบประมาณ”"),
    basis=_BASIS,
)
def funded_without_source(view: PlanView) -> Iterator[Hit]:
    """A dash as the source of a funded project, or no source where other projects have one."""
    known = any(_source(at.item) for at in view.strategic)
    for at in view.strategic:
        budget = at.item.planned_budget
        if budget is None or at.item.funding_state is not FundingState.FUNDED or _source(at.item):
            continue
        if known or at.item.budget_source:
            yield hit(
                at.path("budget_source"),
                quote=at.item.budget_source or "",
                code=at.item.code,
                budget=format_amount(budget),
                related=(at.path("funding"),),
            )


@plan_rule(
    id="unfunded-with-source",
    severity=Severity.WARNING,
    title=N_("ไม่ได้รับงบประมาณแต่ระบุแหล่งงบประมาณ"),
    message=N_("โครงการ {code} ไม่ได้รับงบประมาณ แต่แหล่งงบประมาณเป็น “{source}”"),
    remedy=N_("เว้น “แหล่งงบประมาณ” ให้ว่าง หรือแก้ “สถานะงบประมาณ”"),
    basis=_BASIS,
)
def unfunded_with_source(view: PlanView) -> Iterator[Hit]:
    """A source for a project that did not get its money."""
    for at in view.projects:
        source = _source(at.item)
        if source and at.item.funding_state is FundingState.UNFUNDED:
            path = at.path("budget_source")
            yield hit(path, quote=source, code=at.item.code, source=source, related=(at.path("funding"),))


@plan_rule(
    id="unfunded-but-received",
    severity=Severity.WARNING,
    title=N_("ไม่ได้รับงบประมาณแต่มียอดได้รับหรือใช้ไป"),
    message=N_("สถานะเป็น “ไม่ได้รับงบประมาณ” แต่{what} {amount} บาท"),
    remedy=N_("แก้ “สถานะงบประมาณ” หรือกรอกวงเงินที่ขอไว้ใน “งบประมาณตามแผน (บาท)” แทน"),
    basis=_BASIS,
)
def unfunded_but_received(view: PlanView) -> Iterator[Hit]:
    """Unfunded, and money was received or spent."""
    for at in view.projects:
        if at.item.funding is not FundingState.UNFUNDED:
            continue
        spent, received = at.item.spent, at.item.budget_received
        if spent:
            what = gettext(N_("ใช้งบประมาณไป"))
            yield hit(at.path("funding"), what=what, amount=format_amount(spent), related=(at.path("reports"),))
        elif received:
            what, path = gettext(N_("ได้รับงบประมาณ")), at.path("budget_received")
            yield hit(at.path("funding"), what=what, amount=format_amount(received), related=(path,))


@plan_rule(
    id="budget-received-differs",
    severity=Severity.NOTE,
    title=N_("งบประมาณตามแผนต่างจากที่ได้รับ"),
    message=N_("งบประมาณตามแผน {planned} บาท แต่ได้รับ {received} บาท เล่มแผนพิมพ์งบประมาณตามแผน"),
    remedy=N_("หากปรับแผนแล้วให้แก้ “งบประมาณตามแผน (บาท)” หากไม่ได้รับงบประมาณให้ระบุใน “สถานะงบประมาณ”"),
    basis=_BASIS,
)
def budget_received_differs(view: PlanView) -> Iterator[Hit]:
    """Planned and received differ; a warning where nothing was received and the project counts as funded."""
    for at in view.projects:
        planned, received = at.item.budget, at.item.budget_received
        if planned is None or received is None or planned == received:
            continue
        if at.item.funding_state is FundingState.UNFUNDED:
            continue
        yield hit(
            at.path("budget"),
            quote=format_amount(planned),
            severity=None if received else Severity.WARNING,
            planned=format_amount(planned),
            received=format_amount(received),
            related=(at.path("budget_received"),),
        )


@plan_rule(
    id="total-includes-unfunded",
    severity=Severity.NOTE,
    title=N_("ยอดรวมมีโครงการที่ไม่ได้รับงบประมาณ"),
    message=N_("งบประมาณรวม {total} บาท มีโครงการที่ไม่ได้รับงบประมาณ {count} โครงการ {unfunded} บาท ได้รับจริง {funded} บาท"),
    remedy=N_("ใช้ยอด {funded} บาท เมื่อกล่าวถึงงบประมาณที่ได้รับ"),
    basis=N_("แบบสรุปโครงการรวมงบประมาณของทุกโครงการที่ใช้งบประมาณ"),
)
def total_includes_unfunded(view: PlanView) -> Iterator[Hit]:
    """The printed total is what the plan asks for, not what was received."""
    unfunded = [at for at in view.strategic if at.item.funding_state is FundingState.UNFUNDED]
    total = sum((at.item.planned_budget or Decimal(0) for at in view.strategic), Decimal(0))
    without = sum((at.item.planned_budget or Decimal(0) for at in unfunded), Decimal(0))
    if unfunded and total != without:
        yield hit(
            ("projects",),
            total=format_amount(total),
            count=str(len(unfunded)),
            unfunded=format_amount(without),
            funded=format_amount(total - without),
            related=tuple(at.path("funding") for at in unfunded),
        )


@plan_rule(
    id="baseline-budget-repeated",
    severity=Severity.NOTE,
    title=N_("งบประมาณเท่ากับรายการก่อนหน้า"),
    message=N_("งบประมาณ {budget} บาท เท่ากับรายการก่อนหน้า “{before}” อาจคัดลอกมา"),
    remedy=N_("ตรวจจำนวนเงินของทั้งสองรายการ"),
    basis=N_("จำนวนเงินที่ไม่ใช่จำนวนกลมมักไม่ซ้ำกัน"),
)
def baseline_budget_repeated(view: PlanView) -> Iterator[Hit]:
    """Two neighbours in the list of baseline items have the same budget to the last digit; round sums may repeat."""
    for index, (before, item) in enumerate(pairwise(view.dataset.baseline), 1):
        if item.budget and item.budget == before.budget and item.budget % _ROUND:
            amount = format_amount(item.budget)
            related = (("baseline", index - 1, "budget"),)
            yield hit(("baseline", index, "budget"), quote=amount, budget=amount, before=before.name, related=related)


def _source(project: Project) -> str:
    """The source of the money; empty for none and for a dash."""
    source = (project.budget_source or "").strip()
    return "" if set(source) <= _DASHES else source


def _budget_key(project: Project) -> str:
    """The field that the planned budget comes from."""
    return "budget_received" if project.budget is None else "budget"
