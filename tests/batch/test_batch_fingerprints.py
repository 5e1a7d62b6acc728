"""A fingerprint changes when the document does, and is the same in every process."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticUndefined

from pipeline.batch.known.fingerprint import PARTS, Fingerprint, Fingerprints
from pipeline.batch.known.seen import _UNSEEN
from pipeline.batch.known.surroundings import Surroundings
from pipeline.model import Dataset, FundingState, Project, Record
from pipeline.run.choices import Choices
from pipeline.sources import load
from tests.batch.fingerprinted import (
    EXAMPLES,
    HERE,
    ROOT,
    AnyRecord,
    changed,
    composed,
    example,
    fingerprints,
    jobs_of,
    varied,
    with_project,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


def test_the_same_data_read_again_has_the_same_fingerprints() -> None:
    for name in EXAMPLES:
        again = load(ROOT / "examples" / name)
        assert fingerprints(again, around=Surroundings()) == fingerprints(example(name)) != {}


def test_fingerprints_are_the_same_in_every_process_and_for_every_hash_seed() -> None:
    program = """
from pathlib import Path
from tests.batch.fingerprinted import example, fingerprints
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


def without(record: AnyRecord, unseen: Mapping[str, Any]) -> AnyRecord:
    """The record with other values in the fields that are left out, wherever these are."""
    changes: dict[str, object] = {}
    for field, inner in unseen.items():
        value = getattr(record, field)
        if inner is True:
            changes[field] = unlike(type(record), field, value)
        elif isinstance(value, tuple):
            changes[field] = tuple(without(item, dict.fromkeys(inner["__all__"], True)) for item in value)
        elif value is not None:
            changes[field] = without(value, dict.fromkeys(inner, True))
    return varied(record, **changes)


def unlike(kind: type[Record], field: str, value: object) -> object:
    """Nothing, where there was something; else something."""
    default = kind.model_fields[field].get_default(call_default_factory=True)
    if value != default and default is not PydanticUndefined:
        return default
    return {"budget_spent": Decimal(7), "report_day": 1}.get(field) or _different(value) or value


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_a_fingerprint_leaves_out_is_not_printed(name: str) -> None:
    dataset = example(name)
    for job in jobs_of(dataset):
        if job.project is not None:
            others = set(Dataset.model_fields) - {
                "fiscal_year", "agency", "as_of", "units", "people", "strategy", "indicators", "house",
            }  # fmt: skip
            unseen: Mapping[str, Any] = {**dict.fromkeys(others, True), "house": {"silence", "report_day"}}
        else:
            # How the house looks, and which scores are printed, are told apart as options.
            unseen = {**_UNSEEN[job.kind.view], "house": {"silence", "report_day"}, "evaluation": set()}
        bare = without(dataset, unseen)
        assert bare != dataset
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


def test_every_value_that_forms_borrow_from_the_lists_is_in_their_fingerprints() -> None:
    dataset = example("city-lab-2569")
    lists = (".fiscal_year", ".agency", ".as_of", ".units", ".people", ".strategy", ".indicators", ".house.signatures")
    forms = [job for job in jobs_of(dataset) if job.project is not None][::5]
    before = fingerprints(dataset)
    printed = {job.subject: composed(dataset, job.kind.name, job.project or dataset) for job in forms}
    seen = 0
    for path, change in changes_of("city-lab-2569"):
        if not path.startswith(lists) or not is_possible(other_one := change()):
            continue
        after = Fingerprints(other_one, Choices(), HERE)
        for job in forms:
            same = after.of(job, "pdf") == before[job.kind.name, job.subject]
            if composed(other_one, job.kind.name, job.project or other_one) != printed[job.subject]:
                assert not same, path
                seen += 1
    assert seen > len(forms)
