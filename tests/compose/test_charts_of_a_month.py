"""Charts of the executive summary: what they show and say, that Thai is measured as it is set, and the same bytes."""

from __future__ import annotations

import base64
import os
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import docx
from pipeline.bundled import bundled_folder
from pipeline.compose.charts.figure import drawing, text_width
from pipeline.compose.charts.labels import MORE, label_lines
from pipeline.compose.charts.parts import Part, parts_height, parts_picture
from pipeline.compose.charts.standings import LOOKS, standings_picture
from pipeline.compose.composed import Options
from pipeline.compose.digits import Numerals
from pipeline.docx.svg import fit_face
from pipeline.layout import lay_out
from pipeline.layout.faces import find_face
from pipeline.layout.opportunities import NEVER_FIRST
from pipeline.model import Digits, Month
from pipeline.monitoring import Standing, Totals, month_figures
from pipeline.sources import load

if TYPE_CHECKING:
    from pipeline.compose.charts.progress import Picture
    from pipeline.monitoring import MonthFigures

ROOT = Path(__file__).resolve().parents[2]
SVG = "{http://www.w3.org/2000/svg}"
STACKED = ("ที่", "ปี้", "น้ำ", "ซื้อ", "ญี่ปุ่น", "ปฏิญญา", "ฐู", "เป็นไปตามแผน", "กองยุทธศาสตร์และประเมินผล", "65.00 (แผน 66.33)")
WORDS = st.lists(
    st.sampled_from(
        ("กอง", "บริหาร", "งาน", "ทั่วไป ", "(สาขา", "ที่ 2) ", "ต่าง ๆ ", "ฯลฯ ", "น้ำ", "“ใหม่” ", "กรุงเทพมหานคร")
    )
)


def options(digits: Digits = Digits.ARABIC, scale: float | None = None) -> Options:
    face = scale or find_face().scale
    return Options(Numerals(digits), face_scale=face, picture=True, text_width=160, wide_text_width=252)


def totals(progress: str | None = None, planned: str | None = None, **more: str | None) -> Totals:
    money = {name: None if more.get(name) is None else Decimal(str(more[name])) for name in ("budget", "spent")}
    return Totals(
        projects=1,
        standings=tuple((standing, int(standing is Standing.ON_PLAN)) for standing in Standing),
        measured=0 if progress is None else 1,
        progress=None if progress is None else Decimal(progress),
        planned=None if planned is None else Decimal(planned),
        **money,
    )


def counted(*counts: int) -> Totals:
    standings = tuple(zip(Standing, counts, strict=True))
    return Totals(sum(counts), standings, 0, None, None, None, None)


def drawn(picture: Picture | None) -> ET.Element:
    assert picture is not None
    kind, _, content = picture.src.partition(",")
    assert kind == "data:image/svg+xml;base64"
    return ET.fromstring(base64.b64decode(content))  # noqa: S314 - our own drawing


def texts(svg: ET.Element) -> list[str]:
    return [element.text or "" for element in svg.iter(f"{SVG}text")]


def boxes(svg: ET.Element, fill: str) -> list[tuple[float, float]]:
    """Left end and width of every bar of a colour inside a plot, in pt."""
    found = []
    for group in svg.iter(f"{SVG}g"):
        if group.get("id", "").startswith("axes_"):
            for path in group.iter(f"{SVG}path"):
                if path.get("fill") == fill:
                    ends = [float(x) for x, _ in re.findall(r"[ML] (-?[\d.]+) (-?[\d.]+)", path.get("d", ""))]
                    found.append((min(ends), max(ends) - min(ends)))
    return found


@pytest.fixture(scope="module")
def june() -> MonthFigures:
    return month_figures(load(bundled_folder("examples") / "city-lab-2569"), Month(year=2026, month=6))


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("text", STACKED)
def test_a_text_is_as_wide_as_the_layout_sets_it(text: str, *, bold: bool) -> None:
    weight = "bold" if bold else "normal"
    html = (
        f'<html lang="th"><head><title>t</title><style>html{{font-size:{find_face().scale}pt}}'
        f"p{{font-size:40rem;font-weight:{weight};white-space:nowrap}}</style></head><body><p>{text}</p></body></html>"
    )
    (line,) = lay_out(html, base=bundled_folder("templates"), face=find_face()).lines()
    assert text_width(text, 40, bold=bold) == pytest.approx(line.width, rel=0.005, abs=0.1)


def test_the_stretches_of_the_bar_are_as_long_as_there_are_projects() -> None:
    svg = drawn(standings_picture(counted(3, 1, 6, 0, 2, 0), options(), 160))
    widths = [
        boxes(svg, LOOKS[standing].fill)[0][1] for standing in (Standing.FINISHED, Standing.AHEAD, Standing.ON_PLAN)
    ]
    assert widths[0] / widths[1] == pytest.approx(3, rel=0.01)
    assert widths[2] / widths[1] == pytest.approx(6, rel=0.01)
    assert texts(svg) == ["แล้วเสร็จ 3", "เร็วกว่าแผน 1", "เป็นไปตามแผน 6", "ยังไม่เริ่ม 2"]


def test_standings_differ_without_colour() -> None:
    """Darkness from finished to not started falls; what is as light as another is hatched."""
    light = [
        sum(int(look.fill[place : place + 2], 16) * share for place, share in ((1, 0.3), (3, 0.59), (5, 0.11)))
        for look in LOOKS.values()
    ]
    finished, ahead, on_plan, behind, not_started, unknown = light
    assert finished + 40 < ahead < on_plan - 40 < not_started - 40
    assert {standing for standing, look in LOOKS.items() if look.hatch} == {Standing.BEHIND, Standing.UNKNOWN}
    assert behind > ahead
    assert unknown == not_started


def test_bars_are_as_long_as_progress_and_plan() -> None:
    parts = [
        Part("กองหนึ่ง", totals("50", "80", budget="200", spent="50")),
        Part("กองสอง", totals("100", "90", budget="400", spent="500")),
    ]
    svg = drawn(parts_picture(parts, "ส่วนราชการ", options(), 160))
    done, should = boxes(svg, "#1f4e79"), boxes(svg, "#c6dbef")
    lengths = [width for _, width in (*done[:2], *should[:2])]
    assert [length / lengths[1] for length in lengths] == pytest.approx([0.5, 1, 0.8, 0.9], rel=0.01)
    money = [width for _, width in (*done[2:], *should[2:])]
    assert [length / money[1] for length in money] == pytest.approx([0.1, 1, 0.4, 0.8], rel=0.01)


def test_figures_stand_beside_the_bars_and_in_the_alternative_text(june: MonthFigures) -> None:
    parts = [Part(group.name, group.now) for group in june.divisions]
    picture = parts_picture(parts, "ส่วนราชการ", options(), 160)
    svg = drawn(picture)
    assert {"65.00 (แผน 66.33)", "59.35 % ของ 8.25 ล้าน", "69.60 % ของ 644,600", "เทียบแผนไม่ได้", "ไม่มีงบประมาณ"} <= set(
        texts(svg)
    )
    assert picture is not None
    for group in june.divisions:
        assert group.name in picture.alt
    assert "ความก้าวหน้าร้อยละ 65.00 แผนร้อยละ 66.33 ใช้ไป 4,898,502 บาท จากงบประมาณ 8,253,600 บาท" in picture.alt
    bar = standings_picture(june.total.now, options(), 160)
    assert bar is not None
    assert bar.alt == (
        "แผนภูมิสัดส่วนสถานะของโครงการ โครงการทั้งหมด 12 โครงการ แล้วเสร็จ 3 เร็วกว่าแผน 1 เป็นไปตามแผน 6 ช้ากว่าแผน 1 ยังไม่เริ่ม 1"
    )


def test_what_is_not_known_has_no_bar_and_is_not_called_nothing() -> None:
    parts = [Part("กองหนึ่ง", totals()), Part("กองสอง", totals(budget="0", spent="0"))]
    picture = parts_picture(parts, "ส่วนราชการ", options(), 160)
    svg = drawn(picture)
    assert boxes(svg, "#1f4e79") == boxes(svg, "#c6dbef") == []
    assert ["ไม่มีข้อมูล" in texts(svg), "ไม่มีงบประมาณ" in texts(svg)] == [True, True]
    assert picture is not None
    assert "กองหนึ่ง ความก้าวหน้าร้อยละ – แผนร้อยละ – ใช้ไป – จากงบประมาณ –" in picture.alt


def test_money_of_many_together_does_not_dwarf_the_others() -> None:
    parts = [
        Part("กองหนึ่ง", totals(budget="10", spent="5")),
        Part("อื่น ๆ", totals(budget="9000", spent="1"), several=True),
    ]
    svg = drawn(parts_picture(parts, "ส่วนราชการ", options(), 160))
    assert len(boxes(svg, "#c6dbef")) == 1
    assert "0.01 % ของ 9,000" in texts(svg)


def test_nothing_to_draw_gives_no_picture() -> None:
    assert standings_picture(counted(0, 0, 0, 0, 0, 0), options(), 160) is None
    assert parts_picture([], "ส่วนราชการ", options(), 160) is None
    assert parts_picture([Part("กองหนึ่ง", totals()), Part("กองสอง", totals())], "ส่วนราชการ", options(), 160) is None


def test_names_that_begin_alike_are_told_apart() -> None:
    same = "กองส่งเสริมและพัฒนาการมีส่วนร่วมของประชาชนในการดูแลสิ่งแวดล้อมของเมือง"
    parts = [Part(f"{same} {side}", totals("50", "50")) for side in ("ฝั่งเหนือ", "ฝั่งใต้")]
    shown = texts(drawn(parts_picture(parts, "ส่วนราชการ", options(), 160)))
    assert [sum(side in text for text in shown) for side in ("ฝั่งเหนือ", "ฝั่งใต้")] == [1, 1]


def test_no_text_leaves_its_picture(june: MonthFigures) -> None:
    long = "สำนักส่งเสริมคุณภาพสิ่งแวดล้อมและอนามัยชุมชนเมืองชั้นในและชั้นนอก กรุงเทพมหานคร"
    parts = [
        Part(long, totals("100", "100", budget="123456789012", spent="123456789012")),
        *(Part(one.name, one.now) for one in june.divisions),
    ]
    for digits in (Digits.THAI, Digits.ARABIC):
        svg = drawn(parts_picture(parts, "หน่วยงาน", options(digits), 160))
        width = float(svg.get("width", "0").removesuffix("pt"))
        for text in svg.iter(f"{SVG}text"):
            size = float(text.get("font-size", "0")) / find_face().scale
            end = float(text.get("x", "0")) + text_width(
                text.text or "", size, bold=text.get("font-weight") is not None
            )
            assert end <= width


def test_the_height_is_known_before_it_is_drawn(june: MonthFigures) -> None:
    parts = [Part(group.name, group.now) for group in june.divisions]
    picture = parts_picture(parts, "ส่วนราชการ", options(), 160)
    assert picture is not None
    assert float(picture.height) == pytest.approx(parts_height([part.name for part in parts], 160), abs=0.01)


def test_a_chart_is_plain_svg_that_the_face_of_another_office_fits(june: MonthFigures) -> None:
    picture = parts_picture([Part(group.name, group.now) for group in june.divisions], "ส่วนราชการ", options(), 160)
    svg = drawn(picture)
    assert svg.get("width") == "453.543307pt"
    assert not [element.tag for element in svg.iter() if "style" in element.attrib or element.tag == f"{SVG}style"]
    assert not list(svg.iter(f"{SVG}image"))
    sizes = {element.get("font-size") for element in svg.iter(f"{SVG}text")}
    assert len(sizes) == 1
    content = base64.b64decode(picture.src.partition(",")[2] if picture else "")
    fitted = ET.fromstring(fit_face(content, docx.TH_SARABUN_NEW))  # noqa: S314 - our own drawing
    assert fitted.get("font-family", "").startswith("'TH Sarabun New'")
    (before,), (after,) = sizes, {element.get("font-size") for element in fitted.iter(f"{SVG}text")}
    assert float(after or 0) == pytest.approx(float(before or 0) * docx.TH_SARABUN_NEW.scale, rel=0.01)


def test_texts_grow_with_the_design_point_of_the_face() -> None:
    parts = [Part("กองหนึ่ง", totals("50", "80"))]
    usual, larger = (
        {
            element.get("font-size")
            for element in drawn(parts_picture(parts, "ก", options(scale=scale), 160)).iter(f"{SVG}text")
        }
        for scale in (find_face().scale, 1.0)
    )
    (before,), (after,) = usual, larger
    assert float(after or 0) == pytest.approx(float(before or 0) / find_face().scale, rel=0.01)


@pytest.mark.parametrize(
    "name", ["$\\frac{1}$ & <b>กอง</b>", "กอง\x0bหนึ่ง\nสอง\u2028สาม", "]]> \" '", "กอง\ud800", "กอง😀"]
)
def test_names_are_shown_as_they_stand_whatever_they_hold(name: str) -> None:
    svg = drawn(parts_picture([Part(name, totals("50", "50"))], "ส่วนราชการ", options(), 160))
    shown = " ".join(texts(svg)[: texts(svg).index("ความก้าวหน้าเฉลี่ย (ร้อยละ)")])
    assert shown == re.sub("[\x00-\x20\u2028\ud800-\udfff]+", " ", name).strip()


@given(WORDS.map("".join).map(str.strip), st.integers(60, 300), st.integers(1, 3))
@settings(max_examples=60, deadline=None)
def test_names_break_between_words_and_lose_nothing_unless_they_end_in_dots(text: str, width: int, most: int) -> None:
    lines = label_lines(text, 13.0, width, most)
    assert len(lines) <= most
    assert all(text_width(line, 13.0) <= width for line in lines)
    assert not [line for line in lines[1:] if line[:1] in set(NEVER_FIRST) - {MORE}]
    if not any(line.endswith(MORE) for line in lines):
        assert "".join("".join(lines).split()) == "".join(text.split())


def test_what_is_drawn_is_placed_from_the_top_left() -> None:
    with drawing(100, 50, options()) as chart:
        chart.text((10, 20), "ก", 16)
        chart.swatch((30, 40), 8, "#123456")
        svg = ET.fromstring(chart.svg())  # noqa: S314 - our own drawing
    (text,) = svg.iter(f"{SVG}text")
    assert float(text.get("x", 0)) == pytest.approx(10)
    assert text.get("text-anchor") == "start"
    assert 20 < float(text.get("y", 0)) < 25
    (square,) = [path for path in svg.iter(f"{SVG}path") if path.get("fill") == "#123456"]
    assert re.findall(r"[ML] ([\d.]+) ([\d.]+)", square.get("d", ""))[:3] == [("30", "44"), ("38", "44"), ("38", "36")]


LAZY = """
import datetime as dt, sys
from pathlib import Path
from pipeline import compose
from pipeline.sources import load
data = load(Path(sys.argv[1]))
compose.render(data, "progress-form", data.projects[0], face_scale=0.656, picture=True)
print("matplotlib" in sys.modules, "numpy" in sys.modules)
"""
DRAWS = """
import datetime as dt, hashlib, sys
from pathlib import Path
from pipeline import compose
from pipeline.model import Month
from pipeline.monitoring import Occasion
from pipeline.sources import load
data = load(Path(sys.argv[1]))
when = Occasion(Month(year=2026, month=6), dt.date(2026, 6, 30))
made = compose.render(data, "executive-summary", data, face_scale=0.656, picture=True, occasion=when)
print(hashlib.sha256(made.html.encode()).hexdigest())
"""
SETTINGS = "font.family: monospace\nsvg.fonttype: path\nhatch.linewidth: 3\naxes.facecolor: red\nnonsense: 1\n"


def run(program: str, room: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A program of its own in a folder of its own."""
    inherited = {name: value for name, value in os.environ.items() if name != "MPLCONFIGDIR"}
    known = {**inherited, "PYTHONPATH": str(ROOT), **environment}
    example = str(ROOT / "examples/city-lab-2569")
    command = [sys.executable, "-c", program, example]
    return subprocess.run(command, env=known, capture_output=True, check=True, cwd=room, text=True)


def test_documents_without_these_charts_do_not_load_the_library(tmp_path: Path) -> None:
    assert run(LAZY, tmp_path).stdout == "False False\n"


def test_settings_of_the_machine_change_nothing_and_nothing_is_said_about_them(tmp_path: Path) -> None:
    bare, odd = tmp_path / "bare", tmp_path / "odd"
    bare.mkdir()
    odd.mkdir()
    (odd / "matplotlibrc").write_text(SETTINGS)
    here = run(DRAWS, bare, PYTHONHASHSEED="1")
    there = run(DRAWS, odd, PYTHONHASHSEED="77", TZ="America/New_York", XDG_CACHE_HOME=str(odd), LC_ALL="C")
    assert here.stdout == there.stdout
    assert len(here.stdout) == 65
    assert here.stderr == there.stderr == ""


def test_a_lock_that_a_killed_process_left_keeps_nobody_waiting(tmp_path: Path) -> None:
    folder = tmp_path / "saraban" / "matplotlib"
    folder.mkdir(parents=True)
    (tmp_path / "saraban").chmod(0o700)
    left, held = folder / "fontlist-v1.json.matplotlib-lock", folder / "other.matplotlib-lock"
    left.touch()
    held.touch()
    os.utime(left, (0, 0))
    done = run(DRAWS, tmp_path, XDG_CACHE_HOME=str(tmp_path))
    assert (done.stderr, left.exists(), held.exists()) == ("", False, True)
    assert list(folder.glob("fontlist-*.json"))
