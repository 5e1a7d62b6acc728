"""Form pages of the report, read back from their HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from pipeline.compose import Composed
    from pipeline.model import Dataset, ScoresShown
    from tests.compose.change_evaluation import changed
    from tests.compose.read_tables import body, chapter_of, classed, words
else:
    from change_evaluation import changed
    from read_tables import body, chapter_of, classed, words

NAME, WEIGHT, RESULT, SCORE, WEIGHTED = range(5)
"""Columns of the results of a whole component."""

FORMS = ("part-1", "part-2", "form-c4-idea", "form-c5-money", "form-c5-base", "form-c5-plan", "form-c5-absent")
OFFICIAL = (
    "แบบฟอร์มการรายงาน",
    "ผลการปฏิบัติราชการตามคำรับรองการปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2570",
    "หน่วยงาน : สำนักตัวอย่างงานเมือง",
    "ชื่อผู้รับผิดชอบการรายงาน :",
    "ตำแหน่ง :",
    "หมายเลขโทรศัพท์ :",
    "เกณฑ์การให้คะแนน :",
    "ผลการดำเนินงาน :",
    "* กรณีผลการดำเนินงานต่ำกว่าค่าเป้าหมายระดับ 1 จะได้คะแนนเท่ากับค่าเป้าหมายระดับ 1",
)


def lines(report: Composed, key: str) -> list[str]:
    """The lines of the head of a form."""
    return [words(found) for found in classed(chapter_of(report, key), "form-line")]


def headings(report: Composed, key: str) -> list[str]:
    """The headings of a form, its head left aside."""
    found = chapter_of(report, key).iter()
    return [words(one) for one in found if one.tag in {"h2", "h3", "h4"} and one.get("class") != "form-line"]


def told(report: Composed, key: str) -> dict[str, str]:
    """The text below each heading of a form."""
    found: dict[str, str] = {}
    heading = ""
    for element in chapter_of(report, key).iter():
        if element.tag in {"h2", "h3"}:
            heading = words(element)
        elif element.get("class") == "prose":
            found[heading] = words(element)
    return found


def table(report: Composed, key: str, name: str) -> Element:
    """The first table of a class."""
    return classed(chapter_of(report, key), name)[0]


def results(report: Composed, key: str) -> list[list[str]]:
    """The rows of the results of a form."""
    return body(table(report, key, "results"))


def notes(report: Composed, key: str) -> list[str]:
    """The notes below both tables of a form."""
    return [words(one) for block in classed(chapter_of(report, key), "note-block") for one in block]


def as_scored(scores: ScoresShown, **changes: Any) -> Dataset:  # noqa: ANN401 - what can be changed
    """The invented dataset, its reports printing these scores."""
    return changed(evaluation={"scores": scores}, **changes)
