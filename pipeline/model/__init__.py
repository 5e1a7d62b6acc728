"""What reports are about: agency, people, strategy, projects. Frozen records, no input or output."""

from __future__ import annotations

from pipeline.model.agency import Agency, Party, Person, Unit
from pipeline.model.dataset import Dataset, Origin
from pipeline.model.house import Digits, House, Margins, Silence
from pipeline.model.project import (
    Assessment,
    Month,
    OnPlan,
    OnTarget,
    ProgressReport,
    Project,
    ProjectKind,
    Step,
)
from pipeline.model.record import Record
from pipeline.model.richtext import ListBlock, ListItem, ListMarker, Paragraph, RichText
from pipeline.model.signature import SignatureBlock
from pipeline.model.strategy import Alignment, StrategyLevel, StrategyNode

__all__ = [
    "Agency", "Alignment", "Assessment", "Dataset", "Digits", "House", "ListBlock", "ListItem", "ListMarker",
    "Margins", "Month", "OnPlan", "OnTarget", "Origin", "Paragraph", "Party", "Person", "ProgressReport",
    "Project", "ProjectKind", "Record", "RichText", "SignatureBlock", "Silence", "Step", "StrategyLevel",
    "StrategyNode", "Unit",
]  # fmt: skip
