"""ปก and ความนำ: the cover, and the words before the report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.compose.views.cover_pieces import BODY, SEAL_ROOM, gap, seal_of
from pipeline.compose.views.evaluation_report.report import SUBTITLE, TITLE
from pipeline.compose.views.preface import preface_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.compose.composed import ChapterSheet
    from pipeline.compose.views.cover_pieces import Seal
    from pipeline.compose.views.evaluation_report.report import Report

_TITLE, _SUBTITLE, _VERSION, _AGENCY = 34, 24, 20, 24
_SPACES = 12.0
"""Sizes in design points and the space between the lines in mm, as in the stylesheet."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The cover; empty texts print nothing. ``gap`` (mm) brings the agency to the foot of the page."""

    seal: Seal | None
    title: str
    subtitle: str
    year: str
    version: str
    agency: str
    agency_en: str
    as_of: str
    gap: int


def cover(report: Report) -> Iterator[ChapterSheet]:
    """ปก: always."""
    numerals, dataset, evaluation = report.numerals, report.dataset, report.evaluation
    before, _, _ = SUBTITLE.rpartition(" พ.ศ.")
    version = numerals.typed(evaluation.version or "")
    agency, english = dataset.agency.name, dataset.agency.name_en or ""
    as_of = f"ข้อมูล ณ วันที่ {numerals.date(dataset.as_of)}" if dataset.as_of else ""
    subtitle = SUBTITLE.format(year=report.year)
    lines = [
        (TITLE, _TITLE),
        (subtitle, _SUBTITLE),
        (version, _VERSION),
        (agency, _AGENCY),
        (english, BODY),
        (as_of, BODY),
    ]
    view = Cover(
        seal=seal_of(dataset.agency, evaluation.seal, report.options),
        title=TITLE,
        subtitle=before,
        year=f"พ.ศ. {report.year}",
        version=version,
        agency=numerals.typed(agency),
        agency_en=numerals.typed(english),
        as_of=as_of,
        gap=gap(SEAL_ROOM + _SPACES, lines),
    )
    yield report.chapter("cover", "cover", view, numbers="none", recto=True)


def preface(report: Report) -> Iterator[ChapterSheet]:
    """ความนำ, where there is one."""
    text = report.evaluation.preface
    if text is None:
        return
    headings = (report.heading(1, "ความนำ", "preface"),)
    view = preface_of(report.dataset, headings, text, report.numerals)
    yield report.chapter("preface", "preface", view, entries=headings, numbers="front")
