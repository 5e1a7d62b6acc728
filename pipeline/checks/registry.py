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


def _register_in(rules: list[Registered[View]], new: Rule) -> Callable[[Finder[View]], Finder[View]]:
    """Declare a rule, and put what is decorated into the list of its kind."""
    declared = declare(new)

    def register(find: Finder[View]) -> Finder[View]:
        rules.append(Registered(declared, find))
        return find

    return register


def rule(
    *,
    id: str,  # noqa: A002 - the word that rules are known by
    severity: Severity,
    title: str,
    message: str,
    remedy: str,
    basis: str = "",
) -> Callable[[Finder[ProjectView]], Finder[ProjectView]]:
    """Register a function that looks at one project at a time.

    Raises:
        ValueError: the id is taken by another rule.
    """
    return _register_in(PROJECT_RULES, Rule(id, severity, title, message, remedy, basis))


def dataset_rule(
    *,
    id: str,  # noqa: A002 - the word that rules are known by
    severity: Severity,
    title: str,
    message: str,
    remedy: str,
    basis: str = "",
) -> Callable[[Finder[DatasetView]], Finder[DatasetView]]:
    """Register a function that looks at the dataset as a whole: all its texts, names, projects side by side.

    Raises:
        ValueError: the id is taken by another rule.
    """
    return _register_in(DATASET_RULES, Rule(id, severity, title, message, remedy, basis))


def plan_rule(
    *,
    id: str,  # noqa: A002 - the word that rules are known by
    severity: Severity,
    title: str,
    message: str,
    remedy: str,
    basis: str = "",
) -> Callable[[Finder[PlanView]], Finder[PlanView]]:
    """Register a function that looks at the annual plan; it is called only where a dataset makes a plan book.

    Raises:
        ValueError: the id is taken by another rule.
    """
    return _register_in(PLAN_RULES, Rule(id, severity, title, message, remedy, basis))


def evaluation_rule(
    *,
    id: str,  # noqa: A002 - the word that rules are known by
    severity: Severity,
    title: str,
    message: str,
    remedy: str,
    basis: str = "",
) -> Callable[[Finder[EvaluationView]], Finder[EvaluationView]]:
    """Register a function that looks at an evaluation; it is called only where a dataset has anything of one.

    Raises:
        ValueError: the id is taken by another rule.
    """
    return _register_in(EVALUATION_RULES, Rule(id, severity, title, message, remedy, basis))
