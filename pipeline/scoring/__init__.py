"""Scores of an evaluation: named schemes, pure functions of the data, and the derivation of every number."""

from __future__ import annotations

from pipeline.scoring.framework import Framework, FrameworkDimension, FrameworkNode, framework_of
from pipeline.scoring.scorecard import Assessor, DimensionScore, NoScore, Score, Scorecard, Step

__all__ = [
    "Assessor",
    "DimensionScore",
    "Framework",
    "FrameworkDimension",
    "FrameworkNode",
    "NoScore",
    "Score",
    "Scorecard",
    "Step",
    "framework_of",
]
