"""Changes (การเปลี่ยนแปลง): what differs between two issues of a dataset, in the words of planners."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ChangeKind(StrEnum):
    """What happened to a record or a value."""

    ADDED = "เพิ่ม"
    DROPPED = "ตัดออก"
    CHANGED = "แก้ไข"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: what kind of record (``โครงการ``), its name, which value of it, and the two texts.

    ``before`` is empty for what was added, ``after`` for what was dropped; both are ready to print, in Arabic digits.
    """

    kind: ChangeKind
    what: str
    name: str
    field: str
    before: str
    after: str


__all__ = ["Change", "ChangeKind"]
