"""Chapters drawn apart and bound: one file, whole in every respect."""

from __future__ import annotations

import datetime as dt
import io
import pickle
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
import pymupdf
import pypdfium2
import pytest

from pipeline.errors import SarabanError
from pipeline.layout import set_chapter
from pipeline.layout.types import Chapter
from pipeline.pdf import bind, booklet, draw, renumbered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipeline.layout.chapter import SetChapter
    from pipeline.layout.drawn import DrawnChapter
    from pipeline.layout.faces import Face
    from pipeline.layout.types import PageNumbers

CREATED = dt.datetime(2020, 1, 20, 9, 30)  # noqa: DTZ001 - a date of the data
CSS = (
    "@page{size:A4;margin:20mm 15mm 20mm 30mm;@bottom-center{content:element(foot)}} @page wide{size:A4 landscape}"
    "body,p{margin:0} section{page:main} section.wide{page:wide} #foot{position:running(foot)}"
    "[data-field=page]::before{content:counter(page)} table{width:160mm;table-layout:fixed;border-spacing:0}"
    "tr{break-inside:avoid} .bar{background:#888}"
)
FOOT = "<footer id='foot'><p>หน้า <span data-field='page'></span></p></footer>"
PICTURE = (
    "<figure><img alt='แผนภูมิ' src=\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'"
    "%3E%3Crect width='9' height='9' fill-opacity='.5'/%3E%3C/svg%3E\"/></figure>"
)
ROWS = "".join(f"<tr><th scope='row'>{n}</th><td>ทำงานที่ {n}</td><td class='bar'></td></tr>" for n in range(30))
CONTENTS = (
    "<section><nav class='contents'>"
    "<p class='toc toc-1'><a href='#one'>บทหนึ่ง<span data-page-of='one'></span></a></p>"
    "<p class='toc toc-2'><a href='#two-b'>ข้อย่อย<span data-page-of='two-b'></span></a></p></nav></section>"
)
ONE = (
    "<section><h1 id='one'>บทหนึ่ง</h1><p>น้ำ <b>ท่วม</b> <a href='#two'>ดูบทสอง</a> และ "
    f"<a href='https://example.org/%E0'>เว็บ</a></p><ol><li>ข้อ</li></ol>{PICTURE}</section>"
)
TWO = (
    "<section class='wide'><h2 id='two'>บทสอง</h2><table><caption>ตาราง</caption><thead><tr>"
    "<th colspan='3'>หัวตาราง<span class='continued'> (ต่อ)</span></th></tr></thead>"
    f"<tbody>{ROWS}</tbody></table><h3 id='two-b'>ข้อย่อย</h3><p>ดู <a href='#one'>บทหนึ่ง</a></p>"
    "<div class='formula' data-formula='fraction'><p>เศษ</p><p>ส่วน</p><p>× 100</p></div></section>"
)
BODIES: tuple[tuple[str, PageNumbers], ...] = (
    ("<section class='cover'><p>ปก</p></section>", "none"),
    (CONTENTS, "front"),
    (ONE, "body"),
    (TWO, "body"),
    ("<section><h1 id='three'>บทสาม</h1><p>จบ 100% <i>เอน</i></p></section>", "body"),
)


@pytest.fixture(scope="module")
def chapter(face: Face, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., SetChapter]:
    base = tmp_path_factory.mktemp("base")

    def make(number: int, *, body: str | None = None) -> SetChapter:
        css = f'html{{font-family:"{face.family}";font-size:{face.scale}pt}} body{{font-size:16rem;line-height:21pt}}'
        given, numbers = BODIES[number]
        html = (
            f'<html lang="th"><head><title>เล่มหนึ่ง</title><meta name="author" content="สำนักสมมติ"/><style>{CSS}{css}'
            f"</style></head><body>{FOOT}{body or given}</body></html>"
        )
        labels = {"one": "1", "two-b": "4"}
        return set_chapter(Chapter(str(number), html, numbers), base=base, face=face, page_labels=labels)

    return make


def drawn_parts(chapter: Callable[..., SetChapter], order: list[int] | None = None) -> list[DrawnChapter]:
    """The book's chapters in their places: cover, contents on page ก, then 1, a blank 2, 3 to 4, 5."""
    places: dict[int, dict[str, Any]] = {
        0: {"first": 1}, 1: {"first": 1, "first_side": "left"}, 2: {"first": 1},
        3: {"first": 3, "blank_before": True}, 4: {"first": 5},
    }  # fmt: skip
    parts = {number: draw(chapter(number).number(duplex=True, **places[number])) for number in order or places}
    return [parts[number] for number in sorted(parts)]


@pytest.fixture(scope="module")
def parts(chapter: Callable[..., SetChapter]) -> list[DrawnChapter]:
    return drawn_parts(chapter)


@pytest.fixture(scope="module")
def content(parts: list[DrawnChapter]) -> bytes:
    return bind(parts, created=CREATED)


@pytest.fixture(scope="module")
def opened(content: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        yield pdf


def tags(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for kid in element.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from tags(kid)


def root_tag(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.Root.StructTreeRoot.K


def parent_tree(pdf: pikepdf.Pdf) -> dict[int, pikepdf.Object]:
    nums = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    assert [int(key) for key in nums[::2]] == sorted(int(key) for key in nums[::2])
    return {int(key): value for key, value in zip(nums[::2], nums[1::2], strict=True)}


def text_of(tag: pikepdf.Object, texts: dict[tuple[tuple[int, int], int], str]) -> str:
    """What is marked as content of a tag."""
    page = tag.get("/Pg")
    found = ""
    for kid in tag.get("/K", []):
        if isinstance(kid, int):
            found += texts[page.objgen, kid]
        elif kid.get("/Type") == "/MCR":
            found += texts[kid.Pg.objgen, int(kid.MCID)]
        elif "/S" in kid:
            found += text_of(kid, texts)
    return found


@pytest.fixture(scope="module")
def marked_texts(opened: pikepdf.Pdf) -> dict[tuple[tuple[int, int], int], str]:
    """Text of all marked content, through the fonts' own tables: (page, number) to text."""
    tables = {}
    for name, font in opened.pages[0].Resources.Font.items():
        cmap = font.ToUnicode.read_bytes().decode()
        tables[name] = {
            int(glyph, 16): bytes.fromhex(text).decode("utf-16-be")
            for glyph, text in re.findall(r"<(\w{4})> <(\w*)>", cmap)
        }
    texts: dict[tuple[tuple[int, int], int], str] = {}
    for page in opened.pages:
        for number, text in marked_pieces(page, tables):
            if number is not None:
                texts[page.objgen, number] = texts.get((page.objgen, number), "") + text
    return texts


def marked_pieces(page: pikepdf.Page, tables: dict[str, dict[int, str]]) -> Iterator[tuple[int | None, str]]:
    """(number of the mark, text) of what a page shows; artefacts have no number, and nothing else is unmarked."""
    marks: list[tuple[int | None, str | None]] = []
    seen = set()
    table: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        kind = str(operator)
        if kind in {"BMC", "BDC"}:
            entries = operands[1] if len(operands) > 1 else {}
            number = entries.get("/MCID", marks[-1][0] if marks else None)
            actual = entries.get("/ActualText")
            marks.append((number, None if actual is None else str(actual)))
            if "/MCID" in entries:
                assert number not in seen
                seen.add(number)
            yield number, "" if actual is None else str(actual)
        elif kind == "EMC":
            marks.pop()
        elif kind == "Tf":
            table = tables[str(operands[0])]
        elif kind == "TJ":
            number, actual = marks[-1]
            if actual is None:
                glyphs = b"".join(bytes(each) for each in operands[0] if isinstance(each, pikepdf.String))
                yield number, "".join(table[int.from_bytes(glyphs[at : at + 2])] for at in range(0, len(glyphs), 2))
    assert not marks


def test_the_file_is_sound(opened: pikepdf.Pdf) -> None:
    assert opened.check_pdf_syntax() == []
    assert opened.docinfo["/Title"] == "เล่มหนึ่ง"
    assert opened.docinfo["/Author"] == "สำนักสมมติ"
    assert str(opened.docinfo["/CreationDate"]) == "D:20200120093000+07'00"
    assert opened.Root.Lang == "th"


def test_all_marked_content_leads_to_its_tag_and_back(
    opened: pikepdf.Pdf, marked_texts: dict[tuple[tuple[int, int], int], str]
) -> None:
    tree = parent_tree(opened)
    for page in opened.pages:
        numbers = sorted(number for at, number in marked_texts if at == page.objgen)
        assert numbers == list(range(len(numbers)))
        if not numbers:
            assert "/StructParents" not in page
            continue
        leaders = tree[int(page.StructParents)]
        assert len(leaders) == len(numbers)
        for number, tag in enumerate(leaders):
            own = (
                [kid for kid in tag.K if isinstance(kid, int)] if tag.get("/Pg", page.obj).objgen == page.objgen else []
            )
            far = [int(kid.MCID) for kid in tag.K if not isinstance(kid, int) and kid.get("/Type") == "/MCR"]
            assert number in {*own, *far}


def test_every_tag_knows_its_parent_up_to_one_document(opened: pikepdf.Pdf) -> None:
    root = root_tag(opened)
    assert root.S == "/Document"
    assert [str(kid.S) for kid in root.K] == ["/Sect"] * 5
    for tag in (root, *tags(root)):
        for kid in tag.get("/K", []):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                assert kid.P.objgen == tag.objgen


def test_tags_say_what_the_text_is(opened: pikepdf.Pdf, marked_texts: dict[tuple[tuple[int, int], int], str]) -> None:
    found = [(str(tag.S), text_of(tag, marked_texts)) for tag in tags(root_tag(opened))]
    kinds = [kind for kind, _ in found]
    assert ("/H1", "บทหนึ่ง") in found
    assert ("/P", "น้ำท่วมดูบทสองและเว็บ") in [(kind, text.replace(" ", "")) for kind, text in found]
    assert ("/TOCI", "บทหนึ่ง1") in found
    assert ("/Caption", "ตาราง") in found
    assert ("/H3", "ข้อย่อย") in found
    assert [kinds.count(kind) for kind in ("/Table", "/THead", "/TBody", "/TR", "/L", "/LBody")] == [1, 1, 1, 31, 1, 1]
    assert [text for kind, text in found if kind == "/TD" and text] == [f"ทำงานที่ {n}" for n in range(30)]
    assert kinds.count("/TD") == 60


def test_a_table_over_pages_is_one_table_and_its_repeated_heads_are_no_text(
    content: bytes, marked_texts: dict[tuple[tuple[int, int], int], str]
) -> None:
    heads = [text for text in marked_texts.values() if "หัวตาราง" in text]
    assert heads == ["หัวตาราง"]
    with pymupdf.open(stream=content) as document:
        assert [page.get_text().count("(ต่อ)") for page in document] == [0, 0, 0, 0, 0, 1, 0]


def test_headings_of_rows_and_columns_say_so(opened: pikepdf.Pdf) -> None:
    headings = [tag for tag in tags(root_tag(opened)) if tag.S == "/TH"]
    assert [str(tag.A.Scope) for tag in headings] == ["/Column"] + ["/Row"] * 30
    assert int(headings[0].A.ColSpan) == 3


def test_pictures_and_formulas_are_described(opened: pikepdf.Pdf) -> None:
    found = {str(tag.S): tag for tag in tags(root_tag(opened))}
    assert str(found["/Figure"].Alt) == "แผนภูมิ"
    x1, y1, x2, y2 = (float(number) for number in found["/Figure"].A.BBox)
    assert 85 < x1 < x2 < 130
    assert 0 < y1 < y2 < 842
    assert str(found["/Formula"].Alt) == "(เศษ) ÷ (ส่วน) × 100"


def test_links_lead_over_chapters_and_know_their_tags(opened: pikepdf.Pdf) -> None:
    pages = {page.objgen: number for number, page in enumerate(opened.pages)}
    tree = parent_tree(opened)
    leads = []
    for number, page in enumerate(opened.pages):
        for link in page.get("/Annots", []):
            tag = tree[int(link.StructParent)]
            assert tag.S == "/Link"
            assert [kid.Obj.objgen for kid in tag.K if not isinstance(kid, int)] == [link.objgen]
            leads.append((number, pages[link.Dest[0].objgen] if "/Dest" in link else str(link.A.URI)))
    assert str(opened.pages[1].Annots[0].Contents) == "บทหนึ่ง"
    assert leads == [(1, 2), (1, 5), (2, 4), (2, "https://example.org/%E0"), (5, 2)]


def test_links_move_with_mirrored_margins(opened: pikepdf.Pdf, chapter: Callable[..., SetChapter]) -> None:
    plain = bind([draw(chapter(number).number()) for number in range(5)], created=CREATED)
    with pikepdf.open(io.BytesIO(plain)) as pdf:
        before, after = (float(each.pages[1].Annots[0].Rect[0]) for each in (pdf, opened))
    assert after - before == pytest.approx(-15 * 72 / 25.4, abs=0.01)


def test_headings_of_all_chapters_make_one_outline(opened: pikepdf.Pdf) -> None:
    with opened.open_outline() as outline:
        told = [
            (item.title, [(kid.title, [each.title for each in kid.children]) for kid in item.children])
            for item in outline.root
        ]
    assert told == [("บทหนึ่ง", [("บทสอง", ["ข้อย่อย"])]), ("บทสาม", [])]


def test_pages_are_called_as_they_are_numbered(content: bytes) -> None:
    with pypdfium2.PdfDocument(content) as document:
        assert [document.get_page_label(index) for index in range(7)] == ["", "ก", "1", "2", "3", "4", "5"]


def test_a_blank_page_is_blank_and_as_large_as_the_next(opened: pikepdf.Pdf) -> None:
    blank, following = opened.pages[3], opened.pages[4]
    assert "/Contents" not in blank
    assert blank.MediaBox == following.MediaBox


def test_every_font_is_embedded_once_whatever_chapter_uses_it(content: bytes, opened: pikepdf.Pdf) -> None:
    files = {
        font.DescendantFonts[0].FontDescriptor.FontFile2.objgen
        for page in opened.pages
        for font in page.get("/Resources", {}).get("/Font", {}).values()
    }
    assert len(files) == 3
    assert len(re.findall(rb"/Length1 ", content)) == 3


def test_the_text_of_every_chapter_reads_back(content: bytes) -> None:
    with pymupdf.open(stream=content) as document:
        texts = ["".join(page.get_text().split()) for page in document]
    assert texts[1] == "บทหนึ่ง1ข้อย่อย4หน้าก"
    assert "น้ำท่วมดูบทสองและเว็บ" in texts[2]
    assert texts[3] == ""
    assert texts[6] == "บทสามจบ100%เอนหน้า5"


def test_a_chapter_drawn_elsewhere_and_sent_here_gives_the_same_file(
    content: bytes, chapter: Callable[..., SetChapter]
) -> None:
    sent = [pickle.loads(pickle.dumps(part)) for part in drawn_parts(chapter, [4, 3, 2, 1, 0])]  # noqa: S301 - our own
    assert bind(sent, created=CREATED) == content


def test_a_chapter_numbered_again_is_drawn_like_a_new_one(chapter: Callable[..., SetChapter]) -> None:
    kept = chapter(3)
    first = draw(kept.number(3))
    again = draw(kept.number(88, duplex=True, first_side="left"))
    assert again.bodies is first.bodies
    assert again == draw(chapter(3).number(88, duplex=True, first_side="left"))
    assert again.margins != first.margins


@pytest.mark.parametrize("number", range(len(BODIES)))
def test_a_drawn_chapter_moves_to_other_pages_without_layout(
    number: int, chapter: Callable[..., SetChapter], tmp_path: Path
) -> None:
    there: dict[str, Any] = {"first": 41, "duplex": True, "first_side": "left", "blank_before": True, "total": 99}
    found = chapter(number)
    moved = renumbered(draw(found.number()), found.chapter, base=tmp_path, **there)
    assert moved == draw(chapter(number).number(**there))


PROGRAM = """
import datetime, hashlib, pathlib, pickle, sys
from pipeline.pdf import bind
parts = pickle.loads(pathlib.Path(sys.argv[1]).read_bytes())
print(hashlib.sha256(bind(parts, created=datetime.datetime(2020, 1, 20, 9, 30))).hexdigest())
"""


def test_another_process_binds_the_same_file(parts: list[DrawnChapter], content: bytes, tmp_path: Path) -> None:
    import hashlib

    path = tmp_path / "parts"
    path.write_bytes(pickle.dumps(parts))
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(path)],
        capture_output=True, check=True, text=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert done.stdout.strip() == hashlib.sha256(content).hexdigest()


def test_links_to_nowhere_are_named(chapter: Callable[..., SetChapter]) -> None:
    body = (
        "<section><p><a href='#gone'>ก</a> <a href='#lost'>ข</a> <a href='#here'>ค</a></p><p id='here'>ง</p></section>"
    )
    part = draw(chapter(2, body=body).number())
    with pytest.raises(SarabanError, match=r"gone, lost$"):
        bind([part], created=CREATED)


@pytest.mark.parametrize("variant", ["pdf/a-2u", "pdf/a-3u", "pdf/ua-1"])
def test_archive_and_accessible_variants_of_books_are_written(variant: Any, parts: list[DrawnChapter]) -> None:  # noqa: ANN401
    with pikepdf.open(io.BytesIO(bind(parts, created=CREATED, variant=variant))) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert "/ID" in pdf.trailer
        with pdf.open_metadata() as metadata:
            assert metadata.get("dc:title") == "เล่มหนึ่ง"
        assert ("/OutputIntents" in pdf.Root) == variant.startswith("pdf/a")
        assert all(int(link.F) == 4 for page in pdf.pages for link in page.get("/Annots", []))


def test_a_booklet_has_its_pages_in_the_order_of_folded_sheets(parts: list[DrawnChapter]) -> None:
    made = booklet([*parts, parts[0]], created=CREATED)
    assert booklet([*parts, parts[0]], created=CREATED) == made
    with pymupdf.open(stream=made) as document:
        halves = []
        for page in document:
            assert (round(page.rect.width), round(page.rect.height)) == (842, 595)
            middle = page.rect.width / 2
            for left, right in ((0, middle), (middle, page.rect.width)):
                text = page.get_text(clip=pymupdf.Rect(left, 0, right, page.rect.height))
                halves.append(" ".join(text.split()))
    names = ["".join(half.split())[:4] for half in halves]
    assert names == ["ปกหน", "ปกหน", "บทหน", "บทสา", "หัวต", "บทหน", "", "บทสอ"]


def test_lying_pages_are_turned_to_fit_a_booklet(parts: list[DrawnChapter]) -> None:
    with pymupdf.open(stream=booklet(parts[3:4], created=CREATED)) as document:
        (line, *_) = [
            line
            for block in document[1].get_text("dict")["blocks"]
            for line in block["lines"]
            if "".join(span["text"] for span in line["spans"]).strip()
        ]
    assert line["dir"] == pytest.approx((0, -1), abs=1e-3)
