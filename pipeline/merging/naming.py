"""Sources by the names that a planner tells them apart by."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.messages import N_, gettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.findings import FieldPath, Place
    from pipeline.model import Dataset

_UNNAMED = N_("ชุดข้อมูลที่ {number}")


@dataclass(frozen=True, slots=True)
class Source:
    """A dataset with its name among the others: that of its file or folder, as long as need be to be the only one.

    ``folder`` says that it is a folder of files, whose places name the file.
    """

    dataset: Dataset
    name: str
    folder: bool

    def place(self, path: FieldPath) -> Place:
        """Where a value of the dataset stands, with the name of the source."""
        return self.named(self.dataset.origin.place(path))

    def named(self, place: Place) -> Place:
        """A place in this source, told from places in the others."""
        inner = place.source if self.folder and place.source != self.dataset.origin.source else ""
        return replace(place, source=f"{self.name}/{inner}" if inner else self.name)


def named_apart(datasets: Sequence[Dataset]) -> list[Source]:
    """The datasets with names of which no two are alike."""
    folders = [_is_folder(dataset) for dataset in datasets]
    paths = [_parts(*both, number) for number, both in enumerate(zip(datasets, folders, strict=True), start=1)]
    names = [path[-1] for path in paths]
    for length in range(2, max(map(len, paths)) + 1):
        if len(set(names)) == len(set(paths)):
            break
        names = [
            "/".join(path[-length:]).replace("//", "/") if names.count(name) > 1 else name
            for path, name in zip(paths, names, strict=True)
        ]
    numbered = [
        f"{name} ({names[:number].count(name) + 1})" if name in names[:number] else name
        for number, name in enumerate(names)
    ]
    return [Source(*three) for three in zip(datasets, numbered, folders, strict=True)]


def path_of(dataset: Dataset) -> Path | None:
    """The file or folder that a dataset was read from; ``None`` for one made in Python."""
    return None if dataset.origin.folder is None else Path(*_parts(dataset, _is_folder(dataset), 0))


def _is_folder(dataset: Dataset) -> bool:
    """Whether places name files in a folder rather than the one file that was read."""
    origin = dataset.origin
    first = next(iter(origin.places.values()), None)
    return first is not None and first.source != origin.source


def _parts(dataset: Dataset, is_folder: bool, number: int) -> tuple[str, ...]:  # noqa: FBT001 - one of two shapes
    """The path of a source from its topmost folder down."""
    origin = dataset.origin
    if origin.folder is None:
        return (origin.source or gettext(_UNNAMED).format(number=number),)
    folder = origin.folder.absolute().parts
    return folder if is_folder else (*folder, origin.source)
