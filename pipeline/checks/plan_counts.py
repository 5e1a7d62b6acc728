"""Numbers of projects and sums of money that the book's prose states, against those that are computed."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.checks.registry import Hit, hit, plan_rule
from pipeline.checks.texts import context, prose_at
from pipeline.findings import Severity
from pipeline.messages import N_
from pipeline.model import FundingState, ListBlock, ProjectKind, TableBlock
from pipeline.thai.digits import to_arabic
from pipeline.thai.money import format_amount
from pipeline.thai.numbers import NumberProblem, parse_decimal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.checks.plan import PlanView
    from pipeline.checks.texts import TextAt
    from pipeline.model import Project, ResultGroup

_BASIS = N_("จำนวนโครงการและยอดรวมคำนวณจากรายการโครงการ")
_PROJECTS = r"(?:โครงการ/กิจกรรม|โครงการ|กิจกรรม)"
_TOTAL = r"(?:รวมทั้งสิ้น|รวมทั้งหมด|รวม|ทั้งสิ้น|ทั้งหมด)"
_COUNT = re.compile(
    rf"""
    (?:(?P<state>ไม่ได้รับงบประมาณ|ได้รับงบประมาณ|ไม่ใช้งบประมาณ|ใช้งบประมาณ)\s*{_TOTAL}?
      |{_TOTAL}\s*{_PROJECTS}?(?:ยุทธศาสตร์)?\s*(?:{_TOTAL})?)
    \s*(?:จำนวน|มี)?\s*(?:{_TOTAL})?\s*
    (?P<number>[0-9]{{1,4}})\s*{_PROJECTS}
    """,
    re.VERBOSE,
)
_AMOUNT = re.compile(
    r"(?:รวมงบประมาณ(?:ทั้งสิ้น|ทั้งหมด)?|งบประมาณ(?:รวม)?(?:ทั้งสิ้น|ทั้งหมด|รวม)|วงเงินงบประมาณ(?:รวม)?(?:ทั้งสิ้น|รวม)?|เป็นเงินทั้งสิ้น)"
    r"\s*(?:จำนวน|เป็นเงิน|วงเงิน)?\s*(?:ทั้งสิ้น|รวม)?\s*(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?)(?:\.-)?\s*(?P<unit>ล้านบาท|บาท)"
)
_OTHER_YEAR = re.compile(r"2[5-6][0-9]{2}")
_TYPED_COUNT = re.compile(rf"จำนวน\s*(?P<number>[0-9]{{1,3}})\s*(?:{_PROJECTS}|รายการ|เรื่อง|ข้อ)")
_WHOLE_BUDGET = re.compile(r"จัดสรร|รายจ่าย|เงินเดือน|งบกลาง")
_OF_PLAN = re.compile(r"โครงการ|กิจกรรม|แผน")
_NEAR = 40
_MILLION = Decimal(1_000_000)
_SENTENCE = 120
"""How far before a number its sentence may name another year (in characters)."""


class Counts:
    """What the plan's lists amount to: numbers of projects and sums in baht that a text may rightly state."""

    def __init__(self, view: PlanView) -> None:
        self._view = view
        self._strategic = [at.item for at in view.strategic]
        self._baseline = [at.item for at in view.projects if at.item.kind is ProjectKind.BASELINE]

    def of_state(self, words: str) -> int:
        """The number of strategic projects in a state of funding, in the words of the count sentences."""
        return _in_state(self._strategic, words)

    def may_be(self, words: str | None, number: int) -> bool:
        """Whether a list has so many projects (in a state): all, a kind, a division, a measure, an objective."""
        if words:
            return any(_in_state(group, words) == number for group in self._groups)
        baseline = len(self._view.dataset.baseline) + len(self._baseline)
        return number in {baseline, *self._sizes, *(size + baseline for size in self._sizes)}

    @cached_property
    def _sizes(self) -> frozenset[int]:
        return frozenset(len(group) for group in self._groups)

    @cached_property
    def _groups(self) -> list[list[Project]]:
        """Lists of projects that a text may speak of."""
        view, everything = self._view, [at.item for at in self._view.projects]
        groups = [self._strategic, everything]
        groups += [[p for p in everything if p.kind is kind] for kind in ProjectKind]
        groups += [[p for p in everything if p.unit == unit.id] for unit in view.dataset.units]
        groups += [[at.item for at in found] for found in view.projects_of.values()]
        by_objective: dict[str | None, list[Project]] = {}
        for project in everything:
            by_objective.setdefault(view.objective_of(view.dataset.measure_of(project) or ""), []).append(project)
        return [*groups, *by_objective.values()]

    @cached_property
    def sums(self) -> frozenset[Decimal]:
        """Every sum in baht that a total may mean: strategic, funded, unfunded, baseline, all, one measure."""
        everything = [at.item for at in self._view.projects]
        items = [item.budget for item in self._view.dataset.baseline] + [p.planned_budget for p in self._baseline]
        baseline = sum((budget or Decimal(0) for budget in items), Decimal(0))
        groups = list(self._groups)
        for state in FundingState:
            groups += [[p for p in part if p.funding_state is state] for part in (everything, self._strategic)]
        sums = [sum((p.planned_budget or Decimal(0) for p in group), Decimal(0)) for group in groups]
        received = sum((p.budget_received or Decimal(0) for p in everything), Decimal(0))
        return frozenset((received, baseline, *sums, *(total + baseline for total in sums)))


@plan_rule(
    id="count-in-text-differs",
    severity=Severity.WARNING,
    title=N_("จำนวนโครงการในข้อความไม่ตรงกับที่นับได้"),
    message=N_("“{found}” แต่ข้อมูลมี {computed} โครงการ"),
    remedy=N_("แก้จำนวนในข้อความ หรือตรวจว่าโครงการครบและมีสถานะงบประมาณถูกต้อง"),
    basis=_BASIS,
)
def count_in_text_differs(view: PlanView) -> Iterator[Hit]:
    """``รวม 13 โครงการ`` where the lists have 12; numbers of another year are left alone."""
    counts = Counts(view)
    for at, match in _stated(view, _COUNT):
        if not counts.may_be(match["state"], int(match["number"])):
            computed = counts.of_state(match["state"]) if match["state"] else len(view.strategic)
            found = context(at.text, *match.span(), 10)
            yield hit(at.path, quote=found, found=found, computed=str(computed))


@plan_rule(
    id="amount-in-text-differs",
    severity=Severity.WARNING,
    title=N_("ยอดงบประมาณในข้อความไม่ตรงกับที่รวมได้"),
    message=N_("“{found}” แต่รวมจากรายการได้ {computed} บาท"),
    remedy=N_("แก้ยอดในข้อความ หรือตรวจงบประมาณของโครงการ"),
    basis=_BASIS,
)
def amount_in_text_differs(view: PlanView) -> Iterator[Hit]:
    """A total in baht, or in millions as far as its decimals go, that no list adds up to."""
    counts = Counts(view)
    total = sum((at.item.planned_budget or Decimal(0) for at in view.strategic), Decimal(0))
    for at, match in _stated(view, _AMOUNT):
        try:
            number = parse_decimal(match["number"])
        except NumberProblem:
            continue
        if _is_of_plan(at.text, match) and not any(_is(number, match["unit"], amount) for amount in counts.sums):
            found = context(at.text, *match.span(), 4)
            yield hit(at.path, quote=found, found=found, computed=format_amount(total))


def _in_state(projects: Iterable[Project], words: str) -> int:
    """How many projects are in a state of funding, in the words of the count sentences."""
    states = [project.funding_state for project in projects]
    if words == "ใช้งบประมาณ":
        return len(states) - states.count(FundingState.NO_BUDGET)
    return states.count(FundingState(words))


def _is(number: Decimal, unit: str, amount: Decimal) -> bool:
    """Whether a number as written is an amount in baht, rounded as it was written."""
    exact = amount / _MILLION if unit == "ล้านบาท" else amount
    exponent = number.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return abs(exact - number) <= Decimal(5).scaleb(-places - 1)


def _is_of_plan(text: str, match: re.Match[str]) -> bool:
    """Whether a sum is said to be that of projects: an agency's whole budget also pays salaries."""
    before = text[max(0, match.start() - _SENTENCE) : match.start()]
    if _WHOLE_BUDGET.search(before[-_NEAR:]):
        return False
    return match[0].startswith("รวม") or _OF_PLAN.search(before) is not None


def _stated(view: PlanView, pattern: re.Pattern[str]) -> Iterator[tuple[TextAt, re.Match[str]]]:
    """Where the book's own prose states a number of this year."""
    if not view.projects:
        return
    for at in view.texts:
        if at.path[:1] != ("plan_book",) or "last_year" in at.path:
            continue
        text = to_arabic(at.text)
        for match in pattern.finditer(text):
            years = _OTHER_YEAR.findall(text, max(0, match.start() - _SENTENCE), match.start())
            if not years or years[-1] == str(view.year):
                yield at, match


@plan_rule(
    id="group-count-differs",
    severity=Severity.WARNING,
    title=N_("จำนวนรายการปีที่ผ่านมาไม่ตรงกับรายการ"),
    message=N_("“{title}” แต่มี {count} รายการ"),
    remedy=N_("ลบจำนวนออกจากชื่อกลุ่ม โปรแกรมนับให้ หรือตรวจว่ารายการครบ"),
    basis=N_("จำนวนรายการคำนวณจากรายการ ไม่ต้องพิมพ์"),
)
def group_count_differs(view: PlanView) -> Iterator[Hit]:
    """The title of a group of last year's results types another number than there are items."""
    for index, group in enumerate(view.book.last_year.groups if view.book.last_year else ()):
        match, count = _TYPED_COUNT.search(to_arabic(group.title or "")), _items_of(group)
        if match and count and int(match["number"]) != count:
            base = ("plan_book", "last_year", "groups", index)
            yield hit((*base, "title"), quote=match[0], title=match[0], count=str(count), related=((*base, "items"),))


@plan_rule(
    id="last-year-count-differs",
    severity=Severity.WARNING,
    title=N_("จำนวนโครงการปีที่ผ่านมาในความนำไม่ตรงกับรายการ"),
    message=N_("“{found}” แต่ทุกกลุ่มรวมกันมี {computed} รายการ"),
    remedy=N_("แก้จำนวนในความนำ หรือตรวจว่ารายการครบ"),
    basis=_BASIS,
)
def last_year_count_differs(view: PlanView) -> Iterator[Hit]:
    """The introduction to last year's results states another total than its groups have, alone or together."""
    last = view.book.last_year
    if last is None:
        return
    sizes = [_items_of(group) for group in last.groups]
    for at in prose_at(last.intro, ("plan_book", "last_year", "intro")):
        for match in _COUNT.finditer(to_arabic(at.text)):
            if sizes and not match["state"] and int(match["number"]) not in (*sizes, sum(sizes)):
                found = context(at.text, *match.span(), 10)
                yield hit(at.path, quote=found, found=found, computed=str(sum(sizes)))


def _items_of(group: ResultGroup) -> int:
    """How many items a group lists: items of its lists, rows of its tables; paragraphs where there are none."""
    listed = sum(
        len(block.items) if isinstance(block, ListBlock) else len(block.rows)
        for block in group.items.blocks
        if isinstance(block, ListBlock | TableBlock)
    )
    return listed or len(group.items.blocks)
