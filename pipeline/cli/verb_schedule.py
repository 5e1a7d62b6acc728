"""``saraban schedule print SOURCE…``: the monthly run as units for the scheduler of a machine."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli import console
from pipeline.cli.options import existing, option
from pipeline.cli.speech import Verb
from pipeline.errors import ExitCode, UsageError
from pipeline.messages import N_, gettext

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_HELP = N_(
    "แสดงตารางเวลาที่พร้อมใช้สำหรับงานประจำเดือน (saraban batch) ของ systemd, cron หรือตัวตั้งเวลาของ Windows\n"
    "ค่ำวันที่ 20 และเช้าวันที่ 21: เอกสารประจำเดือน และใครค้างรายงาน หากเครื่องปิดอยู่ในเวลานั้น "
    "จะทำของเดือนที่ครบกำหนดให้เมื่อเปิดเครื่อง\n"
    "เช้าวันที่ 15: เตือนก่อนครบกำหนด และวันที่ 15–16 กันยายน: ผลไตรมาสที่ 4\n"
    "SOURCE คือชุดข้อมูล โฟลเดอร์ที่รวมชุดข้อมูล สมุดงาน Excel หรือรูปแบบชื่อ เช่น 'data/*.xlsx' เช่นเดียวกับ saraban batch"
)
_SYSTEMD = N_("ยูนิตของ systemd (Linux) ทำย้อนหลังให้หากเครื่องปิดอยู่")
_CRON = N_("ตารางของ cron (Linux) พร้อมบรรทัดที่ทำย้อนหลังให้")
_WINDOWS = N_("งานของ Task Scheduler (Windows) เป็น XML สำหรับ schtasks /Create /XML")
_OUT = N_("โฟลเดอร์ของเอกสาร (ปกติ build/batch)")
_TIME = N_("เวลาที่เริ่มในวันที่ 20 (ปกติ 20:00 ตามเวลาของเครื่อง)")
_KIND = N_("ชนิดเอกสารประจำเดือน ระบุได้หลายครั้ง (ปกติตาม saraban batch)")
_FORMAT = N_("รูปแบบไฟล์ ระบุได้หลายครั้ง (ปกติตาม saraban batch)")
_NOTIFY = N_("ไฟล์การแจ้งเตือน (TOML) ซึ่งระบุปลายทางของข้อความติดตาม")
_WRITE = N_("เขียนเป็นไฟล์ในโฟลเดอร์นี้แทนการแสดง (ของ Windows ให้ใช้แบบนี้ เพราะ schtasks ต้องการไฟล์ UTF-16)")

_ONE_FORM = N_("ระบุตัวตั้งเวลาหนึ่งอย่าง")
_ONE_FORM_REMEDY = N_("เลือก --systemd, --cron หรือ --windows-task เพียงอย่างเดียว")
_NO_TIME = N_("อ่านเวลา {text} ไม่ได้")
_TIME_REMEDY = N_("เขียนเป็นชั่วโมงและนาที เช่น 20:00")
_WINDOWS_INSTALL = N_('ติดตั้ง: schtasks /Create /TN {name} /XML "{path}"')

_TIME_OF_DAY = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})")


@click.command("schedule", cls=Verb, help=_HELP)
@click.argument("action", metavar="print", type=click.Choice(["print"]))
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@option("--systemd", "as_systemd", is_flag=True, text=_SYSTEMD)
@option("--cron", "as_cron", is_flag=True, text=_CRON)
@option("--windows-task", "as_windows", is_flag=True, text=_WINDOWS)
@option("-o", "--out", metavar="DIR", type=click.Path(path_type=Path), default=Path("build/batch"), text=_OUT)
@option("--time", "at", metavar="HH:MM", default="20:00", text=_TIME)
@option("-d", "--document", "kinds", metavar="KIND", multiple=True, text=_KIND)
@option("-f", "--format", "formats", type=click.Choice(["pdf", "docx", "xlsx", "txt"]), multiple=True, text=_FORMAT)
@option("--notify", metavar="FILE", type=click.Path(path_type=Path), text=_NOTIFY)
@option("--write", "folder", metavar="DIR", type=click.Path(path_type=Path), text=_WRITE)
def command(  # noqa: PLR0913 - one for each word of the call
    action: str,  # noqa: ARG001 - the only one that there is
    sources: Sequence[str],
    *,
    as_systemd: bool,
    as_cron: bool,
    as_windows: bool,
    out: Path,
    at: str,
    kinds: Sequence[str],
    formats: Sequence[str],
    notify: Path | None,
    folder: Path | None,
) -> int:
    """Print or write the units. What a month later would be a failed run is refused now."""
    if [as_systemd, as_cron, as_windows].count(True) != 1:
        raise UsageError(gettext(_ONE_FORM), gettext(_ONE_FORM_REMEDY))
    from pipeline.timers import Plan, cron, systemd, windows_task

    _must_mean_something(sources, kinds)
    plan = Plan(
        program=_program(),
        sources=tuple(os.path.abspath(source) for source in sources),  # noqa: PTH100 - links stay links
        out=os.path.abspath(out),  # noqa: PTH100
        since=dt.datetime.now().astimezone().date(),
        kinds=tuple(kinds),
        formats=tuple(formats),
        notify="" if notify is None else os.path.abspath(existing(notify)),  # noqa: PTH100
        evening=_time(at),
    )
    files = systemd(plan) if as_systemd else cron(plan) if as_cron else windows_task(plan)
    if folder is None:
        _show(files)
    else:
        _write(files, folder)
    return ExitCode.DONE


def _must_mean_something(sources: Sequence[str], kinds: Sequence[str]) -> None:
    from pipeline.batch.discovery import find_sources
    from pipeline.compose.registry import find_kind

    find_sources(sources)
    for kind in kinds:
        find_kind(kind)


def _program() -> tuple[str, ...]:
    """This program with its full path: the command beside this Python, the one of the path, or the package."""
    beside = Path(sys.executable).with_name("saraban.exe" if os.name == "nt" else "saraban")
    if beside.is_file():
        return (str(beside),)
    found = shutil.which("saraban")
    return (os.path.abspath(found),) if found else (sys.executable, "-m", "pipeline")  # noqa: PTH100


def _time(text: str) -> dt.time:
    from pipeline.thai.digits import to_arabic

    found = _TIME_OF_DAY.fullmatch(to_arabic(text).strip())
    if found is None or int(found[1]) >= 24 or int(found[2]) >= 60:  # noqa: PLR2004 - hours and minutes
        raise UsageError(gettext(_NO_TIME).format(text=text), gettext(_TIME_REMEDY))
    return dt.time(int(found[1]), int(found[2]))


def _show(files: Mapping[str, str]) -> None:
    """The files one after the other, each below a comment that names it."""
    for position, (name, text) in enumerate(files.items()):
        lead = "\n" if position else ""
        console.result(f"{lead}<!-- {name} -->" if name.endswith(".xml") else f"{lead}# {name}")
        console.result(text.rstrip("\n"))


def _write(files: Mapping[str, str], folder: Path) -> None:
    from pipeline.run.files import prepare_folder, write_atomically
    from pipeline.timers.windows import file_bytes

    prepare_folder(folder)
    for name, text in files.items():
        path = folder / name
        write_atomically(path, file_bytes(text) if path.suffix == ".xml" else text.encode())
        console.result(str(path))
        if path.suffix == ".xml":
            console.message(gettext(_WINDOWS_INSTALL).format(name=path.stem, path=path))
