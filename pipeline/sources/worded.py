"""Values with the words of their own field: ``ระดับ 5``, ``ไตรมาสที่ 1``, ``ทุกวันที่ 20``, ``กลุ่ม A``, ``ณ วันที่ 30 ก.ย. 2568``.

People repeat in a cell what its heading says. Such words name nothing but the field, so that they are left out; any
other word (a unit: ``3.5 วันทำการ``) stays, and is told.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pipeline.model import (
    Agreement,
    Appeal,
    CriterionRow,
    Dataset,
    Deadline,
    Evaluation,
    EvaluationDimension,
    EvaluationIndicator,
    EvaluationResult,
    Indicator,
    QuarterResult,
    ResultGroup,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.model import Record
    from pipeline.sources.nodes import Scalar

_LONGEST: Final = 80
"""Characters of a value that is looked at; no figure, day or group is longer."""


def _around(before: str = "", after: str = "") -> re.Pattern[str]:
    """What stands between words that may be written before it, and words that may be written behind it."""
    return re.compile(rf"\s*(?:(?:{before})\s*)?(?P<bare>\S(?:.*?\S)??)\s*(?:(?:{after})\s*)?")


_LEVEL = _around("ระดับคะแนน|ระดับที่|ระดับ")
_PART = _around("มิติที่|มิติ|องค์ประกอบที่|องค์ประกอบ")
_POINTS = _around(after="คะแนน")
_GROUP = re.compile(r"\s*กลุ่ม(?:หน่วยงาน)?\s*(?P<bare>[A-Za-zก-ฮ0-9๐-๙]{1,3})\s*")
"""A letter or number alone: of a group that has a name, the word may be a part of it."""
_LETTERS: Final = re.compile(r"\s*[A-Zก-ฮ](?:\s+[A-Zก-ฮ])+\s*")
_DAY = _around("ภายในวันที่|ภายใน|ตั้งแต่วันที่|ตั้งแต่|ถึงวันที่|ถึง")
_AS_OF = _around("ข้อมูล ณ วันที่|ณ วันที่|ณ")

WORDS: Final[Mapping[tuple[type[Record], str], re.Pattern[str]]] = {
    (EvaluationResult, "level"): _LEVEL,
    (EvaluationResult, "committee_level"): _LEVEL,
    (EvaluationResult, "score"): _POINTS,
    (EvaluationResult, "committee_score"): _POINTS,
    (EvaluationResult, "deduction"): _POINTS,
    (EvaluationResult, "missed_reports"): _around(after="ครั้ง"),
    (EvaluationResult, "as_of"): _AS_OF,
    (QuarterResult, "quarter"): _around("ไตรมาสที่|ไตรมาส"),
    (Appeal, "round"): _around("รอบที่|รอบ|ครั้งที่"),
    (Deadline, "round"): _around("รอบที่|รอบ|ครั้งที่|ไตรมาสที่|ไตรมาส"),
    (Deadline, "day"): _around("ทุกวันที่|วันที่", "ของทุกเดือน|ของเดือน"),
    (Deadline, "start"): _DAY,
    (Deadline, "date"): _DAY,
    (Agreement, "start"): _DAY,
    (Agreement, "end"): _DAY,
    (Dataset, "as_of"): _AS_OF,
    (Evaluation, "decimals"): _around(after="ตำแหน่ง"),
    (Evaluation, "missed_report_deduction"): _POINTS,
    (Evaluation, "group"): _GROUP,
    (CriterionRow, "group"): _GROUP,
    (EvaluationDimension, "no"): _PART,
    (EvaluationIndicator, "dimension"): _PART,
    (EvaluationIndicator, "adjustment"): _around(r"\+/-|\+-|±", "ต่อ 1 ระดับคะแนน|ต่อ 1 ระดับ|ต่อระดับ"),
    (Indicator, "dimension"): _PART,
    (ResultGroup, "dimension"): _PART,
}
"""Fields, and what may stand around their values."""


def without_words(scalar: Scalar, pattern: re.Pattern[str]) -> Scalar:
    """The value without the words of its field; the same where it has none."""
    if scalar.typed is not None or len(scalar.text) > _LONGEST:
        return scalar
    found = pattern.fullmatch(scalar.text)
    if found is None or not (pattern is _GROUP or any(map(str.isdecimal, found["bare"]))):
        return scalar
    return replace(scalar, text=found["bare"])


def groups_apart(scalar: Scalar) -> Scalar:
    """``A B C D``, and ``กลุ่ม A, กลุ่ม B``, as the list of letters that is meant."""
    if scalar.typed is not None or len(scalar.text) > _LONGEST:
        return scalar
    if _LETTERS.fullmatch(scalar.text) and not set(scalar.text) & set(",;\n"):
        return replace(scalar, text=", ".join(scalar.text.split()))
    parts = re.split(r"([,;\n])", scalar.text)
    bare = "".join(found["bare"] if (found := _GROUP.fullmatch(part)) else part for part in parts)
    return scalar if bare == scalar.text else replace(scalar, text=bare)
