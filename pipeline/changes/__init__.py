"""Changes (การเปลี่ยนแปลง): what differs between two issues of a dataset, in the words of planners."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.model import Dataset


class ChangeKind(StrEnum):
    """What happened to a record or a value."""

    ADDED = "เพิ่ม"
    DROPPED = "ตัดออก"
    CHANGED = "แก้ไข"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: what kind of record (``โครงการ``), its name, which value of it, and the two texts.

    ``before`` is empty for what was added, ``after`` for what was dropped; both are ready to print, in Arabic digits.
    ``field`` is empty where a whole record was added or dropped. ``key`` is the record's code or id; empty where it
    has none.
    """

    kind: ChangeKind
    what: str
    name: str
    field: str
    before: str
    after: str
    key: str = ""


def changes(before: Dataset, after: Dataset) -> tuple[Change, ...]:
    """What a reader of the earlier issue must know of the later one, in the order in which planners read.

    Records are matched by their code or id, those that have none by their name; one that was only renamed or moved
    is not taken for another. How documents look (แบบของหน่วยงาน), and marks and numbers that change no word of a
    text, are no changes.

    Args:
        before: the earlier issue.
        after: the later one, of the same year or another.
    """
    from pipeline.changes.compare import compare

    return tuple(compare(before, after))


__all__ = ["Change", "ChangeKind", "changes"]
