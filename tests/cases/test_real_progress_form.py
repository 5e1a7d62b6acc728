"""The real form of 2563, end to end: from the structured case to both documents and the findings."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
from typing import TYPE_CHECKING, Any

import pymupdf
import pypdfium2
import pytest
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pipeline.run import Output


@pytest.fixture(scope="module")
def documents(progress_form_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    import pipeline

    out = tmp_path_factory.mktemp("built")
    # Without the picture: its labels are drawn last on their page, between two halves of a paragraph.
    outputs: list[Output] = pipeline.build(pipeline.load(progress_form_folder), out=out, picture=False)
    return {output.format: output.path for output in outputs}


def folded(text: str) -> str:
    """Text without any white space, as readers of PDF place it where they like."""
    return re.sub(r"\s+", "", text)


def facts(case: dict[str, Any]) -> Iterator[str]:
    """Every fact of the real form, as our form prints it."""
    project = case["project"]
    yield from (project[key] for key in ("code", "name", "agency", "division", "group"))
    yield f"{project['budget_received']:,} บาท"
    yield f"{project['agency']} / {project['division']} / {project['group']}"
    for role in ("responsible", "coordinator"):
        yield f"{project[role]['name']} {project[role]['phone']}"
    yield from ("1 ตุลาคม 2562", "29 กันยายน 2563", str(project["fiscal_year"]))
    yield from case["rationale"]
    yield from (item["text"] for item in case["objectives"])
    for target in case["targets"]:
        yield target["text"]
        yield from (child["text"] for child in target["children"])
    yield from case["strategic_alignment"].values()
    for report in case["progress_reports"]:
        yield from report_facts(report)
    yield case["certification"]
    yield f"({case['signature']['role']})"


def report_facts(report: dict[str, Any]) -> Iterator[str]:
    yield f"รายงานครั้งที่ {report['no']}"
    narrative = report["narrative"]
    yield from narrative if isinstance(narrative, list) else [narrative] if narrative else []
    if report["date"]:
        day = dt.date.fromisoformat(report["date"])
        yield f"{day.day} {MONTHS[day.month - 1]} {day.year + 543}"
        yield f"{report['progress_percent']:.2f} %"
        yield f"(ครั้งที่ {report['disbursement_no']}) = {report['disbursed']:,} บาท"
        yield from (report["on_plan"], report["on_target"])


MONTHS = (
    *("มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน"),
    *("กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม"),
)


def read_by_poppler(pdf: Path, *options: str) -> str:
    command = ["pdftotext", *options, str(pdf), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout


def read_by_pdfium(pdf: Path) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "\f".join(page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document)


def read_by_mupdf(pdf: Path) -> str:
    with pymupdf.open(pdf) as document:
        return "\f".join(page.get_text() for page in document)


READERS: dict[str, Callable[[Path], str]] = {
    "pdftotext": read_by_poppler,
    "pdftotext -raw": lambda pdf: read_by_poppler(pdf, "-raw"),
    "pdfium": read_by_pdfium,
    "mupdf": read_by_mupdf,
}


@pytest.mark.poppler
@pytest.mark.parametrize("reader", READERS)
def test_every_fact_of_the_real_form_stands_in_the_pdf(
    documents: dict[str, Path], progress_form_case: dict[str, Any], reader: str
) -> None:
    text = folded(without_running_lines(READERS[reader](documents["pdf"])))

    missing = [fact for fact in facts(progress_form_case) if folded(fact) not in text]

    assert missing == []


def test_every_fact_of_the_real_form_stands_in_the_docx(
    documents: dict[str, Path], progress_form_case: dict[str, Any]
) -> None:
    import zipfile

    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    with zipfile.ZipFile(documents["docx"]) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    text = folded("".join(run.text or "" for run in body.iter(f"{word}t")))

    missing = [fact for fact in facts(progress_form_case) if folded(fact) not in text]

    assert missing == []


def without_running_lines(text: str) -> str:
    """The text without the title and the page number, which stand between two halves of a paragraph."""
    pages = text.split("\f")
    return "\n".join(
        "\n".join(line for line in page.splitlines() if not RUNNING.search(line.strip())) for page in pages
    )


RUNNING = re.compile(r"^แบบแสดงรายงานความก้าวหน้าและข้อมูลเกี่ยวกับโครงการ$|หน้า \d+ จาก \d+$")
