"""``saraban merge SOURCE SOURCE… -o OUT.xlsx``: the workbooks of several divisions as one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from pipeline.cli import console
from pipeline.cli.options import existing, form_of, json_option, option
from pipeline.cli.report import as_json, error_record, finding_records, findings_text, tell_error, tell_findings
from pipeline.cli.speech import Verb
from pipeline.errors import DataError, ExitCode, UsageError
from pipeline.messages import N_, gettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.findings import Finding
    from pipeline.merging import Keep

_HELP = N_(
    "รวมข้อมูลของหลายส่วนราชการเป็นสมุดงาน Excel เล่มเดียว แถวที่มีในไฟล์เดียวและช่องที่กรอกในไฟล์เดียวนำมาใช้ทั้งหมด\n"
    "ช่องที่กรอกไม่ตรงกันแจ้งทุกช่องพร้อมตำแหน่งของทั้งสองฝ่าย และจะไม่เขียนไฟล์จนกว่าจะแก้ตรงกันหรือใช้ --keep\n"
    "SOURCE คือสมุดงาน Excel โฟลเดอร์ข้อมูล หรือไฟล์ YAML หรือ JSON ของหน่วยงานเดียวกันในปีเดียวกัน ตั้งแต่สองชุดขึ้นไป"
)
_OUT = N_("สมุดงาน .xlsx ที่จะเขียนผลการรวม ต้องไม่ใช่ไฟล์ที่นำมารวม")
_KEEP = N_("เมื่อกรอกไม่ตรงกัน ใช้ค่าของไฟล์แรก (first) หรือไฟล์หลังสุด (last) และแจ้งเป็นคำเตือน")
_FORMAT = N_("รูปแบบของผลการรวม (ปกติ text)")
_REPORT = N_("บันทึกผลการรวมลงไฟล์แทนการแสดง")
_NEEDS_FILE = N_("ผลการรวมแบบ xlsx ต้องระบุไฟล์ด้วย --report")
_WRITTEN = N_("รวมข้อมูล {count} ชุดแล้ว: {path}")
_REPORTED = N_("บันทึกผลการรวมแล้ว: {path}")
_COPIED = N_("คัดลอก {name} ที่ข้อมูลอ้างถึงจาก {folder} มาไว้ข้างไฟล์ผลแล้ว")
_NOT_COPIED = N_("คัดลอก {name} ที่ข้อมูลอ้างถึงจาก {folder} ไม่ได้ คัดลอกไปไว้ข้างไฟล์ผลก่อนสั่ง saraban build")
_HEADING = N_("ผลการรวมข้อมูล {names}")


@click.command("merge", cls=Verb, help=_HELP)
@click.argument("sources", metavar="SOURCE...", nargs=-1, type=click.Path(path_type=Path), required=True)
@option("-o", "--out", metavar="OUT.xlsx", type=click.Path(path_type=Path), required=True, text=_OUT)
@option("--keep", type=click.Choice(["first", "last"]), text=_KEEP)
@option("--output-format", "form", type=click.Choice(["text", "json", "xlsx"]), text=_FORMAT)
@option("--report", metavar="FILE", type=click.Path(path_type=Path), text=_REPORT)
@json_option()
def command(
    sources: Sequence[Path], *, out: Path, keep: str | None, form: str | None, report: Path | None, as_json_: bool
) -> int:
    """Merge, tell what does not fit, and write the whole where all of it does."""
    form = form_of(form, report, "text", as_json=as_json_)
    if form == "xlsx" and report is None:
        raise UsageError(gettext(_NEEDS_FILE))
    from pipeline.run.merge import merge_files

    for source in sources:
        existing(source)
    wish = cast("Keep | None", keep)
    findings: Sequence[Finding] = ()
    trouble: DataError | None = None
    try:
        result = merge_files(sources, out, wish, aside=report)
        findings = result.findings
    except DataError as error:
        findings, trouble = error.findings, error
    if report is not None:
        from pipeline.run.files import write_atomically

        write_atomically(report, _as_bytes(findings, form, sources, None if trouble else out, trouble))
        console.message(gettext(_REPORTED).format(path=report))
    elif form == "json":
        console.result(as_json(_record(findings, sources, None if trouble else out, trouble)))
    if trouble is not None:
        return _refused(trouble, told=report is not None or form == "json")
    if report is None and form == "text":
        tell_findings(findings)
    for file in result.files:
        text = _COPIED if file.copied else _NOT_COPIED
        console.message(gettext(text).format(name=file.name, folder=file.folder))
    if form != "json" or report is not None:
        console.result(str(out))
    console.message(gettext(_WRITTEN).format(count=len(sources), path=out))
    return ExitCode.DONE


def _refused(error: DataError, *, told: bool) -> int:
    """Say why nothing was written; the findings only where they were not given otherwise."""
    if not told:
        return tell_error(error)
    console.message(error.message)
    if error.remedy:
        console.message(error.remedy)
    return error.exit_code


def _record(
    findings: Sequence[Finding], sources: Sequence[Path], out: Path | None, trouble: DataError | None
) -> dict[str, Any]:
    record: dict[str, Any] = {
        "sources": [str(source) for source in sources],
        "out": None if out is None else str(out),
        "findings": finding_records(findings),
    }
    return record if trouble is None else record | error_record(trouble)


def _as_bytes(
    findings: Sequence[Finding], form: str, sources: Sequence[Path], out: Path | None, trouble: DataError | None
) -> bytes:
    if form == "xlsx":
        from pipeline.checks.report_xlsx import to_xlsx

        return to_xlsx(findings, heading=gettext(_HEADING).format(names=", ".join(path.name for path in sources)))
    if form == "json":
        return (as_json(_record(findings, sources, out, trouble)) + "\n").encode()
    return (findings_text(findings, colour=False) + "\n").encode()
