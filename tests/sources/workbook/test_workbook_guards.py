"""Files that are no workbook, or one made to hurt: named with a remedy, never a traceback, never a full memory."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.bundled import bundled_folder
from pipeline.errors import DataError, UsageError
from pipeline.findings import Finding
from pipeline.sources import limits, load, write_workbook

Refused = Callable[[Path], list[Finding]]
MakeRaw = Callable[..., Path]
AsRow = Callable[..., str]

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _zip(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def _chance(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - the same garbage in every run


def _agency(row: AsRow) -> str:
    return row(1, "ปีงบประมาณ พ.ศ.", 2569) + row(2, "ชื่อหน่วยงาน", "สำนักสมมุติ")


def test_a_text_file_with_the_name_of_a_workbook_is_named(tmp_path: Path, refused: Refused) -> None:
    path = tmp_path / "a.xlsx"
    path.write_text("ปีงบประมาณ,2569", "utf-8")
    (found,) = refused(path)
    assert (found.rule.id, found.place.source) == ("workbook-not-readable", "a.xlsx")
    assert ".xlsx" in found.remedy


def test_an_empty_file_is_no_workbook(tmp_path: Path, refused: Refused) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"")
    assert [found.rule.id for found in refused(tmp_path / "a.xlsx")] == ["workbook-not-readable"]


def test_a_zip_of_something_else_is_no_workbook(tmp_path: Path, refused: Refused) -> None:
    path = _zip(tmp_path / "a.xlsx", {"word/document.xml": b"<document/>"})
    assert [found.rule.id for found in refused(path)] == ["workbook-not-readable"]


@pytest.mark.parametrize("name", ["a.xls", "a.xlsx"])
def test_a_workbook_of_excel_97_is_named_with_what_to_do(tmp_path: Path, refused: Refused, name: str) -> None:
    (tmp_path / name).write_bytes(OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"))
    (found,) = refused(tmp_path / name)
    assert found.rule.id == "workbook-old-format"
    assert ".xls" in found.message
    assert "บันทึกเป็น" in found.remedy


def test_an_encrypted_workbook_is_told_to_lose_its_password(tmp_path: Path, refused: Refused) -> None:
    (tmp_path / "a.xlsx").write_bytes(OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"))
    (found,) = refused(tmp_path / "a.xlsx")
    assert found.rule.id == "workbook-encrypted"
    assert "รหัสผ่าน" in found.remedy


def test_a_zip_with_a_password_is_told_the_same(make_raw: MakeRaw, row: AsRow, refused: Refused) -> None:
    path = make_raw({"หน่วยงาน": _agency(row)})
    data = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(signature, at + 4)
    path.write_bytes(data)
    assert [found.rule.id for found in refused(path)] == ["workbook-encrypted"]


@pytest.mark.parametrize(
    ("name", "part", "format_"),
    [("a.xlsb", "xl/workbook.bin", "xlsb"), ("a.ods", "mimetype", "ods"), ("a.xlsx", "xl/workbook.bin", "xlsb")],
)
def test_other_formats_of_workbooks_are_named(
    tmp_path: Path, refused: Refused, name: str, part: str, format_: str
) -> None:
    (found,) = refused(_zip(tmp_path / name, {part: b"x"}))
    assert found.rule.id == "workbook-old-format"
    assert format_ in found.message


def test_a_sheet_that_inflates_two_hundredfold_is_refused(make_raw: MakeRaw, row: AsRow, refused: Refused) -> None:
    bomb = _agency(row) + " " * (limits.RATIO_FROM + 2_000_000)
    (found,) = refused(make_raw({"หน่วยงาน": bomb}))
    assert found.rule.id == "workbook-too-large"
    assert "คัดลอกเฉพาะข้อมูล" in found.remedy


def test_a_part_is_measured_while_it_inflates_not_by_what_the_zip_says(
    make_raw: MakeRaw, row: AsRow, refused: Refused
) -> None:
    path = make_raw({"หน่วยงาน": _agency(row) + " " * (limits.RATIO_FROM + 2_000_000)})
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 24 : at + 28] = struct.pack("<I", 100)  # the size that the directory claims
        at = data.find(b"PK\x01\x02", at + 4)
    path.write_bytes(data)
    assert {found.rule.id for found in refused(path)} <= {"workbook-too-large", "workbook-not-readable"}


def test_styles_as_large_as_a_disk_are_refused(
    make_raw: MakeRaw, row: AsRow, refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAX_SMALL_PART", 50_000)
    noise = _chance(1).randbytes(40_000).hex()
    path = make_raw({"หน่วยงาน": _agency(row)}, others={"xl/styles.xml": f"<a>{noise}</a>".encode()})
    assert [found.rule.id for found in refused(path)] == ["workbook-too-large"]


def test_too_many_cells_are_refused(
    make_raw: MakeRaw, row: AsRow, refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAX_CELLS", 10)
    people = "".join(row(number, f"p{number}", "นายเอ") for number in range(1, 20))
    (found,) = refused(make_raw({"บุคคล": people, "หน่วยงาน": _agency(row)}))
    assert found.rule.id == "workbook-too-many-cells"


def test_a_file_beyond_the_limit_is_not_even_opened(
    make_raw: MakeRaw, row: AsRow, refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAX_WORKBOOK", 1_000)
    (found,) = refused(make_raw({"หน่วยงาน": _agency(row)}, others={"x": _chance(1).randbytes(2_000)}))
    assert found.rule.id == "file-too-large"


def test_a_zip_of_ten_thousand_parts_is_refused(tmp_path: Path, refused: Refused) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        for number in range(limits.MAX_PARTS + 1):
            archive.writestr(f"xl/{number}", b"")
    assert [found.rule.id for found in refused(tmp_path / "a.xlsx")] == ["workbook-too-large"]


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY c "&b;&b;">]>',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">',
    ],
)
def test_entities_are_refused_unread(make_raw: MakeRaw, row: AsRow, refused: Refused, doctype: str) -> None:
    path = make_raw({"หน่วยงาน": _agency(row)})
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name in ("xl/workbook.xml", "xl/worksheets/sheet1.xml"):
        (found,) = refused(_zip(path, parts | {name: doctype.encode() + parts[name].replace(b"2569", b"&x;")}))
        assert found.rule.id == "workbook-not-readable"
        assert "DOCTYPE" in found.message


def test_xml_that_ends_in_the_middle_is_damaged(make_raw: MakeRaw, row: AsRow, refused: Refused) -> None:
    path = make_raw({"หน่วยงาน": _agency(row) + "<row"})
    assert [found.rule.id for found in refused(path)] == ["workbook-not-readable"]


def test_a_relation_that_leads_out_of_the_workbook_leads_nowhere(
    make_raw: MakeRaw, row: AsRow, refused: Refused
) -> None:
    path = make_raw({"หน่วยงาน": _agency(row)})
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/_rels/workbook.xml.rels"
    outside = parts[name].replace(b"worksheets/sheet1.xml", b"../../../../etc/passwd")
    assert [found.rule.id for found in refused(_zip(path, parts | {name: outside}))] == ["workbook-sheet-missing"]


def test_a_number_of_hundred_thousand_digits_is_refused_at_once(
    make_raw: MakeRaw, row: AsRow, refused: Refused
) -> None:
    agency = row(1, "ปีงบประมาณ พ.ศ.", f'<c r="B1"><v>{"9" * 30_000}</v></c>') + row(2, "ชื่อหน่วยงาน", "สำนักสมมุติ")
    found = refused(make_raw({"หน่วยงาน": agency}))
    assert [(item.rule.id, item.place.cell) for item in found] == [("number-too-long", "B1")]


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-INF", "1e999999", "0x10"])
def test_what_is_no_finite_number_is_no_number(make_raw: MakeRaw, row: AsRow, refused: Refused, value: str) -> None:
    agency = row(1, "ปีงบประมาณ พ.ศ.", f'<c r="B1"><v>{value}</v></c>') + row(2, "ชื่อหน่วยงาน", "สำนักสมมุติ")
    found = refused(make_raw({"หน่วยงาน": agency}))
    assert [(item.rule.id, item.place.cell) for item in found] == [("not-a-number", "B1")]


def test_cells_that_claim_places_beyond_excel_do_no_harm(make_raw: MakeRaw, row: AsRow) -> None:
    strange = '<row r="99999999999"><c r="ZZZ99999999" t="s"><v>77777777777</v></c><c t="e"/><c r="" s="x"/></row>'
    tail = '<mergeCells><mergeCell ref="A1:ZZZ9999999"/><mergeCell ref="?"/></mergeCells>'
    path = make_raw({"หน่วยงาน": _agency(row), "บุคคล": row(1, "รหัสบุคคล", "ชื่อ-สกุล") + strange}, tail=tail)
    with pytest.raises(DataError) as caught:
        load(path)
    assert all(found.place.sheet for found in caught.value.findings)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The parts of a sound workbook."""
    path = tmp_path_factory.mktemp("sound") / "a.xlsx"
    write_workbook(load(bundled_folder("examples") / "one-project-2569"), path)
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist() if "comments" not in name}


def _survives(data: bytes, folder: Path) -> None:
    path = folder / "mutated.xlsx"
    path.write_bytes(data)
    with suppress(UsageError):
        try:
            load(path)
        except DataError as error:
            if not error.findings:
                raise


def _packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


_FUZZ = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


@_FUZZ
@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=20), st.floats(0.2, 1))
def test_bytes_changed_anywhere_in_the_zip_never_raise_anything_else(
    tmp_path: Path, sound: dict[str, bytes], changes: list[tuple[float, int]], kept: float
) -> None:
    data = bytearray(_packed(sound))
    for where, value in changes:
        data[int(where * (len(data) - 1))] = value
    _survives(bytes(data[: int(len(data) * kept)] if kept < 0.9 else data), tmp_path)


@_FUZZ
@given(
    st.integers(0, 10**6),
    st.sampled_from([b"<", b">", b'"', b"0", b"&", b"/", b"9", b"s", b"\xff", b"</row>", b"A1", b""]),
    st.integers(1, 40),
)
def test_xml_changed_inside_the_parts_never_raises_anything_else(
    tmp_path: Path, sound: dict[str, bytes], seed: int, piece: bytes, count: int
) -> None:
    chance = _chance(seed)
    names = [name for name in sound if name.endswith((".xml", ".rels"))]
    parts = dict(sound)
    for _ in range(count):
        name = chance.choice(names)
        data = parts[name]
        at = chance.randrange(len(data) + 1)
        parts[name] = data[:at] + piece + data[at + chance.choice((0, len(piece), 1 + chance.randrange(30))) :]
    _survives(_packed(parts), tmp_path)


@_FUZZ
@given(st.integers(0, 10**6))
def test_values_and_attributes_changed_into_others_never_raise_anything_else(
    tmp_path: Path, sound: dict[str, bytes], seed: int
) -> None:
    chance = _chance(seed)
    pieces = [
        (b't="inlineStr"', b't="s"'), (b't="n"', b't="d"'), (b't="n"', b't="b"'), (b'r="B', b'r="XFD'),
        (b'r="', b'r="-'), (b"<v>", b"<v>-"), (b"<v>", b"<v>1e300"), (b"</v>", b"9999999</v>"), (b's="', b's="9'),
        (b"inlineStr", b"e"), (b"<row", b"<raw"), (b"sheetId", b"name"), (b"formatCode", b"x"),
        (b'numFmtId="', b'numFmtId="5'),
    ]  # fmt: skip
    parts = dict(sound)
    for name, data in sound.items():
        changed = data
        for before, after in chance.sample(pieces, 3):
            found = changed.split(before)
            glue = [chance.choice((before, before, before, after)) for _ in found[1:]]
            changed = b"".join(piece + link for piece, link in zip(found, [*glue, b""], strict=True))
        parts[name] = changed
    _survives(_packed(parts), tmp_path)


def test_a_part_whose_packed_bytes_are_garbage_is_damaged(tmp_path: Path, refused: Refused) -> None:
    path = _zip(tmp_path / "a.xlsx", {"xl/workbook.xml": b"<workbook/>" * 1000})
    data = bytearray(path.read_bytes())
    packed = zlib.compress(b"<workbook/>" * 1000)[2:-4]
    at = data.find(packed[:8])
    data[at : at + 8] = b"\xff" * 8
    path.write_bytes(data)
    assert [found.rule.id for found in refused(path)] == ["workbook-not-readable"]
