"""What several tables print alike: projects with their marks, notes, targets, definitions, formulas."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.compose.views.columns import PITCH, factor_rise
from pipeline.compose.views.plan_book.tree import node_title
from pipeline.compose.views.targets import target_text
from pipeline.compose.views.texts import NONE, plain, prose
from pipeline.model import FundingState, StrategyLevel
from pipeline.thai.clusters import cluster_starts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from decimal import Decimal

    from markupsafe import Markup

    from pipeline.compose.digits import Numerals
    from pipeline.compose.views.plan_book.book import Book
    from pipeline.compose.views.plan_book.tree import Numbered
    from pipeline.model import Formula, Indicator, Project, StrategyNode

UNFUNDED, ADDITIONAL = "*", "**"
NOTES = {UNFUNDED: "ไม่ได้รับงบประมาณ", ADDITIONAL: "เป็นโครงการเพิ่มเติม"}
"""The marks behind a project's name, and what the note below the table says of each."""

_LONG_WORD = re.compile("[!-~]{24,}$")
"""A word that may have to break inside, marks and all."""

PLAN_NODES = (StrategyLevel.STRATEGY, StrategyLevel.DIMENSION)


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project in a table. Its name is ``name`` and ``tail``; ``marks`` stand right behind on the tail's line.

    The tail is the last letter of a name that has marks, else empty; so it is where the last word may have to break.
    """

    number: str
    name: str
    tail: str
    marks: str
    budget: str
    source: str
    division: str


@dataclass(frozen=True, slots=True)
class Kpi:
    """An indicator in a table with its targets, one text for each column."""

    number: str
    name: str
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormulaText:
    """A formula; ``numerator`` is empty where there is no fraction, ``times`` where it is not multiplied.

    ``rise`` is how far ``times`` is lifted, in pt, ``fall`` what its line does not take then.
    """

    text: Markup
    numerator: str
    denominator: str
    times: str
    rise: str
    fall: str


@dataclass(frozen=True, slots=True)
class Detail:
    """Definition, target and formula of an indicator; what is missing is empty or ``None``."""

    definition: Markup
    target: str
    formula: FormulaText | None


def marks_of(project: Project) -> tuple[str, ...]:
    """``*`` for a project without its money, ``**`` for one that was added to the plan; both may hold."""
    unfunded = project.funding_state is FundingState.UNFUNDED
    return (UNFUNDED,) * unfunded + (ADDITIONAL,) * project.additional


def notes_of(projects: Iterable[Project]) -> tuple[str, ...]:
    """The note (หมายเหตุ) below a table: a line for each mark in it, for no other."""
    found = {mark for project in projects for mark in marks_of(project)}
    return tuple(f"{mark} {text}" for mark, text in NOTES.items() if mark in found)


def project_line(book: Book, number: int, project: Project) -> ProjectLine:
    """A project as tables print it."""
    numerals = book.numerals
    name, marks = numerals.typed(project.name), ",".join(marks_of(project))
    end = cluster_starts(name)[-1] if marks and not _LONG_WORD.search(name) else len(name)
    return ProjectLine(
        number=numerals.number(number),
        name=name[:end],
        tail=name[end:],
        marks=marks,
        budget=money(project.planned_budget, numerals),
        source=numerals.typed(project.budget_source) if project.budget_source else NONE,
        division=division_of(book, project),
    )


def division_of(book: Book, project: Project) -> str:
    """The division (ส่วนราชการ) that is responsible: the topmost of the project's unit."""
    line = book.dataset.unit_line(unit_of(project))
    return book.numerals.typed(line[0].name) if line else NONE


def unit_of(project: Project) -> str | None:
    """The unit that is responsible, else that of the person responsible."""
    return project.unit or (project.responsible.unit if project.responsible else None)


def kpi(numbered: Numbered, years: Iterable[int], numerals: Numerals) -> Kpi:
    """An indicator with its targets of several fiscal years (BE)."""
    indicator = numbered.indicator
    return Kpi(
        number=numerals.typed(numbered.number),
        name=numerals.typed(indicator.name),
        targets=tuple(numerals.typed(target_text(indicator.target_of(year))) for year in years),
    )


def detail(indicator: Indicator, year: int, numerals: Numerals, width: float) -> Detail:
    """How an indicator is defined, in a column of ``width`` mm.

    The target is that of its definition where that has its own, else the year's.
    """
    target = indicator.definition_target or target_text(indicator.target_of(year))
    return Detail(
        definition=prose(indicator.definition, numerals),
        target=numerals.typed(target),
        formula=None if indicator.formula is None else formula_text(indicator.formula, numerals, width),
    )


def detail_texts(indicator: Indicator) -> tuple[str, ...]:
    """What a detail prints, roughly, as paragraphs: to tell how tall it will be. Each label takes a line."""
    formula = indicator.formula
    texts = ["", "", ""]
    if indicator.definition is not None:
        texts += indicator.definition.texts()
    if formula is not None:
        texts += formula.text.texts() if formula.text else ()
        texts += [text for text in (formula.numerator, formula.denominator) if text]
    return tuple(texts)


def formula_text(formula: Formula, numerals: Numerals, width: float) -> FormulaText:
    """A formula ready to print in a column of ``width`` mm; a fraction keeps its two parts."""
    rise = factor_rise(formula.denominator or "", width)
    return FormulaText(
        text=prose(formula.text, numerals),
        numerator=numerals.typed(formula.numerator or ""),
        denominator=numerals.typed(formula.denominator or ""),
        times="" if formula.times is None else numerals.computed(plain(formula.times)),
        rise=f"{rise:g}",
        fall=f"{rise - PITCH:g}",
    )


def money(amount: Decimal | None, numerals: Numerals) -> str:
    """``1,918,000``; a dash for no budget."""
    return NONE if amount is None else numerals.amount(amount)


def node_lines(
    nodes: Mapping[StrategyLevel, StrategyNode], *levels: StrategyLevel, numerals: Numerals
) -> Iterator[str]:
    """``ด้านที่ 7 …``, ``มิติที่ 7.3 …`` for each level that there is."""
    return (node_title(nodes[level], numerals) for level in levels if level in nodes)
