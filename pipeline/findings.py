"""Findings: what is wrong with the data, where, and what to do about it.

A :class:`Rule` describes one kind of mistake: its stable id, how grave it is, and its texts. Texts are
Thai message ids; English comes from the catalogue. A :class:`Finding` is one occurrence with its
:class:`Place`. Rooms that find something (sources, checks, layout) declare their rules with
:func:`declare` at import time, so that ``saraban check --explain`` and the tests can list them all.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FieldPath = tuple["str | int", ...]
"""Where a value stands in the dataset: ``("projects", 3, "reports", 0, "date")``."""


class Severity(StrEnum):
    """How grave a finding is: errors stop a build, warnings are listed, notes inform."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands in what the planner wrote.

    Text files have ``line`` and ``column`` (1-based, in characters), workbooks ``sheet`` and ``cell``.
    ``source`` is the file's name as the planner knows it, relative to the dataset folder.
    """

    source: str = ""
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None

    def __str__(self) -> str:
        if self.sheet is not None:
            return f"{self.source} [{self.sheet}!{self.cell or ''}]".replace("!]", "]")
        if self.line is not None:
            return f"{self.source}:{self.line}:{self.column or 1}"
        return self.source


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of mistake.

    ``id`` is stable, in kebab-case (``report-after-deadline``). ``message`` and ``remedy`` are Thai
    message ids with ``{named}`` places for the parameters of a finding; ``title`` names the rule in a list.
    ``basis`` says where the rule comes from (regulation, form, custom).
    """

    id: str
    severity: Severity
    title: str
    message: str
    remedy: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One occurrence of a rule. ``params`` fill the texts and are plain text already.

    ``path`` names the value in the dataset, ``subject`` what a planner calls the record it belongs to
    (``โครงการ 03000000-0001 รายงานครั้งที่ 5``). ``quote`` is the offending text as written.
    ``silenced`` is the reason written in the dataset, or ``None``.
    """

    rule: Rule
    place: Place
    path: FieldPath = ()
    params: Mapping[str, str] = field(default_factory=dict)
    subject: str = ""
    quote: str = ""
    related: tuple[Place, ...] = ()
    severity: Severity = Severity.ERROR
    silenced: str | None = None

    @classmethod
    def of(
        cls,
        rule: Rule,
        place: Place,
        path: FieldPath = (),
        *,
        subject: str = "",
        quote: str = "",
        related: tuple[Place, ...] = (),
        **params: str,
    ) -> Finding:
        """A finding with the severity of its rule."""
        return cls(rule, place, path, params, subject, quote, related, rule.severity)

    def with_severity(self, severity: Severity) -> Finding:
        """The same finding, taken more or less gravely (``--strict``)."""
        return replace(self, severity=severity)

    def silence(self, reason: str) -> Finding:
        """The same finding, silenced by the dataset for a written reason."""
        return replace(self, silenced=reason)

    @property
    def message(self) -> str:
        """What is wrong, in the language of the run."""
        from pipeline.messages import gettext

        return gettext(self.rule.message).format(**self.params)

    @property
    def remedy(self) -> str:
        """What to do, in the language of the run."""
        from pipeline.messages import gettext

        return gettext(self.rule.remedy).format(**self.params)


_RULES: dict[str, Rule] = {}


def declare(rule: Rule) -> Rule:
    """Register a rule once; its id is part of the public interface.

    Raises:
        ValueError: the id is taken by another rule.
    """
    if _RULES.setdefault(rule.id, rule) != rule:
        raise ValueError(f"rule id {rule.id!r} is taken")
    return rule


def declared() -> Iterator[Rule]:
    """Every rule that the imported rooms declare, by id."""
    yield from (_RULES[key] for key in sorted(_RULES))
