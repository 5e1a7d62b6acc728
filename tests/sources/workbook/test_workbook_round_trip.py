"""Whatever a dataset holds, its workbook gives it back."""

from __future__ import annotations

import datetime as dt
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.model import (
    Activity,
    Agency,
    Agreement,
    Alignment,
    Appeal,
    AppealKind,
    AppealState,
    Assessment,
    BaselineProject,
    BookPart,
    Comparator,
    CriterionRow,
    Dataset,
    Deadline,
    DeadlineKind,
    Digits,
    Evaluation,
    EvaluationDimension,
    EvaluationIndicator,
    EvaluationResult,
    Evidence,
    FormPages,
    Formula,
    FrameworkWord,
    FundingState,
    House,
    Indicator,
    IndicatorLevel,
    LastYear,
    ListBlock,
    ListItem,
    ListMarker,
    Margins,
    MeasureTag,
    Month,
    Narrative,
    OnPlan,
    OnTarget,
    Paragraph,
    PartChoice,
    Party,
    Person,
    PlanBook,
    PointScale,
    ProgressReport,
    Project,
    ProjectKind,
    QuarterResult,
    ResultGroup,
    RichText,
    ScoresShown,
    ScoringScheme,
    SignatureBlock,
    Silence,
    Step,
    StrategyLevel,
    StrategyNode,
    Swot,
    TableBlock,
    Target,
    Unit,
)
from pipeline.sources import load, write_workbook
from pipeline.sources.nodes import NULLS
from pipeline.sources.workbook.rows import is_total
from pipeline.thai.hygiene import repair

_PIECES = (
    "โครงการ", "น้ำ", "ป้ำ", "ที่", "ปี", "พ.ศ.", "๒๕๖๗", "2567", "1,234.50", "=", "+", "-", "@", "1.", "(2)", "ก.", "๑)",
    "•", "\\", "'", '"', "“", "”", "<b>", "&amp;", "_x0041_", "#N/A", "รวม", "TRUE", "1e5", "0007", "29/2/2567", "%",
    "ต่าง ๆ", "ฯลฯ", "COVID-19", "😀", "\u00a0", ":", "#", "|", "**หนา**", "**", "*",
)  # fmt: skip


def _settled(text: str) -> str:
    """A text as it is in a dataset: one line, code points in order."""
    return repair(" ".join(text.split()))[0].strip()


_LINES = (
    st.lists(st.sampled_from(_PIECES), min_size=1, max_size=6)
    .map(lambda pieces: _settled(" ".join(pieces)))
    # Planners and databases write NULL for nothing; a row that says "total" is none of the records.
    .filter(lambda text: text != "" and text not in NULLS and not is_total(text))
)
_KEYS = st.text("abc-09ก", min_size=1, max_size=6).map(str.strip).filter(bool)
_MONEY = st.decimals(0, Decimal("999999999999.99"), places=2, allow_nan=False)
_PERCENTS = st.decimals(0, 999, places=2, allow_nan=False)
_DAYS = st.dates(dt.date(1957, 1, 1), dt.date(2156, 12, 31))
_MONTHS = st.builds(Month, year=st.integers(1957, 2157), month=st.integers(1, 12))
_YEARS = st.integers(2500, 2700)

_PARAGRAPHS = st.builds(Paragraph, text=_LINES)


def _lists(children: st.SearchStrategy[Any]) -> st.SearchStrategy[ListBlock]:
    items = st.builds(ListItem, text=_LINES, children=st.lists(children, max_size=2).map(tuple))
    return st.builds(
        ListBlock,
        items=st.lists(items, min_size=1, max_size=3).map(tuple),
        marker=st.sampled_from(list(ListMarker)),
        start=st.just(1),
    )


_BLOCKS = st.recursive(_PARAGRAPHS, lambda inner: st.one_of(_PARAGRAPHS, _lists(inner)), max_leaves=6)


@st.composite
def _tables(draw: st.DrawFn) -> TableBlock:
    width = draw(st.integers(1, 3))
    cells = st.tuples(*[_LINES | st.just("")] * width)
    sides = st.tuples(*[st.sampled_from(["left", "center", "right"])] * width)
    head = draw(st.tuples(*[_LINES] * width))
    rows = draw(st.lists(cells, min_size=1, max_size=3))
    return TableBlock(head=head, rows=tuple(rows), align=draw(st.just(()) | sides))


_PROSE = st.builds(RichText, blocks=st.lists(_BLOCKS | _tables(), min_size=1, max_size=3).map(tuple))


def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def _some(strategy: st.SearchStrategy[Any], most: int = 2) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=most).map(tuple)


def _targets(*, plain: bool) -> st.SearchStrategy[tuple[Target, ...]]:
    """Targets of some years: plain texts in the order of the years, or anything."""
    texts = st.builds(Target, year=_YEARS, text=_LINES)
    numbers = st.builds(
        Target, year=_YEARS, comparator=_maybe(st.sampled_from(list(Comparator))),
        number=st.decimals(0, 10**9, places=2), unit=_maybe(_LINES),
    )  # fmt: skip
    found = st.lists(texts if plain else texts | numbers, max_size=3, unique_by=lambda target: target.year)
    return found.map(lambda targets: tuple(sorted(targets, key=lambda target: target.year) if plain else targets))


_FORMULAS = st.fixed_dictionaries({
    "text": _maybe(_PROSE), "fraction": _maybe(st.tuples(_LINES, _LINES)), "times": _maybe(st.integers(1, 1000)),
}).filter(lambda formula: bool(formula["text"] or formula["fraction"])).map(
    lambda formula: Formula(
        text=formula["text"], times=formula["times"],
        numerator=formula["fraction"] and formula["fraction"][0],
        denominator=formula["fraction"] and formula["fraction"][1],
    )
)  # fmt: skip
_NUMBERS = st.integers(1, 9)
# A record without a single value is none once it has been through a workbook.
_SWOT = st.builds(
    Swot, intro=_maybe(_PROSE), strengths=_maybe(_PROSE), weaknesses=_maybe(_PROSE), opportunities=_maybe(_PROSE),
    threats=_maybe(_PROSE),
).filter(lambda swot: swot != Swot())  # fmt: skip
_LAST_YEAR = st.builds(
    LastYear, fiscal_year=_maybe(_YEARS), intro=_maybe(_PROSE), highlights=_maybe(_PROSE),
    groups=_some(st.builds(ResultGroup, dimension=_maybe(_NUMBERS), title=_maybe(_LINES), items=_PROSE)),
).filter(lambda last: last != LastYear())  # fmt: skip
_BOOKS = st.builds(
    PlanBook, title=_LINES, version=_maybe(_LINES), seal=_maybe(_LINES), preface=_maybe(_PROSE),
    history=_maybe(_PROSE), swot=_maybe(_SWOT), last_year=_maybe(_LAST_YEAR), vision=_maybe(_PROSE),
    mission=_maybe(_PROSE), implementation=_maybe(_PROSE), back_cover=_maybe(_PROSE),
    target_years=st.integers(1, 5), parts=_some(st.builds(
        PartChoice, part=st.sampled_from(list(BookPart)), show=st.booleans(), title=_maybe(_LINES), text=_maybe(_PROSE)
    ), most=3),
)  # fmt: skip


_FIGURES = st.decimals(-(10**12), 10**12, places=2)
_POINTS = st.decimals(0, 10**4, places=2)
_LEVEL = st.decimals(0, 5, places=2)
_NARRATIVES = _some(st.builds(Narrative, heading=_LINES, text=_maybe(_PROSE)))
_QUARTERS = st.lists(
    st.builds(
        QuarterResult, quarter=st.integers(1, 4), target=_maybe(_FIGURES), value=_maybe(_FIGURES),
        text=_maybe(_LINES), date=_maybe(_DAYS),
    ), max_size=2, unique_by=lambda result: result.quarter,
).map(tuple)  # fmt: skip
_APPEALS = _some(st.builds(
    Appeal, kind=st.sampled_from(list(AppealKind)), round=_maybe(_NUMBERS), date=_maybe(_DAYS), item=_LINES,
    before=_maybe(_LINES), after=_maybe(_LINES), state=_maybe(st.sampled_from(list(AppealState))),
    decided=_maybe(_DAYS), reason=_maybe(_LINES),
))  # fmt: skip
_DEADLINES = _some(st.builds(
    Deadline, kind=st.sampled_from(list(DeadlineKind)), round=_maybe(st.integers(1, 12)), start=_maybe(_DAYS),
    date=_maybe(_DAYS), day=_maybe(st.integers(1, 31)), text=_maybe(_LINES), parties=_maybe(_LINES),
))  # fmt: skip


def _criteria(groups: st.SearchStrategy[str | None]) -> st.SearchStrategy[CriterionRow]:
    return st.builds(
        CriterionRow, group=groups, label=_maybe(_LINES), level_1=_LINES, level_2=_maybe(_LINES),
        level_3=_maybe(_LINES), level_4=_maybe(_LINES), level_5=_maybe(_LINES),
    )  # fmt: skip


@st.composite
def _evaluations(draw: st.DrawFn, signatures: st.SearchStrategy[Any]) -> Evaluation:
    groups = draw(st.lists(_KEYS, max_size=3, unique=True))
    agreements = st.builds(
        Agreement, title=_LINES, start=_maybe(_DAYS), end=_maybe(_DAYS), statement=_maybe(_PROSE), parties=signatures
    )
    return draw(st.builds(
        Evaluation, word=st.sampled_from(list(FrameworkWord)), scale=st.sampled_from(list(PointScale)),
        decimals=st.integers(0, 4), groups=st.just(tuple(groups)), group=st.sampled_from([None, *groups]),
        floor_note=st.booleans(), missed_report_deduction=_maybe(st.decimals(0, 100, places=2)),
        scores=st.sampled_from(list(ScoresShown)), evaluator=_maybe(_LINES), version=_maybe(_LINES),
        seal=_maybe(_LINES), preface=_maybe(_PROSE), sections=_NARRATIVES, evidence_register=st.booleans(),
        signatures=signatures, deadlines=_DEADLINES, annexes=_NARRATIVES, agreement=_maybe(agreements),
    ))  # fmt: skip


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    """A dataset whose references all lead somewhere."""
    units = draw(st.lists(_KEYS, max_size=2, unique=True))
    people = draw(st.lists(_KEYS, max_size=2, unique=True))
    nodes = draw(st.lists(_KEYS, max_size=2, unique=True))
    kpis = draw(st.lists(_KEYS, max_size=3, unique=True))
    plain = draw(st.booleans())
    numbers = draw(st.lists(st.integers(0, 9999), max_size=3, unique=True))
    codes = [f"88000000-{number:04d}" for number in numbers]

    def one_of(keys: list[str]) -> st.SearchStrategy[str | None]:
        return st.none() | st.sampled_from(keys) if keys else st.none()

    parties = st.fixed_dictionaries({
        "person": one_of(people), "name": _maybe(_LINES), "position": _maybe(_LINES),
        "unit": one_of(units), "phone": _maybe(_LINES),
    }).filter(lambda party: any(party[name] for name in ("person", "name", "position", "unit"))).map(
        lambda party: Party(**party)
    )  # fmt: skip
    signatures = _some(st.builds(
        SignatureBlock, role=_LINES, person=one_of(people), name=_maybe(_LINES), position=_maybe(_LINES),
        date=_maybe(_DAYS),
    ))  # fmt: skip
    reports = st.builds(
        ProgressReport, no=st.integers(1, 999), date=_maybe(_DAYS), narrative=_maybe(_PROSE),
        progress=_maybe(_PERCENTS), disbursement_no=_maybe(st.integers(1, 999)), disbursed=_maybe(_MONEY),
        on_plan=_maybe(st.sampled_from(list(OnPlan))), on_target=_maybe(st.sampled_from(list(OnTarget))),
    )  # fmt: skip
    alignments = st.builds(
        Alignment, node=one_of(nodes), strategy=_maybe(_LINES), dimension=_maybe(_LINES), goal=_maybe(_LINES),
        indicator=_maybe(_LINES),
    )  # fmt: skip

    def project(code: str) -> st.SearchStrategy[Project]:
        return st.builds(
            Project, code=st.just(code), name=_LINES, kind=_maybe(st.sampled_from(list(ProjectKind))),
            fiscal_year=_maybe(_YEARS), start=_maybe(_DAYS), end=_maybe(_DAYS), budget_received=_maybe(_MONEY),
            budget_spent=_maybe(_MONEY), unit=one_of(units), responsible=_maybe(parties), coordinator=_maybe(parties),
            rationale=_maybe(_PROSE), objectives=_maybe(_PROSE), targets=_maybe(_PROSE), alignments=_some(alignments),
            steps=_some(st.builds(Step, name=_LINES, weight=_PERCENTS, start=_MONTHS, end=_MONTHS)),
            reports=_some(reports), signatures=signatures,
            budget=_maybe(_MONEY), budget_source=_maybe(_LINES), funding=_maybe(st.sampled_from(list(FundingState))),
            additional=st.booleans(), priority=_maybe(st.integers(1, 9999)), measure=one_of(nodes),
            indicator=one_of(kpis),
            assessments=_some(
                st.builds(Assessment, quarter=st.integers(1, 4), score=_maybe(_PERCENTS), note=_maybe(_LINES))
            ),
        )  # fmt: skip

    evaluation = draw(_maybe(_evaluations(signatures)))
    groups = list(evaluation.groups if evaluation is not None else Evaluation().groups)
    measured = draw(st.lists(_KEYS, max_size=3, unique=True))

    def evaluated(key: str) -> st.SearchStrategy[EvaluationIndicator]:
        return st.builds(
            EvaluationIndicator, id=st.just(key), dimension=_NUMBERS, parent=one_of(measured), no=_maybe(_LINES),
            name=_LINES, indicator=one_of(kpis), weight=_maybe(_PERCENTS), weights_of=_maybe(_PERCENTS),
            below=_maybe(_LINES), units=_some(st.sampled_from(units)) if units else st.just(()),
            responsible=_maybe(_LINES), evaluator=_maybe(_LINES), target=_maybe(_LINES), unit=_maybe(_LINES),
            scheme=st.sampled_from(list(ScoringScheme)), scale=_maybe(st.sampled_from(list(PointScale))),
            adjustment=_maybe(_POINTS), criteria=_some(_criteria(one_of(groups))),
        )  # fmt: skip

    def result(key: str) -> st.SearchStrategy[EvaluationResult]:
        return st.builds(
            EvaluationResult, indicator=st.just(key), reporter=_maybe(parties), as_of=_maybe(_DAYS),
            value=_maybe(_FIGURES), numerator=_maybe(_FIGURES), denominator=_maybe(st.decimals(1, 10**12, places=2)),
            level=_maybe(_LEVEL), text=_maybe(_LINES), achieved=_maybe(_LINES), score=_maybe(_POINTS),
            missed_reports=_maybe(st.integers(0, 12)), deduction=_maybe(_POINTS), deduction_reason=_maybe(_LINES),
            committee_value=_maybe(_FIGURES), committee_level=_maybe(_LEVEL), committee_score=_maybe(_POINTS),
            committee_note=_maybe(_LINES), summary=_maybe(_PROSE),
            projects=_some(st.sampled_from(codes)) if codes else st.just(()), activities=_some(_LINES),
            details=_maybe(_PROSE), note=_maybe(_LINES), factors=_maybe(_PROSE), obstacles=_maybe(_PROSE),
            explanation=_maybe(_PROSE), sections=_NARRATIVES, evidence=_some(st.builds(Evidence, text=_LINES)),
            quarters=_QUARTERS, appeals=_APPEALS,
        )  # fmt: skip

    margin = st.decimals(5, 80, places=1)
    reasons = _LINES.map(lambda text: f"เหตุผลที่เขียนไว้ {text}")
    house = st.builds(
        House, font=_maybe(_LINES), docx_font=_maybe(_LINES), digits=st.sampled_from(list(Digits)),
        margins=st.builds(Margins, left=margin, right=margin, top=margin, bottom=margin), picture=st.booleans(),
        report_day=st.integers(1, 28), signatures=signatures, duplex=st.booleans(),
        gutter=st.decimals(0, 30, places=1),
        silence=_some(st.builds(Silence, rule=_KEYS, reason=reasons, project=one_of(codes))),
    )  # fmt: skip
    return Dataset(
        fiscal_year=draw(_YEARS),
        agency=draw(st.builds(
            Agency, name=_LINES, short_name=_maybe(_LINES), name_en=_maybe(_LINES), code=_maybe(_KEYS)
        )),
        as_of=draw(_maybe(_DAYS)),
        units=tuple(
            draw(st.builds(Unit, id=st.just(key), name=_LINES, short_name=_maybe(_LINES), parent=one_of(units),
                           duties=_maybe(_PROSE)))
            for key in units
        ),
        people=tuple(
            draw(st.builds(
                Person, id=st.just(key), name=_LINES, position=_maybe(_LINES), unit=one_of(units), phone=_maybe(_LINES)
            ))
            for key in people
        ),
        strategy=tuple(
            draw(st.builds(
                StrategyNode, code=st.just(key), level=st.sampled_from(list(StrategyLevel)), name=_LINES,
                name_en=_maybe(_LINES), parent=one_of(nodes), part=_maybe(_LINES), no=_maybe(_LINES),
                tag=_maybe(st.sampled_from(list(MeasureTag))), supports=one_of(kpis),
            ))
            for key in nodes
        ),
        indicators=tuple(
            draw(st.builds(
                Indicator, id=st.just(key), name=_LINES, node=one_of(nodes), dimension=_maybe(_NUMBERS),
                parent=one_of(kpis), no=_maybe(_LINES), level=_maybe(st.sampled_from(list(IndicatorLevel))),
                targets=_targets(plain=plain), definition=_maybe(_PROSE), definition_target=_maybe(_LINES),
                formula=_maybe(_FORMULAS), activities=_some(st.builds(Activity, name=_LINES, unit=one_of(units))),
            ))
            for key in kpis
        ),
        projects=tuple(draw(project(code)) for code in codes),
        baseline=draw(_some(
            st.builds(BaselineProject, name=_LINES, area=_maybe(_LINES), budget=_maybe(_MONEY), unit=one_of(units))
        )),
        dimensions=tuple(
            draw(st.builds(
                EvaluationDimension, no=st.just(number), name=_LINES, name_en=_maybe(_LINES),
                weight=_maybe(_PERCENTS), indicator=_maybe(_LINES), form=st.sampled_from(list(FormPages)),
                reporter=_maybe(parties), factors=_maybe(_PROSE), obstacles=_maybe(_PROSE), sections=_NARRATIVES,
            ))
            for number in draw(st.lists(_NUMBERS, max_size=2, unique=True))
        ),
        plan_book=draw(_maybe(_BOOKS)),
        evaluation=evaluation,
        evaluation_indicators=tuple(draw(evaluated(key)) for key in measured),
        evaluation_results=tuple(
            draw(result(key)) for key in (draw(st.lists(st.sampled_from(measured), unique=True)) if measured else ())
        ),
        house=draw(house),
    )  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(datasets())
def test_a_dataset_survives_its_workbook(dataset: Dataset) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        write_workbook(dataset, path)
        again = load(path)
    assert again.model_dump() == dataset.model_dump()
