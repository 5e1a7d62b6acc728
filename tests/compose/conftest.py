"""An invented office and its project, to be varied by the tests of this room."""

from __future__ import annotations

import datetime as dt
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pipeline import compose
from pipeline.bundled import bundled_folder
from pipeline.layout import lay_out
from pipeline.layout.faces import find_face
from pipeline.model import (
    Agency,
    Alignment,
    Dataset,
    House,
    ListBlock,
    ListItem,
    ListMarker,
    Month,
    OnPlan,
    OnTarget,
    Paragraph,
    Party,
    Person,
    ProgressReport,
    Project,
    RichText,
    Step,
    StrategyLevel,
    StrategyNode,
    Unit,
)

sys.path.insert(0, str(Path(__file__).resolve().parent))

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.compose import Composed
    from pipeline.layout.document import LaidOut
    from tests.compose.invented_plan import invented_plan
else:
    from invented_plan import invented_plan


def prose(*blocks: str | ListBlock) -> RichText:
    return RichText(blocks=tuple(Paragraph(text=block) if isinstance(block, str) else block for block in blocks))


def items(*texts: str, marker: str = "1.") -> ListBlock:
    return ListBlock(items=tuple(ListItem(text=text) for text in texts), marker=ListMarker(marker))


@pytest.fixture(scope="session")
def project() -> Project:
    return Project(
        code="88000000-0417",
        name="โครงการอบรมการเขียนหนังสือราชการ ปีงบประมาณ พ.ศ. 2570",
        fiscal_year=2569,
        start=dt.date(2025, 10, 1),
        end=dt.date(2026, 9, 29),
        budget_received=Decimal(214600),
        unit="group",
        responsible=Party(person="somsri"),
        coordinator=Party(name="นายมานะ ขยันยิ่ง", phone="6901-2"),
        rationale=prose("งานสารบรรณเป็นหัวใจของราชการ", "จึงเห็นควรจัดอบรมให้เจ้าหน้าที่ 40 คน"),
        objectives=prose(items("เพื่อให้เขียนถูกต้อง", "เพื่อให้อ่านง่าย")),
        targets=prose("เชิงปริมาณ", items("ผู้ผ่านการอบรม 40 คน")),
        alignments=(Alignment(node="7.3.1", indicator="ร้อยละของผู้ผ่านการอบรม"),),
        steps=(
            Step(name="เตรียม", weight=Decimal(40), start=Month(year=2025, month=10), end=Month(year=2026, month=1)),
            Step(name="อบรม", weight=Decimal(60), start=Month(year=2026, month=2), end=Month(year=2026, month=9)),
        ),
        reports=(
            ProgressReport(
                no=1,
                date=dt.date(2025, 10, 16),
                narrative=prose("อยู่ระหว่างจัดทำคำสั่ง"),
                progress=Decimal(1),
                disbursement_no=1,
                disbursed=Decimal(0),
                on_plan=OnPlan.ON_PLAN,
                on_target=OnTarget.ON_TARGET,
            ),
            ProgressReport(
                no=2,
                date=dt.date(2025, 11, 20),
                narrative=prose("จัดอบรมรุ่นที่ 1 แล้ว", items("เนื้อหา", "แบบฝึกหัด")),
                progress=Decimal("12.5"),
                disbursement_no=4,
                disbursed=Decimal("15250.75"),
                on_plan=OnPlan.AHEAD,
                on_target=OnTarget.ABOVE,
            ),
            ProgressReport(no=3),
        ),
    )


@pytest.fixture(scope="session")
def dataset(project: Project) -> Dataset:
    return Dataset(
        fiscal_year=2569,
        agency=Agency(name="สำนักทดลองงานสารบรรณ", short_name="สทส."),
        units=(
            Unit(id="division", name="กองเอกสารตัวอย่าง", short_name="กอต."),
            Unit(id="group", name="กลุ่มงานแม่แบบ", parent="division"),
        ),
        people=(Person(id="somsri", name="นางสาวสมศรี ตัวอย่างงาม", position="นักวิชาการ", phone="โทร. 1459"),),
        strategy=(
            StrategyNode(code="7", level=StrategyLevel.STRATEGY, name="การบริหารเมือง", name_en="Management"),
            StrategyNode(code="7.3", level=StrategyLevel.DIMENSION, name="บุคลากร"),
            StrategyNode(code="7.3.1", level=StrategyLevel.GOAL, name="บุคลากรเป็นมืออาชีพ"),
            StrategyNode(code="7.3.1.2", level=StrategyLevel.OBJECTIVE, name="เขียนดี"),
        ),
        projects=(project,),
    )


@pytest.fixture(scope="session")
def compose_form(dataset: Dataset, project: Project) -> Callable[..., Composed]:
    def compose_changed(
        *,
        digits: str = "as-given",
        picture: bool = True,
        house: House | None = None,
        units: tuple[str, str] | None = None,
        **changes: object,
    ) -> Composed:
        changed = project.model_copy(update=changes)
        named = dataset.units
        if units is not None:
            named = tuple(unit.model_copy(update={"name": name}) for unit, name in zip(named, units, strict=True))
        parts = {"projects": (changed,), "house": house or dataset.house, "units": named}
        fields = {name: getattr(dataset, name) for name in Dataset.model_fields} | parts
        whole = Dataset.model_construct(**fields)  # a copy would keep what the first one looked up
        return compose.render(whole, "progress-form", changed, digits=digits, face_scale=0.656, picture=picture)

    return compose_changed


@pytest.fixture(scope="session")
def lay_out_form(compose_form: Callable[..., Composed]) -> Callable[..., LaidOut]:
    def lay_out_changed(**changes: object) -> LaidOut:
        composed = compose_form(**changes)
        return lay_out(composed.html, base=bundled_folder("templates"), face=find_face(), protect=composed.protect)

    return lay_out_changed


@pytest.fixture(scope="session")
def plan() -> Dataset:
    """An invented office with a whole plan."""
    return invented_plan()


@pytest.fixture(scope="session")
def compose_book(plan: Dataset) -> Callable[..., Composed]:
    """The plan book of the invented office; ``book`` changes its plan book, other keywords the dataset.

    ``digits``, ``changes`` and ``assets`` are those of :func:`pipeline.compose.render`.
    """

    def compose_changed(*, book: dict[str, object] | None = None, **changes: object) -> Composed:
        options: dict[str, Any] = {
            name: changes.pop(name) for name in ("digits", "changes", "assets", "templates") if name in changes
        }
        if book is not None:
            assert plan.plan_book is not None
            changes["plan_book"] = plan.plan_book.model_copy(update=book)
        fields = {name: getattr(plan, name) for name in Dataset.model_fields} | changes
        whole = Dataset.model_construct(**fields)  # a copy would keep what the first one looked up
        return compose.render(whole, "plan-book", whole, face_scale=0.656, **options)

    return compose_changed
