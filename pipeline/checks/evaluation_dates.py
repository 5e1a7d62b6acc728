"""Days and years of an evaluation: as of when results are, what texts tell of later days, counts and years in texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.checks.narrative_dates import dates_in, is_of_a_paper, told_as_done
from pipeline.checks.registry import Hit, evaluation_rule, hit
from pipeline.checks.texts import context
from pipeline.findings import Severity
from pipeline.messages import N_
from pipeline.scoring import result_value
from pipeline.thai.dates import format_date
from pipeline.thai.digits import to_arabic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.evaluation import EvaluationView

_BASIS = N_("ผลของปีงบประมาณระบุว่าเป็นข้อมูล ณ วันที่ใด")
_TITLE = re.compile(
    r"(?:คำรับรองการปฏิบัติราชการ|รายงานผลการปฏิบัติราชการ|กรอบการประเมินผล(?:การปฏิบัติราชการ)?)"
    r"[^0-9\n]{0,40}พ\.ศ\.\s*(?P<year>2[5-6][0-9]{2})(?![0-9])"
)
_COUNT = re.compile(
    r"(?:รวม|ทั้งหมด|ทั้งสิ้น|ประกอบด้วย|จำนวน)\s*(?P<before>[0-9]{1,3})\s*ตัวชี้วัด"
    r"|(?P<main>[0-9]{1,3})\s*ตัวชี้วัด(?:หลัก|เจรจา|ทั้งหมด)"
)
_YEAR_ALONE = re.compile(r"(?:ปีงบประมาณ|ประจำปี)\s*(?P<year>2[5-6][0-9]{2})(?![0-9])")
_YEAR_WITH_ERA = re.compile(r"(?:ปีงบประมาณ|ประจำปี)\s*พ\.ศ\.")
_SHOWN = 3


@evaluation_rule(
    id="as-of-missing",
    severity=Severity.NOTE,
    title=N_("ผลไม่บอกว่าเป็นข้อมูล ณ วันใด"),
    message=N_("ผลของตัวชี้วัด {ids} เป็นตัวเลข แต่ไม่มี “ข้อมูล ณ วันที่”"),
    remedy=N_("กรอก “ข้อมูล ณ วันที่” ของผล หรือของทั้งชุดข้อมูล"),
    basis=_BASIS,
)
def as_of_missing(view: EvaluationView) -> Iterator[Hit]:
    """Numbers that change from day to day, of no day; told once."""
    found = [at for _, at in view.reported() if at.item.as_of is None and result_value(at.item) is not None]
    found = [at for at in found if view.was_read(at.path("as_of"))]
    if found and view.dataset.as_of is None:
        related = tuple(at.path("as_of") for at in found[1:])
        yield hit(found[0].path("as_of"), ids=", ".join(at.item.indicator for at in found), related=related)


@evaluation_rule(
    id="as-of-outside-year",
    severity=Severity.WARNING,
    title=N_("ข้อมูล ณ วันที่อยู่นอกปีงบประมาณ"),
    message=N_("ข้อมูล ณ วันที่ {date} อยู่นอกปีงบประมาณ พ.ศ. {year} ({first} – {last})"),
    remedy=N_("ตรวจปี พ.ศ. ของวันที่ ผลของปีงบประมาณนับถึง 30 กันยายน"),
    basis=_BASIS,
)
def as_of_outside_year(view: EvaluationView) -> Iterator[Hit]:
    """A result of the year as of a day before it began or after it ended."""
    first, last = view.span
    for _, at in view.reported():
        day = at.item.as_of
        if day is not None and not first <= day <= last:
            yield hit(
                at.path("as_of"),
                quote=format_date(day),
                date=format_date(day),
                year=str(view.year),
                first=format_date(first, "short"),
                last=format_date(last, "short"),
            )


@evaluation_rule(
    id="as-of-in-future",
    severity=Severity.WARNING,
    title=N_("ข้อมูล ณ วันที่เป็นอนาคต"),
    message=N_("ข้อมูล ณ วันที่ {date} ยังไม่ถึง (วันที่ตรวจ {today})"),
    remedy=N_("ตรวจวันที่ โดยเฉพาะปี พ.ศ."),
    basis=_BASIS,
)
def as_of_in_future(view: EvaluationView) -> Iterator[Hit]:
    """A result as of a day that has not come."""
    for _, at in view.reported():
        day = at.item.as_of
        if day is not None and day > view.today:
            yield hit(at.path("as_of"), quote=format_date(day), date=format_date(day), today=format_date(view.today))


@evaluation_rule(
    id="text-date-after-as-of",
    severity=Severity.WARNING,
    title=N_("เล่าว่าทำแล้วแต่วันที่หลังวันที่ของข้อมูล"),
    message=N_("เล่าว่าทำแล้วเมื่อ {date} แต่ข้อมูล ณ วันที่ {as_of}"),
    remedy=N_("แก้วันที่ในข้อความ หรือปรับ “ข้อมูล ณ วันที่” หากยังไม่เกิดขึ้นให้เขียนว่า “จะ…”"),
    basis=_BASIS,
)
def text_date_after_as_of(view: EvaluationView) -> Iterator[Hit]:
    """A text of a result tells as done what lies after the day of the result; dates of letters are left alone."""
    for at in view.texts:
        if at.as_of is None or "appeals" in at.path:
            continue
        for found in dates_in(at.text):
            late = found.date is not None and found.date > at.as_of
            if late and found.date and told_as_done(at.text, found) and not is_of_a_paper(at.text, found):
                related = ((*at.path[:2], "as_of"),)
                yield hit(
                    at.path,
                    quote=found.text,
                    date=format_date(found.date),
                    as_of=format_date(at.as_of),
                    related=related,
                )


@evaluation_rule(
    id="evaluation-of-other-year",
    severity=Severity.WARNING,
    title=N_("ข้อความเรียกเอกสารเป็นปีอื่น"),
    message=N_("“{found}” แต่เอกสารนี้เป็นของปีงบประมาณ พ.ศ. {year}"),
    remedy=N_("แก้ปีในข้อความ หากหมายถึงเอกสารของปีอื่น ไม่ต้องแก้"),
    basis=N_("เอกสารของปีงบประมาณเดียวระบุปีเดียวกันทุกแห่ง"),
)
def evaluation_of_other_year(view: EvaluationView) -> Iterator[Hit]:
    """``คำรับรองการปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2563`` in a report of 2564, as a copy of last year's has it."""
    for at in view.texts:
        for match in _TITLE.finditer(to_arabic(at.text)):
            if int(match["year"]) != view.year:
                found = context(at.text, *match.span("year"), 24)
                yield hit(at.path, quote=found, found=found, year=str(view.year))


@evaluation_rule(
    id="indicator-count-differs",
    severity=Severity.WARNING,
    title=N_("จำนวนตัวชี้วัดในข้อความไม่ตรงกับกรอบ"),
    message=N_("“{found}” แต่กรอบมีตัวชี้วัดหลัก {tops} ตัว ตัวชี้วัดทั้งหมด {all} ตัว"),
    remedy=N_("แก้จำนวนในข้อความ หรือตรวจว่าตัวชี้วัดครบ"),
    basis=N_("จำนวนตัวชี้วัดนับจากกรอบการประเมินผล"),
)
def indicator_count_differs(view: EvaluationView) -> Iterator[Hit]:
    """``รวม 9 ตัวชี้วัด`` where the framework has 8, in texts of the framework; counts of a part or below one are right."""
    groups = [found.nodes for found in view.framework.dimensions] + [node.children for node in view.nodes]
    tops = sum(len(found.nodes) for found in view.framework.dimensions)
    counts = {tops, len(view.nodes), len(view.leaves), len(view.measured), *(len(nodes) for nodes in groups)}
    for at in view.texts if view.nodes else ():
        if at.path[0] not in ("evaluation", "dimensions"):
            continue
        for match in _COUNT.finditer(to_arabic(at.text)):
            if int(match["before"] or match["main"]) not in counts:
                found = context(at.text, *match.span(), 8)
                yield hit(at.path, quote=found, found=found, tops=str(tops), all=str(len(view.nodes)))


@evaluation_rule(
    id="text-year-without-era",
    severity=Severity.NOTE,
    title=N_("ปีงบประมาณไม่มี พ.ศ."),
    message=N_("ไม่มี พ.ศ. หน้าปี {count} แห่ง เช่น “{found}” แต่ที่อื่นเขียนว่า ปีงบประมาณ พ.ศ."),
    remedy=N_("เขียน “ปีงบประมาณ พ.ศ. {year}” ให้เหมือนกันทุกแห่ง"),
    basis=N_("คำเดียวกันพิมพ์เหมือนกันทุกแห่งในเอกสาร"),
)
def text_year_without_era(view: EvaluationView) -> Iterator[Hit]:
    """``ปีงบประมาณ 2564`` beside ``ปีงบประมาณ พ.ศ. 2564``; told once, at the first."""
    if not any(_YEAR_WITH_ERA.search(at.text) for at in view.texts):
        return
    found = [(at, match) for at in view.texts for match in _YEAR_ALONE.finditer(to_arabic(at.text))]
    if found:
        shown = list(dict.fromkeys(at.text[match.start() : match.end()] for at, match in found))[:_SHOWN]
        related = tuple(dict.fromkeys(at.path for at, _ in found[1:]))
        year = found[0][1]["year"]
        yield hit(
            found[0][0].path,
            quote=shown[0],
            count=str(len(found)),
            found="”, “".join(shown),
            year=year,
            related=related,
        )
