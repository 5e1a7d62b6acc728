"""From where a value stood in its source to where it stands in the whole."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from pipeline.merging.review import REVIEWED
from pipeline.model import Origin

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pipeline.findings import FieldPath, Finding, Place
    from pipeline.merging.naming import Source
    from pipeline.merging.rows import Version
    from pipeline.model import Dataset

_FILES = (("plan_book", "seal"), ("evaluation", "seal"))
"""Values that name a file in the folder of their source."""


class Routes:
    """The ways of all values; what is below a value goes its way unless it has its own."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._sources = sources
        self._ways: list[dict[FieldPath, FieldPath | None]] = [{} for _ in sources]

    def leads(self, version: Version, path: FieldPath) -> None:
        """The value stands at ``path`` in the whole."""
        self._ways[version.source][version.path] = path

    def drop(self, version: Version) -> None:
        """The value is not the one that stands in the whole."""
        self._ways[version.source][version.path] = None

    def find(self, source: int, path: FieldPath) -> FieldPath | None:
        """Where a value of a source stands in the whole; ``None`` where another took its place."""
        ways = self._ways[source]
        for length in range(len(path), -1, -1):
            if path[:length] in ways:
                lead = ways[path[:length]]
                return None if lead is None else (*lead, *path[length:])
        return path

    def places(self) -> dict[FieldPath, Place]:
        """The place of every value of the whole, with the name of its source."""
        found: dict[FieldPath, Place] = {}
        for number, source in enumerate(self._sources):
            for path, place in source.dataset.origin.places.items():
                lead = self.find(number, path)
                if lead is not None:
                    found.setdefault(lead, source.named(place))
        return found

    def origin(self, merged: Dataset, findings: Sequence[Finding]) -> Origin:
        """Where the whole came from; its folder is that of the source whose files it names."""
        name = " + ".join(source.name for source in self._sources)
        return Origin(name, MappingProxyType(self.places()), tuple(findings), self._folder(merged))

    def _folder(self, merged: Dataset) -> Path | None:
        named = [path for path in _FILES if getattr(getattr(merged, path[0]), path[1], None)]
        folders = [source.dataset.origin.folder for source in self._sources]
        for path in named:
            for number, folder in enumerate(folders):
                inner = getattr(self._sources[number].dataset, path[0])
                if folder is not None and getattr(inner, path[1], None) and self.find(number, path) == path:
                    return folder
        return next((folder for folder in folders if folder is not None), None)

    def told(self) -> tuple[list[Finding], list[Finding]]:
        """Findings of reading the sources: those that stay, and those that only the whole can tell."""
        kept: list[Finding] = []
        open_: list[Finding] = []
        for number, source in enumerate(self._sources):
            for finding in source.dataset.origin.findings:
                if finding.rule in REVIEWED and finding.path:
                    open_.append(finding)
                    continue
                place, related = source.named(finding.place), tuple(map(source.named, finding.related))
                path = self.find(number, finding.path) or ()
                kept.append(replace(finding, place=place, related=related, path=path))
        return kept, open_
