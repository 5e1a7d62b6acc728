"""``--set INDICATOR=VALUE``: results that are only asked about, read and held against the framework."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from pipeline.errors import UsageError
from pipeline.messages import N_, gettext
from pipeline.model import Evaluation
from pipeline.scoring import framework_of, row_of
from pipeline.scoring.results import is_asked_as_level
from pipeline.scoring.scorecard import NoScore
from pipeline.thai.numbers import NumberProblem, parse_decimal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from pipeline.model import Dataset

_MOST = 10**12
_MOST_LEVEL = 5
_SHOWN = 12
_SHAPE = N_("--set {text} อ่านไม่ได้")
_SHAPE_REMEDY = N_("เขียนเป็น รหัสหรือเลขที่ตัวชี้วัด=ค่า เช่น --set 5.1=85.5")
_NO_NUMBER = N_("ค่า {text} ของ --set {name} ไม่ใช่ตัวเลข")
_TOO_LARGE = N_("ค่า {text} ของ --set {name} มากหรือน้อยเกินไป")
_NO_LEVEL = N_("ค่า {text} ของ --set {name} ไม่ใช่ระดับ ตัวชี้วัดนี้คิดคะแนนจากระดับ 0–5")
_TWICE = N_("--set {name} ระบุซ้ำ")
_ONCE = N_("ระบุค่าของตัวชี้วัดหนึ่งครั้ง")
_UNKNOWN = N_("ไม่มีตัวชี้วัดการประเมินรหัส {name}")
_NEAREST = N_("หมายถึง {nearest} หรือไม่")
_NUMBERED = N_("เลขที่ {name} คือรหัส {ids}")
_KNOWN = N_("รหัสที่มี: {ids}")


def read_values(dataset: Dataset, words: Iterable[str]) -> dict[str, Decimal]:
    """The values by indicator, in the order of the call.

    Raises:
        UsageError: no ``=``, no number, twice the same, an id or number that the framework does not have or has more
            than once (the nearest is named).
    """
    values: dict[str, Decimal] = {}
    for word in words:
        name, sign, text = (part.strip() for part in word.rpartition("="))
        if not (name and sign and text):
            raise UsageError(gettext(_SHAPE).format(text=word[:80]), gettext(_SHAPE_REMEDY))
        name = _id_of(dataset, name)
        if name in values:
            raise UsageError(gettext(_TWICE).format(name=name), gettext(_ONCE))
        values[name] = _number(dataset, name, text)
    return values


def _id_of(dataset: Dataset, name: str) -> str:
    """The id that a word names: itself, or that of the one indicator which prints it as its number."""
    known = dataset.evaluation_indicators_by_id
    if name in known:
        return name
    numbered = [node.indicator.id for node in framework_of(dataset).walk() if node.number == name]
    if len(numbered) == 1:
        return numbered[0]
    raise UsageError(gettext(_UNKNOWN).format(name=name[:80]), _nearest(dataset, name, numbered))


def _number(dataset: Dataset, name: str, text: str) -> Decimal:
    try:
        number = parse_decimal(text)
    except NumberProblem as error:
        raise UsageError(gettext(_NO_NUMBER).format(text=text[:40], name=name), gettext(_SHAPE_REMEDY)) from error
    if abs(number) > _MOST:
        raise UsageError(gettext(_TOO_LARGE).format(text=text[:40], name=name), gettext(_SHAPE_REMEDY))
    indicator = dataset.evaluation_indicators_by_id[name]
    row = row_of(indicator, (dataset.evaluation or Evaluation()).group)
    cells = row if isinstance(row, NoScore) else row.cells
    if is_asked_as_level(indicator.scheme, cells) and not 0 <= number <= _MOST_LEVEL:
        raise UsageError(gettext(_NO_LEVEL).format(text=text[:40], name=name), gettext(_SHAPE_REMEDY))
    return number


def _nearest(dataset: Dataset, name: str, numbered: list[str]) -> str:
    """The id that was probably meant: one of those with that number, one spelt almost so, else those there are."""
    if numbered:
        return gettext(_NUMBERED).format(name=name, ids=" / ".join(numbered[:_SHOWN]))
    known = list(dict.fromkeys(indicator.id for indicator in dataset.evaluation_indicators))
    folded = {key.casefold(): key for key in reversed(known)}
    nearest = get_close_matches(name.casefold(), list(folded), n=2)
    if nearest:
        return gettext(_NEAREST).format(nearest=" / ".join(folded[key] for key in nearest))
    more = " …" if len(known) > _SHOWN else ""
    return gettext(_KNOWN).format(ids=", ".join(known[:_SHOWN]) + more)
