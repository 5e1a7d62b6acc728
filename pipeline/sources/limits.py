"""Every limit on input, in one place. What is beyond one is refused with a finding, never read half.

The limits are far above what an agency writes (a year of 50 projects is about 300 KB of YAML) and far below
what hurts a small office computer.
"""

from __future__ import annotations

MAX_TEXT_FILE = 5_000_000
"""Largest YAML or JSON file, in bytes."""

MAX_FILES = 2_000
"""Most files of one dataset folder."""

MAX_DEPTH = 40
"""Deepest nesting of lists and groups in a text file; the model itself needs nine."""

MAX_NODES = 400_000
"""Most values of one text file, aliases counted as often as they are used (alias bombs)."""

MAX_NUMBER = 40
"""Longest number as written, in characters; longer ones are refused before anybody calculates with them."""

MAX_RAW_TEXT = 60_000
"""Longest text as written, with its indentation, in characters; a longer one is not even taken apart. What remains
of a text may have :data:`pipeline.model.record.MAX_TEXT`."""

MAX_TABLE_COLUMNS = 12
"""Most columns of a table in prose, which is the model's bound: more fit no page."""

MAX_TABLE_ROWS = 500
"""Most rows of a table in prose, which is the model's bound."""

MAX_FINDINGS = 2_000
"""Most findings of one reading. Beyond it a last finding says that there are more."""

MAX_SUGGESTED = 500
"""Most codes that are compared with one that does not exist, to name the nearest."""

MAX_WORKBOOK = 50_000_000
"""Largest workbook file, in bytes as it lies on the disk."""

MAX_PARTS = 4_000
"""Most parts inside a workbook."""

MAX_INFLATED = 600_000_000
"""Most bytes that all parts of a workbook may inflate to, counted while they inflate: sizes in a zip may lie."""

MAX_SMALL_PART = 60_000_000
"""Most bytes of a part that is kept in memory (texts, styles); sheets are streamed and fall under the sum."""

MAX_RATIO = 200
"""Most bytes that one packed byte may become, looked at beyond :data:`RATIO_FROM`; office files stay below 60."""

RATIO_FROM = 10_000_000
"""Inflated bytes from which on :data:`MAX_RATIO` counts."""

MAX_CELLS = 500_000
"""Most cells with a value in one workbook."""

MAX_CELL_TEXT = 32_767
"""Longest text of one cell, which is Excel's own limit, in characters."""
