"""What a person sees while documents are made: a bar on a terminal, lines while watching."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Self

import click

from pipeline.cli import console
from pipeline.cli.report import tell_error
from pipeline.errors import SarabanError
from pipeline.messages import N_, gettext
from pipeline.run.watch import WatchListener

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import TracebackType

    from pipeline.findings import Finding
    from pipeline.run.output import Failure, Output

_MAKING = N_("กำลังสร้างเอกสาร")
_FAILED = N_("สร้าง {subject} ไม่สำเร็จ: {reason}")
_CHANGED = N_("{time} บันทึกแล้ว: {files}")
_WAITING = N_("รอการบันทึกครั้งต่อไป (กด Ctrl-C เพื่อเลิก)")
_MOST_NAMES = 3


class ProgressBar(WatchListener):
    """Draws the bar on standard error, if that is a terminal, and reports documents that fail."""

    def __init__(self) -> None:
        self.findings: tuple[Finding, ...] = ()
        self._bar: Any = None
        self._documents = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def checked(self, findings: tuple[Finding, ...]) -> None:
        """Keep the findings for the end, below the bar."""
        self.findings = findings

    def planned(self, documents: int) -> None:
        """Begin the bar."""
        if console.is_interactive() and documents > 1:
            import sys

            self._bar = click.progressbar(length=documents, label=gettext(_MAKING), show_pos=True, file=sys.stderr)
            self._bar.__enter__()
            self._documents = 0

    def started(self, subject: str) -> None:  # noqa: ARG002 - the bar counts
        """One step further."""
        if self._bar is not None:
            self._bar.update(min(self._documents, 1))
            self._documents += 1

    def failed(self, failure: Failure) -> None:
        """Say at once which document fails, and why."""
        self._end()
        reason = f"{failure.error.message} {failure.error.remedy}".rstrip()
        console.message(gettext(_FAILED).format(subject=failure.subject or failure.kind, reason=reason))
        if type(failure.error) is SarabanError and failure.error.__cause__ is not None:
            from pipeline.cli import crash

            crash.keep(failure.error.__cause__)

    def _end(self) -> None:
        if self._bar is not None:
            self._bar.update(1)
            self._bar.__exit__(None, None, None)
            self._bar = None


class Watcher(ProgressBar):
    """Lines while watching: what was saved, what was made of it, what keeps it from being built."""

    def __init__(self, *, as_json_: bool) -> None:
        super().__init__()
        self._as_json = as_json_

    def planned(self, documents: int) -> None:
        """No bar: there are few documents, and lines stay readable."""

    def wrote(self, output: Output) -> None:
        """The file as a result, one line each: a path, or a JSON object."""
        if self._as_json:
            import json

            console.result(json.dumps(output.record(), ensure_ascii=False))
        else:
            console.result(str(output.path))

    def waiting(self) -> None:
        """Say that the work is done for now."""
        console.message(gettext(_WAITING))

    def changed(self, files: Sequence[Path]) -> None:
        """Name what was saved."""
        names = ", ".join(path.name for path in files[:_MOST_NAMES]) + (" …" if len(files) > _MOST_NAMES else "")
        console.message(gettext(_CHANGED).format(time=time.strftime("%H:%M:%S"), files=names))

    def stopped_by(self, error: SarabanError) -> None:
        """Say what is wrong; the next save may mend it."""
        tell_error(error)
