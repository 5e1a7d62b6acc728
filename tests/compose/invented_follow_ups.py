"""Offices of the fiscal year 2569 for monthly documents, in which everything goes wrong that is followed up."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from pipeline.model import (
    Agency,
    Dataset,
    Evaluation,
    EvaluationIndicator,
    EvaluationResult,
    Indicator,
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
    Target,
    Unit,
)

JUNE = Month(year=2026, month=6)
THE_10TH, THE_25TH = dt.date(2026, 6, 10), dt.date(2026, 6, 25)
UNITS = (
    Unit(id="north", name="กองแผนเมืองสมมุติ"),
    Unit(id="maps", name="กลุ่มงานแผนที่", parent="north"),
    Unit(id="south", name="กองงานคลองสมมุติ"),
    Unit(id="quiet", name="กองที่เรียบร้อยดี"),
)
PEOPLE = (
    Person(id="malee", name="นางมาลี สมมุติ", position="หัวหน้ากลุ่มงานที่แต่งขึ้น", unit="maps", phone="1459"),
    Person(id="wichai", name="นายวิชัย ลองเขียน", position="นักวิชาการทดลอง", unit="south", phone="โทร. 6901-2"),
)


def report(no: int, day: dt.date | None, **more: Any) -> ProgressReport:  # noqa: ANN401 - fields of a report
    """A complete report, unless a test takes something from it."""
    values: dict[str, Any] = {
        "narrative": RichText(blocks=(Paragraph(text="ดำเนินการตามแผนแล้ว"),)),
        "progress": Decimal(10),
        "disbursed": Decimal(0),
        "on_plan": OnPlan.ON_PLAN,
        "on_target": OnTarget.ON_TARGET,
    }
    return ProgressReport(no=no, date=day, **values | more)


def project(number: int, *reports: ProgressReport, **more: Any) -> Project:  # noqa: ANN401 - fields of a project
    """A project that lasts the whole fiscal year, of Malee's in the north."""
    values: dict[str, Any] = {
        "name": f"โครงการทดลองที่ {number}",
        "start": dt.date(2025, 10, 1),
        "end": dt.date(2026, 9, 30),
        "unit": "maps",
        "responsible": Party(person="malee"),
    }
    return Project(code=f"77000000-{number:04d}", reports=reports, **values | more)


def office(*projects: Project, **more: Any) -> Dataset:  # noqa: ANN401 - fields of a dataset
    """An office of three divisions."""
    values: dict[str, Any] = {
        "fiscal_year": 2569,
        "agency": Agency(name="สำนักติดตามสมมุติ", short_name="สตส."),
        "units": UNITS,
        "people": PEOPLE,
        "projects": projects,
    }
    return Dataset(**values | more)


def in_time(number: int, **more: Any) -> Project:  # noqa: ANN401 - fields of a project
    """A project that reported on 18 June."""
    return project(number, report(1, dt.date(2026, 6, 18)), **more)


def all_well() -> Dataset:
    """Two projects that reported in time."""
    return office(in_time(1), in_time(2, unit="south", responsible=Party(person="wichai")))


def troubled(**more: Any) -> Dataset:  # noqa: ANN401 - fields of a dataset
    """As known on 25 June: every concern that there is, and a division in which all is well."""
    south: dict[str, Any] = {"unit": "south", "responsible": Party(person="wichai")}
    return office(
        project(1, report(1, dt.date(2026, 5, 18))),
        project(2, report(1, dt.date(2026, 6, 23)), **south),
        project(3, report(1, dt.date(2026, 6, 18), progress=None, disbursed=None), **south),
        project(4, report(1, None), unit="maps", responsible=None),
        in_time(5, unit="quiet", responsible=None),
        **{
            "evaluation": Evaluation(),
            "evaluation_indicators": (
                EvaluationIndicator(id="F-1", dimension=1, name="ร้อยละของงานที่สมมุติ", units=("south", "north")),
                EvaluationIndicator(id="F-2", dimension=1, name="จำนวนจุดที่ทดลอง", units=("south",)),
            ),
            "evaluation_results": (
                EvaluationResult(
                    indicator="F-2",
                    quarters=tuple(
                        QuarterResult(quarter=quarter, value=Decimal(1), date=day)
                        for quarter, day in (
                            (1, dt.date(2025, 12, 1)),
                            (2, dt.date(2026, 3, 1)),
                            (3, dt.date(2026, 6, 24)),
                        )
                    ),
                ),
            ),
            "indicators": (Indicator(id="P-9", name="ร้อยละที่ไม่มีใครวัด", targets=(Target(year=2569, text="ร้อยละ 5"),)),),
        }
        | more,
    )


def crowd(count: int = 60) -> Dataset:
    """So many projects without a report, of two people in turns; names of one line to four."""
    parts = ("โครงการปรับปรุงทางเดินเท้าและพื้นที่สาธารณะริมคลอง", "เพื่อให้ผู้อยู่อาศัยทุกวัยใช้ร่วมกันอย่างปลอดภัย", "ในย่านที่แต่งขึ้น")
    people: tuple[dict[str, Any], ...] = ({}, {"unit": "south", "responsible": Party(person="wichai")})
    return office(
        *(
            project(number, name=f"{''.join(parts[: number % 3 + 1])} แห่งที่ {number}", **people[number % 2])
            for number in range(1, count + 1)
        )
    )
