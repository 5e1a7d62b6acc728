"""Parts of a project that the form prints, and how they fit the plan and the other projects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.registry import Hit, dataset_rule, hit, rule
from pipeline.findings import Severity
from pipeline.messages import N_
from pipeline.model import Project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.view import DatasetView, ProjectView

_PARTS = ("start", "end", "unit", "responsible", "rationale", "objectives", "targets", "alignments")
_HIGHEST_SCORE = 100


@rule(
    id="project-parts-missing",
    severity=Severity.WARNING,
    title=N_("โครงการขาดข้อมูลที่แบบฟอร์มต้องพิมพ์"),
    message=N_("ยังไม่ได้กรอก {parts}"),
    remedy=N_("กรอกให้ครบก่อนพิมพ์ ส่วนที่ว่างจะพิมพ์ “-”"),
    basis=N_("แบบรายงานความก้าวหน้า ข้อ 1.1 ถึง 1.6"),
)
def project_parts_missing(view: ProjectView) -> Iterator[Hit]:
    """Parts of the form that would print empty, told together by their titles in form and workbook."""
    missing = [key for key in _PARTS if not getattr(view.project, key) and view.was_read(view.path(key))]
    if "alignments" in missing and view.dataset.alignments_of(view.project):
        missing.remove("alignments")  # the plan tells
    if missing and view.is_on_form:
        yield hit(view.path(), parts=", ".join(Project.model_fields[key].title or key for key in missing))


@dataset_rule(
    id="project-name-repeated",
    severity=Severity.NOTE,
    title=N_("ชื่อโครงการซ้ำ"),
    message=N_("ชื่อโครงการเหมือนกับโครงการ {code}"),
    remedy=N_("หากเป็นโครงการเดียวกันให้เหลือรายการเดียว หากต่างกันให้ตั้งชื่อให้ต่างกัน"),
    basis=N_("ผู้อ่านต้องแยกโครงการออกจากกันได้"),
)
def project_name_repeated(view: DatasetView) -> Iterator[Hit]:
    """Two projects of one name."""
    first: dict[str, int] = {}
    for index, project in enumerate(view.dataset.projects):
        before = first.setdefault(" ".join(project.name.split()), index)
        if before != index:
            code = view.dataset.projects[before].code
            yield hit(("projects", index, "name"), code=code, related=(("projects", before, "name"),))


@rule(
    id="project-code-of-other-agency",
    severity=Severity.NOTE,
    title=N_("รหัสโครงการไม่ใช่ของหน่วยงานนี้"),
    message=N_("รหัสโครงการขึ้นต้น {prefix} แต่รหัสหน่วยงานคือ {agency}"),
    remedy=N_("ตรวจรหัสโครงการ สองหลักแรกคือหน่วยงาน"),
    basis=N_("รหัสโครงการ UUUUUUUU-NNNN: แปดหลักแรกคือรหัสหน่วยงาน"),
)
def project_code_of_other_agency(view: ProjectView) -> Iterator[Hit]:
    """The code begins with another agency's number."""
    agency, code = view.dataset.agency.code, view.project.code
    if agency and agency[:2].isdigit() and code[:2] != agency[:2]:
        yield hit(view.path("code"), quote=code, prefix=code[:8], agency=agency, related=(("agency", "code"),))


@rule(
    id="assessment-duplicate",
    severity=Severity.WARNING,
    title=N_("ผลการประเมินไตรมาสซ้ำ"),
    message=N_("มีผลการประเมินไตรมาส {quarter} มากกว่าหนึ่งรายการ"),
    remedy=N_("เหลือผลการประเมินไตรมาสละหนึ่งรายการ"),
    basis=N_("ไตรมาสหนึ่งมีผลการประเมินเดียว"),
)
def assessment_duplicate(view: ProjectView) -> Iterator[Hit]:
    """Two assessments of one quarter."""
    seen: dict[int, int] = {}
    for place, assessment in enumerate(view.project.assessments):
        before = seen.setdefault(assessment.quarter, place)
        if before != place:
            yield hit(
                view.path("assessments", place, "quarter"),
                quarter=str(assessment.quarter),
                related=(view.path("assessments", before, "quarter"),),
            )


@rule(
    id="assessment-over-100",
    severity=Severity.WARNING,
    title=N_("คะแนนประเมินเกิน 100"),
    message=N_("คะแนนประเมินไตรมาส {quarter} เป็น {score}"),
    remedy=N_("แก้คะแนนให้ไม่เกิน 100 หากยังไม่มีคะแนนให้เว้นว่าง"),
    basis=N_("คะแนนเต็ม 100"),
)
def assessment_over_100(view: ProjectView) -> Iterator[Hit]:
    """A score above 100."""
    for place, assessment in enumerate(view.project.assessments):
        if assessment.score is not None and assessment.score > _HIGHEST_SCORE:
            score = f"{assessment.score:f}"
            yield hit(
                view.path("assessments", place, "score"), quote=score, quarter=str(assessment.quarter), score=score
            )
