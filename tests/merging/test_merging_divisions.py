"""What divisions filled in apart comes together as if one hand had written it."""

from __future__ import annotations

import json
import random
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from pipeline.merging import merge
from pipeline.merging.rows import Rows, Version
from pipeline.merging.walk import _WHOLE, _key
from pipeline.model import Dataset, Record
from pipeline.run.merge import merge_files
from pipeline.sources import load

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

_EXAMPLES = ("city-lab-2567", "city-lab-2568", "city-lab-2569", "city-lab-2570")
_SETTINGS = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def _told_apart(value: Any) -> Any:  # noqa: ANN401 - any value of the model
    """The value, of members of a list with the same key only the first: nothing tells the others apart."""
    if isinstance(value, tuple):
        return tuple({_key(one): _told_apart(one) for one in reversed(value)}.values())[::-1]
    if isinstance(value, Record) and not isinstance(value, _WHOLE):
        return type(value)(**{name: _told_apart(getattr(value, name)) for name in value.model_fields_set})
    return value


def _share(value: Any, owners: Sequence[int], chance: random.Random) -> dict[int, Any]:  # noqa: ANN401
    """What each of the owners has of a value, so that nothing of it is in nobody's hands."""
    if isinstance(value, tuple):
        parts: dict[int, list[Any]] = {owner: [] for owner in owners}
        for member in value:
            shared = _share(member, _some(owners, chance), chance)
            recognised = all(_key(part) == _key(member) for part in shared.values())
            for owner, part in shared.items():
                parts[owner].append(part if recognised else member)
        return {owner: tuple(found) for owner, found in parts.items() if found}
    if not isinstance(value, Record) or isinstance(value, _WHOLE):
        return dict.fromkeys(owners, value)
    values: dict[int, dict[str, Any]] = {owner: {} for owner in owners}
    for name in type(value).model_fields:
        inner = getattr(value, name)
        if inner is None or name not in value.model_fields_set:
            continue
        field = type(value).model_fields[name]
        having = owners if field.is_required() else _some(owners, chance)
        is_whole = isinstance(field.default, tuple) and field.default  # the groups of a framework
        shared = dict.fromkeys(having, inner) if is_whole else _share(inner, having, chance)
        for owner, part in shared.items():
            values[owner][name] = part
    try:
        return {owner: type(value)(**found) for owner, found in values.items()}
    except ValidationError:  # a target or a formula that says only half is none
        return dict.fromkeys(owners, value)


def _some(owners: Sequence[int], chance: random.Random) -> list[int]:
    return sorted(chance.sample(owners, chance.randint(1, len(owners))))


def _unordered(value: Any) -> Any:  # noqa: ANN401
    """A value as plain data in which the order of members of lists does not count."""
    if isinstance(value, Record):
        if isinstance(value, _WHOLE):
            return value.model_dump(mode="json")
        return {name: _unordered(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, tuple):
        return sorted((_unordered(one) for one in value), key=lambda one: json.dumps(one, sort_keys=True, default=str))
    return str(value.normalize() if isinstance(value, Decimal) else value)


@_SETTINGS
@given(name=st.sampled_from(_EXAMPLES), count=st.integers(2, 4), seed=st.integers(0, 2**32))
def test_a_dataset_split_between_divisions_comes_back(
    example: Callable[[str], Dataset], name: str, count: int, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - which part goes where
    whole = _told_apart(example(name))
    parts = _share(whole, range(count), chance)

    merged = merge([parts[number] for number in range(count)])

    assert merged.faultless
    assert not [finding.rule.id for finding in merged.findings if finding.rule.id.startswith("merge-conflict")]
    assert _unordered(merged.dataset) == _unordered(whole)


@_SETTINGS
@given(name=st.sampled_from(_EXAMPLES), seed=st.integers(0, 2**32))
def test_the_order_of_sources_does_not_matter_for_what_is_merged(
    example: Callable[[str], Dataset], name: str, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - which part goes where
    whole = _told_apart(example(name))
    parts = list(_share(whole, range(3), chance).values())
    other = parts[:]
    chance.shuffle(other)

    assert _unordered(merge(parts).dataset) == _unordered(merge(other).dataset)


@pytest.mark.parametrize("name", _EXAMPLES)
def test_a_dataset_with_itself_is_itself(example: Callable[[str], Dataset], name: str) -> None:
    whole = example(name)

    for datasets in ([whole], [whole, whole], [whole, whole, whole]):
        merged = merge(datasets)
        assert merged.dataset.model_dump() == whole.model_dump()
        assert merged.dataset.model_fields_set == whole.model_fields_set
        assert merged.faultless


@pytest.mark.parametrize("name", ["city-lab-2567", "city-lab-2568"])
def test_workbooks_of_two_divisions_give_the_whole_evaluation(
    example: Callable[[str], Dataset], workbook: Callable[[str, Dataset], Path], tmp_path: Path, name: str
) -> None:
    whole = example(name)
    half = len(whole.evaluation_results) // 2
    framework = whole.model_copy(update={"evaluation_results": ()})
    first = Dataset(
        fiscal_year=whole.fiscal_year, agency=whole.agency, evaluation_results=whole.evaluation_results[:half]
    )
    second = framework.model_copy(update={"evaluation_results": whole.evaluation_results[half:], "projects": ()})
    sources = [workbook("กรอบ.xlsx", framework), workbook("หนึ่ง.xlsx", first), workbook("สอง.xlsx", second)]

    result = merge_files(sources, tmp_path / "ผล" / "รวม.xlsx", None)

    assert {finding.rule.id for finding in result.findings} <= {"file-missing", "merge-default-dropped"}
    assert _unordered(load(tmp_path / "ผล" / "รวม.xlsx")) == _unordered(whole)
    assert load(tmp_path / "ผล" / "รวม.xlsx").evaluation_results == whole.evaluation_results


def test_members_without_a_key_of_their_own_are_not_doubled(
    division: Callable[..., Dataset], project: Callable[..., Any]
) -> None:
    one = project(1)
    twice = one.model_copy(update={"steps": (*one.steps, one.steps[0].model_copy(update={"weight": 5}))})

    merged = merge([division(twice), division(twice)])

    assert merged.dataset.projects == (twice,)
    assert merged.findings == ()


@given(names=st.lists(st.integers(0, 50), unique=True, max_size=12), cut=st.integers(0, 12))
def test_consecutive_parts_keep_their_order(names: list[int], cut: int) -> None:
    assert _ordered(names[:cut], names[cut:]) == names
    assert _ordered(names, names[:cut], names[cut:]) == names


@given(lists=st.lists(st.lists(st.integers(0, 9), unique=True, max_size=8), min_size=1, max_size=4))
def test_every_member_is_there_once_and_the_first_source_keeps_its_order(lists: list[list[int]]) -> None:
    found = _ordered(*lists)

    assert sorted(found) == sorted({name for names in lists for name in names})
    assert [name for name in found if name in lists[0]] == lists[0]


@pytest.mark.parametrize(
    ("lists", "whole"),
    [
        (("ac", "abc"), "abc"),
        (("bc", "abc"), "abc"),
        (("ad", "abcd"), "abcd"),
        (("ac", "abc", "axc"), "abxc"),
        (("ab", "xy", "xzy"), "abxzy"),
        (("ab", "ba"), "ab"),
        (("a", "bca", "ba"), "bca"),
    ],
)
def test_additions_stand_behind_the_neighbour_that_they_have(lists: tuple[str, ...], whole: str) -> None:
    assert "".join(_ordered(*lists)) == whole


def _ordered(*lists: Sequence[Any]) -> list[Any]:
    rows = Rows()
    for number, names in enumerate(lists):
        rows.add((str(name), Version(number, name, ())) for name in names)
    return [row.versions[0].value for row in rows]
