"""Findings for machines: one JSON document of a stable shape.

The shape, version 1 (fields may be added; none is renamed or removed without a new version)::

    {
      "schema": "saraban-findings/1",
      "counts": {"error": 0, "warning": 1, "note": 0, "silenced": 0},
      "findings": [
        {
          "rule": "report-after-deadline",      stable id
          "severity": "warning",                error | warning | note (after --strict)
          "title": "…", "message": "…", "remedy": "…", "basis": "…",   in the language of the run
          "subject": "โครงการ … รายงานครั้งที่ 4",
          "field": "วันที่รายงาน",
          "quote": "",                          the words as written, or empty
          "place": {"source": "projects/1.yaml", "line": 12, "column": 7, "sheet": null, "cell": null},
          "path": ["projects", 0, "reports", 3, "date"],
          "params": {"date": "…"},              what fills the texts
          "related": [],                        further places
          "silenced": null                      or the reason that the dataset gives
        }
      ]
    }
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pipeline.checks.labels import count
from pipeline.checks.subjects import field_of
from pipeline.messages import gettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.findings import Finding, Place

SCHEMA = "saraban-findings/1"


def to_json(findings: Sequence[Finding]) -> str:
    """The findings as JSON text, ending in a line break; the same findings give the same text."""
    document = {"schema": SCHEMA, "counts": count(findings), "findings": [as_record(finding) for finding in findings]}
    text = json.dumps(document, ensure_ascii=False, indent=2)
    return text.encode("utf-8", "replace").decode("utf-8") + "\n"


def as_record(finding: Finding) -> dict[str, Any]:
    """One finding as plain values, keys always in the same order."""
    return {
        "rule": finding.rule.id,
        "severity": finding.severity.value,
        "title": gettext(finding.rule.title),
        "message": finding.message,
        "remedy": finding.remedy,
        "basis": gettext(finding.rule.basis),
        "subject": finding.subject,
        "field": field_of(finding.path),
        "quote": finding.quote,
        "place": _place(finding.place),
        "path": list(finding.path),
        "params": dict(sorted(finding.params.items())),
        "related": [_place(place) for place in finding.related],
        "silenced": finding.silenced,
    }


def _place(place: Place) -> dict[str, str | int | None]:
    return {
        "source": place.source,
        "line": place.line,
        "column": place.column,
        "sheet": place.sheet,
        "cell": place.cell,
    }
