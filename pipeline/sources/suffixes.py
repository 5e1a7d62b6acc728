"""Which files are data, by their names."""

from __future__ import annotations

ROOT = "agency"
"""The stem of the file that holds the dataset itself."""

SUFFIXES = (".yaml", ".yml", ".json")
"""Text files that hold data."""

WORKBOOKS = (".xlsx", ".xlsm")
"""Workbooks that hold data."""
