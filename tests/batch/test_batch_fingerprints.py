"""A fingerprint changes when the document does, tells by what, and is the same in every process."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
from decimal import Decimal
from enum import Enum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from pipeline import compose
from pipeline.batch.fingerprint import PARTS, Fingerprint, Fingerprints
from pipeline.batch.surroundings import Surroundings, _code
from pipeline.bundled import bundled_folder
from pipeline.errors import SarabanError, UsageError
from pipeline.model import Dataset, Digits, FundingState, House, Margins, Project, Record, ScoresShown
from pipeline.run.choices import Choices
from pipeline.run.plan import kinds_of, plan_all
from pipeline.sources import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipeline.run.output import Format
    from pipeline.run.plan import Job

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ("city-lab-2567", "city-lab-2568", "city-lab-2569", "city-lab-2570", "one-project-2569")
HERE = Surroundings()
Name = tuple[str, str]
AnyRecord = TypeVar("AnyRecord", bound=Record)


@cache
def example(name: str) -> Dataset:
    return load(ROOT / "examples" / name)


def jobs_of(dataset: Dataset) -> list[Job]:
    """The documents of a dataset; none where it has nothing to make."""
    try:
        return plan_all(dataset, kinds_of(dataset, []), out=Path("out"), formats=["pdf"])
    except UsageError:
        return []


def fingerprints(
    dataset: Dataset, choices: Choices | None = None, around: Surroundings = HERE, form: Format = "pdf"
) -> dict[Name, Fingerprint]:
    """Of every document of a dataset, by kind and project."""
    found = Fingerprints(dataset, choices or Choices(), around)
    return {(job.kind.name, job.subject): found.of(job, form) for job in jobs_of(dataset)}


def changed(before: dict[Name, Fingerprint], after: dict[Name, Fingerprint]) -> dict[Name, tuple[str, ...]]:
    """The documents that changed, and by what."""
    return {
        name: parts
        for name, fingerprint in after.items()
        if (parts := fingerprint.changed_since(str(before.get(name, ""))))
    }


def composed(dataset: Dataset, kind: str, subject: Project | Dataset) -> object:
    """All that the layout is given; or the error that it ends in."""
    try:
        return compose.render(dataset, kind, subject, face_scale=0.656, assets=dataset.origin.folder)
    except SarabanError as error:
        return error.message


def varied(record: AnyRecord, **changes: object) -> AnyRecord:
    """The record with other values. Unlike a copy it does not know what was worked out from the values before."""
    kept = {field: getattr(record, field) for field in type(record).model_fields}
    new = type(record).model_construct(**kept | changes)
    if isinstance(record, Dataset) and isinstance(new, Dataset):
        new._origin = record.origin
    return cast("AnyRecord", new)


def with_project(dataset: Dataset, number: int, **changes: object) -> Dataset:
    projects = list(dataset.projects)
    projects[number] = varied(projects[number], **changes)
    return varied(dataset, projects=tuple(projects))


def test_the_same_data_read_again_has_the_same_fingerprints() -> None:
    for name in EXAMPLES:
        again = load(ROOT / "examples" / name)
        assert fingerprints(again, around=Surroundings()) == fingerprints(example(name)) != {}


def test_fingerprints_are_the_same_in_every_process_and_for_every_hash_seed() -> None:
    program = """
from pathlib import Path
from tests.batch.test_batch_fingerprints import example, fingerprints
for name, found in fingerprints(example("city-lab-2569")).items():
    print(*name, found)
"""
    printed = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("0", "UTC"), ("4711", "Asia/Bangkok"))
    }
    here = "".join(f"{' '.join(name)} {found}\n" for name, found in fingerprints(example("city-lab-2569")).items())
    assert printed == {here}


def test_a_fingerprint_survives_the_store() -> None:
    found = fingerprints(example("one-project-2569")).popitem()[1]

    assert Fingerprint.of_text(str(found)) == found
    assert found.changed_since(str(found)) == ()
    for torn in ("", "1-ab", str(found)[:-30], "0" + str(found)[1:], "บันทึก"):
        assert Fingerprint.of_text(torn) in (None, found) or found.changed_since(torn)
    assert found.changed_since("") == PARTS


def test_every_field_of_a_project_changes_its_own_form_and_no_other_form() -> None:
    dataset = example("city-lab-2569")
    before = fingerprints(dataset)
    for number in (0, 5, len(dataset.projects) - 1):
        project = dataset.projects[number]
        for field in Project.model_fields.keys() - {"code"}:
            after = fingerprints(with_project(dataset, number, **{field: other(getattr(project, field), field)}))
            forms = {name for name in changed(before, after) if name[0] == "progress-form"}
            assert forms == {("progress-form", project.code)}, field
            assert after["progress-form", project.code].changed_since(str(before["progress-form", project.code])) == (
                "data",
            )


def other(value: object, field: str) -> object:
    """Another value for a field of a project."""
    fitting = TypeAdapter(cast("Any", Project.model_fields[field].annotation))
    values = [getattr(project, field) for project in example("city-lab-2569").projects]
    for candidate in (*values, 77, "none-such", "อื่น", "2025-12-05", 2599, FundingState.UNFUNDED, True, None, ()):
        try:
            found = fitting.validate_python(candidate)
        except ValidationError:
            continue
        if found != value:
            return found
    pytest.fail(f"no other value for {field}")


def test_the_reports_of_a_month_do_not_bring_up_the_books_of_the_year() -> None:
    for name in ("city-lab-2569", "city-lab-2570"):
        dataset = example(name)
        report = dataset.projects[0].reports[-1:] or example("city-lab-2569").projects[0].reports[-1:]
        one_more = with_project(
            dataset, 0, reports=(*dataset.projects[0].reports, *(varied(one, no=99) for one in report))
        )
        found = changed(fingerprints(dataset), fingerprints(one_more))
        assert {kind for kind, _ in found} <= {"progress-form"}


def test_a_telephone_changes_the_forms_of_those_who_name_the_person() -> None:
    dataset = example("city-lab-2569")
    named = [project.responsible.person for project in dataset.projects if project.responsible]
    someone = next(person for person in dataset.people if person.id in named)
    people = tuple(varied(one, phone="9999") if one is someone else one for one in dataset.people)
    found = changed(fingerprints(dataset), fingerprints(varied(dataset, people=people)))

    theirs = {
        project.code
        for project in dataset.projects
        if someone.id in [party.person for party in (project.responsible, project.coordinator) if party]
        or someone.id in [block.person for block in project.signatures or dataset.house.signatures]
    }
    assert {code for kind, code in found if kind == "progress-form"} == theirs
    assert 0 < len(theirs) < len(dataset.projects)


def test_what_no_document_shows_changes_nothing() -> None:
    dataset = example("city-lab-2569")
    house = varied(dataset.house, report_day=3, silence=())

    assert changed(fingerprints(dataset), fingerprints(varied(dataset, house=house))) == {}
    assert changed(fingerprints(dataset), fingerprints(dataset, Choices(strict=True, today=dt.date(2026, 1, 1)))) == {}


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_a_fingerprint_leaves_out_is_not_printed(name: str) -> None:
    dataset = example(name)
    unlike = {"reports": (), "assessments": (), "budget_spent": Decimal(7)}
    for job in jobs_of(dataset):
        if job.project is not None:
            bare = varied(
                dataset, projects=(), baseline=(), dimensions=(), plan_book=None, evaluation=None,
                evaluation_indicators=(), evaluation_results=(),
            )  # fmt: skip
        elif job.kind.view in ("framework_summary", "performance_agreement"):
            bare = varied(dataset, projects=(), baseline=())
        else:
            bare = varied(dataset, projects=tuple(varied(one, **unlike) for one in dataset.projects))
        bare = varied(bare, house=varied(bare.house, silence=(), report_day=1))
        assert composed(bare, job.kind.name, job.project or bare) == composed(
            dataset, job.kind.name, job.project or dataset
        )


Change = tuple[str, "Callable[[], Dataset]"]


def leaves(value: object, rebuilt: Callable[[Any], Dataset], path: str) -> Iterator[Change]:
    """Every single value of a dataset, and the dataset with another one in its place."""
    if isinstance(value, Record):
        for field in type(value).model_fields:
            yield from leaves(
                getattr(value, field),
                lambda new, field=field: rebuilt(varied(value, **{field: new})),  # type: ignore[misc]
                f"{path}.{field}",
            )
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from leaves(
                item,
                lambda new, number=number: rebuilt((*value[:number], new, *value[number + 1 :])),  # type: ignore[misc]
                f"{path}[{number}]",
            )
        if value:
            yield f"{path} shorter", lambda: rebuilt(value[:-1])
    elif (new := _different(value)) is not None:
        yield path, lambda: rebuilt(new)


def _different(value: object) -> object:
    if isinstance(value, Enum):
        return next((member for member in type(value) if member is not value), None)
    if isinstance(value, bool):
        return not value
    if isinstance(value, str):
        return value + "๙"
    if isinstance(value, dt.date):
        return value + dt.timedelta(days=1)
    return value + 1 if isinstance(value, int | Decimal) else None


def is_possible(dataset: Dataset) -> bool:
    """Whether the model takes such a dataset: rows of a table, say, are of one length."""
    try:
        Dataset.model_validate(dataset.model_dump())
    except ValidationError:
        return False
    return True


@cache
def changes_of(name: str) -> tuple[Change, ...]:
    dataset = example(name)
    return tuple(leaves(dataset, lambda new: cast("Dataset", new), ""))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(EXAMPLES), st.data())
def test_no_single_value_changes_a_document_without_its_fingerprint(name: str, data: st.DataObject) -> None:
    path, change = data.draw(st.sampled_from(changes_of(name)), label="value")
    before, after = example(name), change()
    if not is_possible(after):
        return
    jobs, again = ({(job.kind.name, job.subject): job for job in jobs_of(one)} for one in (before, after))
    common = [found for found in jobs if found in again]
    if not common:
        return
    chosen = data.draw(st.sampled_from(common))
    kind, subject = chosen
    old, new = (
        composed(dataset, kind, job[chosen].project or dataset) for dataset, job in ((before, jobs), (after, again))
    )
    same = fingerprints(before)[chosen] == fingerprints(after)[chosen]
    assert old == new or not same, (path, kind, subject)


def test_options_and_the_house_style_are_told_as_options() -> None:
    dataset = example("city-lab-2569")
    before = fingerprints(dataset)
    wide = varied(dataset.house, margins=Margins(left=Decimal(35)))
    for after in (
        fingerprints(dataset, Choices(digits=Digits.THAI)),
        fingerprints(dataset, Choices(picture=False)),
        fingerprints(varied(dataset, house=wide)),
    ):
        assert set(changed(before, after).values()) == {("options",)}
        assert len(changed(before, after)) == len(before)


def test_an_option_that_says_what_the_house_says_changes_nothing() -> None:
    dataset = example("city-lab-2569")

    assert changed(fingerprints(dataset), fingerprints(dataset, Choices(digits=dataset.house.digits))) == {}


def test_options_change_only_the_files_that_they_concern() -> None:
    dataset = example("city-lab-2567")
    word = varied(dataset, house=varied(dataset.house, docx_font="Sarabun"))
    duplex = Choices(duplex=not dataset.house.duplex)
    scores = Choices(scores=next(one for one in ScoresShown if dataset.evaluation and one != dataset.evaluation.scores))

    assert changed(fingerprints(dataset), fingerprints(word)) == {}
    assert len(changed(fingerprints(dataset, form="docx"), fingerprints(word, form="docx"))) == len(jobs_of(dataset))
    for chosen in (duplex, scores):
        assert changed(fingerprints(dataset), fingerprints(dataset, chosen)) == {
            ("evaluation-report", ""): ("options",)
        }


def test_a_template_changes_the_documents_of_its_kind(tmp_path: Path) -> None:
    dataset = example("city-lab-2569")
    before = fingerprints(dataset, around=Surroundings(tmp_path))
    assert before == fingerprints(dataset)

    own = tmp_path / "progress-form"
    own.mkdir()
    shutil.copy(bundled_folder("templates") / "progress-form" / "form.css", own)
    forms = changed(before, fingerprints(dataset, around=Surroundings(tmp_path)))
    assert {kind for kind, _ in forms} == {"progress-form"}
    assert set(forms.values()) == {("template",)}

    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "base.css").write_text("p { color: red }")
    assert len(changed(before, fingerprints(dataset, around=Surroundings(tmp_path)))) == len(before)


def test_a_template_that_works_out_a_name_depends_on_all_templates(tmp_path: Path) -> None:
    form = tmp_path / "progress-form"
    form.mkdir()
    (tmp_path / "letters").mkdir()
    (form / "form.html.j2").write_text('{% extends "letters/a.j2" if doc.thai_digits else "letters/b.j2" %}')
    job = jobs_of(example("one-project-2569"))[0]

    def template() -> str:
        return Surroundings(tmp_path).template(job.kind)

    before = template()
    (tmp_path / "plan-book").mkdir()
    (tmp_path / "plan-book" / "x.css").write_text("p {}")
    assert template() != before
    (form / "form.html.j2").write_text('{% extends "base/base.html.j2" %}{# the letters are gone #}')
    before = template()
    (tmp_path / "plan-book" / "x.css").write_text("p { color: red }")
    assert template() == before


def test_a_circle_of_links_among_templates_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "progress-form").mkdir()
    (tmp_path / "progress-form" / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "out").symlink_to("/")

    assert Surroundings(tmp_path).template(jobs_of(example("one-project-2569"))[0].kind)


def test_a_font_file_with_other_content_is_told_as_a_font(tmp_path: Path) -> None:
    dataset = example("one-project-2569")
    shutil.copytree(bundled_folder("fonts") / "sarabun", tmp_path / "sarabun")
    before = fingerprints(dataset, around=Surroundings(None, tmp_path))
    assert before == fingerprints(dataset)

    with (tmp_path / "sarabun" / "Sarabun-Bold.ttf").open("ab") as file:
        file.write(b"\0")
    after = fingerprints(dataset, around=Surroundings(None, tmp_path))
    assert set(changed(before, after).values()) == {("font",)}


def test_the_program_counts_by_what_makes_pages(tmp_path: Path) -> None:
    for name in ("pipeline/layout/engine.py", "pipeline/thai/data/terms.txt", "pipeline/cli/program.py"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text("1")
    marks = []
    for name in ("pipeline/cli/program.py", "pipeline/thai/data/terms.txt", "pipeline/layout/engine.py"):
        (tmp_path / name).write_text("2")
        _code.cache_clear()
        marks.append(_code(tmp_path / "pipeline"))
    _code.cache_clear()
    (tmp_path / "pipeline/cli/program.py").write_text("3")
    marks.append(_code(tmp_path / "pipeline"))

    assert marks[0] != marks[1] != marks[2] == marks[3]


def test_a_seal_that_was_drawn_anew_changes_the_books_that_bear_it(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples" / "city-lab-2570", tmp_path / "data")
    dataset = load(tmp_path / "data")
    assert dataset.plan_book is not None
    sealed = varied(dataset, plan_book=varied(dataset.plan_book, seal="seal.png"))
    before = fingerprints(sealed)
    (tmp_path / "data" / "seal.png").write_bytes(b"a picture")

    assert changed(before, fingerprints(sealed))["plan-book", ""] == ("data",)
    assert not any(kind == "progress-form" for kind, _ in changed(before, fingerprints(sealed)))


def test_half_a_character_in_the_data_is_no_traceback() -> None:
    dataset = example("one-project-2569")
    odd = with_project(dataset, 0, name="ชื่อ\ud800")

    assert changed(fingerprints(dataset), fingerprints(odd))


def test_a_house_of_defaults_needs_no_file() -> None:
    dataset = Dataset(fiscal_year=2569, agency=example("one-project-2569").agency, house=House())

    assert Fingerprints(dataset, Choices(), HERE)
