"""What holds for the documents of every kind, whatever they print: nothing of the data is code, lines break rightly."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import subprocess
import sys
from collections import defaultdict
from enum import Enum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree import ElementTree as ET

import pytest

from pipeline import compose
from pipeline.bundled import bundled_folder
from pipeline.layout import set_chapter
from pipeline.layout.faces import find_face
from pipeline.layout.opportunities import NEVER_FIRST, NEVER_LAST, opportunities
from pipeline.model import Agreement, Dataset, Evaluation, Month, SignatureBlock
from pipeline.model.record import Record
from pipeline.monitoring import Occasion
from pipeline.sources import load
from pipeline.thai.clusters import cluster_starts
from pipeline.thai.tokens import protected_ranges

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.compose import Composed
    from pipeline.layout.document import LaidOut
    from pipeline.layout.types import Line
    from pipeline.model import Project
    from tests.compose.invented_evaluation import invented_evaluation
else:
    from invented_evaluation import invented_evaluation

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = {
    "framework-summary": ("city-lab-2567", "city-lab-2568"),
    "performance-agreement": ("city-lab-2567", "city-lab-2568"),
    "evaluation-report": ("city-lab-2567", "city-lab-2568"),
    "plan-book": ("city-lab-2570",),
    "progress-form": ("city-lab-2569",),
    "follow-up": ("city-lab-2569",),
    "executive-summary": ("city-lab-2569",),
}
OCCASION = Occasion(Month(year=2026, month=7), dt.date(2026, 7, 25))
"""A month of which the example has no reports yet, as known after its deadline."""
DOCUMENTS = [
    (kind, name, digits) for kind, names in EXAMPLES.items() for name in names for digits in ("thai", "arabic")
]
HOSTILE = "<script>alert(1)</script>{{ 7*7 }}{% include 'x' %}&amp;]]>\"'<!--"
THAI = re.compile("[ก-๙]")


def test_every_kind_has_an_example() -> None:
    assert {kind.name for kind in compose.kinds()} == set(EXAMPLES)


def composed(dataset: Dataset, kind: str, digits: str = "as-given", assets: Path | None = None) -> Composed:
    """The first document of a kind."""
    subject: Project | Dataset = dataset.projects[0] if kind == "progress-form" else dataset
    scale = find_face().scale
    return compose.render(dataset, kind, subject, digits=digits, face_scale=scale, assets=assets, occasion=OCCASION)


class Document(NamedTuple):
    """A document of an example, chapter by chapter."""

    composed: Composed
    chapters: list[LaidOut]


@cache
def laid_out(kind: str, name: str, digits: str) -> Document:
    folder = bundled_folder("examples") / name
    made = composed(load(folder), kind, digits, folder)
    asked = (name for chapter in made.chapters for name in re.findall('data-page-of="([^"]+)"', chapter.html))
    labels = dict.fromkeys(asked, "1")
    chapters = [
        set_chapter(
            chapter, base=bundled_folder("templates"), face=find_face(), protect=made.protect, page_labels=labels
        ).number()
        for chapter in made.chapters
    ]
    return Document(made, chapters)


@pytest.fixture(params=DOCUMENTS, ids=" ".join)
def document(request: pytest.FixtureRequest) -> Document:
    return laid_out(*request.param)


def paragraphs(document: Document) -> Iterator[tuple[str, list[Line]]]:
    """The text of each element with its lines, white space folded; those that more than text fills are left out."""
    for chapter in document.chapters:
        lines: dict[ET.Element, list[Line]] = defaultdict(list)
        for line in chapter.lines():
            lines[line.element].append(line)
        for element, found in lines.items():
            text = " ".join("".join(element.itertext()).split())
            if "".join(text.split()) == "".join("".join(line.text.split()) for line in found):
                yield text, found


def breaks(text: str, lines: list[Line]) -> Iterator[tuple[int, int]]:
    """Where each line but the last begins, and where it breaks, in characters of the text."""
    at = 0
    for line in lines[:-1]:
        shown = " ".join(line.text.split())
        begin = text.index(shown, at) if shown in text[at:] else at
        at = begin + len(shown)
        while text[at : at + 1] == " ":
            at += 1
        yield begin, at


def test_no_line_breaks_where_it_may_not(document: Document) -> None:
    checked, bad = 0, []
    for text, lines in paragraphs(document):
        allowed = opportunities(text)
        for begin, at in breaks(text, lines):
            checked += 1
            cut = text[max(0, at - 12) : at] + "|" + text[at : at + 12]
            if at not in cluster_starts(text):
                bad.append(f"inside a cluster: {cut}")
            elif at not in allowed and any(begin < place <= at for place in allowed):
                bad.append(f"inside a word: {cut}")
            elif any(start < at < end for start, end in protected_ranges(text)) and at not in allowed:
                bad.append(f"inside a token: {cut}")
            if text[at] in NEVER_FIRST or text[:at].rstrip()[-1] in NEVER_LAST:
                bad.append(f"at a mark: {cut}")
    assert bad == []
    assert checked > 5


def test_no_text_leaves_the_type_area(document: Document) -> None:
    outside = [
        line.text
        for chapter in document.chapters
        for line in chapter.lines()
        if line.element in {element for section in chapter.root.iter("section") for element in section.iter()}
        for page in (chapter.pages[line.page],)
        if line.x + line.width > page.width - page.margin.right + 0.5
        or line.x < page.margin.left - 0.5
        or line.y + line.height > page.height - page.margin.bottom + 1
    ]
    assert outside == []


def spoilt(value: Any) -> Any:  # noqa: ANN401 - whatever a record holds
    """The same with hostile text behind every Thai one, wherever a text may be written freely."""
    if isinstance(value, Record):
        return value.model_copy(update={name: spoilt(getattr(value, name)) for name in type(value).model_fields})
    if isinstance(value, tuple):
        return tuple(map(spoilt, value))
    if isinstance(value, str) and not isinstance(value, Enum) and THAI.search(value):
        return value + HOSTILE
    return value


@pytest.mark.parametrize("kind", EXAMPLES)
def test_nothing_in_the_data_is_ever_code(kind: str) -> None:
    if kind in ("plan-book", "progress-form", "follow-up", "executive-summary"):
        dataset = load(bundled_folder("examples") / EXAMPLES[kind][0])
    else:
        dataset = invented_evaluation()
        agreement = Agreement(parties=(SignatureBlock(role="ผู้ทำคำรับรอง", name="นายหนึ่ง สมมุติ"),))
        evaluation = (dataset.evaluation or Evaluation()).model_copy(update={"agreement": agreement})
        dataset = dataset.model_copy(update={"evaluation": evaluation})
    fields = {name: spoilt(getattr(dataset, name)) for name in Dataset.model_fields}
    whole = Dataset.model_construct(**fields | {"house": dataset.house})
    folder = bundled_folder("examples") / EXAMPLES[kind][0]
    made = composed(whole, kind, assets=folder)
    count = 0
    for chapter in made.chapters:
        tree = ET.fromstring(re.sub(r"(?i)<!doctype html>", "", chapter.html))  # noqa: S314 - our own markup
        assert not list(tree.iter("script"))
        text = "".join(tree.itertext())
        count += text.count(HOSTILE)
        assert text.count("{{ 7*7 }}") == text.count("alert(1)")
    assert count > 10


PROGRAM = """
import hashlib, pathlib, sys, tempfile
import pipeline
from pipeline.sources import load
with tempfile.TemporaryDirectory() as room:
    for kind in sys.argv[2:]:
        for made in pipeline.build(load(sys.argv[1]), kind, out=pathlib.Path(room)):
            print(made.path.name, hashlib.sha256(made.path.read_bytes()).hexdigest())
"""


def test_another_process_with_another_hash_seed_writes_the_same_files(tmp_path: Path) -> None:
    import pipeline

    kinds = ("framework-summary", "performance-agreement", "evaluation-report", "follow-up")
    folder = ROOT / "examples/city-lab-2567"
    here = {
        f"{made.path.name} {hashlib.sha256(made.path.read_bytes()).hexdigest()}"
        for kind in kinds
        for made in pipeline.build(load(folder), kind, out=tmp_path)
    }
    environment = {**os.environ, "PYTHONHASHSEED": "77", "PYTHONPATH": str(ROOT), "TZ": "America/New_York"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(folder), *kinds], env=environment, capture_output=True, check=True, cwd=ROOT
    )
    assert set(done.stdout.decode().split("\n")[:-1]) == here
    assert len(here) == 10
