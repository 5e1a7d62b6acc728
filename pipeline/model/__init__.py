"""What reports are about: agency, people, strategy, projects. Frozen records, no input or output."""

from __future__ import annotations

from pipeline.model.agency import Agency, Party, Person, Unit
from pipeline.model.dataset import Dataset, Origin
from pipeline.model.evaluation import DIMENSIONS, EvaluationDimension
from pipeline.model.house import Digits, House, Margins, Silence
from pipeline.model.indicator import Activity, Comparator, Formula, Indicator, IndicatorLevel, Target
from pipeline.model.plan_book import (
    BaselineProject,
    BookPart,
    LastYear,
    PartChoice,
    PlanBook,
    ResultGroup,
    Swot,
)
from pipeline.model.project import (
    Assessment,
    FundingState,
    Month,
    OnPlan,
    OnTarget,
    ProgressReport,
    Project,
    ProjectKind,
    Step,
)
from pipeline.model.record import Record
from pipeline.model.richtext import (
    ListBlock,
    ListItem,
    ListMarker,
    Paragraph,
    RichText,
    Span,
    TableBlock,
    spans,
    unmarked,
)
from pipeline.model.signature import SignatureBlock
from pipeline.model.strategy import Alignment, MeasureTag, StrategyLevel, StrategyNode

__all__ = [
    "DIMENSIONS",
    "Activity",
    "Agency",
    "Alignment",
    "Assessment",
    "BaselineProject",
    "BookPart",
    "Comparator",
    "Dataset",
    "Digits",
    "EvaluationDimension",
    "Formula",
    "FundingState",
    "House",
    "Indicator",
    "IndicatorLevel",
    "LastYear",
    "ListBlock",
    "ListItem",
    "ListMarker",
    "Margins",
    "MeasureTag",
    "Month",
    "OnPlan",
    "OnTarget",
    "Origin",
    "Paragraph",
    "PartChoice",
    "Party",
    "Person",
    "PlanBook",
    "ProgressReport",
    "Project",
    "ProjectKind",
    "Record",
    "ResultGroup",
    "RichText",
    "SignatureBlock",
    "Silence",
    "Span",
    "Step",
    "StrategyLevel",
    "StrategyNode",
    "Swot",
    "TableBlock",
    "Target",
    "Unit",
    "spans",
    "unmarked",
]  # fmt: skip
