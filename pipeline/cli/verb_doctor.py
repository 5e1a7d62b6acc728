"""``saraban doctor``: what this machine has and lacks."""

from __future__ import annotations

import click

from pipeline.cli import console
from pipeline.cli.options import json_option
from pipeline.cli.report import as_json
from pipeline.cli.speech import Verb
from pipeline.errors import ExitCode
from pipeline.messages import N_, gettext

_HELP = N_("ตรวจความพร้อมของเครื่อง: รุ่นของโปรแกรม Pango พจนานุกรมตัดคำ แบบอักษร สิ่งที่ยังขาด และวิธีติดตั้ง")
_READY = N_("พร้อม")
_MISSING = N_("ขาด")
_OPTIONAL = N_("ไม่บังคับ")
_ALL_READY = N_("เครื่องนี้พร้อมใช้งาน")
_NOT_READY = N_("เครื่องนี้ยังขาดสิ่งจำเป็น {count} อย่าง")


@click.command("doctor", cls=Verb, help=_HELP)
@json_option()
def command(*, as_json_: bool) -> ExitCode:
    """Print every fact; what is missing decides the exit code."""
    from pipeline.run.doctor import State, examine

    facts = examine()
    missing = sum(fact.state is State.MISSING for fact in facts)
    words = {State.READY: _READY, State.MISSING: _MISSING, State.OPTIONAL: _OPTIONAL}
    if as_json_:
        console.result(as_json({"ready": not missing, "facts": [fact.record() for fact in facts]}))
    else:
        for fact in facts:
            console.result(f"[{gettext(words[fact.state])}] {fact.name}  {fact.detail}".rstrip())
            if fact.remedy:
                console.result(f"    {fact.remedy}")
    console.message(gettext(_NOT_READY).format(count=missing) if missing else gettext(_ALL_READY))
    return ExitCode.ENVIRONMENT if missing else ExitCode.DONE
