"""Files that a dataset names (the seal of an agency): they lie in its folder, and count as used."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from pipeline.sources import rules_files
from pipeline.sources.shapes import fields_of

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.findings import FieldPath
    from pipeline.model import Dataset
    from pipeline.sources.reading import Reading


def check_files(dataset: Dataset, folder: Path, reading: Reading) -> None:
    """Report files that are named but missing or outside the folder; those named are no unused files."""
    for part, record in (("plan_book", dataset.plan_book), ("evaluation", dataset.evaluation)):
        if record is not None and record.seal is not None:
            title = fields_of(type(record))["seal"].title
            _check_file(record.seal.strip(), (part, "seal"), title, folder, reading)


def _check_file(name: str, path: FieldPath, title: str, folder: Path, reading: Reading) -> None:
    place = reading.places.get(path) or reading.places[()]
    if not _is_below(name, folder):
        reading.find(rules_files.FILE_OUTSIDE, place, path, quote=name, name=name)
        return
    first = PurePosixPath(name).parts[0]
    reading.findings[:] = [
        found
        for found in reading.findings
        if found.rule is not rules_files.FILE_UNKNOWN or found.place.source.rstrip("/") != first
    ]
    if not _is_file(folder, name):
        reading.find(rules_files.FILE_MISSING, place, path, quote=name, field=title, name=name)


def _is_below(name: str, folder: Path) -> bool:
    """Whether a name stays in the folder, also where it passes through links."""
    if PureWindowsPath(name).anchor or ".." in PureWindowsPath(name).parts or "\\" in name or not name.strip("./"):
        return False
    try:
        return (folder / name).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):
        return False


def _is_file(folder: Path, name: str) -> bool:
    try:
        return (folder / name).is_file()
    except (OSError, ValueError):
        return False
