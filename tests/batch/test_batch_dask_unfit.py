"""What may be wrong with a cluster is told in a sentence with a remedy: before the work, or as soon as it happens."""

from __future__ import annotations

import os
import signal
import socket
import sys
from typing import TYPE_CHECKING

import pytest

from pipeline.batch.cluster import fit as daskfit
from pipeline.batch.cluster.connection import ClusterError
from pipeline.batch.cluster.fit import PROGRAM, Machine, complaints, machine
from pipeline.batch.cluster.pool import Chunking, DaskPool
from pipeline.batch.pool.limited import Limits, Task
from pipeline.errors import EnvironmentLacksError, ExitCode, UsageError
from tests.batch import limited_tasks as tasks
from tests.batch.dask_commands import Cluster, cluster_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes of POSIX")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler and one worker that nobody starts again."""
    with cluster_in(tmp_path_factory.mktemp("dask")) as started:
        started.add_workers("--no-nanny")
        yield started


def test_without_an_address_it_is_told_how_to_start_a_cluster() -> None:
    with pytest.raises(UsageError, match="dask scheduler") as told:
        DaskPool(None)

    assert "dask worker" in told.value.remedy
    assert "--scheduler tcp://" in told.value.remedy


@pytest.mark.parametrize("address", ["nonsense://here", "tcp://", "tcp://127.0.0.1:many"])
def test_an_address_that_is_none_is_told(address: str) -> None:
    with pytest.raises((UsageError, ClusterError), match=address) as told:
        DaskPool(address, patience=1)
    assert "dask scheduler" in told.value.remedy


def test_a_scheduler_that_does_not_answer_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        address = f"tcp://127.0.0.1:{nobody.getsockname()[1]}"
        with pytest.raises(ClusterError, match=address):
            DaskPool(address, patience=1)
    with pytest.raises(ClusterError, match=address) as told:
        DaskPool(address, patience=1)

    assert "dask scheduler" in told.value.remedy
    assert told.value.exit_code == ExitCode.ENVIRONMENT
    assert capfd.readouterr() == ("", "")


def test_without_dask_it_is_told_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)

    with pytest.raises(EnvironmentLacksError) as told:
        DaskPool("tcp://127.0.0.1:8786")
    assert "saraban[dask]" in told.value.remedy


def test_other_versions_are_refused_by_name(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    here = machine()
    # The worker answers for itself: it is this process that says something else.
    monkeypatch.setattr(daskfit, "versions", lambda: {**here.versions, "weasyprint": "1.2.3", "Pango": ""})

    with pytest.raises(ClusterError) as told:
        DaskPool(cluster.address)
    assert f"weasyprint: เครื่องนี้ 1.2.3 แต่ {here.host} {here.versions['weasyprint']}" in told.value.message
    assert f"Pango: เครื่องนี้ ไม่มี แต่ {here.host}" in told.value.message
    assert told.value.exit_code == ExitCode.ENVIRONMENT


def test_a_worker_with_other_versions_that_comes_later_gets_no_work(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    here = machine()
    with DaskPool(cluster.address) as pool:
        monkeypatch.setattr(daskfit, "versions", lambda: {**here.versions, "lxml": "1"})
        with pytest.raises(ClusterError, match=f"lxml: เครื่องนี้ 1 แต่ {here.host}"):
            list(pool.run([Task(1, tasks.note, (str(tmp_path / "noted"),))]))

    assert not (tmp_path / "noted").exists()


def test_a_program_with_other_files_is_no_other_version_but_told() -> None:
    here = machine()
    other = Machine("desk-7", {**here.versions, PROGRAM: "0"})

    assert complaints(here, here) == []
    assert complaints(here, other) == ["ไฟล์ของโปรแกรม saraban บน desk-7 ไม่ตรงกับเครื่องนี้"]
    assert len(complaints(here, other._replace(versions={**other.versions, "saraban": "9"}))) == 1


def test_whoever_does_not_see_the_storage_gets_no_work(cluster: Cluster, tmp_path: Path) -> None:
    with DaskPool(cluster.address, must_see=[tmp_path]) as pool:
        assert next(pool.run([Task(1, tasks.square, (2,))])).value == 4
    with pytest.raises(ClusterError, match="nowhere"):
        DaskPool(cluster.address, must_see=[tmp_path, tmp_path / "nowhere"])


def test_a_worker_without_the_package_is_told(tmp_path: Path) -> None:
    with cluster_in(tmp_path) as bare:
        bare.add_workers("--no-nanny", without_us=True)
        with pytest.raises(ClusterError, match="pipeline") as told:
            DaskPool(bare.address)

    assert "saraban[dask]" in told.value.remedy


def test_a_cluster_without_workers_is_told_and_so_is_one_that_loses_them_all(tmp_path: Path) -> None:
    with cluster_in(tmp_path) as lonely:
        with pytest.raises(ClusterError, match="1 วินาที") as told:
            DaskPool(lonely.address, patience=1)
        assert f"dask worker {lonely.address}" in told.value.remedy

        lonely.add_workers("--no-nanny")
        with DaskPool(lonely.address, Limits(seconds=600), Chunking(first=1), patience=10) as pool:
            pool._cluster.patience = 1
            running = pool.run([Task(0, tasks.parent), Task(1, tasks.sleep_for_ever)])
            os.kill(next(running).value, signal.SIGKILL)
            with pytest.raises(ClusterError, match="1 วินาที"):
                next(running)


def test_a_scheduler_that_is_gone_in_the_middle_ends_the_run(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with cluster_in(tmp_path) as doomed:
        doomed.add_workers("--no-nanny")
        with DaskPool(doomed.address, Limits(seconds=600), Chunking(first=1)) as pool:
            running = pool.run([Task(0, tasks.pid), Task(1, tasks.sleep_for_ever)])
            assert next(running).value
            doomed.scheduler.kill()
            with pytest.raises(ClusterError, match=doomed.address) as told:
                next(running)

    assert "ไม่ทำซ้ำ" in told.value.remedy
    assert capfd.readouterr() == ("", "")
