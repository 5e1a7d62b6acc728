"""Words that several verbs share: the source, dates, digits, output for machines."""

from __future__ import annotations

import os
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.speech import Option
from pipeline.errors import UsageError
from pipeline.messages import N_, gettext

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from pipeline.model import Month

_NO_SOURCE = N_("ไม่พบข้อมูล {path}")
_NO_SOURCE_REMEDY = N_("ตรวจชื่อโฟลเดอร์หรือไฟล์ หรือสร้างชุดข้อมูลตั้งต้นด้วย saraban init {path}")
_NEAREST_REMEDY = N_("หมายถึง {nearest} หรือไม่")
_JSON = N_("แสดงผลเป็น JSON สำหรับโปรแกรมอื่น")
_NO_DATE = N_("อ่านวันที่ {text} ไม่ได้")
_NO_NUMBER = N_("{name} ต้องเป็นจำนวนเต็ม ไม่ใช่ {text}")
_DATE_REMEDY = N_("เขียนเช่น 31/01/2563, 31 ม.ค. 2563 หรือ 2020-01-31")


def argument(name: str, *, metavar: str, required: bool = True) -> Callable[[click.Command], click.Command]:
    """An argument that is a path, as click decorates it."""
    kind = click.Path(path_type=Path)
    return click.argument(name, metavar=metavar, type=kind, required=required)


def option(*names: str, text: str, **more: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - click's own arguments
    """An option whose help is the message id ``text``."""
    return click.option(*names, cls=Option, help=text, **more)


def json_option() -> Callable[[Any], Any]:
    """``--json``: the result as JSON on standard output."""
    return option("--json", "as_json_", is_flag=True, text=_JSON)


def form_of(form: str | None, file: Path | None, usual: str, *, as_json: bool) -> str:
    """The form of a result: as asked for, else as the name of its file says, else the usual one."""
    if as_json:
        return "json"
    by_name = {".xlsx": "xlsx", ".json": "json"}.get(file.suffix.casefold()) if file is not None else None
    return form or by_name or usual


def existing(source: Path) -> Path:
    """The source, if there is one.

    Raises:
        UsageError: there is nothing of this name; the nearest name beside it is suggested.
    """
    if os.path.lexists(source):
        return source
    try:
        names = [entry.name for entry in source.parent.iterdir() if not entry.name.startswith(".")]
    except OSError:
        names = []
    nearest = get_close_matches(source.name, names, n=1)
    if nearest:
        remedy = gettext(_NEAREST_REMEDY).format(nearest=source.parent / nearest[0])
    else:
        remedy = gettext(_NO_SOURCE_REMEDY).format(path=source)
    raise UsageError(gettext(_NO_SOURCE).format(path=source), remedy)


class KindOption(Option):
    """``-d``: its help names the kinds that there are."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option's spelling, and its help with the names of all kinds."""
        from pipeline.compose.registry import kinds

        record = super().get_help_record(ctx)
        return record and (record[0], record[1].format(kinds=", ".join(kind.name for kind in kinds())))


def whole_number(name: str, text: str | None) -> int | None:
    """A number on the command line, in Thai or Arabic digits.

    Raises:
        UsageError: it is no whole number.
    """
    if text is None:
        return None
    try:
        return int(text)
    except ValueError as error:
        raise UsageError(gettext(_NO_NUMBER).format(name=name, text=text)) from error


def month(text: str | None, today: dt.date | None) -> Month | None:
    """A month on the command line, in a date's or a scheduler's words; seen from this very day without ``today``.

    Raises:
        UsageError: it is no month.
    """
    if text is None:
        return None
    import datetime as dt

    from pipeline.cli.months import month as parsed

    return parsed(text, today or dt.datetime.now().astimezone().date())


def date(text: str | None) -> dt.date | None:
    """A date on the command line, written in any way that a dataset may write it.

    Raises:
        UsageError: it is no date.
    """
    if text is None:
        return None
    from pipeline.thai.dates import parse_date

    try:
        return parse_date(text)
    except ValueError as error:
        raise UsageError(gettext(_NO_DATE).format(text=text), gettext(_DATE_REMEDY)) from error
