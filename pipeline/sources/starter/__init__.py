"""A first dataset to fill in: small, commented, with nothing to find fault with.

The files of each kind of document lie beside this module as they are written out. Nothing that is there already
is ever overwritten, and a starter that cannot be written whole is not written at all.
"""

from __future__ import annotations

from contextlib import suppress
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.errors import SarabanError, UsageError
from pipeline.messages import N_, gettext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

WORKBOOK: Final = "saraban.xlsx"
"""The name of the workbook in its folder."""

_FILES: Final = Path(__file__).parent
_SAME_DATA: Final = {"executive-summary": "progress-form", "follow-up": "progress-form"}
"""Documents of a month, which are made from what the forms of its projects hold."""


def kinds() -> tuple[str, ...]:
    """The kinds of document that have a starter."""
    own = (path.name for path in _FILES.iterdir() if (path / "agency.yaml").is_file())
    return tuple(sorted([*own, *_SAME_DATA]))


def write(folder: Path, *, xlsx: bool, kind: str) -> list[Path]:
    """See :func:`pipeline.sources.write_starter`."""
    if kind not in kinds():
        raise _unknown_kind(kind)
    kind = _SAME_DATA.get(kind, kind)
    if folder.suffix.casefold() in {".xlsx", ".yaml", ".yml", ".json"} and not folder.exists():
        message = gettext(N_("“{name}” เป็นชื่อไฟล์ ไม่ใช่ชื่อโฟลเดอร์")).format(name=folder)
        raise UsageError(message, gettext(N_("ระบุชื่อโฟลเดอร์ เช่น {name}")).format(name=folder.stem))
    try:
        _refuse_to_overwrite(folder)
    except OSError as error:
        raise _not_written(folder, error) from None
    if xlsx:
        return _all_or_nothing(folder, {Path(WORKBOOK): partial(_write_workbook, kind)})
    files = sorted(path for path in (_FILES / kind).rglob("*.yaml"))
    return _all_or_nothing(folder, {path.relative_to(_FILES / kind): _copier(path) for path in files})


def _unknown_kind(kind: str) -> UsageError:
    near = get_close_matches(kind, kinds(), n=1) or kinds()
    message = gettext(N_("ไม่มีชุดข้อมูลตั้งต้นของเอกสารชนิด “{kind}”")).format(kind=kind)
    return UsageError(message, gettext(N_("ใช้ได้: {kinds}")).format(kinds=", ".join(near)))


def _refuse_to_overwrite(folder: Path) -> None:
    """Refuse a folder that holds a dataset, or anything under a name that a dataset uses.

    A second dataset beside the first would not be read, or mix with it.
    """
    from pipeline.sources.parts import parts
    from pipeline.sources.suffixes import ROOT, SUFFIXES

    if not folder.exists():
        return
    if not folder.is_dir():
        message = gettext(N_("“{name}” เป็นไฟล์ ไม่ใช่โฟลเดอร์")).format(name=folder)
        raise UsageError(message, gettext(N_("เลือกโฟลเดอร์ใหม่หรือโฟลเดอร์ว่าง")))
    stems = {ROOT, *parts()}
    for name in sorted(path.name for path in folder.iterdir()):
        stem, dot, suffix = name.casefold().rpartition(".")
        taken = f".{suffix}" in SUFFIXES and stem in stems if dot else suffix in stems
        if taken or (suffix in {"xlsx", "xlsm"} and not name.startswith("~$")):
            message = gettext(N_("ในโฟลเดอร์นี้มี “{name}” อยู่แล้ว จึงไม่เขียนทับ")).format(name=folder / name)
            raise UsageError(message, gettext(N_("เลือกโฟลเดอร์ใหม่หรือโฟลเดอร์ว่าง")))


def _write_workbook(kind: str, path: Path) -> None:
    from pipeline.sources.workbook.write import write_workbook

    write_workbook(None, path, kind)


def _copier(source: Path) -> Callable[[Path], None]:
    def copy(path: Path) -> None:
        with path.open("xb") as file:
            file.write(source.read_bytes())

    return copy


def _all_or_nothing(folder: Path, files: dict[Path, Callable[[Path], None]]) -> list[Path]:
    """Write the files; where one fails, those before it and the folders made for them go again."""
    written: list[Path] = []
    made: list[Path] = []
    try:
        for relative, put in files.items():
            _make_folders((folder / relative).parent, made)
            _put(folder / relative, put, written)
    except FileExistsError as error:
        _undo(written, made)
        message = gettext(N_("มี “{name}” อยู่แล้ว จึงไม่เขียนทับ")).format(name=error.filename or folder)
        raise UsageError(message, gettext(N_("เลือกโฟลเดอร์ใหม่หรือโฟลเดอร์ว่าง"))) from None
    except OSError as error:
        _undo(written, made)
        raise _not_written(folder, error) from None
    except BaseException:
        _undo(written, made)
        raise
    return written


def _put(path: Path, put: Callable[[Path], None], written: list[Path]) -> None:
    """Write one file and remember it, also one that is only half written; never one that was there before."""
    try:
        put(path)
    except FileExistsError:
        raise
    except BaseException:
        written.append(path)
        raise
    written.append(path)


def _make_folders(folder: Path, made: list[Path]) -> None:
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        path.mkdir(exist_ok=True)
        made.append(path)


def _undo(written: Iterable[Path], made: Iterable[Path]) -> None:
    with suppress(OSError):
        for path in written:
            path.unlink(missing_ok=True)
        for path in reversed(list(made)):
            path.rmdir()


def _not_written(folder: Path, error: OSError) -> SarabanError:
    forbidden = isinstance(error, PermissionError)
    reason = gettext(N_("ไม่มีสิทธิ์เขียน")) if forbidden else error.strerror or type(error).__name__
    message = gettext(N_("เขียนลงใน “{name}” ไม่ได้: {reason}")).format(name=folder, reason=reason)
    return UsageError(message, gettext(N_("เลือกโฟลเดอร์อื่นที่เขียนได้")))
