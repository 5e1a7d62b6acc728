r"""Tables in prose, typed with bars as in Markdown, and back.

::

    | รายการ | จำนวน |
    |--------|------:|
    | ก      |     5 |

A row begins with a bar and has at least one more. The rule line below the head aligns the columns and may be
left out; before the first row it says that the table has no head. ``\|`` is a bar in a text, ``\---`` no rule.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from pipeline.model import TableBlock
from pipeline.sources.limits import MAX_TABLE_COLUMNS, MAX_TABLE_ROWS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Align = Literal["left", "center", "right"]
TroubleKind = Literal["ragged", "no-rows", "too-wide", "too-long"]

_BAR: Final = re.compile(r"(?<!\\)\|")
_RULE: Final = re.compile(r"\s*(?::-+:?|-+:|-{2,})\s*")
"""A lone dash is a value (there is none), not a rule."""
_MEANT: Final = re.compile(rf"\\+(?:{_RULE.pattern})")
"""A cell that only looks like a part of the rule: it is written with a backslash in front."""
_RULES: Final[dict[Align, str]] = {"left": ":--", "center": ":-:", "right": "--:"}


@dataclass(frozen=True, slots=True)
class TableTrouble:
    """What is wrong with a table: ``line`` counts from 0, ``found`` is how many cells or rows there are."""

    line: int
    kind: TroubleKind
    found: int
    expected: int
    text: str = ""


def is_row(line: str) -> bool:
    """Whether a line is a row of a table; a single one of them is still prose."""
    bare = line.strip()
    return bare.startswith("|") and len(_BAR.findall(bare)) > 1


def _cells(line: str) -> list[str]:
    bare = line.strip()[1:]
    parts = _BAR.split(bare)
    if parts and not parts[-1].strip():
        # The bar at the end of a row.
        parts.pop()
    return [part.strip() for part in parts]


def _unescaped(cell: str) -> str:
    return cell.replace("\\|", "|").removeprefix("\\" if _MEANT.fullmatch(cell) else "")


def _is_rule(cells: Sequence[str]) -> bool:
    return bool(cells) and all(_RULE.fullmatch(cell) for cell in cells)


def read_table(lines: Sequence[str], first: int) -> tuple[TableBlock | None, list[TableTrouble]]:
    """The table of two or more rows, of which the first is line ``first``; ``None`` where no cell holds anything."""
    rows = [_cells(line) for line in lines]
    numbers = list(range(first, first + len(rows)))
    at = next((at for at in (0, 1) if _is_rule(rows[at])), None)
    rule = None if at is None else rows[at]
    if at is not None:
        del rows[at], numbers[at]
    rows = [list(map(_unescaped, row)) for row in rows]
    head = [""] * max((len(row) for row in rows), default=len(rule or [])) if at == 0 else rows.pop(0)
    head_line = first if at == 0 else numbers.pop(0)
    troubles: list[TableTrouble] = []
    if len(head) > MAX_TABLE_COLUMNS:
        troubles.append(TableTrouble(head_line, "too-wide", len(head), MAX_TABLE_COLUMNS))
    if len(rows) > MAX_TABLE_ROWS:
        troubles.append(TableTrouble(numbers[MAX_TABLE_ROWS], "too-long", len(rows), MAX_TABLE_ROWS))
    if not rows:
        troubles.append(TableTrouble(head_line, "no-rows", 0, 1))
        rows, numbers = [[""] * len(head)], [head_line]
    width = min(len(head), MAX_TABLE_COLUMNS)
    body = [
        _fitted(row, width, number, troubles)
        for row, number in zip(rows[:MAX_TABLE_ROWS], numbers, strict=False)
    ]  # fmt: skip
    if not any(map(any, (head, *body))):
        return None, []
    return TableBlock(head=tuple(head[:width]), rows=tuple(body), align=_aligned(rule, width)), troubles


def _fitted(row: list[str], width: int, line: int, troubles: list[TableTrouble]) -> tuple[str, ...]:
    """A row of exactly so many cells: empty ones added, those beyond put into the last, so that no text is lost."""
    while len(row) > width and not row[-1]:
        row.pop()
    if len(row) != width:
        quote = " | ".join(row[width:]) if len(row) > width else ""
        troubles.append(TableTrouble(line, "ragged", len(row), width, quote))
    if len(row) > width:
        row = [*row[: width - 1], " | ".join(cell for cell in row[width - 1 :] if cell)]
    return tuple(row + [""] * (width - len(row)))


def _aligned(rule: list[str] | None, width: int) -> tuple[Align, ...]:
    if rule is None or not any(":" in cell for cell in rule):
        return ()
    found: list[Align] = []
    for cell in (*rule[:width], *[""] * (width - len(rule))):
        right, left = cell.endswith(":"), cell.startswith(":")
        found.append("center" if right and left else "right" if right else "left")
    return tuple(found)


def write_table(table: TableBlock) -> list[str]:
    """The lines that :func:`read_table` reads back as the same table."""
    rules = [_RULES[side] for side in table.align] or ["---"] * len(table.head)
    return [_line(map(_escaped, table.head)), _line(rules), *(_line(map(_escaped, row)) for row in table.rows)]


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _escaped(cell: str) -> str:
    text = " ".join(cell.splitlines()).replace("|", "\\|")
    return "\\" + text if _RULE.fullmatch(text) or _MEANT.fullmatch(text) else text
