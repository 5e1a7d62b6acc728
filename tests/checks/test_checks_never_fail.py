"""Whatever a dataset holds, checking it ends in findings, never in an exception, and every text can be shown."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.checks import check
from pipeline.checks.report_json import to_json
from pipeline.checks.report_text import to_text
from pipeline.model import (
    Activity,
    Agency,
    Alignment,
    BaselineProject,
    BookPart,
    Comparator,
    Dataset,
    EvaluationDimension,
    Formula,
    FundingState,
    Indicator,
    IndicatorLevel,
    LastYear,
    ListBlock,
    ListItem,
    MeasureTag,
    Month,
    OnPlan,
    Paragraph,
    PartChoice,
    Party,
    PlanBook,
    ProgressReport,
    Project,
    ProjectKind,
    ResultGroup,
    RichText,
    Step,
    StrategyLevel,
    StrategyNode,
    Swot,
    TableBlock,
    Target,
    Unit,
)

if TYPE_CHECKING:
    from tests.checks.sound_plan import STRATEGY
else:
    from sound_plan import STRATEGY

ODD = st.sampled_from(
    [
        "เมื่อวันที่ 31 กุมภาพันธ์ 2563 ",
        "ครั้งที่ ๓/๒๕๖๓ เมื่อวันที่ 29 ก.พ. 2567 ",
        "ประชุมคณะกรรมการ ครั้งที่ 3/9999 ",
        "วันที่ 1 มกราคม 2643 ",
        "{date} {0} %s ",
        "ๆ ? \x1b[31m\u202e ",
        "๑2/3๔ ",
        " ",
        "น.ส. นาย ",
        "และ",
    ]
)
TEXTS = st.lists(st.one_of(ODD, st.text(max_size=20)), min_size=1, max_size=5).map("".join).filter(bool)
LINES = TEXTS
PROSE = st.none() | st.lists(TEXTS, min_size=1, max_size=2).map(
    lambda texts: RichText(blocks=tuple(Paragraph(text=text) for text in texts))
)
DATES = st.one_of(st.none(), st.dates(), st.dates(dt.date(2019, 1, 1), dt.date(2021, 1, 1)), st.just(dt.date(1, 1, 1)))
PERCENTS = st.none() | st.decimals(0, 999, places=2)
MONEY = st.none() | st.decimals(0, Decimal("999999999999.99"), places=2)
MONTHS = st.builds(Month, year=st.integers(1957, 2157), month=st.integers(1, 12))
NUMBERS = st.integers(1, 999)
REPORTS = st.builds(
    ProgressReport,
    no=NUMBERS,
    date=DATES,
    narrative=PROSE,
    progress=PERCENTS,
    disbursement_no=st.none() | NUMBERS,
    disbursed=MONEY,
    on_plan=st.none() | st.sampled_from(OnPlan),
    on_target=st.none(),
)
STEPS = st.builds(Step, name=LINES, weight=st.decimals(0, 999, places=2), start=MONTHS, end=MONTHS)
PROJECTS = st.builds(
    Project,
    code=st.from_regex(r"[0-9]{8}-[0-9]{4}", fullmatch=True),
    name=LINES,
    kind=st.none(),
    fiscal_year=st.none() | st.integers(2500, 2700),
    start=DATES,
    end=DATES,
    budget_received=MONEY,
    budget_spent=MONEY,
    unit=st.none(),
    responsible=st.none() | st.builds(Party, name=LINES, person=st.none(), position=st.none(), unit=st.none()),
    coordinator=st.none(),
    rationale=PROSE,
    objectives=PROSE,
    targets=PROSE,
    alignments=st.lists(
        st.builds(Alignment, node=st.none() | st.just("7"), strategy=LINES, dimension=LINES), max_size=2
    ).map(tuple),
    steps=st.lists(STEPS, max_size=3).map(tuple),
    reports=st.lists(REPORTS, max_size=5).map(tuple),
    assessments=st.just(()),
    signatures=st.just(()),
)
DATASETS = st.builds(
    Dataset,
    fiscal_year=st.integers(2500, 2700),
    agency=st.builds(Agency, name=LINES),
    as_of=DATES,
    units=st.just(()),
    people=st.just(()),
    strategy=st.just(()),
    projects=st.lists(PROJECTS, min_size=1, max_size=2).map(tuple),
)


PLAN_TEXTS = st.one_of(
    TEXTS,
    st.sampled_from(
        [
            "แผนปฏิบัติการประจำปี พ.ศ. 2562 รวม 13 โครงการ",
            "งบประมาณทั้งสิ้น 1,23,4 บาท งบประมาณรวม 0.0000001 ล้านบาท",
            "มิติที่ 1 ประสิทธิภาพตามพันธกิจ ภายในเดือนสิงหาคม 2564 ภายในวันที่ 31 กุมภาพันธ์ 2500",
            "ค่าเป้าหมาย ร้อยละ 999,,9 ไม่น้อยกว่าร้อยละ 60",
            "สร้างสร้างสร้าง การการ รายงานสรุปรายงาน",
            "2.1",
            "๑๐๐",
            "พ.ศ.",
        ]
    ),
)
PLAN_PROSE = st.none() | st.one_of(
    st.builds(lambda text: RichText(blocks=(Paragraph(text=text),)), PLAN_TEXTS),
    st.builds(lambda text: RichText(blocks=(ListBlock(items=(ListItem(text=text), ListItem(text=text))),)), PLAN_TEXTS),
    st.builds(lambda text: RichText(blocks=(TableBlock(head=(text, ""), rows=(("", text),)),)), PLAN_TEXTS),
)
CODES = st.sampled_from(["1", "1.1", "..", "ก", "2.1.1.1", "2.1.1.1.1", "2.1.1.1.2"])
IDS = st.sampled_from(["A", "B", "C"])
MAYBE = st.none() | PLAN_TEXTS
YEARS = st.integers(2560, 2566)
NODES = st.builds(
    StrategyNode,
    code=CODES,
    level=st.sampled_from(StrategyLevel),
    name=PLAN_TEXTS,
    parent=st.none() | CODES,
    no=MAYBE,
    tag=st.none() | st.sampled_from(MeasureTag),
    supports=st.none() | IDS,
)
TARGETS = st.builds(Target, year=YEARS, text=PLAN_TEXTS) | st.builds(
    Target,
    year=YEARS,
    number=st.decimals(0, 10**12),
    unit=MAYBE,
    comparator=st.none() | st.sampled_from(Comparator),
)
INDICATORS = st.builds(
    Indicator,
    id=IDS,
    name=PLAN_TEXTS,
    node=st.none() | CODES,
    dimension=st.none() | st.integers(1, 9),
    parent=st.none() | IDS,
    no=MAYBE,
    level=st.none() | st.sampled_from(IndicatorLevel),
    targets=st.lists(TARGETS, max_size=3).map(tuple),
    definition=PLAN_PROSE,
    definition_target=MAYBE,
    formula=st.none()
    | st.builds(Formula, numerator=PLAN_TEXTS, denominator=PLAN_TEXTS, text=PLAN_PROSE, times=st.just(Decimal(100))),
    activities=st.lists(st.builds(Activity, name=PLAN_TEXTS), max_size=1).map(tuple),
)
PLANNED = st.builds(
    Project,
    code=st.sampled_from(["09000000-0001", "09000000-0002"]),
    name=PLAN_TEXTS,
    kind=st.none() | st.sampled_from(ProjectKind),
    start=DATES,
    end=DATES,
    budget=MONEY,
    budget_received=MONEY,
    budget_source=MAYBE,
    funding=st.none() | st.sampled_from(FundingState),
    additional=st.booleans(),
    priority=st.none() | st.integers(1, 3),
    measure=st.none() | CODES,
    indicator=st.none() | IDS,
    steps=st.lists(STEPS, max_size=3).map(tuple),
)
BOOKS = st.builds(
    PlanBook,
    title=PLAN_TEXTS,
    version=MAYBE,
    preface=PLAN_PROSE,
    swot=st.none() | st.builds(Swot, strengths=PLAN_PROSE, threats=PLAN_PROSE),
    last_year=st.none()
    | st.builds(
        LastYear,
        fiscal_year=st.none() | YEARS,
        intro=PLAN_PROSE,
        groups=st.lists(st.builds(ResultGroup, title=MAYBE, items=PLAN_PROSE.filter(bool)), max_size=2).map(tuple),
    ),
    target_years=st.integers(1, 5),
    parts=st.lists(st.builds(PartChoice, part=st.sampled_from(BookPart), text=PLAN_PROSE), max_size=3).map(tuple),
)
PLANS = st.builds(
    Dataset,
    fiscal_year=YEARS,
    agency=st.builds(Agency, name=PLAN_TEXTS, short_name=st.none() | st.just("สำนักงาน ก.ก.")),
    units=st.lists(st.builds(Unit, id=IDS, name=PLAN_TEXTS, duties=PLAN_PROSE), max_size=2).map(tuple),
    strategy=st.just(STRATEGY) | st.lists(NODES, max_size=6).map(tuple),
    indicators=st.lists(INDICATORS, max_size=4).map(tuple),
    projects=st.lists(PLANNED, max_size=2).map(tuple),
    baseline=st.lists(st.builds(BaselineProject, name=PLAN_TEXTS, budget=MONEY), max_size=2).map(tuple),
    dimensions=st.lists(st.builds(EvaluationDimension, no=st.integers(1, 9), name=PLAN_TEXTS), max_size=2).map(tuple),
    plan_book=BOOKS,
)


@given(PLANS)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_plan_can_be_checked_and_its_findings_shown(dataset: Dataset) -> None:
    found = check(dataset, today=dt.date(2020, 9, 30))
    assert all(finding.message and finding.remedy for finding in found)
    assert to_text(found)
    assert to_json(found)


@given(DATASETS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_dataset_can_be_checked_and_its_findings_shown(dataset: Dataset) -> None:
    found = check(dataset, today=dt.date(2020, 9, 30))
    for finding in found:
        assert finding.message
        assert finding.remedy
        assert "{" not in finding.rule.message.format(**finding.params) or "{" in "".join(finding.params.values())
    shown = to_text(found)
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert to_json(found).endswith("}\n")


def test_texts_made_to_be_slow_are_checked_all_the_same() -> None:
    """Work grows with the text, not with its square: minutes here would be felt as a hanging test."""
    hard = ("เมื่อวันที่ 1 มกราคม 2563 ", "ประชุมครั้งที่ 3/2563 ", "นาย " + " " * 50, "? ก ? ", "พ.ศ.2563", "ๆๆ ", "(", "1๒")
    reports = tuple(
        ProgressReport(
            no=number + 1,
            date=dt.date(2019, 10, 15),
            narrative=RichText(blocks=(Paragraph(text=(text * 20_000)[:20_000]),)),
        )
        for number, text in enumerate(hard * 4)
    )
    project = Project(code="09000000-0001", name="โครงการทดลอง", reports=reports)
    dataset = Dataset(fiscal_year=2563, agency=Agency(name="สำนักทดลอง"), projects=(project,))
    assert "narrative-date-after-report" in {finding.rule.id for finding in check(dataset, today=dt.date(2020, 9, 30))}
