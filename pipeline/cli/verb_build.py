"""``saraban build SOURCE``: the documents of a dataset."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli import console
from pipeline.cli.options import KindOption, argument, date, existing, json_option, month, option, whole_number
from pipeline.cli.report import as_json, error_record, finding_records, tell_error
from pipeline.cli.speech import Verb
from pipeline.errors import ExitCode, SarabanError
from pipeline.messages import N_, gettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.findings import Finding
    from pipeline.model import Dataset
    from pipeline.run.choices import Choices
    from pipeline.run.output import Output

_HELP = N_(
    "ตรวจข้อมูลแล้วสร้างเอกสาร หนึ่งฉบับต่อหนึ่งโครงการหรือหนึ่งหน่วยงานตามชนิดเอกสาร หากข้อมูลมีข้อผิดพลาดจะไม่สร้างเลย\n"
    "หากไม่ระบุชนิด จะสร้างทุกชนิดที่มีข้อมูล และแบบรายงานโครงการเมื่อมีรายงานความก้าวหน้าหรือไม่มีเอกสารอื่น\n"
    "SOURCE คือโฟลเดอร์ข้อมูล ไฟล์ YAML หรือ JSON หรือสมุดงาน Excel"
)
_KIND = N_("ชนิดเอกสาร {kinds} ระบุได้หลายครั้ง (ปกติทุกชนิดที่มีข้อมูล)")
_OUT = N_("โฟลเดอร์ของเอกสาร (ปกติ build)")
_FORMAT = N_("รูปแบบไฟล์ ระบุได้หลายครั้ง (ปกติทุกรูปแบบที่เอกสารนั้นมี คือ pdf และ docx)")
_DIGITS = N_("ตัวเลขไทย อารบิก หรือตามที่กรอก (ปกติตามแบบของหน่วยงาน)")
_PROJECT = N_("รหัสโครงการที่จะสร้าง ระบุได้หลายครั้ง (ปกติทุกโครงการ)")
_NO_PICTURE = N_("ไม่แสดงแผนภูมิ")
_STRICT = N_("ถือว่าคำเตือนเป็นข้อผิดพลาด")
_AS_OF = N_("วันที่ใช้พิจารณากำหนดส่ง หากข้อมูลไม่ได้ระบุ (ปกติวันนี้)")
_MONTH = N_("เดือนของเอกสารประจำเดือน เช่น 2569-06 (ปกติเดือนของวันที่ของข้อมูล)")
_TEMPLATES = N_("โฟลเดอร์แม่แบบของหน่วยงาน ใช้ก่อนแม่แบบที่มากับโปรแกรม")
_DUPLEX = N_("พิมพ์เล่มแบบสองหน้า (บทขึ้นหน้าขวา ขอบในกว้าง) หรือหน้าเดียว (ปกติตามแบบของหน่วยงาน)")
_BOOKLET = N_("สร้างไฟล์ PDF ของเล่มเพิ่มอีกไฟล์ เรียงหน้าสำหรับพับเป็นเล่มเล็ก A5")
_SINCE = N_("ข้อมูลฉบับก่อน เล่มแผนจะมีตารางการเปลี่ยนแปลงจากฉบับนั้น")
_SCORES = N_("คะแนนในรายงานการประเมิน: เว้นว่าง ประเมินตนเอง หรือคณะกรรมการ (ปกติตามข้อมูลกรอบการประเมิน)")
_JOBS = N_("จำนวนโพรเซสที่ช่วยกันจัดหน้าเล่ม (ปกติตามความยาวของเล่มและเครื่อง)")
_WATCH = N_("สร้างใหม่ทุกครั้งที่บันทึกข้อมูล กด Ctrl-C เพื่อเลิก")
_FOUND = N_("{counts} ดูรายละเอียดด้วย saraban check {source}")
_DONE = N_("สร้างแล้ว {files} ไฟล์ ใน {seconds} วินาที อยู่ที่ {folder}")


@click.command("build", cls=Verb, help=_HELP)
@argument("source", metavar="SOURCE")
@click.option("-d", "--document", "kinds", cls=KindOption, metavar="KIND", multiple=True, help=_KIND)
@option("-o", "--out", metavar="DIR", type=click.Path(path_type=Path), default=Path("build"), text=_OUT)
@option("-f", "--format", "formats", type=click.Choice(["pdf", "docx", "xlsx", "txt"]), multiple=True, text=_FORMAT)
@option("--digits", type=click.Choice(["thai", "arabic", "as-given"]), text=_DIGITS)
@option("--project", "projects", metavar="CODE", multiple=True, text=_PROJECT)
@option("--no-picture", is_flag=True, text=_NO_PICTURE)
@option("--strict", is_flag=True, text=_STRICT)
@option("--as-of", metavar="DATE", text=_AS_OF)
@option("--month", "when", metavar="MONTH", text=_MONTH)
@option("--templates", metavar="DIR", type=click.Path(path_type=Path), text=_TEMPLATES)
@option("--duplex/--no-duplex", "duplex", default=None, text=_DUPLEX)
@option("--booklet", is_flag=True, text=_BOOKLET)
@option("--changes-since", "since", metavar="SOURCE", type=click.Path(path_type=Path), text=_SINCE)
@option("--scores", type=click.Choice(["blank", "self", "committee"]), text=_SCORES)
@option("--jobs", metavar="N", text=_JOBS)
@option("--watch", "watching", is_flag=True, text=_WATCH)
@json_option()
def command(  # noqa: PLR0913 - one for each word of the call
    source: Path,
    *,
    kinds: Sequence[str],
    out: Path,
    formats: Sequence[str],
    digits: str | None,
    projects: Sequence[str],
    no_picture: bool,
    strict: bool,
    as_of: str | None,
    when: str | None,
    templates: Path | None,
    duplex: bool | None,
    booklet: bool,
    since: Path | None,
    scores: str | None,
    jobs: str | None,
    watching: bool,
    as_json_: bool,
) -> int:
    """Check, build, and say what was made and what was not."""
    from pipeline.model import Digits, ScoresShown
    from pipeline.run.choices import Choices, fonts_beside

    existing(source)
    today = date(as_of)
    choices = Choices(
        formats=tuple(formats),
        digits=None if digits is None else Digits(digits),
        projects=tuple(projects) or None,
        picture=False if no_picture else None,
        strict=strict,
        today=today,
        templates=None if templates is None else existing(templates),
        fonts=fonts_beside(source),
        duplex=duplex,
        booklet=booklet,
        since=_issue(since),
        jobs=whole_number("--jobs", jobs),
        month=month(when, today),
        scores=None if scores is None else ScoresShown[scores.upper()],
    )
    if watching:
        return _watch(source, kinds, out, choices, as_json_=as_json_)
    return _build(source, kinds, out, choices, as_json_=as_json_)


def _issue(source: Path | None) -> Dataset | None:
    """The issue before, read whole."""
    if source is None:
        return None
    from pipeline.run.issues import load_issue

    return load_issue(existing(source))


def _build(source: Path, kinds: Sequence[str], out: Path, choices: Choices, *, as_json_: bool) -> int:
    from pipeline.cli.progress import ProgressBar
    from pipeline.run.builder import build_as_chosen
    from pipeline.run.output import PartialError
    from pipeline.sources import load

    started = time.monotonic()
    outputs: Sequence[Output] = ()
    trouble: SarabanError | None = None
    listener = ProgressBar()
    try:
        with listener:
            outputs = build_as_chosen(load(source), kinds, out, choices, listener)
    except PartialError as error:
        outputs, trouble = error.outputs, error
    except SarabanError as error:
        trouble = error
    if as_json_:
        console.result(as_json(_record(outputs, listener.findings, trouble)))
    for output in () if as_json_ else outputs:
        console.result(str(output.path))
    if listener.findings:
        from pipeline.checks.labels import counted

        console.message(gettext(_FOUND).format(counts=counted(listener.findings), source=source))
    if outputs:
        seconds = f"{time.monotonic() - started:.1f}"
        console.message(gettext(_DONE).format(files=len(outputs), seconds=seconds, folder=out))
    return ExitCode.DONE if trouble is None else tell_error(trouble)


def _watch(source: Path, kinds: Sequence[str], out: Path, choices: Choices, *, as_json_: bool) -> int:
    from pipeline.cli.progress import Watcher
    from pipeline.run.watch import watch

    watch(source, kinds, out, choices, Watcher(as_json_=as_json_))
    return ExitCode.INTERRUPTED


def _record(outputs: Sequence[Output], findings: Sequence[Finding], trouble: SarabanError | None) -> dict[str, Any]:
    from pipeline.run.output import PartialError

    record: dict[str, Any] = {"outputs": [output.record() for output in outputs], "findings": finding_records(findings)}
    if isinstance(trouble, PartialError):
        record["failures"] = [failure.record() for failure in trouble.failures]
    if trouble is not None:
        record |= error_record(trouble)
    return record
