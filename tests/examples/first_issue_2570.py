"""The first issue of the example's plan of 2570: what was different before the revision.

``python tests/examples/first_issue_2570.py`` writes it anew as ``examples/city-lab-2570-first-issue.xlsx``.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any, TypeVar

from pipeline.bundled import bundled_folder
from pipeline.model import (
    Dataset,
    Indicator,
    Month,
    Paragraph,
    PlanBook,
    Project,
    ProjectKind,
    Record,
    RichText,
    Step,
    Target,
)
from pipeline.sources import load, write_workbook

FOLDER = bundled_folder("examples") / "city-lab-2570"
WORKBOOK = FOLDER.parent / "city-lab-2570-first-issue.xlsx"

ADDED = "88000000-0002"
"""The project that the revision brought, with its indicator M-02."""
DROPPED = "88000000-0021"
"""The project that the revision took out."""

AnyRecord = TypeVar("AnyRecord", bound=Record)


def first_issue() -> Dataset:
    """The dataset as it was at the beginning of the fiscal year."""
    revised = load(FOLDER)
    return changed(
        revised,
        as_of=dt.date(2026, 10, 1),
        plan_book=_book(revised),
        indicators=tuple(
            _with_target(indicator, {"O-02": "ร้อยละ 75", "M-14": "14 หน่วยงาน"})
            for indicator in revised.indicators
            if indicator.id != "M-02"
        ),
        projects=(*(_project(project) for project in revised.projects if project.code != ADDED), _dropped()),
        baseline=tuple(
            changed(item, budget=Decimal(130_000)) if item.budget == Decimal(148_500) else item
            for item in revised.baseline
        ),
    )


def changed(record: AnyRecord, **values: Any) -> AnyRecord:  # noqa: ANN401 - values of any field
    """A copy of a record, checked like one that was read."""
    return type(record).model_validate({name: getattr(record, name) for name in type(record).model_fields} | values)


def _book(revised: Dataset) -> PlanBook:
    book = revised.plan_book
    assert book is not None
    assert book.preface is not None
    thanks = Paragraph(
        text="สำนักขอขอบคุณทุกชุมชนที่ยอมให้เมืองทดลองหน้าบ้านของตน และหวังว่าแผนฉบับนี้จะทำให้การทดลองทุกเรื่องคุ้มกับความไว้วางใจนั้น"
    )
    preface = RichText(blocks=(*book.preface.blocks[:-1], thanks))
    return changed(book, version=None, seal=f"{FOLDER.name}/{book.seal}", preface=preface)


def _with_target(indicator: Indicator, lower: dict[str, str]) -> Indicator:
    if indicator.id not in lower:
        return indicator
    *before, last = indicator.targets
    return changed(indicator, targets=(*before, Target(year=last.year, text=lower[indicator.id])))


def _project(project: Project) -> Project:
    if project.code == "88000000-0001":
        return changed(project, budget=Decimal(11_500_000))
    if project.code == "88000000-0013":
        return changed(project, budget=Decimal(8_450_000))
    if project.code == "88000000-0012":
        return changed(project, funding=None, budget_source="กทม.")
    return project


def _dropped() -> Project:
    return Project(
        code=DROPPED,
        name="โครงการประกวดภาพถ่ายร้านอาหารริมคลอง",
        kind=ProjectKind.STRATEGIC,
        fiscal_year=2570,
        start=dt.date(2027, 1, 1),
        end=dt.date(2027, 3, 31),
        budget=Decimal(150_000),
        budget_source="กทม.",
        priority=19,
        measure="1.2.1.1.2",
        indicator="M-07",
        unit="water",
        steps=(
            Step(name="ประกาศและรับภาพถ่าย", weight=Decimal(60), start=_month(1), end=_month(2)),
            Step(name="ตัดสินและจัดแสดง", weight=Decimal(40), start=_month(3), end=_month(3)),
        ),
    )


def _month(month: int) -> Month:
    return Month(year=2027, month=month)


if __name__ == "__main__":
    write_workbook(first_issue(), WORKBOOK)
