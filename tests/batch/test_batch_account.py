"""The account of a batch: JSON, workbook and page tell the same, escape what data holds, and are written whole."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import tracemalloc
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes, urlsplit

import pytest
from openpyxl import load_workbook

from pipeline.batch import account
from pipeline.batch.account import page, record, words
from pipeline.batch.account.sheets import to_xlsx
from pipeline.batch.causes import RAISED, TIMEOUT, Cause
from pipeline.batch.orders import ALL, SourceFacts
from pipeline.batch.results import BatchReport, DocumentResult, Fate, Reason, SourceResult
from pipeline.errors import SarabanError
from pipeline.messages import use_language
from pipeline.model import Month
from pipeline.run.files import write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BEGUN = dt.datetime(2026, 6, 25, 1, 30, tzinfo=dt.UTC)
EVIL = "=1+1 <script>alert(\"x\")</script> & 'คำ'"


def document(place: int, fate: Fate, source: str = "lab", **more: object) -> DocumentResult:
    code = f"89000001-{place:04}"
    name = f"2569-06/{source}/progress-form 2569-06 {code} 100% #1?.pdf"
    made = DocumentResult(source, "progress-form", code, f"โครงการที่ {place}", (name,), fate, pages=2, bytes=10_000)
    return replace(made, **more)  # type: ignore[arg-type]


def report(out: Path, *documents: DocumentResult, **more: object) -> BatchReport:
    counts = {fate: sum(one.fate is fate and one.source == "lab" for one in documents) for fate in Fate}
    facts = SourceFacts("สำนักทดลอง", 2569, warnings=2, overdue=1, chat="ติดตามรายงาน\n\n• ข้อ <1>")
    lines = ("ข้อมูลมีข้อผิดพลาด 1 แห่ง", "projects/1.yaml:3 ไม่มีวันที่ 31 <มิ.ย.>")
    refused = SourceFacts("สำนักที่ข้อมูลผิด", 2569, errors=1, refused=lines)
    plain = BatchReport(
        month=Month(year=2026, month=6),
        out=out,
        started=BEGUN,
        finished=BEGUN + dt.timedelta(seconds=83.25),
        sources=(
            SourceResult("lab", "/home/somebody/agencies/lab", facts, counts),
            SourceResult("wrong", "agencies/wrong", refused, dict.fromkeys(Fate, 0)),
        ),
        documents=documents,
        chat="ติดตามรายงานทุกหน่วยงาน",
    )
    return replace(plain, **more)  # type: ignore[arg-type]


@pytest.fixture
def mixed(tmp_path: Path) -> BatchReport:
    """One of each fate, one over all, one of a project with a wicked name."""
    return report(
        tmp_path / "out",
        document(1, Fate.MADE, reasons=(Reason.DATA, Reason.TEMPLATE)),
        document(2, Fate.UNCHANGED),
        document(3, Fate.FAILED, title=EVIL, cause=Cause(TIMEOUT, "เอกสารใช้เวลาเกิน 120 วินาที"), attempts=3),
        document(4, Fate.PLANNED, reasons=(Reason.NEW,)),
        DocumentResult(ALL, "follow-up", "", "รายการติดตาม", ("2569-06/follow-up 2569-06.txt",), Fate.MADE),
        left_over=("2569-06/lab/ของเดิม.pdf",),
    )


class _Page(HTMLParser):
    """The links, the text and the tags of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.tags: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]

    def handle_data(self, data: str) -> None:
        self.text += data


def page_of(told: BatchReport) -> _Page:
    return _Page("".join(page.pieces(told)))


def record_of(told: BatchReport) -> dict[str, object]:
    read: dict[str, object] = json.loads("\n".join(record.pieces(told)))
    return read


def test_the_three_files_stand_in_the_folder_of_the_month(mixed: BatchReport) -> None:
    written = account.write(mixed)

    folder = mixed.out / "2569-06"
    assert written == tuple(folder / f"run-report.{suffix}" for suffix in ("html", "json", "xlsx"))
    assert sorted(path.name for path in folder.iterdir()) == sorted(path.name for path in written)


def test_a_dry_run_writes_nothing(mixed: BatchReport) -> None:
    assert account.write(replace(mixed, dry_run=True)) == ()
    assert not mixed.out.exists()


def test_a_workbook_that_cannot_be_replaced_keeps_the_others_from_nothing(mixed: BatchReport) -> None:
    (mixed.out / "2569-06" / "run-report.xlsx").mkdir(parents=True)

    with pytest.raises(SarabanError, match=r"run-report\.xlsx"):
        account.write(mixed)

    assert (mixed.out / "2569-06" / "run-report.json").is_file()
    assert (mixed.out / "2569-06" / "run-report.html").is_file()


def test_pieces_that_end_early_leave_the_old_file_whole(tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"new" * 100_000
        raise RuntimeError

    (tmp_path / "a.json").write_bytes(b"old")
    with pytest.raises(RuntimeError):
        write_atomically(tmp_path / "a.json", pieces())

    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]
    assert (tmp_path / "a.json").read_bytes() == b"old"


def test_the_record_has_the_documented_shape(mixed: BatchReport) -> None:
    told = record_of(mixed)

    documented = record.__doc__ or ""
    keys = [*told, *told["sources"][0], *told["documents"][0], *told["documents"][2]["cause"]]  # type: ignore[index]
    assert [key for key in keys if f'"{key}"' not in documented] == []
    assert told["schema"] == "saraban-batch/1"
    assert (told["month"], told["started"], told["seconds"]) == ("2569-06", "2026-06-25T01:30:00.000Z", 83.25)
    assert told["exit_code"] == 3
    assert told["counts"] == {
        "sources": 2, "refused": 1, "made": 2, "unchanged": 1, "failed": 1, "planned": 1,
        "files": 2, "pages": 2, "bytes": 10_000,
    }  # fmt: skip
    assert told["reasons"] == {"data": 1, "template": 1, "new": 1}
    assert told["sources"][0]["counts"] == {"made": 1, "unchanged": 1, "failed": 1, "planned": 1}  # type: ignore[index]


def test_a_document_takes_one_line_of_the_record(mixed: BatchReport) -> None:
    lines = [line for line in record.pieces(mixed) if '"subject"' in line]

    assert len(lines) == len(mixed.documents)
    assert json.loads(lines[1].rstrip(","))["subject"] == "89000001-0002"


@pytest.mark.parametrize("left", [{"documents": ()}, {"documents": (), "sources": ()}])
def test_an_empty_batch_has_a_record_and_a_page(mixed: BatchReport, left: dict[str, object]) -> None:
    empty = replace(mixed, **left)  # type: ignore[arg-type]

    assert record_of(empty)["documents"] == []
    assert "</html>" in "".join(page.pieces(empty))
    assert to_xlsx(empty)


def test_folders_of_a_machine_are_told_nowhere(mixed: BatchReport) -> None:
    account.write(mixed)
    folder = mixed.out / "2569-06"
    book = load_workbook(folder / "run-report.xlsx")
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]

    assert "/home/somebody" not in (folder / "run-report.html").read_text(encoding="utf-8")
    assert "/home/somebody" not in (folder / "run-report.json").read_text(encoding="utf-8")
    assert not [cell for cell in cells if "/home/somebody" in cell]


def test_links_lead_to_the_files_whatever_their_names_hold(mixed: BatchReport) -> None:
    folder = mixed.out / "2569-06"
    for one in mixed.documents:
        for name in one.files:
            (mixed.out / name).parent.mkdir(parents=True, exist_ok=True)
            (mixed.out / name).touch()
    (mixed.out / mixed.left_over[0]).touch()

    links = page_of(mixed).links

    assert len(links) == 4, "those made, the one unchanged, the one left over"
    assert all(urlsplit(link)[:2] == ("", "") and not urlsplit(link).fragment for link in links)
    assert all((folder / unquote_to_bytes(link).decode()).is_file() for link in links)


def test_a_file_name_that_is_no_text_is_linked_byte_by_byte(tmp_path: Path) -> None:
    name = b"2569-06/lab/\xb7\xb4\xca\xcd\xba.pdf".decode("utf-8", "surrogateescape")
    told = report(tmp_path, document(1, Fate.MADE, files=(name,)))

    account.write(told)

    text = (tmp_path / "2569-06" / "run-report.html").read_text(encoding="utf-8")
    assert 'href="./lab/%B7%B4%CA%CD%BA.pdf"' in text
    assert json.loads((tmp_path / "2569-06" / "run-report.json").read_text(encoding="utf-8"))["counts"]["made"] == 1


def test_the_page_holds_data_as_text_and_needs_nothing_else(mixed: BatchReport) -> None:
    text = "".join(page.pieces(mixed))
    seen = page_of(mixed)

    assert EVIL in seen.text
    assert not {"script", "link", "img", "iframe", "object"} & set(seen.tags)
    assert not re.search(r"https?://|url\(|@import", text)
    assert "default-src 'none'" in text


def test_failures_stand_first_with_cause_and_remedy(mixed: BatchReport) -> None:
    text = page_of(mixed).text

    assert "เอกสารใช้เวลาเกิน 120 วินาที" in text
    assert "--time-limit" in text
    order = [text.index(part) for part in ("เอกสารที่ไม่สำเร็จ", "projects/1.yaml:3 ไม่มีวันที่ 31 <มิ.ย.>", "• ข้อ <1>", "สรุปรายหน่วยงาน", "เอกสารทั้งหมด")]  # fmt: skip  # noqa: E501
    assert order == sorted(order)


def test_a_batch_without_trouble_says_so(tmp_path: Path) -> None:
    sound = report(tmp_path, document(1, Fate.UNCHANGED))
    sound = replace(sound, sources=sound.sources[:1])

    text = page_of(sound).text

    assert "ครบถ้วน เอกสารทุกฉบับเป็นปัจจุบัน" in text
    assert "เอกสารที่ไม่สำเร็จ" not in text


def test_a_remedy_that_an_error_has_itself_is_told() -> None:
    assert words.remedy(Cause("refused", "ไม่มีแบบอักษร", remedy="ติดตั้งแบบอักษร")) == "ติดตั้งแบบอักษร"
    assert "ผู้ดูแลโปรแกรม" in words.remedy(Cause(RAISED, "โปรแกรมผิดพลาดภายใน"))
    assert words.remedy(Cause("something newer", "?"))


def test_agencies_of_one_name_are_told_apart(mixed: BatchReport) -> None:
    facts = SourceFacts("สำนักทดลอง", 2569)
    twins = replace(mixed, sources=[SourceResult(one, one, facts, {}) for one in ("a", "b")])

    assert words.agency_names(twins) == {ALL: "ทุกหน่วยงาน", "a": "สำนักทดลอง (a)", "b": "สำนักทดลอง (b)"}


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(8.26, "8.3 วินาที"), (59.99, "60.0 วินาที"), (83.25, "1 นาที 23 วินาที"), (4800, "1 ชั่วโมง 20 นาที")],
)
def test_durations_read_as_people_say_them(seconds: float, told: str) -> None:
    assert words.duration(seconds) == told


def test_a_month_in_english_is_written_as_the_command_takes_it() -> None:
    june = Month(year=2026, month=6)
    assert words.month_name(june) == "มิถุนายน 2569"
    use_language("en")
    try:
        assert words.month_name(june) == "2569-06"
    finally:
        use_language("th")


def test_the_workbook_has_a_sheet_for_sources_documents_and_failures(mixed: BatchReport) -> None:
    book = load_workbook(io.BytesIO(to_xlsx(mixed)))

    assert book.sheetnames == ["หน่วยงาน", "เอกสาร", "ข้อผิดพลาด"]
    sources, documents, failures = (
        [[cell for cell in row if cell is not None] for row in sheet.iter_rows(min_row=4, values_only=True)]
        for sheet in book
    )
    assert sources[0] == ["สำนักทดลอง", "lab", 1, 1, 1, 1, 0, 2, 1]
    assert [str(row[1]).rpartition(" ")[2] for row in documents][:4] == [f"89000001-000{no}" for no in (1, 2, 3, 4)]
    assert failures[0][-2] == "เอกสารใช้เวลาเกิน 120 วินาที"
    assert failures[1:] == [["สำนักที่ข้อมูลผิด", line] for line in mixed.sources[1].facts.refused]


@pytest.mark.parametrize("count", [3, 400])
def test_no_cell_of_the_workbook_is_a_formula(tmp_path: Path, count: int) -> None:
    told = report(tmp_path, *(document(place, Fate.MADE, title=f"{EVIL} {place}\x01￾") for place in range(count)))

    sheet = load_workbook(io.BytesIO(to_xlsx(told)))["เอกสาร"]

    cells = [sheet.cell(4 + place, 3) for place in range(count)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(str(cell.value).startswith("'=1+1 <script>") for cell in cells)
    assert sheet.max_row == 3 + count
    assert sheet.auto_filter.ref == f"A3:G{3 + count}"
    assert {cell.font.name for cell in cells} == {"TH Sarabun New"}


def test_the_same_account_gives_the_same_workbook(tmp_path: Path) -> None:
    told = report(tmp_path, *(document(place, Fate.MADE) for place in range(300)))

    assert to_xlsx(told) == to_xlsx(told)


def test_a_page_of_thousands_is_never_in_memory_as_a_whole(tmp_path: Path) -> None:
    told = report(tmp_path, *(document(place, Fate.MADE) for place in range(6_000)))
    "".join(page.pieces(report(tmp_path)))  # what is loaded once

    tracemalloc.start()
    length = sum(len(piece.encode()) for piece in page.pieces(told))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert length > 2_000_000
    assert peak < length / 2
