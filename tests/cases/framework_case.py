"""The real framework summary of 2563 as a dataset, read from the structured case when a test runs.

The case is taken out of an individual study (รายงานส่วนบุคคล). Its framework, deadlines, timeline and indicators of
success are data of the framework; the study itself, its outline and the periods of its sections, belong to a kind of
document of its own, which is not built yet.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from pipeline.model import (
    Agency,
    Dataset,
    Deadline,
    DeadlineKind,
    Digits,
    Evaluation,
    EvaluationDimension,
    EvaluationIndicator,
    FrameworkWord,
    House,
    Narrative,
    RichText,
    TableBlock,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cases.plan_book_prose import Json

KINDS = {
    "monthly_project_report": DeadlineKind.MONTHLY,
    "quarterly_indicator_report": DeadlineKind.QUARTERLY,
    "appeal": DeadlineKind.APPEAL,
    "score_review": DeadlineKind.REVIEW,
    "agreement_submission": DeadlineKind.AGREEMENT,
    "evaluation_report_submission": DeadlineKind.REPORT,
}


def dataset_of(case: Json) -> Dataset:
    """Framework, deadlines and annexes as a dataset that is printed in Thai digits, as the study is."""
    parts = case["framework"]["dimensions"]
    return Dataset(
        fiscal_year=case["fiscal_year"],
        agency=Agency(name=case["agency"]),
        dimensions=tuple(
            EvaluationDimension(no=part["no"], name=part["name"], weight=part["weight"]) for part in parts
        ),
        evaluation=Evaluation(
            word=FrameworkWord.DIMENSION,
            deadlines=tuple(line for deadline in case["deadlines"] for line in _deadlines(deadline)),
            annexes=(_timeline(case["timeline"]), _success(case["success_indicators"])),
        ),
        evaluation_indicators=tuple(_indicators(parts)),
        house=House(digits=Digits.THAI),
    )


def _indicators(parts: list[Json]) -> Iterator[EvaluationIndicator]:
    for part in parts:
        for number, entry in enumerate(part["indicators"], 1):
            yield from _branch(entry, part["no"], f"{part['no']}-{number}", None)


def _branch(entry: Json, dimension: int, key: str, parent: str | None) -> Iterator[EvaluationIndicator]:
    """An indicator and all below it. Weights below a heading of their own are shares of what they add up to."""
    below = entry.get("children", [])
    shared = entry.get("children_heading")
    yield EvaluationIndicator(
        id=key,
        dimension=dimension,
        parent=parent,
        no=entry["no"],
        name=entry["name"],
        weight=entry["weight"],
        weights_of=sum(child["weight"] for child in below) if shared else None,
        below=shared,
        responsible=entry["division"],
    )
    for number, child in enumerate(below, 1):
        yield from _branch(child, dimension, f"{key}.{number}", key)


def _deadlines(deadline: Json) -> Iterator[Deadline]:
    """One deadline for every quarter and round; what has no day keeps the words of the study."""
    kind = KINDS.get(deadline["kind"], DeadlineKind.OTHER)
    common: dict[str, Any] = {"kind": kind, "parties": deadline.get("parties")}
    items = deadline.get("items")
    if items:
        for item in items:
            number = item.get("quarter") or item.get("round")
            text = deadline["text"] if number == 1 else None
            yield Deadline(**common, round=number, date=_day(item["date"]), text=text)
    elif "from" in deadline:
        yield Deadline(**common, start=_day(deadline["from"]), date=_day(deadline["to"]), text=deadline["text"])
    else:
        words = " ".join(filter(None, (deadline.get("period_text"), deadline["text"])))
        yield Deadline(**common, day=deadline.get("day"), text=words)


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def _timeline(timeline: Json) -> Narrative:
    rows = tuple(
        (
            " ".join([f"{row['no']}. {row['activity']}", *_sub_activities(row)]),
            row["period"],
            row["parties"],
        )
        for row in timeline["rows"]
    )
    return Narrative(heading=timeline["title"], text=_table(timeline["heads"], rows))


def _sub_activities(row: Json) -> Iterator[str]:
    for activity in row.get("sub_activities", ()):
        yield f"{activity['no']} {activity['text']}"


def _success(success: Json) -> Narrative:
    """Both columns of the study; the second holds method and tools."""
    rows = tuple(
        (
            " ".join([f"{row['no']}. {row['indicator']}", f"เป้าหมาย: {row['target']}", row["level_text"]]),
            " ".join(filter(None, (row["method"], row["tools"]))),
        )
        for row in success["rows"]
    )
    return Narrative(heading="แนวทางการติดตามและประเมินผล", text=_table(success["heads"], rows))


def _table(heads: list[str], rows: tuple[tuple[str, ...], ...]) -> RichText:
    return RichText(blocks=(TableBlock(head=tuple(heads), rows=rows),))
