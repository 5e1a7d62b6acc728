"""Whatever a dataset holds, checking it ends in findings, never in an exception, and every text can be shown."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.checks import check
from pipeline.checks.report_json import to_json
from pipeline.checks.report_text import to_text
from pipeline.model import (
    Agency,
    Alignment,
    Dataset,
    Month,
    OnPlan,
    Paragraph,
    Party,
    ProgressReport,
    Project,
    RichText,
    Step,
)

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
