"""Where data comes from: a folder of YAML or JSON files, one such file, or an Excel workbook.

Every source becomes a tree of values with their places, and one binder lays it against the model. Bad data is
never an exception: it is findings, all at once, each with its place and its remedy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.model import Dataset

__all__ = ["load", "schema", "write_starter", "write_workbook"]


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


def write_starter(folder: Path, *, xlsx: bool = False, kind: str = "progress-form") -> list[Path]:
    """Write a small commented dataset to fill in; returns the files written.

    ``kind`` is the kind of document that it is for: ``progress-form``, ``plan-book``, ``evaluation-report``,
    ``framework-summary``, ``performance-agreement``, ``executive-summary`` or ``follow-up``. With ``xlsx`` it is the
    workbook ``saraban.xlsx`` with
    headings, notes, drop-downs and an example. All files are written or none.

    Raises:
        UsageError: the folder holds a dataset already (nothing is ever overwritten), cannot be written, or there
            is no starter of this kind of document.
    """
    from pathlib import Path

    from pipeline.sources.starter import write

    return write(Path(folder), xlsx=xlsx, kind=kind)


def schema(kind: str | None = None) -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of what :func:`load` accepts, for editors that check and complete while typing.

    ``kind`` is a file of the dataset (``agency``, ``project``, ``strategy``, ``evaluation`` …); without it the schema
    is that of a dataset in one file. Titles and descriptions are in the language of the run.

    Raises:
        UsageError: there is no such file.
    """
    from pipeline.sources.schema import schema_of

    return schema_of(kind)


def write_workbook(dataset: Dataset | None, path: Path | str) -> None:
    """Write a dataset as an Excel workbook that :func:`load` reads back the same; equal data, equal bytes.

    Without a dataset it is the starter: headings, notes, drop-downs and rows marked as examples.

    Raises:
        UsageError: a text is longer than a cell of Excel can hold.
        OutputLockedError: the file is open in Excel.
    """
    from pathlib import Path

    from pipeline.sources.workbook.write import write_workbook as write

    write(dataset, Path(path))
