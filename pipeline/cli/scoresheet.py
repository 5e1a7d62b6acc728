"""A scorecard as a workbook: a sheet of scores, one that derives every score, and one on the schemes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.cli.scoretable import HEADS, RowKind, rows, shown_name
from pipeline.cli.scoretexts import part_name, reason, schemes_used
from pipeline.messages import N_, gettext
from pipeline.model import Evaluation
from pipeline.scoring import Assessor
from pipeline.tabular.cells import visible
from pipeline.tabular.packing import packed
from pipeline.tabular.table import Column, fill
from pipeline.thai.targets import PERCENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from pipeline.model import Dataset
    from pipeline.scoring import Score, Scorecard

_SCORES = N_("คะแนน")
_DERIVATION = N_("ที่มาของคะแนน")
_SCHEMES = N_("วิธีคิดคะแนน")
_SCHEME_COLUMNS = (
    Column(N_("วิธีคิดคะแนน"), 24),
    Column(N_("คิดอย่างไร"), 72),
    Column(N_("ที่มาของวิธีคิด"), 56),
)
_TOTAL = N_("รวมทั้งสิ้น")

Line = tuple["str | Decimal | None", ...]


def to_xlsx(card: Scorecard, dataset: Dataset, headings: Sequence[str]) -> bytes:
    """The card as the bytes of a workbook; the same card gives the same bytes. Numbers are numbers."""
    from openpyxl import Workbook

    decimals = (dataset.evaluation or Evaluation()).decimals
    figures = "#,##0." + "0" * decimals if decimals else "#,##0"
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = gettext(_SCORES)
    lines = list(_score_lines(card, dataset))
    strong = frozenset(place for place, line in enumerate(lines) if not line[0])
    fill(sheet, headings, _score_columns(figures), lines, strong)
    derived = list(rows(card, dataset))
    strong = frozenset(place for place, row in enumerate(derived) if row.kind in (RowKind.PART, RowKind.TOTAL))
    fill(
        workbook.create_sheet(gettext(_DERIVATION)),
        headings,
        _derivation_columns(figures),
        [(row.no, row.indented_name, row.text, row.weight, row.score, row.weighted) for row in derived],
        strong,
    )
    fill(
        workbook.create_sheet(gettext(_SCHEMES)),
        headings,
        _SCHEME_COLUMNS,
        [tuple(map(gettext, (one.title, one.description, one.source))) for one in schemes_used(card)],
    )
    workbook.properties.creator = "Saraban"
    return packed(workbook)


def _score_columns(figures: str) -> tuple[Column, ...]:
    return (
        Column(N_("ที่"), 8),
        Column(N_("รายการ/ตัวชี้วัด"), 48),
        Column(N_("น้ำหนัก"), 10),
        Column(N_("ผลการดำเนินงาน"), 16),
        Column(N_("หน่วยนับ"), 12),
        Column(N_("ระดับที่ได้"), 12),
        Column(N_("คะแนนตามเกณฑ์"), 16, figures),
        Column(N_("หักคะแนน"), 10),
        Column(N_("คะแนนที่ได้"), 12, figures),
        Column(N_("คะแนนถ่วงน้ำหนัก"), 16, figures),
        Column(N_("หมายเหตุ"), 30),
    )


def _derivation_columns(figures: str) -> tuple[Column, ...]:
    widths = (8, 44, 64, 10, 12, 16)
    formats = ("General", "General", "General", "General", figures, figures)
    return tuple(Column(*column) for column in zip(HEADS, widths, formats, strict=True))


def _score_lines(card: Scorecard, dataset: Dataset) -> Iterator[Line]:
    for part in card.dimensions:
        name = visible(part_name(part.dimension, dataset))
        yield ("", name, part.weight, None, None, None, None, None, None, part.known, "")
        for one in part.scores:
            yield from map(_score_line, one.walk())
    yield ("", gettext(_TOTAL), card.weight, None, None, None, None, None, None, card.known, "")


def _unit(score: Score) -> str:
    """The unit of a result; what has a numerator and a denominator is a percentage unless another is given."""
    result = score.node.result
    is_quotient = result is not None and result.value is None and score.by is Assessor.SELF and not score.assumed
    return "" if score.value is None else visible(score.node.indicator.unit or (PERCENT if is_quotient else ""))


def _score_line(score: Score) -> Line:
    note = "" if score.missing is None else ": ".join(reason(score))
    return (
        visible(score.node.number),
        shown_name(score),
        score.weight,
        score.value,
        _unit(score),
        score.level,
        score.points,
        score.deduction or None,
        score.score,
        score.weighted,
        note,
    )
