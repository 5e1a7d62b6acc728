"""The corpus is what the typographic tests are measured on: it must itself be clean."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from pipeline.thai.hygiene import blemishes, repair

CORPUS = Path(__file__).parent.parent / "corpus"
FILES = ("paragraphs.txt", "names.txt", "stress.txt")


@cache
def lines(name: str) -> list[str]:
    text = (CORPUS / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


@pytest.mark.parametrize("name", FILES)
def test_code_points_are_clean_and_nothing_is_blemished(name: str) -> None:
    for line in lines(name):
        assert repair(line) == (line, ())
        assert blemishes(line) == []


def test_there_are_more_than_200_different_paragraphs_of_80_to_900_characters() -> None:
    paragraphs = lines("paragraphs.txt")

    assert len(set(paragraphs)) == len(paragraphs) >= 220
    assert min(map(len, paragraphs)) >= 80
    assert max(map(len, paragraphs)) <= 900


def test_there_are_40_names() -> None:
    assert len(set(lines("names.txt"))) >= 40


@pytest.mark.parametrize(
    "sample",
    ["สำนักงาน", "จำนวน", "น้ำ", "อำนวย", "ป้ำ", "ที่ปู่", "ญู", "ผู้", "ฟี้", " ๆ ", "ฯลฯ", "กรุงเทพฯ", "พ.ศ. 2569", "ก.ก.",
     "94,581,296.26 บาท", "1,918,000.- บาท", "ร้อยละ 70.16", "๕.๓.๑", "ที่ กท 0303/405", "https://", "QR Code",
     "e-Learning", "“", "”", "?", "!", "โทร. 6901-2"],
)  # fmt: skip
def test_the_paragraphs_hold_what_is_hard_to_set(sample: str) -> None:
    assert any(sample in line for line in lines("paragraphs.txt"))


def test_some_paragraphs_begin_with_sara_am_in_their_first_word() -> None:
    starts = [line for line in lines("paragraphs.txt") if line.startswith(("สำนักงาน", "จำนวน"))]

    assert len(starts) >= 4
