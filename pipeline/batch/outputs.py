"""Where documents of batches are: at times right among the data, which they must not be taken for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.batch.known.store import STORE_NAME

if TYPE_CHECKING:
    from pathlib import Path

_MONTH = re.compile(r"2[45][0-9]{2}-(0[1-9]|1[0-2])", re.ASCII)
"""Names of the folders of a batch's months, see :func:`pipeline.run.plan.month_stem`."""
_ACCOUNT = "run-report.json"


def holds_outputs(folder: Path) -> bool:
    """Whether a folder is one that a batch writes to: it has the store, or is one of its months."""
    return (folder / STORE_NAME).is_file() or is_month_of_outputs(folder)


def is_month_of_outputs(folder: Path) -> bool:
    """Whether a folder holds a month's documents of a batch, ``OUT/2569-06``."""
    return bool(_MONTH.fullmatch(folder.name)) and (
        (folder.parent / STORE_NAME).is_file() or (folder / _ACCOUNT).is_file()
    )


def is_output(path: Path) -> bool:
    """Whether a file or folder is in a month's documents of a batch, or is that month."""
    whole = path.absolute()
    return any(is_month_of_outputs(folder) for folder in (whole, *whole.parents))
