"""From a path to a dataset: choose the reader, bind the tree, check references."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from pipeline.errors import DataError, UsageError
from pipeline.findings import Severity
from pipeline.messages import N_, gettext
from pipeline.model import Dataset, Origin
from pipeline.sources.bind import Binder
from pipeline.sources.files import check_files
from pipeline.sources.folder import read_folder, read_single
from pipeline.sources.named import names_in
from pipeline.sources.nodes import Fields
from pipeline.sources.reading import Reading
from pipeline.sources.references import check_references
from pipeline.sources.suffixes import ROOT, SUFFIXES, WORKBOOKS

if TYPE_CHECKING:
    from pipeline.sources.nodes import Node


def load_dataset(source: Path | str) -> Dataset:
    """See :func:`pipeline.sources.load`."""
    path = Path(source)
    reading = Reading(path.name or str(path))
    root = _read(path, reading)
    return bind_dataset(root, reading, path if path.is_dir() else path.parent)


def _read(path: Path, reading: Reading) -> Node | None:
    try:
        there = path.exists()
    except OSError:
        # A name that is too long, or below a folder that may not be entered.
        there = False
    if not there:
        raise UsageError(gettext(N_("ไม่พบ “{name}”")).format(name=path), gettext(N_("ตรวจชื่อไฟล์หรือโฟลเดอร์")))
    if path.is_dir():
        workbook = _only_workbook(path)
        if workbook is None:
            return read_folder(path, reading)
        path = workbook
        reading.source = path.name
    if path.suffix.casefold() in SUFFIXES:
        return read_single(path, reading)
    if path.suffix.casefold() in WORKBOOKS or _looks_like_workbook(path):
        from pipeline.sources.workbook.read import read_workbook

        return read_workbook(path, reading)
    raise UsageError(
        gettext(N_("ไม่รู้จักชนิดของไฟล์ “{name}”")).format(name=path.name),
        gettext(N_("ใช้โฟลเดอร์ที่มี agency.yaml ไฟล์ .yaml .json หรือสมุดงาน .xlsx")),
    )


def _looks_like_workbook(path: Path) -> bool:
    """Older and foreign workbooks go to the same reader, which names what they are and what to do."""
    return path.suffix.casefold() in {".xls", ".xlsb", ".ods", ".xltx"} and path.is_file()


def _only_workbook(folder: Path) -> Path | None:
    """The workbook of a folder that holds one workbook and no dataset of text files."""
    names = [path for path in folder.iterdir() if not path.name.startswith((".", "~$"))]
    if any(path.stem.casefold() == ROOT and path.suffix.casefold() in SUFFIXES for path in names):
        return None
    workbooks = [path for path in names if path.suffix.casefold() in WORKBOOKS]
    return workbooks[0] if len(workbooks) == 1 else None


def bind_dataset(root: Node | None, reading: Reading, folder: Path) -> Dataset:
    """The dataset of a tree of values; the files that it names lie in ``folder`` or below.

    Raises:
        DataError: no dataset can be formed.
    """
    binder = Binder(reading, names_in(root))
    built = binder.record(root, Dataset, ()) if isinstance(root, Fields) else None
    if not isinstance(built, Dataset):
        errors = sum(found.severity is Severity.ERROR for found in reading.findings)
        message = gettext(N_("อ่านชุดข้อมูล “{name}” ไม่ได้ พบข้อผิดพลาด {count} รายการ"))
        raise DataError(message.format(name=reading.source, count=errors), reading.findings)
    check_references(built, binder.lost, reading)
    check_files(built, folder, reading)
    origin = Origin(reading.source, MappingProxyType(reading.places), tuple(reading.findings), folder)
    return built.from_origin(origin)
