"""What only the whole can tell: a reference of one division may lead to what another brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.findings import FieldPath, Place
from pipeline.sources import rules, rules_files
from pipeline.sources.files import check_files
from pipeline.sources.reading import Reading
from pipeline.sources.references import check_references

if TYPE_CHECKING:
    from collections.abc import Collection

    from pipeline.findings import Finding
    from pipeline.model import Dataset

REVIEWED = (rules.REFERENCE_MISSING, rules_files.FILE_MISSING)
"""Rules that are judged anew; where they name no value, a row was lost in reading, and they stay as they are."""


class _Places(dict[FieldPath, Place]):
    """Places of which every value has one: that of the nearest record around it."""

    def __missing__(self, path: FieldPath) -> Place:
        return self[path[:-1]] if path else Place()


def reviewed(merged: Dataset, before: Collection[Finding], *, lost: bool) -> list[Finding]:
    """References of a merged dataset that lead nowhere, and files that are not there.

    Args:
        merged: the dataset, knowing the places of its values.
        before: what the sources were told of this kind.
        lost: something could not be read, so that only what was told before is known to be missing.
    """
    origin = merged.origin
    reading = Reading(origin.source, places=_Places(origin.places))
    check_references(merged, (), reading)
    if origin.folder is not None:
        check_files(merged, origin.folder, reading)
    told = {(finding.rule, finding.quote) for finding in before}
    return [
        finding
        for finding in reading.findings
        if finding.rule in REVIEWED and (not lost or (finding.rule, finding.quote) in told)
    ]
