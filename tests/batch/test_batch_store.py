"""What is done is kept from run to run, whatever happens to the file, the disk, the clock or another run."""

from __future__ import annotations

import datetime as dt
import errno
import os
import signal
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.batch.causes import KILLED, RAISED, REFUSED, Cause, cause_of
from pipeline.batch.known.records import DocumentKey, State
from pipeline.batch.known.store import STORE_NAME, Store, StoreError
from pipeline.batch.orders import FileMade
from pipeline.errors import OutputLockedError, UsageError
from pipeline.run.files import FolderError
from pipeline.run.lock import FolderLock

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NOON = dt.datetime(2026, 6, 20, 12, tzinfo=dt.UTC)
SHA = "ab" * 32


def key(number: int = 1, form: str = "pdf", source: str = "กองสนาม") -> DocumentKey:
    code = f"88000000-{number:04}"
    return DocumentKey("2569-06", source, "progress-form", code, form, f"แบบรายงาน {code}.{form}")


def made(size: int) -> FileMade:
    return FileMade("pdf", "แบบรายงาน.pdf", SHA, size, changed=17, pages=2)


def clock(*hours: float) -> Callable[[], dt.datetime]:
    """Tells noon plus these hours, one after the other, then the last for ever."""
    times = [NOON + dt.timedelta(hours=hour) for hour in hours]
    return lambda: times.pop(0) if len(times) > 1 else times[0]


def make(store: Store, *keys: DocumentKey, fingerprint: str = "one") -> None:
    store.plan([(found, fingerprint) for found in keys])
    store.begin(keys)
    store.done([(found, made(1234)) for found in keys])


def test_what_is_done_is_known_in_the_next_run(tmp_path: Path) -> None:
    with Store(tmp_path, clock=clock(0, 0.5), program="9.9") as store:
        make(store, key())
    with Store(tmp_path) as store:
        found = store.get(key())

        assert found is not None
        assert found.key == key()
        assert (found.state, found.sha256, found.size, found.attempts) == (State.DONE, SHA, 1234, 1)
        assert (found.changed, found.pages) == (17, 2)
        assert (found.started, found.finished) == (NOON, NOON + dt.timedelta(minutes=30))
        assert found.program == "9.9"
        assert found.is_done_as("one")
        assert not found.is_done_as("two")
        assert store.get(key(2)) is None
        assert store.set_aside is None


def test_a_document_planned_again_still_knows_the_file_that_there_is(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        make(store, key())
        store.plan([(key(), "two")])
        found = store.get(key())

    assert found is not None
    assert (found.state, found.wanted, found.fingerprint, found.sha256) == (State.PLANNED, "two", "one", SHA)
    assert not found.is_done_as("two")


def test_attempts_are_counted_for_one_fingerprint(tmp_path: Path) -> None:
    def attempts() -> int:
        found = store.get(key())
        assert found is not None
        return found.attempts

    with Store(tmp_path) as store:
        for expected in (1, 2, 3):
            store.plan([(key(), "one")])
            store.begin([key()])
            store.failed([(key(), Cause(KILLED, "หยุดกลางคัน", transient=True))])
            assert attempts() == expected
        store.plan([(key(), "two")])
        assert attempts() == 0


def test_a_failure_is_kept_with_its_cause_until_the_document_succeeds(tmp_path: Path) -> None:
    cause = Cause(REFUSED, "ไม่มีอักษร ‘ꙮ’ ในแบบอักษร\udc80", transient=False, trace="is not kept")
    with Store(tmp_path) as store:
        store.plan([(key(), "one")])
        store.begin([key()])
        store.failed([(key(), cause)])
    with Store(tmp_path) as store:
        found = store.get(key())
        assert found is not None
        assert found.state is State.FAILED
        assert found.cause == Cause(REFUSED, "ไม่มีอักษร ‘ꙮ’ ในแบบอักษร\\udc80")
        make(store, key())
        found = store.get(key())
        assert found is not None
        assert found.cause is None


def test_a_killed_run_leaves_its_documents_planned_and_its_finished_ones_done(tmp_path: Path) -> None:
    program = """
import os, signal, sys
from pathlib import Path
from pipeline.batch.orders import FileMade
from pipeline.batch.known.records import DocumentKey
from pipeline.batch.known.store import Store
keys = [DocumentKey("m", "s", "k", str(number), "pdf", f"{number}.pdf") for number in range(3)]
with Store(Path(sys.argv[1])) as store:
    store.plan([(key, "one") for key in keys])
    store.begin(keys[:2])
    store.done([(keys[0], FileMade("pdf", "0.pdf", "ff", 7, 1, 1))])
    os.kill(os.getpid(), signal.SIGKILL)
"""
    ended = subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False)
    assert ended.returncode == -signal.SIGKILL

    with Store(tmp_path) as store:
        states = [found.state for found in store.records()]
        assert store.set_aside is None

    assert states == [State.DONE, State.PLANNED, State.PLANNED]


def test_a_second_run_is_refused_while_the_first_holds_the_store(tmp_path: Path) -> None:
    with Store(tmp_path) as first:
        make(first, key())
        with pytest.raises(OutputLockedError) as told, Store(tmp_path):
            pass
        assert str(os.getpid()) in told.value.message

        make(first, key(2))
        assert first.counts()[State.DONE] == 2


def test_a_store_that_another_program_holds_open_is_neither_read_nor_set_aside(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        make(store, key())
    other = sqlite3.connect(tmp_path / STORE_NAME, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(OutputLockedError, match="ถูกเปิดใช้อยู่"), Store(tmp_path):
        pass
    other.execute("ROLLBACK")
    other.close()

    with Store(tmp_path) as store:
        assert store.set_aside is None
        assert store.counts()[State.DONE] == 1


def test_the_lock_is_given_back_also_when_the_store_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / STORE_NAME).mkdir()
    with pytest.raises(StoreError), Store(tmp_path):
        pass
    with FolderLock(tmp_path):
        pass


def _filled(folder: Path) -> bytes:
    with Store(folder) as store:
        make(store, *(key(number) for number in range(200)))
    return (folder / STORE_NAME).read_bytes()


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda whole: whole[: len(whole) // 2], id="torn"),
        pytest.param(lambda whole: whole[:50], id="only the head's beginning"),
        pytest.param(lambda whole: os.urandom(len(whole)), id="noise"),
        pytest.param(lambda _: "บันทึกประจำวัน".encode() * 500, id="some text"),
        pytest.param(lambda whole: whole[:4096] + b"\0" * (len(whole) - 4096), id="zeros behind the first page"),
        pytest.param(lambda whole: whole[:8192] + b"\xff" * 4096 + whole[12288:], id="one page lost"),
    ],
)
def test_a_damaged_store_is_set_aside_and_begun_anew(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    damaged = damage(_filled(tmp_path))
    (tmp_path / STORE_NAME).write_bytes(damaged)

    with Store(tmp_path) as store:
        aside = store.set_aside
        assert list(store.records()) == []
        make(store, key())
    with Store(tmp_path) as store:
        assert store.set_aside is None
        assert store.counts()[State.DONE] == 1

    assert aside is not None
    assert len(aside.read_bytes()) == len(damaged)


def test_damaged_stores_do_not_overwrite_each_other(tmp_path: Path) -> None:
    found = []
    for number in range(3):
        (tmp_path / STORE_NAME).write_bytes(f"no store {number}".encode() * 100)
        with Store(tmp_path) as store:
            found.append(store.set_aside)

    assert len(set(found)) == 3
    assert [path.read_bytes()[:10] for path in found if path] == [b"no store 0", b"no store 1", b"no store 2"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_damage_whatever_ends_in_a_traceback(tmp_path: Path, data: st.DataObject) -> None:
    whole = bytearray(_filled(tmp_path))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(whole) - 1))
        piece = data.draw(st.binary(min_size=1, max_size=64))
        whole[start : start + len(piece)] = piece
    (tmp_path / STORE_NAME).write_bytes(whole[: data.draw(st.sampled_from([len(whole), len(whole) // 3, 4096, 0]))])
    try:
        with Store(tmp_path) as store:
            for found in store.records():
                assert found.state in State
            make(store, key(7777))
            again = store.get(key(7777))
            assert again is not None
            assert again.state is State.DONE
    except StoreError:
        pass  # a sentence for the planner
    finally:
        for path in tmp_path.iterdir():
            path.unlink()


def test_a_table_whose_definition_lost_a_letter_is_set_aside(tmp_path: Path) -> None:
    whole = _filled(tmp_path)
    assert whole.count(b"CREATE TABLE documents") == 1
    (tmp_path / STORE_NAME).write_bytes(whole.replace(b"CREATE TABLE documents", b"CREATE TABL\x80 documents"))

    with Store(tmp_path) as store:
        assert store.set_aside is not None
        assert list(store.records()) == []


def test_a_database_of_another_program_is_set_aside_whole(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / STORE_NAME)
    other.execute("CREATE TABLE documents (name TEXT)")
    other.execute("INSERT INTO documents VALUES ('ของคนอื่น')")
    other.commit()
    other.close()

    with Store(tmp_path) as store:
        aside = store.set_aside

    assert aside is not None
    again = sqlite3.connect(aside)
    assert again.execute("SELECT name FROM documents").fetchall() == [("ของคนอื่น",)]
    again.close()


def test_the_store_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    _filled(tmp_path)
    newer = sqlite3.connect(tmp_path / STORE_NAME)
    newer.execute("PRAGMA user_version = 2")
    newer.close()

    with pytest.raises(StoreError, match="รุ่นใหม่กว่า"), Store(tmp_path):
        pass

    kept = sqlite3.connect(tmp_path / STORE_NAME)
    assert kept.execute("SELECT count(*) FROM documents").fetchone() == (200,)
    kept.close()


def test_a_clock_that_goes_back_changes_nothing_but_times(tmp_path: Path) -> None:
    with Store(tmp_path, clock=clock(0, -48)) as store:
        make(store, key())
    with Store(tmp_path, clock=clock(-9999)) as store:
        first = store.get(key())
        make(store, key(2))
        second = store.get(key(2))

    assert first is not None
    assert second is not None
    assert first.is_done_as("one")
    assert first.started == first.finished == NOON
    assert second.is_done_as("one")


def test_times_are_kept_in_utc_wherever_the_machine_is(tmp_path: Path) -> None:
    bangkok = dt.timezone(dt.timedelta(hours=7))
    with Store(tmp_path, clock=lambda: dt.datetime(2026, 6, 20, 19, tzinfo=bangkok)) as store:
        make(store, key())
        found = store.get(key())

    assert found is not None
    assert found.finished == NOON
    assert found.finished.utcoffset() == dt.timedelta(0)


def test_a_full_disk_is_told_and_what_was_done_before_stays(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        make(store, key())
        pages = store._base.execute("PRAGMA page_count").fetchone()[0]
        store._base.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError, match="full"):
            store.plan([(key(number), "x" * 50) for number in range(500)])
        assert [found.key for found in store.records()] == [key()]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes of POSIX")
def test_a_pipe_or_a_link_in_the_place_of_the_store_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / STORE_NAME)
    with pytest.raises(StoreError), Store(tmp_path):
        pass
    (tmp_path / STORE_NAME).unlink()
    (tmp_path / STORE_NAME).symlink_to(tmp_path / "elsewhere.db")
    with pytest.raises(StoreError), Store(tmp_path):
        pass

    assert not (tmp_path / "elsewhere.db").exists()


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(UsageError), Store(tmp_path / "out"):
        pass


def test_the_records_of_one_source_are_read_alone_in_order(tmp_path: Path) -> None:
    wanted = [key(number, form, "ข") for number in (1, 2) for form in ("docx", "pdf")]
    with Store(tmp_path) as store:
        make(store, *reversed(wanted), key(1, source="ก"))
        store.forget([wanted[0]])

        assert [found.key for found in store.records("2569-06", "ข")] == wanted[1:]
        assert len(list(store.records())) == 4


def test_a_plan_is_remembered_for_each_month_and_source(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.remember("2569-06", "ก", "one", "{}")
        store.remember("2569-06", "ก", "two", "[]")
        store.remember("2569-07", "ก", "three", "{}")
    with Store(tmp_path) as store:
        assert store.remembered("2569-06", "ก") == ("two", "[]")
        assert store.remembered("2569-07", "ก") == ("three", "{}")
        assert store.remembered("2569-07", "ข") is None


def test_all_of_a_change_is_kept_or_nothing(tmp_path: Path) -> None:
    def half() -> list[tuple[DocumentKey, FileMade]]:
        return [(key(1), made(1)), (key(2), made(None))]  # type: ignore[arg-type]

    with Store(tmp_path) as store:
        store.plan([(key(1), "one"), (key(2), "one")])
        with pytest.raises(StoreError):
            store.done(half())
        assert store.counts()[State.PLANNED] == 2


def test_what_may_pass_by_itself_is_told_from_what_will_not() -> None:
    assert cause_of(OutputLockedError("เปิดอยู่ใน Word")).transient
    assert cause_of(OSError(errno.ESTALE, "stale")).transient
    assert not cause_of(OSError(errno.ENOSPC, "full")).transient
    assert not cause_of(FolderError("เต็ม")).transient
    assert cause_of(KeyError("x"), "Traceback …").id == RAISED
    assert cause_of(UsageError("ผิด")) == Cause(REFUSED, "ผิด")
