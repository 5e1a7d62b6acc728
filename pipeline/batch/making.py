"""What is not there yet, made: handed out, recorded as it ends, tried again where that may help."""

from __future__ import annotations

import os
from collections import Counter
from itertools import chain, groupby
from typing import TYPE_CHECKING

from pipeline.batch.causes import FOLDER, REFUSED, Cause
from pipeline.batch.comparing import Comparison, keys_of
from pipeline.batch.known.records import State
from pipeline.batch.orders import ALL, Order
from pipeline.batch.pool.limited import Task
from pipeline.batch.pool.supply import GroupedSupply
from pipeline.batch.results import Reason
from pipeline.batch.retrying import PAUSE, TRIES
from pipeline.batch.work import make_document
from pipeline.errors import SarabanError, UsageError
from pipeline.messages import N_, gettext
from pipeline.run.files import sweep
from pipeline.run.names import collisions
from pipeline.run.plan import month_stem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.batch.known.records import Record
    from pipeline.batch.known.store import Store
    from pipeline.batch.ledger import Ledger
    from pipeline.batch.orders import FileMade, PlannedDocument, Source, Terms
    from pipeline.batch.plans import Plans
    from pipeline.batch.pool.limited import Outcome
    from pipeline.batch.results import BatchListener, Planned
    from pipeline.batch.retrying import Executor
    from pipeline.monitoring import Overall

_COLLIDE = N_("เอกสารสองฉบับใช้ชื่อไฟล์เดียวกัน: {names}")
_COLLIDE_REMEDY = N_("เปลี่ยนชื่อโฟลเดอร์หรือไฟล์ของชุดข้อมูลให้ต่างกัน")
_FAIL_FAST = N_("หยุดหลังเอกสารแรกที่สร้างไม่สำเร็จ ตามที่สั่งด้วย --fail-fast")
_MOST_NAMES = 5


class Making:
    """Compares the plans with what is there, and makes the rest.

    Args:
        terms: what the batch is asked for.
        store: what is done.
        ledger: has the plans, and learns what becomes of each document.
        listener: is told how it goes.
        fail_fast: begin nothing more after the first document that fails.
    """

    def __init__(
        self, terms: Terms, store: Store, ledger: Ledger, listener: BatchListener, *, fail_fast: bool = False
    ) -> None:
        self._terms = terms
        self._store = store
        self._ledger = ledger
        self._listener = listener
        self._fail_fast = fail_fast
        self._month = month_stem(terms.month)

    def compare(self, *, only_failed: bool = False) -> list[Planned]:
        """What is to be made, in the order of the plans; the store learns it.

        Args:
            only_failed: leave what did not fail before as it is.

        Raises:
            UsageError: two documents would have the same file.
        """
        self._refuse_collisions()
        comparison = Comparison(self._terms.out)
        sources = self._ledger.plans
        found = [one for source in sources for one in self._judged(source, comparison, only_failed=only_failed)]
        self._store.touched(comparison.touched)
        chosen = [planned for planned in found if not only_failed or Reason.FAILED in planned.reasons]
        self._store.plan(
            (key, file.fingerprint)
            for planned in chosen
            for key, file in zip(keys_of(self._month, planned.document), planned.document.files, strict=True)
        )
        documents = sum(len(plan.documents) for plan in self._ledger.plans.values())
        reasons = Counter(reason for planned in chosen for reason in planned.reasons)
        self._listener.planned(len(chosen), documents - len(found), dict(reasons.most_common()))
        return chosen

    def run(self, pool: Executor, plans: Plans, chosen: Sequence[Planned]) -> None:
        """Make the documents."""
        self.sweep()  # first: it may make room
        supply = _Recording(self._groups(pool, plans, chosen), self)
        try:
            for outcome in pool.run(supply):
                self._ended(outcome, supply)
        except SarabanError as error:
            # The store, or the processes: nothing more can be done, but what is done can be told.
            self._ledger.stopped = f"{error.message} {error.remedy}".rstrip()

    def sweep(self) -> None:
        """Remove what was left half written, by runs that were killed and by processes of this one; call it twice."""
        folder = self._terms.out / self._month
        for own in (folder, *(folder / source for source in self._ledger.plans if source != ALL)):
            sweep(own)

    def begin(self, document: PlannedDocument) -> None:
        """A document is handed out."""
        attempt = self._ledger.begun(document)
        self._store.begin(keys_of(self._month, document))
        self._listener.started(document, attempt)

    def _judged(self, source: str, comparison: Comparison, *, only_failed: bool) -> Iterator[Planned]:
        """The documents of a source that are to be made; the ledger learns of all.

        But for those that a dry run would leave: it tells what would be made.
        """
        plan = self._ledger.plans[source]
        if plan.facts.refused:
            return
        records = {record.key.name: record for record in self._store.records(self._month, source)}
        for document in plan.documents:
            planned = comparison.judge(document, records)
            own = [records[file.name] for file in document.files if file.name in records]
            if planned.reasons:
                if not (only_failed and self._ledger.dry_run) or Reason.FAILED in planned.reasons:
                    self._ledger.to_make(planned)
                yield planned
            else:
                self._ledger.unchanged(planned, max(one.pages for one in own), sum(one.size for one in own))
        self._forget(source, records)

    def _forget(self, source: str, records: dict[str, Record]) -> None:
        """What nothing asks for any more; not what this call does not ask for.

        The files stay, and are told at each run until somebody has removed them.
        """
        planned = {file.name for document in self._ledger.plans[source].documents for file in document.files}
        formats = self._terms.choices.formats
        gone = [
            record
            for name, record in records.items()
            if name not in planned
            and record.key.kind in self._terms.kinds
            and (not formats or record.key.format in formats)
        ]
        out = self._terms.out
        left = [one.key for one in gone if one.state is State.DONE and os.path.lexists(out / one.key.name)]
        self._ledger.left_over += [key.name for key in left]
        kept = set(left)
        self._store.forget([one.key for one in gone if one.key not in kept])

    def _refuse_collisions(self) -> None:
        plans = self._ledger.plans.values()
        found = collisions(file.name for plan in plans for document in plan.documents for file in document.files)
        if found:
            names = " · ".join(" = ".join(group) for group in found[:_MOST_NAMES])
            raise UsageError(gettext(_COLLIDE).format(names=names), gettext(_COLLIDE_REMEDY))

    def _groups(self, pool: Executor, plans: Plans, chosen: Sequence[Planned]) -> GroupedSupply:
        """Tasks by source; those over all agencies last."""
        own = [planned.document for planned in chosen if planned.document.source != ALL]
        all_ = [planned.document for planned in chosen if planned.document.source == ALL]
        over_all: list[tuple[str, Iterator[Task]]] = []
        if all_:
            try:
                overall = plans.overall(pool)
            except LookupError as error:
                for document in all_:
                    self._ledger.failed(document, Cause(REFUSED, str(error)))
            else:
                over_all.append((ALL, self._tasks(plans.host(ALL), all_, overall)))
        by_source = groupby(own, key=lambda document: document.source)
        # Taken as processes become free: a hundred thousand tasks are never there at once.
        each = ((source, self._tasks(plans.host(source), list(documents))) for source, documents in by_source)
        return GroupedSupply(chain(each, over_all))

    def _tasks(
        self, host: Source, documents: Sequence[PlannedDocument], overall: Overall | None = None
    ) -> Iterator[Task]:
        for document in documents:
            order = Order(host, self._terms, document, overall)
            yield Task(document, make_document, (order,), document.source)

    def _ended(self, outcome: Outcome, supply: _Recording) -> None:
        document: PlannedDocument = outcome.key
        task = supply.ended(document)
        if outcome.cause is None:
            files: tuple[FileMade, ...] = outcome.value
            self._ledger.made(document, files)
            self._store.done(zip(keys_of(self._month, document), files, strict=True))
            self._listener.made(document, files, outcome.seconds)
            return
        attempts = self._ledger.attempts(document)
        again = outcome.cause.transient and attempts < TRIES and not self._ledger.stopped
        self._ledger.failed(document, outcome.cause)
        self._store.failed((key, outcome.cause) for key in keys_of(self._month, document))
        self._listener.failed(document, outcome.cause, again=again)
        if again:
            supply.put_back(task, after=PAUSE * attempts)
        elif outcome.cause.id == FOLDER:
            self._stop(supply, f"{outcome.cause.message} {outcome.cause.remedy}".rstrip())
        elif self._fail_fast:
            self._stop(supply, gettext(_FAIL_FAST))

    def _stop(self, supply: _Recording, why: str) -> None:
        self._ledger.stopped = self._ledger.stopped or why
        supply.stop()


class _Recording:
    """A supply that says what it hands out."""

    def __init__(self, supply: GroupedSupply, making: Making) -> None:
        self._supply = supply
        self._making = making
        self._under_way: dict[PlannedDocument, Task] = {}

    def next_for(self, group: str | None) -> Task | None:
        """See :class:`pipeline.batch.pool.supply.Supply`."""
        task = self._supply.next_for(group)
        if task is not None:
            self._under_way[task.key] = task
            self._making.begin(task.key)
        return task

    def left(self, most: int) -> int:
        """See :class:`pipeline.batch.pool.supply.Supply`."""
        return self._supply.left(most)

    def ended(self, document: PlannedDocument) -> Task:
        """The task of a document, which is not under way any more."""
        return self._under_way.pop(document)

    def put_back(self, task: Task, *, after: float) -> None:
        """Have a document made once more."""
        self._supply.put_back(task, after=after)

    def stop(self) -> None:
        """Hand nothing out any more."""
        self._supply.stop()
