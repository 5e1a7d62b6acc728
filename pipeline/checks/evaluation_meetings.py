"""Numbered meetings in the texts of results: told without a year beside others with one, or on two days."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from pipeline.checks.meetings import MOST_MEETINGS, meetings_in
from pipeline.checks.registry import Hit, evaluation_rule, hit
from pipeline.findings import Severity
from pipeline.messages import N_
from pipeline.thai.dates import format_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.evaluation import EvaluationView
    from pipeline.checks.meetings import Meeting


@evaluation_rule(
    id="result-meeting-without-year",
    severity=Severity.NOTE,
    title=N_("ครั้งที่ประชุมไม่มีปี"),
    message=N_("“{text}” ไม่ระบุปี ทั้งที่ครั้งอื่นในข้อความเดียวกันระบุ ({others})"),
    remedy=N_("เติมปี เช่น ครั้งที่ {number}/{year}"),
    basis=N_("เลขครั้งที่ประชุมตามด้วยปี พ.ศ."),
)
def result_meeting_without_year(view: EvaluationView) -> Iterator[Hit]:
    """``ครั้งที่ 1/2564 … และครั้งที่ 2``: the year stands behind one number of a text and not behind the other."""
    by_text: dict[tuple[str | int, ...], list[Meeting]] = {}
    for meeting in _meetings(view):
        by_text.setdefault(meeting.at.path, []).append(meeting)
    for meetings in by_text.values():
        others = dict.fromkeys(f"{other.no}/{other.year}" for other in meetings if other.year is not None)
        years = [other.year for other in meetings if other.year is not None]
        for meeting in meetings if others else ():
            if meeting.year is None:
                number, year = str(meeting.no), str(years[-1])
                yield hit(
                    meeting.at.path,
                    quote=meeting.text,
                    text=meeting.text,
                    number=number,
                    year=year,
                    others=", ".join(others),
                )


@evaluation_rule(
    id="result-meeting-with-two-dates",
    severity=Severity.WARNING,
    title=N_("การประชุมครั้งเดียวกันมีสองวันที่"),
    message=N_("การประชุม{committee} ครั้งที่ {number} เป็นวันที่ {date} แต่อีกแห่งเป็น {earlier}"),
    remedy=N_("ตรวจกับรายงานการประชุม แล้วแก้วันที่หรือครั้งที่ให้ตรงกัน"),
    basis=N_("การประชุมหนึ่งครั้งมีวันเดียว"),
)
def result_meeting_with_two_dates(view: EvaluationView) -> Iterator[Hit]:
    """Details and evidence tell one meeting of one committee on different days."""
    first: dict[tuple[int | None, int, str], Meeting] = {}
    for meeting in _meetings(view):
        if meeting.year is None or meeting.date is None or not meeting.committee:
            continue
        before = first.setdefault((meeting.year, meeting.no, meeting.committee), meeting)
        if before.date is not None and before.date != meeting.date:
            yield hit(
                meeting.at.path,
                quote=meeting.text,
                committee=meeting.committee,
                number=f"{meeting.no}/{meeting.year}",
                date=format_date(meeting.date),
                earlier=format_date(before.date),
                related=(before.at.path,),
            )


def _meetings(view: EvaluationView) -> Iterator[Meeting]:
    texts = (at for at in view.texts if at.path[0] == "evaluation_results")
    return islice(meetings_in(texts), MOST_MEETINGS)
