"""Kinds of document are data: a folder with a kind.toml, and a view."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from pipeline.bundled import bundled_folder
from pipeline.compose import TemplateError, find_kind, kinds, render
from pipeline.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.model import Dataset, Project

MANIFEST = 'title = "ย่อ"\ntitle_en = "Short"\nsubject = "project"\ntemplate = "page.html.j2"\nview = "progress_form"\n'


def _write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_every_bundled_kind_has_its_template_and_its_view() -> None:
    assert "progress-form" in [kind.name for kind in kinds()]
    for kind in kinds():
        assert (bundled_folder("templates") / kind.template).is_file()
        assert callable(import_module(f"pipeline.compose.views.{kind.view}").view)


def test_an_unknown_kind_is_answered_with_those_that_exist() -> None:
    with pytest.raises(UsageError) as caught:
        find_kind("progress-from")
    assert "progress-form" in caught.value.remedy


def test_a_folder_of_the_office_adds_a_kind(tmp_path: Path, dataset: Dataset, project: Project) -> None:
    _write(tmp_path, "short-form/kind.toml", MANIFEST)
    _write(tmp_path, "short-form/page.html.j2", "{{ view.code }} {{ view.received }}")
    composed = render(dataset, "short-form", project, face_scale=1.0, templates=tmp_path)
    assert composed.html == "88000000-0417 214,600 บาท"
    assert {kind.name for kind in kinds(tmp_path)} - {kind.name for kind in kinds()} == {"short-form"}


def test_a_folder_of_the_office_changes_the_wording_of_a_bundled_kind(
    tmp_path: Path, dataset: Dataset, project: Project
) -> None:
    own = '{% extends "bundled/progress-form/form.html.j2" %}{% block body %}<p>{{ view.name }}</p>{% endblock %}'
    _write(tmp_path, "progress-form/form.html.j2", own)
    html = render(dataset, "progress-form", project, face_scale=1.0, templates=tmp_path).html
    assert f"<p>{project.name}</p>" in html
    assert "1.1" not in html.partition("<body")[2]
    assert "counter-style" in html


@pytest.mark.parametrize(
    "manifest",
    [
        "",
        "title = ",
        'title = "ก"',
        MANIFEST.replace('"project"', '"person"'),
        MANIFEST.replace("progress_form", "os.path"),
    ],
)
def test_a_broken_manifest_is_told_with_its_file(tmp_path: Path, manifest: str) -> None:
    _write(tmp_path, "short-form/kind.toml", manifest)
    with pytest.raises(TemplateError, match=r"short-form/kind\.toml"):
        kinds(tmp_path)
