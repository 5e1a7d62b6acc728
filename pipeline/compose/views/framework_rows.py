"""The indicators of the evaluation framework as the rows of a table: parents, what stands between, children; weights.

Weights of several scales never stand in one column without saying so. A share of a parent's own scale names that
scale and what it is of the whole (``20 ใน 100``, ``(ร้อยละ 12)``); a weight that a printed one above already holds is
in brackets; every other adds to the subtotal of its part.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.compose.views.texts import plain
from pipeline.scoring.figures import half_up, total

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from decimal import Decimal

    from pipeline.compose.digits import Numerals
    from pipeline.model import EvaluationDimension, FrameworkWord
    from pipeline.scoring import Framework, FrameworkDimension, FrameworkNode

_PLACES = 2

INDENT = 5.0
"""What a level of indicators is indented by, in mm, as in the templates."""

_DEEPEST = 3

SHARE_NOTE = "หมายเหตุ : น้ำหนัก “{share}” คือส่วนแบ่งภายในตัวชี้วัดที่อยู่เหนือขึ้นไป ค่าในวงเล็บคือร้อยละของน้ำหนักทั้งหมด"
HELD_NOTE = "หมายเหตุ : น้ำหนักในวงเล็บ{alone}รวมอยู่ในน้ำหนักของตัวชี้วัดที่อยู่เหนือขึ้นไปแล้ว"
ALONE = "ที่ไม่มีส่วนแบ่งกำกับ "


@dataclass(frozen=True, slots=True)
class Place:
    """Where an indicator stands: those above it, the topmost first, and those beside it, itself among them."""

    node: FrameworkNode
    above: tuple[FrameworkNode, ...]
    siblings: tuple[FrameworkNode, ...]

    @property
    def depth(self) -> int:
        """0 for the top indicators of a part, and no more than there are indents for."""
        return min(len(self.above), _DEEPEST)

    @property
    def scale(self) -> Decimal | None:
        """What the weights of its neighbours add up to, where they are shares of what is above them."""
        return next((node.indicator.weights_of for node in reversed(self.above) if node.indicator.weights_of), None)

    @property
    def is_held(self) -> bool:
        """Whether its weight is part of one that is printed above it."""
        return any(node.indicator.weight is not None for node in self.above)

    def lacks(self, has: Callable[[FrameworkNode], bool]) -> bool:
        """Whether neither the indicator nor any above or below it has something: a real gap, no matter of layout."""
        return not any(map(has, self.above)) and not any(map(has, self.node.walk()))


def places(dimension: FrameworkDimension) -> Iterator[Place]:
    """Every indicator of a part in order, with its place."""
    yield from _places(dimension.nodes, ())


def _places(nodes: tuple[FrameworkNode, ...], above: tuple[FrameworkNode, ...]) -> Iterator[Place]:
    for node in nodes:
        yield Place(node, above, nodes)
        yield from _places(node.children, (*above, node))


def number(place: Place, numerals: Numerals) -> str:
    """The number before a name, ``1.`` or ``1.1``. An only indicator whose number nobody has written is not counted."""
    if place.node.indicator.no is None and len(place.siblings) == 1:
        return ""
    return numerals.typed(with_dot(place.node.number))


def with_dot(number: str) -> str:
    """``1.``, but ``1.1`` and ``(1)``: a plain figure before a name gets a dot."""
    return f"{number}." if number.isdecimal() else number


def title(place: Place, numerals: Numerals) -> str:
    """Number and name."""
    return f"{number(place, numerals)} {numerals.typed(place.node.name)}".strip()


def weight_lines(place: Place, numerals: Numerals) -> tuple[str, ...]:
    """The weight as it was written, see the module's words; nothing where none was."""
    written = place.node.indicator.weight
    if written is None:
        return ()
    if place.scale is not None:
        share = numerals.computed(f"{plain(written)} ใน {plain(place.scale)}")
        whole = place.node.weight
        return (share,) if whole is None else (share, f"(ร้อยละ {percent_text(whole, numerals)})")
    text = numerals.computed(plain(written))
    return (f"({text})",) if place.is_held else (text,)


def weight_notes(all_places: Iterable[Place], numerals: Numerals) -> tuple[str, ...]:
    """What the forms of weights in a table mean; nothing where all are of one scale."""
    weighed = [place for place in all_places if place.node.indicator.weight is not None]
    shares = [place for place in weighed if place.scale is not None]
    notes = [SHARE_NOTE.format(share=weight_lines(place, numerals)[0]) for place in shares[:1]]
    if any(place.is_held and place.scale is None for place in weighed):
        notes.append(HELD_NOTE.format(alone=ALONE if shares else ""))
    return tuple(notes)


def percent_text(weight: Decimal, numerals: Numerals) -> str:
    """A weight in percent of the whole, rounded half up to two places, without useless zeros."""
    return numerals.computed(plain(half_up(weight, _PLACES)))


def part_weight(part: FrameworkDimension) -> Decimal | None:
    """What the indicators of a part weigh together, else what was said of the part; ``None`` where nobody tells."""
    if any(node.weight is not None for node in part.nodes):
        return part.subtotal
    return part.dimension.weight


def whole_weight(framework: Framework) -> Decimal | None:
    """What all parts weigh together; ``None`` where none has a weight."""
    weights = [weight for weight in map(part_weight, framework.dimensions) if weight is not None]
    return total(weights) if weights else None


def part_number(word: FrameworkWord, dimension: EvaluationDimension, numerals: Numerals) -> str:
    """``มิติที่ 1``."""
    return f"{word.value}ที่ {numerals.number(dimension.no)}"


def part_name(dimension: EvaluationDimension, numerals: Numerals) -> str:
    """``ด้านประสิทธิผลตามพันธกิจ``, with the English name in brackets where there is one."""
    english = f" ({dimension.name_en})" if dimension.name_en else ""
    return numerals.typed(f"{dimension.name}{english}")
