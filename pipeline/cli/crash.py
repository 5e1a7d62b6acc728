"""An error inside the program: one sentence for the planner, the details in a file for whoever mends it."""

from __future__ import annotations

import datetime as dt
import platform
import tempfile
import traceback
from pathlib import Path

from pipeline import __version__
from pipeline.cli import console
from pipeline.messages import N_, gettext

_LOG = N_("รายละเอียดอยู่ใน {path} โปรดส่งให้ผู้ดูแลโปรแกรม หรือสั่งใหม่ด้วย --debug")
_KEPT = 64 * 1024
"""Bytes kept of earlier crashes: enough for a dozen."""


def keep(error: BaseException) -> None:
    """Keep the details in the log and say where, so that they can be sent to whoever mends the program."""
    log = _record(error)
    if log is not None:
        console.message(gettext(_LOG).format(path=log))


def _record(error: BaseException) -> Path | None:
    """Where the details were written; ``None`` where nothing can be written."""
    import click

    now = dt.datetime.now(tz=dt.UTC).isoformat(timespec="seconds")
    head = f"== {now} saraban {__version__} python {platform.python_version()} {platform.platform()}\n"
    text = head + "".join(traceback.format_exception(error)) + "\n"
    for folder in (Path(click.get_app_dir("saraban")), Path(tempfile.gettempdir()) / "saraban"):
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            log = folder / "errors.log"
            earlier = log.read_bytes()[-_KEPT:] if log.is_file() else b""
            log.write_bytes(earlier + text.encode(errors="backslashreplace"))
        except OSError:
            continue
        return log
    return None
