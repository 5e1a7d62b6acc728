"""The agencies of the monthly batch's example; one of them comes as a workbook.

``python tests/examples/agencies_2569.py`` writes that workbook anew from its source beside this file.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.bundled import bundled_folder
from pipeline.model import Month
from pipeline.sources import load, write_workbook

AGENCIES = bundled_folder("examples") / "agencies-2569"
WORKBOOK = AGENCIES / "quiet-streets.xlsx"
SOURCE = Path(__file__).parent / "quiet-streets"
MONTH = Month(year=2026, month=6)
"""The month that the example is about: มิถุนายน 2569."""


if __name__ == "__main__":
    write_workbook(load(SOURCE), WORKBOOK)
