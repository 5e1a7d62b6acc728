"""Progress reports as a list: their numbers, and whether each is complete."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.checks.registry import Hit, hit, rule
from pipeline.findings import Severity
from pipeline.messages import N_
from pipeline.model import ProgressReport

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.view import ProjectView

_FIELDS = ("date", "narrative", "progress")
_SMALL_FIELDS = ("disbursed", "on_plan", "on_target")


@rule(
    id="report-number-duplicate",
    severity=Severity.ERROR,
    title=N_("เลขครั้งของรายงานซ้ำ"),
    message=N_("มีรายงานครั้งที่ {no} มากกว่าหนึ่งรายการ"),
    remedy=N_("แก้เลขครั้งให้ไม่ซ้ำกัน หรือลบรายการที่ซ้ำ"),
    basis=N_("แบบรายงานความก้าวหน้า ข้อ 2: รายงานครั้งที่ n"),
)
def report_number_duplicate(view: ProjectView) -> Iterator[Hit]:
    """Two reports with one number."""
    for before, at in pairwise(view.reports):
        if at.report.no == before.report.no:
            yield hit((*at.path, "no"), no=str(at.report.no), related=((*before.path, "no"),))


@rule(
    id="report-number-gap",
    severity=Severity.WARNING,
    title=N_("เลขครั้งของรายงานไม่ต่อเนื่อง"),
    message=N_("หลังรายงานครั้งที่ {before} เป็นครั้งที่ {no} ขาดครั้งที่ {missing}"),
    remedy=N_("เพิ่มรายงานที่ขาด หรือแก้เลขครั้งให้ต่อเนื่อง"),
    basis=N_("แบบรายงานความก้าวหน้า ข้อ 2: รายงานครั้งที่ n"),
)
def report_number_gap(view: ProjectView) -> Iterator[Hit]:
    """A number is left out, also where the first report is not number 1."""
    before = 0
    for at in view.reports:
        no = at.report.no
        if no > before + 1:
            missing = str(before + 1) if no == before + 2 else f"{before + 1}–{no - 1}"
            yield hit((*at.path, "no"), before=str(before), no=str(no), missing=missing)
        before = max(before, no)


@rule(
    id="report-numbers-unordered",
    severity=Severity.NOTE,
    title=N_("รายงานไม่ได้เรียงตามเลขครั้ง"),
    message=N_("รายงานครั้งที่ {no} อยู่หลังรายงานครั้งที่ {before}"),
    remedy=N_("เรียงรายการตามเลขครั้ง หรือตรวจว่าเลขครั้งพิมพ์ถูกต้อง"),
    basis=N_("แบบรายงานความก้าวหน้า ข้อ 2"),
)
def report_numbers_unordered(view: ProjectView) -> Iterator[Hit]:
    """The list is not written in the order of its numbers."""
    for place, (before, report) in enumerate(pairwise(view.project.reports)):
        if report.no < before.no:
            yield hit(view.path("reports", place + 1, "no"), no=str(report.no), before=str(before.no))


@rule(
    id="report-empty",
    severity=Severity.WARNING,
    title=N_("รายงานว่าง"),
    message=N_("รายงานครั้งที่ {no} มีแต่เลขครั้ง ไม่มีข้อมูลอื่น"),
    remedy=N_("กรอกข้อมูลของครั้งนี้ หรือลบรายการว่างแล้วเรียงเลขครั้งใหม่"),
    basis=N_("แบบรายงานความก้าวหน้า ข้อ 2"),
)
def report_empty(view: ProjectView) -> Iterator[Hit]:
    """An entry with a number and nothing else."""
    for at in view.reports:
        if at.report.is_empty and view.was_read(at.path):
            yield hit(at.path, no=str(at.report.no))


@rule(
    id="report-incomplete",
    severity=Severity.WARNING,
    title=N_("รายงานขาดข้อมูลสำคัญ"),
    message=N_("รายงานครั้งที่ {no} ยังไม่กรอก {fields}"),
    remedy=N_("กรอกข้อมูลที่ขาด หากยังไม่มีความก้าวหน้าให้กรอก 0"),
    basis=N_("แบบรายงานความก้าวหน้า ข้อ 2"),
)
def report_incomplete(view: ProjectView) -> Iterator[Hit]:
    """Date, narrative or percentage is missing in a report that is not empty."""
    yield from _missing(view, _FIELDS)


@rule(
    id="report-details-missing",
    severity=Severity.NOTE,
    title=N_("รายงานขาดข้อมูลประกอบ"),
    message=N_("รายงานครั้งที่ {no} ยังไม่กรอก {fields}"),
    remedy=N_("กรอกให้ครบ หากไม่มีการเบิกใช้ให้กรอก 0 เพราะช่องว่างไม่ได้แปลว่าศูนย์"),
    basis=N_("แบบรายงานความก้าวหน้า ข้อ 2"),
)
def report_details_missing(view: ProjectView) -> Iterator[Hit]:
    """Amount or status is missing in a report that is not empty."""
    yield from _missing(view, _SMALL_FIELDS)


@rule(
    id="narrative-repeated",
    severity=Severity.NOTE,
    title=N_("ข้อความซ้ำกับรายงานครั้งก่อน"),
    message=N_("ผลการดำเนินงานครั้งที่ {no} เหมือนครั้งที่ {before} ทุกตัวอักษร"),
    remedy=N_("ระบุสิ่งที่ทำเพิ่มในเดือนนี้: ทำอะไร กับใคร ที่ไหน เมื่อไร ได้ผลอย่างไร"),
    basis=N_("รายงานต้องอธิบายได้ว่าหน่วยงานทำอะไร กับใคร ที่ไหน เมื่อไร อย่างไร"),
)
def narrative_repeated(view: ProjectView) -> Iterator[Hit]:
    """The same text was pasted in two consecutive reports."""
    told = [(at, "".join(at.report.narrative.plain().split())) for at in view.reports if at.report.narrative]
    for (before, earlier), (at, text) in pairwise(told):
        if text == earlier:
            yield hit(
                (*at.path, "narrative"),
                no=str(at.report.no),
                before=str(before.report.no),
                related=((*before.path, "narrative"),),
            )


def _missing(view: ProjectView, fields: tuple[str, ...]) -> Iterator[Hit]:
    """Empty fields of each report, by their titles in form and workbook."""
    for at in view.reports:
        if at.report.is_empty:
            continue
        keys = [key for key in fields if getattr(at.report, key) is None and view.was_read((*at.path, key))]
        if keys:
            names = ", ".join(ProgressReport.model_fields[key].title or key for key in keys)
            yield hit((*at.path, keys[0]), no=str(at.report.no), fields=names)
