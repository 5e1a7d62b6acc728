"""What every part of the plan book is made from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.compose.composed import ChapterSheet, Options
    from pipeline.compose.digits import Numerals
    from pipeline.model import Dataset, PartChoice, PlanBook


@dataclass(frozen=True, slots=True)
class Book:
    """The dataset, its plan book (an empty one where the dataset has none), and how to print them."""

    dataset: Dataset
    plan: PlanBook
    options: Options

    @property
    def numerals(self) -> Numerals:
        """How numbers and typed texts are printed."""
        return self.options.numerals


Part = Callable[[Book, "PartChoice"], Iterator["ChapterSheet"]]
"""A part of the book: its chapters in order, none where the data has nothing for it."""
