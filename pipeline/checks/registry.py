"""The registry of rules: each a small function over one project, the whole dataset, its plan book or its evaluation.

A rule is declared where it is written::

    @rule(
        id="report-after-deadline",
        severity=Severity.WARNING,
        title=N_("รายงานช้ากว่ากำหนด"),
        message=N_("รายงานวันที่ {date} ช้ากว่ากำหนด {days} วัน"),
        remedy=N_("…"),
        basis=N_("…"),
    )
    def report_after_deadline(view: ProjectView) -> Iterator[Hit]:
        yield hit(view.path("reports", 0, "date"), date="…", days="…")

The function says *where* (a path in the dataset) and *what* (named parameters); places, subjects, sorting and
silencing are the engine's business (:mod:`pipeline.checks.engine`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from pipeline.checks.evaluation import EvaluationView
from pipeline.checks.plan import PlanView
from pipeline.checks.view import DatasetView, ProjectView
from pipeline.findings import FieldPath, Rule, Severity, declare

if TYPE_CHECKING:
    from collections.abc import Mapping

View = TypeVar("View", ProjectView, DatasetView, PlanView, EvaluationView)
Finder = Callable[[View], "Iterator[Hit]"]
"""What looks for a rule's occurrences."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One occurrence of a rule, before the engine knows its place.

    ``severity`` takes this occurrence less gravely than its rule; ``related`` are paths of other values that
    the finding speaks of (the other report, the node of the plan).
    """

    path: FieldPath
    params: Mapping[str, str] = field(default_factory=dict)
    quote: str = ""
    related: tuple[FieldPath, ...] = ()
    severity: Severity | None = None


def hit(
    path: FieldPath,
    *,
    quote: str = "",
    related: tuple[FieldPath, ...] = (),
    severity: Severity | None = None,
    **params: str,
) -> Hit:
    """A hit whose keyword arguments fill the texts of the rule."""
    return Hit(path, params, quote, related, severity)


@dataclass(frozen=True, slots=True)
class Registered(Generic[View]):
    """A rule and the function that looks for it."""

    rule: Rule
    find: Finder[View]


PROJECT_RULES: list[Registered[ProjectView]] = []
DATASET_RULES: list[Registered[DatasetView]] = []
PLAN_RULES: list[Registered[PlanView]] = []
EVALUATION_RULES: list[Registered[EvaluationView]] = []


@dataclass(frozen=True, slots=True)
class Registrar(Generic[View]):
    """Declares rules, and puts the functions that are decorated into the list of their kind."""

    rules: list[Registered[View]]

    def __call__(
        self,
        *,
        id: str,  # noqa: A002 - the word that rules are known by
        severity: Severity,
        title: str,
        message: str,
        remedy: str,
        basis: str = "",
    ) -> Callable[[Finder[View]], Finder[View]]:
        """Register the decorated function.

        Raises:
            ValueError: the id is taken by another rule.
        """
        declared = declare(Rule(id, severity, title, message, remedy, basis))

        def register(find: Finder[View]) -> Finder[View]:
            self.rules.append(Registered(declared, find))
            return find

        return register


rule = Registrar(PROJECT_RULES)
"""Registers a function that looks at one project at a time."""

dataset_rule = Registrar(DATASET_RULES)
"""Registers a function that looks at the dataset as a whole: all its texts, names, projects side by side."""

plan_rule = Registrar(PLAN_RULES)
"""Registers a function that looks at the annual plan; it is called only where a dataset makes a plan book."""

evaluation_rule = Registrar(EVALUATION_RULES)
"""Registers a function that looks at an evaluation; it is called only where a dataset has anything of one."""
