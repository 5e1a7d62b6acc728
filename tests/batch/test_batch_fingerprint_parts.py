"""A fingerprint tells by what a document changed: options, templates, fonts, the program, pictures."""

from __future__ import annotations

import shutil
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.batch.known.fingerprint import Fingerprints
from pipeline.batch.known.surroundings import Surroundings, _code
from pipeline.bundled import bundled_folder
from pipeline.model import Dataset, Digits, House, Margins, ScoresShown
from pipeline.run.choices import Choices
from pipeline.sources import load
from tests.batch.fingerprinted import (
    HERE,
    ROOT,
    changed,
    example,
    fingerprints,
    jobs_of,
    varied,
    with_project,
)

if TYPE_CHECKING:
    from pathlib import Path


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
