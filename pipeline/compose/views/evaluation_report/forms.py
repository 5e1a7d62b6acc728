"""แบบฟอร์มการรายงานผลการปฏิบัติราชการ: the form pages of a component, one for all its indicators or one for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.compose.composed import Entry
from pipeline.compose.views.evaluation_report import form_head
from pipeline.compose.views.evaluation_report.blocks import text_or_nothing
from pipeline.compose.views.evaluation_report.criteria import Grid, grids
from pipeline.compose.views.evaluation_report.details import EXPLANATION
from pipeline.compose.views.evaluation_report.evidence import Reference, listed, reference
from pipeline.compose.views.evaluation_report.labels import FLOOR, indicator_name, leading_lines
from pipeline.compose.views.evaluation_report.numbering import numbered
from pipeline.compose.views.evaluation_report.quarters import Quarters, quarters
from pipeline.compose.views.evaluation_report.results import Results, result_of_indicator, results_of_component
from pipeline.compose.views.evaluation_report.subjects import is_reported, subjects, supporting_work
from pipeline.compose.views.texts import plain
from pipeline.model import FormPages, ListBlock, ListItem, Paragraph, RichText

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markupsafe import Markup

    from pipeline.compose.composed import ChapterSheet
    from pipeline.compose.views.evaluation_report.form_head import Choices, Reporter
    from pipeline.compose.views.evaluation_report.numbering import Numbered
    from pipeline.compose.views.evaluation_report.report import Report
    from pipeline.scoring import FrameworkDimension

CRITERIA, RESULTS = "เกณฑ์การให้คะแนน", "ผลการดำเนินงาน"
STATEMENT = "คำชี้แจงรายละเอียดการดำเนินงาน"
FACTORS, OBSTACLES = "ปัจจัยสนับสนุนการดำเนินงาน", "อุปสรรคต่อการดำเนินงาน"
PROJECTS = "โครงการ/กิจกรรมที่สนับสนุน"


@dataclass(frozen=True, slots=True)
class FormBlock:
    """A heading with its text, and behind it the link to the evidence, if it has one."""

    heading: Entry
    text: Markup
    reference: Reference | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """One form. ``component`` is the heading of the component in its first form, else only its line."""

    title: tuple[str, str]
    agency: str
    choices: Choices | None
    component: tuple[Entry, ...]
    component_line: str
    indicator: str
    above: tuple[str, ...]
    own: tuple[Entry, ...]
    parts: tuple[str, ...]
    reporter: Reporter
    criteria: Entry
    adjustments: tuple[str, ...]
    grids: tuple[Grid, ...]
    floor_note: str
    results_heading: Entry
    results: Results
    quarters: Quarters | None
    blocks: tuple[FormBlock, ...]


def chapters(report: Report, dimension: FrameworkDimension) -> Iterator[ChapterSheet]:
    """One chapter for the whole component, or one for each indicator that is reported."""
    if not dimension.nodes:
        return
    if dimension.dimension.form is FormPages.WHOLE:
        form = _Maker(report, dimension).whole()
        running = form_head.running(report, dimension)
        yield report.chapter(form.component[0].id, "form", form, entries=_entries(form), running=running)
        return
    for one in subjects(dimension):
        form = _Maker(report, dimension).each(one)
        running = form_head.running(report, dimension, one)
        yield report.chapter(form.own[0].id, "form", form, entries=_entries(form), running=running)


def _entries(form: Form) -> tuple[Entry, ...]:
    """Headings that contents would list: component and indicator."""
    return (*form.component, *form.own)


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the forms of a component."""

    report: Report
    dimension: FrameworkDimension

    def whole(self) -> Form:
        """The form of all indicators."""
        report, dimension = self.report, self.dimension.dimension
        indicators = tuple(numbered(self.dimension))
        results = results_of_component(report, self.dimension, indicators)
        key = f"part-{dimension.no}"
        blocks = (
            self._block(2, f"{FACTORS} (ภาพรวม)", dimension.factors, key, "factors"),
            self._block(2, f"{OBSTACLES} (ภาพรวม)", dimension.obstacles, key, "obstacles"),
            *(self._block(2, section.heading, section.text, key, "section") for section in dimension.sections),
        )
        return self._form(indicators, results, blocks, level=2)

    def each(self, one: Numbered) -> Form:
        """The form of one indicator."""
        return self._form((one,), result_of_indicator(self.report, one), tuple(self._blocks(one)), level=3)

    def _form(
        self, indicators: Sequence[Numbered], results: Results, blocks: tuple[FormBlock, ...], *, level: int
    ) -> Form:
        report, dimension = self.report, self.dimension.dimension
        one = indicators[0] if not results.named else None
        line = f"{report.part_name(self.dimension)} : {report.component_name(self.dimension)}"
        component = report.once(1, line, f"part-{dimension.no}")
        key = one.node.indicator.id if one else str(dimension.no)
        indicator, names = self._names(one) if one else (report.numerals.typed(dimension.indicator or ""), ())
        own = (report.heading(2, names[-1], "form", key),) if one else ()
        return Form(
            title=form_head.title_lines(report),
            agency=report.numerals.typed(report.dataset.agency.name),
            choices=form_head.choices(report, indicators),
            component=component,
            component_line=line,
            indicator=indicator,
            above=names[:-1],
            own=own,
            parts=tuple(self._parts(one)) if one else (),
            reporter=form_head.reporter(report, form_head.reporting_party(self.dimension, indicators)),
            criteria=self._heading(level, CRITERIA, "criteria", key),
            adjustments=tuple(_adjustments(report, indicators)),
            grids=grids(report, indicators, named=results.named),
            floor_note=report.numerals.typed(FLOOR) if report.evaluation.floor_note else "",
            results_heading=self._heading(level, RESULTS, "results", key),
            results=results,
            quarters=quarters(report, one.node, report.options.text_width) if one else None,
            blocks=blocks,
        )

    def _names(self, one: Numbered) -> tuple[str, tuple[str, ...]]:
        """What stands behind ``ตัวชี้วัด :``, and the lines below it, the indicator itself last.

        That is what the component names; else the topmost indicator, and where that is the one reported, its own line.
        """
        typed = self.report.numerals.typed
        names = [line for upper in one.above for line in leading_lines(self.report, upper)]
        names.append(indicator_name(self.report, one))
        if self._is_the_only_one(one):
            names = [typed(one.node.name)]
        elif self.dimension.dimension.indicator:
            return typed(self.dimension.dimension.indicator), tuple(names)
        if len(names) > 1:
            return names[0], tuple(names[1:])
        return "", (f"ตัวชี้วัด : {names[0]}",)

    def _is_the_only_one(self, one: Numbered) -> bool:
        """Whether the component is measured by this indicator alone: its form then names it as the component's."""
        whole = self.dimension.dimension.indicator
        return len(self.dimension.nodes) == 1 and not one.above and whole in (None, one.node.name)

    def _parts(self, one: Numbered) -> Iterator[str]:
        """What an indicator that is reported as a whole is made of."""
        below = [other for other in numbered(self.dimension) if one in other.above]
        if below:
            yield from leading_lines(self.report, one)[1:]
        yield from (indicator_name(self.report, other) for other in below)

    def _blocks(self, one: Numbered) -> Iterator[FormBlock]:
        """What is told of an indicator, in the order of the form; own headings before the evidence."""
        result, key = one.node.result, one.node.indicator.id
        statement = (result.details or result.summary) if result else None
        yield self._block(3, STATEMENT, statement, "statement", key, link=reference(self.report, one.node))
        supporting = self._supporting(one)
        if supporting:
            yield self._block(3, PROJECTS, supporting, "projects", key)
        yield self._block(3, FACTORS, result.factors if result else None, "factors", key)
        yield self._block(3, OBSTACLES, result.obstacles if result else None, "obstacles", key)
        if result and result.explanation:
            yield self._block(3, EXPLANATION, result.explanation, "explanation", key)
        for section in result.sections if result else ():
            yield self._block(3, section.heading, section.text, "section", key)
        yield self._evidence(one)

    def _supporting(self, one: Numbered) -> RichText | None:
        """What supports an indicator; numbered where there are several."""
        found = supporting_work(self.report.dataset, one.node)
        if len(found) > 1:
            return RichText(blocks=(ListBlock(items=tuple(ListItem(text=text) for text in found)),))
        return RichText(blocks=(Paragraph(text=found[0]),)) if found else None

    def _evidence(self, one: Numbered) -> FormBlock:
        """The evidence below the anchor that references link to."""
        found = listed(self.report, one.node)
        anchor = found.anchor or self.report.anchor("evidence", one.node.indicator.id)
        return FormBlock(Entry(3, f"{found.heading} :", anchor), found.items)

    def _block(
        self, level: int, heading: str, text: RichText | None, *anchor: str, link: Reference | None = None
    ) -> FormBlock:
        return FormBlock(self._heading(level, heading, *anchor), text_or_nothing(self.report, text), link)

    def _heading(self, level: int, text: str, *anchor: str) -> Entry:
        """A heading as forms print it, with a colon behind."""
        return self.report.heading(level, f"{text} :", *anchor)


def _adjustments(report: Report, indicators: Sequence[Numbered]) -> Iterator[str]:
    """How far apart the levels are; with the numbers of the indicators where they differ."""
    steps: dict[str, list[str]] = {}
    reported = [one for one in indicators if is_reported(one)]
    for one in reported:
        if one.node.indicator.adjustment is not None:
            steps.setdefault(plain(one.node.indicator.adjustment), []).append(one.number)
    for step, numbers in steps.items():
        of = "" if len(numbers) == len(reported) else f" (ตัวชี้วัดที่ {', '.join(numbers)})"
        yield report.numerals.typed(f"ช่วงการปรับเกณฑ์การให้คะแนน +/- {step} ต่อ 1 ระดับคะแนน{of}")
