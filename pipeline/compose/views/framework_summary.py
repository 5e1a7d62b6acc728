"""สรุปกรอบการประเมินผลการปฏิบัติราชการ: parts and indicators with weights and divisions, deadlines, annexes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from pipeline.compose.composed import Sheet, midnight
from pipeline.compose.naming import file_stem
from pipeline.compose.views import framework_rows as rows
from pipeline.compose.views.columns import PITCH, Cell, row_height, shared_out, table_height
from pipeline.compose.views.deadlines import deadline_line
from pipeline.compose.views.framework_rows import INDENT
from pipeline.compose.views.lines import MISSING
from pipeline.compose.views.office import created_on, protected_names
from pipeline.compose.views.texts import UNDER_HEADING, prose
from pipeline.model import Evaluation
from pipeline.scoring import framework_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from markupsafe import Markup

    from pipeline.compose.composed import Options
    from pipeline.compose.digits import Numerals
    from pipeline.compose.views.deadlines import DeadlineLine
    from pipeline.compose.views.framework_rows import Place
    from pipeline.model import Dataset, Project
    from pipeline.scoring import FrameworkDimension, FrameworkNode

TITLE = "สรุปกรอบการประเมินผลการปฏิบัติราชการ"
_MOST_WHOLE = 0.45
"""A part that takes no more of a page stays in one piece; a taller one breaks between its rows."""

_SPARE = 2 * PITCH * 25.4 / 72
"""How much more room than its rows the name of a part may take, in mm: two lines."""

_SHARES = {False: (29, 78, 21, 32), True: (28, 57, 20, 25, 30)}
_HEADED_SHARES = {False: (97, 21, 42), True: (75, 20, 32, 33)}
"""Shares of the columns: part, indicator, weight, division, and the evaluating office where any is given. The second
are those of a table whose parts stand above their indicators."""


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator, or with ``heading`` the words between it and those below it. Empty texts print nothing.

    ``keep``: the row stays with the next.
    """

    depth: int
    name: str
    weight: tuple[str, ...]
    units: tuple[str, ...]
    evaluator: str
    heading: bool
    keep: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A dimension or component; ``together``: it stays on one page. ``fits``: its name has room beside its rows."""

    number: str
    name: str
    rows: tuple[Row, ...]
    subtotal: str
    weight: str
    together: bool
    fits: bool


@dataclass(frozen=True, slots=True)
class Annex:
    """A heading and its text."""

    heading: str
    text: Markup


@dataclass(frozen=True, slots=True)
class Summary:
    """Every value of the document.

    ``headed``: parts have rows of their own above their indicators, in place of a column. ``evaluator`` is the office
    that evaluates all where there is no column of them.
    """

    title: str
    agency: str
    version: str
    running: str
    word: str
    headed: bool
    parts: tuple[Part, ...]
    total: str
    weight: str
    notes: tuple[str, ...]
    widths: tuple[float, ...]
    evaluators: bool
    evaluator: str
    deadlines: tuple[DeadlineLine, ...]
    deadline_widths: tuple[float, ...]
    annexes: tuple[Annex, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    """What all rows are made from."""

    dataset: Dataset
    evaluation: Evaluation
    options: Options
    evaluators: bool
    headed: bool = False

    @property
    def numerals(self) -> Numerals:
        return self.options.numerals

    @property
    def widths(self) -> tuple[float, ...]:
        shares = _HEADED_SHARES if self.headed else _SHARES
        return shared_out(self.options.text_width, *shares[self.evaluators])


def view(dataset: Dataset, subject: Project | Dataset, options: Options) -> Sheet:  # noqa: ARG001 - every view's signature
    """The summary of the framework of a dataset."""
    evaluation = dataset.evaluation or Evaluation()
    year = dataset.fiscal_year
    return Sheet(
        view=_summary(dataset, evaluation, options),
        label=str(year),
        title=f"{TITLE} ปีงบประมาณ พ.ศ. {year}",
        subject=dataset.agency.name,
        author=dataset.agency.name,
        keywords=tuple(word for word in (f"ปีงบประมาณ พ.ศ. {year}", evaluation.version) if word),
        created=midnight(created_on(dataset)),
        protect=protected_names(dataset),
        stem=file_stem("framework-summary", str(year)),
    )


def _summary(dataset: Dataset, evaluation: Evaluation, options: Options) -> Summary:
    numerals, framework = options.numerals, framework_of(dataset)
    table = _Table(dataset, evaluation, options, any(node.indicator.evaluator for node in framework.walk()))
    parts = tuple(_part(table, part) for part in framework.dimensions)
    if not all(part.fits for part in parts):
        table = replace(table, headed=True)
        parts = tuple(_part(table, part) for part in framework.dimensions)
    year = f"พ.ศ. {numerals.number(dataset.fiscal_year)}"
    whole = rows.whole_weight(framework)
    agency = dataset.agency
    evaluator = "" if table.evaluators else numerals.typed(evaluation.evaluator or "")
    return Summary(
        title=f"{TITLE}ประจำปีงบประมาณ {year}",
        agency=numerals.typed(agency.name),
        version=numerals.typed(evaluation.version or ""),
        running=f"{TITLE} ปีงบประมาณ {year} | {numerals.typed(agency.short_name or agency.name)}",
        word=evaluation.word.value,
        headed=table.headed,
        parts=parts,
        total=f"รวมทั้งสิ้น{_in_percent(whole, numerals)}",
        weight=MISSING if whole is None else rows.percent_text(whole, numerals),
        notes=rows.weight_notes((place for part in framework.dimensions for place in rows.places(part)), numerals),
        widths=table.widths,
        evaluators=table.evaluators,
        evaluator=evaluator,
        deadlines=tuple(deadline_line(deadline, numerals) for deadline in evaluation.deadlines),
        deadline_widths=shared_out(options.text_width, 57, 67, 36),
        annexes=tuple(
            Annex(numerals.typed(annex.heading), prose(annex.text, numerals, UNDER_HEADING))
            for annex in evaluation.annexes
        ),
    )


def _in_percent(weight: Decimal | None, numerals: Numerals) -> str:
    return "" if weight is None else f" (ร้อยละ {rows.percent_text(weight, numerals)})"


def _part(table: _Table, part: FrameworkDimension) -> Part:
    """A part with the label of its subtotal, which is made of its own number and the sum of its own weights."""
    numerals = table.numerals
    number = rows.part_number(table.evaluation.word, part.dimension, numerals)
    name = rows.part_name(part.dimension, numerals)
    weight = rows.part_weight(part)
    made = tuple(_rows(table, part)) or (Row(0, MISSING, (), (), "", heading=False, keep=False),)
    heights = [_height(table, row) for row in made]
    cell = 0 if table.headed else row_height([Cell((number, name), table.widths[0])])
    return Part(
        number=number,
        name=name,
        rows=tuple(_with_head(made, heights, cell)),
        subtotal=f"{number} รวม{_in_percent(weight, numerals)}",
        weight=MISSING if weight is None else rows.percent_text(weight, numerals),
        together=max(sum(heights), cell) <= _MOST_WHOLE * table_height(table.dataset.house),
        fits=cell <= sum(heights) + _SPARE,
    )


def _with_head(made: Sequence[Row], heights: Sequence[float], cell: float) -> Iterator[Row]:
    """The rows; the first ones stay together until the cell with the name of the part has room beside them."""
    for row, end in zip(made, accumulate(heights), strict=True):
        yield Row(row.depth, row.name, row.weight, row.units, row.evaluator, row.heading, row.keep or end < cell)


def _height(table: _Table, row: Row) -> float:
    """Estimated height of a row in mm."""
    name, weight, units, *evaluator = table.widths[0 if table.headed else 1 :]
    cells = [Cell((row.name,), name - INDENT * row.depth), Cell(row.weight, weight), Cell(row.units, units)]
    return row_height([*cells, *(Cell((row.evaluator,), width) for width in evaluator)])


def _rows(table: _Table, part: FrameworkDimension) -> Iterator[Row]:
    """The indicators of a part; what stands above children, and their first, stays with them."""
    numerals = table.numerals
    for place in rows.places(part):
        node, parent = place.node, bool(place.node.children)
        yield Row(
            depth=place.depth,
            name=rows.title(place, numerals),
            weight=rows.weight_lines(place, numerals) or _gap(place.lacks(_has_weight)),
            units=_units(table, node) or _gap(place.lacks(_has_units)),
            evaluator=_evaluator(table, place),
            heading=False,
            keep=parent,
        )
        if parent and node.indicator.below:
            yield Row(place.depth + 1, numerals.typed(node.indicator.below), (), (), "", heading=True, keep=True)


def _gap(missing: bool) -> tuple[str, ...]:  # noqa: FBT001 - one meaning
    """A dash for what is missing; nothing where those above or below tell it."""
    return (MISSING,) if missing else ()


def _has_weight(node: FrameworkNode) -> bool:
    return node.indicator.weight is not None


def _has_units(node: FrameworkNode) -> bool:
    return bool(node.indicator.units or node.indicator.responsible)


def _units(table: _Table, node: FrameworkNode) -> tuple[str, ...]:
    """Who is responsible: the words that were given, else the short names of the units."""
    if node.indicator.responsible:
        return (table.numerals.typed(node.indicator.responsible),)
    known = table.dataset.units_by_id
    units = [known[key] for key in node.indicator.units if key in known]
    return tuple(table.numerals.typed(unit.short_name or unit.name) for unit in units)


def _evaluator(table: _Table, place: Place) -> str:
    """Who evaluates; an indicator at the top of which nobody says so is evaluated by the office that evaluates all."""
    if not table.evaluators:
        return ""
    own = place.node.indicator.evaluator
    if own is None and place.depth == 0 and place.lacks(lambda node: node.indicator.evaluator is not None):
        own = table.evaluation.evaluator or MISSING
    return table.numerals.typed(own or "")
