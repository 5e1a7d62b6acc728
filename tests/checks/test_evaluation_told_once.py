"""Evaluations: one mistake is one finding; what follows from it is not told beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.checks import check
from pipeline.sources import load

if TYPE_CHECKING:
    from pathlib import Path

AGENCY = "fiscal_year: 2568\nas_of: 31/10/2568\nagency: {name: สำนักตัวอย่าง}\nunits: [{id: u1, name: กองหนึ่ง}]\n"
SOUND = "weight: 100, unit: ร้อยละ, units: u1"
CELLS = "criteria: ['60', '70', '80', '90', '100']"


def _told(folder: Path, indicator: str, result: str = "value: 100", evaluation: str = "decimals: 2") -> list[str]:
    files = {
        "agency": AGENCY,
        "dimensions": "1: {name: ด้านหนึ่ง, weight: 100, reporter: {name: นางสาวหนึ่ง ชื่อสมมุติ, phone: โทร. 1}}\n",
        "evaluation": f"{evaluation}\n",
        "evaluation-indicators": f"F-1: {{dimension: 1, name: ร้อยละสมมุติ, {indicator}}}\n",
        "evaluation-results": f"F-1: {{{result}, details: ทำแล้ว, evidence: [รายงาน]}}\n",
    }
    for stem, text in files.items():
        (folder / f"{stem}.yaml").write_text(text, encoding="utf-8")
    return [found.rule.id for found in check(load(folder))]


def test_the_sound_one_has_none(tmp_path: Path) -> None:
    assert _told(tmp_path, f"{SOUND}, {CELLS}") == []


@pytest.mark.parametrize(
    ("indicator", "rule"),
    [
        (f"{SOUND}, criteria: ['60', เจ็ดสิบ, '80', '90', '100']", "criteria-unreadable"),
        (f"{SOUND}, criteria: ['60', '70', '65', '90', '100']", "criteria-not-ordered"),
        (f"{SOUND}", "criteria-missing"),
        (f"{SOUND}, criteria: [['60', '70', '80', '90', '100', '110']]", "value-unknown-field"),
        (f"weigth: 100, unit: ร้อยละ, units: u1, {CELLS}", "value-unknown-field"),
        (f"weight: ร้อย, unit: ร้อยละ, units: u1, {CELLS}", "not-a-number"),
        (f"unit: ร้อยละ, units: u1, {CELLS}", "weight-missing"),
    ],
)
def test_why_there_is_no_score_is_told_where_it_is_to_be_mended(tmp_path: Path, indicator: str, rule: str) -> None:
    assert _told(tmp_path, indicator) == [rule]


def test_a_result_in_words_has_no_score_and_no_other_reason(tmp_path: Path) -> None:
    assert _told(tmp_path, f"{SOUND}, {CELLS}", "text: ทำครบแล้ว") == ["result-without-score"]


def test_a_deduction_that_could_not_be_read_is_not_also_lacking(tmp_path: Path) -> None:
    indicator, result = f"{SOUND}, {CELLS}", "value: 100, missed_reports: 1"

    assert _told(tmp_path, indicator, result) == ["missed-reports-without-deduction"]
    assert _told(tmp_path, indicator, result, "missed_report_deduction: -0.2") == ["value-out-of-range"]


@pytest.mark.parametrize(
    ("quarters", "told"),
    [
        ("{1: 25, 2: 25, 3: 25, 4: 25}", []),
        ("{1: 25, 2: 50, 3: 75, 4: 100}", []),
        ("{1: 25, 2: 25, 3: 25, 4: 20}", ["quarter-differs-from-result"]),
    ],
)
def test_quarters_add_up_to_the_year_or_lead_to_it(tmp_path: Path, quarters: str, told: list[str]) -> None:
    assert _told(tmp_path, f"{SOUND}, {CELLS}", f"value: 100, quarters: {quarters}") == told
