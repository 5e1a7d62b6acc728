"""Findings and errors as a person reads them, and as a machine does."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pipeline.cli import console
from pipeline.errors import DataError, SarabanError
from pipeline.findings import Severity
from pipeline.messages import N_, gettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.findings import Finding

_COUNTS = N_("ข้อผิดพลาด {errors} คำเตือน {warnings} ข้อสังเกต {notes}")


def as_json(value: Any) -> str:  # noqa: ANN401 - anything that JSON holds
    """JSON as other programs like it: UTF-8, keys in the order written, two spaces."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def error_record(error: SarabanError) -> dict[str, Any]:
    """An error for machines."""
    record: dict[str, Any] = {
        "error": {"exit_code": int(error.exit_code), "message": error.message, "remedy": error.remedy}
    }
    if isinstance(error, DataError):
        from pipeline.checks.reports import finding_record

        record["findings"] = [finding_record(finding) for finding in error.findings]
    return record


def tell_error(error: SarabanError) -> int:
    """Say on standard error what stopped the run and what to do; returns the exit code."""
    if isinstance(error, DataError):
        tell_findings(error.findings)
    console.message(error.message)
    if error.remedy:
        console.message(error.remedy)
    return error.exit_code


def tell_findings(findings: Sequence[Finding]) -> None:
    """Every finding on standard error, as ``saraban check`` prints them."""
    if findings:
        from pipeline.checks.reports import as_text

        console.message(as_text(findings).rstrip("\n"))


def counts(findings: Sequence[Finding]) -> str:
    """How many of each severity, silenced ones left out."""
    open_ = [finding.severity for finding in findings if finding.silenced is None]
    return gettext(_COUNTS).format(
        errors=open_.count(Severity.ERROR), warnings=open_.count(Severity.WARNING), notes=open_.count(Severity.NOTE)
    )
