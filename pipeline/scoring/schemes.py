"""How a result becomes a score: named schemes, pure functions, each with its source.

Every scheme has a floor, the points of level 1, and a ceiling, the points of level 5. The floor is printed in the real
forms: ``* กรณีผลการดำเนินงานต่ำกว่าค่าเป้าหมายระดับ 1 จะได้คะแนนเท่ากับค่าเป้าหมายระดับ 1``.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING

from pipeline.messages import N_
from pipeline.model import ScoringScheme
from pipeline.scoring.figures import cut, decimal, figure, half_up, settled
from pipeline.scoring.scorecard import NoScore, Step
from pipeline.scoring.thresholds import LEVELS, Threshold, Thresholds, has_thresholds, line_of, stairs_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pipeline.scoring.figures import Exact

LEVEL_PLACES = 2
"""Decimals of a level; what is behind them is cut off, so that a level is only named once it is reached."""

_THRESHOLDS = N_("ค่าเป้าหมายแต่ละระดับ")
_LEVEL = N_("ระดับที่ได้")
_BETWEEN = N_("เทียบสัดส่วน")
_POINTS = N_("คะแนนตามเกณฑ์")
_RISING = N_("{thresholds} (ยิ่งมากยิ่งดี)")
_FALLING = N_("{thresholds} (ยิ่งน้อยยิ่งดี)")
_FLOOR = N_("ต่ำกว่าค่าเป้าหมายระดับ 1 ได้คะแนนเท่ากับระดับ 1")
_CEILING = N_("ถึงค่าเป้าหมายระดับ 5 ได้คะแนนเท่ากับระดับ 5")
_REACHED = N_("ถึงค่าเป้าหมายระดับ {level}")
_GIVEN = N_("ระดับ {level} ตามที่กรอก")
_WHOLE = N_("ระดับ {level} ตามที่กรอก นับเฉพาะระดับที่ถึง คือระดับ {reached}")
_OF_LEVEL = N_("ระดับ {level} = {points}")
_FORMULA = "{low_points} + ({value} − {low}) ÷ ({high} − {low}) × ({high_points} − {low_points}) = {points}"
_LEVEL_FORMULA = "{low_level} + ({value} − {low}) ÷ ({high} − {low}) × ({high_level} − {low_level}) = {level}"
_SHARE = N_("ระดับ {level} ÷ 5 × น้ำหนัก {weight} = {points}")


@dataclass(frozen=True, slots=True)
class Given:
    """What a scheme sees: the result, the row of the criteria that counts, and what the levels are worth.

    ``value`` is rounded already. ``cells`` are the five cells of the row, or why there is none; ``weight`` is exact, in
    percent of the whole; ``decimals`` are those of scores.
    """

    value: Decimal | None
    level: Decimal | None
    cells: tuple[str | None, ...] | NoScore
    points: tuple[Decimal, ...]
    weight: Fraction | None
    decimals: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a scheme makes of it: level and points (rounded half up), or what is missing, and how it went."""

    level: Decimal | None = None
    points: Decimal | None = None
    missing: NoScore | None = None
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scheme with its name, what it does and where it comes from, all in Thai (message ids)."""

    key: ScoringScheme
    title: str
    description: str
    source: str
    is_assumption: bool
    compute: Callable[[Given], Outcome]


def interpolated(given: Given) -> Outcome:
    """Points on the straight line between the thresholds on both sides of the result.

    A level without a number takes the points of that level; a fraction of a level lies between its neighbours.
    """
    if given.value is None or given.cells is NoScore.NO_CRITERIA:
        return _of_level(given)
    line = given.cells if isinstance(given.cells, NoScore) else line_of(given.cells)
    if isinstance(line, NoScore):
        return Outcome(missing=line)
    level, steps = _level_on(line, given.value)
    exact = _at_level(level, given.points)
    points = half_up(exact, given.decimals)
    below, above = _around(line, given.value)
    if below is None or above is None or given.value == below.number:
        found = steps[-1:] if below is None or above is None else (_reached(below.level),)
        told = (*found, _worth(level, exact, points))
    else:
        told = (
            Step(
                _BETWEEN,
                _FORMULA,
                (
                    *_ends(below, above, given.value),
                    ("low_points", figure(given.points[below.level - 1])),
                    ("high_points", figure(given.points[above.level - 1])),
                    ("points", settled(exact, points)),
                ),
            ),
        )
    return Outcome(_level_shown(level), points, steps=(steps[0], *told))


def stairs(given: Given) -> Outcome:
    """The points of the highest level that was reached; nothing between two levels."""
    if given.value is None or given.cells is NoScore.NO_CRITERIA:
        return _of_level(given, whole=True)
    found = given.cells if isinstance(given.cells, NoScore) else stairs_of(given.cells)
    if isinstance(found, NoScore):
        return Outcome(missing=found)
    reached = [threshold.level for threshold in found.all if found.reached(given.value, threshold)]
    level = max(reached, default=1)
    exact = Fraction(given.points[level - 1])
    points = half_up(exact, given.decimals)
    climbed = _reached(level) if reached else Step(_LEVEL, _FLOOR)
    return Outcome(Decimal(level), points, steps=(_shown(found), climbed, _worth(Fraction(level), exact, points)))


def milestones(given: Given) -> Outcome:
    """The points of the last milestone that was reached; criteria are texts, so the level is given."""
    return Outcome(missing=NoScore.NO_RESULT) if given.level is None else _of_level(given, whole=True)


def out_of_weight(given: Given) -> Outcome:
    """Level out of five, of the weight: 3, 6, 9, 12, 15 of 15. The level is given, or follows from thresholds."""
    if given.weight is None:
        return Outcome(missing=NoScore.NO_WEIGHT)
    steps: tuple[Step, ...]
    if given.value is not None and not isinstance(given.cells, NoScore) and has_thresholds(given.cells):
        line = line_of(given.cells)
        if isinstance(line, NoScore):
            return Outcome(missing=line)
        level, steps = _level_on(line, given.value)
    elif given.level is None:
        return Outcome(missing=NoScore.NO_RESULT)
    else:
        level, steps = _within(given.level), _levels_steps(given.level, whole=False)
    exact = level * given.weight / LEVELS
    points = half_up(exact, given.decimals)
    names = (("level", figure(level)), ("weight", figure(given.weight)), ("points", settled(exact, points)))
    return Outcome(_level_shown(level), points, steps=(*steps, Step(_POINTS, _SHARE, names)))


def cells_of_weight(weight: Exact) -> tuple[Decimal, ...]:
    """What the five levels are worth under :attr:`ScoringScheme.WEIGHT`: 3, 6, 9, 12, 15 for a weight of 15."""
    return tuple(decimal(Fraction(weight) * level / LEVELS) for level in range(1, LEVELS + 1))


def _of_level(given: Given, *, whole: bool = False) -> Outcome:
    """The points of a level that was given; only whole levels count where ``whole``."""
    if given.level is None:
        return Outcome(missing=NoScore.NO_RESULT if given.value is None else NoScore.NO_CRITERIA)
    level = _within(given.level)
    if whole:
        level = Fraction(int(level))
    exact = _at_level(level, given.points)
    points = half_up(exact, given.decimals)
    steps = (*_levels_steps(given.level, whole=whole), _worth(level, exact, points))
    return Outcome(_level_shown(level), points, steps=steps)


def _levels_steps(level: Decimal, *, whole: bool) -> tuple[Step, ...]:
    if level < 1:
        return (Step(_LEVEL, _GIVEN, (("level", figure(level)),)), Step(_LEVEL, _FLOOR))
    if whole and level != int(level):
        return (Step(_LEVEL, _WHOLE, (("level", figure(level)), ("reached", str(int(level))))),)
    return (Step(_LEVEL, _GIVEN, (("level", figure(level)),)),)


def _level_shown(level: Fraction) -> Decimal:
    """A level without what lies behind its second decimal, and without trailing zeros."""
    return decimal(cut(level, LEVEL_PLACES))


def _within(level: Decimal) -> Fraction:
    return min(max(Fraction(level), Fraction(1)), Fraction(LEVELS))


def _at_level(level: Fraction, points: tuple[Decimal, ...]) -> Fraction:
    """What a level is worth; a fraction lies on the line between its neighbours."""
    whole = int(level)
    low = Fraction(points[whole - 1])
    return low if level == whole else low + (level - whole) * (Fraction(points[whole]) - low)


def _around(line: Thresholds, value: Decimal) -> tuple[Threshold | None, Threshold | None]:
    """The last threshold that was reached, and the next."""
    reached = [threshold for threshold in line.all if line.reached(value, threshold)]
    ahead = line.all[len(reached) :]
    return (reached[-1] if reached else None), (ahead[0] if ahead else None)


def _level_on(line: Thresholds, value: Decimal) -> tuple[Fraction, tuple[Step, ...]]:
    """The exact level of a result, with the thresholds and how the level came about."""
    shown = _shown(line)
    below, above = _around(line, value)
    if below is None:
        return Fraction(1), (shown, Step(_LEVEL, _FLOOR))
    if above is None:
        return Fraction(LEVELS), (shown, Step(_LEVEL, _CEILING))
    way = Fraction(value) - Fraction(below.number)
    whole_way = Fraction(above.number) - Fraction(below.number)
    level = below.level + way * (above.level - below.level) / whole_way
    if not way:
        return level, (shown, _reached(below.level))
    names = (
        *_ends(below, above, value),
        ("low_level", str(below.level)),
        ("high_level", str(above.level)),
        ("level", figure(level)),
    )
    return level, (shown, Step(_LEVEL, _LEVEL_FORMULA, names))


def _shown(line: Thresholds) -> Step:
    """The thresholds of all five levels in order, a dash where one has none."""
    sign = "> " if line.rising else "< "
    given = {one.level: (sign if one.strict else "") + figure(one.number) for one in line.all}
    thresholds = " / ".join(given.get(level, "–") for level in range(1, LEVELS + 1))
    return Step(_THRESHOLDS, _RISING if line.rising else _FALLING, (("thresholds", thresholds),))


def _reached(level: int) -> Step:
    return Step(_LEVEL, _REACHED, (("level", str(level)),))


def _worth(level: Fraction, exact: Fraction, points: Decimal) -> Step:
    return Step(_POINTS, _OF_LEVEL, (("level", figure(level)), ("points", settled(exact, points))))


def _ends(below: Threshold, above: Threshold, value: Decimal) -> tuple[tuple[str, str], ...]:
    return (("value", figure(value)), ("low", figure(below.number)), ("high", figure(above.number)))


_ALL = (
    Scheme(
        ScoringScheme.INTERPOLATED,
        N_("เทียบสัดส่วน"),
        N_(
            "คะแนนเป็นเส้นตรงระหว่างค่าเป้าหมายของสองระดับที่ติดกัน ต่ำกว่าระดับ 1 ได้คะแนนระดับ 1 เกินระดับ 5 ได้คะแนนระดับ 5 "
            "ค่าเป้าหมายลดลงได้เมื่อยิ่งน้อยยิ่งดี ผลการดำเนินงานปัดเป็นทศนิยม 2 ตำแหน่งก่อนคิดคะแนน"
        ),
        N_("คะแนนต่ำสุดตามหมายเหตุของแบบฟอร์มการรายงาน พ.ศ. 2564 การเทียบสัดส่วนเป็นข้อสันนิษฐานตามที่ใช้กันทั่วไป"),
        is_assumption=True,
        compute=interpolated,
    ),
    Scheme(
        ScoringScheme.LEVELS,
        N_("ขั้นบันได"),
        N_("คะแนนของระดับสูงสุดที่ผลการดำเนินงานถึง ไม่มีคะแนนระหว่างระดับ"),
        N_("ข้อสันนิษฐาน สำหรับเกณฑ์ที่เขียนเป็นช่วง เช่น 75–79"),
        is_assumption=True,
        compute=stairs,
    ),
    Scheme(
        ScoringScheme.WEIGHT,
        N_("คะแนนตามน้ำหนัก"),
        N_("ระดับที่ได้ ÷ 5 × น้ำหนัก คะแนนที่ได้เป็นคะแนนถ่วงน้ำหนักอยู่แล้ว"),
        N_("ตารางเกณฑ์ขององค์ประกอบที่ 1 และ 2 ในรายงาน พ.ศ. 2564 (3, 6, 9, 12, 15 จากน้ำหนัก 15)"),
        is_assumption=False,
        compute=out_of_weight,
    ),
    Scheme(
        ScoringScheme.MILESTONES,
        N_("ขั้นความสำเร็จ"),
        N_("คะแนนของขั้นความสำเร็จสุดท้ายที่ทำได้ครบ ผู้รายงานกรอกระดับ นับเฉพาะระดับเต็ม"),
        N_("ข้อสันนิษฐาน สำหรับเกณฑ์ที่เขียนเป็นข้อความ"),
        is_assumption=True,
        compute=milestones,
    ),
)

SCHEMES: Mapping[ScoringScheme, Scheme] = MappingProxyType({scheme.key: scheme for scheme in _ALL})
"""Every scheme by its key."""
