"""What is told of a document that failed, and to whom."""

from __future__ import annotations

import pytest

from pipeline.batch.causes import RAISED, REFUSED, cause_of
from pipeline.errors import EnvironmentLacksError, OutputLockedError, SarabanError, UsageError

TRACE = "Traceback (most recent call last):"


@pytest.mark.parametrize("kind", [UsageError, EnvironmentLacksError])
def test_what_the_office_can_mend_itself_is_told_without_a_trace_to_send(kind: type[SarabanError]) -> None:
    cause = cause_of(kind("ไม่ใช่โฟลเดอร์", "เลือกโฟลเดอร์อื่น"), TRACE)

    assert (cause.id, cause.message, cause.remedy) == (REFUSED, "ไม่ใช่โฟลเดอร์", "เลือกโฟลเดอร์อื่น")
    assert cause.trace == ""
    assert not cause.transient


def test_a_mistake_of_the_program_keeps_its_trace() -> None:
    assert cause_of(KeyError("x"), TRACE).trace == TRACE
    assert cause_of(KeyError("x"), TRACE).id == RAISED
    assert cause_of(SarabanError("ผิดพลาดภายใน"), TRACE).trace == TRACE


def test_a_file_that_somebody_has_open_is_tried_again() -> None:
    assert cause_of(OutputLockedError("ไฟล์ถูกเปิดอยู่"), TRACE).transient
