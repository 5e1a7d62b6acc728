"""บทสรุปผู้บริหารประจำเดือน: where an agency stands at a glance, what changed, and what needs attention.

One to four pages. Also over all agencies; an agency is then what a division is in one.
"""

from __future__ import annotations

from pipeline.compose.views.executive_summary.summary import view

__all__ = ["view"]
