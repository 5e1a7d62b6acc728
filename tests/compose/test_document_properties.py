"""Properties of a composed document: date, file name, protected names."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import compose
from pipeline.compose.naming import MAX_BYTES, file_stem
from pipeline.compose.views.progress_form import created_on
from pipeline.model import SignatureBlock

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.compose import Composed
    from pipeline.model import Dataset, Project


def test_the_date_of_a_document_comes_from_its_data(dataset: Dataset, project: Project) -> None:
    as_of = dataset.model_copy(update={"as_of": dt.date(2026, 7, 1)})
    unreported = project.model_copy(update={"reports": ()})
    undated = unreported.model_copy(update={"start": None})
    assert created_on(as_of, project) == dt.date(2026, 7, 1)
    assert created_on(dataset, project) == dt.date(2025, 11, 20)
    assert created_on(dataset, unreported) == dt.date(2025, 10, 1)
    assert created_on(dataset, undated.model_copy(update={"fiscal_year": 2563})) == dt.date(2019, 10, 1)
    composed = compose.render(dataset, "progress-form", project, face_scale=1)
    assert composed.created.isoformat() == "2025-11-20T00:00:00+07:00"
    assert composed.created.isoformat() in composed.html


def test_names_of_people_and_offices_are_protected(compose_form: Callable[..., Composed]) -> None:
    composed = compose_form(signatures=(SignatureBlock(role="ผู้รายงาน", name="นายชูใจ มีสุข"),))
    assert composed.protect == tuple(sorted(("กอต.", "สทส.", "นางสาวสมศรี ตัวอย่างงาม", "นายมานะ ขยันยิ่ง", "นายชูใจ มีสุข")))


def test_title_subject_author_and_keywords_describe_the_document(compose_form: Callable[..., Composed]) -> None:
    composed = compose_form()
    assert composed.title.endswith("88000000-0417")
    assert composed.subject.startswith("โครงการอบรม")
    assert composed.author == "สำนักทดลองงานสารบรรณ"
    assert composed.keywords[:2] == ("88000000-0417", "ปีงบประมาณ พ.ศ. 2569")
    assert (composed.language, composed.kind) == ("th", "progress-form")


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("โครงการอบรม ปี 2569", "88000000-0417 อบรม ปี 2569"),
        ("กิจกรรม ../../ลบ\\แฟ้ม:*?", "88000000-0417 .. .. ลบ แฟ้ม"),
        ("โครงการ", "88000000-0417"),
        ("ก\u200bข\x00ค...", "88000000-0417 ก ข ค"),
    ],
)
def test_a_file_is_named_after_code_and_project(name: str, stem: str) -> None:
    assert file_stem("88000000-0417", name) == stem


@given(st.text(st.characters(), max_size=300))
def test_a_file_name_suits_every_file_system(name: str) -> None:
    stem = file_stem("88000000-0417", name)
    assert stem.startswith("88000000-0417")
    assert len(stem.encode()) <= MAX_BYTES
    assert not set(stem) & set('\\/:*?"<>|\0\n')
    assert not stem.endswith((" ", "."))


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        (
            "โครงการพัฒนาระบบติดตามและประเมินผลแผนพัฒนาเมืองด้วยข้อมูลชุดเดียว",
            "พัฒนาระบบติดตามและประเมินผลแผนพัฒนาเมืองด้วยข้อมูลชุด",
        ),
        (
            "โครงการปรับปรุงห้องปฏิบัติการเมืองและจัดหาครุภัณฑ์วิเคราะห์ข้อมูลภาพถ่ายทางอากาศ",
            "ปรับปรุงห้องปฏิบัติการเมืองและจัดหาครุภัณฑ์วิเคราะห์",
        ),
        ("กิจกรรมตลาดนัดความรู้ของสำนักทดลองพัฒนาเมือง “เล่าแล้วรอดปลอดภัยกันทุกคน”", "ตลาดนัดความรู้ของสำนักทดลองพัฒนาเมือง"),
        ("“" + "ตลาดนัดความรู้" * 9 + "”", "ตลาดนัดความรู้" * 3 + "ตลาดนัด"),
        ("โครงการจัดหาและติดตั้งเครื่องวัดระดับน้ำในซอยเสี่ยงน้ำท่วมเพื่อประชาชน", "จัดหาและติดตั้งเครื่องวัดระดับน้ำในซอยเสี่ยงน้ำท่วม"),
    ],
)
def test_a_long_name_ends_with_a_whole_word_and_no_open_quotation(name: str, kept: str) -> None:
    assert file_stem("88000000-0417", name) == f"88000000-0417 {kept}"


@given(st.text(alphabet="กขเแ้ำ“” ()", min_size=50, max_size=90))
def test_whatever_a_long_name_is_made_of_nothing_is_torn(name: str) -> None:
    kept = file_stem("88000000-0417", name).removeprefix("88000000-0417")
    if len(" ".join(name.split()).encode()) > MAX_BYTES:
        assert not kept.endswith(("เ", "แ", "“", "("))
        assert kept.rfind("“") <= kept.rfind("”")
