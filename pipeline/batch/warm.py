"""What a process loads before its first document: the program, and no data."""

from __future__ import annotations


def prepare() -> None:
    """Load what every document is made with."""
    import pipeline.batch.workshop  # noqa: F401 - loading is all it does
