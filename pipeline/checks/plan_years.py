"""Titles and years of the book: what it calls itself, and years that are not the plan's."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.checks.registry import Hit, hit, plan_rule
from pipeline.checks.texts import TextAt, context
from pipeline.checks.view import BE_OFFSET, fiscal_span
from pipeline.findings import Severity
from pipeline.messages import N_
from pipeline.thai.dates import find_dates, fiscal_year
from pipeline.thai.digits import to_arabic
from pipeline.thai.eras import MONTHS, SHORT_MONTHS, month_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.plan import PlanView

_BASIS = N_("ชื่อเล่มและปีของแผนต้องตรงกันทุกแห่งในเล่ม")
_YEAR = re.compile(r"(?<![0-9])2[5-6][0-9]{2}(?![0-9])")
_SWAP = {"ปฏิบัติราชการ": "ปฏิบัติการ", "ปฏิบัติการ": "ปฏิบัติราชการ"}
_BACKWARDS = re.compile(r"ผ่านมา|ผลการ|ปีก่อน|ที่แล้ว|ทบทวน|เดิม|ต่อเนื่องจาก|ระหว่าง")
_BEFORE = 60
_MONTH = "|".join(re.escape(name) for name in (*MONTHS, *SHORT_MONTHS))
_BY_MONTH = re.compile(
    rf"ภายใน(?:สิ้น)?\s*(?:เดือน)?\s*(?P<month>{_MONTH})\s*(?:พ\.ศ\.)?\s*(?P<year>2[5-6][0-9]{{2}})(?![0-9])"
)
_BY_YEAR = re.compile(r"ภายใน(?:สิ้น)?\s*ปี(?:งบประมาณ)?\s*(?:พ\.ศ\.)?\s*(?P<year>2[5-6][0-9]{2})(?![0-9])")
_BY = re.compile(r"ภายใน(?:วัน)?(?:ที่)?\s*$")


@plan_rule(
    id="book-title-with-year",
    severity=Severity.WARNING,
    title=N_("ชื่อเล่มมีปีอยู่แล้ว"),
    message=N_("ชื่อเล่ม “{title}” มีปี {year} แต่โปรแกรมพิมพ์ พ.ศ. {own} ต่อท้ายให้อยู่แล้ว"),
    remedy=N_("ลบปีออกจากชื่อเล่ม ปีพิมพ์ตามปีงบประมาณของข้อมูล"),
    basis=_BASIS,
)
def book_title_with_year(view: PlanView) -> Iterator[Hit]:
    """A year in the title, which is printed with the year of the data."""
    for match in _YEAR.finditer(to_arabic(view.book.title)):
        title = view.book.title
        yield hit(("plan_book", "title"), quote=title, title=title, year=match[0], own=str(view.year))
        return


@plan_rule(
    id="book-version-other-year",
    severity=Severity.WARNING,
    title=N_("ฉบับของเล่มระบุปีอื่น"),
    message=N_("ฉบับ “{version}” ระบุปี {year} แต่แผนนี้เป็นของปีงบประมาณ พ.ศ. {own}"),
    remedy=N_("แก้ปีของฉบับ ปีงบประมาณ {own} อยู่ในปีปฏิทิน {before} และ {own}"),
    basis=_BASIS,
)
def book_version_other_year(view: PlanView) -> Iterator[Hit]:
    """A year in the version that the fiscal year does not touch."""
    for match in _YEAR.finditer(to_arabic(view.book.version or "")):
        if int(match[0]) not in (view.year - 1, view.year):
            yield hit(
                ("plan_book", "version"),
                quote=view.book.version or "",
                version=view.book.version or "",
                year=match[0],
                own=str(view.year),
                before=str(view.year - 1),
            )


@plan_rule(
    id="book-named-otherwise",
    severity=Severity.WARNING,
    title=N_("เรียกชื่อเล่มไม่ตรงกับปก"),
    message=N_("“{found}” แต่ปกพิมพ์ “{title}”"),
    remedy=N_("แก้เป็น “{title}” หรือแก้ชื่อเล่ม ให้ตรงกันทั้งเล่ม"),
    basis=_BASIS,
)
def book_named_otherwise(view: PlanView) -> Iterator[Hit]:
    """แผนปฏิบัติการประจำปี for แผนปฏิบัติราชการประจำปี, or the reverse, with the year of this book or none."""
    other = _other_title(view.book.title)
    for at in view.texts if other else ():
        for match in re.finditer(_spaced(other), at.text):
            year = _YEAR.search(to_arabic(at.text[match.end() : match.end() + 20]))
            if at.path[:1] == ("plan_book",) and at.path[1] != "title" and (year is None or year[0] == str(view.year)):
                found = context(at.text, *match.span(), 8)
                yield hit(
                    at.path, quote=match[0], found=found, title=view.book.title, related=(("plan_book", "title"),)
                )


@plan_rule(
    id="book-of-other-year",
    severity=Severity.WARNING,
    title=N_("ปีของแผนในข้อความไม่ใช่ปีของเล่ม"),
    message=N_("“{found}” ระบุปี {year} แต่เล่มนี้เป็นของปี พ.ศ. {own}"),
    remedy=N_("แก้ปีเป็น {own} หากหมายถึงแผนของปีอื่นจริง ให้เขียนให้ชัด เช่น ผลการดำเนินงานตามแผนของปี {year}"),
    basis=_BASIS,
)
def book_of_other_year(view: PlanView) -> Iterator[Hit]:
    """The book names itself with another year: left over from last year's file."""
    names = [_spaced(name) for name in (view.book.title, _other_title(view.book.title)) if name]
    own = re.compile(rf"(?:{'|'.join(names)})\s*(?:งบประมาณ\s*)?(?:พ\.ศ\.)?\s*(?P<year>2[5-6][0-9]{{2}})(?![0-9])")
    for at in view.texts:
        if at.path[:1] != ("plan_book",) or "last_year" in at.path:
            continue
        for match in own.finditer(to_arabic(at.text)):
            before = to_arabic(at.text[max(0, match.start() - _BEFORE) : match.start()])
            meant = match["year"] in before or _BACKWARDS.search(before)
            if match["year"] != str(view.year) and not meant:
                found = at.text[slice(*match.span())]
                yield hit(at.path, quote=found, found=found, year=match["year"], own=str(view.year))


@plan_rule(
    id="last-year-is-not-before",
    severity=Severity.WARNING,
    title=N_("ปีที่ผ่านมาไม่ใช่ปีก่อนปีของแผน"),
    message=N_("ผลการดำเนินงานปีที่ผ่านมาระบุปี {year} แต่แผนนี้เป็นของปี {own}"),
    remedy=N_("แก้เป็นปี {before} หรือเว้นว่างให้โปรแกรมใช้ปีก่อนปีของแผน"),
    basis=_BASIS,
)
def last_year_is_not_before(view: PlanView) -> Iterator[Hit]:
    """Last year is this year or later; or its introduction speaks of other years only."""
    last = view.book.last_year
    if last is None:
        return
    expected = last.fiscal_year or view.year - 1
    if expected >= view.year:
        yield _last_year(view, ("plan_book", "last_year", "fiscal_year"), expected)
    for at in view.texts:
        if at.path[:3] == ("plan_book", "last_year", "intro"):
            years = [
                int(match) for match in re.findall(r"ปีงบประมาณ\s*(?:พ\.ศ\.)?\s*(2[5-6][0-9]{2})", to_arabic(at.text))
            ]
            if years and expected not in years:
                yield _last_year(view, at.path, years[0])


def _last_year(view: PlanView, path: tuple[str | int, ...], year: int) -> Hit:
    return hit(path, quote=str(year), year=str(year), own=str(view.year), before=str(view.year - 1))


@plan_rule(
    id="due-outside-fiscal-year",
    severity=Severity.WARNING,
    title=N_("กำหนดเวลาอยู่นอกปีงบประมาณของแผน"),
    message=N_("“{found}” อยู่นอกปีงบประมาณ พ.ศ. {year} ({first} ถึง {last})"),
    remedy=N_("แก้เดือนหรือปีให้อยู่ในปีงบประมาณ หากเป็นงานข้ามปีจริง ให้ปิดการแจ้งเตือนพร้อมเหตุผล"),
    basis=N_("ตัวชี้วัดของแผนประจำปีวัดผลภายในปีงบประมาณ"),
)
def due_outside_fiscal_year(view: PlanView) -> Iterator[Hit]:
    """``ภายในเดือนสิงหาคม 2564`` in a target, definition, formula or step of a plan of 2563."""
    from pipeline.thai.dates import format_month

    first, last = fiscal_span(view.year)
    for at in view.texts:
        target_of = _year_of_target(view, at)
        if target_of is None:
            continue
        for due in _dues(at):
            if due.year not in (view.year, target_of):
                yield hit(
                    at.path,
                    quote=due.text,
                    found=due.text,
                    year=str(view.year),
                    first=format_month(first.year, first.month, "short"),
                    last=format_month(last.year, last.month, "short"),
                )


class _Due(NamedTuple):
    """A time by which something is due, and its fiscal year (BE)."""

    text: str
    year: int


def _dues(at: TextAt) -> Iterator[_Due]:
    text = to_arabic(at.text)
    if "ภายใน" not in text:
        return
    for match in _BY_MONTH.finditer(text):
        month = month_number(match["month"]) or 1
        year = fiscal_year(dt.date(int(match["year"]) - BE_OFFSET, month, 1))
        yield _Due(at.text[slice(*match.span())], year)
    for match in _BY_YEAR.finditer(text):
        yield _Due(at.text[slice(*match.span())], int(match["year"]))
    for found in find_dates(at.text):
        by = _BY.search(text, 0, found.start)
        if by and found.date:
            yield _Due(at.text[by.start() : found.end], fiscal_year(found.date))


def _year_of_target(view: PlanView, at: TextAt) -> int | None:
    """The year that a text of an indicator or a step is about; ``None`` for all other texts."""
    match at.path:
        case ("indicators", int(index), "targets", int(place), *_):
            return view.dataset.indicators[index].targets[place].year
        case ("indicators", int(), "definition" | "definition_target" | "formula", *_) | (
            "projects",
            int(),
            "steps",
            *_,
        ):
            return view.year
        case _:
            return None


def _other_title(title: str) -> str:
    """The title with the other of the two words for a plan; empty where it has neither."""
    for word, other in _SWAP.items():
        if word in title:
            return title.replace(word, other, 1)
    return ""


def _spaced(title: str) -> str:
    """A pattern of a title whose blanks may be missing or doubled, also before ประจำปี."""
    return r"\s*".join(re.escape(part) for part in re.split(r"\s+|(?=ประจำปี)", title) if part)
