"""The real evaluation report and framework summary as files: every text in both formats."""

from __future__ import annotations

import subprocess
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from lxml import etree

import pipeline
from pipeline.errors import DataError
from pipeline.findings import Severity
from pipeline.model import Dataset

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from tests.cases.case_texts import CaseTexts, stands
    from tests.cases.evaluation_texts import FRAMEWORK, REPORT
    from tests.cases.plan_book_prose import folded
    from tests.cases.plan_book_texts import bare
else:
    from case_texts import stands
    from evaluation_texts import FRAMEWORK, REPORT
    from plan_book_prose import folded
    from plan_book_texts import bare


@dataclass(frozen=True, slots=True)
class Document:
    """A built case: its files, its texts."""

    case: dict[str, Any]
    texts: CaseTexts
    files: dict[str, Path]


@pytest.fixture(scope="module", params=["evaluation-report", "framework-summary"])
def document(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Document:
    """Both files. The Word file asks for the PDF's face, which is there wherever the tests run."""
    name, texts = ("evaluation", REPORT) if request.param == "evaluation-report" else ("framework", FRAMEWORK)
    dataset: Dataset = request.getfixturevalue(f"{name}_dataset")
    out = tmp_path_factory.mktemp(name)
    outputs = pipeline.build(ready(dataset), request.param, out=out)
    case = request.getfixturevalue(f"{name}_case")
    return Document(case, texts, {output.format: output.path for output in outputs})


def ready(dataset: Dataset) -> Dataset:
    """The dataset, in a face that is there, after what the check asks for: one level for one result."""
    fields = {name: getattr(dataset, name) for name in Dataset.model_fields}
    fields["house"] = dataset.house.model_copy(update={"docx_font": "Sarabun"})
    fields["evaluation_results"] = tuple(
        result.model_copy(update={"achieved": None}) for result in dataset.evaluation_results
    )
    return Dataset(**fields)


def test_a_report_with_two_levels_for_one_result_is_not_built(evaluation_dataset: Dataset, tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        pipeline.build(evaluation_dataset, "evaluation-report", out=tmp_path)

    errors = [found for found in caught.value.findings if found.severity is Severity.ERROR]
    assert [(found.rule.id, found.subject.rpartition(" ")[2]) for found in errors] == [
        ("achieved-differs", "2-1"),
        ("achieved-differs", "2-2"),
    ]
    assert list(tmp_path.iterdir()) == []


def said_in_word(path: Path) -> list[str]:
    """The paragraphs of a Word file without white space."""
    with zipfile.ZipFile(path) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    return [folded("".join(node.text or "" for node in block.iter("{*}t"))) for block in body.iter("{*}p")]


def read_by_poppler(path: Path) -> list[str]:
    """The text of every page without white space."""
    command = ["pdftotext", "-raw", str(path), "-"]
    read = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    return [folded(page) for page in read.split("\f")]


@pytest.mark.poppler
def test_every_text_of_the_case_stands_in_the_pdf(document: Document) -> None:
    pages = read_by_poppler(document.files["pdf"])

    missing = [text for text in document.texts.printed(document.case) if not stands(bare(text.text), pages)]

    assert missing == []


def test_every_text_of_the_case_stands_in_the_docx(document: Document) -> None:
    said = "".join(said_in_word(document.files["docx"]))

    assert [text for text in document.texts.printed(document.case) if bare(text.text) not in said] == []


def test_a_wording_that_is_said_not_to_be_printed_is_not(document: Document) -> None:
    """Else its line in the table of variants is of no use any more."""
    said = said_in_word(document.files["docx"])

    still_there = [
        text
        for text in document.texts.of(document.case)
        if document.texts.instead(document.case, text.place) is not None and bare(text.text) in said
    ]

    assert still_there == []


@pytest.mark.libreoffice
def test_the_word_file_opens_with_as_many_upright_and_wide_pages(
    document: Document, in_office: Callable[[Path], Path]
) -> None:
    assert shapes(in_office(document.files["docx"])) == shapes(document.files["pdf"])


def shapes(path: Path) -> str:
    """The pages of a PDF, ``u`` for upright and ``w`` for wide."""
    with pypdfium2.PdfDocument(path) as pdf:
        return "".join("w" if page.get_width() > page.get_height() else "u" for page in pdf)
