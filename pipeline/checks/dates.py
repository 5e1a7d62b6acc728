"""Dates of a project and of its reports: the period, the fiscal year, the order."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.checks.registry import Hit, hit, rule
from pipeline.checks.view import ProjectView, fiscal_span
from pipeline.findings import Severity
from pipeline.messages import N_
from pipeline.thai.dates import format_date
from pipeline.thai.digits import to_arabic

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMED_YEAR = re.compile(r"ปีงบประมาณ\s*(?:พ\.ศ\.)?\s*([0-9๐-๙]{4})(?![0-9๐-๙])")
_NEAR_YEAR_END = dt.timedelta(days=3)


@rule(
    id="project-ends-before-start",
    severity=Severity.ERROR,
    title=N_("วันสิ้นสุดโครงการมาก่อนวันเริ่มต้น"),
    message=N_("สิ้นสุดวันที่ {end} ก่อนวันเริ่มต้น {start}"),
    remedy=N_("ตรวจวันเริ่มต้นและวันสิ้นสุด โดยเฉพาะปี พ.ศ. แล้วแก้ให้ถูกต้อง"),
    basis=N_("แบบรายงานความก้าวหน้า ข้อ 1.1"),
)
def project_ends_before_start(view: ProjectView) -> Iterator[Hit]:
    """A project that ends before it starts."""
    start, end = view.project.start, view.project.end
    if start and end and end < start:
        yield hit(view.path("end"), start=format_date(start), end=format_date(end), related=(view.path("start"),))


@rule(
    id="project-outside-fiscal-year",
    severity=Severity.WARNING,
    title=N_("ระยะเวลาโครงการอยู่นอกปีงบประมาณ"),
    message=N_("โครงการวันที่ {start} ถึง {end} ไม่อยู่ในปีงบประมาณ {year} เลย"),
    remedy=N_("ตรวจปีงบประมาณกับวันเริ่มต้นและวันสิ้นสุด ปีงบประมาณ {year} คือ {first} ถึง {last}"),
    basis=N_("ปีงบประมาณ: 1 ตุลาคม ถึง 30 กันยายน"),
)
def project_outside_fiscal_year(view: ProjectView) -> Iterator[Hit]:
    """The period has no day in common with the fiscal year."""
    start, end = view.project.start, view.project.end
    first, last = fiscal_span(view.fiscal_year)
    if start and end and start <= end and (end < first or start > last):
        yield hit(
            view.path("start"),
            start=format_date(start),
            end=format_date(end),
            year=str(view.fiscal_year),
            first=format_date(first, "short"),
            last=format_date(last, "short"),
        )


@rule(
    id="project-crosses-fiscal-years",
    severity=Severity.NOTE,
    title=N_("โครงการคาบเกี่ยวหลายปีงบประมาณ"),
    message=N_("โครงการวันที่ {start} ถึง {end} เลยขอบเขตของปีงบประมาณ {year}"),
    remedy=N_("หากเป็นโครงการต่อเนื่องหรือกันเงินเหลื่อมปี ไม่ต้องแก้ หากไม่ใช่ให้ตรวจปี พ.ศ."),
    basis=N_("ปีงบประมาณ: 1 ตุลาคม ถึง 30 กันยายน"),
)
def project_crosses_fiscal_years(view: ProjectView) -> Iterator[Hit]:
    """The period overlaps the fiscal year and reaches beyond it: real, so a note only."""
    start, end = view.period
    first, last = fiscal_span(view.fiscal_year)
    if start <= last and end >= first and (start < first or end > last):
        where = "start" if start < first else "end"
        yield hit(view.path(where), start=format_date(start), end=format_date(end), year=str(view.fiscal_year))


@rule(
    id="project-ends-near-year-end",
    severity=Severity.NOTE,
    title=N_("วันสิ้นสุดใกล้สิ้นปีงบประมาณแต่ไม่ตรง"),
    message=N_("สิ้นสุดวันที่ {end} ก่อนสิ้นปีงบประมาณ {days} วัน"),
    remedy=N_("หากหมายถึงสิ้นปีงบประมาณ ให้แก้เป็น {last}"),
    basis=N_("ปีงบประมาณสิ้นสุด 30 กันยายน"),
)
def project_ends_near_year_end(view: ProjectView) -> Iterator[Hit]:
    """The end lies one to three days before 30 September: often a slip."""
    end = view.project.end
    last = fiscal_span(view.fiscal_year)[1]
    if end and dt.timedelta(0) < last - end <= _NEAR_YEAR_END:
        yield hit(view.path("end"), end=format_date(end), days=str((last - end).days), last=format_date(last))


@rule(
    id="project-of-other-fiscal-year",
    severity=Severity.NOTE,
    title=N_("ปีงบประมาณของโครงการต่างจากชุดข้อมูล"),
    message=N_("โครงการเป็นของปีงบประมาณ {year} แต่ชุดข้อมูลเป็นของปีงบประมาณ {dataset_year}"),
    remedy=N_("หากเป็นโครงการเงินกันเหลื่อมปีไม่ต้องแก้ หากไม่ใช่ให้แก้ปีงบประมาณของโครงการ"),
    basis=N_("ชุดข้อมูลหนึ่งชุดคือหนึ่งหน่วยงานในหนึ่งปีงบประมาณ"),
)
def project_of_other_fiscal_year(view: ProjectView) -> Iterator[Hit]:
    """The project's fiscal year is not the dataset's."""
    year = view.project.fiscal_year
    if year and year != view.dataset.fiscal_year:
        yield hit(view.path("fiscal_year"), year=str(year), dataset_year=str(view.dataset.fiscal_year))


@rule(
    id="project-name-other-year",
    severity=Severity.NOTE,
    title=N_("ปีในชื่อโครงการต่างจากปีงบประมาณ"),
    message=N_("ชื่อโครงการกล่าวถึงปีงบประมาณ {named} แต่โครงการอยู่ในปีงบประมาณ {year}"),
    remedy=N_("หากเป็นการเตรียมงานของปีอื่น ไม่ต้องแก้ หากคัดลอกจากปีก่อนให้แก้ชื่อ"),
    basis=N_("ชื่อโครงการกับปีงบประมาณต่างกันได้ โปรแกรมไม่อนุมานค่าหนึ่งจากอีกค่าหนึ่ง"),
)
def project_name_other_year(view: ProjectView) -> Iterator[Hit]:
    """The name speaks of another fiscal year: legitimate where the project prepares it."""
    name = view.project.name
    found = _NAMED_YEAR.search(name)
    if found and int(to_arabic(found[1])) != view.fiscal_year:
        named = to_arabic(found[1])
        yield hit(view.path("name"), quote=found[0], named=named, year=str(view.fiscal_year))


@rule(
    id="report-outside-period",
    severity=Severity.WARNING,
    title=N_("วันที่รายงานอยู่นอกระยะเวลาโครงการ"),
    message=N_("รายงานวันที่ {date} อยู่นอกระยะเวลาโครงการ ({start} ถึง {end})"),
    remedy=N_("ตรวจวันที่รายงาน หรือแก้วันเริ่มต้น/สิ้นสุดโครงการให้ครอบคลุม"),
    basis=N_("แบบรายงานความก้าวหน้า ข้อ 1.1 และ 2"),
)
def report_outside_period(view: ProjectView) -> Iterator[Hit]:
    """A report dated before the project starts or after it ends."""
    start, end = view.project.start, view.project.end
    if start and end and end < start:
        return  # told by project-ends-before-start; every report would be outside
    for at, date in view.dated:
        if (start and date < start) or (end and date > end):
            yield hit(
                (*at.path, "date"),
                date=format_date(date),
                start=format_date(start, "short") if start else "-",
                end=format_date(end, "short") if end else "-",
                related=(view.path("end") if end and date > end else view.path("start"),),
            )


@rule(
    id="report-in-future",
    severity=Severity.WARNING,
    title=N_("วันที่รายงานเป็นอนาคต"),
    message=N_("รายงานวันที่ {date} หลังวันที่ของข้อมูล ({today})"),
    remedy=N_("ตรวจวันที่รายงาน โดยเฉพาะปี พ.ศ. หรือปรับวันที่ของข้อมูล (ข้อมูล ณ วันที่)"),
    basis=N_("รายงานบอกสิ่งที่เกิดขึ้นแล้ว"),
)
def report_in_future(view: ProjectView) -> Iterator[Hit]:
    """A report dated after the day that the data speaks of."""
    for at, date in view.dated:
        if date > view.today:
            yield hit((*at.path, "date"), date=format_date(date), today=format_date(view.today))


@rule(
    id="reports-out-of-order",
    severity=Severity.WARNING,
    title=N_("วันที่รายงานย้อนหลัง"),
    message=N_("รายงานครั้งที่ {no} ลงวันที่ {date} ก่อนรายงานครั้งที่ {before} ({earlier})"),
    remedy=N_("ตรวจวันที่และลำดับครั้งของรายงานทั้งสอง"),
    basis=N_("รายงานเรียงตามลำดับเวลา"),
)
def reports_out_of_order(view: ProjectView) -> Iterator[Hit]:
    """By their numbers, the dates of reports must not go back."""
    for (before, earlier), (at, date) in pairwise(view.dated):
        if date < earlier:
            yield hit(
                (*at.path, "date"),
                no=str(at.report.no),
                date=format_date(date),
                before=str(before.report.no),
                earlier=format_date(earlier),
                related=((*before.path, "date"),),
            )
