"""``saraban init DIR``: a starter dataset to fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pipeline.cli import console
from pipeline.cli.options import argument, json_option, option
from pipeline.cli.report import as_json
from pipeline.cli.speech import Verb
from pipeline.errors import ExitCode
from pipeline.messages import N_, gettext

if TYPE_CHECKING:
    from pathlib import Path

_HELP = N_("สร้างชุดข้อมูลตั้งต้นในโฟลเดอร์ DIR ให้กรอกต่อ ไฟล์ที่มีอยู่แล้วไม่ถูกเขียนทับ")
_XLSX = N_("สร้างเป็นสมุดงาน Excel แทนไฟล์ YAML")
_KIND = N_("ชนิดเอกสารที่จะทำ")
_NEXT = N_("กรอกข้อมูลแล้วตรวจด้วย: saraban check {source}")


@click.command("init", cls=Verb, help=_HELP)
@argument("folder", metavar="DIR")
@option("--xlsx", is_flag=True, text=_XLSX)
@option("-k", "--kind", metavar="KIND", default="progress-form", text=_KIND)
@json_option()
def command(folder: Path, *, xlsx: bool, kind: str, as_json_: bool = False) -> ExitCode:
    """Write the starter and say what to do next."""
    from pipeline.sources import write_starter

    written = write_starter(folder, xlsx=xlsx, kind=kind)
    source = str(written[0] if xlsx else folder)
    console.result(as_json({"files": [str(path) for path in written]}) if as_json_ else source)
    console.message(gettext(_NEXT).format(source=f'"{source}"' if " " in source else source))
    return ExitCode.DONE
