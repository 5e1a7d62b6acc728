"""What the parts of the evaluation report are made from: data, framework, scores, evidence numbers, chapters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.compose.composed import ChapterSheet
from pipeline.compose.views.headings import Headings
from pipeline.model import ScoresShown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.compose.composed import Entry, Options
    from pipeline.compose.digits import Numerals
    from pipeline.layout.types import PageNumbers
    from pipeline.model import Dataset, Evaluation
    from pipeline.scoring import Framework, FrameworkDimension, Score, Scorecard

FOLDER = "evaluation-report"
TITLE = "รายงานผลการปฏิบัติราชการ"
SUBTITLE = "ตามคำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. {year}"


@dataclass(frozen=True)
class Report(Headings):
    """The dataset, its evaluation (an empty one where the dataset has none), and how to print them.

    ``scorecard`` holds the scores that are printed: the agency's or the committee's; with
    :attr:`~pipeline.model.ScoresShown.BLANK` it is the agency's, and weighted scores stay blank (:attr:`blank`).
    ``evidence`` is the number (เอกสารหมายเลข n) of each indicator that has evidence, by its id.
    """

    dataset: Dataset
    evaluation: Evaluation
    options: Options
    framework: Framework
    scorecard: Scorecard
    evidence: Mapping[str, int]
    taken: set[str] = field(default_factory=set)

    @property
    def numerals(self) -> Numerals:
        """How numbers and typed texts are printed."""
        return self.options.numerals

    @property
    def blank(self) -> bool:
        """Whether weighted scores are left to the evaluator's pen."""
        return self.evaluation.scores is ScoresShown.BLANK

    @property
    def year(self) -> str:
        """The fiscal year (BE) as printed."""
        return self.numerals.number(self.dataset.fiscal_year)

    @cached_property
    def scores(self) -> Mapping[str, Score]:
        """The scores by the id of their indicator."""
        return {score.node.indicator.id: score for score in self.scorecard.walk()}

    def part_name(self, dimension: FrameworkDimension) -> str:
        """``องค์ประกอบที่ 1`` or ``มิติที่ 1``."""
        return f"{self.evaluation.word.value}ที่ {self.numerals.number(dimension.dimension.no)}"

    def component_name(self, dimension: FrameworkDimension) -> str:
        """``นวัตกรรมของหน่วยงาน (Innovation Base)``."""
        found = dimension.dimension
        return self.numerals.typed(f"{found.name} ({found.name_en})" if found.name_en else found.name)

    def evidence_anchor(self, indicator: str) -> str:
        """The id of the heading above the evidence of an indicator, which references link to."""
        return f"evidence-{self.evidence[indicator]}"

    def chapter(
        self,
        key: str,
        template: str,
        view: object,
        *,
        entries: tuple[Entry, ...] = (),
        numbers: PageNumbers = "body",
        recto: bool = False,
        running: str | None = None,
    ) -> ChapterSheet:
        """A chapter of the report; ``template`` is a name below ``templates/evaluation-report``, without suffix.

        ``running`` is what its pages carry at the head; that of the report unless given.
        """
        return ChapterSheet(
            key=key,
            template=f"{FOLDER}/{template}.html.j2",
            view=view,
            numbers=numbers,
            recto=recto,
            running=(self.running if running is None else running) if numbers == "body" else "",
            entries=entries,
        )

    @property
    def running(self) -> str:
        """The running head: what the report is and whose."""
        return f"{TITLE} ปีงบประมาณ พ.ศ. {self.year} | {self.agency}"

    @property
    def agency(self) -> str:
        """The agency as running heads name it: its short name where it has one."""
        agency = self.dataset.agency
        return self.numerals.typed(agency.short_name or agency.name)


Part = Callable[[Report], Iterator[ChapterSheet]]
"""A part of the report that stands once: its chapters in order, none where the data has nothing for it."""

DimensionPart = Callable[[Report, "FrameworkDimension"], Iterator[ChapterSheet]]
"""A part of the report that stands in every component."""
