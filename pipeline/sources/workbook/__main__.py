"""Write a dataset as a workbook: ``python -m pipeline.sources.workbook SOURCE TARGET.xlsx``.

For those who keep the examples; planners begin with ``saraban init --xlsx``.
"""

from __future__ import annotations

import sys

from pipeline.sources import load, write_workbook

if __name__ == "__main__":
    write_workbook(load(sys.argv[1]), sys.argv[2])
