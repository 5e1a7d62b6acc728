"""``saraban diff A B``: what changed between two issues of a dataset."""

from __future__ import annotations

import shutil
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli import console
from pipeline.cli.options import argument, existing, form_of, json_option, option
from pipeline.cli.report import as_json
from pipeline.cli.speech import Verb
from pipeline.errors import ExitCode, UsageError
from pipeline.messages import N_, gettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.changes import Change

_HELP = N_(
    "แสดงสิ่งที่เปลี่ยนระหว่างข้อมูลสองฉบับ: โครงการที่เพิ่มหรือตัดออก งบประมาณ ค่าเป้าหมาย ขั้นตอน และข้อความ\n"
    "BEFORE คือข้อมูลฉบับก่อน AFTER คือข้อมูลฉบับใหม่ เป็นโฟลเดอร์ข้อมูล ไฟล์ YAML หรือ JSON หรือสมุดงาน Excel"
)
_FORMAT = N_("รูปแบบของผล (ปกติ text)")
_FILE = N_("บันทึกลงไฟล์แทนการแสดง")
_NEEDS_FILE = N_("ผลแบบ xlsx ต้องระบุไฟล์ด้วย -o")
_WRITTEN = N_("บันทึกการเปลี่ยนแปลง {count} รายการ ใน {path}")
_NONE = N_("ไม่มีการเปลี่ยนแปลง")
_COUNTED = N_("เปลี่ยนแปลง {count} รายการ")
_HEADING = N_("การเปลี่ยนแปลงจาก {before} เป็น {after}")


@click.command("diff", cls=Verb, help=_HELP)
@argument("before", metavar="BEFORE")
@argument("after", metavar="AFTER")
@option("--output-format", "form", type=click.Choice(["text", "json", "xlsx"]), text=_FORMAT)
@option("-o", "--out", metavar="FILE", type=click.Path(path_type=Path), text=_FILE)
@json_option()
def command(before: Path, after: Path, *, form: str | None, out: Path | None, as_json_: bool) -> ExitCode:
    """Compare, and print or save the table."""
    form = form_of(form, out, "text", as_json=as_json_)
    if form == "xlsx" and out is None:
        raise UsageError(gettext(_NEEDS_FILE))
    from pipeline.run.issues import changes_since, load_issue

    earlier = existing(before)
    found = changes_since(earlier, load_issue(existing(after)))
    if out is not None:
        from pipeline.run.files import write_atomically

        write_atomically(out, _as_bytes(found, form, before, after))
        console.message(gettext(_WRITTEN).format(count=len(found), path=out))
        return ExitCode.DONE
    if form == "json" or found:
        console.result(_as_text(found, form, shutil.get_terminal_size((120, 24)).columns))
    console.message(gettext(_COUNTED).format(count=len(found)) if found else gettext(_NONE))
    return ExitCode.DONE


def _as_text(found: Sequence[Change], form: str, width: int) -> str:
    if form == "json":
        return as_json({"changes": [asdict(change) for change in found]})
    from pipeline.cli.difftable import table

    return table(found, width)


def _as_bytes(found: Sequence[Change], form: str, before: Path, after: Path) -> bytes:
    if form == "xlsx":
        from pipeline.cli.diffsheet import to_xlsx

        return to_xlsx(found, gettext(_HEADING).format(before=before.name, after=after.name))
    return (_as_text(found, form, 160) + "\n").encode()
