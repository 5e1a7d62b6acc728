"""Issues of a dataset that are compared: read whole, or not compared at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.errors import DataError
from pipeline.findings import Severity
from pipeline.messages import N_, gettext

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.changes import Change
    from pipeline.model import Dataset

_UNREAD = N_("อ่านข้อมูล {source} ได้ไม่ครบ มีข้อผิดพลาด {count} แห่ง จึงยังเปรียบเทียบไม่ได้")
_REMEDY = N_("แก้ไขตามที่แจ้งข้างต้นแล้วสั่งใหม่อีกครั้ง")


def load_issue(source: Path) -> Dataset:
    """A dataset of which every record could be read: a record that could not would seem dropped.

    Mistakes that only checks find (a sum, a deadline) do not matter here.

    Raises:
        DataError: something could not be read; carries every finding of the reading.
    """
    from pipeline.sources import load

    dataset = load(source)
    errors = [found for found in dataset.origin.findings if found.severity is Severity.ERROR]
    if errors:
        text = gettext(_UNREAD).format(source=source, count=len(errors))
        raise DataError(text, dataset.origin.findings, gettext(_REMEDY))
    return dataset


def changes_since(source: Path, dataset: Dataset) -> tuple[Change, ...]:
    """What changed between the issue in ``source`` and a dataset.

    Raises:
        DataError: the earlier issue could not be read whole.
    """
    from pipeline.changes import changes

    return changes(load_issue(source), dataset)
