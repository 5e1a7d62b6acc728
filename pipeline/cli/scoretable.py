"""A scorecard in rows: every part, indicator and step of the derivation, for the terminal and for sheets."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from pipeline.cli.columns import in_columns
from pipeline.cli.scoretexts import fixed, part_name, reason
from pipeline.messages import N_, gettext
from pipeline.scoring import SCHEMES, NoScore
from pipeline.tabular.cells import visible

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from pipeline.model import Dataset
    from pipeline.scoring import DimensionScore, Score, Scorecard

HEADS = (N_("ที่"), N_("รายการ/ตัวชี้วัด"), N_("ที่มาของคะแนน"), N_("น้ำหนัก"), N_("คะแนนที่ได้"), N_("คะแนนถ่วงน้ำหนัก"))
"""Heads of the columns, in the order of :class:`Row`."""

_RIGHT = (3, 4, 5)
_TOTAL = N_("รวมทั้งสิ้น")
_OPEN = N_("ยังไม่ครบทุกตัวชี้วัด")
_FULL = N_("คะแนนเต็ม {full}")
_ASSUMED = N_("{name} (สมมติ)")
_MISSING = N_("ไม่มีคะแนน")
_REMEDY = N_("วิธีแก้")


class RowKind(Enum):
    """What a row tells."""

    PART = auto()
    INDICATOR = auto()
    STEP = auto()
    TOTAL = auto()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the derivation; texts are safe for a terminal."""

    kind: RowKind
    no: str = ""
    name: str = ""
    text: str = ""
    weight: Decimal | None = None
    score: Decimal | None = None
    weighted: Decimal | None = None

    @property
    def indented_name(self) -> str:
        """The name, steps a little further in."""
        return f"  {self.name}" if self.kind is RowKind.STEP else self.name


def rows(card: Scorecard, dataset: Dataset) -> Iterator[Row]:
    """The whole card: parts with their totals, indicators with every step, the grand total last."""
    for part in card.dimensions:
        yield Row(
            RowKind.PART,
            name=visible(part_name(part.dimension, dataset)),
            text=_state(part),
            weight=part.weight,
            weighted=part.known,
        )
        for one in part.scores:
            yield from _indicator_rows(one)
    yield Row(RowKind.TOTAL, name=gettext(_TOTAL), text=_state(card), weight=card.weight, weighted=card.known)


def table(card: Scorecard, dataset: Dataset, columns: int) -> str:
    """The card for the terminal, at most ``columns`` wide where that can be."""
    heads = tuple(gettext(head) for head in HEADS)
    lines = (
        (row.no, row.indented_name, row.text, fixed(row.weight), fixed(row.score), fixed(row.weighted))
        for row in rows(card, dataset)
    )
    return in_columns([heads, *lines], columns, _RIGHT)


def shown_name(score: Score) -> str:
    """The name of an indicator, marked where its result was only asked about."""
    name = visible(score.node.name)
    return gettext(_ASSUMED).format(name=name) if score.assumed else name


def _state(of: DimensionScore | Scorecard) -> str:
    return gettext(_FULL).format(full=fixed(of.full)) if of.complete else gettext(_OPEN)


def _indicator_rows(score: Score) -> Iterator[Row]:
    scheme = "" if score.children else gettext(SCHEMES[score.node.indicator.scheme].title)
    yield Row(
        RowKind.INDICATOR,
        visible(score.node.number),
        shown_name(score),
        scheme,
        score.weight,
        score.score,
        score.weighted,
    )
    for step in score.steps:
        label, text = step.told()
        yield Row(RowKind.STEP, name=label, text=visible(text))
    if score.missing is not None:
        why, remedy = reason(score)
        yield Row(RowKind.STEP, name=gettext(_MISSING), text=why)
        if score.missing is not NoScore.CHILD_WITHOUT_SCORE:
            yield Row(RowKind.STEP, name=gettext(_REMEDY), text=remedy)
    described_only = (
        score.missing is None and score.weighted is not None and all(child.weighted is None for child in score.children)
    )
    if not described_only:
        for child in score.children:
            yield from _indicator_rows(child)
