"""What one reading gathers on its way: findings, and the place of every value that reaches the dataset."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pipeline.findings import FieldPath, Finding, Place, Rule, Severity
from pipeline.sources import limits, rules

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


Mark = tuple[int, int]
"""A point of a reading: how many values and how many findings there were."""


@dataclass(slots=True)
class Reading:
    """Findings and places of one source.

    ``incomplete`` names the fields of the dataset of which a part could not be read at all, so that nobody
    reports references to what merely stands in a broken file.
    """

    source: str
    findings: list[Finding] = field(default_factory=list)
    places: dict[FieldPath, Place] = field(default_factory=dict)
    incomplete: set[str] = field(default_factory=set)
    _subjects: list[str] = field(default_factory=list)
    _order: list[FieldPath] = field(default_factory=list)

    @property
    def full(self) -> bool:
        """Whether further findings are only work: nobody will see them."""
        return len(self.findings) > limits.MAX_FINDINGS

    def find(
        self,
        rule: Rule,
        place: Place,
        path: FieldPath = (),
        *,
        quote: str = "",
        related: Sequence[Place] = (),
        **params: str,
    ) -> None:
        """Keep a finding about the record that is being read."""
        if self.full:
            return
        if len(self.findings) == limits.MAX_FINDINGS:
            self.findings.append(
                Finding.of(rules.TOO_MANY_FINDINGS, Place(self.source), count=str(limits.MAX_FINDINGS))
            )
            return
        subject = " ".join(self._subjects)
        found = Finding.of(rule, place, path, subject=subject, quote=quote, related=tuple(related), **params)
        self.findings.append(found)

    def keep(self, rule: Rule, place: Place, path: FieldPath, params: Mapping[str, str], *, quote: str = "") -> None:
        """Keep a finding whose parameters come ready made."""
        self.find(rule, place, path, quote=quote, related=(), **params)

    def enter(self, subject: str) -> None:
        """From here on findings are about this record (inside the one before)."""
        self._subjects.append(subject)

    def leave(self) -> None:
        """The record is done."""
        self._subjects.pop()

    def remember(self, path: FieldPath, place: Place) -> None:
        """Keep the place of a value."""
        self.places[path] = place
        self._order.append(path)

    def mark(self) -> Mark:
        """A point to come back to, should the record that begins here be dropped."""
        return len(self._order), len(self.findings)

    def failed_since(self, mark: Mark) -> bool:
        """Whether an error has been found since then."""
        return self.full or any(found.severity is Severity.ERROR for found in self.findings[mark[1] :])

    def drop(self, mark: Mark, path: FieldPath) -> None:
        """The record at ``path`` is not part of the dataset: its places go, its findings stay.

        Another record will take its number, so the findings name the list instead.
        """
        places, findings = mark
        for known in self._order[places:]:
            self.places.pop(known, None)
        del self._order[places:]
        for number, found in enumerate(self.findings[findings:], findings):
            if found.path[: len(path)] == path:
                self.findings[number] = replace(found, path=path[:-1])
