"""Groups of agencies (กลุ่มหน่วยงาน): whether one is chosen, what depends on it, and whether each has its criteria."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.evaluation_criteria import BY_NUMBERS
from pipeline.checks.registry import Hit, evaluation_rule, hit
from pipeline.findings import Severity
from pipeline.messages import N_, gettext
from pipeline.scoring import read_cell
from pipeline.scoring.figures import figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.evaluation import EvaluationView
    from pipeline.checks.records import At
    from pipeline.model import CriterionRow, EvaluationIndicator

_BASIS = N_("เกณฑ์การให้คะแนนของบางตัวชี้วัดต่างกันตามกลุ่มหน่วยงาน")
_GROUP = ("evaluation", "group")


@evaluation_rule(
    id="agency-group-not-chosen",
    severity=Severity.WARNING,
    title=N_("ยังไม่ได้เลือกกลุ่มหน่วยงาน"),
    message=N_("เกณฑ์ของตัวชี้วัด {ids} ต่างกันตามกลุ่มหน่วยงาน แต่ยังไม่ได้เลือกกลุ่มของหน่วยงานนี้"),
    remedy=N_("กรอก “กลุ่มหน่วยงาน” เป็น {groups}"),
    basis=_BASIS,
)
def agency_group_not_chosen(view: EvaluationView) -> Iterator[Hit]:
    """Criteria differ by group, and none is ticked."""
    grouped = list(_grouped(view))
    if grouped and view.evaluation.group is None and view.was_read(_GROUP):
        related = tuple(at.path("criteria") for at in grouped)
        groups = " / ".join(view.evaluation.groups)
        yield hit(_GROUP, ids=", ".join(at.item.id for at in grouped), groups=groups, related=related)


@evaluation_rule(
    id="agency-group-unknown",
    severity=Severity.WARNING,
    title=N_("กลุ่มหน่วยงานไม่อยู่ในรายการ"),
    message=N_("กลุ่มหน่วยงาน “{group}” ไม่อยู่ในกลุ่มทั้งหมด ({groups})"),
    remedy=N_("แก้กลุ่มหน่วยงานให้ตรงกับรายการ หรือเพิ่มกลุ่มใน “กลุ่มหน่วยงานทั้งหมด”"),
    basis=_BASIS,
)
def agency_group_unknown(view: EvaluationView) -> Iterator[Hit]:
    """The agency's own group is none of those that there are."""
    group, groups = view.evaluation.group, view.evaluation.groups
    if group is not None and group not in groups and view.was_read(_GROUP):
        yield hit(_GROUP, quote=group, group=group, groups=", ".join(groups))


@evaluation_rule(
    id="score-depends-on-group",
    severity=Severity.WARNING,
    title=N_("คะแนนขึ้นอยู่กับกลุ่มหน่วยงานที่ยังไม่ได้เลือก"),
    message=N_("คะแนนของตัวชี้วัดนี้ขึ้นอยู่กับกลุ่มหน่วยงาน ({scores}){typed}"),
    remedy=N_("เลือกกลุ่มหน่วยงานก่อน แล้วโปรแกรมจะคิดคะแนนให้"),
    basis=_BASIS,
)
def score_depends_on_group(view: EvaluationView) -> Iterator[Hit]:
    """No group is chosen, and there is a result: what its score would be in each group."""
    if view.evaluation.group is not None:
        return
    by_group = {group: view.scores_as(group) for group in view.evaluation.groups} if any(_grouped(view)) else {}
    for node, at in view.reported():
        own = node.indicator.id
        if not any(row.group for row in node.indicator.criteria):
            continue
        scores = {group: scores[own].score for group, scores in by_group.items() if own in scores}
        known = {group: value for group, value in scores.items() if value is not None}
        if len(set(known.values())) > 1:
            shown = ", ".join(f"{group} = {figure(value)}" for group, value in known.items())
            typed = ""
            if at.item.score is not None:
                fitting = [group for group, value in known.items() if value == at.item.score]
                typed = _typed(figure(at.item.score), fitting)
            yield hit(at.path("score" if typed else "value"), scores=shown, typed=typed, related=(_GROUP,))


def _typed(score: str, groups: list[str]) -> str:
    if not groups:
        return gettext(N_(" คะแนนที่กรอกคือ {score} ซึ่งไม่ตรงกับกลุ่มใด")).format(score=score)
    return gettext(N_(" คะแนนที่กรอกคือ {score} ซึ่งตรงกับกลุ่ม {groups}")).format(score=score, groups=", ".join(groups))


@evaluation_rule(
    id="criteria-group-missing",
    severity=Severity.WARNING,
    title=N_("เกณฑ์ไม่ครบทุกกลุ่มหน่วยงาน"),
    message=N_("เกณฑ์การให้คะแนนไม่มีของกลุ่ม {groups}"),
    remedy=N_("เพิ่มแถวของกลุ่มที่ขาด หรือลบกลุ่มออกจาก “กลุ่มหน่วยงานทั้งหมด”"),
    basis=_BASIS,
)
def criteria_group_missing(view: EvaluationView) -> Iterator[Hit]:
    """A group without a row of its own where the others have one, and no row is for all."""
    for at in _grouped(view):
        own = {row.group for row in at.item.criteria}
        missing = [group for group in view.evaluation.groups if group not in own]
        if missing and None not in own and view.was_read(at.path("criteria")):
            yield hit(at.path("criteria"), groups=", ".join(missing))


@evaluation_rule(
    id="criteria-group-unknown",
    severity=Severity.WARNING,
    title=N_("เกณฑ์ของกลุ่มที่ไม่มี"),
    message=N_("เกณฑ์เป็นของกลุ่ม “{group}” ซึ่งไม่อยู่ในกลุ่มทั้งหมด ({groups})"),
    remedy=N_("แก้กลุ่มของแถวนี้ หรือเพิ่มกลุ่มใน “กลุ่มหน่วยงานทั้งหมด”"),
    basis=_BASIS,
)
def criteria_group_unknown(view: EvaluationView) -> Iterator[Hit]:
    """A row of criteria for a group that the framework does not have."""
    groups = view.evaluation.groups
    for at in _grouped(view):
        for place, row in enumerate(at.item.criteria):
            path = at.path("criteria", place, "group")
            if row.group is not None and row.group not in groups and view.was_read(path):
                yield hit(path, quote=row.group, group=row.group, groups=", ".join(groups))


@evaluation_rule(
    id="criteria-group-repeated",
    severity=Severity.WARNING,
    title=N_("กลุ่มหน่วยงานเดียวมีเกณฑ์สองแถว"),
    message=N_("กลุ่ม {group} มีเกณฑ์มากกว่าหนึ่งแถว โปรแกรมเลือกไม่ได้ว่าใช้แถวใด"),
    remedy=N_("เหลือไว้แถวเดียว"),
    basis=_BASIS,
)
def criteria_group_repeated(view: EvaluationView) -> Iterator[Hit]:
    """Two rows of one group: nobody can tell which one counts."""
    for at in _grouped(view):
        first: dict[str, int] = {}
        for place, row in enumerate(at.item.criteria):
            before = first.setdefault(row.group, place) if row.group is not None else place
            if before != place:
                path, related = at.path("criteria", place, "group"), (at.path("criteria", before, "group"),)
                yield hit(path, quote=row.group or "", group=row.group or "", related=related)


@evaluation_rule(
    id="criteria-rows-mixed",
    severity=Severity.NOTE,
    title=N_("เกณฑ์บางแถวระบุกลุ่ม บางแถวไม่ระบุ"),
    message=N_("เกณฑ์ {rows} แถวระบุกลุ่มหน่วยงาน แต่แถวนี้ไม่ระบุ"),
    remedy=N_("กรอกกลุ่มของแถวนี้ หรือใช้แถวเดียวสำหรับทุกกลุ่ม"),
    basis=_BASIS,
)
def criteria_rows_mixed(view: EvaluationView) -> Iterator[Hit]:
    """A row for all groups beside rows of single ones."""
    for at in _grouped(view):
        rows = sum(row.group is not None for row in at.item.criteria)
        for place, row in enumerate(at.item.criteria):
            if row.group is None:
                yield hit(at.path("criteria", place, "group"), rows=str(rows))


@evaluation_rule(
    id="criteria-rows-several",
    severity=Severity.WARNING,
    title=N_("เกณฑ์หลายแถวโดยไม่ระบุกลุ่ม"),
    message=N_("เกณฑ์ที่เป็นตัวเลขมี {count} แถวและไม่ระบุกลุ่มหน่วยงาน โปรแกรมเลือกไม่ได้ว่าใช้แถวใดคิดคะแนน"),
    remedy=N_("กรอกกลุ่มของแต่ละแถว หรือแยกเป็นตัวชี้วัดย่อยตัวละแถว"),
    basis=_BASIS,
)
def criteria_rows_several(view: EvaluationView) -> Iterator[Hit]:
    """More than one row could count: numbers in each, and no group to tell them apart."""
    for at in view.indicators.values():
        rows = [place for place, row in enumerate(at.item.criteria) if row.group is None and _has_numbers(row)]
        if len(rows) > 1 and at.item.scheme in BY_NUMBERS:
            related = tuple(at.path("criteria", place) for place in rows[1:])
            yield hit(at.path("criteria", rows[0]), count=str(len(rows)), related=related)


def _has_numbers(row: CriterionRow) -> bool:
    return any(read_cell(cell) for cell in row.cells)


def _grouped(view: EvaluationView) -> Iterator[At[EvaluationIndicator]]:
    """Indicators whose criteria differ by group."""
    return (at for at in view.indicators.values() if any(row.group for row in at.item.criteria))
