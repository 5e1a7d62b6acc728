"""``saraban check SOURCE``: everything that is wrong with a dataset, in one pass."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli import console
from pipeline.cli.options import argument, date, existing, form_of, json_option, option
from pipeline.cli.report import findings_text, has_errors
from pipeline.cli.speech import Verb
from pipeline.errors import DataError, ExitCode, UsageError
from pipeline.messages import N_, gettext

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from pipeline.findings import Finding

_HELP = N_(
    "ตรวจข้อมูลทั้งหมดในครั้งเดียว แจ้งทุกข้อที่พบพร้อมตำแหน่งและวิธีแก้ ไม่สร้างและไม่แก้ไฟล์ข้อมูล\n"
    "SOURCE คือโฟลเดอร์ข้อมูล ไฟล์ YAML หรือ JSON หรือสมุดงาน Excel"
)
_STRICT = N_("ถือว่าคำเตือนเป็นข้อผิดพลาด")
_FORMAT = N_("รูปแบบของผลการตรวจ (ปกติ text)")
_FILE = N_("บันทึกผลการตรวจลงไฟล์แทนการแสดง")
_ANNOTATE = N_("บันทึกสำเนาของสมุดงาน Excel ที่ระบายสีและใส่หมายเหตุในช่องที่ต้องแก้")
_AS_OF = N_("วันที่ใช้พิจารณากำหนดส่ง หากข้อมูลไม่ได้ระบุ (ปกติวันนี้)")
_EXPLAIN = N_("อธิบายกฎข้อหนึ่ง")
_RULES = N_("แสดงกฎทั้งหมด")
_NO_SOURCE = N_("ยังไม่ได้ระบุ {name}")
_NEEDS_FILE = N_("ผลการตรวจแบบ xlsx ต้องระบุไฟล์ด้วย -o")
_NO_WORKBOOK = N_("--annotate ใช้กับสมุดงาน Excel เท่านั้น")
_NO_WORKBOOK_REMEDY = N_("ระบุไฟล์ .xlsx เป็นข้อมูล")
_WRITTEN = N_("บันทึกผลการตรวจแล้ว: {path}")
_ANNOTATED = N_("ทำเครื่องหมาย {count} ช่อง ใน {path}")


@click.command("check", cls=Verb, help=_HELP)
@argument("source", metavar="SOURCE", required=False)
@option("--strict", is_flag=True, text=_STRICT)
@option("--output-format", "form", type=click.Choice(["text", "json", "xlsx"]), text=_FORMAT)
@option("-o", "--out", metavar="FILE", type=click.Path(path_type=Path), text=_FILE)
@option("--annotate", "copy", metavar="FILE.xlsx", type=click.Path(path_type=Path), text=_ANNOTATE)
@option("--as-of", metavar="DATE", text=_AS_OF)
@option("--explain", "rule", metavar="RULE", text=_EXPLAIN)
@option("--rules", is_flag=True, text=_RULES)
@json_option()
def command(  # noqa: PLR0913 - one for each word of the call
    source: Path | None,
    *,
    strict: bool,
    form: str | None,
    out: Path | None,
    copy: Path | None,
    as_of: str | None,
    rule: str | None,
    rules: bool,
    as_json_: bool,
) -> ExitCode:
    """Check, or explain the rules."""
    form = form_of(form, out, "text", as_json=as_json_)
    if rule is not None or rules:
        from pipeline.cli.rules import tell_rules

        tell_rules(rule, as_json_=form == "json")
        return ExitCode.DONE
    if source is None:
        raise UsageError(gettext(_NO_SOURCE).format(name="SOURCE"))
    if form == "xlsx" and out is None:
        raise UsageError(gettext(_NEEDS_FILE))
    workbook = None if copy is None else _workbook(existing(source))
    findings = _findings(existing(source), strict=strict, today=date(as_of))
    _give(findings, form, out, source)
    if copy is not None and workbook is not None:
        from pipeline.checks.annotate import annotate

        marked = annotate(workbook, findings, copy)
        console.message(gettext(_ANNOTATED).format(count=marked, path=copy))
    return ExitCode.DATA if has_errors(findings) else ExitCode.DONE


def _findings(source: Path, *, strict: bool, today: dt.date | None) -> Sequence[Finding]:
    from pipeline.checks import check
    from pipeline.sources import load

    try:
        return check(load(source), today=today, strict=strict)
    except DataError as error:  # so wrong that there is no dataset: these are all findings there are
        return error.findings


def _give(findings: Sequence[Finding], form: str, out: Path | None, source: Path) -> None:
    if out is None:
        if form == "json":
            from pipeline.checks.report_json import to_json

            console.result(to_json(findings).rstrip("\n"))
        else:
            console.result(findings_text(findings, colour=console.results_are_seen()))
        return
    from pipeline.run.files import write_atomically

    write_atomically(out, _as_bytes(findings, form, source))
    console.message(gettext(_WRITTEN).format(path=out))


def _as_bytes(findings: Sequence[Finding], form: str, source: Path) -> bytes:
    if form == "xlsx":
        from pipeline.checks.report_xlsx import to_xlsx

        return to_xlsx(findings, heading=source.name)
    if form == "json":
        from pipeline.checks.report_json import to_json

        return to_json(findings).encode()
    return (findings_text(findings, colour=False) + "\n").encode()


def _workbook(source: Path) -> Path:
    """The workbook that a copy is made of: the source itself, or the only one in its folder."""
    books = [source] if source.is_file() else [path for path in source.glob("*.xls[xm]") if path.name[0] not in "~."]
    if len(books) == 1 and books[0].suffix.lower() in {".xlsx", ".xlsm"}:
        return books[0]
    raise UsageError(gettext(_NO_WORKBOOK), gettext(_NO_WORKBOOK_REMEDY))
