"""Single lines that several documents print: units, responsible parties, amounts, the strategy tree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.compose.widths import body_mm
from pipeline.model import StrategyLevel

if TYPE_CHECKING:
    from decimal import Decimal

    from pipeline.compose.digits import Numerals
    from pipeline.model import Alignment, Dataset, Party, StrategyNode

MISSING = "–"
"""What stands where the data has nothing. A dash says so and leaves no room to fill in by hand afterwards."""

_PHONE_WORDS = ("โทร", "สายด่วน", "เบอร์", "tel", "fax", "แฟกซ์", "มือถือ", "http", "อีเมล")


@dataclass(frozen=True, slots=True)
class AlignmentLines:
    """What a project supports (form 1.6), one text for each line of the form."""

    strategy: str
    dimension: str
    goal: str
    indicator: str


@dataclass(frozen=True, slots=True)
class UnitName:
    """The name of one unit; ``whole``: no line may break inside it, since it fits a line."""

    text: str
    whole: bool


def baht(amount: Decimal | None, numerals: Numerals) -> str:
    """``214,600 บาท``; a dash where no amount is given, which is not 0 baht."""
    return MISSING if amount is None else f"{numerals.amount(amount)} บาท"


def unit_path(dataset: Dataset, unit: str | None, numerals: Numerals, width: float) -> tuple[UnitName, ...]:
    """Agency, division, group: one to three levels, to be printed in a column of ``width`` mm."""
    names = [numerals.typed(name) for name in dataset.unit_names(unit)]
    return tuple(UnitName(name, body_mm(name) <= width) for name in names)


def party_line(dataset: Dataset, party: Party | None, numerals: Numerals) -> str:
    """Who is responsible: name, else position, else unit, and the telephone as it was typed.

    A position or unit that is written beside a name is printed too; what the list of people knows of a person
    is not repeated here.
    """
    if party is None:
        return MISSING
    person = dataset.people_by_id.get(party.person) if party.person else None
    name = party.name or (person.name if person else None)
    unit = dataset.unit_names(party.unit)[-1] if party.unit in dataset.units_by_id else None
    who = " ".join(part for part in (name, party.position, unit) if part)
    phone = party.phone or (person.phone if person else None)
    return " ".join(part for part in (numerals.typed(who), phone_text(phone)) if part) or MISSING


def phone_text(phone: str | None) -> str:
    """The telephone as typed, introduced by โทร. unless it says itself what it is. Its digits are never converted."""
    if not phone or phone.casefold().startswith(_PHONE_WORDS):
        return phone or ""
    return f"โทร. {phone}"


def alignment_lines(dataset: Dataset, alignment: Alignment, numerals: Numerals) -> AlignmentLines:
    """The four lines of form 1.6; a text that is given wins over the one from the tree.

    A node below the goals (เป้าประสงค์, มาตรการ) follows its goal on the same line: the form has no line for it.
    """
    line = dataset.strategy_line(alignment.node) if alignment.node else ()
    by_level = {node.level: node for node in line}
    strategy = by_level.get(StrategyLevel.STRATEGY)
    dimension = by_level.get(StrategyLevel.DIMENSION)
    goals = [
        node_text(by_level[level])
        for level in (StrategyLevel.GOAL, StrategyLevel.OBJECTIVE, StrategyLevel.MEASURE)
        if level in by_level
    ]
    texts = (
        alignment.strategy or (strategy and node_text(strategy)),
        alignment.dimension or (dimension and node_text(dimension)),
        alignment.goal or " / ".join(goals),
        alignment.indicator,
    )
    return AlignmentLines(*(numerals.typed(text) if text else MISSING for text in texts))


def node_text(node: StrategyNode) -> str:
    """``ด้านที่ 7 - การบริหารจัดการเมืองมหานคร : Management Strategy``; goals and what is below have no dash."""
    dash = " - " if node.level in (StrategyLevel.STRATEGY, StrategyLevel.DIMENSION) else " "
    english = f" : {node.name_en}" if node.name_en else ""
    return f"{node.level.value}ที่ {node.code}{dash}{node.name}{english}"
