"""What a caller may choose beside the dataset, the kinds and the folder."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.errors import UsageError
from pipeline.messages import N_, gettext

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from pipeline.model import Dataset, Digits, Month, ScoresShown
    from pipeline.monitoring import Occasion

MOST_JOBS = 64
_BAD_JOBS = N_("จำนวนโพรเซส {jobs} ใช้ไม่ได้")
_BAD_JOBS_REMEDY = N_("ระบุจำนวนเต็มตั้งแต่ 1 ถึง {most}")


@dataclass(frozen=True, slots=True)
class Choices:
    """See :func:`pipeline.run.build`.

    Raises:
        UsageError: there cannot be so many jobs.
    """

    formats: Sequence[str] = ()
    digits: Digits | None = None
    projects: Collection[str] | None = None
    picture: bool | None = None
    strict: bool = False
    today: dt.date | None = None
    templates: Path | None = None
    fonts: Path | None = None
    duplex: bool | None = None
    booklet: bool = False
    since: Dataset | None = None
    jobs: int | None = None
    scores: ScoresShown | None = None
    month: Month | None = None

    def __post_init__(self) -> None:
        if self.jobs is not None and not 1 <= self.jobs <= MOST_JOBS:
            raise UsageError(
                gettext(_BAD_JOBS).format(jobs=self.jobs), gettext(_BAD_JOBS_REMEDY).format(most=MOST_JOBS)
            )

    def occasion(self, dataset: Dataset) -> Occasion:
        """The month that monthly documents of a dataset are about, and the day on which it is looked at."""
        from pipeline.monitoring import occasion_of

        return occasion_of(dataset, self.month, self.today or dt.datetime.now().astimezone().date())

    def applied_to(self, dataset: Dataset) -> Dataset:
        """The dataset with its house style, and the scores that its evaluation prints, as chosen."""
        chosen: dict[str, Any] = {"digits": self.digits, "picture": self.picture, "duplex": self.duplex}
        house = {name: value for name, value in chosen.items() if value is not None}
        update: dict[str, Any] = {"house": dataset.house.model_copy(update=house)} if house else {}
        if self.scores is not None and dataset.evaluation_indicators:
            from pipeline.model import Evaluation

            evaluation = dataset.evaluation or Evaluation()
            update["evaluation"] = evaluation.model_copy(update={"scores": self.scores})
        return dataset.model_copy(update=update) if update else dataset


def fonts_beside(source: Path) -> Path | None:
    """The ``fonts`` folder that an office keeps with its data: in the dataset folder, or beside the file."""
    folder = (source if source.is_dir() else source.parent) / "fonts"
    return folder if folder.is_dir() else None
