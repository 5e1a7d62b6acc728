"""The entry point: language, streams, the call of the verb, and an exit code for whatever happens."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, NoReturn

import click

from pipeline import messages
from pipeline.cli import console
from pipeline.cli.speech import Option, VerbGroup
from pipeline.errors import ExitCode, SarabanError
from pipeline.messages import N_, gettext

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import FrameType

PROGRAM = "saraban"
COMPLETE = "_SARABAN_COMPLETE"
"""The variable through which a shell asks for completions."""

_PURPOSE = N_(
    "สร้างรายงานราชการเป็น PDF และ Word จากข้อมูลชุดเดียวที่ตรวจแล้ว\n"
    "เริ่มต้นด้วย saraban init โฟลเดอร์ แล้ว saraban check และ saraban build"
)
_VERSION = N_("แสดงรุ่นของโปรแกรมแล้วจบ")
_INTERRUPTED = N_("ยกเลิกแล้ว")
_CRASHED = N_("โปรแกรมผิดพลาดภายใน ({kind}) ข้อมูลของท่านไม่ได้ถูกแก้ไข")

_VERBS: Mapping[str, tuple[str, str]] = {
    "init": ("pipeline.cli.verb_init", N_("สร้างชุดข้อมูลตั้งต้น (โฟลเดอร์ YAML หรือสมุดงาน Excel)")),
    "check": ("pipeline.cli.verb_check", N_("ตรวจข้อมูล แจ้งทุกข้อผิดพลาดพร้อมตำแหน่งและวิธีแก้")),
    "build": ("pipeline.cli.verb_build", N_("สร้างเอกสาร PDF และ Word")),
    "batch": (
        "pipeline.cli.verb_batch",
        N_("สร้างเอกสารประจำเดือนของหลายหน่วยงาน เฉพาะที่เปลี่ยน และแจ้งว่าใครค้างรายงาน"),
    ),
    "merge": ("pipeline.cli.verb_merge", N_("รวมสมุดงานของหลายส่วนราชการเป็นชุดเดียว แจ้งช่องที่กรอกไม่ตรงกัน")),
    "score": ("pipeline.cli.verb_score", N_("คิดคะแนนการประเมินผลพร้อมที่มาทุกขั้น")),
    "diff": ("pipeline.cli.verb_diff", N_("แสดงสิ่งที่เปลี่ยนระหว่างข้อมูลสองฉบับ")),
    "schedule": ("pipeline.cli.verb_schedule", N_("แสดงตารางเวลาของงานประจำเดือนสำหรับ systemd cron หรือ Windows")),
    "schema": ("pipeline.cli.verb_schema", N_("แสดง JSON Schema ของข้อมูลสำหรับโปรแกรมแก้ไขข้อความ")),
    "doctor": ("pipeline.cli.verb_doctor", N_("ตรวจความพร้อมของเครื่อง รุ่น แบบอักษร และสิ่งที่ยังขาด")),
    "completion": ("pipeline.cli.verb_completion", N_("แสดงบทคำสั่งเติมคำสำหรับ bash zsh หรือ fish")),
}


class Saraban(VerbGroup):
    """All verbs of the command."""

    verbs = _VERBS


def _print_version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's call
    if value and not ctx.resilient_parsing:
        from pipeline import __version__

        console.result(f"{PROGRAM} {__version__}")
        ctx.exit()


@click.pass_context
def _without_verb(ctx: click.Context) -> ExitCode:
    """Called without a verb: say how to call."""
    if ctx.invoked_subcommand is None:
        console.message(ctx.get_help())
    return ExitCode.USAGE


def program() -> Saraban:
    """The group of verbs with its own options."""
    version = Option(
        ["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_print_version, help=_VERSION
    )
    return Saraban(
        name=PROGRAM,
        help=_PURPOSE,
        params=[version],
        no_args_is_help=False,
        invoke_without_command=True,
        callback=_without_verb,
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Run one call of the command and return its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    console.fill_missing()
    console.speak_utf8()
    messages.use_language(_language(arguments))
    if COMPLETE in os.environ:
        from click.shell_completion import shell_complete

        return shell_complete(program(), {}, PROGRAM, COMPLETE, os.environ[COMPLETE])
    signal.signal(signal.SIGTERM, _stop)
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        console.message(gettext(_INTERRUPTED))
        return ExitCode.INTERRUPTED


def _run(arguments: list[str]) -> int:
    try:
        with program().make_context(PROGRAM, arguments) as ctx:
            outcome = ctx.command.invoke(ctx)
        return ExitCode.DONE if outcome is None else int(outcome)
    except click.exceptions.Exit as wish:
        return wish.exit_code
    except click.Abort as error:
        raise KeyboardInterrupt from error
    except click.UsageError as error:
        from pipeline.cli.usage import explain

        for line in explain(error):
            console.message(line)
        return ExitCode.USAGE
    except SarabanError as error:
        from pipeline.cli.report import tell_error

        return tell_error(error)
    except BrokenPipeError:
        console.silence(sys.stdout)
        return ExitCode.DONE
    except Exception as error:  # noqa: BLE001 - the last door: a planner never sees a traceback
        return _crash(error, debug="--debug" in arguments)


def _crash(error: Exception, *, debug: bool) -> int:
    from pipeline.cli import crash

    console.message(gettext(_CRASHED).format(kind=type(error).__name__))
    if debug:
        import traceback

        console.message("".join(traceback.format_exception(error)).rstrip())
    else:
        crash.keep(error)
    return ExitCode.INTERNAL


def _language(arguments: Sequence[str]) -> str:
    """The language asked for, known before parsing so that help and mistakes in the call are in it as well.

    An unknown one is reported by the parser; until then Thai is spoken.
    """
    words = list(arguments)
    wish = os.environ.get("SARABAN_LANG", "")
    for position, word in enumerate(words):
        if word == "--":
            break
        if word == "--lang" and position + 1 < len(words):
            wish = words[position + 1]
        elif word.startswith("--lang="):
            wish = word.partition("=")[2]
    return wish if wish in messages.LANGUAGES else "th"


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    """Being asked to end is being interrupted: temporary files go, locks open."""
    raise KeyboardInterrupt
