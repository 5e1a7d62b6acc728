"""Tables in Word keep what the layout saw to: pictures off the border, text above a table clear."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.docx.conftest import Form, Made

PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGNgYGAAAAAEAAH2FzhVAAAAAElFTkSuQmCC"
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def table(cell: str, *, width: int = 30) -> str:
    return (
        f'<table class="headless" style="width: {width + 60}mm"><colgroup><col style="width: {width}mm"/>'
        f'<col style="width: 60mm"/></colgroup><tr><td>{cell}</td><td>ข้าง ๆ</td></tr></table>'
    )


def test_a_picture_in_a_cell_stays_as_far_from_its_border_as_in_the_layout(written: Callable[[str], Made]) -> None:
    """The surplus of a line's pitch, by which text moves up, is no part of a picture."""
    picture = f'<img src="{PIXEL}" alt="จุด" style="display: block; width: 10mm; height: 10mm"/>'
    made = written(table(picture))
    tops = [node.get(f"{W}w") for node in made.part("document").iterfind(f".//{W}tcMar/{W}top")]
    defaults = [node.get(f"{W}w") for node in made.part("document").iterfind(f".//{W}tblCellMar/{W}top")]
    assert (defaults, tops) == (["30"], ["0"])


def gaps(made: Made, containing: str) -> tuple[str | None, str | None]:
    def of(side: str) -> str | None:
        own = made.says(containing, "spacing", side)
        return made.style_says(containing, "spacing", side) if own is None else own

    return of("before"), of("after")


def test_text_above_a_table_is_clear_of_its_border_and_the_page_no_longer(written: Callable[[str], Made]) -> None:
    """Word sets a line at the foot of a pitch that is larger than the face needs, the layout in its middle."""
    made = written(
        '<p>ก่อน</p><h3 style="margin: 12pt 0 0">หัวเรื่อง</h3>' + table("ช่อง").replace("width: 90mm", "margin: 0")
    )
    before, after = (int(gap or 0) for gap in gaps(made, "หัวเรื่อง"))
    assert before + after == 240
    assert 0 < after == (21 * 20 - round(1.3 * 10.5 * 20)) // 2


def test_what_stays_with_the_text_above_a_table_moves_with_it(written: Callable[[str], Made]) -> None:
    line = '<p class="plain" style="margin: 0; break-after: avoid">บรรทัดใต้หัว</p>'
    made = written(
        f'<p>ก่อน</p><h3 style="margin: 12pt 0 0">หัวเรื่อง</h3>{line}' + table("ช่อง").replace("width: 90mm", "margin: 0")
    )
    (before, _), (_, after) = gaps(made, "หัวเรื่อง"), gaps(made, "บรรทัดใต้หัว")
    assert int(before or 0) + int(after or 0) == 240
    assert int(after or 0) > 0


def test_text_without_a_gap_above_it_adds_no_height(written: Callable[[str], Made]) -> None:
    made = written(
        '<p class="plain" style="margin: 0">บรรทัดเดียว</p>' + table("ช่อง").replace("width: 90mm", "margin: 0")
    )
    assert gaps(made, "บรรทัดเดียว") in {("0", "0"), (None, None), ("0", None), (None, "0")}


def test_thai_page_numbers_are_seen_among_other_thai_digits(forms: list[Form]) -> None:
    """The foot ``พ.ศ. ๒๕๖๗ … หน้า ๑ จาก ๔``: its year is text, its numbers are fields that Word counts."""
    feet = {form.name: form.made for form in forms if form.name.startswith("city-lab-2567 ")}
    assert len(feet) == 2
    for made in feet.values():
        sections = list(made.part("document").iter(f"{W}sectPr"))
        formats = [section.find(f"{W}pgNumType").get(f"{W}fmt") for section in sections]  # type: ignore[union-attr]
        assert set(formats) == {"thaiNumbers"}
        foot = made.text("footer1")
        assert r"NUMPAGES \* ThaiArabic" in foot
        assert re.findall(r"<w:t>([0-9]+)</w:t>", foot) == []


def test_a_table_without_a_name_is_called_by_the_heading_above_it(written: Callable[[str], Made]) -> None:
    """Screen readers read it out; a table of mere layout, which has no head, needs no name."""
    head = '<table><colgroup><col style="width: 40mm"/></colgroup><thead><tr><th>ระดับ</th></tr></thead>'
    body = "<tbody><tr><td>5</td></tr></tbody></table>"
    made = written(f"<h2>เกณฑ์การให้คะแนน :</h2>{head}{body}<p>ต่อไป</p>{table('ช่อง')}")
    names = [node.find(f"{W}tblPr/{W}tblCaption") for node in made.part("document").iter(f"{W}tbl")]
    assert [None if name is None else name.get(f"{W}val") for name in names] == ["เกณฑ์การให้คะแนน", None]


def test_a_paragraph_that_a_page_ends_in_is_not_moved_to_stay_with_the_next(written: Callable[[str], Made]) -> None:
    """Its last lines are on the page of the next as it is; moved as a whole it would leave half a page empty."""
    behind = '<p class="plain" style="break-before: avoid">ตามเอกสารหมายเลข 1</p>'
    item = "<ol><li>" + "ชี้แจงผลการดำเนินงานตามลำดับดังต่อไปนี้ " * 12 + "</li></ol>"
    short, long = (
        written('<p class="plain">บรรทัด</p>' * count + item + behind).says("ชี้แจงผล", "keepNext") for count in (3, 24)
    )
    assert (short, long) == ("", None)
