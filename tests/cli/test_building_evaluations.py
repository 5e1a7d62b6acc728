"""``saraban build`` where the data has an evaluation."""

from __future__ import annotations

import json
import re
import shutil
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import subprocess

    from tests.cli.conftest import Command

ROOT = Path(__file__).resolve().parents[2]

_DIMENSIONS = """\
dimensions:
  - {no: 1, name: ภารกิจหลัก, weight: 40}
"""

_EVALUATION = """\
group: A
scores: เว้นว่าง
version: ฉบับที่ 1
agreement:
  parties:
    - {role: ผู้ทำคำรับรอง, name: นายสมมุติ ตัวอย่าง}
    - {role: ผู้รับคำรับรอง, name: นางสมมุติ ทดสอบ}
"""

_FRAMEWORK = """\
evaluation_indicators:
  - id: k
    dimension: 1
    name: ร้อยละของท่อที่ขุดลอก
    weight: 40
    unit: ร้อยละ
    criteria:
      - {level_1: 60, level_2: 70, level_3: 80, level_4: 90, level_5: 100}
"""

_RESULTS = """\
evaluation_results:
  - {indicator: k, value: 83, committee_score: 71.25, details: ขุดลอกท่อแล้ว}
"""


@pytest.fixture
def evaluation(dataset: Path) -> Path:
    """The small dataset with an evaluation of one indicator: 33.2 points by its own account, else 28.5."""
    for name, text in (
        ("dimensions", _DIMENSIONS),
        ("evaluation", _EVALUATION),
        ("evaluation-indicators", _FRAMEWORK),
        ("evaluation-results", _RESULTS),
    ):
        (dataset / f"{name}.yaml").write_text(text, encoding="utf-8")
    return dataset


def text_of(path: Path) -> str:
    """All text of a PDF."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def names(call: subprocess.CompletedProcess[str]) -> list[str]:
    return [Path(line).name for line in call.stdout.splitlines()]


def test_every_document_of_an_evaluation_is_made_without_being_asked_for(saraban: Command, evaluation: Path) -> None:
    call = saraban("build", evaluation)

    assert call.returncode == 0, call.stderr
    assert names(call) == [
        f"{kind} 2563 ฉบับที่ 1.{form}"
        for kind in ("framework-summary", "performance-agreement", "evaluation-report")
        for form in ("pdf", "docx")
    ]


def test_scores_are_blank_the_agency_s_or_the_committee_s(saraban: Command, evaluation: Path) -> None:
    settings = evaluation / "evaluation.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("เว้นว่าง", "ประเมินตนเอง"), encoding="utf-8")

    texts = []
    for number, wish in enumerate(([], ["--scores", "blank"], ["--scores", "committee"])):
        call = saraban("build", evaluation, "-d", "evaluation-report", "-f", "pdf", "-o", f"{number}", *wish)
        assert call.returncode == 0, call.stderr
        texts.append(text_of(saraban.folder / f"{number}" / "evaluation-report 2563 ฉบับที่ 1.pdf"))

    own, blank, committee = texts
    assert {"33.20 คะแนน", "28.50 คะแนน"} & _scores(own) == {"33.20 คะแนน"}
    assert {"33.20 คะแนน", "28.50 คะแนน"} & _scores(committee) == {"28.50 คะแนน"}
    assert {"33.20 คะแนน", "28.50 คะแนน"} & _scores(blank) == set()


def _scores(text: str) -> set[str]:
    return set(re.findall(r"[\d.]+ คะแนน", text))


def test_scores_of_somebody_else_are_refused(saraban: Command, evaluation: Path) -> None:
    call = saraban("build", evaluation, "--scores", "mine")

    assert (call.returncode, call.stdout) == (2, "")
    assert "blank, self, committee" in call.stderr


def test_the_help_names_every_kind_of_document(saraban: Command) -> None:
    call = saraban("build", "--help")

    assert call.returncode == 0
    told = call.stdout + call.stderr
    for folder in (ROOT / "templates").glob("*/kind.toml"):
        assert folder.parent.name in told


def test_a_report_comes_as_a_booklet(saraban: Command, evaluation: Path) -> None:
    call = saraban("build", evaluation, "-f", "pdf", "--booklet", "--json")

    assert call.returncode == 0, call.stderr
    outputs = json.loads(call.stdout)["outputs"]
    assert [(output["kind"], output["format"]) for output in outputs] == [
        ("framework-summary", "pdf"),
        ("performance-agreement", "pdf"),
        ("evaluation-report", "pdf"),
        ("evaluation-report", "booklet"),
    ]
    report, booklet = outputs[2:]
    assert booklet["pages"] == 2 * -(-report["pages"] // 4)


def test_changes_since_an_issue_before_spoil_no_document(saraban: Command, evaluation: Path) -> None:
    before = evaluation.with_name("ฉบับก่อน")
    shutil.copytree(evaluation, before)
    indicators = evaluation / "evaluation-indicators.yaml"
    text = indicators.read_text(encoding="utf-8").replace("ท่อที่ขุดลอก", "ท่อที่ล้าง")
    indicators.write_text(text, encoding="utf-8")

    alone = saraban("build", evaluation, "-f", "pdf", "-o", "alone")
    since = saraban("build", evaluation, "-f", "pdf", "-o", "since", "--changes-since", before)

    assert (alone.returncode, since.returncode) == (0, 0), since.stderr
    assert names(alone) == names(since)
    for name in names(alone):
        assert (saraban.folder / "alone" / name).read_bytes() == (saraban.folder / "since" / name).read_bytes()


def test_one_job_and_two_make_the_same_report(saraban: Command, evaluation: Path) -> None:
    calls = [
        saraban(
            "build", evaluation, "-d", "evaluation-report", "-o", jobs, "--jobs", jobs, env={"PYTHONHASHSEED": jobs}
        )
        for jobs in ("1", "2")
    ]

    assert [call.returncode for call in calls] == [0, 0], calls[1].stderr
    for name in names(calls[0]):
        assert (saraban.folder / "1" / name).read_bytes() == (saraban.folder / "2" / name).read_bytes()


def test_watching_builds_the_report_again_when_its_seal_changes(saraban: Command, evaluation: Path) -> None:
    shutil.copy(ROOT / "examples" / "city-lab-2568" / "seal.png", evaluation / "seal.png")
    settings = evaluation / "evaluation.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "seal: seal.png\n", encoding="utf-8")
    made = saraban.folder / "build" / "evaluation-report 2563 ฉบับที่ 1.pdf"

    with saraban.start("build", evaluation, "-d", "evaluation-report", "-f", "pdf", "--watch") as call:
        try:
            _wait_for(call, "Ctrl-C")
            before = made.read_bytes()
            shutil.copy(_other_seal(evaluation), evaluation / "seal.png")
            _wait_for(call, "seal.png")
            _wait_for(call, "Ctrl-C")
            assert made.read_bytes() != before
        finally:
            call.send_signal(signal.SIGINT)
            call.communicate(timeout=60)


def _other_seal(folder: Path) -> Path:
    from PIL import Image

    path = folder.parent / "other.png"
    Image.new("RGB", (64, 64), (200, 30, 30)).save(path)
    return path


def _wait_for(call: subprocess.Popen[str], wanted: str) -> None:
    assert call.stderr is not None
    deadline = time.monotonic() + 120
    for line in call.stderr:
        if wanted in line:
            return
        assert time.monotonic() < deadline
    raise AssertionError(wanted)
