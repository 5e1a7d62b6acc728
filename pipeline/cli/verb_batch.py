"""``saraban batch SOURCES… --month 2569-06``: the documents of many agencies for one month, only what changed."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from pipeline.cli import console
from pipeline.cli.options import KindOption, date, existing, json_option, option, whole_number
from pipeline.cli.report import tell_error
from pipeline.cli.speech import Verb
from pipeline.errors import ExitCode, SarabanError, UsageError
from pipeline.messages import N_, gettext

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Literal

    from pipeline.batch.pool.limited import Limits
    from pipeline.batch.results import BatchListener, BatchReport
    from pipeline.cli.batchlog import BatchLog
    from pipeline.notices import Webhook

_HELP = N_(
    "สร้างเอกสารประจำเดือนของหลายหน่วยงานในครั้งเดียว เฉพาะที่ยังไม่มีหรือข้อมูลเปลี่ยน สั่งซ้ำได้เสมอ งานที่ค้างจะทำต่อเอง\n"
    "แล้วสรุปผลเป็นหน้าเว็บ Excel และ JSON พร้อมรายชื่อหน่วยงานที่ค้างรายงาน\n"
    "SOURCE คือชุดข้อมูล โฟลเดอร์ที่รวมชุดข้อมูล สมุดงาน Excel หรือรูปแบบชื่อ เช่น หน่วยงาน/*"
)
_MONTH = N_("เดือนของเอกสาร เช่น 2569-06 หรือ current previous due (ปกติเดือนของวันนี้หรือของ --as-of)")
_KIND = N_("ชนิดเอกสาร {kinds} ระบุได้หลายครั้ง (ปกติ progress-form follow-up executive-summary)")
_FORMAT = N_("รูปแบบไฟล์ ระบุได้หลายครั้ง (ปกติทุกรูปแบบที่เอกสารนั้นมี)")
_OUT = N_("โฟลเดอร์ของเอกสาร แยกตามเดือนและหน่วยงานให้เอง (ปกติ build/batch)")
_JOBS = N_("จำนวนโพรเซสที่ช่วยกันสร้าง (ปกติเท่าจำนวนหน่วยประมวลผลของเครื่อง)")
_EXECUTOR = N_("สร้างในเครื่องนี้ (local) หรือให้เครื่องอื่นช่วยผ่าน dask (ปกติ local)")
_SCHEDULER = N_("ที่อยู่ของ dask scheduler เช่น tcp://127.0.0.1:8786")
_DRY_RUN = N_("แสดงว่าจะสร้างอะไรเพราะเหตุใด โดยไม่เขียนและไม่ส่งอะไร")
_RETRY_FAILED = N_("สร้างเฉพาะฉบับที่ครั้งก่อนไม่สำเร็จ")
_FAIL_FAST = N_("เมื่อมีฉบับที่ไม่สำเร็จ ทำฉบับอื่นต่อ (ปกติ) หรือหยุดทันที")
_NOTIFY = N_("ส่งข้อความติดตามไปยังกลุ่มแชตตามไฟล์การแจ้งเตือน (ปกติไม่ส่ง)")
_LOG_JSON = N_("บันทึกทุกเหตุการณ์เป็น JSON บรรทัดละหนึ่งเหตุการณ์ลงไฟล์ หรือ - เพื่อส่งออกทาง standard output")
_AS_OF = N_("วันที่ใช้พิจารณากำหนดส่ง หากข้อมูลไม่ได้ระบุ (ปกติวันนี้)")
_DIGITS = N_("ตัวเลขไทย อารบิก หรือตามที่กรอก (ปกติตามแบบของหน่วยงาน)")
_STRICT = N_("ถือว่าคำเตือนเป็นข้อผิดพลาด")
_TEMPLATES = N_("โฟลเดอร์แม่แบบของหน่วยงาน ใช้ก่อนแม่แบบที่มากับโปรแกรม")
_NO_PICTURE = N_("ไม่แสดงแผนภูมิ")
_TIME_LIMIT = N_("เวลาสูงสุดต่อหนึ่งฉบับ เป็นวินาที (ปกติ 120)")
_MEMORY_LIMIT = N_("หน่วยความจำสูงสุดต่อหนึ่งฉบับ เป็น MB (ปกติ 1500)")
_ONE_OUTPUT = N_("--json และ --log-json - ใช้ standard output ด้วยกันไม่ได้ ให้ --log-json เขียนลงไฟล์")
_NOT_DASK = N_("--scheduler ใช้กับ --executor dask เท่านั้น")

_OUT_OF_RANGE = N_("{name} ต้องอยู่ระหว่าง {least} ถึง {most} ไม่ใช่ {number}")

_MOST_SECONDS = 86_400
_LEAST_MB, _MOST_MB = 200, 1_000_000


@click.command("batch", cls=Verb, help=_HELP)
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@option("--month", metavar="MONTH", text=_MONTH)
@click.option("-d", "--document", "kinds", cls=KindOption, metavar="KIND", multiple=True, help=_KIND)
@option("-f", "--format", "formats", type=click.Choice(["pdf", "docx", "xlsx", "txt"]), multiple=True, text=_FORMAT)
@option("-o", "--out", metavar="DIR", type=click.Path(path_type=Path), default=Path("build/batch"), text=_OUT)
@option("--jobs", metavar="N", text=_JOBS)
@option("--executor", type=click.Choice(["local", "dask"]), default="local", text=_EXECUTOR)
@option("--scheduler", metavar="ADDRESS", text=_SCHEDULER)
@option("--dry-run", is_flag=True, text=_DRY_RUN)
@option("--retry-failed", is_flag=True, text=_RETRY_FAILED)
@option("--keep-going/--fail-fast", "keep_going", default=True, text=_FAIL_FAST)
@option("--notify", metavar="FILE", type=click.Path(path_type=Path), text=_NOTIFY)
@option("--log-json", "log_json", metavar="FILE", text=_LOG_JSON)
@option("--as-of", metavar="DATE", text=_AS_OF)
@option("--digits", type=click.Choice(["thai", "arabic", "as-given"]), text=_DIGITS)
@option("--strict", is_flag=True, text=_STRICT)
@option("--templates", metavar="DIR", type=click.Path(path_type=Path), text=_TEMPLATES)
@option("--no-picture", is_flag=True, text=_NO_PICTURE)
@option("--time-limit", metavar="SECONDS", text=_TIME_LIMIT)
@option("--memory-limit", metavar="MB", text=_MEMORY_LIMIT)
@json_option()
def command(  # noqa: PLR0913 - one for each word of the call
    sources: Sequence[str],
    *,
    month: str | None,
    kinds: Sequence[str],
    formats: Sequence[str],
    out: Path,
    jobs: str | None,
    executor: str,
    scheduler: str | None,
    dry_run: bool,
    retry_failed: bool,
    keep_going: bool,
    notify: Path | None,
    log_json: str | None,
    as_of: str | None,
    digits: str | None,
    strict: bool,
    templates: Path | None,
    no_picture: bool,
    time_limit: str | None,
    memory_limit: str | None,
    as_json_: bool,
) -> int:
    """Plan, make, give account, and tell who is late."""
    from pipeline.batch.coordinator import batch
    from pipeline.cli import batchlog, months
    from pipeline.model import Digits
    from pipeline.run.choices import Choices

    to_stdout = log_json == batchlog.STANDARD_OUTPUT
    if as_json_ and to_stdout:
        raise UsageError(gettext(_ONE_OUTPUT))
    if scheduler is not None and executor != "dask":
        raise UsageError(gettext(_NOT_DASK))
    today = date(as_of) or dt.datetime.now().astimezone().date()
    choices = Choices(
        formats=tuple(formats),
        digits=None if digits is None else Digits(digits),
        picture=False if no_picture else None,
        strict=strict,
        today=date(as_of),
        templates=None if templates is None else existing(templates),
        jobs=whole_number("--jobs", jobs),
    )
    wanted = months.month(month or "current", today)
    limits = _limits(time_limit, memory_limit)
    webhooks = _webhooks(notify)

    def call(listener: BatchListener) -> BatchReport:
        return batch(
            sources,
            month=wanted,
            kinds=kinds,
            out=out,
            choices=choices,
            jobs=choices.jobs,
            executor=cast('Literal["local", "dask"]', executor),
            scheduler=scheduler,
            dry_run=dry_run,
            retry_failed=retry_failed,
            fail_fast=not keep_going,
            limits=limits,
            listener=listener,
        )

    with batchlog.opened(log_json) as log:
        log.began(month=wanted, out=out, sources=sources, kinds=kinds, dry_run=dry_run)
        return _run(call, log, webhooks, form="json" if as_json_ else "" if to_stdout else "text")


def _limits(seconds: str | None, memory: str | None) -> Limits:
    """What a document may take.

    Raises:
        UsageError: it could not take that.
    """
    from pipeline.batch.pool.limited import Limits

    usual = Limits()
    return replace(
        usual,
        seconds=_within("--time-limit", seconds, 1, _MOST_SECONDS) or usual.seconds,
        memory_mb=_within("--memory-limit", memory, _LEAST_MB, _MOST_MB) or usual.memory_mb,
    )


def _within(name: str, text: str | None, least: int, most: int) -> int | None:
    number = whole_number(name, text)
    if number is not None and not least <= number <= most:
        told = gettext(_OUT_OF_RANGE).format(name=name, number=number, least=f"{least:,}", most=f"{most:,}")
        raise UsageError(told)
    return number


def _webhooks(settings: Path | None) -> Sequence[Webhook]:
    """Where texts are posted, read now: at the end of a long run it would be too late for a mistake."""
    if settings is None:
        return ()
    from pipeline.notices import read_settings

    return read_settings(settings)


def _run(call: Callable[[BatchListener], BatchReport], log: BatchLog, webhooks: Sequence[Webhook], *, form: str) -> int:
    """Do the batch, and have the log end with what the command ends with, however that comes about."""
    from pipeline.cli.batchprogress import Both, watching

    report, trouble, code = None, None, ExitCode.INTERNAL
    try:
        with watching() as progress:
            report = call(Both(progress, log))
        code = _told(report, log, webhooks, form)
    except SarabanError as error:
        trouble, code = error, error.exit_code
        raise
    except KeyboardInterrupt:
        code = ExitCode.INTERRUPTED
        raise
    finally:
        log.ended(code, report, trouble)
    return code


def _told(report: BatchReport, log: BatchLog, webhooks: Sequence[Webhook], form: str) -> ExitCode:
    """Give account: files, standard output as asked for, a summary, the chat groups. Returns the exit code."""
    from pipeline.batch import account
    from pipeline.cli.batchnotices import notify
    from pipeline.cli.batchtold import keep_traces, summary

    codes = [report.exit_code]
    written: tuple[Path, ...] = ()
    try:
        written = account.write(report)
    except SarabanError as error:
        codes.append(ExitCode(tell_error(error)))
    log.event("report-written", files=[str(path) for path in written])
    page = str(written[0]) if written else ""
    try:
        _results(report, page, form)
    except SarabanError as error:
        codes.append(ExitCode(tell_error(error)))
    for line in summary(report, page):
        console.message(line)
    keep_traces(report)
    codes.append(notify(report, webhooks, log))
    return next((code for code in codes if code), ExitCode.DONE)


def _results(report: BatchReport, page: str, form: str) -> None:
    """What goes to standard output: the account as JSON, the plan of a dry run, or where the account's page is."""
    if form == "json":
        from pipeline.batch.account.record import pieces

        console.result("\n".join(pieces(report)))
    elif form and report.dry_run:
        from pipeline.cli.batchtold import plan_table

        table = plan_table(report, shutil.get_terminal_size((120, 24)).columns)
        if table:
            console.result(table)
    elif form and page:
        console.result(page)
