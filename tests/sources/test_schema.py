"""The JSON Schema for editors holds for everything the loader takes, and warns where it can."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from pipeline.bundled import bundled_folder
from pipeline.errors import UsageError
from pipeline.model import Dataset, Project
from pipeline.sources import schema, starter

KINDS = [
    None, "agency", "units", "unit", "people", "person", "strategy", "projects", "project", "house", "dimensions",
    "evaluation", "evaluation-indicators", "evaluation-indicator", "evaluation-results", "evaluation-result",
]  # fmt: skip
FILES = [
    path for folder in (bundled_folder("examples"), Path(starter.__file__).parent) for path in folder.rglob("*.yaml")
]


class Yaml12(yaml.SafeLoader):
    """YAML 1.2, as editors read it: ``no`` and 2025-10-16 are texts, 0123 is a number."""


Yaml12.yaml_implicit_resolvers = {}
for tag, shape, first in (
    ("null", r"(?:~|null|Null|NULL|)", ["~", "n", "N", ""]),
    ("bool", r"(?:true|True|TRUE|false|False|FALSE)", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?[0-9]+\.[0-9]*", list("-+0123456789")),
):
    Yaml12.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^{shape}$"), first)
Yaml12.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))


@cache
def validator(kind: str | None) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(schema(kind))


def with_text_keys(value: Any) -> Any:  # noqa: ANN401 - any value of YAML
    """Names are texts for an editor, also where YAML has numbers."""
    if isinstance(value, dict):
        return {str(key): with_text_keys(inner) for key, inner in value.items()}
    return [with_text_keys(inner) for inner in value] if isinstance(value, list) else value


def complaints(kind: str | None, text: str) -> list[str]:
    value = with_text_keys(yaml.load(text, Loader=Yaml12))  # noqa: S506 - a safe loader
    return [f"{error.json_path}: {error.message}" for error in validator(kind).iter_errors(value)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_a_schema_and_needs_no_network(kind: str | None) -> None:
    found = schema(kind)

    jsonschema.Draft202012Validator.check_schema(found)
    assert found["$id"].startswith("urn:")
    assert "http" not in str({name: value for name, value in found.items() if name != "$schema"})


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_file_that_ships_follows_its_schema(path: Path) -> None:
    folder = path.parent.name
    kind = folder.removesuffix("s") if folder in {"projects", "evaluation-results"} else path.stem

    assert complaints(kind, path.read_text(encoding="utf-8")) == []


def test_a_part_may_be_a_list_a_single_record_or_stand_below_its_name() -> None:
    record = "{code: '1', level: ด้าน, name: ก}"

    for text in (f"- {record}", record, f"strategy: [{record}]"):
        assert complaints("strategy", text) == []
    assert complaints("strategy", "- {code: '1', level: ด้าน}") != []


def test_goals_may_be_written_below_their_dimension() -> None:
    below = "[{code: '1', level: ด้าน, name: ก, children: [{code: '1.1', level: มิติ, name: ข}]}]"

    assert complaints("strategy", below) == []


@pytest.mark.parametrize(
    "line",
    [
        "fiscal_year: ๒๕๖๙",
        "start: 2025-10-16",
        "start: ๑๖ ตุลาคม ๒๕๖๘",
        "start:",
        "budget_received: 214600.50",
        "budget_received: '1,918,000.-'",
        "budget_received: '-'",
        "rationale: {text: ดังนี้, items: [ก, {text: ข, items: [ค]}], marker: '1)', start: 2}",
        "rationale: [ย่อหน้าหนึ่ง, ย่อหน้าสอง]",
        "responsible: {unit: a}",
        "reports: [{no: 1, progress: 70.16, on_plan: ตามแผน}]",
    ],
)
def test_values_may_be_written_as_people_write_them(line: str) -> None:
    assert complaints("project", f"code: 99000000-0001\nname: ก\n{line}\n") == []


@pytest.mark.parametrize(
    "line",
    [
        "fiscal_year: 2026",
        "nmae: ข",
        "start: วันจันทร์",
        "budget_received: มาก",
        "budget_received: -5",
        "kind: ยุทธศาสตร",
        "steps: ทำ",
        "steps: [{name: ก}]",
        "rationale: {txet: ก}",
    ],
)
def test_an_editor_warns_of_what_the_loader_would_refuse(line: str) -> None:
    assert complaints("project", f"code: 99000000-0001\nname: ก\n{line}\n") != []


def test_a_code_follows_its_pattern() -> None:
    assert complaints("project", "{code: ๙๙๐๐๐๐๐๐-๐๐๐๑, name: ก}") == []
    assert complaints("project", "{code: 99-1, name: ก}") != []


def test_the_schema_names_every_field_of_the_model_with_its_thai_title() -> None:
    definitions = schema()["$defs"]

    assert set(definitions["Dataset"]["properties"]) == set(Dataset.model_fields)
    titles = {name: field["title"] for name, field in definitions["Project"]["properties"].items()}
    assert titles == {name: field.title for name, field in Project.model_fields.items()}


def test_an_unknown_kind_is_refused_with_the_nearest() -> None:
    with pytest.raises(UsageError) as refused:
        schema("projcet")

    assert "project" in refused.value.remedy
