"""Evaluation dimensions (มิติการประเมิน) of a fiscal year. The framework changes by year: it is data."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from pipeline.model.record import Line, Record


class EvaluationDimension(Record):
    """One dimension (มิติที่ n); the name is printed behind its number, as in ``มิติที่ 4 ด้านการพัฒนาองค์กร``."""

    no: Annotated[int, Field(ge=1, le=9)] = Field(title="มิติที่")
    name: Line = Field(title="ชื่อมิติ")


DIMENSIONS = (
    EvaluationDimension(no=1, name="ด้านประสิทธิผลตามพันธกิจ"),
    EvaluationDimension(no=2, name="ด้านประสิทธิภาพของการปฏิบัติราชการ"),
    EvaluationDimension(no=3, name="ด้านคุณภาพการปฏิบัติราชการ"),
    EvaluationDimension(no=4, name="ด้านการพัฒนาองค์กร"),
)
"""The four dimensions that the agencies were evaluated by in 2561–2563; used where a dataset names none."""
