"""The account of a batch (run report): for machines, as a workbook, and as a page that leads to every document.

Modules:
    record: JSON, the shape ``saraban-batch/1``.
    sheets: the workbook.
    page, links: the page for a browser.
    words: what all of them call documents, causes and times.
    posted: which texts a chat group has got already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.errors import SarabanError
from pipeline.run.files import prepare_folder, write_atomically
from pipeline.run.plan import month_stem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from pipeline.batch.results import BatchReport

STEM = "run-report"
"""Name of the files of an account, without their suffixes."""

_AT_ONCE = 1 << 16
"""Letters that are written at once."""


def write(report: BatchReport) -> tuple[Path, ...]:
    """Write ``run-report.json``, ``.html`` and ``.xlsx`` into the month's folder; a dry run writes nothing.

    Each is there whole or not at all. One that cannot be written, as it is open in Excel, keeps none of the others.

    Returns:
        The files that were written, the page first.

    Raises:
        SarabanError: a file could not be written; the first of what went wrong, after all were tried.
    """
    if report.dry_run:
        return ()
    folder = report.out / month_stem(report.month)
    prepare_folder(folder)
    written, wrong = [], []
    for suffix, make in _WRITERS.items():
        path = folder / f"{STEM}{suffix}"
        try:
            write_atomically(path, make(report))
        except SarabanError as error:
            wrong.append(error)
        else:
            written.append(path)
    if wrong:
        raise wrong[0]
    return tuple(written)


def _page(report: BatchReport) -> Iterator[bytes]:
    from pipeline.batch.account.page import pieces

    return _encoded(pieces(report))


def _record(report: BatchReport) -> Iterator[bytes]:
    from pipeline.batch.account.record import pieces

    return _encoded(f"{line}\n" for line in pieces(report))


def _workbook(report: BatchReport) -> bytes:
    from pipeline.batch.account.sheets import to_xlsx

    return to_xlsx(report)


_WRITERS: dict[str, Callable[[BatchReport], bytes | Iterable[bytes]]] = {
    ".html": _page,
    ".json": _record,
    ".xlsx": _workbook,
}


def _encoded(texts: Iterable[str]) -> Iterator[bytes]:
    """Texts as UTF-8 in pieces worth writing; what stands for bytes of a name that are no text is spelt out."""
    held: list[str] = []
    letters = 0
    for text in texts:
        held.append(text)
        letters += len(text)
        if letters >= _AT_ONCE:
            yield "".join(held).encode(errors="backslashreplace")
            held, letters = [], 0
    yield "".join(held).encode(errors="backslashreplace")
