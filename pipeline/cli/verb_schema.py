"""``saraban schema [KIND]``: JSON Schema of a dataset, for editors that check and complete while one types."""

from __future__ import annotations

import click

from pipeline.cli import console
from pipeline.cli.report import as_json
from pipeline.cli.speech import Verb
from pipeline.errors import ExitCode
from pipeline.messages import N_

_HELP = N_(
    "แสดง JSON Schema ของไฟล์ข้อมูล เพื่อให้โปรแกรมแก้ไขข้อความช่วยเติมและตรวจขณะพิมพ์\n"
    "KIND คือชนิดของไฟล์ เช่น agency หรือ project หากไม่ระบุจะแสดงทั้งชุดข้อมูล"
)


@click.command("schema", cls=Verb, help=_HELP)
@click.argument("kind", metavar="[KIND]", required=False)
def command(kind: str | None) -> ExitCode:
    """Print the schema."""
    from pipeline.sources import schema

    console.result(as_json(schema(kind)))
    return ExitCode.DONE
