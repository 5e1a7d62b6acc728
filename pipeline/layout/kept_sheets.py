"""Stylesheets parsed once per process; documents of a kind have theirs in common.

What: what a ``<style>`` element means (its rules, page rules and counter styles) is kept by its text.
Why: parsing took a tenth of the time of a form.
Upstream: ``weasyprint.css.find_stylesheets``, which parses every sheet of every document.
"""

from __future__ import annotations

import copy
import logging
import re
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

import weasyprint.css
from weasyprint import CSS
from weasyprint.logger import LOGGER

_MOST = 64
"""How many sheets are kept."""
_NOT_ALONE = re.compile(r"@(?:import|font-face|color-profile|layer)|@[-\w]*\\", re.IGNORECASE)
"""What makes a sheet depend on more than its text, or may hide that."""


@dataclass(frozen=True, slots=True)
class _Kept:
    sheet: Any
    page_rules: list[Any]
    counters: dict[str, Any]


_OF_VIEWPORT = re.compile(r"\d[dls]?v(?:w|h|i|b|min|max)\b", re.IGNORECASE)
"""Lengths that depend on the first page of the document."""

_kept: OrderedDict[tuple[str, str, str], _Kept] = OrderedDict()


def _sheet(**given: Any) -> Any:  # noqa: ANN401 - WeasyPrint publishes no types
    """What ``CSS(...)`` would give for a sheet of a document."""
    text = given.get("string")
    if text is None or _NOT_ALONE.search(text):
        return CSS(**given)
    key = (text, given["base_url"], given["media_type"])
    kept = _kept.get(key)
    if kept is None:
        kept, faultless = _parse(given)
        if faultless:
            _kept[key] = kept
            if len(_kept) > _MOST:
                _kept.popitem(last=False)
    given["page_rules"].extend(kept.page_rules)
    given["counter_style"].update(kept.counters)
    sheet = copy.copy(kept.sheet)
    sheet.page_rules, sheet.layers = given["page_rules"], given["layers"]
    sheet.saraban_constant = _kept.get(key) is kept and not _OF_VIEWPORT.search(text)
    return sheet


def _parse(given: dict[str, Any]) -> tuple[_Kept, bool]:
    """A sheet parsed by itself, and whether WeasyPrint had nothing to say; what it says must be said every time."""
    known = given["counter_style"]
    counters, ear = known.copy(), _Ear()
    page_rules: list[Any] = []
    LOGGER.addFilter(ear)
    try:
        sheet = CSS(**{**given, "counter_style": counters, "page_rules": page_rules, "layers": []})
    finally:
        LOGGER.removeFilter(ear)
    added = {name: style for name, style in counters.items() if known.get(name) is not style}
    return _Kept(sheet, page_rules, added), not ear.heard


class _Ear(logging.Filter):
    """Hears whether anything is logged, and lets it pass."""

    heard = False

    def filter(self, record: logging.LogRecord) -> bool:  # noqa: ARG002 - the signature of logging
        self.heard = True
        return True


def install() -> None:
    """Put the replacement in (called once by :mod:`pipeline.layout.engine`)."""
    weasyprint.css.CSS = _sheet
