"""Words that every writer of findings shares: names of severities, places, counts; text made safe to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.subjects import field_of
from pipeline.findings import Finding, Place, Severity
from pipeline.messages import N_, gettext

if TYPE_CHECKING:
    from collections.abc import Iterable

SEVERITIES = {
    Severity.ERROR: N_("ข้อผิดพลาด"),
    Severity.WARNING: N_("คำเตือน"),
    Severity.NOTE: N_("ข้อสังเกต"),
}
SILENCED = N_("ปิดการแจ้งเตือน")
SOUND = N_("ไม่พบสิ่งที่ต้องแก้")

_LINE = N_("บรรทัด {line} ตัวที่ {column}")


def severity_name(finding: Finding) -> str:
    """What a planner calls the severity; silenced findings say so."""
    return gettext(SILENCED if finding.silenced is not None else SEVERITIES[finding.severity])


def place_name(place: Place) -> str:
    """Where in the file: ``โครงการ!B10``, ``บรรทัด 12 ตัวที่ 5``, or nothing for the whole file."""
    if place.sheet is not None:
        return f"{place.sheet}!{place.cell}" if place.cell else place.sheet
    if place.line is not None:
        return gettext(_LINE).format(line=place.line, column=place.column or 1)
    return ""


def record_name(finding: Finding) -> str:
    """The record and the field: ``โครงการ 03000000-2449 รายงานครั้งที่ 4 · วันที่รายงาน``."""
    return " · ".join(part for part in (finding.subject, field_of(finding.path)) if part)


def count(findings: Iterable[Finding]) -> dict[str, int]:
    """How many errors, warnings and notes there are, and how many findings are silenced (counted only there)."""
    counts = {"error": 0, "warning": 0, "note": 0, "silenced": 0}
    for finding in findings:
        counts["silenced" if finding.silenced is not None else finding.severity.value] += 1
    return counts


def counted(findings: Iterable[Finding]) -> str:
    """The counts in one line: ``ข้อผิดพลาด 2 · คำเตือน 3 · ข้อสังเกต 4``."""
    counts = count(findings)
    parts = [f"{gettext(name)} {counts[severity.value]}" for severity, name in SEVERITIES.items()]
    if counts["silenced"]:
        parts.append(f"{gettext(SILENCED)} {counts['silenced']}")
    return " · ".join(parts) if any(counts.values()) else gettext(SOUND)
