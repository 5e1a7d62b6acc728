"""Which datasets the words of a call mean: datasets, folders of datasets, workbooks, patterns."""

from __future__ import annotations

import glob
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.batch.orders import ALL, Source
from pipeline.batch.outputs import holds_outputs, is_output
from pipeline.errors import UsageError
from pipeline.messages import N_, gettext
from pipeline.run.names import file_name, same_on_disk
from pipeline.sources.suffixes import ROOT, SUFFIXES, WORKBOOKS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MOST = 100_000
_MOST_TOLD = 10
_TELLING_NOTHING = frozenset({"saraban", "dataset", "data", ROOT})
"""File names that every office uses: the folder then tells whose the data is."""

_NOT_THERE = N_("ไม่พบข้อมูล {path}")
_NO_MATCH = N_("ไม่มีไฟล์หรือโฟลเดอร์ตรงกับ {path}")
_NO_DATASET = N_("ไม่มีชุดข้อมูลใน {path}")
_UNKNOWN = N_("ไม่รู้จักชนิดของไฟล์ {path}")
_UNREADABLE = N_("เปิด {path} ไม่ได้")
_NEAREST = N_("หมายถึง {nearest} หรือไม่")
_REMEDY = N_("ระบุโฟลเดอร์ที่มี agency.yaml สมุดงาน .xlsx หรือโฟลเดอร์ที่รวมสิ่งเหล่านี้ไว้")
_TOO_MANY = N_("พบชุดข้อมูลเกิน {most} ชุด")
_MORE = N_("และอีก {count} รายการ")


def find_sources(words: Sequence[str | Path]) -> tuple[Source, ...]:
    """The datasets, in the order of the words and by name in a folder; each once, whatever names it.

    Documents that a batch made among the data are no datasets, whatever names them.

    A source is called by its folder or file; where that says nothing (``saraban.xlsx``), or is another's name too, by
    the folders above as well.

    Raises:
        UsageError: a word means nothing, or there is no dataset at all; all such words are told.
    """
    found: dict[Path, Path] = {}
    wrong: list[str] = []
    for word in words:
        try:
            for path in _meant(Path(word)):
                found.setdefault(path.resolve(), path)
        except UsageError as error:
            wrong.append(f"{error.message} {error.remedy}".rstrip())
        except OSError:
            wrong.append(gettext(_UNREADABLE).format(path=word))
    if not found and not wrong:
        wrong += [gettext(_NO_DATASET).format(path=word) for word in words]
    if len(found) > _MOST:
        wrong.append(gettext(_TOO_MANY).format(most=_MOST))
    if wrong:
        told = wrong[:_MOST_TOLD]
        if len(wrong) > len(told):
            told.append(gettext(_MORE).format(count=len(wrong) - len(told)))
        raise UsageError("\n".join(told), gettext(_REMEDY))
    return _named(list(found.items()))


def _meant(path: Path) -> Iterator[Path]:
    """The datasets that a word means."""
    if not path.exists():
        if not glob.has_magic(str(path)):
            raise UsageError(gettext(_NOT_THERE).format(path=path), _nearest(path))
        matches = sorted(glob.glob(str(path)))  # noqa: PTH207 - the word may begin anywhere, also with a drive
        kept = [Path(match) for match in matches if is_dataset(Path(match)) or Path(match).is_dir()]
        found = [one for match in kept for one in ([match] if is_dataset(match) else _datasets_in(match))]
        if not found:
            raise UsageError(gettext(_NO_MATCH).format(path=path))
        yield from found
    elif is_dataset(path):
        yield path
    elif path.is_dir():
        yield from _below(path)
    else:
        raise UsageError(gettext(_UNKNOWN).format(path=path))


def _below(folder: Path) -> list[Path]:
    """The datasets right below a folder.

    Raises:
        UsageError: there is none, and the folder is not that of earlier documents (a shell writes ``agencies/*`` out).
    """
    found = _datasets_in(folder)
    if not found and not holds_outputs(folder):
        raise UsageError(gettext(_NO_DATASET).format(path=folder))
    return found


def _datasets_in(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.iterdir()) if not path.name.startswith((".", "~$")) and is_dataset(path)]


def is_dataset(path: Path) -> bool:
    """Whether a path is one dataset: a workbook, an ``agency`` file of its own or in a folder, one workbook in it."""
    if path.is_file():
        suffix = path.suffix.casefold()
        return (suffix in WORKBOOKS or suffix in SUFFIXES) and not is_output(path)
    if not path.is_dir():
        return False
    names = [entry for entry in path.iterdir() if not entry.name.startswith((".", "~$")) and entry.is_file()]
    if any(entry.stem.casefold() == ROOT and entry.suffix.casefold() in SUFFIXES for entry in names):
        return True
    if is_output(path):
        return False
    # One workbook alone is that folder's dataset, see saraban.load; several are a folder of datasets.
    return sum(entry.suffix.casefold() in WORKBOOKS for entry in names) == 1 and not any(
        is_dataset(entry) for entry in path.iterdir() if entry.is_dir() and not entry.name.startswith(".")
    )


def _nearest(path: Path) -> str:
    try:
        names = [entry.name for entry in path.parent.iterdir() if not entry.name.startswith(".")]
    except OSError:
        return ""
    nearest = get_close_matches(path.name, names, n=1)
    return gettext(_NEAREST).format(nearest=path.parent / nearest[0]) if nearest else ""


def _named(found: list[tuple[Path, Path]]) -> tuple[Source, ...]:
    """Give each its id: the shortest of its names that no other has."""
    names = [_names(resolved) for resolved, _ in found]
    level = [0] * len(names)
    while True:
        ids = [own[min(place, len(own) - 1)] for own, place in zip(names, level, strict=True)]
        groups: dict[str, list[int]] = {}
        for place, one in enumerate(ids):
            groups.setdefault(same_on_disk(one), []).append(place)
        alike = [place for places in groups.values() if len(places) > 1 for place in places]
        if not any(level[place] + 1 < len(names[place]) for place in alike):
            break
        for place in alike:
            level[place] += 1
    # Paths that differ in nothing but what file systems forbid in names.
    for places in groups.values():
        for number, place in enumerate(places[1:], start=2):
            ids[place] = f"{ids[place]} {number}"
    return tuple(Source(one, path) for one, (_, path) in zip(ids, found, strict=True))


def _names(path: Path) -> list[str]:
    """What a source may be called, the shortest first: by its stem, its file name, its folder as well, and so on."""
    parents = [part for part in path.parent.parts if part != path.anchor]
    stem = path.stem if path.is_file() else path.name
    own = [path.name.replace(".", " ")]
    if stem.casefold() in _TELLING_NOTHING and parents:
        own = [parents.pop()]
    else:
        own.insert(0, stem)
    longer = [" ".join((*parents[-count:], own[-1])) for count in range(1, len(parents) + 1)]
    return [_id(name) for name in (*own, *longer)]


def _id(name: str) -> str:
    safe = file_name(name, "")
    return safe if safe.strip(ALL) else "_"
