"""The picture of the form: what it shows, what it says, and that its labels do not collide."""

from __future__ import annotations

import base64
import datetime as dt
import re
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.compose.charts.progress import MOST_MONTHS, progress_picture
from pipeline.compose.composed import Options
from pipeline.compose.digits import Numerals
from pipeline.model import Digits, House, Margins, Month, ProgressReport, Step

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.compose import Composed
    from pipeline.model import Project

SVG = "{http://www.w3.org/2000/svg}"


def options(digits: Digits = Digits.ARABIC) -> Options:
    return Options(Numerals(digits), face_scale=0.656, picture=True, text_width=160, wide_text_width=252)


def drawing(project: Project, digits: Digits = Digits.ARABIC) -> ET.Element:
    picture = progress_picture(project, 2569, options(digits))
    assert picture is not None
    kind, _, content = picture.src.partition(",")
    assert kind == "data:image/svg+xml;base64"
    return ET.fromstring(base64.b64decode(content))  # noqa: S314 - our own drawing


def labels(svg: ET.Element) -> list[str]:
    return [element.text or "" for element in svg.iter(f"{SVG}text")]


def reported(*values: float | None) -> tuple[ProgressReport, ...]:
    return tuple(
        ProgressReport(
            no=number,
            date=dt.date(2025 + (month - 1) // 12, (month - 1) % 12 + 1, 15),
            progress=None if value is None else Decimal(str(value)),
        )
        for number, (month, value) in enumerate(enumerate(values, 10), 1)
    )


def test_the_axis_is_the_fiscal_year_with_both_years_below(project: Project) -> None:
    found = labels(drawing(project))
    months = ["ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย."]
    assert [label for label in found if label in months] == months
    assert {"2568", "2569"} <= set(found)


def test_a_project_that_crosses_fiscal_years_has_its_own_axis(project: Project) -> None:
    longer = project.model_copy(update={"start": dt.date(2025, 7, 1), "end": dt.date(2026, 12, 31)})
    found = labels(drawing(longer))
    assert next(label for label in found if "." in label) == "ก.ค."
    assert {"2568", "2569"} <= set(found)


def test_plan_and_reports_end_in_their_figures(project: Project) -> None:
    found = labels(drawing(project))
    assert "แผน 100.00 %" in found
    assert "รายงาน 12.50 %" in found
    assert "ได้รับ 214,600 บาท" in found
    assert "ใช้ไป 15,250.75 บาท" in found
    assert "คิดเป็น 7.11 %" in found


@pytest.mark.parametrize(
    "values",
    [
        (3, 10, 21, 32, 47, 60, 75, 86, 92),
        (8, 18, 31, 56, 80, 88, 95, 100),
        (32, 75, 100),
        (5, 9, 15),
        (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12),
    ],
)
def test_the_figure_of_the_last_report_stands_at_the_end_of_its_line(project: Project, values: tuple[int, ...]) -> None:
    svg = drawing(project.model_copy(update={"reports": reported(*values)}))
    end = [(float(dot.get("cx", 0)), float(dot.get("cy", 0))) for dot in svg.iter(f"{SVG}circle")][-1]
    (label,) = [text for text in svg.iter(f"{SVG}text") if (text.text or "").startswith("รายงาน ")]
    left, right = float(label.get("x", 0)), float(label.get("x", 0)) + 62
    assert max(left - end[0], end[0] - right, 0) < 15
    assert abs(float(label.get("y", 0)) - end[1]) < 30


def test_thai_digits_reach_the_picture(project: Project) -> None:
    found = labels(drawing(project, Digits.THAI))
    assert {"แผน ๑๐๐.๐๐ %", "๒๕๖๘", "ได้รับ ๒๑๔,๖๐๐ บาท"} <= set(found)
    assert not re.search("[0-9]", "".join(found))


def test_the_alternative_text_says_what_the_picture_shows(project: Project) -> None:
    picture = progress_picture(project, 2569, options())
    assert picture is not None
    for figure in (
        "พ.ย. 2568 ก้าวหน้า 12.50 %",
        "20.00 %",
        "ก.ย. 2569 100.00 %",
        "214,600 บาท",
        "15,250.75 บาท",
        "7.11 %",
    ):
        assert figure in picture.alt


def test_without_steps_and_percentages_there_is_no_picture(project: Project) -> None:
    bare = project.model_copy(update={"steps": (), "reports": reported(None, None)})
    assert progress_picture(bare, 2569, options()) is None


def test_without_reports_the_plan_stands_alone(project: Project) -> None:
    svg = drawing(project.model_copy(update={"reports": ()}))
    assert "ยังไม่มีรายงานความก้าวหน้า" in labels(svg)
    assert not list(svg.iter(f"{SVG}circle"))


def test_without_steps_the_reports_stand_alone(project: Project) -> None:
    svg = drawing(project.model_copy(update={"steps": (), "reports": reported(5, None, 30)}))
    assert len(list(svg.iter(f"{SVG}circle"))) == 2
    assert not [label for label in labels(svg) if label.startswith("แผน")]
    assert not [path for path in svg.iter(f"{SVG}path") if path.get("stroke-dasharray")]


def test_plan_and_reports_differ_without_colour(project: Project) -> None:
    dashed = [path for path in drawing(project).iter(f"{SVG}path") if path.get("stroke-dasharray")]
    assert len(dashed) == 1
    assert {path.get("stroke") for path in dashed} == {"#595959"}


@pytest.mark.parametrize(
    ("received", "spent", "boxes", "text"),
    [
        (None, None, 0, "ใช้ไป –"),
        (Decimal(0), Decimal(0), 0, "ได้รับ 0 บาท"),
        (Decimal(100), Decimal(0), 1, "คิดเป็น 0.00 %"),
        (Decimal(100), Decimal(50), 2, "คิดเป็น 50.00 %"),
        (Decimal(100), Decimal(250), 3, "คิดเป็น 250.00 %"),
    ],
)
def test_the_bar_needs_a_budget(
    project: Project, received: Decimal | None, spent: Decimal | None, boxes: int, text: str
) -> None:
    money = {"budget_received": received, "budget_spent": spent, "reports": reported(5)}
    svg = drawing(project.model_copy(update=money))
    assert len(list(svg.iter(f"{SVG}rect"))) == boxes
    assert text in labels(svg)


def test_progress_above_a_hundred_stays_inside_the_plot(project: Project) -> None:
    svg = drawing(project.model_copy(update={"reports": reported(20, 130)}))
    assert "150" in labels(svg)
    assert min(float(dot.get("cy", "0")) for dot in svg.iter(f"{SVG}circle")) > 0


def test_a_date_far_off_gives_no_picture_rather_than_an_endless_axis(project: Project) -> None:
    far = project.model_copy(update={"end": dt.date(2026 + MOST_MONTHS // 12, 12, 1)})
    assert progress_picture(far, 2569, options()) is None
    old = ProgressReport(no=1, date=dt.date(1957, 1, 15), progress=Decimal(1))
    first = {"steps": (), "start": None, "end": None, "reports": (old,)}
    assert progress_picture(project.model_copy(update=first), 2500, options()) is None


def test_the_picture_can_be_switched_off(compose_form: Callable[..., Composed]) -> None:
    assert "<img" in compose_form().html
    assert "<img" not in compose_form(picture=False).html


def test_the_picture_is_as_wide_as_the_text(compose_form: Callable[..., Composed]) -> None:
    html = compose_form(house=House(margins=Margins(left=Decimal(25), right=Decimal(25)))).html
    assert "width:160mm" in html
    assert 'width="453.54pt"' in base64.b64decode(html.partition("base64,")[2].partition('"')[0]).decode()


_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]{2}|\u0e33")


def test_labels_carry_one_mark_on_a_letter_at_most(project: Project) -> None:
    """WeasyPrint sets the text of an SVG character by character: a mark above a vowel would fall onto it."""
    for reports in ((), reported(5, 20)):
        for label in labels(drawing(project.model_copy(update={"reports": reports}))):
            assert not _MARKS.search(label)


def _extent(text: ET.Element) -> tuple[float, float, float, float]:
    size = float(text.get("font-size", "0"))
    ems = sum(
        0.27 if sign in " .,:" else 0.56
        for sign in text.text or ""
        if not re.match("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]", sign)
    )
    width, x, y = ems * size, float(text.get("x", "0")), float(text.get("y", "0"))
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[text.get("text-anchor", "start")]
    return left, y - size * 0.75, left + width, y + size * 0.1


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    values=st.lists(st.none() | st.integers(0, 150), max_size=12),
    first=st.integers(0, 6),
    length=st.integers(1, 12),
    extra=st.integers(0, 40),
)
def test_labels_never_overlap_nor_leave_the_picture(
    project: Project, values: list[int | None], first: int, length: int, extra: int
) -> None:
    start, end = 2025 * 12 + 9 + first, 2025 * 12 + 9 + first + length - 1
    step = Step(
        name="ทั้งหมด",
        weight=Decimal(100),
        start=Month(year=start // 12, month=start % 12 + 1),
        end=Month(year=end // 12, month=end % 12 + 1),
    )
    last = dt.date(2025 + (9 + extra) // 12, (9 + extra) % 12 + 1, 28)
    svg = drawing(project.model_copy(update={"steps": (step,), "reports": reported(*values), "end": last}))
    boxes = [_extent(text) for text in svg.iter(f"{SVG}text")]
    width, height = (float(svg.get(name, "0").removesuffix("pt")) for name in ("width", "height"))
    for left, top, right, bottom in boxes:
        assert left >= -0.5
        assert top >= -0.5
        assert right <= width + 0.5
        assert bottom <= height + 0.5
    for one, other in combinations(boxes, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart, (one, other)
