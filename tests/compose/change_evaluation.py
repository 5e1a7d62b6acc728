"""The invented evaluation, changed in one place and composed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline import compose
from pipeline.model import Dataset, EvaluationResult

if TYPE_CHECKING:
    from pipeline.compose import Composed
    from tests.compose.invented_evaluation import invented_evaluation
else:
    from invented_evaluation import invented_evaluation

KIND = "evaluation-report"


def changed(
    *,
    evaluation: dict[str, Any] | None = None,
    results: dict[str, dict[str, Any]] | None = None,
    dimensions: dict[int, dict[str, Any]] | None = None,
    indicators: dict[str, dict[str, Any]] | None = None,
    **fields: object,
) -> Dataset:
    """The invented dataset with other fields of its evaluation, of results, of components, of indicators, of itself.

    A result that the dataset has not is added.
    """
    dataset = invented_evaluation()
    known = {one.indicator: one for one in dataset.evaluation_results}
    for indicator, update in (results or {}).items():
        known[indicator] = known.get(indicator, EvaluationResult(indicator=indicator)).model_copy(update=update)
    assert dataset.evaluation is not None
    parts = {
        "evaluation": dataset.evaluation.model_copy(update=evaluation or {}),
        "evaluation_results": tuple(known.values()),
        "dimensions": tuple(one.model_copy(update=(dimensions or {}).get(one.no, {})) for one in dataset.dimensions),
        "evaluation_indicators": tuple(
            one.model_copy(update=(indicators or {}).get(one.id, {})) for one in dataset.evaluation_indicators
        ),
    }
    kept = {name: getattr(dataset, name) for name in Dataset.model_fields}
    return Dataset.model_construct(**(kept | parts | fields))  # a copy would keep what the first one looked up


def composed(dataset: Dataset | None = None, *, digits: str = "arabic", picture: bool = True) -> Composed:
    """The report of a dataset, of the invented one unless given."""
    whole = dataset or changed()
    return compose.render(whole, KIND, whole, digits=digits, face_scale=0.656, picture=picture)
