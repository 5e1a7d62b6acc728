"""Units for systemd (Linux): a service and a timer for each job. See systemd.service(5), systemd.timer(5)."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from pipeline.messages import N_, gettext
from pipeline.timers.plan import DELAY, LONGEST, Job, Moment, Plan, jobs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SAFE = re.compile(r"[A-Za-z0-9_./:=@,+-]+")
_REFUSED = re.compile(r"""["'\\$]""")
"""What systemd allows in no path of a program, or would replace in it."""
_ANY_PROGRAM = ("/bin/sh", "-c", 'exec "$0" "$@"')

_INSTALL = N_("ติดตั้ง: วางไฟล์ทั้งหมดไว้ใน ~/.config/systemd/user แล้วสั่ง")
_LINGER = N_("ทำงานแม้ไม่มีผู้เข้าสู่ระบบ: loginctl enable-linger")
_CHECK = N_("ดูเวลาที่จะทำงาน: systemctl --user list-timers และดูผล: journalctl --user -u {name}")
_TOKEN = N_("โทเค็นของการแจ้งเตือนอยู่ในไฟล์นี้ บรรทัดละ ชื่อตัวแปร=ค่า ให้เจ้าของอ่านได้ผู้เดียว (chmod 600)")
_CAUGHT_UP = N_("เครื่องปิดอยู่ในเวลานั้น: ทำทันทีเมื่อเปิดเครื่อง ของเดือนที่ครบกำหนดล่าสุด (--month due)")
_NOT_CAUGHT_UP = N_("เครื่องปิดอยู่ในเวลานั้น: ข้ามไป เพราะรอบประจำเดือนแจ้งเรื่องเดียวกัน")


def systemd(plan: Plan) -> dict[str, str]:
    """The units by file name, for the units of a user or of the system alike."""
    made = {}
    both = jobs(plan)
    for job in both:
        after = [other.name for other in both if other is not job and other.caught_up]
        made[f"{job.name}.service"] = _service(job, plan, after)
        made[f"{job.name}.timer"] = _timer(job, [other.name for other in both])
    return made


def _service(job: Job, plan: Plan, after: Iterable[str]) -> str:
    lines = ["[Unit]", f"Description={_specifiers(job.description)}"]
    lines += [f"After={name}.service" for name in after]
    lines += ["", "[Service]", "Type=oneshot", f"ExecStart={command_line(job.command)}"]
    if plan.notify:
        secrets = str(PurePosixPath(plan.notify).with_suffix(".env"))
        lines += [f"# {gettext(_TOKEN)}", f"EnvironmentFile=-{_specifiers(_no_pattern(secrets))}"]
    lines += [f"TimeoutStartSec={LONGEST}h", "Nice=10"]
    return "\n".join(lines) + "\n"


def _timer(job: Job, names: Sequence[str]) -> str:
    timers = " ".join(f"{name}.timer" for name in names)
    lines = [
        f"# {gettext(_INSTALL)}",
        f"#   systemctl --user daemon-reload && systemctl --user enable --now {timers}",
        f"# {gettext(_LINGER)}",
        f"# {gettext(_CHECK).format(name=job.name)}",
        "[Unit]",
        f"Description={_specifiers(job.description)}",
        "",
        "[Timer]",
        *(f"OnCalendar={calendar(moment)}" for moment in job.moments),
        f"# {gettext(_CAUGHT_UP if job.caught_up else _NOT_CAUGHT_UP)}",
        f"Persistent={'true' if job.caught_up else 'false'}",
        f"RandomizedDelaySec={DELAY}min",
        "",
        "[Install]",
        "WantedBy=timers.target",
    ]
    return "\n".join(lines) + "\n"


def calendar(moment: Moment) -> str:
    """A moment as ``OnCalendar=`` reads it (systemd.time(7)), in the machine's own time."""
    month = "*" if moment.month is None else f"{moment.month:02}"
    return f"*-{month}-{moment.day:02} {moment.time:%H:%M}:00"


def command_line(words: Sequence[str]) -> str:
    """Words as ``ExecStart=`` reads them: quoted, and without anything that systemd would replace."""
    return " ".join(_word(word) for word in ((*_ANY_PROGRAM, *words) if _REFUSED.search(words[0]) else words))


def _word(text: str) -> str:
    if _SAFE.fullmatch(text):
        return text
    quoted = text.replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$")
    return f'"{_specifiers(quoted)}"'


def _specifiers(text: str) -> str:
    return text.replace("%", "%%")


def _no_pattern(path: str) -> str:
    """A path where systemd would take ``*``, ``?`` and ``[`` for a pattern."""
    return re.sub(r"([*?\[\\])", r"\\\1", path)
