"""Small frameworks, made in Python: one component unless a test needs more."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from pipeline.model import (
    Agency,
    CriterionRow,
    Dataset,
    Evaluation,
    EvaluationDimension,
    EvaluationIndicator,
    EvaluationResult,
)

Office = Callable[..., Dataset]
Indicator = Callable[..., EvaluationIndicator]
Row = Callable[..., CriterionRow]


def _row(cells: Any, **more: Any) -> CriterionRow:  # noqa: ANN401 - text or numbers
    texts = cells.split("/") if isinstance(cells, str) else [str(cell) for cell in cells]
    return CriterionRow(**{f"level_{n}": text.strip() or None for n, text in enumerate(texts, 1)}, **more)


def _indicator(id_: str, cells: Any = None, **more: Any) -> EvaluationIndicator:  # noqa: ANN401 - text or numbers
    values: dict[str, Any] = {"dimension": 1, "name": f"ตัวชี้วัด {id_}", "weight": Decimal(10), **more}
    if cells is not None:
        values["criteria"] = (_row(cells),)
    return EvaluationIndicator(id=id_, **values)


def _office(*indicators: EvaluationIndicator, results: dict[str, dict[str, Any]] | None = None, **more: Any) -> Dataset:  # noqa: ANN401 - fields of the evaluation
    numbers = sorted({one.dimension for one in indicators}) or [1]
    found = {key: {name: _exact(value) for name, value in given.items()} for key, given in (results or {}).items()}
    return Dataset(
        fiscal_year=2568,
        agency=Agency(name="สำนักงานตัวอย่าง"),
        dimensions=tuple(EvaluationDimension(no=no, name=f"ส่วนที่ {no}") for no in numbers),
        evaluation=Evaluation(**{name: _exact(value) for name, value in more.items()}),
        evaluation_indicators=indicators,
        evaluation_results=tuple(EvaluationResult(indicator=key, **given) for key, given in found.items()),
    )


def _exact(value: Any) -> Any:  # noqa: ANN401 - any field
    """Numbers written as texts, so that no float comes near the model."""
    return Decimal(value) if isinstance(value, str) and value.replace(".", "", 1).lstrip("-").isdigit() else value


@pytest.fixture(scope="session")
def row() -> Row:
    """A row of criteria: ``row("60/70/80/90/100", group="A")``."""
    return _row


@pytest.fixture(scope="session")
def indicator() -> Indicator:
    """An indicator of component 1 with a weight of 10: ``indicator("x", "60/70/80/90/100", scheme=...)``."""
    return _indicator


@pytest.fixture(scope="session")
def office() -> Office:
    """A dataset: ``office(indicator("x"), results={"x": {"value": "70"}}, decimals=3)``."""
    return _office
