"""Small offices made in Python, and any number of odd ones for the properties that hold for all."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from pipeline.model import (
    Agency,
    Alignment,
    Dataset,
    EvaluationIndicator,
    EvaluationResult,
    Month,
    OnPlan,
    OnTarget,
    Paragraph,
    Party,
    Person,
    ProgressReport,
    Project,
    QuarterResult,
    RichText,
    Step,
    StrategyLevel,
    StrategyNode,
    Unit,
)

DONE = RichText(blocks=(Paragraph(text="ดำเนินการตามขั้นตอนแล้ว"),))
UNITS = (
    Unit(id="north", name="กองเหนือ"),
    Unit(id="maps", name="กลุ่มงานแผนที่", parent="north"),
    Unit(id="south", name="กองใต้"),
)
PEOPLE = (
    Person(id="malee", name="นางมาลี สมมุติ", position="หัวหน้ากลุ่มงาน", unit="maps", phone="1459"),
    Person(id="wichai", name="นายวิชัย สมมุติ", position="นักวิชาการ", unit="south", phone="โทร. 6901-2"),
)
STRATEGY = (
    StrategyNode(code="1", level=StrategyLevel.STRATEGY, name="เมืองร่มรื่น"),
    StrategyNode(code="1.1", level=StrategyLevel.DIMENSION, name="ต้นไม้ริมทาง"),
    StrategyNode(code="2", level=StrategyLevel.STRATEGY, name="เมืองเดินได้"),
)


def month(year: int, number: int) -> Month:
    """A month of a CE year."""
    return Month(year=year, month=number)


def report(
    no: int,
    day: dt.date | None,
    progress: int | None = 10,
    disbursed: int | Decimal | None = 0,
    **more: Any,  # noqa: ANN401 - fields of a report
) -> ProgressReport:
    """A complete report, unless a test takes something from it."""
    values: dict[str, Any] = {"narrative": DONE, "on_plan": OnPlan.ON_PLAN, "on_target": OnTarget.ON_TARGET, **more}
    return ProgressReport(
        no=no,
        date=day,
        progress=None if progress is None else Decimal(progress),
        disbursed=None if disbursed is None else Decimal(disbursed),
        **values,
    )


def project(number: int, *reports: ProgressReport, **more: Any) -> Project:  # noqa: ANN401 - fields of a project
    """A project of the fiscal year 2569 (October 2025 to September 2026) that lasts the whole year."""
    values: dict[str, Any] = {
        "start": dt.date(2025, 10, 1),
        "end": dt.date(2026, 9, 30),
        "unit": "maps",
        "responsible": Party(person="malee"),
        **more,
    }
    return Project(code=f"77000000-{number:04d}", name=f"โครงการทดลองที่ {number}", reports=reports, **values)


def step(weight: int, first: Month, last: Month) -> Step:
    """A step of the work."""
    return Step(name="ขั้นตอนทดลอง", weight=Decimal(weight), start=first, end=last)


def whole_year() -> tuple[Step, ...]:
    """A plan of equal months over the fiscal year 2569."""
    return (step(100, month(2025, 10), month(2026, 9)),)


def office(*projects: Project, **more: Any) -> Dataset:  # noqa: ANN401 - fields of a dataset
    """An office of two divisions."""
    values: dict[str, Any] = {
        "fiscal_year": 2569,
        "agency": Agency(name="สำนักทดลองติดตาม", code="77000000"),
        "units": UNITS,
        "people": PEOPLE,
        "strategy": STRATEGY,
        "projects": projects,
        **more,
    }
    return Dataset(**values)


DAYS = st.dates(dt.date(2023, 9, 1), dt.date(2027, 3, 31))
MONTHS = DAYS.map(lambda day: month(day.year, day.month))
_PERCENT = st.none() | st.integers(0, 110).map(Decimal)
_BAHT = st.none() | st.integers(0, 10**9).map(lambda satang: Decimal(satang) / 100)
_PARTIES = st.none() | st.sampled_from(
    (Party(person="malee"), Party(person="wichai", phone="1160"), Party(unit="south"), Party(name="นางสาวใหม่ สมมุติ"))
)


@st.composite
def _reports(draw: st.DrawFn) -> tuple[ProgressReport, ...]:
    days = draw(st.lists(st.none() | DAYS, max_size=6))
    return tuple(
        ProgressReport(
            no=no,
            date=day,
            narrative=draw(st.none() | st.just(DONE)),
            progress=draw(_PERCENT),
            disbursed=draw(_BAHT),
            on_plan=draw(st.none() | st.sampled_from(OnPlan)),
            on_target=draw(st.none() | st.sampled_from(OnTarget)),
        )
        for no, day in enumerate(days, 1)
    )


@st.composite
def _projects(draw: st.DrawFn, number: int) -> Project:
    months = draw(st.lists(st.tuples(MONTHS, MONTHS, st.integers(0, 100)), max_size=3))
    alignment = draw(st.none() | st.sampled_from((Alignment(node="1.1"), Alignment(strategy="ด้านอื่น"))))
    return project(
        number,
        *draw(_reports()),
        start=draw(st.none() | DAYS),
        end=draw(st.none() | DAYS),
        unit=draw(st.none() | st.sampled_from(("maps", "south", "nowhere"))),
        responsible=draw(_PARTIES),
        budget_received=draw(_BAHT),
        budget_spent=draw(_BAHT),
        steps=tuple(step(weight, first, last) for first, last, weight in months),
        alignments=() if alignment is None else (alignment,),
    )


@st.composite
def _indicators(draw: st.DrawFn) -> dict[str, Any]:
    ids = [f"K-{number}" for number in range(1, draw(st.integers(0, 3)) + 1)]
    results = []
    for id_ in ids:
        told = draw(st.lists(st.integers(1, 4), unique=True))
        quarters = tuple(
            QuarterResult(quarter=no, value=draw(st.none() | st.just(Decimal(1))), date=draw(st.none() | DAYS))
            for no in told
        )
        results.append(EvaluationResult(indicator=id_, quarters=quarters, level=draw(st.none() | st.just(Decimal(5)))))
    indicators = tuple(
        EvaluationIndicator(
            id=id_, dimension=1, name=id_, units=draw(st.sampled_from(((), ("maps",), ("south", "maps"))))
        )
        for id_ in ids
    )
    return {"evaluation_indicators": indicators, "evaluation_results": tuple(results)}


@st.composite
def offices(draw: st.DrawFn) -> Dataset:
    """An office with any projects and indicators, among them nonsense such as a project that ends before it starts."""
    count = draw(st.integers(0, 5))
    projects = [draw(_projects(number)) for number in range(1, count + 1)]
    return office(*projects, **draw(_indicators()))
