"""A follow-up as a short Thai text for a chat group: counts first, then who is asked for what, the most urgent."""

from __future__ import annotations

import unicodedata
from itertools import accumulate
from typing import TYPE_CHECKING

from pipeline.monitoring.items import Concern, Counts, State, urgency, wording_of
from pipeline.monitoring.people import NOBODY
from pipeline.thai.clusters import clusters
from pipeline.thai.dates import format_date, format_month

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.monitoring.items import FollowUp, Item
    from pipeline.monitoring.people import Division

LINES = 20
"""Lines that a chat text has at most, unless asked otherwise."""
FEWEST_LINES = 12
"""Head, one division with one item, what is left out and the closing words need so many."""
_NAME, _PERSON = 60, 40
"""Longest name of a project, a division or an office, and of a person, in letters as a reader counts them."""
_CLOSING = "ขอความร่วมมือดำเนินการให้ครบถ้วน ขอขอบคุณ"
_ALL_WELL = "ทุกรายการครบถ้วนตามกำหนด ขอขอบคุณทุกฝ่าย"
_NOTHING_DUE = "เดือนนี้ไม่มีรายการที่ต้องติดตาม"


def chat_text(follow_up: FollowUp, *, phones: bool = False, lines: int = LINES) -> str:
    """The text, in Thai whatever the language of the run, of at most ``lines`` lines.

    Where not all items find room the most urgent are told, and how many are left out. Names are cut short. Telephones
    are personal data in a group of many: they stand in the text only on request.

    Raises:
        ValueError: ``lines`` is below :data:`FEWEST_LINES`.
    """
    if lines < FEWEST_LINES:
        raise ValueError(f"a chat text needs at least {FEWEST_LINES} lines")
    head = _head(follow_up)
    if not follow_up.items:
        return "\n".join([*head, _ALL_WELL if follow_up.counts.due else _NOTHING_DUE])
    body = _body(follow_up, room=lines - len(head) - 3, phones=phones)
    return "\n".join([*head, "", *body, "", _CLOSING])


def chat_text_all(follow_ups: Sequence[FollowUp], *, without: Sequence[str] = (), lines: int = LINES) -> str:
    """The text of several agencies: one line for each with something to do, that which is overdue longest first.

    In Thai whatever the language of the run, without names and telephones of people. Agencies that find no room within
    ``lines`` are counted.

    Args:
        follow_ups: one for each agency.
        without: agencies whose data could not be used: everything is told without them.
        lines: lines that the text has at most.

    Raises:
        ValueError: ``lines`` is below :data:`FEWEST_LINES`.
    """
    if lines < FEWEST_LINES:
        raise ValueError(f"a chat text needs at least {FEWEST_LINES} lines")
    counts = sum((one.counts for one in follow_ups), Counts())
    head = [
        *(f"ติดตามรายงานเดือน{month}" for month in _months(follow_ups)),
        f"ภาพรวม {len(follow_ups)} หน่วยงาน",
        *_days(follow_ups),
        *_counted(counts),
        *(f"ไม่รวม {_short(name, _NAME)}{rest} ซึ่งข้อมูลยังใช้ไม่ได้" for name, rest in _left_out(without)),
    ]
    asked = sorted((one for one in follow_ups if one.items), key=lambda one: (-one.longest, -one.counts.overdue))
    if not asked:
        return "\n".join([*head, _ALL_WELL if counts.due else _NOTHING_DUE])
    room = lines - len(head) - 3
    shown = asked if len(asked) <= room else asked[: room - 1]
    body = [_agency_line(one) for one in shown]
    if len(shown) < len(asked):
        body.append(f"… และอีก {len(asked) - len(shown)} หน่วยงาน")
    return "\n".join([*head, "", *body, "", _CLOSING])


def _left_out(names: Sequence[str]) -> list[tuple[str, str]]:
    """The first of the agencies that are left out, and how many there are beside it."""
    rest = f" และอีก {len(names) - 1} หน่วยงาน" if len(names) > 1 else ""
    return [(name, rest) for name in names[:1]]


def _months(follow_ups: Sequence[FollowUp]) -> list[str]:
    """The month that all are about."""
    return [format_month(one.month.year, one.month.month) for one in follow_ups[:1]]


def _days(follow_ups: Sequence[FollowUp]) -> list[str]:
    """The day, or the first and the last where agencies were looked at on several."""
    days = [format_date(day, "short") for day in sorted({one.today for one in follow_ups})]
    if len(days) > 1:
        return [f"สถานะระหว่าง {days[0]} ถึง {days[-1]}"]
    return [f"สถานะ ณ {day}" for day in days]


def _agency_line(follow_up: FollowUp) -> str:
    counts = follow_up.counts
    overdue = f"ค้างรายงาน {counts.overdue}" if counts.overdue else ""
    longest = f"(ค้างนานที่สุด {follow_up.longest} วัน)" if follow_up.longest else ""
    waiting = f"ยังไม่ถึงกำหนด {counts.not_yet_due}" if counts.not_yet_due else ""
    told = " ".join(part for part in (overdue, *_others(counts), waiting, longest) if part)
    return f"• {_short(follow_up.agency.short_name or follow_up.agency.name, _NAME)}: {told}"


def _head(follow_up: FollowUp) -> list[str]:
    month = follow_up.month
    return [
        f"ติดตามรายงานเดือน{format_month(month.year, month.month)}",
        _short(follow_up.agency.name, _NAME),
        f"{_as_known(follow_up)} กำหนดรายงาน {format_date(follow_up.deadline, 'short')}",
        *_counted(follow_up.counts),
    ]


def _as_known(follow_up: FollowUp) -> str:
    """The day of the follow-up, and that of its data where it is older."""
    known = f"สถานะ ณ {format_date(follow_up.today, 'short')}"
    if follow_up.data_day is None or follow_up.data_day >= follow_up.today:
        return known
    return f"{known} (จากข้อมูล ณ {format_date(follow_up.data_day, 'short')})"


def _counted(counts: Counts) -> Iterator[str]:
    """Lines of counts: reports that are due, then everything else."""
    if counts.due:
        parts = (("รายงานแล้ว", counts.reported), ("ยังไม่ถึงกำหนด", counts.not_yet_due), ("ค้างรายงาน", counts.overdue))
        told = " ".join(f"{label} {count}" for label, count in parts if count)
        yield f"ต้องรายงาน {counts.due} โครงการ {told}"
    others = _others(counts)
    if others:
        yield " ".join(others) + " รายการ"


def _others(counts: Counts) -> list[str]:
    """What is counted beside reports that are still to come."""
    found = (
        ("รายงานหลังกำหนด", counts.reported_late),
        ("กรอกไม่ครบ", counts.incomplete),
        ("ค้างผลรายไตรมาส", counts.results_missing),
        ("รายงานผลรายไตรมาสหลังกำหนด", counts.results_late),
        ("ผลรายไตรมาสที่ยังไม่ถึงกำหนด", counts.results_not_yet_due),
    )
    return [f"{label} {count}" for label, count in found if count]


def _body(follow_up: FollowUp, *, room: int, phones: bool) -> list[str]:
    """Division by division the items that find room; the last line tells how many did not."""
    entries = sorted(_entries(follow_up), key=lambda entry: urgency(entry[0]))
    chosen = _most_urgent(entries, room)
    if len(chosen) < len(entries):
        chosen = _most_urgent(entries, room - 1)
    told: list[str] = []
    for division in (group.division for group in follow_up.divisions):
        own = [entry for entry in chosen if entry[0].division == division]
        if own:
            told.append(f"【{_short(division.name, _NAME)}】")
            told.extend(_line(entry, phones=phones) for entry in own)
    left = len(follow_up.items) - sum(len(entry) for entry in chosen)
    return [*told, f"… และอีก {left} รายการ"] if left else told


def _entries(follow_up: FollowUp) -> list[tuple[Item, ...]]:
    """What becomes a line each: the items, with the overdue quarters of one indicator together."""
    groups: dict[tuple[Concern, State, str, int], list[Item]] = {}
    for item in follow_up.items:
        together = item.concern is Concern.NO_RESULT and item.is_overdue
        groups.setdefault((item.concern, item.state, item.code, 0 if together else item.key[2]), []).append(item)
    return [tuple(sorted(group, key=urgency)) for group in groups.values()]


def _most_urgent(entries: list[tuple[Item, ...]], room: int) -> list[tuple[Item, ...]]:
    """The first entries that fit, each with one line, and one line more for each new division."""
    chosen: list[tuple[Item, ...]] = []
    divisions: set[Division] = set()
    for entry in entries:
        divisions.add(entry[0].division)
        if len(chosen) + 1 + len(divisions) > room:
            break
        chosen.append(entry)
    return chosen


def _line(entry: tuple[Item, ...], *, phones: bool) -> str:
    item = entry[0]
    contact = item.contact
    who = "" if contact.name == NOBODY else _short(contact.name, _PERSON)
    phone = _short(contact.phone or "", _PERSON) if phones else ""
    if phone[:1].isdigit():
        phone = f"โทร. {phone}"
    asked = " ".join(part for part in (who, phone) if part)
    told = f"• {_short(item.code, _PERSON)} {_short(item.name, _NAME)}: {wording_of(entry).text}"
    return f"{told} ({asked})" if asked else told


def _short(text: str, longest: int) -> str:
    """A name on one line, without invisible signs, cut between words where it is too long."""
    seen = "".join(sign for sign in " ".join(text.split()) if unicodedata.category(sign) not in ("Cc", "Cf", "Cs"))
    letters = clusters(seen)
    if len(letters) <= longest:
        return seen
    between = {0, *accumulate(map(len, letters[: longest - 1]))}
    return seen[: _end_of_word(seen, between)].rstrip(" (“") + "…"


def _end_of_word(text: str, between: set[int]) -> int:
    """The last of the places between letters at which a word ends; where a word is very long, the last of all."""
    from pipeline.thai.segment import segment  # a dictionary: few texts need it

    last = max(between.intersection(accumulate(map(len, segment(text)))), default=0)
    return last if last * 3 >= max(between) * 2 else max(between)
