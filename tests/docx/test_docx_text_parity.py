"""The DOCX says what the PDF says, block by block."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.docx.conftest import Form, Made


def test_the_blocks_of_the_docx_are_those_of_the_html_in_order(everything: Made) -> None:
    assert len(everything.html_blocks) > 150
    assert everything.docx_blocks == everything.html_blocks


def test_the_docx_says_what_the_pages_print(everything: Made) -> None:
    assert "".join("".join(everything.docx_blocks).split()) == everything.printed


def test_the_office_face_changes_no_text(everything: Made, in_office_face: Made) -> None:
    assert in_office_face.docx_blocks == everything.docx_blocks


def test_every_form_of_the_examples_has_the_text_of_its_html(forms: list[Form]) -> None:
    assert len(forms) >= 12
    kinds = {"framework-summary", "performance-agreement", "follow-up", "executive-summary"}
    assert {form.name.split()[-1] for form in forms} >= kinds
    assert {form.name: form.made.docx_blocks for form in forms} == {form.name: form.made.html_blocks for form in forms}


def test_every_form_of_the_examples_says_and_counts_what_its_pages_print(forms: list[Form]) -> None:
    for form in forms:
        assert form.made.numbered == form.made.printed, form.name
