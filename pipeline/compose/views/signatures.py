"""Signature blocks (ช่องลงนาม): one to three side by side, more in further rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.compose.widths import body_mm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.compose.composed import Options
    from pipeline.compose.digits import Numerals
    from pipeline.model import Dataset, SignatureBlock

SIDE_BY_SIDE = 3
"""Most blocks in one row."""

_ONE, _SIGN, _BETWEEN = 100.0, 11.0, 3.0
_LEADERS = {1: 45.0, 2: 29.0}
"""Widths in mm, as in the stylesheet: a single block, the word ลงชื่อ, the space between blocks; the line to sign on
beside a role."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One block. An empty name, position or date is a dotted line for the signer's pen."""

    role: str
    name: str
    position: str
    date: str


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """Blocks that stand side by side, and their lines, which are the same for all.

    A line is ``sign`` or, with the role in parentheses behind the dots, ``sign-role``; then ``name``, ``role``,
    ``position``, ``date``.
    """

    blocks: tuple[Signature, ...]
    lines: tuple[str, ...]


def signature_rows(dataset: Dataset, blocks: Sequence[SignatureBlock], options: Options) -> tuple[SignatureRow, ...]:
    """The blocks in rows of at most three, as even as can be: four become two and two."""
    if not blocks:
        return ()
    rows = -(-len(blocks) // SIDE_BY_SIDE)
    size = -(-len(blocks) // rows)
    signatures = [signature_of(dataset, block, options.numerals) for block in blocks]
    return tuple(
        _row(signatures[start : start + size], options.text_width) for start in range(0, len(signatures), size)
    )


def _row(blocks: list[Signature], width: float) -> SignatureRow:
    """The role stands beside the line where that is wide enough for all blocks, else on a line of its own."""
    cell = _ONE if len(blocks) == 1 else width / len(blocks) - _BETWEEN
    leader = _LEADERS.get(len(blocks))
    beside = leader is not None and all(body_mm(f"({block.role})") <= cell - leader - _SIGN for block in blocks)
    first = ("sign-role", "name") if beside else ("sign", "name", "role")
    return SignatureRow(tuple(blocks), (*first, "position", "date"))


def signature_of(dataset: Dataset, block: SignatureBlock, numerals: Numerals) -> Signature:
    """One block with what the list of people knows of its signer."""
    person = dataset.people_by_id.get(block.person) if block.person else None
    name = block.name or (person.name if person else "")
    position = block.position or (person.position if person else None) or ""
    return Signature(
        role=numerals.typed(block.role),
        name=name,
        position=numerals.typed(position),
        date=numerals.date(block.date) if block.date else "",
    )
