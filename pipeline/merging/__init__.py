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
    ``obstacles`` are those of them that forbid the dataset to stand for its sources: something was contradicted, or
    lost in reading. References that lead nowhere are none: what they mean may come with another division.
    Where sources contradict and nobody said whose value wins, the dataset holds that of the first.
    """

    dataset: Dataset
    findings: tuple[Finding, ...]
    obstacles: tuple[Finding, ...]

    @property
    def faultless(self) -> bool:
        """Whether the dataset may stand for its sources."""
        return not self.obstacles


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
