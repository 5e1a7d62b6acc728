"""One run at a time in an output folder."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from pipeline.errors import ExitCode, OutputLockedError
from pipeline.run.lock import LOCK_NAME, FolderLock, Owner

if TYPE_CHECKING:
    from pathlib import Path

_HOLDER = """
import sys, time
from pathlib import Path
from pipeline.run.lock import FolderLock
with FolderLock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def _holder(folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(folder)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_run_is_refused_and_told_who_holds_the_folder(tmp_path: Path) -> None:
    with _holder(tmp_path) as first:
        with pytest.raises(OutputLockedError) as told, FolderLock(tmp_path):
            pass
        first.kill()

    assert told.value.exit_code is ExitCode.LOCKED
    assert str(first.pid) in told.value.message
    assert socket.gethostname() in told.value.message


def test_a_killed_run_does_not_keep_the_folder(tmp_path: Path) -> None:
    with _holder(tmp_path) as first:
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
    assert (tmp_path / LOCK_NAME).exists()

    with FolderLock(tmp_path):
        owner = Owner.from_text((tmp_path / LOCK_NAME).read_text())

    assert owner is not None
    assert owner.pid == os.getpid()
    assert not (tmp_path / LOCK_NAME).exists()


def test_the_lock_is_let_go_of_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), FolderLock(tmp_path):
        raise RuntimeError

    with FolderLock(tmp_path):
        assert (tmp_path / LOCK_NAME).exists()


def test_a_torn_record_is_no_owner() -> None:
    for text in ("", "{", "[]", '{"host": "a"}', json.dumps({"host": "a", "pid": "x", "born": None, "since": ""})):
        assert Owner.from_text(text) is None


def test_an_owner_whose_process_ended_or_was_born_later_is_not_alive() -> None:
    me = Owner.myself()
    with subprocess.Popen([sys.executable, "-c", ""]) as child:
        child.wait()
    ended = Owner(me.host, child.pid, None, me.since)
    reused = Owner(me.host, os.getppid(), "1-not-its-birth", me.since)

    assert me.is_alive(age=10**6)
    assert not ended.is_alive(age=0)
    assert not reused.is_alive(age=0)


def test_an_owner_on_another_machine_counts_for_half_an_hour() -> None:
    elsewhere = Owner("another-machine", 1, None, "")

    assert elsewhere.is_alive(age=29 * 60)
    assert not elsewhere.is_alive(age=31 * 60)
