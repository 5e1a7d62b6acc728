"""Scores of an evaluation: named schemes, pure functions of the data, and the derivation of every number."""

from __future__ import annotations

from pipeline.scoring.criteria import Comparator, Criterion, read_cell
from pipeline.scoring.framework import Framework, FrameworkDimension, FrameworkNode, framework_of
from pipeline.scoring.results import result_value
from pipeline.scoring.rows import row_of
from pipeline.scoring.schemes import SCHEMES, Scheme, cells_of_weight
from pipeline.scoring.score import score
from pipeline.scoring.scorecard import Assessor, DimensionScore, NoScore, Score, Scorecard, Step

__all__ = [
    "SCHEMES",
    "Assessor",
    "Comparator",
    "Criterion",
    "DimensionScore",
    "Framework",
    "FrameworkDimension",
    "FrameworkNode",
    "NoScore",
    "Scheme",
    "Score",
    "Scorecard",
    "Step",
    "cells_of_weight",
    "framework_of",
    "read_cell",
    "result_value",
    "row_of",
    "score",
]
