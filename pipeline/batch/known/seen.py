"""What a document can see of its dataset, as a digest: the same digest, the same words on the same pages.

More than a document prints may be in it, never less: a view that is not listed here sees the whole dataset. Only how
the house style looks is left to the options (:mod:`pipeline.batch.known.fingerprint`).
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from pipeline.batch.known.digest import WHOLE, Digest, json_of
from pipeline.compose.views.progress_form import protected_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from pipeline.compose.registry import Kind
    from pipeline.model import Dataset, Project, SignatureBlock

_FORM_VIEW = "progress_form"
_MONTHLY = {"reports", "assessments", "budget_spent"}
"""What the months bring to a project. Books of the year do not print it."""

_LOOKS = {"font", "docx_font", "digits", "margins", "duplex", "gutter", "picture"}
"""How the house wants its pages, see :func:`pipeline.batch.known.fingerprint.options_of`."""

_NO_PRINT = {"house": _LOOKS | {"silence", "report_day"}, "evaluation": {"scores"}}
_UNSEEN: Mapping[str, Mapping[str, Any]] = {
    "plan_book": {**_NO_PRINT, "projects": {"__all__": _MONTHLY}},
    "evaluation_report": {**_NO_PRINT, "projects": {"__all__": _MONTHLY}},
    "framework_summary": {**_NO_PRINT, "projects": True, "baseline": True},
    "performance_agreement": {**_NO_PRINT, "projects": True, "baseline": True},
}
"""Fields of the dataset that documents of a view do not print."""


class Seen:
    """Digests of what documents see of one dataset.

    Args:
        dataset: with the house style and the scores as chosen.
        since: the issue before, for documents that print what changed.
    """

    def __init__(self, dataset: Dataset, since: Dataset | None = None) -> None:
        self._dataset = dataset
        self._since = since
        self._of_all: dict[str, str] = {}

    def by(self, kind: Kind, project: Project | None) -> str:
        """The digest for a document of a kind."""
        if kind.view == _FORM_VIEW and project is not None:
            return self._by_form(project)
        if kind.view not in self._of_all:
            self._of_all[kind.view] = self._by_all(kind.view)
        if project is None:
            return self._of_all[kind.view]
        digest = Digest()
        digest.add(self._of_all[kind.view], project.code)
        return digest.text()

    def _by_form(self, project: Project) -> str:
        """The form of a project: the project itself, and of the lists what it names."""
        dataset, digest = self._dataset, Digest()
        alignments = dataset.alignments_of(project)
        nodes = {node.code: node for one in alignments if one.node for node in dataset.strategy_line(one.node)}
        digest.add(project, dataset.fiscal_year, dataset.as_of, dataset.agency.name)
        digest.add(protected_names(dataset, project), *dataset.house.signatures)
        digest.add("alignments", *alignments, "nodes", *nodes.values(), "people", *self._people(project))
        units = [project.unit, *(party.unit for party in (project.responsible, project.coordinator) if party)]
        digest.add(
            "units", *(dataset.unit_names(unit) for unit in units), [unit in dataset.units_by_id for unit in units]
        )
        return digest.text()

    def _people(self, project: Project) -> Iterator[object]:
        """Those whom the form names, with the ids that nobody has."""
        dataset = self._dataset
        blocks: Iterable[SignatureBlock] = project.signatures or dataset.house.signatures
        parties = (one for one in (project.responsible, project.coordinator, *blocks) if one is not None)
        for person in dict.fromkeys(one.person for one in parties if one.person):
            yield dataset.people_by_id.get(person, person)

    def _by_all(self, view: str) -> str:
        digest = Digest()
        exclude = WHOLE if self._since is not None else _UNSEEN.get(view, WHOLE)
        digest.add(json_of(self._dataset, exclude))
        digest.add(self._since, *(_content(path) for path in self._pictures()))
        return digest.text()

    def _pictures(self) -> Iterator[Path]:
        """Files that the dataset names: the seals on covers."""
        folder = self._dataset.origin.folder
        for part in (self._dataset.plan_book, self._dataset.evaluation):
            if part is not None and part.seal is not None and folder is not None:
                yield folder / part.seal


def _content(path: Path) -> str | None:
    """A digest of a picture; ``None`` where there is no such file, which its document will tell."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return None
