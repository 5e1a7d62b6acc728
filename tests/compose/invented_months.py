"""Offices of any size with reports up to June 2026, for documents of a month. All of it is made up by counting."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.model import (
    Agency,
    Alignment,
    Dataset,
    Month,
    OnPlan,
    OnTarget,
    Paragraph,
    ProgressReport,
    Project,
    RichText,
    Step,
    StrategyLevel,
    StrategyNode,
    Unit,
)
from pipeline.monitoring import Occasion, Overall, follow_up, month_figures

if TYPE_CHECKING:
    from collections.abc import Sequence

JUNE = Month(year=2026, month=6)
OCCASION = Occasion(JUNE, dt.date(2026, 7, 5))
DIVISIONS = ("กองยุทธศาสตร์และประเมินผล", "กองส่งเสริมคุณภาพสิ่งแวดล้อมและอนามัย", "กองโยธา", "สำนักงานเลขานุการ")
_MONTHS = (10, 11, 12, 1, 2, 3, 4, 5, 6)
_WHOLE_YEAR = (Step(name="ทั้งปี", weight=Decimal(100), start=Month(year=2025, month=10), end=Month(year=2026, month=9)),)
_DONE = RichText(blocks=(Paragraph(text="ดำเนินการตามขั้นตอนแล้ว"),))


def large_office(
    projects: int, divisions: int, *, code: int = 77000000, name: str = "สำนักใหญ่สมมุติ กรุงเทพมหานคร", strategies: int = 8
) -> Dataset:
    """An office whose projects run ahead and behind by their number; some have no budget, no strategy, no report."""
    return Dataset(
        fiscal_year=2569,
        agency=Agency(name=name, short_name=f"สญ.{code % 100}", code=str(code)),
        units=tuple(Unit(id=f"u{no}", name=f"{DIVISIONS[no % 4]} {no + 1}") for no in range(divisions)),
        strategy=tuple(
            StrategyNode(code=str(no), level=StrategyLevel.STRATEGY, name=f"มหานครที่ {no} ปลอดภัยและเอื้ออาทรสำหรับทุกคน")
            for no in range(1, strategies + 1)
        ),
        projects=tuple(_project(code, no, divisions, strategies) for no in range(1, projects + 1)),
    )


def _project(code: int, no: int, divisions: int, strategies: int) -> Project:
    return Project(
        code=f"{code}-{no:04d}",
        name=f"โครงการพัฒนาศักยภาพและเพิ่มประสิทธิภาพการให้บริการประชาชนในพื้นที่นำร่องระยะที่ {no} ปีงบประมาณ พ.ศ. 2569",
        start=dt.date(2025, 10, 1),
        end=(dt.date(2026, 9, 30), dt.date(2026, 5, 31), dt.date(2026, 7, 5))[no % 3],
        unit=f"u{no % divisions}",
        budget_received=None if no % 11 == 0 else Decimal(1_000_000 * (no % 37) + no),
        steps=_WHOLE_YEAR,
        alignments=() if no % 17 == 0 else (Alignment(node=str(no % strategies + 1)),),
        reports=() if no % 13 == 0 else tuple(_report(no, place, month) for place, month in enumerate(_MONTHS, 1)),
    )


def _report(no: int, place: int, month: int) -> ProgressReport:
    return ProgressReport(
        no=place,
        date=dt.date(2025 if month >= _MONTHS[0] else 2026, month, 5 + no % 20),
        narrative=_DONE,
        progress=Decimal(min(100, place * (4 + no % 10))),
        disbursed=Decimal((no * 7919 + place * 104729) % 300_000_000) / 100,
        on_plan=OnPlan.ON_PLAN,
        on_target=(OnTarget.ON_TARGET, OnTarget.BELOW)[no % 2],
    )


def together(datasets: Sequence[Dataset], occasion: Occasion = OCCASION) -> Overall:
    """The month of several agencies."""
    return Overall(
        name="เมืองสมมุติ",
        fiscal_year=2569,
        occasion=occasion,
        figures=tuple(month_figures(one, occasion.month, today=occasion.day) for one in datasets),
        follow_ups=tuple(follow_up(one, occasion.month, today=occasion.day) for one in datasets),
    )
