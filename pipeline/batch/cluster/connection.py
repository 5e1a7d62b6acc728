"""A connection to a dask scheduler, and all that may be wrong with it in words of our own.

Pickled Python travels over this connection, both ways: whoever reaches the scheduler's port can run programs on each of
its machines. Keep it on the loopback interface or on a network of its own, or let it speak TLS with certificates of
your own (``dask scheduler --protocol tls --tls-ca-file … --tls-cert … --tls-key …``, the same for workers; here the
files are named in dask's configuration, ``distributed.comm.tls`` and ``distributed.comm.require-encryption``).
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
import warnings
from typing import TYPE_CHECKING, Any

from pipeline.batch.cluster.chunk import METADATA, at_work, do_chunk
from pipeline.batch.cluster.fit import Machine, complaints, machine
from pipeline.errors import EnvironmentLacksError, UsageError
from pipeline.messages import N_, gettext

if TYPE_CHECKING:
    from collections.abc import Iterable
    from concurrent.futures import Future
    from pathlib import Path

_RPC_SECONDS = 30.0
"""How long the scheduler may take for a short answer."""

_END_SECONDS = 5.0
"""How long workers may take to end what was cancelled: a child gets two seconds."""

_CONNECT_SECONDS = 10.0
"""How long the scheduler may take for its first answer."""

_NO_ADDRESS = N_("ยังไม่ได้ระบุที่อยู่ของ dask scheduler")
_BAD_ADDRESS = N_("ที่อยู่ของ dask scheduler ไม่ถูกต้อง: {address}")
_HOW_TO_START = N_(
    "สั่ง dask scheduler --host <เครื่องนี้> บนเครื่องหนึ่ง สั่ง dask worker tcp://<เครื่องนั้น>:8786 --nthreads 1 --memory-limit 0 "
    "บนทุกเครื่องที่ช่วยทำ แล้วระบุ --scheduler tcp://<เครื่องนั้น>:8786"
)
_NOT_INSTALLED = N_("ยังไม่ได้ติดตั้งส่วนที่ใช้ทำงานหลายเครื่อง (dask)")
_INSTALL = N_("ติดตั้งด้วย: pip install 'saraban[dask]'")
_UNREACHABLE = N_("ติดต่อ dask scheduler ที่ {address} ไม่ได้")
_NO_TLS = N_("ใบรับรอง TLS ของ dask บนเครื่องนี้ใช้กับ {address} ไม่ได้: {reason}")
_NO_TLS_REMEDY = N_("ระบุใบรับรองใน ~/.config/dask/distributed.yaml (distributed.comm.tls) และใช้ที่อยู่ tls://…")
_LOST = N_("ขาดการติดต่อกับ dask scheduler ที่ {address} ระหว่างทำงาน")
_LOST_REMEDY = N_("เริ่ม dask scheduler และ dask worker ใหม่ แล้วสั่งใหม่อีกครั้ง เอกสารที่เสร็จแล้วจะไม่ทำซ้ำ")
_NO_WORKERS = N_("ไม่มี dask worker เชื่อมต่อกับ {address} มา {seconds:g} วินาทีแล้ว")
_NO_WORKERS_REMEDY = N_("สั่ง dask worker {address} --nthreads 1 --memory-limit 0 บนเครื่องที่ช่วยทำ แล้วสั่งใหม่อีกครั้ง")
_UNFIT = N_("เครื่องที่ช่วยทำไม่ตรงกับเครื่องนี้ จึงอาจได้เอกสารไม่เหมือนกัน:\n{complaints}")
_UNFIT_REMEDY = N_("ติดตั้ง saraban และส่วนประกอบรุ่นเดียวกันทุกเครื่อง ใช้ที่เก็บไฟล์ร่วมที่มีชื่อเดียวกันทุกเครื่อง แล้วเริ่ม dask worker ใหม่")
_BROKEN = N_("dask ทำงานต่อไม่ได้: {reason}")
_LACKS = N_("เครื่อง {host} ยังไม่มีโปรแกรม saraban: {reason}")
_LACKS_REMEDY = N_("ติดตั้งบนเครื่องนั้นด้วย pip install 'saraban[dask]' รุ่นเดียวกัน แล้วเริ่ม dask ใหม่")


class ClusterError(EnvironmentLacksError):
    """The cluster is not there, is not fit for the work, or is there no more. What was made stays made."""


def given(address: str | None) -> str:
    """The address, where there is one.

    Raises:
        UsageError: there is none; tells how to start a cluster.
    """
    if not address:
        raise UsageError(gettext(_NO_ADDRESS), gettext(_HOW_TO_START))
    return address


class Cluster:
    """A scheduler with workers that are fit for the work.

    Args:
        address: of the scheduler, such as ``tcp://host:8786`` or ``tls://host:8786``.
        must_see: paths on storage that all machines share.
        patience: seconds to wait for a scheduler, and for a worker while there is none.

    Raises:
        UsageError: there is no address, or it is none.
        EnvironmentLacksError: ``dask`` is not installed here.
        ClusterError: nobody answers there, or a machine has other versions.
    """

    def __init__(self, address: str | None, must_see: tuple[Path, ...] = (), patience: float = 60.0) -> None:
        self.address = given(address)
        self.patience = patience
        self._must_see = must_see
        self._client = self._connected()
        self._workers_seen = self._asked = time.monotonic()
        self.threads = 1
        try:
            self._await_workers()
            self._examine()
        except BaseException:
            self.close()
            raise
        # Never pure: equal arguments would be taken for the same task, and done once. What is tried again, and how
        # often, is decided here.
        self._executor = self._client.get_executor(pure=False, retries=0)

    def close(self) -> None:
        """Leave the cluster; what it is doing for us ends."""
        self._client.close(timeout=_RPC_SECONDS)

    def submit(self, chunk: bytes) -> Future[bytes]:
        """Have a pickled chunk done."""
        submitted: Future[bytes] = self._executor.submit(do_chunk, chunk)
        return submitted

    def end(self, run: str, futures: Iterable[Future[bytes]]) -> None:
        """End a run: cancel what is being done, and wait a while until nobody writes for it any more."""
        cancelled = [future.cancel() for future in futures]
        if self._client.status != "running":
            return
        with contextlib.suppress(OSError, TimeoutError):  # a scheduler that is gone has forgotten
            until = time.monotonic() + _END_SECONDS
            while any(cancelled) and time.monotonic() < until and self._are_at_work(run):
                time.sleep(0.1)
            remember = self._client.scheduler.set_metadata
            self._client.sync(remember, keys=[METADATA, run], value=None, callback_timeout=_RPC_SECONDS)

    def _are_at_work(self, run: str) -> bool:
        answers = self._client.run(at_work, run, on_error="ignore", callback_timeout=_END_SECONDS)
        return any(answers.values())

    def look(self) -> None:
        """See whether the scheduler and workers are still there; asks at most once a second.

        Raises:
            ClusterError: the scheduler is gone, or there were no workers for too long.
        """
        now = time.monotonic()
        if self._client.status != "running":
            raise self.lost()
        if now - self._asked < 1:
            return
        threads = self._count_threads()
        self._asked = time.monotonic()
        if threads:
            self.threads, self._workers_seen = threads, self._asked
        elif self._asked - self._workers_seen > self.patience:
            raise self._no_workers()

    def lost(self) -> ClusterError:
        """The error that the scheduler is gone."""
        return ClusterError(gettext(_LOST).format(address=self.address), gettext(_LOST_REMEDY))

    def broken(self, error: BaseException) -> ClusterError:
        """The error that dask could not have a chunk done at all."""
        return ClusterError(gettext(_BROKEN).format(reason=error), gettext(_LACKS_REMEDY))

    @property
    def machine(self) -> Machine:
        """What workers are compared with."""
        return machine()

    @property
    def must_see(self) -> tuple[Path, ...]:
        """Paths that workers have to see."""
        return self._must_see

    def _connected(self) -> Any:  # noqa: ANN401 - of a library without types
        try:
            from distributed import Client
        except ImportError as error:
            raise EnvironmentLacksError(gettext(_NOT_INSTALLED), gettext(_INSTALL)) from error
        for name in ("distributed", "distributed.client"):
            # What goes wrong is told in our words, as an error; here it would be told twice.
            logging.getLogger(name).setLevel(logging.CRITICAL)
        seconds = min(self.patience, _CONNECT_SECONDS)
        try:
            asyncio.run(_greet(self.address, seconds))
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # other versions are looked at, and told, below
                return Client(self.address, timeout=seconds, set_as_default=False)
        except (OSError, TimeoutError) as error:
            message = gettext(_UNREACHABLE).format(address=self.address)
            raise ClusterError(message, gettext(_HOW_TO_START)) from error
        except (TypeError, RuntimeError) as error:  # so says dask that certificates, or tls://, are asked for
            message = gettext(_NO_TLS).format(address=self.address, reason=error)
            raise ClusterError(message, gettext(_NO_TLS_REMEDY)) from error
        except ValueError as error:
            message = gettext(_BAD_ADDRESS).format(address=self.address)
            raise UsageError(message, gettext(_HOW_TO_START)) from error

    def _count_threads(self) -> int:
        try:
            by_worker = self._client.nthreads(callback_timeout=_RPC_SECONDS)
        except (OSError, TimeoutError) as error:
            raise self.lost() from error
        return sum(by_worker.values())

    def _await_workers(self) -> None:
        while not (threads := self._count_threads()):
            if time.monotonic() - self._workers_seen > self.patience:
                raise self._no_workers()
            time.sleep(0.2)
        self.threads = threads

    def _no_workers(self) -> ClusterError:
        message = gettext(_NO_WORKERS).format(address=self.address, seconds=self.patience)
        return ClusterError(message, gettext(_NO_WORKERS_REMEDY).format(address=self.address))

    def _examine(self) -> None:
        """Compare all that is there with this process. Those that come later are compared before their first chunk."""
        try:
            self._client.run_on_scheduler(machine)
        except Exception as error:
            raise _lacking(self.address, error) from error
        found: list[str] = []
        for address, answer in sorted(self._client.run(machine, self._must_see, on_error="return").items()):
            if isinstance(answer, Exception):
                raise _lacking(address, answer) from answer
            found += [line for line in complaints(self.machine, answer) if line not in found]
        if found:
            raise unfit(found)


async def _greet(address: str, seconds: float) -> None:
    """See whether a scheduler answers. A client waits for ever where something listens that says nothing.

    Raises:
        OSError: nobody answers, or it is no scheduler.
        TimeoutError: whoever listens there says nothing.
        ValueError: this is no address.
    """
    from distributed import Security
    from distributed.core import rpc

    async with rpc(address, timeout=seconds, connection_args=Security().get_connection_args("client")) as there:
        identity = await asyncio.wait_for(there.identity(), seconds)
    if identity.get("type") != "Scheduler":
        raise ConnectionRefusedError(address)


def unfit(found: list[str]) -> ClusterError:
    """The error that machines differ, by what :func:`pipeline.batch.cluster.fit.complaints` says."""
    return ClusterError(gettext(_UNFIT).format(complaints="\n".join(found)), gettext(_UNFIT_REMEDY))


def _lacking(address: str, error: Exception) -> ClusterError:
    return ClusterError(gettext(_LACKS).format(host=address, reason=error), gettext(_LACKS_REMEDY))
