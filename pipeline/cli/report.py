"""Findings and errors as a person reads them, and as a machine does."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

from pipeline.cli import console
from pipeline.errors import DataError, SarabanError
from pipeline.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.findings import Finding


def as_json(value: Any) -> str:  # noqa: ANN401 - anything that JSON holds
    """JSON as other programs like it: UTF-8, keys in the order written, two spaces."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def error_record(error: SarabanError) -> dict[str, Any]:
    """An error for machines; one of the data comes with its findings."""
    told = {"exit_code": int(error.exit_code), "message": error.message, "remedy": error.remedy}
    if isinstance(error, DataError):
        return {"error": told, "findings": finding_records(error.findings)}
    return {"error": told}


def finding_records(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """Findings for machines, in the shape of ``saraban check --output-format json``."""
    if not findings:
        return []
    from pipeline.checks.report_json import as_record

    return [as_record(finding) for finding in findings]


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
        console.message(findings_text(findings, colour=console.is_interactive()))


def findings_text(findings: Sequence[Finding], *, colour: bool) -> str:
    """Findings as text, as wide as the terminal."""
    from pipeline.checks.report_text import to_text

    columns = shutil.get_terminal_size((100, 24)).columns
    return to_text(findings, columns=columns, colour=colour and console.may_colour()).rstrip("\n")


def has_errors(findings: Sequence[Finding]) -> bool:
    """Whether any finding forbids a build."""
    return any(finding.severity is Severity.ERROR and finding.silenced is None for finding in findings)
