"""The account of a batch as one page for a browser: failures first, then who is late, then every document.

It needs nothing but itself, neither scripts nor the network, and is written piece by piece.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pipeline import __version__
from pipeline.batch.account import words
from pipeline.batch.account.links import Link, href, links_to
from pipeline.batch.account.record import counts, shown_path
from pipeline.batch.orders import ALL
from pipeline.batch.results import Fate
from pipeline.messages import N_, current_language, gettext
from pipeline.run.plan import month_stem
from pipeline.tabular.cells import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from markupsafe import Markup

    from pipeline.batch.orders import SourceFacts
    from pipeline.batch.results import BatchReport, DocumentResult, SourceResult

_CHUNK = 500
"""Pieces of the template that are written at once."""
_OPEN = 30
"""Documents of all sources together up to which every list is open from the start."""

_OPTION = re.compile(r"--[a-z][a-z-]+")

_TITLE = N_("ผลการจัดทำเอกสารประจำเดือน{month}")
_WHEN = N_("เริ่ม {started} ใช้เวลา {duration} โปรแกรมรุ่น {version}")
_WORDS = {
    "failures": N_("เอกสารที่ไม่สำเร็จ"),
    "refused": N_("ข้อมูลที่ยังใช้ไม่ได้"),
    "late": N_("การติดตามรายงาน"),
    "chats": N_("ข้อความติดตามรายหน่วยงาน"),
    "agencies": N_("สรุปรายหน่วยงาน"),
    "documents": N_("เอกสารทั้งหมด"),
    "left_over": N_("ไฟล์เดิมที่ไม่มีข้อมูลรองรับแล้ว"),
    "left_over_remark": N_("ไม่ได้ลบให้ ตรวจแล้วลบเองได้"),
    "agency": N_("หน่วยงาน"),
    "document": N_("เอกสาร"),
    "cause": N_("สาเหตุ"),
    "remedy": N_("วิธีแก้"),
    "files": N_("ไฟล์"),
    "pages": N_("หน้า"),
    "fate": N_("ผล"),
    "reasons": N_("เหตุที่สร้าง"),
    "warnings": N_("คำเตือน"),
    "overdue": N_("ค้างรายงาน"),
    "remarks": N_("หมายเหตุ"),
}
_FIGURES = (
    (N_("หน่วยงาน (แห่ง)"), "sources"),
    (N_("สร้างใหม่ (ฉบับ)"), "made"),
    (N_("เป็นปัจจุบันอยู่แล้ว (ฉบับ)"), "unchanged"),
    (N_("ไม่สำเร็จ (ฉบับ)"), "failed"),
    (N_("ยังไม่ได้สร้าง (ฉบับ)"), "planned"),
    (N_("สร้างใหม่ (หน้า)"), "pages"),
)
_ALWAYS = ("sources", "made", "unchanged", "failed")
_DONE = N_("ครบถ้วน เอกสารทุกฉบับเป็นปัจจุบัน")
_FAILED = N_("ไม่สำเร็จ {count} ฉบับ ดูสาเหตุและวิธีแก้ด้านล่าง")
_REFUSED = N_("ข้อมูลของ {count} หน่วยงานยังใช้ไม่ได้")
_LEFT = N_("ยังไม่ได้สร้าง {count} ฉบับ")
_INTERRUPTED = N_("ถูกยกเลิกกลางคัน สั่งใหม่อีกครั้งเพื่อทำต่อ")
_INCOMPLETE = N_("เอกสารบางฉบับสร้างไม่ได้ ดูหมายเหตุด้านล่าง")
_EMPTY = N_("ไม่มีเอกสารที่ต้องสร้าง")
_REFUSED_REMARK = N_("ข้อมูลยังใช้ไม่ได้")
_WITHOUT = N_("ไม่มีข้อมูลสำหรับเอกสาร {kinds}")
_OTHER_YEAR = N_("ข้อมูลเป็นของปีงบประมาณ {year} ไม่ใช่ของเดือนนี้")


def pieces(report: BatchReport) -> Iterator[str]:
    """The page, piece by piece."""
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("pipeline.batch.account", "."),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
    )
    environment.filters["whole"] = _whole
    stream = environment.get_template("page.html.j2").stream(**_Page(report).context())
    stream.enable_buffering(_CHUNK)
    yield from stream


def _shown(value: object) -> object:
    """What an expression of the template puts on the page."""
    return visible(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


def _whole(text: str) -> Markup:
    """A text in which no option of the command is broken over two lines."""
    from markupsafe import Markup, escape

    return Markup(_OPTION.sub(r'<span class="o">\g<0></span>', str(escape(visible(text)))))  # noqa: S704 - escaped


def _mild(report: BatchReport) -> str:
    """How a batch is told in which nothing failed."""
    return "wait" if report.counts[Fate.PLANNED] or report.interrupted else "good"


class _Page:
    """What the template shows of an account."""

    def __init__(self, report: BatchReport) -> None:
        self._report = report
        self._names = words.agency_names(report)
        self._kinds = words.kind_titles()
        self._folder = month_stem(report.month)
        self._places: dict[str, list[int]] = {}
        for place, document in enumerate(report.documents):
            self._places.setdefault(document.source, []).append(place)

    def context(self) -> Mapping[str, object]:
        """Everything that the template names; what may be long comes one by one."""
        report = self._report
        amounts = counts(report)
        seconds = (report.finished - report.started).total_seconds()
        return {
            "lang": current_language(),
            "version": __version__,
            "title": title(report),
            "when": gettext(_WHEN).format(
                started=words.day_and_time(report.started.astimezone()),
                duration=words.duration(seconds),
                version=__version__,
            ),
            "words": {name: gettext(text) for name, text in _WORDS.items()},
            "mood": "bad" if amounts["failed"] or amounts["refused"] or report.incomplete else _mild(report),
            "verdict": verdict(report),
            "figures": [
                (gettext(label), f"{amounts[name]:,}") for label, name in _FIGURES if name in _ALWAYS or amounts[name]
            ],
            "notes": [text for text in (report.stopped, *report.notes) if text],
            "failed": amounts["failed"],
            "failures": self._failures(),
            "refused": [self._refused(source) for source in report.refused],
            "chat": report.chat.splitlines(),
            "chats": [(self._names[one.id], one.facts.chat.splitlines()) for one in report.sources if one.facts.chat],
            "fates": [words.fate_name(fate) for fate in Fate],
            "sources": map(self._source, report.sources),
            "total": len(report.documents),
            "groups": self._groups(),
            "left_over": (Link(href(name, self._folder), name) for name in report.left_over)
            if report.left_over
            else (),
        }

    def _failures(self) -> Iterator[dict[str, str]]:
        for one in self._report.documents:
            if one.fate is Fate.FAILED and one.cause is not None:
                yield {
                    "agency": self._name(one.source),
                    **self._named(one),
                    "cause": one.cause.message,
                    "remedy": words.remedy(one.cause),
                }

    def _refused(self, source: SourceResult) -> dict[str, Any]:
        return {
            "name": self._names[source.id],
            "path": shown_path(source.path),
            "lines": source.facts.refused,
        }

    def _source(self, source: SourceResult) -> dict[str, Any]:
        return {
            "name": self._names[source.id],
            "counts": [f"{source.counts.get(fate, 0):,}" for fate in Fate],
            "warnings": source.facts.warnings,
            "overdue": source.facts.overdue,
            "remarks": remarks_on(source.facts, self._kinds),
        }

    def _groups(self) -> Iterator[dict[str, Any]]:
        """Documents by source: those over all agencies first, then as the sources come."""
        few = len(self._report.documents) <= _OPEN
        for source in dict.fromkeys((ALL, *(source.id for source in self._report.sources), *self._places)):
            if source in self._places:
                places = self._places[source]
                yield {
                    "name": self._name(source),
                    "open": few or source == ALL,
                    "counted": self._counted(places),
                    "rows": (self._row(self._report.documents[place]) for place in places),
                }

    def _counted(self, places: list[int]) -> str:
        fates = [self._report.documents[place].fate for place in places]
        told = ((fate, fates.count(fate)) for fate in Fate)
        return " · ".join(f"{words.fate_name(fate)} {count:,}" for fate, count in told if count)

    def _row(self, one: DocumentResult) -> dict[str, Any]:
        is_there = one.fate in (Fate.MADE, Fate.UNCHANGED)
        return {
            **self._named(one),
            "links": links_to(one.files, self._folder) if is_there else (),
            "pages": one.pages or "",
            "mark": one.fate.value,
            "fate": words.fate_name(one.fate),
            "reasons": words.reasons_name(one.reasons),
        }

    def _name(self, source: str) -> str:
        return self._names.get(source) or words.source_name(source)

    def _named(self, one: DocumentResult) -> dict[str, str]:
        return {"name": words.document_name(one, self._kinds), "title": one.title if one.subject else ""}


def title(report: BatchReport) -> str:
    """What the account is called."""
    return gettext(_TITLE).format(month=words.month_name(report.month))


def remarks_on(facts: SourceFacts, kinds: Mapping[str, str]) -> str:
    """What is to be said of a source beside its counts."""
    remarks = [gettext(_REFUSED_REMARK)] if facts.refused else []
    if facts.other_year:
        remarks.append(gettext(_OTHER_YEAR).format(year=facts.fiscal_year))
    if facts.without:
        remarks.append(gettext(_WITHOUT).format(kinds=", ".join(kinds.get(kind, kind) for kind in facts.without)))
    return " · ".join(remarks)


def verdict(report: BatchReport) -> str:
    """How the batch went, in one line."""
    amounts = counts(report)
    told = (
        (report.interrupted, _INTERRUPTED),
        (amounts["failed"], _FAILED),
        (amounts["refused"], _REFUSED),
        (amounts["planned"], _LEFT),
        (report.incomplete, _INCOMPLETE),
    )
    lines = [gettext(text).format(count=f"{int(count):,}") for count, text in told if count]
    if lines:
        return " · ".join(lines)
    return gettext(_DONE if report.documents else _EMPTY)
