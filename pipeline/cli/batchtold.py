"""What a batch says at its end, and what a dry run would make, as a table."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pipeline.batch.account import words
from pipeline.batch.account.record import counts
from pipeline.batch.results import Fate
from pipeline.cli.columns import in_columns
from pipeline.messages import N_, gettext
from pipeline.run.plan import month_stem
from pipeline.tabular.cells import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.batch.results import BatchReport, DocumentResult

_FIRST = 3
"""Documents of a row that are told by name."""
_MOST_LATE = 5
_MOST_TRACES = 5
_HEADS = (N_("หน่วยงาน"), N_("เหตุที่สร้าง"), N_("จำนวน"), N_("เอกสาร"))
_MORE = N_("และอีก {count} ฉบับ")

_DRY = N_("เดือน{month}: จะสร้าง {planned} ฉบับ เป็นปัจจุบันอยู่แล้ว {unchanged} ฉบับ (ทดลองเท่านั้น ไม่ได้เขียนไฟล์ใด)")
_DONE = N_("เดือน{month}: สร้างแล้ว {made} ฉบับ เป็นปัจจุบันอยู่แล้ว {unchanged} ฉบับ ใช้เวลา {duration}")
_FAILED = N_("ไม่สำเร็จ {count} ฉบับ")
_LEFT = N_("ยังไม่ได้สร้าง {count} ฉบับ")
_REFUSED = N_("ข้อมูลยังใช้ไม่ได้ {count} หน่วยงาน: {names}")
_OTHER_YEAR = N_("ข้อมูลของปีงบประมาณอื่น จึงไม่มีเอกสารของเดือนนี้: {names}")
_WITHOUT = N_("ไม่มีข้อมูลสำหรับเอกสาร {kind}: {names}")
_INTERRUPTED = N_("ถูกยกเลิกกลางคัน สั่งใหม่อีกครั้งเพื่อทำต่อ")
_LATE = N_("ค้างรายงาน {count} โครงการ: {names}")
_ONE_LATE = N_("{agency} {count} โครงการ")
_NONE_LATE = N_("ไม่มีหน่วยงานที่ค้างรายงาน")
_MORE_AGENCIES = N_("และอีก {count} หน่วยงาน")
_LEFT_OVER = N_("ไฟล์เดิม {count} ไฟล์ไม่มีข้อมูลรองรับแล้ว ไม่ได้ลบให้ รายชื่ออยู่ในรายงานผล")
_FOLDER = N_("เอกสารอยู่ที่ {folder}")
_REPORT = N_("รายงานผลอยู่ที่ {path}")


def plan_table(report: BatchReport, width: int) -> str:
    """What would be made, by source and reason: how many, and the first ones by name. Empty where there is nothing."""
    names, kinds = words.agency_names(report), words.kind_titles()
    groups: dict[tuple[str, str], list[DocumentResult]] = {}
    for one in report.documents:
        if one.fate is Fate.PLANNED:
            groups.setdefault((one.source, words.reasons_name(one.reasons)), []).append(one)
    if not groups:
        return ""
    rows = [tuple(map(gettext, _HEADS))]
    for (source, reason), documents in groups.items():
        told = _named(documents[:_FIRST], kinds)
        if len(documents) > _FIRST:
            told = f"{told} {gettext(_MORE).format(count=f'{len(documents) - _FIRST:,}')}"
        name = names.get(source, source)
        rows.append((visible(name), reason, f"{len(documents):,}", visible(told)))
    return in_columns(rows, width, right={2})


def _named(documents: Sequence[DocumentResult], kinds: Mapping[str, str]) -> str:
    """The kinds of the documents, each with the codes of its projects."""
    codes: dict[str, list[str]] = {}
    for one in documents:
        codes.setdefault(kinds.get(one.kind, one.kind), []).append(one.subject)
    return ", ".join(f"{title} {', '.join(found)}".rstrip() for title, found in codes.items())


def summary(report: BatchReport, page: str = "") -> Iterator[str]:
    """How the batch went, line by line: counts, what is wrong, who is late, and where everything is.

    Args:
        report: the account.
        page: where its page is, or empty where none was written.
    """
    amounts = {name: f"{count:,}" for name, count in counts(report).items()}
    head = _DRY if report.dry_run else _DONE
    seconds = (report.finished - report.started).total_seconds()
    month = words.month_name(report.month)
    yield gettext(head).format(month=month, duration=words.duration(seconds), **amounts)
    yield from _troubles(report)
    yield from (visible(note) for note in report.notes)
    yield from _late(report)
    if report.left_over:
        yield gettext(_LEFT_OVER).format(count=f"{len(report.left_over):,}")
    if not report.dry_run and report.documents:
        yield gettext(_FOLDER).format(folder=report.out / month_stem(report.month))
    if page:
        yield gettext(_REPORT).format(path=page)


def _troubles(report: BatchReport) -> Iterator[str]:
    fates = Counter(one.fate for one in report.documents)
    if fates[Fate.FAILED]:
        yield gettext(_FAILED).format(count=f"{fates[Fate.FAILED]:,}")
    if fates[Fate.PLANNED] and not report.dry_run:
        yield gettext(_LEFT).format(count=f"{fates[Fate.PLANNED]:,}")
    names = words.agency_names(report)
    if report.refused:
        refused = _some([names[one.id] for one in report.refused])
        yield gettext(_REFUSED).format(count=f"{len(report.refused):,}", names=refused)
    others = [names[one.id] for one in report.sources if one.facts.other_year]
    if others:
        yield gettext(_OTHER_YEAR).format(names=_some(others))
    kinds, of_year = words.kind_titles(), [one for one in report.sources if not one.facts.other_year]
    for kind in dict.fromkeys(kind for one in of_year for kind in one.facts.without):
        lacking = [names[one.id] for one in of_year if kind in one.facts.without]
        yield gettext(_WITHOUT).format(kind=kinds.get(kind, kind), names=_some(lacking))
    if report.stopped:
        yield visible(report.stopped)
    if report.interrupted:
        yield gettext(_INTERRUPTED)


def _late(report: BatchReport) -> Iterator[str]:
    """Who is late, in one line; nothing where no follow-up was made."""
    names = words.agency_names(report)
    late = sorted((one for one in report.sources if one.facts.overdue), key=lambda one: -one.facts.overdue)
    if late:
        told = [gettext(_ONE_LATE).format(agency=names[one.id], count=f"{one.facts.overdue:,}") for one in late]
        total = sum(one.facts.overdue for one in late)
        yield gettext(_LATE).format(count=f"{total:,}", names=_some(told))
    elif any(one.facts.chat for one in report.sources) and not report.refused:
        yield gettext(_NONE_LATE)


def keep_traces(report: BatchReport) -> None:
    """Keep what the program did wrong for whoever mends it: each mistake once, and say where it is kept."""
    traces = dict.fromkeys(one.cause.trace for one in report.documents if one.cause is not None and one.cause.trace)
    if traces:
        from pipeline.cli import crash

        error = RuntimeError(f"{len(traces)} different traces of documents that failed")
        for trace in list(traces)[:_MOST_TRACES]:
            error.add_note(trace)
        crash.keep(error)


def _some(names: list[str]) -> str:
    """The first names, and how many more there are."""
    told = [visible(name) for name in names[:_MOST_LATE]]
    if len(names) > _MOST_LATE:
        told.append(gettext(_MORE_AGENCIES).format(count=f"{len(names) - _MOST_LATE:,}"))
    return " · ".join(told)
