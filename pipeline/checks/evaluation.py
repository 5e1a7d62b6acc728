"""What a rule about an evaluation looks at: framework, indicators, results and scores, each with its path."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.checks.records import At, first_of
from pipeline.checks.view import fiscal_span
from pipeline.findings import Severity
from pipeline.model import Evaluation
from pipeline.scoring import Assessor, framework_of, score

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from pipeline.checks.texts import TextAt
    from pipeline.findings import FieldPath
    from pipeline.model import Dataset, EvaluationDimension, EvaluationIndicator, EvaluationResult
    from pipeline.scoring import Framework, FrameworkNode, Score

_UNKNOWN_FIELD = "value-unknown-field"
"""What the reading calls a name that no record of its kind has."""
_RECORDS = ("dimensions", "evaluation", "evaluation_indicators", "evaluation_results")


def is_evaluated(dataset: Dataset) -> bool:
    """Whether a dataset has anything of an evaluation; a plan book alone names dimensions, too."""
    return dataset.evaluation is not None or bool(dataset.evaluation_indicators)


@dataclass(frozen=True)
class EvaluationView:
    """The dataset of an evaluation. What refers to nothing is the reading's business and is left out here."""

    dataset: Dataset
    today: dt.date
    all_texts: tuple[TextAt, ...]

    @property
    def year(self) -> int:
        """The fiscal year (BE)."""
        return self.dataset.fiscal_year

    @property
    def span(self) -> tuple[dt.date, dt.date]:
        """First and last day of the fiscal year."""
        return fiscal_span(self.dataset.fiscal_year)

    @cached_property
    def evaluation(self) -> Evaluation:
        """The framework of the year; with its defaults where the dataset has indicators alone."""
        return self.dataset.evaluation or Evaluation()

    @cached_property
    def texts(self) -> tuple[TextAt, ...]:
        """Texts of the evaluation alone."""
        return tuple(at for at in self.all_texts if at.path[0] in _RECORDS)

    @cached_property
    def framework(self) -> Framework:
        """The framework as a tree."""
        return framework_of(self.dataset)

    @cached_property
    def nodes(self) -> tuple[FrameworkNode, ...]:
        """Every indicator in the tree, in order."""
        return tuple(self.framework.walk())

    @cached_property
    def leaves(self) -> tuple[FrameworkNode, ...]:
        """The lowest indicators, which have results."""
        return tuple(node for node in self.nodes if not node.children)

    @cached_property
    def measured(self) -> tuple[FrameworkNode, ...]:
        """Indicators that are scored by a result of their own: the lowest, and such whose parts only describe them."""
        alone = {node.indicator.id for node in self.nodes if node.children and self._stands_alone(node)}
        covered = {one.indicator.id for node in self.nodes if node.indicator.id in alone for one in node.walk()}
        return tuple(
            node
            for node in self.nodes
            if node.indicator.id in alone or not (node.children or node.indicator.id in covered)
        )

    @cached_property
    def above(self) -> Mapping[str, FrameworkNode]:
        """The indicator directly above another, by the id of the lower one."""
        return {child.indicator.id: node for node in self.nodes for child in node.children}

    @cached_property
    def indicators(self) -> Mapping[str, At[EvaluationIndicator]]:
        """Indicators of the framework by id; of duplicates the first."""
        found = (At(item, ("evaluation_indicators", index)) for index, item in enumerate(self._items))
        return first_of(found, lambda at: at.item.id)

    @cached_property
    def results(self) -> Mapping[str, At[EvaluationResult]]:
        """Results by the id of their indicator; of duplicates the first."""
        found = (At(item, ("evaluation_results", i)) for i, item in enumerate(self.dataset.evaluation_results))
        return first_of((at for at in found if at.item.indicator in self.indicators), lambda at: at.item.indicator)

    @cached_property
    def dimensions(self) -> Mapping[int, At[EvaluationDimension]]:
        """Parts of the framework by number; of duplicates the first."""
        found = (At(item, ("dimensions", index)) for index, item in enumerate(self.dataset.dimensions))
        return first_of(found, lambda at: at.item.no)

    @cached_property
    def scores(self) -> Mapping[str, Score]:
        """The agency's own scores by the id of their indicator."""
        return self._scores(Assessor.SELF)

    @cached_property
    def committee_scores(self) -> Mapping[str, Score]:
        """The committee's scores by the id of their indicator."""
        return self._scores(Assessor.COMMITTEE)

    @cached_property
    def committee_scores_computed(self) -> Mapping[str, Score]:
        """What the committee's results give by themselves, whatever score it put down."""
        results = [result.model_copy(update={"committee_score": None}) for result in self.dataset.evaluation_results]
        return self._with(evaluation_results=tuple(results)).committee_scores

    def scores_as(self, group: str) -> Mapping[str, Score]:
        """The agency's own scores if it were of that group."""
        return self._with(evaluation=self.evaluation.model_copy(update={"group": group})).scores

    def reported(self) -> Iterator[tuple[FrameworkNode, At[EvaluationResult]]]:
        """The measured indicators that have a result, each with it."""
        for node in self.measured:
            at = self.results.get(node.indicator.id)
            if at is not None:
                yield node, at

    def at(self, node: FrameworkNode) -> At[EvaluationIndicator]:
        """The indicator of a node with its path."""
        return self.indicators[node.indicator.id]

    def was_read(self, path: FieldPath) -> bool:
        """Whether the reading objected to nothing at or below a path; what it objected to is not also *missing*.

        Nor is a value of a record with an unknown name in it, which may be that of the value, misspelt.
        """
        return not any(unread[: len(path)] == path for unread in self._unread) and path[:-1] not in self._misnamed

    def was_read_whole(self, kind: str) -> bool:
        """Whether no record of a list was left out, and none of its weights: else a sum tells what is told already."""
        below = [unread for unread in self._unread if unread[:1] == (kind,)]
        return not any(len(unread) == 1 or unread[-1] == "weight" for unread in below)

    @cached_property
    def _misnamed(self) -> frozenset[FieldPath]:
        found = self.dataset.origin.findings
        return frozenset(one.path for one in found if one.rule.id == _UNKNOWN_FIELD)

    @cached_property
    def _unread(self) -> tuple[FieldPath, ...]:
        return tuple(found.path for found in self.dataset.origin.findings if found.severity is Severity.ERROR)

    @property
    def _items(self) -> tuple[EvaluationIndicator, ...]:
        return self.dataset.evaluation_indicators

    def _with(self, **changes: object) -> EvaluationView:
        """A view of the dataset with some of its records replaced; nothing that was looked up before is kept."""
        dataset = self.dataset
        values = {key: getattr(dataset, key) for key in type(dataset).model_fields}
        return EvaluationView(type(dataset).model_construct(**(values | changes)), self.today, ())

    def _stands_alone(self, node: FrameworkNode) -> bool:
        """Whether an indicator has a result, or before any report criteria, and nothing below it has."""
        below = [one.indicator for one in node.walk() if one is not node]
        if any(indicator.id in self.results for indicator in below):
            return False
        if node.indicator.id in self.results:
            return True
        return bool(node.indicator.criteria) and not any(indicator.criteria for indicator in below)

    def _scores(self, by: Assessor) -> Mapping[str, Score]:
        return {found.node.indicator.id: found for found in score(self.dataset, by).walk()}
