"""A file is there whole or not at all, even if the process is killed at the worst moment."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING

import pytest

from pipeline.errors import EnvironmentLacksError
from pipeline.run.files import FolderError, TargetError, prepare_folder, sweep, write_atomically

if TYPE_CHECKING:
    from pathlib import Path

OLD, NEW = b"old" * 1000, b"new" * 100_000

# Every system call that writing makes; the child is killed just before, or just after, the n-th of them.
_KILLED_AT_A_CALL = textwrap.dedent(
    """
    import os, signal, sys
    from pathlib import Path
    from pipeline.run import files

    target, when, after = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "after"
    calls = 0

    def deadly(call):
        def wrapped(*args, **kwargs):
            global calls
            calls += 1
            if calls == when and not after:
                os.kill(os.getpid(), signal.SIGKILL)
            outcome = call(*args, **kwargs)
            if calls == when:
                os.kill(os.getpid(), signal.SIGKILL)
            return outcome
        return wrapped

    for name in ("open", "fsync", "replace", "close", "fdopen"):
        setattr(os, name, deadly(getattr(os, name)))
    files.write_atomically(target, b"new" * 100_000)
    print("finished")
    """
)


def _child(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("existing", [True, False], ids=["over an old file", "where no file was"])
def test_a_killed_run_leaves_the_old_file_or_the_new_one(tmp_path: Path, when: str, *, existing: bool) -> None:
    target = tmp_path / "รายงาน.pdf"
    killed = 0
    for call in range(1, 30):
        target.unlink(missing_ok=True)
        if existing:
            target.write_bytes(OLD)

        child = _child(_KILLED_AT_A_CALL, str(target), str(call), when)

        if child.stdout == "finished\n":
            break
        assert child.returncode == -signal.SIGKILL, child.stderr
        killed += 1
        content = target.read_bytes() if target.exists() else None
        assert content in ((OLD, NEW) if existing else (None, NEW))

    assert killed >= 5
    assert target.read_bytes() == NEW


def test_the_next_run_removes_what_a_killed_one_left(tmp_path: Path) -> None:
    _child(_KILLED_AT_A_CALL, str(tmp_path / "a.pdf"), "3", "before")
    assert list(tmp_path.iterdir()) != []

    sweep(tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_a_symbolic_link_is_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.txt"
    elsewhere.write_bytes(OLD)
    (tmp_path / "a.pdf").symlink_to(elsewhere)

    with pytest.raises(TargetError):
        write_atomically(tmp_path / "a.pdf", NEW)

    assert elsewhere.read_bytes() == OLD


def test_a_pipe_and_a_folder_are_no_targets(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    (tmp_path / "folder.pdf").mkdir()

    for name in ("pipe.pdf", "folder.pdf"):
        with pytest.raises(TargetError):
            write_atomically(tmp_path / name, NEW)


def test_a_device_is_no_target(tmp_path: Path) -> None:
    with pytest.raises(TargetError):
        write_atomically(tmp_path.__class__("/dev/null"), NEW)

    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)  # noqa: PTH116 - a device


_LIMITED = textwrap.dedent(
    """
    import resource, signal, sys
    from pathlib import Path
    from pipeline.run.files import FolderError, write_atomically

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
    try:
        write_atomically(Path(sys.argv[1]), b"new" * 100_000)
    except FolderError as error:
        print(error, "|", error.remedy)
    """
)


def test_no_room_on_the_disk_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(OLD)

    child = _child(_LIMITED, str(target))

    assert "เนื้อที่ดิสก์ไม่พอ" in child.stdout
    assert target.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [target]


_AS_NOBODY = textwrap.dedent(
    """
    import os, sys
    from pathlib import Path
    from pipeline.run.files import FolderError, write_atomically
    if os.geteuid() == 0:
        os.setuid(65534)
    try:
        write_atomically(Path(sys.argv[1]), b"new")
    except FolderError as error:
        print(error, "|", error.remedy)
    """
)


def test_a_folder_without_the_right_to_write_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    try:
        child = _child(_AS_NOBODY, str(tmp_path / "a.pdf"))
    finally:
        tmp_path.chmod(0o755)

    assert "สิทธิ์เขียน" in child.stdout, child.stderr
    assert "-o" in child.stdout


def test_a_file_in_the_way_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "build").write_bytes(b"")

    with pytest.raises(Exception, match="ไม่ใช่โฟลเดอร์"):
        prepare_folder(tmp_path / "build")


def test_a_folder_that_vanished_is_told(tmp_path: Path) -> None:
    with pytest.raises(FolderError) as told:
        write_atomically(tmp_path / "gone" / "a.pdf", NEW)

    assert isinstance(told.value, EnvironmentLacksError)


def test_a_new_file_has_the_rights_that_the_umask_leaves(tmp_path: Path) -> None:
    old = os.umask(0o022)
    try:
        write_atomically(tmp_path / "a.pdf", NEW)
    finally:
        os.umask(old)

    assert stat.S_IMODE((tmp_path / "a.pdf").stat().st_mode) == 0o644
