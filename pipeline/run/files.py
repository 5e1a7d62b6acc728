"""Writing a file so that it is there whole or not at all, whatever happens meanwhile.

Bytes go to a temporary file in the target's own folder, are flushed to the disk, and take the target's name in
one step; then the folder itself is flushed. A run that is killed leaves the old file, or none, and at most a
hidden temporary one that :func:`sweep` removes at the next run.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from typing import TYPE_CHECKING

from pipeline.errors import EnvironmentLacksError, OutputLockedError, SarabanError, UsageError
from pipeline.messages import N_, gettext

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_PREFIX = ".saraban-"
_SUFFIX = ".tmp"
_NO_ROOM = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG}

_NOT_A_FILE = N_("เขียนทับ {path} ไม่ได้ เพราะไม่ใช่ไฟล์ธรรมดา")
_NOT_A_FILE_REMEDY = N_("ย้ายหรือเปลี่ยนชื่อสิ่งนั้น หรือเลือกโฟลเดอร์อื่นด้วย -o")
_IN_USE = N_("เขียน {path} ไม่ได้ เพราะไฟล์ถูกเปิดอยู่ในโปรแกรมอื่น เช่น Word หรือ Acrobat")
_IN_USE_REMEDY = N_("ปิดไฟล์นั้นแล้วสั่งใหม่อีกครั้ง")
_NO_ROOM_MESSAGE = N_("เนื้อที่ดิสก์ไม่พอสำหรับ {path}")
_NO_ROOM_REMEDY = N_("ลบไฟล์ที่ไม่ใช้ หรือเลือกโฟลเดอร์ในดิสก์อื่นด้วย -o")
_READ_ONLY = N_("เขียนลงโฟลเดอร์ {path} ไม่ได้ เพราะเป็นที่อ่านได้อย่างเดียว")
_NOT_ALLOWED = N_("ไม่มีสิทธิ์เขียนลงโฟลเดอร์ {path}")
_ELSEWHERE_REMEDY = N_("เลือกโฟลเดอร์อื่นด้วย -o")
_NOT_A_FOLDER = N_("{path} ไม่ใช่โฟลเดอร์")
_FAILED = N_("เขียน {path} ไม่สำเร็จ: {reason}")


class TargetError(UsageError):
    """The target exists and is no regular file: a link, a folder, a pipe, a device."""


class FolderError(EnvironmentLacksError):
    """Nothing can be written to the folder: no room, read-only, no right. Further files would fail as well."""


def write_atomically(target: Path, data: bytes | Iterable[bytes]) -> None:
    """Make ``target`` hold exactly ``data``, all of it or the pieces of it one after the other.

    Raises:
        TargetError: the target is a symbolic link, a folder, a pipe or a device.
        OutputLockedError: the target is open in a program that forbids its replacement.
        FolderError: no room, read-only, no right to write in the folder, or any other failure of the disk.
    """
    _refuse_special(target)
    temporary = target.with_name(f"{_PREFIX}{secrets.token_hex(8)}{_SUFFIX}")
    try:
        _write_through(temporary, data)
        _take_name(temporary, target)
    except OSError as error:
        raise _as_saraban_error(error, target) from error
    finally:
        # After the rename there is nothing to remove; after a failure, or Ctrl-C, there is.
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def prepare_folder(folder: Path) -> None:
    """Make the output folder if need be.

    Raises:
        UsageError: a part of the path is a file.
        FolderError: the folder cannot be made here.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise UsageError(gettext(_NOT_A_FOLDER).format(path=folder), gettext(_ELSEWHERE_REMEDY)) from error
    except OSError as error:
        raise _as_saraban_error(error, folder / "_") from error


def sweep(folder: Path) -> None:
    """Remove what killed runs left in the folder. Call it only while holding the folder's lock."""
    for leftover in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
        with contextlib.suppress(OSError):
            leftover.unlink()


def _refuse_special(target: Path) -> None:
    """Never follow a link out of the folder, never block on a pipe, never write to a device."""
    try:
        mode = target.lstat().st_mode
    except OSError:
        return  # not there: what else may be wrong shows when writing
    if not stat.S_ISREG(mode):
        raise TargetError(gettext(_NOT_A_FILE).format(path=target), gettext(_NOT_A_FILE_REMEDY))


def _write_through(path: Path, data: bytes | Iterable[bytes]) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    # 0o666 less the umask: the rights of any new file, where tempfile would hide it from colleagues.
    descriptor = os.open(path, flags, 0o666)
    with os.fdopen(descriptor, "wb") as file:
        file.writelines((data,) if isinstance(data, bytes) else data)
        file.flush()
        os.fsync(file.fileno())


class _InUseError(OSError):
    """The name could not be taken although the folder is writable."""


def _take_name(temporary: Path, target: Path) -> None:
    try:
        os.replace(temporary, target)  # noqa: PTH105 - one system call, and named for what it does
    except PermissionError as error:
        # The folder took our temporary file, so it is the target that is held (Windows: open in Word).
        raise _InUseError(*error.args) from error
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        except OSError as error:
            if error.errno not in {errno.EINVAL, errno.ENOTSUP}:  # network drives that cannot do this
                raise
        finally:
            os.close(descriptor)


def _as_saraban_error(error: OSError, target: Path) -> SarabanError:
    folder = target.parent
    if isinstance(error, _InUseError):
        return OutputLockedError(gettext(_IN_USE).format(path=target), gettext(_IN_USE_REMEDY))
    if error.errno in _NO_ROOM:
        return FolderError(gettext(_NO_ROOM_MESSAGE).format(path=target), gettext(_NO_ROOM_REMEDY))
    if error.errno == errno.EROFS:
        return FolderError(gettext(_READ_ONLY).format(path=folder), gettext(_ELSEWHERE_REMEDY))
    if error.errno in {errno.EACCES, errno.EPERM}:
        return FolderError(gettext(_NOT_ALLOWED).format(path=folder), gettext(_ELSEWHERE_REMEDY))
    return FolderError(gettext(_FAILED).format(path=target, reason=error.strerror or error))
