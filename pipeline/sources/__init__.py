"""Where data comes from: a folder of YAML or JSON files, one such file, or an Excel workbook.

Every source becomes a tree of values with their places, and one binder lays it against the model. Bad data is
never an exception: it is findings, all at once, each with its place and its remedy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.model import Dataset

__all__ = ["load"]


def load(source: Path | str) -> Dataset:
    """Read a dataset; ``dataset.origin`` knows the place of every value and all findings.

    A wrong value is left out and a record that lacks a required value is dropped, so that the rest can be
    checked; the findings say what and where.

    Raises:
        UsageError: there is no such file or folder, or it is of a kind that is not read.
        DataError: not even the agency and its fiscal year can be read; carries every finding.
    """
    from pipeline.sources.loading import load_dataset

    return load_dataset(source)
