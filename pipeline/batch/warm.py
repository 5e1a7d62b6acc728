"""What a process loads before its first document: the program, and no data.

Much is loaded only when it is first needed: libraries, templates, the typeface, the dictionary, the writer of Word
files. For a first document that is several times its own work. So a process makes specimens of the documents that it
will make before it says that it is ready, from an invented project of a few words, and keeps nothing of them.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.batch.orders import Terms
    from pipeline.model import Dataset

_SPECIMEN = "ตัวอย่าง 1 กุมภาพันธ์ 2569"
_MISSPELT = "ดำเนินกาลประชาสัมพันท์โครงการ"
"""Has the dictionary looked into."""
_CODE = "00000000-0001"
_NEEDED = ("pipeline.batch.workshop", "pipeline.batch.planning", "pipeline.sources.loading", "yaml")


@dataclass(frozen=True, slots=True)
class Preparation:
    """What a process of a batch does first, as a value that can be sent and compared: loads what ``terms`` ask for.

    A summary for executives needs 50 MB of libraries that a form does not; only who makes some loads them.
    """

    terms: Terms

    def __call__(self) -> None:
        """Load it."""
        _load()
        for name in self.terms.kinds:
            with contextlib.suppress(Exception):  # what is wrong here each document will say for itself
                _print_specimen(name, self.terms)


def prepare() -> None:
    """Load what forms are made with."""
    _load()
    with contextlib.suppress(Exception):  # as above
        _print_specimen("progress-form", None)


def _load() -> None:
    """The program, and what its checks need."""
    for name in _NEEDED:
        import_module(name)
    from pipeline.checks import check

    check(_dataset())


def _print_specimen(kind: str, terms: Terms | None) -> None:
    """A document of a kind in its formats; without terms in the bundled typeface, as PDF and for Word."""
    from pipeline.compose.registry import find_kind
    from pipeline.run.choices import Choices
    from pipeline.run.plan import plan_all
    from pipeline.run.press import Press

    dataset = _dataset()
    choices = Choices(formats=("pdf", "docx"), jobs=1)
    if terms is not None:
        # An office's own template may loop for ever; documents have limits, being made ready has not.
        choices = replace(terms.choices, templates=None, month=terms.month, jobs=1)
    press = Press(dataset, choices)
    found = [find_kind(kind, choices.templates)]
    for job in plan_all(dataset, found, out=Path(), formats=choices.formats, occasion=choices.occasion(dataset)):
        press.print(job)


def _dataset() -> Dataset:
    """An agency with one project that has a little of everything a form shows."""
    from pipeline.model import Dataset

    month = {"year": 2026, "month": 2}
    told = {"blocks": [{"text": _SPECIMEN}]}
    slip = {"blocks": [{"text": _MISSPELT}]}
    project = {
        "code": _CODE,
        "name": _SPECIMEN,
        "start": "2026-02-01",
        "end": "2026-02-28",
        "budget_received": 100,
        "rationale": told,
        "steps": [{"name": _SPECIMEN, "weight": 100, "start": month, "end": month}],
        "reports": [{"no": 1, "date": "2026-02-20", "narrative": slip, "progress": 50, "disbursed": 50}],
    }
    return Dataset.model_validate({"fiscal_year": 2569, "agency": {"name": _SPECIMEN}, "projects": [project]})
