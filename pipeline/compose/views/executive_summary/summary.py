"""The document: everything that its template prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.compose.charts.parts import Part, parts_picture
from pipeline.compose.charts.standings import standings_picture
from pipeline.compose.composed import Sheet, midnight
from pipeline.compose.naming import file_stem
from pipeline.compose.views.columns import shared_out
from pipeline.compose.views.deadlines import span_of_days
from pipeline.compose.views.executive_summary.changes import changes_text
from pipeline.compose.views.executive_summary.concerns import ConcernTable, concern_table
from pipeline.compose.views.executive_summary.key_figures import Count, KeyFigure, counts, key_figures
from pipeline.compose.views.executive_summary.notes import left_out, notes, notes_of_figures
from pipeline.compose.views.executive_summary.pieces import many
from pipeline.compose.views.executive_summary.room import bars, rows
from pipeline.compose.views.executive_summary.scope import STRATEGY, Scope, scope_of
from pipeline.compose.views.executive_summary.tables import FigureTable, figure_table, table_widths
from pipeline.compose.views.office import protected_names
from pipeline.thai.dates import format_month
from pipeline.thai.eras import BE_OFFSET

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.compose.charts.progress import Picture
    from pipeline.compose.composed import Options
    from pipeline.compose.digits import Numerals
    from pipeline.compose.views.executive_summary.scope import Member
    from pipeline.model import Dataset, House, Project
    from pipeline.monitoring import Overall

TITLE = "บทสรุปผู้บริหารประจำเดือน"
_HEADINGS = "สถานะของโครงการ", "สถานะ ความก้าวหน้า และการใช้งบประมาณ"
"""Above the first picture alone, and above both."""

_COUNT = 136 / 7


@dataclass(frozen=True, slots=True)
class Summary:
    """Every value of the document. Pictures are empty where the house style or the data has none."""

    title: str
    agency: str
    as_of: str
    without: str
    running: str
    figures: tuple[KeyFigure, ...]
    key_widths: tuple[float, ...]
    all_projects: str
    counts: tuple[Count, ...]
    count_widths: tuple[float, ...]
    changes: str
    pictures_heading: str
    pictures: tuple[Picture, ...]
    concerns: ConcernTable
    table: FigureTable
    notes: tuple[str, ...]


def view(dataset: Dataset, subject: Project | Dataset | Overall, options: Options) -> Sheet:
    """The summary of an agency, or of all where the subject is them.

    Raises:
        ValueError: without a month.
    """
    if options.occasion is None:
        raise ValueError("an executive summary needs a month")
    scope = scope_of(dataset, subject, options.occasion)
    month = format_month(scope.month.year, scope.month.month)
    year = f"ปีงบประมาณ พ.ศ. {scope.fiscal_year}"
    return Sheet(
        view=_summary(scope, dataset.house, options),
        label=month,
        title=f"{TITLE}{month} {scope.name}",
        subject=scope.name,
        author=scope.name,
        keywords=(month, year),
        created=midnight(scope.last),
        protect=protected_names(dataset) if subject is dataset else scope.agencies,
        stem=file_stem("executive-summary", f"{scope.month.year + BE_OFFSET}-{scope.month.month:02d}"),
    )


def _summary(scope: Scope, house: House, options: Options) -> Summary:
    numerals = options.numerals
    title = f"{TITLE}{numerals.month(scope.month, 'long')}"
    changes = changes_text(scope, numerals)
    concerns = concern_table(scope, options)
    noted = notes_of_figures(scope, numerals)
    parts, strategies, whole = rows(scope, concerns, noted, house, table_widths(scope.total, options)[0])
    pictures = tuple(_pictures(scope, bars(scope, changes, house, options), options)) if options.picture else ()
    return Summary(
        title=title,
        agency=numerals.typed(scope.name),
        as_of=_as_of(scope, numerals),
        without="".join(left_out(scope, numerals)),
        running=f"{title} | {numerals.typed(scope.short_name)}",
        figures=key_figures(scope, numerals),
        key_widths=shared_out(options.text_width, 50, 66, 44),
        all_projects=many(scope.total.now.projects, numerals),
        counts=counts(scope, numerals),
        count_widths=shared_out(options.text_width, 24, *(_COUNT for _ in range(7))),
        changes=changes,
        pictures_heading=_HEADINGS[len(pictures) > 1],
        pictures=pictures,
        concerns=concerns,
        table=figure_table(
            scope.total, ((f"จำแนกตาม{scope.what}", parts), (f"จำแนกตาม{STRATEGY}", strategies)), options, whole=whole
        ),
        notes=notes(scope, ((scope.what, parts), (STRATEGY, strategies)), numerals),
    )


def _as_of(scope: Scope, numerals: Numerals) -> str:
    year = f"ปีงบประมาณ พ.ศ. {numerals.number(scope.fiscal_year)}"
    if scope.first == scope.last:
        return f"{year} ข้อมูล ณ วันที่ {numerals.date(scope.last)}"
    return f"{year} ข้อมูลระหว่างวันที่ {numerals.computed(span_of_days(scope.first, scope.last))}"


def _pictures(scope: Scope, shown: Sequence[Member], options: Options) -> Iterator[Picture]:
    width = options.text_width
    parts = [_part(member, options) for member in shown]
    for made in (standings_picture(scope.total.now, options, width), parts_picture(parts, scope.what, options, width)):
        if made is not None:
            yield made


def _part(member: Member, options: Options) -> Part:
    return Part(options.numerals.typed(member.group.name), member.group.now, several=member.others > 0)
