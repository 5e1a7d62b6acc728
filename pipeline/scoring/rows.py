"""Which row of the criteria counts: the agency group's, or the only one that can."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.scoring.criteria import read_cell
from pipeline.scoring.scorecard import NoScore

if TYPE_CHECKING:
    from pipeline.model import CriterionRow, EvaluationIndicator


def row_of(indicator: EvaluationIndicator, group: str | None) -> CriterionRow | NoScore:
    """The row of an indicator's criteria for an agency group (กลุ่มหน่วยงาน), or why none can be told.

    A row without a group is for all groups that have none of their own. Of several that could count, the only one
    with figures does.
    """
    if not indicator.criteria:
        return NoScore.NO_CRITERIA
    if not group and any(row.group for row in indicator.criteria):
        return NoScore.GROUP_NOT_CHOSEN
    own = [row for row in indicator.criteria if row.group and row.group == group]
    fitting = own or [row for row in indicator.criteria if not row.group]
    if not fitting:
        return NoScore.GROUP_WITHOUT_ROW
    if len(fitting) == 1:
        return fitting[0]
    counted = [row for row in fitting if any(read_cell(cell) for cell in row.cells)]
    return counted[0] if len(counted) == 1 else NoScore.CRITERIA_UNREADABLE
