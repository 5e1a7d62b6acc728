"""Whatever bytes a file holds, reading ends with a dataset, findings, or a sentence."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import DataError, UsageError
from pipeline.sources import load, starter

SETTINGS = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
PIECES = st.sampled_from([
    b":", b"- ", b"\n", b"  ", b"{", b"}", b"[", b"]", b"&a ", b"*a", b"|", b">", b"'", b'"', b"#", b"!!", b"%", b"\t",
    b"null", b"---\n", b"? ", b"<<: ", b"9" * 400, b"\x00", b"\xff", b"\xe0\xb8", b"\xef\xbb\xbf", b"\r", b"code: ",
    b"reports:\n", b"1.1 ", "๑.".encode(), b"|", b"| a | b |\n", b"|--|:-:|\n", b"**", b"\\|", b"formula: ",
    b"indicators:\n- {id: a, name: b, targets: {2569: ", b"plan_book: {preface: ", b"2569: ",
    "น้ํา".encode(), "ก".encode("cp874"), b"\\", b"-.inf", b"\xed\xa0\x80",
])  # fmt: skip


def reads(data: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as root:
        path = Path(root) / name
        path.write_bytes(data)
        try:
            findings = load(path).origin.findings
        except DataError as error:
            findings = error.findings
            if not findings:
                pytest.fail("refused without a word")
        except UsageError:
            return
        for found in findings:
            assert found.message
            assert found.remedy


@cache
def sample() -> bytes:
    """A dataset in one file, made of the starter."""
    folder = Path(starter.__file__).parent / "progress-form"
    agency = (folder / "agency.yaml").read_text(encoding="utf-8")
    project = (folder / "projects" / "99000000-0001.yaml").read_text(encoding="utf-8")
    indented = "".join(f"    {line}\n" for line in project.splitlines())
    return f"{agency}\nprojects:\n  -\n{indented}".encode()


LINES = st.lists(
    st.sampled_from(["| ก | ข |", "|--|:-:|", "| 1 |", "|", "||", "|||||||||||||||||", "**ก", "ก**", "** ก **",
                     "\\| ก |", "1. ก", "  - ข", "", "\\", "ค | ง", "| ก \\| ข |", "\t| ก |\u00a0|"]), max_size=12,
).map("\n".join)  # fmt: skip


@SETTINGS
@given(text=LINES, pretty=st.booleans())
def test_any_heap_of_bars_and_stars_ends_in_findings(text: str, pretty: bool) -> None:  # noqa: FBT001
    import json

    prose = {"text": text, "items": [text, {"text": text}]} if pretty else [text, text]
    data = {"fiscal_year": 2569, "agency": {"name": "ก"}, "plan_book": {"preface": text, "history": prose}}
    reads(json.dumps(data).encode(), "a.json")


@pytest.mark.parametrize("suffix", ["yaml", "json", "xlsx"])
@SETTINGS
@given(data=st.binary(max_size=400))
def test_any_bytes_end_in_findings_or_a_sentence(suffix: str, data: bytes) -> None:
    reads(data, f"a.{suffix}")


@SETTINGS
@given(data=st.lists(PIECES, max_size=40).map(b"".join))
def test_any_heap_of_marks_ends_in_findings(data: bytes) -> None:
    reads(b"fiscal_year: 2569\nagency: {name: a}\n" + data, "a.yaml")


@cache
def evaluated() -> bytes:
    """The starter of the evaluation in one file."""
    folder = Path(starter.__file__).parent / "evaluation-report"
    parts = [(folder / "agency.yaml").read_text(encoding="utf-8")]
    for stem in ("dimensions", "evaluation", "evaluation-indicators"):
        lines = (folder / f"{stem}.yaml").read_text(encoding="utf-8").splitlines()
        parts.append(f"{stem.replace('-', '_')}:\n" + "".join(f"  {line}\n" for line in lines))
    parts.append("evaluation_results:\n")
    for path in sorted((folder / "evaluation-results").iterdir()):
        lines = path.read_text(encoding="utf-8").splitlines()
        parts.append("  -\n" + "".join(f"    {line}\n" for line in lines))
    return "\n".join(parts).encode()


@SETTINGS
@given(cuts=st.lists(st.tuples(st.integers(0, 16_000), st.integers(0, 40), PIECES), min_size=1, max_size=6))
def test_an_evaluation_with_pieces_cut_out_and_put_in_ends_in_findings(cuts: list[tuple[int, int, bytes]]) -> None:
    data = evaluated()
    for at, length, piece in cuts:
        data = data[:at] + piece + data[at + length :]
    reads(data, "a.yaml")


def test_the_evaluation_of_these_tests_is_whole() -> None:
    with tempfile.TemporaryDirectory() as root:
        path = Path(root) / "a.yaml"
        path.write_bytes(evaluated())
        dataset = load(path)
    assert dataset.origin.findings == ()
    assert len(dataset.evaluation_results) == 3


@SETTINGS
@given(cuts=st.lists(st.tuples(st.integers(0, 9_000), st.integers(0, 40), PIECES), min_size=1, max_size=6))
def test_a_dataset_with_pieces_cut_out_and_put_in_ends_in_findings(cuts: list[tuple[int, int, bytes]]) -> None:
    data = sample()
    for at, length, piece in cuts:
        data = data[:at] + piece + data[at + length :]
    reads(data, "a.yaml")


@SETTINGS
@given(value=st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(
        st.sampled_from(["code", "name", "steps", "reports", "no", "date", "narrative", "text", "items", "marker",
                         "start", "responsible", "person", "kind", "alignments", "node", "children", "id", "targets",
                         "2569", "๒๕๖๙", "year", "number", "formula", "numerator", "denominator", "activities", "parts",
                         "part", "swot", "strengths", "last_year", "groups", "seal", "preface", "duties", "level_1",
                         "criteria", "group", "A", "1", "ระดับ 2", "units", "projects", "sections", "annexes", "heading",
                         "evidence", "quarters", "quarter", "appeals", "agreement", "parties", "deadlines",
                         "indicator", "dimension", "value", "F-1"])
        | st.text(max_size=5),
        below, max_size=5),
    max_leaves=15,
), part=st.sampled_from([
    "projects", "strategy", "house", "people", "agency", "as_of", "fiscal_year", "units", "indicators", "baseline",
    "dimensions", "plan_book", "evaluation", "evaluation_indicators", "evaluation_results",
]))  # fmt: skip
def test_any_value_in_any_part_ends_in_findings(value: object, part: str) -> None:
    import json

    head = {"fiscal_year": 2569, "agency": {"name": "ก"}}
    reads(json.dumps(head | {part: value}).encode(), "a.json")
