"""A cluster with certificates, as the README tells people to start one on a network that others use too."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import dask
import distributed  # noqa: F401 - has its configuration read before some of it is set
import pytest
import trustme

from pipeline.batch.cluster.connection import ClusterError
from pipeline.batch.cluster.pool import DaskPool
from pipeline.batch.pool.limited import Task
from tests.batch import limited_tasks as tasks
from tests.batch.dask_commands import cluster_in

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes of POSIX")


def certificates(folder: Path) -> tuple[str, str, str]:
    """An authority's certificate, and one with its key that it gave to the machines of a cluster."""
    folder.mkdir()
    authority = trustme.CA()
    given = authority.issue_cert("127.0.0.1")
    files = folder / "ca.pem", folder / "cert.pem", folder / "key.pem"
    authority.cert_pem.write_to_path(files[0])
    for pem in given.cert_chain_pems:
        pem.write_to_path(files[1], append=True)
    given.private_key_pem.write_to_path(files[2])
    return str(files[0]), str(files[1]), str(files[2])


def configuration(files: tuple[str, str, str]) -> dict[str, object]:
    """What dask's configuration has to say on the machine of the coordinator."""
    ca, cert, key = files
    return {
        "distributed.comm.tls.ca-file": ca,
        "distributed.comm.tls.client.cert": cert,
        "distributed.comm.tls.client.key": key,
        "distributed.comm.require-encryption": True,
    }


def test_only_who_has_a_certificate_of_the_authority_gets_work_done(tmp_path: Path) -> None:
    ours, theirs = certificates(tmp_path / "ours"), certificates(tmp_path / "theirs")
    ca, cert, key = ours
    options = ("--protocol", "tls", "--tls-ca-file", ca, "--tls-cert", cert, "--tls-key", key)
    with cluster_in(tmp_path / "dask", *options) as cluster:
        assert cluster.address.startswith("tls://")
        cluster.add_workers()
        with dask.config.set(configuration(ours)), DaskPool(cluster.address) as pool:
            assert [one.value for one in pool.run([Task("", tasks.square, (7,))])] == [49]

        address = cluster.address
        in_the_open = address.replace("tls://", "tcp://")
        for configured, asked in ((theirs, address), (ours, in_the_open)):
            with dask.config.set(configuration(configured)), pytest.raises(ClusterError, match=asked):
                DaskPool(asked, patience=3)
        for asked in (address, in_the_open):
            with pytest.raises(ClusterError, match=asked):
                DaskPool(asked, patience=3)
