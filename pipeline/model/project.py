"""Projects (โครงการ/กิจกรรม), their steps and their progress reports."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from pipeline.model.agency import Party
from pipeline.model.record import FiscalYear, Key, Line, Money, Percent, Record
from pipeline.model.richtext import RichText
from pipeline.model.signature import SignatureBlock
from pipeline.model.strategy import Alignment


class ProjectKind(StrEnum):
    """Kind of a project (ประเภทโครงการ)."""

    STRATEGIC = "ยุทธศาสตร์"
    ROUTINE = "ประจำ"
    BASELINE = "ประจำพื้นฐาน"


class FundingState(StrEnum):
    """Whether a project has its money (สถานะงบประมาณ). A project without a budget needs none."""

    FUNDED = "ได้รับงบประมาณ"
    UNFUNDED = "ไม่ได้รับงบประมาณ"
    NO_BUDGET = "ไม่ใช้งบประมาณ"


class OnPlan(StrEnum):
    """Whether the work is on plan (สถานะตามแผน), in the words of the form."""

    ON_PLAN = "เป็นไปตามแผน"
    AHEAD = "เร็วกว่าแผน"
    BEHIND = "ช้ากว่าแผน"
    NOT_ON_PLAN = "ไม่เป็นไปตามแผน"


class OnTarget(StrEnum):
    """Whether the target is met (สถานะตามเป้าหมาย), in the words of the form."""

    ON_TARGET = "เป็นไปตามเป้าหมาย"
    ABOVE = "สูงกว่าเป้าหมาย"
    BELOW = "ต่ำกว่าเป้าหมาย"
    NOT_ON_TARGET = "ไม่เป็นไปตามเป้าหมาย"


class Month(Record):
    """A calendar month. ``year`` is CE; print it with :mod:`pipeline.thai.dates`."""

    year: Annotated[int, Field(ge=1957, le=2157)]
    month: Annotated[int, Field(ge=1, le=12)]

    @property
    def index(self) -> int:
        """Months since year 0: differences of it count months."""
        return self.year * 12 + self.month - 1


class Step(Record):
    """A step of the work (ขั้นตอนการปฏิบัติงาน): its weight in percent and the months it takes."""

    name: Line = Field(title="ขั้นตอน")
    weight: Percent = Field(title="น้ำหนัก (ร้อยละ)")
    start: Month = Field(title="เดือนเริ่มต้น")
    end: Month = Field(title="เดือนสิ้นสุด")


class ProgressReport(Record):
    """One progress report (รายงานครั้งที่ n). Everything but its number may be missing: null is not 0.

    ``disbursed`` is the amount of this report alone, in baht, not cumulative; ``disbursement_no`` (ครั้งที่ m)
    is independent of ``no``.
    """

    no: Annotated[int, Field(ge=1, le=999)] = Field(title="รายงานครั้งที่")
    date: dt.date | None = Field(default=None, title="วันที่รายงาน")
    narrative: RichText | None = Field(default=None, title="ผลการดำเนินงาน")
    progress: Percent | None = Field(default=None, title="ความก้าวหน้า (ร้อยละ)")
    disbursement_no: Annotated[int, Field(ge=1, le=999)] | None = Field(default=None, title="เบิกจ่ายครั้งที่")
    disbursed: Money | None = Field(default=None, title="งบประมาณที่เบิกใช้ (บาท)")
    on_plan: OnPlan | None = Field(default=None, title="สถานะตามแผน")
    on_target: OnTarget | None = Field(default=None, title="สถานะตามเป้าหมาย")

    @property
    def is_empty(self) -> bool:
        """Whether the entry has a number and nothing else."""
        return all(
            value is None
            for value in (
                self.date,
                self.narrative,
                self.progress,
                self.disbursed,
                self.on_plan,
                self.on_target,
            )
        )


class Assessment(Record):
    """What the evaluating office gave the project in a quarter; the score may be missing."""

    quarter: Annotated[int, Field(ge=1, le=4)] = Field(title="ไตรมาส")
    score: Percent | None = Field(default=None, title="คะแนน")
    note: Line | None = Field(default=None, title="หมายเหตุ")


class Project(Record):
    """A project or activity (โครงการ/กิจกรรม).

    ``name`` may speak of another year than ``fiscal_year``: never derive one from the other.
    ``budget_spent`` may be left out: it is the sum of the disbursements; given, it is checked against it.
    ``measure`` and ``indicator`` place the project in the plan: the measure (มาตรการ) it serves, and of its
    indicators the one it is measured by. ``budget`` is what the plan asks for, in baht; without it, what was received.
    """

    code: Annotated[str, Field(pattern=r"^\d{8}-\d{4}$")] = Field(title="รหัสโครงการ", description="UUUUUUUU-NNNN")
    name: Line = Field(title="ชื่อโครงการ/กิจกรรม")
    kind: ProjectKind | None = Field(default=None, title="ประเภทโครงการ")
    fiscal_year: FiscalYear | None = Field(default=None, title="ปีงบประมาณ พ.ศ.")
    start: dt.date | None = Field(default=None, title="เริ่มต้นโครงการ")
    end: dt.date | None = Field(default=None, title="สิ้นสุดโครงการ")
    budget_received: Money | None = Field(default=None, title="งบประมาณที่ได้รับ (บาท)")
    budget_spent: Money | None = Field(default=None, title="งบประมาณที่ใช้ไป (บาท)")
    budget: Money | None = Field(default=None, title="งบประมาณตามแผน (บาท)")
    budget_source: Line | None = Field(default=None, title="แหล่งงบประมาณ", description="กทม. รัฐบาล หรืออื่น ๆ")
    funding: FundingState | None = Field(default=None, title="สถานะงบประมาณ")
    additional: bool = Field(default=False, title="โครงการเพิ่มเติม")
    priority: Annotated[int, Field(ge=1, le=9999)] | None = Field(default=None, title="ลำดับความสำคัญ")
    area: Line | None = Field(default=None, title="ด้าน/แผนงาน", description="ของโครงการประจำพื้นฐาน")
    measure: Key | None = Field(default=None, title="รหัสมาตรการ")
    indicator: Key | None = Field(default=None, title="รหัสตัวชี้วัดมาตรการ")
    unit: Key | None = Field(default=None, title="หน่วยงานที่รับผิดชอบ")
    responsible: Party | None = Field(default=None, title="ผู้รับผิดชอบ")
    coordinator: Party | None = Field(default=None, title="ผู้ประสานงาน")
    rationale: RichText | None = Field(default=None, title="หลักการและเหตุผล")
    objectives: RichText | None = Field(default=None, title="วัตถุประสงค์ของโครงการ")
    targets: RichText | None = Field(default=None, title="เป้าหมายของโครงการ")
    alignments: tuple[Alignment, ...] = Field(default=(), title="สนับสนุนแผนพัฒนา กทม.")
    steps: tuple[Step, ...] = Field(default=(), title="ขั้นตอนการปฏิบัติงาน")
    reports: tuple[ProgressReport, ...] = Field(default=(), title="รายงานความก้าวหน้า")
    assessments: tuple[Assessment, ...] = Field(default=(), title="ผลการประเมินรายไตรมาส")
    signatures: tuple[SignatureBlock, ...] = Field(default=(), title="ผู้ลงนาม")

    @property
    def planned_budget(self) -> Decimal | None:
        """The budget that the plan prints, in baht: the plan's, else what was received; ``None`` for none."""
        given = self.budget_received if self.budget is None else self.budget
        return given or None

    @property
    def funding_state(self) -> FundingState:
        """Whether the project has its money: as given; else a project with a budget is funded."""
        if self.planned_budget is None:
            return FundingState.NO_BUDGET
        return FundingState.FUNDED if self.funding in (None, FundingState.NO_BUDGET) else self.funding

    @property
    def disbursed_total(self) -> Decimal | None:
        """Sum of all disbursements in baht; ``None`` when no report gives an amount."""
        amounts = [report.disbursed for report in self.reports if report.disbursed is not None]
        return sum(amounts, Decimal(0)) if amounts else None

    @property
    def spent(self) -> Decimal | None:
        """Budget spent in baht (งบประมาณที่ใช้ไป): the disbursements' sum, else what was typed."""
        total = self.disbursed_total
        return self.budget_spent if total is None else total
