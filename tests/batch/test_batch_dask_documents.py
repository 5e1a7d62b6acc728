"""Documents made on a cluster are those made here, byte for byte, also when a worker is lost in the middle."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from pipeline.batch.cluster.pool import Chunking, DaskPool
from pipeline.batch.coordinator import batch
from pipeline.batch.pool.limited import Task
from pipeline.batch.results import BatchListener, Fate
from pipeline.model import Month
from tests.batch import limited_tasks as tasks
from tests.batch.agencies import write_agencies
from tests.batch.dask_commands import ROOT, cluster_in

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pipeline.batch.orders import FileMade, PlannedDocument

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes of POSIX")
JUNE = Month(year=2026, month=6)


class Killer(BatchListener):
    """Kills a worker after the first documents."""

    def __init__(self, worker: int) -> None:
        self._worker = worker
        self.seen = 0

    def made(self, document: PlannedDocument, files: Sequence[FileMade], seconds: float) -> None:  # noqa: ARG002
        self.seen += 1
        if self.seen == 2:
            os.kill(self._worker, signal.SIGKILL)


def made_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def test_a_cluster_that_loses_a_worker_makes_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sources = tmp_path / "agencies"
    write_agencies(sources, 1, 5)
    shutil.copytree(ROOT / "examples" / "one-project-2569", sources / "one-project-2569")
    here, there = tmp_path / "here", tmp_path / "there"
    local = batch([sources], month=JUNE, kinds=["progress-form"], out=here, jobs=2)
    with cluster_in(tmp_path / "dask") as cluster:
        cluster.add_workers("--nworkers", "2")
        with DaskPool(cluster.address, chunking=Chunking(first=1)) as pool:
            (first,) = pool.run([Task("", tasks.parent)])
        killer = Killer(first.value)
        monkeypatch.chdir(tmp_path)  # where no worker works: relative paths are ours all the same
        far = batch(
            ["agencies"],
            month=JUNE,
            kinds=["progress-form"],
            out="there",
            executor="dask",
            scheduler=cluster.address,
            listener=killer,
        )

    assert far.counts == local.counts
    assert far.counts[Fate.MADE] == killer.seen == 6
    assert len(made_in(here)) >= 12
    assert made_in(there) == made_in(here)
