"""Workbooks of plain tables, written without openpyxl: in the same look, but for very many rows and in no time.

Importing openpyxl takes 0.2 s, in which a batch looks through hundreds of documents; and it needs a minute and a
gigabyte for a hundred thousand rows. What is written here is the little of Office Open XML (ECMA-376, part 1, clause
18) that a table of texts and whole numbers needs; tests read it back with openpyxl and hold it against the schema.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from pipeline.messages import gettext
from pipeline.tabular.cells import neutral
from pipeline.tabular.packing import zipped
from pipeline.tabular.table import FONT, GREY, LINE_HEIGHT, PAPER, TITLE_HEIGHT, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.tabular.table import Column

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SHEET_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TITLE, _LINE, _HEADING, _CELL = 1, 2, 3, 4
"""Places of the looks in :data:`_STYLES`."""
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LONGEST_TITLE: Final = 31
"""Letters of a sheet's name in Excel."""

Plain = str | int
"""What a cell holds."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with one table of at most 26 columns, whose number formats do not count.

    ``title`` names the sheet, ``headings`` are lines above the table, the first in large letters.
    """

    title: str
    headings: Sequence[str]
    columns: Sequence[Column]
    rows: Sequence[Sequence[Plain]]

    @property
    def head_row(self) -> int:
        """The row of the heads."""
        return len(self.headings) + 1

    @property
    def last_row(self) -> int:
        """The last row; one below the heads where there is none."""
        return self.head_row + max(len(self.rows), 1)

    @property
    def last_column(self) -> str:
        """The letter of the last column."""
        return _LETTERS[len(self.columns) - 1]


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """The bytes of a workbook; the same tables give the same bytes."""
    parts = {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": _ROOT_RELATIONS,
        "docProps/core.xml": _CORE,
        "xl/workbook.xml": _workbook(sheets),
        "xl/_rels/workbook.xml.rels": _relations(len(sheets)),
        "xl/styles.xml": _STYLES,
    }
    packed = {name: (_HEAD + text).encode() for name, text in parts.items()}
    return zipped(packed | {_part(number): _sheet(sheet) for number, sheet in enumerate(sheets, start=1)})


def _part(number: int) -> str:
    return f"xl/worksheets/sheet{number}.xml"


def _sheet(sheet: Sheet) -> bytes:
    """The part of a sheet."""
    text = io.StringIO()
    head = sheet.head_row
    pages = ceil(sum(column.width for column in sheet.columns) / PAPER)
    text.write(
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:{sheet.last_column}{sheet.last_row}"/><sheetViews><sheetView workbookViewId="0">'
        f'<pane ySplit="{head}" topLeftCell="A{head + 1}" activePane="bottomLeft" state="frozen"/>'
        '<selection pane="bottomLeft"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="{LINE_HEIGHT}"/><cols>'
    )
    for number, column in enumerate(sheet.columns, start=1):
        text.write(f'<col min="{number}" max="{number}" width="{column.width}" customWidth="1"/>')
    text.write("</cols><sheetData>")
    text.writelines(_rows(sheet))
    text.write(
        f'</sheetData><autoFilter ref="A{head}:{sheet.last_column}{sheet.last_row}"/>'
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.5" footer="0.5"/>'
        f'<pageSetup paperSize="9" fitToWidth="{pages}" fitToHeight="0" orientation="landscape"/></worksheet>'
    )
    return text.getvalue().encode()


def _rows(sheet: Sheet) -> Iterator[str]:
    widths = [column.width for column in sheet.columns]
    for number, heading in enumerate(sheet.headings, start=1):
        yield _row(number, (heading,), TITLE_HEIGHT if number == 1 else LINE_HEIGHT, _TITLE if number == 1 else _LINE)
    heads = [gettext(column.head) for column in sheet.columns]
    yield _row(sheet.head_row, heads, LINE_HEIGHT * lines_of(heads, widths), _HEADING)
    for number, row in enumerate(sheet.rows, start=sheet.head_row + 1):
        yield _row(number, row, LINE_HEIGHT * lines_of(row, widths), _CELL)


def _row(number: int, values: Sequence[Plain], height: int, style: int) -> str:
    cells = "".join(_cell(f"{column}{number}", style, value) for column, value in zip(_LETTERS, values, strict=False))
    return f'<row r="{number}" ht="{height}" customHeight="1">{cells}</row>'


def _cell(place: str, style: int, value: Plain) -> str:
    if isinstance(value, int):
        return f'<c r="{place}" s="{style}"><v>{value}</v></c>'
    if not value:
        return f'<c r="{place}" s="{style}"/>'
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(neutral(value))}</t></is></c>'


def _workbook(sheets: Sequence[Sheet]) -> str:
    listed, named = [], []
    for number, sheet in enumerate(sheets, start=1):
        title = sheet.title[:_LONGEST_TITLE]
        listed.append(f'<sheet name={quoteattr(title)} sheetId="{number}" r:id="rId{number}"/>')
        quoted = escape("'" + title.replace("'", "''") + "'")
        head, column, last = sheet.head_row, sheet.last_column, sheet.last_row
        named.append(
            f'<definedName name="_xlnm._FilterDatabase" localSheetId="{number - 1}" hidden="1">'
            f"{quoted}!$A${head}:${column}${last}</definedName>"
            f'<definedName name="_xlnm.Print_Titles" localSheetId="{number - 1}">{quoted}!${head}:${head}</definedName>'
        )
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><bookViews><workbookView/></bookViews>'
        f"<sheets>{''.join(listed)}</sheets><definedNames>{''.join(named)}</definedNames></workbook>"
    )


def _relations(sheets: int) -> str:
    """What the workbook consists of."""
    listed = [
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, sheets + 1)
    ]
    listed.append(f'<Relationship Id="rId{sheets + 1}" Type="{_OFFICE}/styles" Target="styles.xml"/>')
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(listed)}</Relationships>'


def _content_types(sheets: int) -> str:
    parts = {
        "/xl/workbook.xml": f"{_SHEET_TYPE}.sheet.main+xml",
        "/xl/styles.xml": f"{_SHEET_TYPE}.styles+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        **{f"/{_part(number)}": f"{_SHEET_TYPE}.worksheet+xml" for number in range(1, sheets + 1)},
    }
    listed = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


_ROOT_RELATIONS: Final = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)
_CORE: Final = (
    f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Saraban</dc:creator></cp:coreProperties>'
)
_FONT: Final = f'<sz val="{{size}}"/><name val="{FONT}"/><family val="2"/>'
_STYLES: Final = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="3"><font>{_FONT.format(size=14)}</font>'
    f"<font><b/>{_FONT.format(size=18)}</font><font><b/>{_FONT.format(size=14)}</font></fonts>"
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    f'<fill><patternFill patternType="solid"><fgColor rgb="{GREY}"/></patternFill></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="2" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1" applyAlignment="1">'
    '<alignment horizontal="center" vertical="center" wrapText="1"/></xf>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
