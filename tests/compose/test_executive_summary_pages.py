"""The executive summary on its pages: four at most, nothing of it a picture of dots, alike in PDF and Word."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import pikepdf
import pypdfium2
import pytest

from pipeline import compose, docx, layout, pdf
from pipeline.bundled import bundled_folder
from pipeline.docx.lint import lint
from pipeline.layout.faces import find_face
from pipeline.model import Digits, Margins, Month
from pipeline.monitoring import Occasion
from pipeline.sources import load

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.compose import Composed
    from pipeline.layout.document import LaidOut
    from pipeline.model import Dataset
    from pipeline.monitoring import Overall
    from tests.compose.invented_months import OCCASION, large_office, together
else:
    from invented_months import OCCASION, large_office, together

KIND = "executive-summary"
MONTHS = [(2025, 10), (2025, 12), (2026, 3), (2026, 6)]


class Pages(NamedTuple):
    """A document laid out."""

    composed: Composed
    laid_out: LaidOut

    @property
    def pdf(self) -> bytes:
        return pdf.write(self.laid_out, created=self.composed.created)

    @property
    def docx(self) -> bytes:
        meta = docx.DocumentMeta(self.composed.title, self.composed.author, self.composed.created)
        return docx.write(self.laid_out, word_face=docx.SARABUN, meta=meta, pdf=self.pdf)


def pages(
    dataset: Dataset, subject: Overall | None = None, occasion: Occasion = OCCASION, digits: str = "thai"
) -> Pages:
    face = find_face()
    made = compose.render(
        dataset, KIND, subject or dataset, digits=digits, face_scale=face.scale, picture=True, occasion=occasion
    )
    return Pages(made, layout.lay_out(made.html, base=bundled_folder("templates"), face=face, protect=made.protect))


@cache
def laboratory() -> Pages:
    return pages(load(bundled_folder("examples") / "city-lab-2569"), digits="arabic")


def count(found: Pages) -> int:
    return len(found.laid_out.pages)


@pytest.mark.parametrize("digits", ["thai", "arabic"])
@pytest.mark.parametrize(
    ("projects", "divisions", "strategies"),
    [(1, 1, 1), (12, 5, 3), (60, 9, 8), (300, 25, 8), (120, 60, 20), (40, 2, 40)],
)
def test_four_pages_are_enough_for_any_office(projects: int, divisions: int, strategies: int, digits: str) -> None:
    office = large_office(projects, divisions, strategies=strategies)
    assert 1 <= count(pages(office, digits=digits)) <= 4


@pytest.mark.parametrize("month", MONTHS)
def test_a_usual_office_needs_two_or_three(month: tuple[int, int]) -> None:
    when = Occasion(Month(year=month[0], month=month[1]), dt.date(2026, 6, 30))
    assert count(pages(load(bundled_folder("examples") / "city-lab-2569"), occasion=when)) in (2, 3)


@pytest.mark.parametrize("digits", ["thai", "arabic"])
@pytest.mark.parametrize("agencies", [3, 77])
def test_four_pages_are_enough_for_all_agencies(agencies: int, digits: str) -> None:
    offices = [
        large_office(9, 3, code=70000000 + no, name=f"สำนักงานเขตสมมุติที่ {no} กรุงเทพมหานคร") for no in range(agencies)
    ]
    assert 2 <= count(pages(offices[0], together(offices), digits=digits)) <= 4


@pytest.mark.parametrize("digits", ["thai", "arabic"])
@pytest.mark.parametrize(("projects", "divisions"), [(20, 5), (60, 9), (300, 25)])
def test_wider_margins_take_a_row_or_two_but_no_page_and_break_no_word(
    projects: int, divisions: int, digits: str
) -> None:
    office = large_office(projects, divisions)
    house = office.house.model_copy(update={"margins": Margins(left=Decimal(30), right=Decimal(50))})
    found = pages(office.model_copy(update={"house": house}), digits=digits)
    assert count(found) <= 4
    (table,) = [one for one in found.laid_out.root.iter("table") if "groups" in one.get("class", "").split()]
    names = set(table.iter("th"))
    shown = [line.text for line in found.laid_out.lines() if line.element in names]
    assert sum("ยุทธศาสต" in text for text in shown) == sum("ยุทธศาสตร์" in text for text in shown) > 0


def test_even_names_of_twenty_lines_leave_the_figures_whole() -> None:
    office = large_office(30, 3)
    long = tuple(project.model_copy(update={"name": project.name * 15}) for project in office.projects)
    found = pages(office.model_copy(update={"projects": long}))
    assert count(found) > 0
    assert all(line.y + line.height <= 842 for line in found.laid_out.lines())


def test_the_pdf_holds_no_raster_picture() -> None:
    with pikepdf.open(io.BytesIO(laboratory().pdf)) as document:
        kinds = [item.get("/Subtype") for item in document.objects if isinstance(item, pikepdf.Stream)]
    assert pikepdf.Name("/Image") not in kinds


def test_words_and_figures_of_the_charts_are_found_in_the_pdf() -> None:
    with pypdfium2.PdfDocument(laboratory().pdf) as document:
        text = document[0].get_textpage().get_text_bounded()
    for label in ("65.00 (แผน 66.33)", "59.35 % ของ 8.25 ล้าน", "เป็นไปตามแผน 6", "กองข้อมูลและนวัตกรรมดิจิทัล"):
        assert label in text


def test_every_picture_has_its_alternative_text_in_both_formats() -> None:
    found = laboratory()
    texts = [image.get("alt", "") for image in found.laid_out.root.iter("img")]
    assert len(texts) == 2
    assert all("แผนภูมิ" in text and any(sign.isdigit() for sign in text) for text in texts)
    with pikepdf.open(io.BytesIO(found.pdf)) as document:
        tagged = [
            str(item["/Alt"]) for item in document.objects if isinstance(item, pikepdf.Dictionary) and "/Alt" in item
        ]
    assert sorted(tagged) == sorted(texts)
    parts = _parts(found.docx)
    for text in texts:
        assert f'descr="{text}"' in parts["word/document.xml"].decode()
    assert len([name for name in parts if name.endswith(".svg")]) == 2
    assert len([name for name in parts if name.endswith(".png")]) == 2


def test_without_pictures_the_tables_say_it_all() -> None:
    dataset = load(bundled_folder("examples") / "city-lab-2569")
    made = compose.render(dataset, KIND, dataset, face_scale=find_face().scale, picture=False, occasion=OCCASION)
    assert "<img" not in made.html
    assert "65.00" in made.html


def test_the_same_data_gives_the_same_bytes() -> None:
    dataset = load(bundled_folder("examples") / "city-lab-2569")
    one, other = pages(dataset), pages(dataset)
    assert one.pdf == other.pdf
    assert one.docx == other.docx


@pytest.mark.parametrize("agencies", [1, 3])
def test_large_documents_are_sound_in_word(agencies: int, tmp_path: Path) -> None:
    from openxml_audit import OpenXmlValidator

    offices = [large_office(120, 12, code=70000000 + no, name=f"สำนักที่ {no}") for no in range(agencies)]
    content = pages(offices[0], together(offices) if agencies > 1 else None).docx
    assert lint(content) == []
    (tmp_path / "file.docx").write_bytes(content)
    assert [str(error) for error in OpenXmlValidator().validate(tmp_path / "file.docx").errors] == []


def test_a_table_of_few_groups_is_not_torn_apart() -> None:
    found = pages(large_office(12, 3, strategies=2))
    (table,) = [one for one in found.laid_out.root.iter("table") if "whole-table" in one.get("class", "").split()]
    assert len({found.laid_out.page_index(row) for row in table.iter("tr")}) == 1


def test_house_digits_decide_where_nobody_asks() -> None:
    office = large_office(3, 1)
    house = office.house.model_copy(update={"digits": Digits.THAI})
    made = compose.render(
        office.model_copy(update={"house": house}), KIND, office, face_scale=0.656, picture=False, occasion=OCCASION
    )
    assert "มิถุนายน ๒๕๖๙" in made.html


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}
