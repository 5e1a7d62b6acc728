"""One change of the sound evaluation for each rule about the framework, its criteria, its agreement and its days."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from pipeline.model import Dataset, Deadline, DeadlineKind, EvaluationDimension, ScoringScheme

if TYPE_CHECKING:
    from tests.checks.sound_evaluation import (
        AGREEMENT,
        DEADLINES,
        DIMENSIONS,
        GROUPS,
        INDICATORS,
        place_of,
        row,
        signer,
        sound_evaluation,
        with_agreement,
        with_deadline,
        with_evaluation,
        with_indicator,
        with_part,
        with_result,
    )
    from tests.checks.sound_plan import changed, prose
else:
    from sound_evaluation import (
        AGREEMENT,
        DEADLINES,
        DIMENSIONS,
        GROUPS,
        INDICATORS,
        place_of,
        row,
        signer,
        sound_evaluation,
        with_agreement,
        with_deadline,
        with_evaluation,
        with_indicator,
        with_part,
        with_result,
    )
    from sound_plan import changed, prose


class Slip(NamedTuple):
    """A dataset with one mistake, the rule that finds it, and the path where it must point."""

    dataset: Dataset
    rule: str
    path: tuple[str | int, ...]


def at(id: str, *tail: str | int) -> tuple[str | int, ...]:  # noqa: A002 - its name in the model
    """The path of a value of an indicator."""
    return ("evaluation_indicators", place_of(id), *tail)


WEIGHTS = (
    Slip(with_indicator("B2", weight=Decimal(10)), "weights-not-100", ("evaluation_indicators",)),
    Slip(
        sound_evaluation(
            evaluation_indicators=(), evaluation_results=(), dimensions=changed(DIMENSIONS, 1, weight=Decimal(30))
        ),
        "weights-not-100",
        ("dimensions",),
    ),
    Slip(with_part(1, weight=Decimal(35)), "weights-of-part-differ", ("dimensions", 1, "weight")),
    Slip(with_indicator("A2b", weight=Decimal(30)), "weights-of-children-differ", at("A2", "weights_of")),
    Slip(with_indicator("A2", weights_of=None), "weight-scale-mixed", at("A2", "weights_of")),
    Slip(with_indicator("B1", weights_of=Decimal(100)), "weights-of-without-children", at("B1", "weights_of")),
    Slip(with_indicator("B1", weight=None), "weight-missing", at("B1", "weight")),
    Slip(with_indicator("A2a", weight=None), "weight-missing", at("A2a", "weight")),
    Slip(
        sound_evaluation(
            evaluation_indicators=changed(changed(INDICATORS, 2, weight=None), 3, weight=None),
        ),
        "weight-shared-equally",
        at("A2", "weight"),
    ),
    Slip(with_indicator("A2", weight=None), "weight-missing", at("A2", "weight")),
    Slip(with_indicator("A2", weight=None, weights_of=None), "weight-of-parent-missing", at("A2", "weight")),
    Slip(with_part(0, weight=None), "weight-of-part-missing", ("dimensions", 0, "weight")),
    Slip(with_indicator("B1", weight=Decimal(0)), "weight-zero", at("B1", "weight")),
    Slip(with_part(0, weight=Decimal(160)), "weight-over-100", ("dimensions", 0, "weight")),
    Slip(
        sound_evaluation(dimensions=(*DIMENSIONS, EvaluationDimension(no=3, name="การพัฒนาองค์กร", weight=Decimal(10)))),
        "part-without-indicators",
        ("dimensions", 2),
    ),
)

FRAMEWORK = (
    Slip(with_part(1, no=3), "part-number-gap", ("dimensions", 1, "no")),
    Slip(
        with_evaluation(preface=prose("องค์ประกอบที่ 2 ประสิทธิภาพการบริหารงาน และองค์ประกอบที่ 1 ประสิทธิภาพการบริหาร")),
        "part-named-otherwise",
        ("evaluation", "preface", "blocks", 0, "text"),
    ),
    Slip(with_part(0, name="องค์ประกอบที่ 1 ประสิทธิผล"), "part-name-repeats-label", ("dimensions", 0, "name")),
    Slip(with_indicator("A2b", dimension=2), "framework-parent-elsewhere", at("A2b", "dimension")),
    Slip(with_indicator("A2", parent="A2a"), "framework-parent-circle", at("A2", "parent")),
    Slip(with_indicator("B2", no="๒.๑"), "framework-number-repeated", at("B2", "no")),
    Slip(with_indicator("B2", no="2.3"), "framework-number-gap", at("B2", "no")),
    Slip(with_indicator("B2", no="3.2"), "framework-number-of-other-part", at("B2", "no")),
    Slip(with_indicator("A2b", no="1.1.2"), "framework-number-of-other-part", at("A2b", "no")),
    Slip(with_indicator("B2", name="ระยะเวลาเฉลี่ยของ การออกใบอนุญาต"), "framework-indicator-repeated", at("B2", "name")),
    Slip(with_indicator("B1", units=()), "framework-responsible-missing", at("B1", "units")),
    Slip(with_indicator("A1", evaluator="สำนักงาน ก.ก."), "framework-evaluator-missing", at("A2", "evaluator")),
    Slip(with_part(0, reporter=None), "reporter-missing", ("dimensions", 0, "reporter")),
    Slip(with_result("B1", reporter=None), "reporter-missing", ("evaluation_results", 3, "reporter")),
    Slip(
        with_evaluation(preface=prose("กรอบนี้รวม 9 ตัวชี้วัด")),
        "indicator-count-differs",
        ("evaluation", "preface", "blocks", 0, "text"),
    ),
)

CRITERIA = (
    Slip(with_indicator("B1", criteria=()), "criteria-missing", at("B1", "criteria")),
    Slip(with_indicator("B2", criteria=(row("ก", "ข", None, "ง", "จ"),)), "criteria-cell-missing",
         at("B2", "criteria", 0, "level_3")),
    Slip(with_indicator("B1", criteria=(row("50", "40", "30 ? 35", "20", "10"),)), "criteria-unreadable",
         at("B1", "criteria", 0, "level_3")),
    Slip(with_indicator("B1", criteria=(row("50", "40", "45", "20", "10"),)), "criteria-not-ordered",
         at("B1", "criteria", 0, "level_3")),
    Slip(with_indicator("B1", criteria=(row("50", "40", "40", "20", "10"),)), "criteria-equal",
         at("B1", "criteria", 0, "level_3")),
    Slip(with_indicator("A2a", criteria=(row("< 60", "60–66", "65–69", "70–74", "75 ขึ้นไป"),)),
         "criteria-ranges-overlap", at("A2a", "criteria", 0, "level_3")),
    Slip(with_indicator("B1", criteria=(row("50 วัน", "40 วัน", "30 ครั้ง", "20", "10"),)), "criteria-units-mixed",
         at("B1", "criteria", 0, "level_3")),
    Slip(with_indicator("B1", criteria=(row("ร้อยละ 50", "40", "30", "20", "10"),)), "criteria-of-other-unit",
         at("B1", "criteria", 0, "level_1")),
    Slip(with_indicator("A2a", criteria=(row("< 60", "60–64", "65–69", "70–74", "175 ขึ้นไป"),)), "criteria-over-100",
         at("A2a", "criteria", 0, "level_5")),
    Slip(with_indicator("A1", adjustment=Decimal(10)), "criteria-adjustment-differs", at("A1", "adjustment")),
    Slip(
        with_indicator(
            "B2", scheme=ScoringScheme.WEIGHT, criteria=(row("3 คะแนน", "6 คะแนน", "10 คะแนน", "12 คะแนน", "15 คะแนน"),)
        ),
        "criteria-points-differ",
        at("B2", "criteria", 0, "level_3"),
    ),
    Slip(with_indicator("B1", unit=None, criteria=(row("1 คะแนน", "2 คะแนน", "3 คะแนน", "4 คะแนน", "5 คะแนน"),)),
         "criteria-are-points", at("B1", "criteria", 0)),
    Slip(with_indicator("A2", criteria=(row("1", "2", "3", "4", "5"),)), "criteria-of-parent", at("A2", "criteria")),
    Slip(with_indicator("B2", scheme=ScoringScheme.WEIGHT, criteria=()), "score-scale-mixed", at("B2", "scheme")),
    Slip(with_evaluation(group=None), "agency-group-not-chosen", ("evaluation", "group")),
    Slip(with_evaluation(group="E"), "agency-group-unknown", ("evaluation", "group")),
    Slip(with_evaluation(group=None), "score-depends-on-group", ("evaluation_results", 0, "score")),
    Slip(with_indicator("A1", criteria=GROUPS[:3]), "criteria-group-missing", at("A1", "criteria")),
    Slip(with_indicator("A1", criteria=changed(GROUPS, 3, group="E")), "criteria-group-unknown",
         at("A1", "criteria", 3, "group")),
    Slip(with_indicator("A1", criteria=changed(GROUPS, 3, group="C")), "criteria-group-repeated",
         at("A1", "criteria", 3, "group")),
    Slip(with_indicator("A1", criteria=changed(GROUPS, 3, group=None)), "criteria-rows-mixed",
         at("A1", "criteria", 3, "group")),
    Slip(with_indicator("B1", criteria=(row("50", "40", "30", "20", "10"), row("5", "4", "3", "2", "1"))),
         "criteria-rows-several", at("B1", "criteria", 0)),
)  # fmt: skip

TARGETS = (
    Slip(with_indicator("B1", target="ไม่เกิน 5 วัน"), "target-not-in-criteria", at("B1", "target")),
    Slip(with_indicator("B2", target="ระดับ 6"), "target-level-unknown", at("B2", "target")),
    Slip(with_indicator("A2a", target="ร้อยละ 70"), "target-differs-from-plan", at("A2a", "target")),
)

_PARTIES = ("evaluation", "agreement", "parties")
AGREED = (
    Slip(with_agreement(parties=AGREEMENT.parties[:1]), "agreement-parties-missing", _PARTIES),
    Slip(
        with_agreement(parties=(*AGREEMENT.parties, signer("พยาน", "นายวีระ แข็งขัน", None))),
        "agreement-signer-incomplete",
        (*_PARTIES, 3, "position"),
    ),
    Slip(
        with_agreement(parties=(*AGREEMENT.parties[:2], signer("ผู้รับคำรับรอง", "นายมานะ  ตั้งใจ", "ปลัดกรุงเทพมหานคร"))),
        "agreement-signer-repeated",
        (*_PARTIES, 2, "name"),
    ),
    Slip(with_agreement(end=dt.date(2021, 9, 29)), "agreement-period-differs", ("evaluation", "agreement", "end")),
    Slip(
        with_agreement(parties=changed(AGREEMENT.parties, 0, date=dt.date(2021, 10, 28))),
        "agreement-signed-outside",
        (*_PARTIES, 0, "date"),
    ),
    Slip(
        sound_evaluation(evaluation_indicators=(), evaluation_results=()),
        "agreement-without-indicators",
        ("evaluation", "agreement"),
    ),
)

_DAYS = ("evaluation", "deadlines")
DAYS = (
    Slip(with_deadline(4, date=dt.date(2021, 5, 16)), "deadline-on-weekend", (*_DAYS, 4, "date")),
    Slip(with_deadline(7, start=dt.date(2021, 11, 11)), "deadline-ends-before-start", (*_DAYS, 7, "date")),
    Slip(with_deadline(0, date=dt.date(2022, 10, 28)), "deadline-outside-year", (*_DAYS, 0, "date")),
    Slip(with_deadline(3, date=dt.date(2021, 6, 18)), "deadline-of-other-quarter", (*_DAYS, 3, "date")),
    Slip(with_deadline(3, round=None), "deadline-quarter-unknown", (*_DAYS, 3, "round")),
    Slip(with_deadline(5, round=1), "deadline-repeated", (*_DAYS, 5, "round")),
    Slip(with_deadline(5, date=dt.date(2021, 4, 16)), "deadlines-out-of-order", (*_DAYS, 5, "date")),
    Slip(
        with_evaluation(deadlines=(*DEADLINES, Deadline(kind=DeadlineKind.OTHER, parties="ทุกส่วนราชการ"))),
        "deadline-without-day",
        (*_DAYS, 8),
    ),
)

SLIPS = (*WEIGHTS, *FRAMEWORK, *CRITERIA, *TARGETS, *AGREED, *DAYS)
