"""What a follow-up consists of: items to ask about, counted and grouped by division and responsible person."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from pipeline.messages import N_, gettext
from pipeline.monitoring.wording import Wording, wording

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from pipeline.model import Agency, Month
    from pipeline.monitoring.people import Contact, Division


class Concern(StrEnum):
    """What an item asks about."""

    NO_REPORT = "no-report"
    NO_RESULT = "no-result"
    INCOMPLETE = "incomplete-report"
    LATE_REPORT = "late-report"
    LATE_RESULT = "late-result"


class State(StrEnum):
    """How far it is from its deadline. Late turns into missing when the month of the deadline is over."""

    NOT_YET_DUE = "not-yet-due"
    LATE = "late"
    MISSING = "missing"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to ask about, of a project (``code``) or an indicator of the evaluation (its id).

    ``days`` are days after the deadline: of the report where there is one, else of the day of the follow-up; where it
    is not yet due, days until the deadline (0: it is today). ``missing`` are the titles of empty fields, ``undated``
    the numbers of reports without a date that may be the one that is asked for.
    """

    concern: Concern
    state: State
    code: str
    name: str
    division: Division
    contact: Contact
    deadline: dt.date
    days: int
    date: dt.date | None = None
    report: int | None = None
    quarter: int | None = None
    missing: tuple[str, ...] = ()
    undated: tuple[int, ...] = ()
    shared_with: tuple[Division, ...] = ()

    @property
    def key(self) -> tuple[Concern, str, int]:
        """What tells an item from all others: no follow-up has two items with one key."""
        return self.concern, self.code, self.report or self.quarter or 0

    @property
    def is_overdue(self) -> bool:
        """Whether nothing came and the deadline is over."""
        return self.state in (State.LATE, State.MISSING)

    @property
    def wording(self) -> Wording:
        """What is asked, as a short sentence without the name of project or indicator."""
        return wording_of((self,))


_NO_REPORT_YET = N_("ยังไม่รายงาน ครบกำหนดในอีก {days} วัน")
_NO_REPORT_LATE = N_("ยังไม่รายงาน เลยกำหนด {days} วัน")
_NO_REPORT_MISSING = N_("ไม่มีรายงานประจำเดือน เลยกำหนด {days} วัน")
_NO_RESULT_YET = N_("ยังไม่มีผลไตรมาส {quarter} ครบกำหนดในอีก {days} วัน")
_NO_RESULT_LATE = N_("ยังไม่มีผลไตรมาส {quarter} เลยกำหนด {days} วัน")
_PATTERNS = {
    (Concern.NO_REPORT, State.NOT_YET_DUE): _NO_REPORT_YET,
    (Concern.NO_REPORT, State.LATE): _NO_REPORT_LATE,
    (Concern.NO_REPORT, State.MISSING): _NO_REPORT_MISSING,
    (Concern.NO_RESULT, State.NOT_YET_DUE): _NO_RESULT_YET,
    (Concern.NO_RESULT, State.LATE): _NO_RESULT_LATE,
    (Concern.NO_RESULT, State.MISSING): _NO_RESULT_LATE,
    (Concern.INCOMPLETE, State.REPORTED): N_("รายงานครั้งที่ {report} ยังไม่กรอก {missing}"),
    (Concern.LATE_REPORT, State.REPORTED): N_("รายงานหลังกำหนด {days} วัน"),
    (Concern.LATE_RESULT, State.REPORTED): N_("รายงานผลไตรมาส {quarter} หลังกำหนด {days} วัน"),
}
_TODAY = {
    Concern.NO_REPORT: N_("ยังไม่รายงาน ครบกำหนดวันนี้"),
    Concern.NO_RESULT: N_("ยังไม่มีผลไตรมาส {quarter} ครบกำหนดวันนี้"),
}


def wording_of(items: Sequence[Item]) -> Wording:
    """One sentence for items of one sort and subject: several quarters are named together, with the longest delay."""
    first, days = items[0], max(item.days for item in items)
    pattern = _PATTERNS[first.concern, first.state]
    if first.state is State.NOT_YET_DUE and not days:
        pattern = _TODAY[first.concern]
    names = {
        "days": str(days),
        "report": str(first.report or ""),
        "quarter": ", ".join(str(item.quarter) for item in sorted(items, key=lambda item: item.quarter or 0)),
        "missing": ", ".join(first.missing),
    }
    return wording(pattern, **{key: value for key, value in names.items() if f"{{{key}}}" in pattern})


_RANKS = (
    (Concern.NO_REPORT, State.MISSING),
    (Concern.NO_REPORT, State.LATE),
    (Concern.NO_RESULT, State.MISSING),
    (Concern.NO_RESULT, State.LATE),
    (Concern.INCOMPLETE, State.REPORTED),
    (Concern.LATE_REPORT, State.REPORTED),
    (Concern.LATE_RESULT, State.REPORTED),
    (Concern.NO_REPORT, State.NOT_YET_DUE),
    (Concern.NO_RESULT, State.NOT_YET_DUE),
)


def urgency(item: Item) -> tuple[int, int, str, int]:
    """A key that sorts items, the most urgent first: what is missing, then what is incomplete, late, not yet due.

    Of one sort the longest over comes first; of what is not yet due, that which is due soonest.
    """
    days = item.days if item.state is State.NOT_YET_DUE else -item.days
    return _RANKS.index((item.concern, item.state)), days, item.code, item.key[2]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are of each sort. ``due`` projects owe the report of the month; they are one of five sorts."""

    in_time: int = 0
    reported_late: int = 0
    not_yet_due: int = 0
    late: int = 0
    missing: int = 0
    incomplete: int = 0
    results_missing: int = 0
    results_not_yet_due: int = 0
    results_late: int = 0

    @property
    def due(self) -> int:
        """Projects that owe the report of the month."""
        return self.reported + self.not_yet_due + self.overdue

    @property
    def reported(self) -> int:
        """Projects that owed the report and made it, in time or late."""
        return self.in_time + self.reported_late

    @property
    def overdue(self) -> int:
        """Projects without the report whose deadline is over."""
        return self.late + self.missing

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(own + others for own, others in zip(astuple(self), astuple(other), strict=True)))

    @classmethod
    def of(cls, items: Iterable[Item], in_time: int) -> Counts:
        """The counts of items, and of the projects that have reported in time and so have no item."""
        kinds = [(item.concern, item.state) for item in items]
        concerns = [concern for concern, _ in kinds]
        results_not_yet_due = kinds.count((Concern.NO_RESULT, State.NOT_YET_DUE))
        return cls(
            in_time=in_time,
            reported_late=concerns.count(Concern.LATE_REPORT),
            not_yet_due=kinds.count((Concern.NO_REPORT, State.NOT_YET_DUE)),
            late=kinds.count((Concern.NO_REPORT, State.LATE)),
            missing=kinds.count((Concern.NO_REPORT, State.MISSING)),
            incomplete=concerns.count(Concern.INCOMPLETE),
            results_missing=concerns.count(Concern.NO_RESULT) - results_not_yet_due,
            results_not_yet_due=results_not_yet_due,
            results_late=concerns.count(Concern.LATE_RESULT),
        )


@dataclass(frozen=True, slots=True)
class PersonFollowUp:
    """What one responsible person of a division is asked for, the most urgent first."""

    contact: Contact
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class DivisionFollowUp:
    """A division with its counts, and its people with something to do; people by name."""

    division: Division
    counts: Counts
    people: tuple[PersonFollowUp, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """Everything that the division is asked for, person by person."""
        return tuple(item for person in self.people for item in person.items)

    @property
    def name(self) -> str:
        """The name of the division, or in the language of the run that there is none."""
        return self.division.name if self.division.id else gettext(self.division.name)


@dataclass(frozen=True, slots=True)
class UnmeasuredIndicator:
    """An indicator of the plan with a target of the year that no indicator of the framework takes its results for."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Who is asked for what in a month, as known on the day ``today``; ``deadline`` is that of the month's reports.

    Divisions stand in the order of the agency's list, also those in which all is well. ``not_followed`` are projects
    that a plan book or an evaluation only names. ``data_day`` is the day of the data, where it names one.
    """

    agency: Agency
    fiscal_year: int
    month: Month
    today: dt.date
    deadline: dt.date
    counts: Counts
    divisions: tuple[DivisionFollowUp, ...]
    not_followed: int = 0
    unmeasured: tuple[UnmeasuredIndicator, ...] = ()
    data_day: dt.date | None = None

    @property
    def longest(self) -> int:
        """Days that the item which is overdue longest is over its deadline; 0 where none is overdue."""
        return max((item.days for item in self.items if item.is_overdue), default=0)

    @property
    def items(self) -> tuple[Item, ...]:
        """Every item, division by division and person by person."""
        return tuple(item for division in self.divisions for item in division.items)
