"""What a person sees while a batch runs: a bar on a terminal, else a line now and then; failures at once in both."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING, Any, Self

from pipeline.batch.account import words
from pipeline.batch.results import BatchListener
from pipeline.cli import console
from pipeline.messages import N_, gettext
from pipeline.tabular.cells import visible, width

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import TracebackType

    from pipeline.batch.causes import Cause
    from pipeline.batch.orders import FileMade, PlannedDocument, SourceFacts
    from pipeline.batch.results import BatchReport, Reason

_FOUND = N_("พบชุดข้อมูล {count} ชุด กำลังอ่านและตรวจ")
_READING = N_("อ่านและตรวจข้อมูล")
_MAKING = N_("สร้างเอกสาร")
_PLANNED = N_("ต้องสร้าง {count} ฉบับ ({reasons}) เป็นปัจจุบันอยู่แล้ว {unchanged} ฉบับ")
_NOTHING = N_("ไม่มีอะไรต้องสร้าง เป็นปัจจุบันอยู่แล้ว {unchanged} ฉบับ")
_FAILED = N_("ไม่สำเร็จ: {agency} {document}: {cause} {remedy}")
_REFUSED = N_("ข้อมูลยังใช้ไม่ได้: {agency}: {lines}")
_QUIET = N_("รายการต่อจากนี้ไม่แจ้งที่นี่ ดูทั้งหมดในรายงานผล")
_SO_FAR = N_("ทำแล้ว {done}/{total} ฉบับ {rate} ฉบับ/วินาที เหลือเวลาประมาณ {left} ไม่สำเร็จ {failed} ฉบับ")
_RATE = N_("{rate}/วินาที")
_LEFT = N_("เหลือ {left}")
_FAILURES = N_("ไม่สำเร็จ {count}")

_MOST_TOLD = 50
"""Failures and refusals that are told at once; a thousand of them would drown what they say."""
_MOST_LINES = 3
_NAME = 24
"""Columns of a source's name beside the bar."""
_EVERY_SECONDS, _AT_LEAST_SECONDS, _EVERY_PART = 30.0, 1.0, 10


def watching() -> Progress:
    """A bar where somebody watches and the terminal can draw one, else lines."""
    if console.is_interactive() and os.environ.get("TERM") != "dumb":
        return Bar()
    return Lines()


class Progress(BatchListener):
    """What bars and lines have in common: counting, names, and failures told at once. A context manager."""

    def __init__(self) -> None:
        self._kinds = words.kind_titles()
        self._agencies: dict[str, str] = {}
        self._told = 0
        self._total = self._done = self._failures = 0
        self._begun = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Leave the terminal as it was."""

    def say(self, text: str) -> None:
        """One line for the person."""
        console.message(visible(text))

    def source_planned(self, source: str, facts: SourceFacts, *, known: bool) -> None:  # noqa: ARG002 - for machines
        """Tell at once what keeps a source from being used."""
        self._agencies[source] = facts.agency or source
        if facts.refused:
            lines = " · ".join(facts.refused[:_MOST_LINES]) + (" · …" if len(facts.refused) > _MOST_LINES else "")
            self._tell(gettext(_REFUSED).format(agency=self._agency(source), lines=lines))

    def planned(self, to_make: int, unchanged: int, reasons: Mapping[Reason, int]) -> None:
        """Tell what is to be made, and why."""
        self._total, self._begun = to_make, time.monotonic()
        told = " · ".join(f"{words.reasons_name((reason,))} {count:,}" for reason, count in reasons.items())
        text = gettext(_PLANNED if to_make else _NOTHING)
        self.say(text.format(count=f"{to_make:,}", reasons=told, unchanged=f"{unchanged:,}"))

    def made(self, document: PlannedDocument, files: Sequence[FileMade], seconds: float) -> None:  # noqa: ARG002
        """One more."""
        self._done += 1

    def failed(self, document: PlannedDocument, cause: Cause, *, again: bool) -> None:
        """Tell at once which document failed, why, and what to do."""
        if again:
            return
        self._done += 1
        self._failures += 1
        self._tell(
            gettext(_FAILED).format(
                agency=self._agency(document.source),
                document=words.document_name(document, self._kinds),
                cause=cause.message,
                remedy=words.remedy(cause),
            )
        )

    def _tell(self, text: str) -> None:
        self._told += 1
        if self._told <= _MOST_TOLD:
            self.say(text)
        elif self._told == _MOST_TOLD + 1:
            self.say(gettext(_QUIET))

    def _agency(self, source: str) -> str:
        return self._agencies.get(source) or words.source_name(source)


class Both(BatchListener):
    """Tells two listeners, one after the other."""

    def __init__(self, first: BatchListener, second: BatchListener) -> None:
        self._both = (first, second)

    def found(self, sources: int) -> None:
        """See :class:`~pipeline.batch.results.BatchListener`, also for those below."""
        for one in self._both:
            one.found(sources)

    def source_planned(self, source: str, facts: SourceFacts, *, known: bool) -> None:
        """A source is planned."""
        for one in self._both:
            one.source_planned(source, facts, known=known)

    def planned(self, to_make: int, unchanged: int, reasons: Mapping[Reason, int]) -> None:
        """The plan is made."""
        for one in self._both:
            one.planned(to_make, unchanged, reasons)

    def started(self, document: PlannedDocument, attempt: int) -> None:
        """Work on a document begins."""
        for one in self._both:
            one.started(document, attempt)

    def made(self, document: PlannedDocument, files: Sequence[FileMade], seconds: float) -> None:
        """A document is there."""
        for one in self._both:
            one.made(document, files, seconds)

    def failed(self, document: PlannedDocument, cause: Cause, *, again: bool) -> None:
        """A document failed."""
        for one in self._both:
            one.failed(document, cause, again=again)

    def finished(self, report: BatchReport) -> None:
        """The batch is over."""
        for one in self._both:
            one.finished(report)


class Lines(Progress):
    """A line for each tenth, or each half minute: for logs, mails of a scheduler, and screens that cannot draw."""

    def __init__(self) -> None:
        super().__init__()
        self._last = self._begun
        self._last_part = 0

    def found(self, sources: int) -> None:
        """The start."""
        self.say(gettext(_FOUND).format(count=f"{sources:,}"))

    def planned(self, to_make: int, unchanged: int, reasons: Mapping[Reason, int]) -> None:
        """The plan."""
        super().planned(to_make, unchanged, reasons)
        self._last = self._begun

    def started(self, document: PlannedDocument, attempt: int) -> None:  # noqa: ARG002
        """Half a minute may be over."""
        self._now_and_then()

    def made(self, document: PlannedDocument, files: Sequence[FileMade], seconds: float) -> None:
        """One more."""
        super().made(document, files, seconds)
        self._now_and_then()

    def failed(self, document: PlannedDocument, cause: Cause, *, again: bool) -> None:
        """Told at once."""
        super().failed(document, cause, again=again)
        self._now_and_then()

    def _now_and_then(self) -> None:
        now = time.monotonic()
        part = self._done * _EVERY_PART // max(self._total, 1)
        since = now - self._last
        if self._done and (since >= _EVERY_SECONDS or (part > self._last_part and since >= _AT_LEAST_SECONDS)):
            self._last, self._last_part = now, part
            rate = self._done / max(now - self._begun, 0.001)
            self.say(
                gettext(_SO_FAR).format(
                    done=f"{self._done:,}",
                    total=f"{self._total:,}",
                    rate=f"{rate:.1f}",
                    left=words.duration((self._total - self._done) / rate),
                    failed=f"{self._failures:,}",
                )
            )


class Bar(Progress):
    """A bar with rate, remaining time, failures, and the sources that are worked on; messages go above it."""

    def __init__(self) -> None:
        super().__init__()
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn
        from rich.table import Column

        self._console = Console(file=sys.stderr, highlight=False, markup=False, emoji=False, soft_wrap=True)
        self._busy: Counter[str] = Counter()
        self._task: Any = None
        kept = Column(no_wrap=True)
        self._progress = Progress(
            TextColumn("{task.description}", markup=False, table_column=kept),
            BarColumn(bar_width=12, complete_style="cyan", finished_style="green"),
            TextColumn("{task.fields[figures]}", markup=False, table_column=Column(no_wrap=True)),
            TextColumn("{task.fields[names]}", markup=False, table_column=Column(no_wrap=True, ratio=1)),
            console=self._console,
            transient=True,
            expand=True,
            refresh_per_second=4,
            redirect_stdout=False,
            redirect_stderr=False,
        )

    def close(self) -> None:
        """Take the bar away; what stays is what was said above it, and the account."""
        self._progress.stop()

    def say(self, text: str) -> None:
        """One line above the bar."""
        self._console.print(visible(text), markup=False, highlight=False, soft_wrap=True)

    def found(self, sources: int) -> None:
        """A bar for reading and checking."""
        self._begin(_READING, sources)

    def source_planned(self, source: str, facts: SourceFacts, *, known: bool) -> None:
        """One source further."""
        super().source_planned(source, facts, known=known)
        self._progress.advance(self._task)
        self._show()

    def planned(self, to_make: int, unchanged: int, reasons: Mapping[Reason, int]) -> None:
        """A bar for making."""
        super().planned(to_make, unchanged, reasons)
        if to_make:
            self._begin(_MAKING, to_make)

    def started(self, document: PlannedDocument, attempt: int) -> None:  # noqa: ARG002
        """A source is worked on."""
        self._busy[document.source] += 1
        self._show()

    def made(self, document: PlannedDocument, files: Sequence[FileMade], seconds: float) -> None:
        """One document further."""
        super().made(document, files, seconds)
        self._over(document, further=True)

    def failed(self, document: PlannedDocument, cause: Cause, *, again: bool) -> None:
        """One document further, unless it will be tried again."""
        super().failed(document, cause, again=again)
        self._over(document, further=not again)

    def _over(self, document: PlannedDocument, *, further: bool) -> None:
        self._busy[document.source] -= 1
        if further:
            self._progress.advance(self._task)
        self._show()

    def _begin(self, label: str, total: int) -> None:
        if self._task is not None:
            self._progress.remove_task(self._task)
        self._task = self._progress.add_task(gettext(label), total=total, figures="", names="")
        self._show()
        self._progress.start()

    def _show(self) -> None:
        self._progress.update(self._task, figures=self._figures(), names=self._names())

    def _figures(self) -> str:
        task = self._progress.tasks[0]
        told = [f"{int(task.completed):,}/{int(task.total or 0):,}"]
        if task.speed and self._total:
            told.append(gettext(_RATE).format(rate=f"{task.speed:.1f}"))
        if task.time_remaining and self._total:
            told.append(gettext(_LEFT).format(left=_clock(int(task.time_remaining))))
        if self._failures:
            told.append(gettext(_FAILURES).format(count=f"{self._failures:,}"))
        return " · ".join(told)

    def _names(self) -> str:
        return ", ".join(_short(self._agency(source)) for source, count in self._busy.items() if count > 0)


def _clock(seconds: int) -> str:
    """``2:40``, ``1:02:40``."""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}" if minutes >= 60 else f"{minutes}:{rest:02}"  # noqa: PLR2004


def _short(name: str) -> str:
    """A name that leaves room for others, cut between letters as a reader sees them."""
    from pipeline.thai.clusters import clusters

    name = visible(name)
    if width(name) <= _NAME:
        return name
    kept = ""
    for letter in clusters(name):
        if width(kept + letter) >= _NAME:
            break
        kept += letter
    return f"{kept.rstrip()}…"
