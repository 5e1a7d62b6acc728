"""The invented office of the examples, and helpers of this room that its tests import."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.sources import load

if TYPE_CHECKING:
    from pipeline.model import Dataset

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(Path(__file__).resolve().parent))


@pytest.fixture(scope="session")
def laboratory() -> Dataset:
    """Twelve invented projects of the fiscal year 2569 with their reports up to June."""
    return load(ROOT / "examples" / "city-lab-2569")


@pytest.fixture(scope="session")
def evaluated() -> Dataset:
    """An invented framework of the fiscal year 2568 with results of the quarters of some indicators."""
    return load(ROOT / "examples" / "city-lab-2568")
