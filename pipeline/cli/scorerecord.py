"""A scorecard for machines: numbers as texts, so that no reader makes floats of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.cli.scoretexts import reason, schemes_used
from pipeline.messages import gettext
from pipeline.model import Evaluation
from pipeline.scoring import SCHEMES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from pipeline.model import Dataset
    from pipeline.scoring import DimensionScore, Score, Scorecard


def record(
    dataset: Dataset, card: Scorecard, values: Mapping[str, Decimal], actual: Scorecard | None
) -> dict[str, Any]:
    """The card with its whole derivation. What was only asked about stands in ``what_if``, with what is ``actual``."""
    evaluation = dataset.evaluation or Evaluation()
    return {
        "agency": dataset.agency.name,
        "fiscal_year": dataset.fiscal_year,
        "by": card.by.value,
        "group": evaluation.group,
        "decimals": evaluation.decimals,
        "schemes": [
            {
                "title": gettext(scheme.title),
                "description": gettext(scheme.description),
                "source": gettext(scheme.source),
                "is_assumption": scheme.is_assumption,
            }
            for scheme in schemes_used(card)
        ],
        "what_if": {name: _text(number) for name, number in values.items()},
        "actual": None if actual is None else _totals(actual),
        **_totals(card),
        "parts": [
            {
                "no": part.dimension.no,
                "name": part.dimension.name,
                **_totals(part),
                "indicators": [_score(one) for one in part.scores],
            }
            for part in card.dimensions
        ],
    }


def _totals(of: DimensionScore | Scorecard) -> dict[str, Any]:
    return {
        "weight": _text(of.weight),
        "weighted": _text(of.known),
        "full": _text(of.full),
        "complete": of.complete,
    }


def _score(score: Score) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": score.node.indicator.id,
        "no": score.node.number,
        "name": score.node.name,
        "scheme": None if score.children else gettext(SCHEMES[score.node.indicator.scheme].title),
        "assumed": score.assumed,
    }
    for name in ("weight", "value", "level", "points", "deduction", "score", "full", "weighted"):
        told[name] = _text(getattr(score, name))
    if score.missing is not None:
        why, remedy = reason(score)
        told["missing"] = {"reason": score.missing.value, "message": why, "remedy": remedy}
    else:
        told["missing"] = None
    told["steps"] = [dict(zip(("label", "text"), step.told(), strict=True)) for step in score.steps]
    told["children"] = [_score(child) for child in score.children]
    return told


def _text(number: Decimal | None) -> str | None:
    return None if number is None else f"{number:f}"
