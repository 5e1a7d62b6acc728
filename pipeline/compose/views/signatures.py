"""Signature blocks (ช่องลงนาม): one to three side by side, more in further rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.thai.clusters import clusters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.compose.digits import Numerals
    from pipeline.model import Dataset, SignatureBlock

SIDE_BY_SIDE = 3
"""Most blocks in one row."""

ROLE_BESIDE_LINE = 24
"""Longest role, in clusters, that stands in parentheses after the dotted line; a longer one gets its own line."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One block. An empty name, position or date is a dotted line for the signer's pen."""

    role: str
    name: str
    position: str
    date: str


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """Blocks that stand side by side. ``role_beside_line`` holds for the whole row, so that its lines align."""

    blocks: tuple[Signature, ...]
    role_beside_line: bool


def signature_rows(dataset: Dataset, blocks: Sequence[SignatureBlock], numerals: Numerals) -> tuple[SignatureRow, ...]:
    """The blocks in rows of at most three, as even as can be: four become two and two."""
    if not blocks:
        return ()
    rows = -(-len(blocks) // SIDE_BY_SIDE)
    size = -(-len(blocks) // rows)
    return tuple(
        _row([_signature(dataset, block, numerals) for block in blocks[start : start + size]])
        for start in range(0, len(blocks), size)
    )


def _row(blocks: list[Signature]) -> SignatureRow:
    longest = max(len(clusters(block.role)) for block in blocks)
    return SignatureRow(tuple(blocks), len(blocks) < SIDE_BY_SIDE and longest <= ROLE_BESIDE_LINE)


def _signature(dataset: Dataset, block: SignatureBlock, numerals: Numerals) -> Signature:
    person = dataset.people_by_id.get(block.person) if block.person else None
    name = block.name or (person.name if person else "")
    position = block.position or (person.position if person else None) or ""
    return Signature(
        role=numerals.typed(block.role),
        name=name,
        position=numerals.typed(position),
        date=numerals.date(block.date) if block.date else "",
    )
