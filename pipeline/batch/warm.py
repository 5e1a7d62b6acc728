"""What a process loads before its first document: the program, and no data.

Much is loaded only when it is first needed: libraries, templates, the typeface, the dictionary, the writer of Word
files. For a first document that is several times its own work. So a process makes a specimen of a form before it says
that it is ready, from an invented project of a few words, and keeps nothing of it.
"""

from __future__ import annotations

import contextlib
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.model import Dataset

_SPECIMEN = "ตัวอย่าง 1 กุมภาพันธ์ 2569"
_MISSPELT = "ดำเนินกาลประชาสัมพันท์โครงการ"
"""Has the dictionary looked into."""
_CODE = "00000000-0001"
_NEEDED = ("pipeline.batch.workshop", "pipeline.batch.planning", "pipeline.sources.loading", "yaml")


def prepare() -> None:
    """Load what every document is made with."""
    for name in _NEEDED:
        import_module(name)
    with contextlib.suppress(Exception):  # what is wrong here each document will say for itself
        _print_specimen()


def _print_specimen() -> None:
    """A form in both formats, in the bundled typeface."""
    from pipeline.checks import check
    from pipeline.compose.registry import find_kind
    from pipeline.run.choices import Choices
    from pipeline.run.plan import Job
    from pipeline.run.press import Press

    dataset = _dataset()
    check(dataset)
    press = Press(dataset, Choices(jobs=1))
    press.print(Job(find_kind("progress-form"), dataset.projects[0], (("pdf", Path()), ("docx", Path()))))


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
