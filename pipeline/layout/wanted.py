"""Which pages a chapter speaks of: the ids in its ``data-page-of`` attributes."""

from __future__ import annotations

import re

_WANTED = re.compile(r"""data-page-of=["']([^"']+)["']""")


def wanted_labels(html: str) -> tuple[str, ...]:
    """See :func:`pipeline.layout.wanted_labels`."""
    return tuple(dict.fromkeys(_WANTED.findall(html)))
