"""What a planner calls the record that a finding speaks of: ``โครงการ 03000000-0001 รายงานครั้งที่ 5``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.messages import N_, gettext
from pipeline.model import Dataset, FrameworkWord
from pipeline.model.record import record_within

if TYPE_CHECKING:
    from pipeline.findings import FieldPath
    from pipeline.model import Project, Record

_PROJECT = N_("โครงการ {code}")
_REPORT = N_("รายงานครั้งที่ {no}")
_STEP = N_("ขั้นตอนที่ {no}")
_PERSON = N_("บุคคล {name}")
_UNIT = N_("ส่วนราชการ {name}")
_NODE = N_("แผนพัฒนา {code}")
_AGENCY = N_("หน่วยงาน {name}")
_HOUSE = N_("แบบของหน่วยงาน")
_INDICATOR = N_("ตัวชี้วัด {id}")
_BASELINE = N_("โครงการประจำปีพื้นฐานลำดับที่ {no}")
_DIMENSION = N_("มิติการประเมินที่ {no}")
_COMPONENT = N_("องค์ประกอบที่ {no}")
_EVALUATED = N_("ตัวชี้วัดการประเมิน {id}")
_RESULT = N_("ผลตัวชี้วัดการประเมิน {id}")
_EVALUATION = N_("กรอบการประเมินผล")
_AGREEMENT = N_("คำรับรองการปฏิบัติราชการ")
_BOOK = N_("แผนปฏิบัติราชการประจำปี")


def subject_of(dataset: Dataset, path: FieldPath) -> str:
    """The name of the record around a path, in the language of the run; empty for the dataset itself."""
    match path:
        case ("projects", int(index), *rest) if index < len(dataset.projects):
            return _of_project(dataset.projects[index], rest)
        case ("people", int(index), *_) if index < len(dataset.people):
            text = gettext(_PERSON).format(name=dataset.people[index].name)
        case ("units", int(index), *_) if index < len(dataset.units):
            text = gettext(_UNIT).format(name=dataset.units[index].name)
        case ("strategy", int(index), *_) if index < len(dataset.strategy):
            text = gettext(_NODE).format(code=dataset.strategy[index].code)
        case ("agency", *_):
            text = gettext(_AGENCY).format(name=dataset.agency.name)
        case ("house", *_):
            text = gettext(_HOUSE)
        case _:
            text = _of_plan(dataset, path)
    return text


def _of_plan(dataset: Dataset, path: FieldPath) -> str:
    """The name of a record of the plan around a path; empty where there is none."""
    match path:
        case ("indicators", int(index), *_) if index < len(dataset.indicators):
            return gettext(_INDICATOR).format(id=dataset.indicators[index].id)
        case ("baseline", int(index), *_):
            return gettext(_BASELINE).format(no=index + 1)
        case ("plan_book", *_):
            return gettext(_BOOK)
        case _:
            return _of_evaluation(dataset, path)


def _of_evaluation(dataset: Dataset, path: FieldPath) -> str:
    """The name of a record of the evaluation around a path; empty where there is none."""
    match path:
        case ("dimensions", int(index), *_) if index < len(dataset.dimensions):
            component = dataset.evaluation is not None and dataset.evaluation.word is FrameworkWord.COMPONENT
            return gettext(_COMPONENT if component else _DIMENSION).format(no=dataset.dimensions[index].no)
        case ("evaluation_indicators", int(index), *_) if index < len(dataset.evaluation_indicators):
            return gettext(_EVALUATED).format(id=dataset.evaluation_indicators[index].id)
        case ("evaluation_results", int(index), *_) if index < len(dataset.evaluation_results):
            return gettext(_RESULT).format(id=dataset.evaluation_results[index].indicator)
        case ("evaluation", "agreement", *_):
            return gettext(_AGREEMENT)
        case ("evaluation", *_):
            return gettext(_EVALUATION)
        case _:
            return ""


def field_of(path: FieldPath) -> str:
    """The title of the field that a path names (``วันที่รายงาน``), as form and workbook print it; empty for a record."""
    record: type[Record] | None = Dataset
    title = ""
    for part in path:
        if isinstance(part, int):
            title = ""
            continue
        field = record.model_fields.get(part) if record else None
        if record is None or field is None:
            break
        title, record = field.title or "", record_within(field.annotation)
    return title


def _of_project(project: Project, rest: list[str | int]) -> str:
    name = gettext(_PROJECT).format(code=project.code)
    match rest:
        case ["reports", int(index), *_] if index < len(project.reports):
            return name + " " + gettext(_REPORT).format(no=project.reports[index].no)
        case ["steps", int(index), *_] if index < len(project.steps):
            return name + " " + gettext(_STEP).format(no=index + 1)
        case _:
            return name
