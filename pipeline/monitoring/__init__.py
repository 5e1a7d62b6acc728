"""What is watched every month: who has not reported, what is late, and where projects stand. Pure functions of data."""

from __future__ import annotations

from pipeline.monitoring.attention import Attention, Reason, ReasonKind
from pipeline.monitoring.chat import chat_text, chat_text_all
from pipeline.monitoring.follow_up import follow_up
from pipeline.monitoring.items import (
    Concern,
    Counts,
    DivisionFollowUp,
    FollowUp,
    Item,
    PersonFollowUp,
    State,
    UnmeasuredIndicator,
)
from pipeline.monitoring.joined import Joined, OfAgency, joined
from pipeline.monitoring.matters import days_over, matter, notes, status
from pipeline.monitoring.month_figures import MonthFigures, month_figures
from pipeline.monitoring.names import common_ending, own_name
from pipeline.monitoring.occasion import Occasion, occasion_of
from pipeline.monitoring.overall import Overall
from pipeline.monitoring.people import Contact, Division
from pipeline.monitoring.standing import Snapshot, Standing
from pipeline.monitoring.totals import Group, Plan, ProjectFigures, Totals, group_of

__all__ = [
    "Attention",
    "Concern",
    "Contact",
    "Counts",
    "Division",
    "DivisionFollowUp",
    "FollowUp",
    "Group",
    "Item",
    "Joined",
    "MonthFigures",
    "Occasion",
    "OfAgency",
    "Overall",
    "PersonFollowUp",
    "Plan",
    "ProjectFigures",
    "Reason",
    "ReasonKind",
    "Snapshot",
    "Standing",
    "State",
    "Totals",
    "UnmeasuredIndicator",
    "chat_text",
    "chat_text_all",
    "common_ending",
    "days_over",
    "follow_up",
    "group_of",
    "joined",
    "matter",
    "month_figures",
    "notes",
    "occasion_of",
    "own_name",
    "status",
]
