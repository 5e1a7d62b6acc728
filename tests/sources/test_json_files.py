"""JSON as a source: every value with its place, and stricter than most readers."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.findings import Place
from pipeline.sources.jsontree import read_json
from pipeline.sources.nodes import Fields, Items, Node, Scalar
from pipeline.sources.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sources.conftest import Outcome

    Read = Callable[..., Outcome]

HEAD = '{"fiscal_year": 2569,\n "agency": {"name": "สำนักสมมุติ"}'


@pytest.fixture
def read_json_lines(read_file: Read) -> Read:
    """Read a dataset with some more lines, of which the first is line 3."""
    return lambda lines: read_file(f"{HEAD},\n{lines}}}", "data.json")


def test_a_dataset_may_be_json_with_places(read_json_lines: Read) -> None:
    project = '{"code": "99000000-0001", "name": "ก", "budget_received": 94581296.26}'
    found = read_json_lines(f'\t"projects": [{project}]')

    assert found.ids == []
    assert found.project.budget_received == Decimal("94581296.26")
    assert found.dataset is not None
    assert found.dataset.origin.place(("projects", 0, "code")) == Place("data.json", 3, 24)


def test_null_is_nothing_and_0_is_0(read_json_lines: Read) -> None:
    money = '"budget_received": null, "budget_spent": 0'
    found = read_json_lines(f'"projects": [{{"code": "99000000-0001", "name": "ก", {money}}}]')

    assert found.project.budget_received is None
    assert found.project.budget_spent == 0


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_told(value: str, read_json_lines: Read) -> None:
    finding = read_json_lines(f'"as_of": {value}').only("not-a-number")

    assert finding.place == Place("data.json", 3, 10)
    assert value in finding.message


def test_a_name_written_twice_is_told_with_both_places(read_json_lines: Read) -> None:
    finding = read_json_lines('"as_of": "1/1/2569", "as_of": "2/1/2569"').only("key-duplicate")

    assert (finding.place, finding.related) == (Place("data.json", 3, 22), (Place("data.json", 3, 1),))


def test_half_a_surrogate_pair_is_told_and_a_whole_one_is_a_character(read_json_lines: Read) -> None:
    assert read_json_lines('"units": [{"id": "a", "name": "\\ud83d"}]').only("text-control-character").place.line == 3
    found = read_json_lines('"units": [{"id": "a", "name": "\\ud83d\\ude00"}]')
    assert found.dataset is not None
    assert found.dataset.units[0].name == "😀"


def test_an_escaped_control_character_is_told(read_json_lines: Read) -> None:
    assert (
        "U+0000"
        in read_json_lines('"units": [{"id": "a", "name": "ก\\u0000ข"}]').only("text-control-character").message
    )


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("{", 1, 2), ('{"a"}', 1, 5), ('{"a": }', 1, 7), ('{"a": 1,}', 1, 9), ('{"a": 1 "b": 2}', 1, 9),
        ("[1, 2", 1, 6), ('{"a": 01}', 1, 7), ('{"a": 1} x', 1, 10), ("{'a': 1}", 1, 2), ('{"a": "ก\n"}', 1, 7),
        ('{"a": tru}', 1, 7),
        ('{"a": "\\x"}', 1, 7), ("{}{}", 1, 3), ('{"a": 1\n\n]', 3, 1), ("// ก\n{}", 1, 1), ('{"a": +1}', 1, 7),
    ],
)  # fmt: skip
def test_broken_json_is_told_with_its_place(text: str, line: int, column: int, read_file: Read) -> None:
    found = read_file(text, "data.json")

    assert found.ids == ["json-syntax"]
    assert found.findings[0].place == Place("data.json", line, column)


def plain(node: Node | None) -> Any:  # noqa: ANN401 - any JSON
    """A tree as the standard library would give it, numbers and words as texts."""
    if isinstance(node, Fields):
        return {name: plain(entry.value) for name, entry in node.entries.items()}
    if isinstance(node, Items):
        return [plain(item) for item in node.items]
    assert isinstance(node, Scalar)
    return node.text


@given(
    st.recursive(
        st.text() | st.integers().map(str) | st.booleans().map(lambda flag: str(flag).lower()),
        lambda below: st.lists(below) | st.dictionaries(st.text(), below),
        max_leaves=20,
    ).filter(lambda value: isinstance(value, dict | list) and bool(value)),
    st.booleans(),
)
def test_any_json_reads_as_the_standard_library_reads_it(value: Any, ascii_only: bool) -> None:  # noqa: ANN401, FBT001
    text = json.dumps(value, ensure_ascii=ascii_only, indent=1)
    reading = Reading("a.json")

    assert plain(read_json(text, "a.json", reading)) == value
    assert reading.findings == []
