"""From files to one file: read several sources, merge them, and write a workbook that reads back the same."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import DataError, SarabanError, UsageError
from pipeline.messages import N_, gettext
from pipeline.run.files import prepare_folder, write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.findings import Finding, Place
    from pipeline.merging import Keep, Merged
    from pipeline.model import Dataset

_SUFFIX = ".xlsx"
_LARGEST_FILE = 20_000_000
"""Bytes of a seal, at most; more is a mistake."""

_TOO_FEW = N_("การรวมต้องมีข้อมูลอย่างน้อยสองชุด")
_TOO_FEW_REMEDY = N_("ระบุสมุดงานของทุกส่วนราชการ เช่น saraban merge กอง1.xlsx กอง2.xlsx -o รวม.xlsx")
_SAME = N_("ระบุข้อมูลชุดเดียวกันสองครั้ง: {one} และ {other}")
_SAME_REMEDY = N_("ตัดออกหนึ่งชุด หรือระบุไฟล์ของอีกส่วนราชการ")
_NO_WORKBOOK = N_("ผลการรวมเป็นสมุดงาน Excel เท่านั้น ชื่อไฟล์ {path} ต้องลงท้ายด้วย .xlsx")
_NO_WORKBOOK_REMEDY = N_("ระบุเช่น -o รวม.xlsx")
_OVER_SOURCE = N_("จะเขียนผลการรวมทับข้อมูลที่นำมารวม {path} ไม่ได้")
_IN_SOURCE = N_("จะเขียนผลการรวมไว้ในโฟลเดอร์ข้อมูลที่นำมารวม {path} ไม่ได้")
_ELSEWHERE = N_("ตั้งชื่ออื่นหรือเลือกโฟลเดอร์อื่นด้วย -o")
_TWO_TARGETS = N_("ผลการรวมและรายงานใช้ไฟล์เดียวกันไม่ได้: {path}")
_UNREAD = N_("อ่านข้อมูลไม่ได้ {count} ชุด จากทั้งหมด {total} ชุด จึงยังไม่รวม")
_UNFIT = N_("ข้อมูลที่นำมารวมไม่ตรงกันหรืออ่านได้ไม่ครบ {count} แห่ง จึงยังไม่เขียนไฟล์")
_UNFIT_REMEDY = N_("แก้ไขตามที่แจ้งข้างต้นแล้วสั่งใหม่อีกครั้ง ค่าที่ไม่ตรงกันเลือกด้วย --keep first หรือ --keep last ได้")
_NOT_SAME = N_("สมุดงานเก็บข้อมูลที่รวมแล้วได้ไม่ครบ: {fields} จึงไม่เขียนไฟล์")


@dataclass(frozen=True, slots=True)
class BroughtFile:
    """A file that the dataset names: what it is called, where it lies, whether it could be put beside the result."""

    name: str
    folder: Path
    copied: bool


@dataclass(frozen=True, slots=True)
class MergedFiles:
    """What was merged, and the files that came with it."""

    merged: Merged
    files: tuple[BroughtFile, ...]

    @property
    def findings(self) -> Sequence[Finding]:
        """Everything that was found."""
        return self.merged.findings


def merge_files(sources: Sequence[Path], out: Path, keep: Keep | None, *, aside: Path | None = None) -> MergedFiles:
    """Merge datasets in files or folders into one workbook.

    Files that the dataset names (seals) are put beside it, unless something of that name is there.

    Args:
        sources: at least two, none of them twice.
        out: the workbook; written whole or not at all, and replaced where it is there.
        keep: see :func:`pipeline.merging.merge`.
        aside: another file that the caller is going to write.

    Raises:
        UsageError: fewer than two sources, one that is not there or given twice, or a target that is no workbook or
            would spoil a source.
        DataError: a source cannot be read whole, sources contradict, or they are of different agencies or years;
            carries every finding of all sources. Nothing was written.
        OutputLockedError: the workbook is open in Excel.
    """
    _require_sources(sources)
    _require_target(out, sources)
    for path in (aside,) if aside is not None else ():
        _require_elsewhere(path, sources)
        if _place_of(path) == _place_of(out):
            raise UsageError(gettext(_TWO_TARGETS).format(path=path), gettext(_ELSEWHERE))
    from pipeline.merging import merge

    merged = merge(_load_all(sources), keep)
    if merged.obstacles:
        text = gettext(_UNFIT).format(count=len(merged.obstacles))
        raise DataError(text, merged.findings, gettext(_UNFIT_REMEDY))
    data = _as_workbook(merged.dataset)
    prepare_folder(out.parent)
    write_atomically(out, data)
    return MergedFiles(merged, tuple(_bring_files(merged.dataset, out.parent)))


def _place_of(path: Path) -> Path:
    """Where a path leads, whether it is there or not."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # a name that is too long; a link that leads to itself
        return path.absolute()


def _is_same(one: Path, other: Path) -> bool:
    if _place_of(one) == _place_of(other):
        return True
    try:
        return one.samefile(other)  # a hard link, another spelling on a disk that does not tell case apart
    except OSError:
        return False


def _require_sources(sources: Sequence[Path]) -> None:
    if len(sources) < 2:  # noqa: PLR2004 - one and another
        raise UsageError(gettext(_TOO_FEW), gettext(_TOO_FEW_REMEDY))
    _require_each_once([(source, source) for source in sources])


def _require_each_once(named: Sequence[tuple[Path, Path]]) -> None:
    """``named``: what the caller called a source, and what is read there."""
    for (one, first), (other, second) in combinations(named, 2):
        if _is_same(first, second):
            raise UsageError(gettext(_SAME).format(one=one, other=other), gettext(_SAME_REMEDY))


def _require_target(out: Path, sources: Sequence[Path]) -> None:
    if out.suffix.casefold() != _SUFFIX:
        raise UsageError(gettext(_NO_WORKBOOK).format(path=out), gettext(_NO_WORKBOOK_REMEDY))
    _require_elsewhere(out, sources)


def _require_elsewhere(target: Path, sources: Sequence[Path]) -> None:
    """A target neither replaces a source nor becomes a part of one."""
    for source in sources:
        if _is_same(target, source):
            raise UsageError(gettext(_OVER_SOURCE).format(path=source), gettext(_ELSEWHERE))
        if source.is_dir() and _place_of(target).is_relative_to(_place_of(source)):
            raise UsageError(gettext(_IN_SOURCE).format(path=source), gettext(_ELSEWHERE))


def _load_all(sources: Sequence[Path]) -> list[Dataset]:
    """All sources; where some cannot be read, the findings of all are told at once."""
    from pipeline.merging.naming import path_of
    from pipeline.sources import load

    found: list[Dataset] = []
    findings: list[Finding] = []
    names = [source.name for source in sources]
    for source in sources:
        try:
            found.append(load(source))
            told = found[-1].origin.findings
        except DataError as error:
            told = error.findings
        name = str(source) if names.count(source.name) > 1 else source.name
        findings += (_named(finding, source, name) for finding in told)
    if len(found) < len(sources):
        unread = len(sources) - len(found)
        raise DataError(gettext(_UNREAD).format(count=unread, total=len(sources)), findings)
    _require_each_once([(one, path_of(dataset) or one) for one, dataset in zip(sources, found, strict=True)])
    return found


def _named(finding: Finding, source: Path, name: str) -> Finding:
    """A finding whose places name their source among others."""

    def named(place: Place) -> Place:
        inner = "" if source.is_file() or place.source in {"", source.name} else f"/{place.source}"
        return replace(place, source=f"{name}{inner}")

    return replace(finding, place=named(finding.place), related=tuple(map(named, finding.related)))


def _as_workbook(dataset: Dataset) -> bytes:
    """The dataset as the bytes of a workbook that was read back and found the same.

    Raises:
        SarabanError: the workbook would not hold all of it.
        UsageError: a text is longer than a cell of Excel can hold.
    """
    from pipeline.sources import load, write_workbook

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"merged{_SUFFIX}"
        write_workbook(dataset, path)
        data = path.read_bytes()
        again = load(path)
    fields = type(dataset).model_fields
    lost = [
        fields[name].title or name for name in fields if _bare(getattr(dataset, name)) != _bare(getattr(again, name))
    ]
    if lost:
        raise SarabanError(gettext(_NOT_SAME).format(fields=", ".join(lost)))
    return data


def _bare(value: Any) -> Any:  # noqa: ANN401 - any value of the model
    """A value less all that says nothing: a group without values is none once it has been through a workbook."""
    from pipeline.model import Record, RichText
    from pipeline.sources.richtext import to_text

    if isinstance(value, RichText):
        return to_text(value)
    if isinstance(value, Record):
        inner = {name: _bare(getattr(value, name)) for name in type(value).model_fields}
        return {name: one for name, one in inner.items() if one is not None} or None
    if isinstance(value, tuple):
        return tuple(bare for one in value if (bare := _bare(one)) is not None) or None
    return value


def _bring_files(dataset: Dataset, folder: Path) -> Iterator[BroughtFile]:
    """Put files that a dataset names (seals) beside its workbook, where nothing of that name is there yet."""
    own = dataset.origin.folder
    named = dict.fromkeys(
        part.seal for part in (dataset.plan_book, dataset.evaluation) if part is not None and part.seal is not None
    )
    if own is None:
        return
    for name in named:
        source, target = own / name, folder / name
        if os.path.lexists(target) or not source.is_file():
            continue
        try:
            if source.stat().st_size > _LARGEST_FILE:
                raise UsageError(name)
            prepare_folder(target.parent)
            write_atomically(target, source.read_bytes())
        except (OSError, SarabanError):
            yield BroughtFile(name, own, copied=False)
        else:
            yield BroughtFile(name, own, copied=True)
