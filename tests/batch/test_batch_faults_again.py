"""A second run makes what has changed and nothing else: data, house style, template, typeface, the file itself."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING, NamedTuple

import pytest

from pipeline.batch.orders import ALL
from pipeline.batch.pool.limited import LimitedPool
from pipeline.batch.results import Fate, Reason
from pipeline.bundled import bundled_folder
from pipeline.errors import ExitCode
from tests.batch.agencies import change, write_agencies
from tests.batch.fault_points import prepare
from tests.batch.fault_runs import files, finished, made, reasons, run, with_fate

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.batch.results import BatchReport

KINDS = ("progress-form", "follow-up")
FORM, FOLLOW_UP = KINDS
SUMMARY = "executive-summary"
FIRST, SECOND = "89000001-0001", "89000001-0002"


class Office(NamedTuple):
    """Two agencies with two projects each, and what was made of them."""

    data: Path
    out: Path
    templates: Path

    def again(self, **wish: object) -> BatchReport:
        report = run(self.data, self.out, **{"kinds": KINDS, "templates": self.templates, **wish})  # type: ignore[arg-type]
        assert report.exit_code is ExitCode.DONE
        return report

    def agency(self, **values: object) -> None:
        change(self.data / "agency-01" / "agency.json", **values)

    def project(self, code: str = FIRST) -> Path:
        return self.data / "agency-01" / "projects" / f"{code}.json"

    def file(self, words: str) -> Path:
        (found,) = (path for path in self.out.rglob("*.pdf") if words in path.name)
        return found


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Office:
    folder = tmp_path_factory.mktemp("first")
    write_agencies(folder / "data", agencies=2, projects=2)
    shutil.copytree(bundled_folder("templates") / FORM, folder / "templates" / FORM)
    office = Office(folder / "data", folder / "out", folder / "templates")
    assert len(made(office.again())) == 7
    return office


@pytest.fixture
def office(first: Office, tmp_path: Path) -> Office:
    """A copy to change; times of change are kept, and what is recorded goes along."""
    for name, path in first._asdict().items():
        shutil.copytree(path, tmp_path / name)
    return Office(tmp_path / "data", tmp_path / "out", tmp_path / "templates")


def of_first_agency(*kinds: str) -> set[tuple[str, str, str]]:
    subjects = {FORM: (FIRST, SECOND), FOLLOW_UP: ("",)}
    return {("agency-01", kind, subject) for kind in kinds for subject in subjects[kind]}


def test_a_second_run_makes_nothing_and_touches_nothing(office: Office) -> None:
    before = {path: path.stat().st_mtime_ns for path in office.out.rglob("*.pdf")}

    report = office.again()

    assert (report.counts[Fate.MADE], report.counts[Fate.UNCHANGED]) == (0, 7)
    assert {path: path.stat().st_mtime_ns for path in office.out.rglob("*.pdf")} == before


def test_a_corrected_narrative_makes_that_form_anew_and_what_sees_all_of_the_agency(office: Office) -> None:
    reports = json.loads(office.project().read_text(encoding="utf-8"))["reports"]
    reports[-1]["narrative"] = "ถ้อยคำที่แก้ไขแล้ว"
    change(office.project(), reports=reports)

    report = office.again()

    assert ("agency-01", FORM, FIRST) in made(report)
    assert made(report) <= {("agency-01", FORM, FIRST), ("agency-01", FOLLOW_UP, ""), (ALL, FOLLOW_UP, "")}
    assert reasons(report) == {Reason.DATA}


def test_a_report_that_is_gone_makes_the_follow_up_of_the_agency_and_of_all_anew(office: Office) -> None:
    reports = json.loads(office.project().read_text(encoding="utf-8"))["reports"]
    change(office.project(), reports=reports[:-1])

    report = office.again()

    assert made(report) == {("agency-01", FORM, FIRST), ("agency-01", FOLLOW_UP, ""), (ALL, FOLLOW_UP, "")}


def test_a_file_that_is_only_saved_again_makes_nothing_anew(office: Office) -> None:
    text = office.project().read_bytes()
    office.project().write_bytes(text)
    os.utime(office.project(), (1, 1))

    assert not made(office.again())


def test_a_new_project_makes_its_form_and_one_that_is_gone_leaves_its_file_which_is_told(office: Office) -> None:
    project = json.loads(office.project().read_text(encoding="utf-8"))
    office.project(FIRST).unlink()
    office.project("89000001-0009").write_text(
        json.dumps({**project, "code": "89000001-0009"}, ensure_ascii=False), encoding="utf-8"
    )

    report = office.again()

    assert ("agency-01", FORM, "89000001-0009") in made(report)
    assert not any(subject == SECOND for _, _, subject in made(report))
    (left,) = report.left_over
    assert FIRST in left
    assert (office.out / left).exists()


def test_another_house_style_makes_all_of_the_agency_anew(office: Office) -> None:
    office.agency(house={"digits": "thai"})

    report = office.again()

    assert of_first_agency(*KINDS) <= made(report) <= of_first_agency(*KINDS) | {(ALL, FOLLOW_UP, "")}
    assert reasons(report) <= {Reason.OPTIONS, Reason.DATA}
    assert Reason.OPTIONS in reasons(report)


def test_another_template_makes_all_documents_of_its_kind_anew(office: Office) -> None:
    sheet = office.templates / FORM / "form.css"
    sheet.write_text(sheet.read_text(encoding="utf-8") + "\nh1 { letter-spacing: 0 }\n", encoding="utf-8")

    report = office.again()

    assert {kind for _, kind, _ in made(report)} == {FORM}
    assert len(made(report)) == 4
    assert reasons(report) == {Reason.TEMPLATE}


def test_another_typeface_makes_all_of_the_agency_anew(office: Office) -> None:
    # The office's own fonts lie beside the data: the same letters, but a file that is not the same.
    own = office.data / "agency-01" / "fonts" / "sarabun"
    shutil.copytree(bundled_folder("fonts") / "sarabun", own)
    assert not made(office.again())

    regular = own / "Sarabun-Regular.ttf"
    regular.write_bytes(regular.read_bytes() + b"\0\0\0\0")
    report = office.again()

    assert of_first_agency(*KINDS) <= made(report) <= of_first_agency(*KINDS) | {(ALL, FOLLOW_UP, "")}
    assert reasons(report) == {Reason.FONT}


@pytest.mark.parametrize("words", ["89000001-0002", "89000002-0001"])
def test_a_file_that_is_gone_is_made_anew_alone_and_is_the_same(office: Office, words: str) -> None:
    before = files(office.out)
    office.file(words).unlink()

    report = office.again()

    assert {subject for _, _, subject in made(report)} == {words}
    assert reasons(report) == {Reason.FILE_GONE}
    assert files(office.out) == before


@pytest.mark.parametrize("keep_size", [True, False])
def test_a_file_that_somebody_changed_is_told_and_made_anew_alone(office: Office, *, keep_size: bool) -> None:
    before = files(office.out)
    data = office.file(SECOND).read_bytes()
    office.file(SECOND).write_bytes(b"%" + data[1:-1] + b"!" if keep_size else data + b"\n% by hand\n")

    report = office.again()

    assert made(report) == {("agency-01", FORM, SECOND)}
    assert reasons(report) == {Reason.FILE_CHANGED}
    assert files(office.out) == before


def test_another_format_alone_leaves_the_files_that_are_there(office: Office) -> None:
    before = {path: path.stat().st_mtime_ns for path in office.out.rglob("*.pdf")}

    report = office.again(kinds=(FORM,), formats=("docx",))

    assert len(made(report)) == 4
    assert {path: path.stat().st_mtime_ns for path in office.out.rglob("*.pdf")} == before
    assert not made(office.again(kinds=(FORM,), formats=("docx",)))
    assert not made(office.again())


def test_another_format_as_well_makes_both_from_one_layout_and_the_first_is_the_same(office: Office) -> None:
    before = finished(office.out)

    report = office.again(kinds=(FORM,), formats=("pdf", "docx"))

    assert len(made(report)) == 4
    assert before.items() <= finished(office.out).items()
    assert len(finished(office.out)) == len(before) + 4


def test_what_failed_before_is_made_anew_alone_when_only_that_is_asked_for(office: Office) -> None:
    # A folder stands where the file shall be: that document fails, and only that.
    office.file(SECOND).unlink()
    name = next(one.files[0] for one in office.again(dry_run=True).documents if one.subject == SECOND)
    (office.out / name).mkdir()
    report = run(office.data, office.out, kinds=KINDS, templates=office.templates)
    assert report.exit_code is ExitCode.PARTIAL
    assert with_fate(report, Fate.FAILED) == {("agency-01", FORM, SECOND)}

    (office.out / name).rmdir()
    office.file(FIRST).unlink()
    report = run(office.data, office.out, kinds=KINDS, templates=office.templates, retry_failed=True)

    assert made(report) == {("agency-01", FORM, SECOND)}
    assert made(office.again()) == {("agency-01", FORM, FIRST)}


def test_a_dry_run_tells_what_would_be_made_and_writes_nothing(office: Office) -> None:
    office.file(FIRST).unlink()
    before = {path: path.stat().st_mtime_ns for path in office.out.rglob("*")}

    report = office.again(dry_run=True)

    assert with_fate(report, Fate.PLANNED) == {("agency-01", FORM, FIRST)}
    assert {path: path.stat().st_mtime_ns for path in office.out.rglob("*")} == before


def test_of_the_documents_of_every_month_those_of_the_agency_whose_data_changed_are_made_anew(tmp_path: Path) -> None:
    first, _ = write_agencies(tmp_path / "data", agencies=2, projects=1)
    assert len(made(run(tmp_path / "data", tmp_path / "out", kinds=()))) == 2 + 3 + 3
    assert not made(run(tmp_path / "data", tmp_path / "out", kinds=()))

    (project,) = (first / "projects").iterdir()
    change(project, budget_received="9,990,000")
    report = run(tmp_path / "data", tmp_path / "out", kinds=())

    own = {("agency-01", FORM, FIRST), ("agency-01", FOLLOW_UP, ""), ("agency-01", SUMMARY, "")}
    assert own | {(ALL, SUMMARY, "")} <= made(report) <= own | {(ALL, SUMMARY, ""), (ALL, FOLLOW_UP, "")}
    assert not made(run(tmp_path / "data", tmp_path / "out", kinds=()))


def test_a_process_that_outlives_a_run_sees_in_the_next_what_has_changed(office: Office) -> None:
    # As those of a cluster do. What it has read and looked up for the first run is not what there is in the second.
    sheet = office.templates / FORM / "form.css"
    with LimitedPool(1, prepare=prepare) as warm:
        change(office.project(), rationale="ถ้อยคำใหม่")
        assert ("agency-01", FORM, FIRST) in made(office.again(warm=warm))
        change(office.project(), rationale="ถ้อยคำใหม่กว่า")
        assert ("agency-01", FORM, FIRST) in made(office.again(warm=warm))
        sheet.write_text(sheet.read_text(encoding="utf-8") + "\nh1 { letter-spacing: 0 }\n", encoding="utf-8")
        report = office.again(warm=warm)

    assert {kind for _, kind, _ in made(report)} == {FORM}
    assert len(made(report)) == 4
    assert reasons(report) == {Reason.TEMPLATE}
