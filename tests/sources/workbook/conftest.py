"""Workbooks made for real: by openpyxl as Excel would, or byte by byte as nobody should."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from pipeline.errors import DataError
from pipeline.sources import load

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.findings import Finding
    from pipeline.model import Dataset

AGENCY: list[list[Any]] = [["ปีงบประมาณ พ.ศ.", 2569], ["ชื่อหน่วยงาน", "สำนักสมมุติ"]]
PROJECTS: list[list[Any]] = [
    ["รหัสโครงการ", "ชื่อโครงการ/กิจกรรม"],
    ["88000000-0001", "โครงการหนึ่ง"],
    ["88000000-0002", "โครงการสอง"],
]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

Rows = Sequence[Sequence[Any]]
Edit = Callable[[openpyxl.Workbook], None]


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Path]:
    """A workbook of the given sheets, beside an agency and two projects unless those are given too."""

    def build(sheets: Mapping[str, Rows], edit: Edit | None = None) -> Path:
        book = openpyxl.Workbook()
        del book[book.sheetnames[0]]
        base: dict[str, Rows] = {"หน่วยงาน": AGENCY, "โครงการ": PROJECTS, **sheets}
        for name, rows in base.items():
            worksheet = book.create_sheet(name)
            for row in rows:
                worksheet.append(list(row))
        if edit is not None:
            edit(book)
        path = tmp_path / "data.xlsx"
        book.save(path)
        return path

    return build


@pytest.fixture
def make_raw(tmp_path: Path) -> Callable[..., Path]:
    """A workbook of raw XML: the inside of each sheet's ``sheetData``, and further parts by name."""

    def build(
        sheets: Mapping[str, str], *, properties: str = "", others: Mapping[str, bytes] | None = None, tail: str = ""
    ) -> Path:
        listed = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(sheets, 1))
        relations = "".join(
            f'<Relationship Id="r{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n in range(1, len(sheets) + 1)
        )
        parts: dict[str, bytes] = {
            "xl/workbook.xml": (
                f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}<sheets>{listed}</sheets></workbook>'
            ).encode(),
            "xl/_rels/workbook.xml.rels": (
                f'<Relationships xmlns="{RELATIONS}">{relations}'
                f'<Relationship Id="s" Type="{OFFICE}/styles" Target="styles.xml"/>'
                f'<Relationship Id="t" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
            ).encode(),
        }
        for number, data in enumerate(sheets.values(), 1):
            parts[f"xl/worksheets/sheet{number}.xml"] = (
                f'<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData>{tail}</worksheet>'.encode()
            )
        path = tmp_path / "raw.xlsx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in (parts | dict(others or {})).items():
                archive.writestr(name, content)
        return path

    return build


@pytest.fixture
def row() -> Callable[..., str]:
    """The XML of a row of inline texts and numbers; ``None`` leaves a cell out."""

    def build(number: int, *values: str | float | None) -> str:
        cells = []
        for letter, value in zip("ABCDEFGHIJ", values, strict=False):
            if isinstance(value, str) and value.startswith("<c"):
                cells.append(value)
            elif isinstance(value, str):
                cells.append(f'<c r="{letter}{number}" t="inlineStr"><is><t>{value}</t></is></c>')
            elif value is not None:
                cells.append(f'<c r="{letter}{number}"><v>{value!r}</v></c>')
        return f'<row r="{number}">{"".join(cells)}</row>'

    return build


@pytest.fixture
def read() -> Callable[[Path], tuple[Dataset, list[tuple[str, str]]]]:
    """The dataset of a workbook, and each finding as its rule and its cell (``รายงาน!B3``)."""

    def run(path: Path) -> tuple[Dataset, list[tuple[str, str]]]:
        dataset = load(path)
        return dataset, [_where(found) for found in dataset.origin.findings]

    return run


@pytest.fixture
def refused() -> Callable[[Path], list[Finding]]:
    """The findings of a workbook of which no dataset can be formed."""

    def run(path: Path) -> list[Finding]:
        with pytest.raises(DataError) as caught:
            load(path)
        return list(caught.value.findings)

    return run


def _where(found: Finding) -> tuple[str, str]:
    return found.rule.id, f"{found.place.sheet or ''}!{found.place.cell or ''}".strip("!")
