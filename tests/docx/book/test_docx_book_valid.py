"""Nothing to find in a book for two validators and the lint; mutants of what only books have."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from pipeline.docx import lint as linting
from pipeline.docx.package import canonical_zip

if TYPE_CHECKING:
    from pathlib import Path

    from tests.docx.book.conftest import Book


@pytest.fixture(
    params=["book", "longer_book", "duplex_book", "example_book", "example_report", "example_report_in_thai_digits"]
)
def any_book(request: pytest.FixtureRequest) -> Book:
    found: Book = request.getfixturevalue(request.param)
    return found


def test_the_lint_finds_nothing_in_a_book(any_book: Book) -> None:
    assert linting.lint(any_book.docx) == []


def test_openxml_audit_finds_nothing_in_a_book(any_book: Book, tmp_path: Path) -> None:
    from openxml_audit import OpenXmlValidator

    file = tmp_path / "book.docx"
    file.write_bytes(any_book.docx)
    assert [str(error) for error in OpenXmlValidator().validate(file).errors] == []


@pytest.mark.validator
def test_the_open_xml_sdk_finds_nothing_in_a_book(any_book: Book, ooxml_validator: Path, tmp_path: Path) -> None:
    file = tmp_path / "book.docx"
    file.write_bytes(any_book.docx)
    done = subprocess.run([ooxml_validator, file], capture_output=True, check=False, timeout=120)
    assert [error["description"] for error in json.loads(done.stdout)["errors"]] == []


MUTANTS: dict[str, tuple[str, str, str]] = {
    "a question at opening": ("settings", r"<w:zoom ", "<w:updateFields/><w:zoom "),
    "a field to update": ("document", r'w:fldCharType="begin"/>', 'w:fldCharType="begin" w:dirty="true"/>'),
    "a heading that the contents leave out": ("document", r'w:val="Subheading2"', 'w:val="Heading2"'),
    "an entry without its heading": ("document", r'w:val="Heading4"', 'w:val="Subheading2"'),
    "an entry of another level": ("document", r'w:val="TOC2"', 'w:val="TOC3"'),
    "an entry that says something else": ("document", r"(TOC1.*?)คำนำ", r"\1คำนาม"),
    "a page number of another heading": ("document", r"PAGEREF preface", "PAGEREF general"),
    "a cover under an inherited running head": (
        "document",
        r'<w:headerReference w:type="default" r:id="header5"/>',
        "",
    ),
    "two bookmarks of one number": ("document", r'(<w:bookmarkStart w:id=)"2"', r'\1"1"'),
    "a right-hand stop for another paper": ("document", r'w:w="16838" w:h="11906"', 'w:w="11906" w:h="16838"'),
}


@pytest.mark.parametrize("mutant", MUTANTS)
def test_the_lint_catches_in_a_book(mutant: str, book: Book) -> None:
    part, pattern, replacement = MUTANTS[mutant]
    text, count = re.subn(pattern, replacement, book.text(part), count=1, flags=re.DOTALL)
    assert count, "the mutant is no mutant"
    assert linting.lint(canonical_zip({**book.parts, f"word/{part}.xml": text.encode()}))
