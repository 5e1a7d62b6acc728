"""Datasets that are poison: each asks for more than it says, waits for ever, or leads out of its folder."""

from __future__ import annotations

import io
import json
import os
import shutil
import zipfile
from itertools import pairwise
from typing import TYPE_CHECKING

from tests.batch.agencies import change, write, write_agencies

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MB = 1024 * 1024
FIRST = "projects/89000001-0001.json"
"""A file of every folder that :func:`_agency` writes."""


def _agency(folder: Path) -> Path:
    """A sound agency of that name, to be spoilt."""
    (made,) = write_agencies(folder.parent / "making", agencies=1, projects=1)
    made.rename(folder)
    made.parent.rmdir()
    return folder


def alias_bomb(folder: Path) -> Path:
    """Nine aliases of nine aliases of …: some lines, a thousand million texts."""
    lines = ["a: &a [หนึ่ง, หนึ่ง, หนึ่ง, หนึ่ง, หนึ่ง, หนึ่ง, หนึ่ง, หนึ่ง, หนึ่ง]"]
    names = "abcdefghij"
    lines += [f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]" for old, new in pairwise(names)]
    folder.mkdir()
    (folder / "agency.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def nested_deeply(folder: Path) -> Path:
    folder.mkdir()
    (folder / "agency.json").write_text("[" * 200_000 + "]" * 200_000, encoding="utf-8")
    return folder


def zip_bomb(folder: Path) -> Path:
    """A workbook of some hundred kilobytes whose sheet has as many megabytes."""
    from openpyxl import Workbook

    whole = io.BytesIO()
    book = Workbook()
    book.worksheets[0].title = "หน่วยงาน"
    book.save(whole)
    path, sheet = folder.with_suffix(".xlsx"), "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(whole) as small, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as workbook:
        for name in small.namelist():
            if name != sheet:
                workbook.writestr(name, small.read(name))
        with workbook.open(sheet, "w") as large:
            large.write(small.read(sheet).replace(b"<sheetData/>", b"").replace(b"</worksheet>", b"<sheetData>"))
            row = b"<row>" + b" " * 1_000 + b"</row>"
            for _ in range(300):
                large.write(row * 1_000)
            large.write(b"</sheetData></worksheet>")
    return path


def no_workbook(folder: Path) -> Path:
    path = folder.with_suffix(".xlsx")
    path.write_text("ไม่ใช่สมุดงาน\n", encoding="utf-8")
    return path


def torn_workbook(folder: Path) -> Path:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as workbook:
        workbook.writestr("xl/workbook.xml", "<workbook/>" * 1_000)
    path = folder.with_suffix(".xlsx")
    path.write_bytes(whole.getvalue()[:5_000])
    return path


def number_of_100_000_digits(folder: Path) -> Path:
    change(_agency(folder) / FIRST, budget_received="9" * 100_000)
    return folder


def bare_number_of_100_000_digits(folder: Path) -> Path:
    path = _agency(folder) / FIRST
    path.write_text('{"budget_received": ' + "9" * 100_000 + "}\n", encoding="utf-8")
    return folder


def text_of_a_million_letters(folder: Path) -> Path:
    change(_agency(folder) / FIRST, rationale="ข้อความที่ยาวมาก" * 62_500)
    return folder


def pipe(folder: Path) -> Path:
    """A pipe that nobody writes to, where a project's file should be: reading it never ends."""
    os.mkfifo(_agency(folder) / "projects" / "89000001-0002.json")
    return folder


def link_out_of_the_folder(folder: Path) -> Path:
    secret = folder.parent / "secret.txt"
    secret.write_text('{"code": "11111111-1111"}\n', encoding="utf-8")
    (_agency(folder) / "projects" / "89000001-0002.json").symlink_to(secret)
    return folder


def link_to_nothing(folder: Path) -> Path:
    (_agency(folder) / "projects" / "89000001-0002.json").symlink_to("not-there.json")
    return folder


def endless_device(folder: Path) -> Path:
    path = _agency(folder) / FIRST
    path.unlink()
    path.symlink_to("/dev/zero")
    return folder


def file_of_gigabytes(folder: Path) -> Path:
    with (_agency(folder) / FIRST).open("r+b") as file:
        file.truncate(8_000 * MB)
    return folder


def no_unicode(folder: Path) -> Path:
    (_agency(folder) / FIRST).write_bytes("โครงการ".encode("cp874"))
    return folder


def in_one_file(folder: Path, seal: str) -> Path:
    """A sound agency in a file of its own, whose plan has a seal."""
    agency = json.loads((_agency(folder) / "agency.json").read_text(encoding="utf-8"))
    project = json.loads((folder / FIRST).read_text(encoding="utf-8"))
    shutil.rmtree(folder)
    path = folder.with_suffix(".json")
    write(path, {**agency, "projects": [project], "plan_book": {"seal": seal}})
    return path


def seal_without_end(folder: Path) -> Path:
    """Names a device as its seal."""
    return in_one_file(folder, "/dev/zero")


def seal_that_is_a_pipe(folder: Path) -> Path:
    os.mkfifo(folder.parent / "seal.svg")
    return in_one_file(folder, "seal.svg")


POISONS: tuple[Callable[[Path], Path], ...] = (
    alias_bomb, nested_deeply, zip_bomb, no_workbook, torn_workbook, number_of_100_000_digits,
    bare_number_of_100_000_digits, text_of_a_million_letters, pipe, link_out_of_the_folder, link_to_nothing,
    endless_device, file_of_gigabytes, no_unicode, seal_without_end, seal_that_is_a_pipe,
)  # fmt: skip
"""Nothing can be made of any of them."""
