"""Mistakes in the call itself, said in the language of the run with the nearest right word."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

import click

from pipeline.cli.speech import TooManyWordsError, UnknownVerbError
from pipeline.messages import N_, gettext

if TYPE_CHECKING:
    from collections.abc import Sequence

_UNKNOWN_OPTION = N_("ไม่มีตัวเลือก {option}")
_UNKNOWN_VERB = N_("ไม่มีคำสั่ง {verb}")
_NEAREST = N_("หมายถึง {nearest} หรือไม่")
_MISSING_ARGUMENT = N_("ยังไม่ได้ระบุ {name}")
_MISSING_VALUE = N_("ตัวเลือก {option} ต้องมีค่าต่อท้าย")
_NO_VALUE = N_("ตัวเลือก {option} ไม่รับค่า")
_BAD_CHOICE = N_("ค่า {value} ใช้กับ {option} ไม่ได้ เลือกได้จาก {choices}")
_BAD_VALUE = N_("ค่าของ {option} ใช้ไม่ได้: {reason}")
_TOO_MANY = N_("มีคำเกินมา: {words}")
_BAD_CALL = N_("สั่งงานไม่ถูกต้อง: {reason}")
_SEE_HELP = N_("ดูวิธีใช้: {command} --help")


def explain(error: click.UsageError) -> list[str]:
    """What is wrong with the call, which word was probably meant, and where to read on: one line each."""
    lines = [_sentence(error)]
    nearest = _nearest(error)
    if nearest:
        lines.append(gettext(_NEAREST).format(nearest=" / ".join(nearest)))
    command = error.ctx.command_path if error.ctx is not None else "saraban"
    return [*lines, gettext(_SEE_HELP).format(command=command)]


def _sentence(error: click.UsageError) -> str:
    match error:
        case UnknownVerbError():
            text = gettext(_UNKNOWN_VERB).format(verb=error.word)
        case TooManyWordsError():
            text = gettext(_TOO_MANY).format(words=" ".join(error.words))
        case click.NoSuchOption():
            text = gettext(_UNKNOWN_OPTION).format(option=error.option_name)
        case click.MissingParameter():
            text = gettext(_MISSING_ARGUMENT).format(name=_hint(error))
        case click.BadParameter():
            text = _bad_value(error)
        case click.BadOptionUsage():
            text = gettext(_NO_VALUE if _takes_no_value(error) else _MISSING_VALUE).format(option=error.option_name)
        case _:
            text = gettext(_BAD_CALL).format(reason=error.format_message())
    return text


def _bad_value(error: click.BadParameter) -> str:
    if error.param is not None and isinstance(error.param.type, click.Choice):
        choices = ", ".join(str(choice) for choice in error.param.type.choices)
        return gettext(_BAD_CHOICE).format(value=_offending(error), option=_hint(error), choices=choices)
    return gettext(_BAD_VALUE).format(option=_hint(error), reason=error.message)


def _offending(error: click.BadParameter) -> str:
    """The value as typed; click quotes it first in its message."""
    return error.message.split("'")[1] if error.message.count("'") > 1 else "?"


def _hint(error: click.BadParameter) -> str:
    if error.param is None:
        return ""
    if isinstance(error.param, click.Argument):
        return (error.param.metavar or error.param.human_readable_name).strip("[]")
    return "/".join(sorted(error.param.opts, key=len))


def _takes_no_value(error: click.BadOptionUsage) -> bool:
    for param in _params(error.ctx):
        if isinstance(param, click.Option) and error.option_name in param.opts:
            return param.is_flag
    return False


def _nearest(error: click.UsageError) -> Sequence[str]:
    match error:
        case UnknownVerbError():
            return error.nearest
        case click.NoSuchOption():
            known = [option for param in _params(error.ctx) for option in param.opts if option.startswith("--")]
            return get_close_matches(error.option_name, [*known, "--help"], n=2)
        case _:
            return ()


def _params(ctx: click.Context | None) -> Sequence[click.Parameter]:
    return () if ctx is None else ctx.command.params
