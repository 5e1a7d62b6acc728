"""Spelling: likely slips with a suggestion, and silence about names, foreign words and right prose."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.thai.dictionary import all_words
from pipeline.thai.spelling import misspellings

CORPUS = Path(__file__).parents[1] / "corpus" / "paragraphs.txt"


@pytest.mark.parametrize(
    ("text", "word", "meant"),
    [
        ("ตัวชี้วัดเจราจตกลงประจำปี", "เจราจตกลง", "เจรจาตกลง"),
        ("ยุทธศาสตร์ ด่านที่ 7 การบริหาร", "ด่านที่", "ด้านที่"),
        ("แผนปฎิบัติราชการ", "ปฎิบัติ", "ปฏิบัติ"),
        ("ขออนุญาติใช้สถานที่", "อนุญาติ", "อนุญาต"),
        ("วัดความสำเรจ็ของงาน", "ความสำเรจ็", "ความสำเร็จ"),
        ("ตามคำสัง่แต่งตั้งคณะทำงาน", "คำสัง่", "คำสั่ง"),
        ("ของกรุงเทพมหาคร", "กรุงเทพมหาคร", "กรุงเทพมหานคร"),
    ],
)
def test_a_slip_is_found_with_what_was_meant(text: str, word: str, meant: str) -> None:
    (found,) = misspellings(text)
    assert (found.word, found.suggestions[0]) == (word, meant)
    assert text[found.start : found.start + len(word)] == word


@pytest.mark.parametrize(
    "text",
    [
        "นายกฤตภาส ธาราวิจิตร และนางสาวพิมพ์ลดา ศิริขจรเดช",
        "ระบบจาร์วิชแอปพลิเคชันสำหรับองค์กร",
        "สยป. กท สพข. กมธ. ปช",
        "ด่านที่ตั้งอยู่ริมทางหลวง",
        "ประชาชนได้รับบริการที่ดีและรวดเร็วขึ้นทุกปี",
        "Digital Transformation ของ กทม.",
    ],
)
def test_names_foreign_words_and_abbreviations_are_left_alone(text: str) -> None:
    assert misspellings(text) == []


def test_known_names_are_never_flagged() -> None:
    text = "กองสำเรจ็พัฒนา"
    assert misspellings(text)
    assert misspellings(text, {"สำเรจ็พัฒนา"}) == []


def test_right_prose_raises_less_than_one_alarm_in_two_thousand_words() -> None:
    """The corpus of paragraphs has some nine thousand words."""
    paragraphs = [line for line in CORPUS.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert len(paragraphs) > 200
    assert sum(len(misspellings(paragraph)) for paragraph in paragraphs) <= 4


def test_spellings_that_are_never_right_are_not_what_is_meant_and_what_is_meant_is_a_word() -> None:
    path = Path(__file__).parents[2] / "pipeline" / "thai" / "data" / "confusions.tsv"
    pairs = [line.split("\t") for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert len(pairs) > 100
    assert [(wrong, right) for wrong, right in pairs if wrong in right] == []
    assert [right for _, right in pairs if right not in all_words() and misspellings(right)] == []
