"""What documents, sources and causes are called in the account of a batch, in the language of the run."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pipeline.batch.causes import ENDED, FOLDER, KILLED, MEMORY, RAISED, REFUSED, TIMEOUT
from pipeline.batch.orders import ALL
from pipeline.batch.results import REASONS, Fate
from pipeline.messages import N_, current_language, gettext
from pipeline.run.plan import month_stem
from pipeline.thai.dates import format_date, format_month

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from pipeline.batch.causes import Cause
    from pipeline.batch.orders import PlannedDocument
    from pipeline.batch.results import BatchReport, DocumentResult, Reason, SourceResult
    from pipeline.model import Month

FATES: Mapping[Fate, str] = {
    Fate.MADE: N_("สร้างใหม่"),
    Fate.UNCHANGED: N_("เป็นปัจจุบันอยู่แล้ว"),
    Fate.FAILED: N_("ไม่สำเร็จ"),
    Fate.PLANNED: N_("ยังไม่ได้สร้าง"),
}
"""Fates in words, as message ids."""

_OVER_ALL = N_("ทุกหน่วยงาน")
_SEND = N_("เป็นข้อผิดพลาดของโปรแกรม ไม่ใช่ของข้อมูล สั่งใหม่พร้อม --log-json แล้วส่งบันทึกให้ผู้ดูแลโปรแกรม")
_REMEDIES = {
    REFUSED: N_("แก้ตามที่แจ้ง แล้วสั่งใหม่อีกครั้ง"),
    FOLDER: N_("ตรวจเนื้อที่และสิทธิ์ของโฟลเดอร์ผลลัพธ์ แล้วสั่งใหม่อีกครั้ง"),
    RAISED: _SEND,
    ENDED: _SEND,
    TIMEOUT: N_("ตรวจว่าข้อมูลของเอกสารนี้ยาวผิดปกติหรือไม่ หรือเพิ่มเวลาด้วย --time-limit แล้วสั่งใหม่อีกครั้ง"),
    MEMORY: N_("ตรวจว่าข้อมูลของเอกสารนี้ใหญ่ผิดปกติหรือไม่ หรือเพิ่มด้วย --memory-limit แล้วสั่งใหม่อีกครั้ง"),
    KILLED: N_("หน่วยความจำของเครื่องอาจไม่พอ ลดจำนวนโพรเซสด้วย --jobs แล้วสั่งใหม่อีกครั้ง"),
}
_AGAIN = N_("สั่งใหม่อีกครั้ง")
_SECONDS = N_("{seconds} วินาที")
_MINUTES = N_("{minutes} นาที {seconds} วินาที")
_HOURS = N_("{hours} ชั่วโมง {minutes} นาที")
_CLOCK = N_("{date} เวลา {time} น.")


def fate_name(fate: Fate) -> str:
    """What became of a document."""
    return gettext(FATES[fate])


def reasons_name(reasons: Sequence[Reason]) -> str:
    """Why a document is made: ``ข้อมูลหรือวันที่เปลี่ยน · แม่แบบเปลี่ยน``."""
    return " · ".join(gettext(REASONS[reason]) for reason in reasons)


def month_name(month: Month) -> str:
    """``มิถุนายน 2569``; in English as the command takes it, ``2569-06``."""
    return format_month(month.year, month.month) if current_language() == "th" else month_stem(month)


def day_and_time(moment: dt.datetime) -> str:
    """``25 มิ.ย. 2569 เวลา 08:30 น.``, in the zone of the moment; in English as ISO 8601 has it."""
    if current_language() == "th":
        return gettext(_CLOCK).format(date=format_date(moment.date(), "short"), time=f"{moment:%H:%M}")
    return f"{moment:%Y-%m-%d %H:%M}"


def duration(seconds: float) -> str:
    """``8.3 วินาที``, ``12 นาที 5 วินาที``, ``1 ชั่วโมง 20 นาที``."""
    if seconds < 60:  # noqa: PLR2004 - a minute
        return gettext(_SECONDS).format(seconds=f"{max(seconds, 0):.1f}")
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:  # noqa: PLR2004 - an hour
        return gettext(_MINUTES).format(minutes=minutes, seconds=rest)
    return gettext(_HOURS).format(hours=minutes // 60, minutes=minutes % 60)


def size(count: int) -> str:
    """``640 KB``, ``12.4 MB``: as file managers tell it."""
    if count < 1_000_000:  # noqa: PLR2004 - a megabyte
        return f"{-(-count // 1000):,} KB"
    return f"{count / 1e6:,.1f} MB"


def agency_name(source: SourceResult) -> str:
    """What a source is called: its agency, or, where it could not be read, its id."""
    return source.facts.agency or source_name(source.id)


def source_name(source: str) -> str:
    """A source by its id alone."""
    return gettext(_OVER_ALL) if source == ALL else source


def agency_names(report: BatchReport) -> dict[str, str]:
    """Sources by id; two that have the same name are told apart by their ids."""
    names = {source.id: agency_name(source) for source in report.sources}
    seen = Counter(names.values())
    told = {one: name if seen[name] == 1 or name == one else f"{name} ({one})" for one, name in names.items()}
    return {ALL: source_name(ALL), **told}


def document_name(document: DocumentResult | PlannedDocument, kinds: Mapping[str, str]) -> str:
    """``แบบรายงาน… 89000001-0001``, or the title alone of a document of a whole agency.

    Args:
        document: the document.
        kinds: titles of kinds by their names.
    """
    title = kinds.get(document.kind, document.kind)
    return f"{title} {document.subject}" if document.subject else title


def kind_titles() -> dict[str, str]:
    """Titles of the kinds that come with the program; those of an office's own are told by their names."""
    from pipeline.compose.registry import kinds

    english = current_language() == "en"
    return {kind.name: kind.title_en if english else kind.title for kind in kinds()}


def remedy(cause: Cause) -> str:
    """What to do about a document that failed."""
    return cause.remedy or gettext(_REMEDIES.get(cause.id, _AGAIN))
