"""The language of messages: Thai is written in the code, English comes from a gettext catalogue.

Message ids are the Thai texts themselves, so a missing translation still tells the planner the truth.
Mark a text where it is written with :func:`N_` and translate it where it is shown with :func:`gettext`.
"""

from __future__ import annotations

import gettext as _gettext
from functools import cache
from pathlib import Path

LANGUAGES = ("th", "en")
_current = "th"


def N_(text: str) -> str:  # noqa: N802 - the customary name that message extraction looks for
    """Mark a text for the catalogue without translating it yet."""
    return text


def use_language(language: str) -> None:
    """Choose the language of messages for this process: ``th`` or ``en``."""
    global _current  # noqa: PLW0603 - one command speaks one language
    if language not in LANGUAGES:
        raise ValueError(f"no such language: {language!r}")
    _current = language


def current_language() -> str:
    """The language of messages of this process."""
    return _current


@cache
def _catalogue(language: str) -> _gettext.NullTranslations:
    folder = Path(__file__).parent / "locale"
    return _gettext.translation("saraban", folder, languages=[language], fallback=True)


def gettext(text: str) -> str:
    """The text in the language of this process; the Thai original where nothing is translated."""
    if _current == "th" or not text:
        return text
    return _catalogue(_current).gettext(text)
