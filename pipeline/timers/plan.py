"""What is scheduled, whatever the scheduler: which command, on which days, and whether a missed one is caught up.

Reports are due on the 20th of each month; results of quarters on 20 December, 20 March, 20 June and 15 September. So:

* the monthly run makes the month's documents in the evening of the 20th, and once more on the morning after: nothing
  is made again but what depends on the day, and that now says who is late, which on the last day nobody is. It is
  caught up after down time, and then still for the month that it was meant for (``--month due``);
* the reminder makes the follow-up alone on the morning of the 15th, five days before the reports are due and on the
  last day of the fourth quarter's results, and in September on the morning after as well. It is not caught up: one
  that comes late is overtaken by the monthly run.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass

from pipeline.errors import UsageError
from pipeline.messages import N_, gettext
from pipeline.timers.due import REPORT_DAY

EVENING = dt.time(20, 0)
"""When the monthly run starts unless somebody chooses."""
MORNING = dt.time(8, 30)
"""When offices open, and people read what they are asked for."""
REMINDER_DAY = 15
"""Also the last day of the fourth quarter's results, in September."""
FOURTH_QUARTER_MONTH = 9
LONGEST = 12
"""Hours after which a run is ended: none takes so long, so it hangs."""
DELAY = 5
"""Minutes over which starts are spread, so that not all machines begin at once."""

_MONTHLY = N_("สารบรรณ: เอกสารประจำเดือนของทุกหน่วยงาน")
_REMINDER = N_("สารบรรณ: เตือนรายงานที่ใกล้ครบกำหนด")
_ODD_TEXT = N_("ตารางเวลาใช้ชื่อที่มีอักขระควบคุมหรืออักขระที่อ่านไม่ออกไม่ได้: {text}")
_ODD_TEXT_REMEDY = N_("เปลี่ยนชื่อโฟลเดอร์หรือไฟล์นั้น")


@dataclass(frozen=True, slots=True)
class Moment:
    """A time of a day of each month, or of one month of the year."""

    day: int
    time: dt.time
    month: int | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """A command and when it runs. ``name`` is that of its files."""

    name: str
    description: str
    command: tuple[str, ...]
    moments: tuple[Moment, ...]
    caught_up: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """The monthly run of an office.

    ``program`` is the command ``saraban`` with its full path; ``sources``, ``out`` and ``notify`` are full paths,
    because a scheduler starts in a folder of its own. ``since`` is the day from which it counts. ``kinds`` and
    ``formats`` are passed on (``-d``, ``-f``); where they are empty, the run makes its usual ones.

    Raises:
        UsageError: a name holds a control character, or bytes that are no text.
    """

    program: tuple[str, ...]
    sources: tuple[str, ...]
    out: str
    since: dt.date
    kinds: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    notify: str = ""
    evening: dt.time = EVENING

    def __post_init__(self) -> None:
        for text in (*self.program, *self.sources, self.out, *self.kinds, *self.formats, self.notify):
            if not _is_plain(text):
                raise UsageError(gettext(_ODD_TEXT).format(text=ascii(text)), gettext(_ODD_TEXT_REMEDY))

    def command(self, month: str, kinds: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """The command for a month as ``--month`` reads it, with the kinds of the plan or others."""
        words = [*self.program, "batch", *self.sources, "--month", month, "-o", self.out]
        for kind in self.kinds if kinds is None else kinds:
            words += ["-d", kind]
        for form in self.formats:
            words += ["-f", form]
        return (*words, "--notify", self.notify) if self.notify else tuple(words)


def jobs(plan: Plan) -> tuple[Job, Job]:
    """The monthly run and the reminder."""
    monthly = (Moment(REPORT_DAY, plan.evening), Moment(REPORT_DAY + 1, MORNING))
    reminder = (Moment(REMINDER_DAY, MORNING), Moment(REMINDER_DAY + 1, MORNING, FOURTH_QUARTER_MONTH))
    return (
        Job("saraban-monthly", gettext(_MONTHLY), plan.command("due"), monthly, caught_up=True),
        Job("saraban-reminder", gettext(_REMINDER), plan.command("current", ("follow-up",)), reminder, caught_up=False),
    )


def _is_plain(text: str) -> bool:
    """Whether every scheduler's file can hold the text: no control character, no half of a character."""
    return not any(unicodedata.category(character) in {"Cc", "Cs", "Cn", "Zl", "Zp"} for character in text)
