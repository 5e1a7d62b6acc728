"""Tokens that no line break may enter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.thai.clusters import cluster_starts
from pipeline.thai.tokens import LONGEST, protected_ranges

ALPHABET = "กนายสมชดีพศขเแำี่้ๆฯ 0๙5/.-,()“”%?AbงบาทMข้อที่"


def tokens(text: str, names: tuple[str, ...] = (), longest: int = LONGEST) -> list[str]:
    return [text[start:end] for start, end in protected_ranges(text, names, longest=longest)]


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("เบิกจ่าย 0 บาท แล้ว", "0 บาท"),
        ("จำนวน 341 คน", "341 คน"),
        ("รวม ๕ ระบบ", "๕ ระบบ"),
        ("วงเงิน 1,918,000.- บาท", "1,918,000.- บาท"),
        ("ราว 134.8 ล้านบาท", "134.8 ล้านบาท"),
        ("ร้อยละ 70.16 ของแผน", "ร้อยละ 70.16"),
        ("ประจำปีงบประมาณ พ.ศ. 2563 นี้", "พ.ศ. 2563"),
        ("พ.ศ. ๒๕๖๓", "พ.ศ. ๒๕๖๓"),
        ("ข้อมูล ณ วันที่ 30 ก.ย. 2568", "ณ วันที่ 30 ก.ย. 2568"),
        ("ของทั้ง 5 ซอย", "5 ซอย"),
        ("ซอยไม่น้อยกว่าครึ่ง", "ไม่น้อยกว่า"),
        ("แผนทุกวันจันทร์เช้า", "วันจันทร์"),
        ("มติว่าไม่เห็นชอบตามขอ", "ไม่เห็นชอบ"),
        ("ตามข้อ 5 ของระเบียบ", "ข้อ 5"),
        ("การประชุมครั้งที่ 3/2563 เมื่อ", "ครั้งที่ 3/2563"),
        ("หนังสือ ที่ กท 0401/229 ลงวันที่", "ที่ กท 0401/229"),
        ("ที่กท 0401/ว 12", "ที่กท 0401/ว 12"),
        ("วันที่ 16 กรกฎาคม 2564 ณ", "16 กรกฎาคม 2564"),
        ("ถึง 9 ก.ค. 64 รวม", "9 ก.ค. 64"),
        ("เดือนกรกฎาคม 2564", "กรกฎาคม 2564"),
        ("โทร. 02 999 0000 ได้", "โทร. 02 999 0000"),
        ("เกณฑ์ ≤60 คะแนน", "≤60"),
        ("รหัส 03000000-2449 ของ", "03000000-2449"),
        ("โควิด-19 ระบาด", "โควิด-19"),
        ("ระบบ COVID-19 ใหม่", "COVID-19"),
        ("มาตรฐาน ISO 9001:2015 และ", "ISO 9001:2015"),
        ("อีเมล clerk@example.org ครับ", "clerk@example.org"),
        ("ดู https://example.org/a-b/c?d=1 เพิ่ม", "https://example.org/a-b/c?d=1"),
        ("สำนักงาน ก.ก. และ อ.ก.ก. วิสามัญ", "อ.ก.ก."),
        ("ด้านต่าง ๆ ของเมือง", "ต่าง ๆ"),
        ("ขั้นตอนย่อย ๆ ทั้งหมด", "ย่อย ๆ"),
        ("ใช้ไป 50 % แล้ว", "50 %"),
        ("โดยนายสมชาย ใจกล้า เป็น", "นายสมชาย"),
        ("ว่าที่ ร.ต.สมศักดิ์ ใจกล้า", "ว่าที่ ร.ต.สมศักดิ์"),
        ("ได้แก่ ดร.สมหญิง ใจกล้า", "ดร.สมหญิง"),
        ("ได้แก่ ดร.สมหญิง ใจกล้า", "ใจกล้า"),
    ],
)
def test_a_token_stays_whole(text: str, token: str) -> None:
    assert any(token in found for found in tokens(text)), tokens(text)


@pytest.mark.parametrize(
    ("text", "outside"),
    [
        ("นายสมชาย ใจกล้า", " "),
        ("ปี 2564 เรื่องอื่น", " เ"),
        ("ลงวันที่ 6 กันยายน 2564 เรื่อง แจ้ง", " เ"),
        ("ระดับ 5 ระดับ 4", " ร"),
        ("จำนวน 5 ข้อมูล", " ข"),
        ("ตำแหน่งนายช่างโยธา อาวุโส", "งน"),
    ],
)
def test_where_tokens_end_a_line_may_break(text: str, outside: str) -> None:
    place = text.index(outside) if outside != " " else text.index(" ")
    assert not any(
        start < place + (outside != " ") * (outside[0] != " ") < end for start, end in protected_ranges(text)
    )


@pytest.mark.parametrize("mark", ["”", "’", ")", "?", "!", "%", "ๆ", "ฯ", "ฯลฯ"])
def test_closing_marks_never_begin_a_line_even_after_a_space(mark: str) -> None:
    for text in (f"คำ{mark} ต่อ", f"คำ {mark} ต่อ"):
        place = text.index(mark)
        assert any(
            start < place < end and start < text.index(" ") + (place > 2) < end + (place == 2)
            for start, end in protected_ranges(text)
        )
        assert all(any(start < at < end for start, end in protected_ranges(text)) for at in range(2, place + 1))


@pytest.mark.parametrize("mark", ["“", "‘", "("])
def test_opening_marks_never_end_a_line(mark: str) -> None:
    for text in (f"คำ {mark}ต่อ", f"คำ {mark} ต่อ"):
        first = text.index(mark)
        assert all(
            any(start < at < end for start, end in protected_ranges(text))
            for at in range(first + 1, text.index("ต") + 1)
        )


def test_a_name_in_brackets_stays_whole_with_its_spaces() -> None:
    assert tokens("ศักยภาพของหน่วยงาน (Potential Base)", ("(Potential Base)",)) == ["(Potential Base)"]


def test_words_of_names_stay_whole_wherever_they_stand() -> None:
    text = "มอบให้มานะชัยและวิรุฬห์จำปาดูแล"
    assert tokens(text, ("นายมานะชัย วิรุฬห์จำปา",)) == ["มานะชัย", "วิรุฬห์จำปา"]


def test_a_space_between_name_and_surname_may_break() -> None:
    assert tokens("นางสาวสมหญิง ใจกล้า") == ["นางสาวสมหญิง", "ใจกล้า"]


def test_a_narrow_cell_gets_shorter_tokens() -> None:
    text = "16 กรกฎาคม 2564"
    assert tokens(text) == [text]
    assert tokens(text, longest=10) == ["16 กรกฎาคม", "2564"]
    assert tokens(text, longest=8) == ["16", "กรกฎาคม", "2564"]


def test_a_long_address_is_split_after_its_marks() -> None:
    address = "https://www.example.org/reports/annual-plan/progress-form?id=12"
    parts = tokens(address, longest=20)
    assert "".join(parts) == address
    assert all(len(part) <= 20 for part in parts)


def test_a_word_of_a_name_too_long_for_the_cell_is_not_protected() -> None:
    assert tokens("กองพัฒนาระบบราชการ", ("กองพัฒนาระบบราชการ",), longest=9) == []


def test_prose_without_tokens_is_free() -> None:
    assert protected_ranges("ประชาชนได้รับบริการที่ดีและรวดเร็ว") == []


@given(st.text(alphabet=ALPHABET, max_size=60), st.integers(6, 40))
def test_ranges_are_in_order_apart_and_on_cluster_boundaries(text: str, longest: int) -> None:
    edges = {*cluster_starts(text), len(text)}
    previous = 0
    for start, end in protected_ranges(text, longest=longest):
        assert previous <= start < end <= len(text)
        assert {start, end} <= edges
        previous = end


@given(st.integers(0, 10**7), st.sampled_from(["บาท", "คน", "โครงการ", "แห่ง"]), st.sampled_from(["", " "]))
def test_any_number_stays_with_its_unit(number: int, unit: str, space: str) -> None:
    token = f"{number:,}{space}{unit}"
    text = f"รวมทั้งสิ้น {token} ในปีนี้"
    start = text.index(token)
    assert any(begin <= start and start + len(token) <= end for begin, end in protected_ranges(text))


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("อยู่นอกขอบเขตของระยะที่ 1", "ระยะที่ 1"),
        ("ประชุมเมื่อวันพุธที่ 10 ธันวาคม 2568", "วันพุธที่ 10"),
        ("ณ วันที่ 25 มีนาคม 2563", "วันที่ 25"),
        ("โทร. 4460 ต่อ 3", "โทร. 4460 ต่อ 3"),
    ],
)
def test_an_ordinal_stays_with_its_number(text: str, whole: str) -> None:
    start = text.index(whole)

    assert any(first <= start and start + len(whole) <= end for first, end in protected_ranges(text))
