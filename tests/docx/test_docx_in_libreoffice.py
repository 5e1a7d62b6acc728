"""LibreOffice lays the DOCX out on the same pages as the PDF: an independent reader that needs no Word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.docx.conftest import Form, Made

pytestmark = pytest.mark.libreoffice

HEADINGS = ("h1", "h2", "h3")


def headings_of_the_layout(made: Made) -> list[tuple[str, int | None]]:
    body = made.laid_out.root.find("body")
    assert body is not None
    return [
        (" ".join("".join(node.itertext()).split()), made.laid_out.page_index(node))
        for node in body.iter()
        if node.tag in HEADINGS
    ]


def headings_of_the_pdf(data: bytes) -> list[tuple[str, int | None]]:
    with pypdfium2.PdfDocument(data) as document:
        entries = [(entry.get_title(), entry.get_dest()) for entry in document.get_toc(max_depth=9)]
        return [(" ".join(title.split()), place.get_index() if place else None) for title, place in entries]


def papers(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        sizes = [document.get_page_size(index) for index in range(len(document))]
    return ["landscape" if width > height else "portrait" for width, height in sizes]


def test_the_sample_has_the_same_pages_and_every_heading_on_its_page(
    everything: Made, in_libreoffice: Callable[[list[bytes]], list[bytes]]
) -> None:
    (printed,) = in_libreoffice([everything.docx])
    assert papers(printed) == papers(everything.pdf)
    assert headings_of_the_pdf(printed) == headings_of_the_layout(everything)


def test_the_forms_of_the_examples_have_the_same_pages_and_every_heading_on_its_page(
    forms: list[Form], in_libreoffice: Callable[[list[bytes]], list[bytes]]
) -> None:
    printed = in_libreoffice([form.made.docx for form in forms])
    wrong = {
        form.name: (len(papers(data)), headings_of_the_pdf(data))
        for form, data in zip(forms, printed, strict=True)
        if papers(data) != papers(form.made.pdf) or headings_of_the_pdf(data) != headings_of_the_layout(form.made)
    }
    assert wrong == {}
