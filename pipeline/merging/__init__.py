"""Merging (การรวมข้อมูล): workbooks of several divisions become one dataset; what contradicts is told value by value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.findings import Finding
    from pipeline.model import Dataset

Keep = Literal["first", "last"]
"""Whose value wins where two sources contradict: that of the source named first, or of the one named last."""


@dataclass(frozen=True, slots=True)
class Merged:
    """One dataset made of several.

    ``findings`` are those of reading the sources, then those of merging; places name the source they are in.
    Where sources contradict and nobody said whose value wins, the dataset holds that of the first.
    ``faultless`` says that nothing was contradicted and nothing was lost in reading: only then may the dataset stand
    for its sources. References that lead nowhere do not count: what they mean may come with another division.
    """

    dataset: Dataset
    findings: tuple[Finding, ...]
    faultless: bool


def merge(datasets: Sequence[Dataset], keep: Keep | None = None) -> Merged:
    """Make one dataset of several of the same agency and fiscal year.

    A record that only one has is taken, and so is a value that only one gives; equal values are one. Different values
    are a conflict. Members of lists are known by their code, id, number or name, at every depth. Their order is that
    of the first dataset; what others add stands behind the neighbour that it has there.

    Args:
        datasets: at least one, in the order that ``keep`` speaks of.
        keep: whose value wins in a conflict; each one is then a warning that names the value that was dropped.

    Raises:
        DataError: they are of different agencies or fiscal years.
        ValueError: there is no dataset.
    """
    if not datasets:
        raise ValueError("nothing to merge")
    from pipeline.merging.walk import joined

    return joined(datasets, keep)


__all__ = ["Keep", "Merged", "merge"]
