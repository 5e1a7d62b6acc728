"""Nothing to find for two independent validators and the lint; and mutants that show what they are worth."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from pipeline.docx import lint as linting
from pipeline.docx.package import canonical_zip

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.docx.conftest import Form, Made

SHORT = '<p>ข้อความ</p><ol data-marker="ก."><li>หนึ่ง</li></ol>'


@pytest.fixture(params=["everything", "in_office_face", "in_thai_digits"])
def made(request: pytest.FixtureRequest) -> Made:
    found: Made = request.getfixturevalue(request.param)
    return found


def sdk_findings(program: Path, data: bytes, room: Path) -> list[str]:
    file = room / "file.docx"
    file.write_bytes(data)
    done = subprocess.run([program, file], capture_output=True, check=False, timeout=120)
    return [error["description"] for error in json.loads(done.stdout)["errors"]]


def audit_findings(data: bytes, room: Path) -> list[str]:
    from openxml_audit import OpenXmlValidator

    file = room / "file.docx"
    file.write_bytes(data)
    return [str(error) for error in OpenXmlValidator().validate(file).errors]


def test_the_lint_finds_nothing(made: Made) -> None:
    assert linting.lint(made.docx) == []


def test_openxml_audit_finds_nothing(made: Made, tmp_path: Path) -> None:
    assert audit_findings(made.docx, tmp_path) == []


@pytest.mark.validator
def test_the_open_xml_sdk_finds_nothing(made: Made, ooxml_validator: Path, tmp_path: Path) -> None:
    assert sdk_findings(ooxml_validator, made.docx, tmp_path) == []


@pytest.mark.validator
def test_no_form_of_the_examples_has_a_finding(forms: list[Form], ooxml_validator: Path, tmp_path: Path) -> None:
    for form in forms:
        assert linting.lint(form.made.docx) == [], form.name
        assert audit_findings(form.made.docx, tmp_path) == [], form.name
        assert sdk_findings(ooxml_validator, form.made.docx, tmp_path) == [], form.name


def test_a_document_without_lists_or_heads_is_as_sound(written: Callable[[str], Made], tmp_path: Path) -> None:
    plain = written("<p>ข้อความเดียว</p>")
    assert linting.lint(plain.docx) == []
    assert audit_findings(plain.docx, tmp_path) == []


MUTANTS: dict[str, tuple[str, str, str]] = {
    "an older compatibility mode": ("settings", r'(compatibilityMode"[^>]*w:val=)"15"', r'\1"14"'),
    "no Thai as the language of complex scripts": ("settings", r' w:bidi="th-TH"', ""),
    "no Thai in the defaults": ("styles", r' w:bidi="th-TH"', ""),
    "a theme font": ("styles", r'<w:rFonts w:ascii="Sarabun"', r'<w:rFonts w:cstheme="minorBidi" w:ascii="Sarabun"'),
    "Thai text that is no complex script": ("document", r"<w:cs/>", ""),
    "a size for Latin only": ("styles", r'<w:szCs w:val="18"/>', ""),
    "bold for Latin only": ("document", r"<w:bCs/>", ""),
    "a zero width space": ("document", r"โครงการปรับปรุง", "โครงการ\u200bปรับปรุง"),
    "a field that does not end": ("footer1", r'<w:r><w:fldChar w:fldCharType="end"/></w:r>', ""),
    "a link without its bookmark": ("document", r'w:anchor="table_1"', 'w:anchor="table_9"'),
    "a bookmark name that Word refuses": ("document", r'(<w:bookmarkStart[^>]*w:name=)"part_1"', r'\1"part-1"'),
    "two bookmarks of one name": ("document", r'(<w:bookmarkStart[^>]*w:name=)"part_1"', r'\1"part_2"'),
    "an unknown style": ("document", r'w:pStyle w:val="Heading1"', 'w:pStyle w:val="Heading7"'),
    "an unknown numbering": ("document", r'w:numId w:val="1"', 'w:numId w:val="77"'),
    "a grid column too few": ("document", r'<w:gridCol w:w="\d+"/></w:tblGrid>', "</w:tblGrid>"),
    "a span too wide": ("document", r'w:gridSpan w:val="3"', 'w:gridSpan w:val="4"'),
    "a merge that begins nowhere": ("document", r'<w:vMerge w:val="restart"/>', ""),
    "a head row after a body row": ("document", r"<w:tblHeader/>", ""),
    "a table wider than the page": ("document", r'(<w:tblW w:w=)"\d+"', r'\1"19999"'),
    "a cell that ends in a table": ("document", r"<w:p>(?:(?!</w:p>).)*</w:p></w:tc>", "</w:tc>"),
    "paper on its side": ("document", r' w:orient="landscape"', ""),
    "a picture without words": ("document", r'(<wp:docPr[^>]*descr=)"[^"]*"', r'\1""'),
}


def mutate(made: Made, part: str, pattern: str, replacement: str) -> bytes:
    name = f"word/{part}.xml"
    text, count = re.subn(pattern, replacement, made.text(part), count=1)
    assert count, "the mutant is no mutant"
    return canonical_zip({**made.parts, name: text.encode()})


@pytest.mark.parametrize("mutant", MUTANTS)
def test_the_lint_catches(mutant: str, everything: Made) -> None:
    assert linting.lint(mutate(everything, *MUTANTS[mutant]))


SCHEMA_MUTANTS: dict[str, tuple[str, str, str]] = {
    "properties in the wrong order": ("styles", r"(<w:b/><w:bCs/>)(<w:sz [^>]*/><w:szCs [^>]*/>)", r"\2\1"),
    "two styles of one id": ("styles", r'w:styleId="Heading2"', 'w:styleId="Heading1"'),
    "an unknown element": ("document", r"<w:keepLines/>", "<w:keepLine/>"),
    "an unknown value": ("document", r'w:val="thaiDistribute"|w:val="both"', 'w:val="thai"'),
    "a picture that is not there": ("document", r'r:embed="image1"', 'r:embed="image9"'),
    "a header that is not there": ("document", r'r:id="header1"', 'r:id="header9"'),
}


@pytest.mark.validator
@pytest.mark.parametrize("mutant", SCHEMA_MUTANTS)
def test_the_validators_catch(mutant: str, everything: Made, ooxml_validator: Path, tmp_path: Path) -> None:
    data = mutate(everything, *SCHEMA_MUTANTS[mutant])
    assert sdk_findings(ooxml_validator, data, tmp_path) or audit_findings(data, tmp_path)
