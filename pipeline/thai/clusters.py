"""What a reader sees as one letter: a base with its marks above and below.

Extended grapheme clusters of Unicode (UAX #29) as they fall out for Thai: sara am (ำ) belongs to the cluster
before it; the leading vowels เ แ โ ใ ไ begin a cluster of their own. Slack may be spread between a leading
vowel and its consonant, but no line breaks there (:mod:`pipeline.thai.tokens`).
"""

from __future__ import annotations

import re

ABOVE_BELOW = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
"""Marks above and below (ั ิ ี ึ ื ุ ู ฺ ็ ่ ้ ๊ ๋ ์ ํ ๎), as the inside of a character class."""

LEADING_VOWELS = "เแโใไ"

_OTHER_MARKS = "\u0300-\u036f\u20d0-\u20f0\ufe00-\ufe0f\u200d"
_CLUSTER = re.compile(rf"(?:\r\n|.)[{ABOVE_BELOW}\u0e33{_OTHER_MARKS}]*", re.DOTALL)


def clusters(text: str) -> list[str]:
    """The text cut into clusters; joined they are the text again."""
    return _CLUSTER.findall(text)


def cluster_starts(text: str) -> list[int]:
    """Where clusters begin, in characters; the first is 0 unless the text is empty."""
    return [match.start() for match in _CLUSTER.finditer(text)]
