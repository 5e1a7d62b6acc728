"""The real evaluation report of 2564 as a dataset, read from the structured case when a test runs.

Where a form, a summary and a detail table word one thing, the dataset holds it once. Mistakes that are data stay data:
the level that the detail table says apart, the group that nobody chose, the step between levels that is none.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.model import (
    Agency,
    Appeal,
    AppealState,
    CriterionRow,
    Dataset,
    Evaluation,
    EvaluationDimension,
    EvaluationIndicator,
    EvaluationResult,
    Evidence,
    FormPages,
    ListBlock,
    ListItem,
    ListMarker,
    Paragraph,
    Party,
    RichText,
    ScoringScheme,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cases.plan_book_prose import Json

NOTHING = "-ไม่มี-"
"""What the report prints where there is nothing: the program's word for an empty text."""


def dataset_of(case: Json) -> Dataset:
    """The whole case as a dataset."""
    parts = case["components"]
    return Dataset(
        fiscal_year=case["fiscal_year"],
        agency=Agency(name=case["agency"], short_name=case["agency_short"]),
        dimensions=tuple(map(_dimension, parts)),
        evaluation=Evaluation(evidence_register=False),
        evaluation_indicators=tuple(indicator for part in parts for indicator in _indicators(part)),
        evaluation_results=tuple(result for part in parts for result in _results(part)),
    )


def _is_whole(part: Json) -> bool:
    """Whether a component has one form page for all its indicators."""
    return part.get("summary_table") is not None


def _dimension(part: Json) -> EvaluationDimension:
    whole = _is_whole(part)
    return EvaluationDimension(
        no=part["no"],
        name=part["name_th"],
        name_en=part["name_en"],
        weight=part["total_weight"],
        indicator=part["indicator"],
        form=FormPages.WHOLE if whole else FormPages.EACH,
        reporter=Party(**part["reporter"]) if whole else None,
        factors=prose(part["supporting_factors"]) if whole else None,
        obstacles=prose(part["obstacles"]) if whole else None,
    )


def _forms(part: Json) -> list[Json]:
    """The forms of a component that has one for each indicator: one stands for the component itself."""
    return part.get("sub_indicators") or [part]


def _indicators(part: Json) -> Iterator[EvaluationIndicator]:
    if _is_whole(part):
        rows, targets = part["criteria"]["rows"], part["summary_table"]["rows"]
        for row, result, target in zip(rows, part["results"], targets, strict=True):
            yield EvaluationIndicator(
                id=f"{part['no']}-{result['no']}",
                dimension=part["no"],
                name=row["label"],
                weight=result["weight"],
                target=target["target"],
                scheme=ScoringScheme.WEIGHT,
                criteria=(_criteria(row, grouped=False),),
            )
        return
    for form in _forms(part):
        grid, number = form["criteria"], form["results"][0]["no"]
        grouped = form["agency_groups"] is not None
        yield EvaluationIndicator(
            id=number or f"{part['no']}-1",
            dimension=part["no"],
            no=number,
            name=form["results"][0]["name"],
            weight=form["results"][0]["weight"],
            unit="ร้อยละ",
            scheme=ScoringScheme.INTERPOLATED,
            adjustment=Decimal(form["adjustment_rule"].split("+/- ")[1].split()[0]),
            criteria=tuple(_criteria(row, grouped=grouped) for row in grid["rows"]),
        )


def _criteria(row: Json, *, grouped: bool) -> CriterionRow:
    cells = {f"level_{number}": cell for number, cell in enumerate(row["cells"], 1)}
    return CriterionRow(group=row["label"].rpartition(" ")[2] if grouped else None, **cells)


def _results(part: Json) -> Iterator[EvaluationResult]:
    if _is_whole(part):
        tables = part["summary_table"]["rows"], part["indicator_details"]
        for result, summary, detail in zip(part["results"], *tables, strict=True):
            yield EvaluationResult(
                indicator=f"{part['no']}-{result['no']}",
                level=_level(result["result"]),
                achieved=detail["achieved"],
                score=result["score_number"],
                summary=prose([{"no": None, "text": summary["result_text"]}]),
                activities=tuple(detail["projects"]),
                details=prose(detail["details"]),
                note=detail["note"],
                factors=prose(detail["conditions"]),
                obstacles=prose(detail["problems"]),
                explanation=prose(detail["explanation_if_missed"]),
                evidence=_evidence(detail["evidence"]),
            )
        return
    for form in _forms(part):
        result, budget = form["results"][0], form.get("budget")
        yield EvaluationResult(
            indicator=result["no"] or f"{part['no']}-1",
            reporter=Party(**form["reporter"]),
            as_of=dt.date.fromisoformat(budget["period"]["to"]) if budget else None,
            level=_level(result["result"]),
            value=_percent(result["result"]),
            numerator=Decimal(str(budget["budget_disbursed"])) if budget else None,
            denominator=budget["budget_received"] if budget else None,
            score=result["score_number"],
            details=prose(form["statement"]),
            factors=prose(form["supporting_factors"]),
            obstacles=prose(form["obstacles"]),
            evidence=_evidence(form["evidence"]),
            appeals=(_appeal(form["appeal"]),) if form.get("appeal") else (),
        )


def _level(text: str) -> Decimal | None:
    return Decimal(text.removeprefix("ระดับ ")) if text.startswith("ระดับ ") else None


def _percent(text: str) -> Decimal | None:
    return Decimal(text.removeprefix("ร้อยละ ")) if text.startswith("ร้อยละ ") else None


def _evidence(items: list[Json]) -> tuple[Evidence, ...]:
    return tuple(Evidence(text=item["text"]) for item in items)


def _appeal(appeal: Json) -> Appeal:
    """The state is the sentence that the report has: that the appeal is being waited for."""
    return Appeal(
        item=appeal["item"],
        before=appeal["from"],
        after=appeal["to"],
        state=AppealState.PENDING,
        reason=appeal["reason"],
    )


def prose(items: str | list[Json] | None) -> RichText | None:
    """Paragraphs and lists of the case; what the report calls nothing is nothing."""
    if items is None or isinstance(items, str) or [item["text"] for item in items] == [NOTHING]:
        return None
    blocks: list[Paragraph | ListBlock] = []
    for item in items:
        marker = ListMarker.DASH if item.get("bullet") else ListMarker.DECIMAL_DOT
        if item["no"] is None and not item.get("bullet"):
            blocks.append(Paragraph(text=item["text"]))
        elif blocks and isinstance(blocks[-1], ListBlock):
            blocks[-1] = ListBlock(items=(*blocks[-1].items, _item(item)), marker=marker)
        else:
            blocks.append(ListBlock(items=(_item(item),), marker=marker))
    return RichText(blocks=tuple(blocks))


def _item(item: Json) -> ListItem:
    below = tuple(ListItem(text=inner["text"]) for inner in item.get("sub_items", ()))
    lists = (ListBlock(items=below),) if below else ()
    return ListItem(
        text=item["text"], children=(*lists, *(Paragraph(text=text) for text in item.get("continuation", ())))
    )
