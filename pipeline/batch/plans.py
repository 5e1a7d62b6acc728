"""The plans of all sources: remembered where nothing has changed, else made anew by processes that read the data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.batch.inputs import source_digest, terms_digest
from pipeline.batch.known.digest import Digest
from pipeline.batch.known.surroundings import Surroundings
from pipeline.batch.orders import ALL, SourceFacts, SourcePlan
from pipeline.batch.overall import kinds_over_all, overall_of
from pipeline.batch.planrecord import from_text, to_text
from pipeline.batch.pool.limited import Task
from pipeline.batch.retrying import outcomes
from pipeline.batch.work import figures_of, plan_overall, plan_source
from pipeline.messages import N_, gettext
from pipeline.monitoring import chat_text_all
from pipeline.run.plan import month_stem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.batch.known.store import Store
    from pipeline.batch.ledger import Ledger
    from pipeline.batch.orders import Source, Terms
    from pipeline.batch.overall import Figures
    from pipeline.batch.results import BatchListener
    from pipeline.batch.retrying import Executor
    from pipeline.monitoring import Overall

_TOO_FEW = N_("ไม่ได้สร้างเอกสารภาพรวมทุกหน่วยงาน เพราะข้อมูลที่ใช้ได้มีไม่ถึงสองหน่วยงาน")
_TWICE = N_("{agency} มีชุดข้อมูล {count} ชุด ({names}) ภาพรวมทุกหน่วยงานนับรวมทุกชุด หากเป็นสำเนาของชุดเดียวกันให้เหลือไว้ชุดเดียว")
_MOST_TOLD = 5
_NO_OVERALL = N_("สร้างเอกสารภาพรวมทุกหน่วยงานไม่ได้: {reason}")


class Plans:
    """Plans every source, and all agencies together.

    Args:
        sources: the datasets.
        terms: what the batch is asked for.
        store: remembers plans.
        ledger: learns all plans.
        listener: is told of each.
    """

    def __init__(
        self, sources: Sequence[Source], terms: Terms, store: Store, ledger: Ledger, listener: BatchListener
    ) -> None:
        self._sources = {source.id: source for source in sources}
        self._terms = terms
        self._store = store
        self._ledger = ledger
        self._listener = listener
        self._month = month_stem(terms.month)
        self._marks: dict[str, str] = {}
        self._figures: dict[str, Figures] = {}
        self._overall: Overall | None = None
        self._over_all = len(sources) > 1 and bool(kinds_over_all(terms))

    def make(self, pool: Executor) -> None:
        """Plan all; the ledger has the plans."""
        mark = terms_digest(self._terms, Surroundings(self._terms.choices.templates))
        changed: list[Task] = []
        for source in self._sources.values():
            plan = self._remembered(source.id, mark)
            if plan is None:
                work = (source, self._terms, self._over_all)
                changed.append(Task(source.id, plan_source, work, source.id))
            else:
                self._take(source.id, plan, known=True)
        for outcome in outcomes(pool, changed):
            plan = outcome.value
            if outcome.cause is not None:
                told = f"{outcome.cause.message} {outcome.cause.remedy}".rstrip()
                plan = SourcePlan(SourceFacts("", 0, refused=(told,)))
            self._learn(outcome.key, plan, mark)
        self._in_order()
        if self._over_all and len(self._sound()) > 1:
            self._tell_agencies_counted_twice()
            self._plan_overall(pool, mark)
        elif self._over_all and self._refused():
            self._ledger.notes.append(gettext(_TOO_FEW))

    def overall(self, pool: Executor) -> Overall:
        """The figures of all agencies; read now where nobody needed them before.

        Raises:
            LookupError: the data of one cannot be read now.
        """
        if self._overall is None:
            missing = [source for source in self._sound() if source.id not in self._figures]
            tasks = [Task(source.id, figures_of, (source, self._terms), source.id) for source in missing]
            for outcome in outcomes(pool, tasks):
                if outcome.cause is not None:
                    raise LookupError(f"{outcome.key}: {outcome.cause.message}")
                self._figures[outcome.key] = outcome.value
            found = [self._figures[source.id] for source in self._sound()]
            self._overall = overall_of(self._terms, found, self._refused())
        return self._overall

    def host(self, source: str) -> Source:
        """The source itself; for all agencies the one in whose house style their documents are."""
        return self._sound()[0] if source == ALL else self._sources[source]

    def _remembered(self, source: str, mark: str) -> SourcePlan | None:
        """The plan of the last time, where nothing that it was made from has changed."""
        known = self._store.remembered(self._month, source)
        plan = from_text(known[1]) if known else None
        self._marks[source] = source_digest(self._sources[source], mark, plan.facts.assets if plan else ())
        return plan if known and known[0] == self._marks[source] else None

    def _learn(self, source: str, plan: SourcePlan, mark: str) -> None:
        """A new plan. One that was refused is not remembered: its data is looked at every time."""
        if plan.figures is not None and plan.follow_up is not None:
            self._figures[source] = (plan.figures, plan.follow_up)
        if not plan.facts.refused:
            if plan.facts.assets:
                self._marks[source] = source_digest(self._sources[source], mark, plan.facts.assets)
            self._store.remember(self._month, source, self._marks[source], to_text(plan))
        self._take(source, plan, known=False)

    def _take(self, source: str, plan: SourcePlan, *, known: bool) -> None:
        # Figures are kept apart: the ledger would hold them to the end.
        self._ledger.plans[source] = SourcePlan(plan.facts, plan.documents)
        self._listener.source_planned(source, plan.facts, known=known)

    def _in_order(self) -> None:
        """The ledger in the order of the sources, whatever was planned first."""
        plans = dict(self._ledger.plans)
        self._ledger.plans.clear()
        self._ledger.plans.update((source, plans[source]) for source in self._sources)

    def _sound(self) -> list[Source]:
        """The sources whose figures can be told together."""
        facts = {name: plan.facts for name, plan in self._ledger.plans.items()}
        return [
            source
            for source in self._sources.values()
            if not facts[source.id].refused and not facts[source.id].other_year
        ]

    def _tell_agencies_counted_twice(self) -> None:
        """A copy that lies beside the data (``parks - Copy.xlsx``) would double every sum over all agencies."""
        by_agency: dict[str, list[str]] = {}
        for source in self._sound():
            by_agency.setdefault(" ".join(self._ledger.plans[source.id].facts.agency.split()), []).append(source.id)
        twice = [(agency, found) for agency, found in by_agency.items() if len(found) > 1]
        for agency, found in twice[:_MOST_TOLD]:
            names = " · ".join((*found[:_MOST_TOLD], *(["…"] if len(found) > _MOST_TOLD else [])))
            self._ledger.notes.append(gettext(_TWICE).format(agency=agency, count=f"{len(found):,}", names=names))

    def _refused(self) -> list[str]:
        plans = self._ledger.plans
        return [plans[name].facts.agency or name for name in self._sources if plans[name].facts.refused]

    def _plan_overall(self, pool: Executor, mark: str) -> None:
        digest = Digest()
        digest.add(mark, *(self._marks[source.id] for source in self._sound()), *self._refused())
        known = self._store.remembered(self._month, ALL)
        plan = from_text(known[1]) if known and known[0] == digest.text() else None
        if plan is None:
            try:
                plan = self._new_overall(pool)
            except LookupError as error:
                self._ledger.notes.append(gettext(_NO_OVERALL).format(reason=error))
                self._ledger.incomplete = True
                return
            self._store.remember(self._month, ALL, digest.text(), to_text(plan))
        self._ledger.plans[ALL] = plan

    def _new_overall(self, pool: Executor) -> SourcePlan:
        overall = self.overall(pool)
        facts = SourceFacts(
            overall.name, overall.fiscal_year, chat=chat_text_all(overall.follow_ups, without=overall.without)
        )
        work: tuple[Any, ...] = (self.host(ALL), self._terms, overall)
        for outcome in outcomes(pool, [Task(ALL, plan_overall, work, self.host(ALL).id)]):
            if outcome.cause is not None:
                raise LookupError(outcome.cause.message)
            return SourcePlan(facts, outcome.value)
        raise LookupError(ALL)
