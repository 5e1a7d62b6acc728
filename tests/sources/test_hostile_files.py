"""Files that are broken, foreign or made to hurt: a finding each, never a traceback, never half a figure."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from pipeline.findings import Place, Severity
from pipeline.sources import limits

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tests.sources.conftest import Outcome

    Read = Callable[..., Outcome]
    Folder = Callable[[Mapping[str, str | bytes]], Path]

DATASET = "fiscal_year: 2569\nagency:\n  name: สำนักสมมุติ กรุงเทพมหานคร\n"


def test_a_file_in_the_old_thai_code_is_recognised_named_and_read_on(read_file: Read) -> None:
    found = read_file((DATASET + "as_of: 31/02/2569\n").encode("cp874"))

    finding = found.only("encoding-cp874")
    assert finding.place == Place("data.yaml", 3, 9)
    assert "สำนักสมมุติ" in finding.message
    assert "UTF-8" in finding.remedy
    assert found.only("date-impossible").place.line == 4
    assert found.dataset is not None
    assert found.dataset.agency.name == "สำนักสมมุติ กรุงเทพมหานคร"


def test_a_byte_that_is_not_utf_8_is_told_with_its_line(read_file: Read) -> None:
    found = read_file(DATASET.encode() + "as_of: 1 ม.ค. ".encode() + b"\xff\xfe\x80")

    finding = found.only("encoding-not-utf8")
    assert finding.place == Place("data.yaml", 4, 15)
    assert "0xFF" in finding.message


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_is_named(encoding: str, read_file: Read) -> None:
    found = read_file(DATASET.encode(encoding))

    assert found.ids == ["encoding-utf16"]
    assert found.findings[0].severity is Severity.ERROR


def test_a_byte_order_mark_does_no_harm(read_file: Read) -> None:
    found = read_file(b"\xef\xbb\xbf" + DATASET.encode())

    assert found.ids == []
    assert found.dataset is not None
    assert found.dataset.origin.place(("fiscal_year",)) == Place("data.yaml", 1, 14)


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_lines_may_end_as_on_any_system(ending: str, read_file: Read) -> None:
    found = read_file((DATASET + "as_of: x\n").replace("\n", ending))

    assert found.only("date-not-read").place == Place("data.yaml", 4, 8)


def test_control_characters_are_told_once_and_read_as_spaces(read_file: Read) -> None:
    found = read_file(DATASET.replace("สมมุติ ", "สมมุติ\x07\x07"))

    assert found.only("text-control-character").place == Place("data.yaml", 3, 20)
    assert "U+0007" in found.findings[0].message
    assert found.dataset is not None
    assert "\x07" not in found.dataset.agency.name


@pytest.mark.parametrize("content", ["", "\n\n", "# ว่าง\n", "---\n", "null\n", "\ufeff", "---\n...\n"])
def test_an_empty_file_is_told(content: str, read: Read) -> None:
    found = read({"house.yaml": content})

    assert found.only("file-empty").place == Place("house.yaml")
    assert found.dataset is not None


@pytest.mark.parametrize("content", ["- 1\n", "ข้อความ\n", "42\n"])
def test_a_file_that_is_no_group_of_values_is_told(content: str, read_file: Read) -> None:
    found = read_file(content)

    assert found.dataset is None
    assert found.only("value-wrong-type").place == Place("data.yaml", 1, 1)


@pytest.mark.parametrize(
    ("content", "line", "word"),
    [
        ("a: [1\nb: 2\n", 2, "วงเล็บ"), ("a: 'ก\n", 2, "เครื่องหมายคำพูด"), ("a:\n\t- 1\n", 2, "แท็บ"),
        ("name: โครงการ: ก\n", 1, ":"), ("a: @ก\n", 1, "สงวน"), ("a: 1\n b: 2\n", 2, ":"), ("a: -\n", 1, "-"),
        ('a: "\\ก"\n', 1, "\\"), ("a: * หมายเหตุ\n", 1, "*"), ("a: &ก\n", 1, "&"), ("a: !ด่วน\n", 1, "!"),
    ],
)  # fmt: skip
def test_broken_yaml_is_told_in_thai_with_its_line(content: str, line: int, word: str, read: Read) -> None:
    finding = read({"house.yaml": content}).only("yaml-syntax")

    assert finding.place.source == "house.yaml"
    assert finding.place.line == line
    assert word in finding.message
    assert finding.remedy


def test_several_documents_in_a_file_are_told_and_the_first_is_read(read_file: Read) -> None:
    found = read_file(DATASET + "---\nfiscal_year: 2570\n")

    assert found.only("yaml-several-documents").place.line == 4
    assert found.dataset is not None
    assert found.dataset.fiscal_year == 2569


@pytest.mark.parametrize(
    "tag", ["!!python/object/apply:os.system [echo]", "!!python/name:os.system", "!x y", "!!binary aGk=", "!!set {a}"]
)
def test_tags_are_refused_and_run_nothing(tag: str, read_file: Read) -> None:
    found = read_file(DATASET + f"as_of: {tag}\n")

    assert found.only("yaml-tag").place.line == 4
    assert found.dataset is not None


def test_an_alias_stands_for_what_it_names(read_file: Read) -> None:
    found = read_file(DATASET + "people:\n  - &a {id: a, name: ก}\nunits:\n  - *a\n")

    assert found.dataset is not None
    assert found.dataset.units[0].id == "a"


def test_an_alias_bomb_is_defused(read_file: Read) -> None:
    levels = "".join(f"x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 10)}]\n" for n in range(1, 12))
    found = read_file(DATASET + "x0: &x0 [ก, ก]\n" + levels)

    assert found.dataset is None
    assert found.only("alias-bomb").place.source == "data.yaml"


@pytest.mark.parametrize("alias", ["as_of: *none\n", "units: &u [*u]\n", "units: &u\n  - {id: *u, name: ก}\n"])
def test_an_alias_of_nothing_or_of_itself_is_told(alias: str, read_file: Read) -> None:
    assert "yaml-alias" in read_file(DATASET + alias).ids


def test_merge_keys_are_no_secret_way_in(read_file: Read) -> None:
    found = read_file("x: &x {name: ก}\n" + DATASET + "  <<: *x\n")

    assert found.ids.count("value-unknown-field") == 2


def test_deep_nesting_is_refused(read_file: Read) -> None:
    for depth in (limits.MAX_DEPTH + 1, 50_000):
        found = read_file(DATASET + "units: " + "[" * depth + "]" * depth)
        assert found.only("nesting-too-deep").place.line == 4
        found = read_file('{"fiscal_year": 2569, "units": ' + "[" * depth + "]" * depth + "}", "data.json")
        assert "ลึก" in found.only("json-syntax").message


def test_a_key_that_is_no_text_is_told(read_file: Read) -> None:
    assert read_file(DATASET + "? [1, 2]\n: 3\n").only("key-no-text").place.line == 4


def test_a_huge_file_is_refused_unread(read: Read) -> None:
    found = read({"house.yaml": b"#" * (limits.MAX_TEXT_FILE + 1)})

    assert "5.0 MB" in found.only("file-too-large").message


def test_too_many_values_are_refused(read_file: Read) -> None:
    found = read_file(DATASET + "units: [" + "1," * limits.MAX_NODES + "]")

    assert found.ids == ["too-many-values"]


def test_a_number_of_100000_digits_costs_nothing_wherever_it_stands(read_project: Read) -> None:
    digits = "9" * 100_000
    found = read_project(
        f"budget_received: {digits}\nfiscal_year: {digits}\nstart: {digits}\nrationale: {digits}\n"
        f"steps: [{{name: ก, weight: {digits}, start: {digits}, end: 1/2569}}]\nkind: {digits}\nunit: {digits}\n"
    )

    assert set(found.ids) >= {"number-too-long", "date-not-read", "text-too-long", "value-not-in-list"}
    assert all(len(finding.message) < 500 for finding in found.findings)


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_out_of_the_folder_is_refused(folder: Folder, read: Read, tmp_path: Path) -> None:
    secret = tmp_path / "ลับ.yaml"
    secret.write_text("digits: ไทย-ลับ\n", encoding="utf-8")
    root = folder({})
    (root / "house.yaml").symlink_to(secret)
    (root / "projects").symlink_to(tmp_path)
    found = read({})

    assert [finding.place for finding in found.findings] == [Place("house.yaml"), Place("projects")]
    assert set(found.ids) == {"file-outside"}
    assert "ไทย-ลับ" not in str(found.findings)


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_links_within_the_folder_are_followed_and_dead_ones_told(folder: Folder, read: Read) -> None:
    root = folder({"projects/a.yaml": "code: 99000000-0001\nname: ก\n"})
    (root / "house.yaml").symlink_to(root / "ไม่มี.yaml")
    (root / "strategy.yaml").symlink_to("strategy.yaml")
    (root / "units.yaml").symlink_to(root / "projects" / "a.yaml")
    found = read({})

    assert sorted(str(finding.place) for finding in found.findings if finding.rule.id == "file-unreadable") == [
        "house.yaml",
        "strategy.yaml",
    ]
    assert "value-unknown-field" in found.ids


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_refused_before_it_is_opened(folder: Folder, read: Read) -> None:
    os.mkfifo(folder({}) / "house.yaml")

    assert read({}).only("file-special").place == Place("house.yaml")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(folder: Folder, read: Read) -> None:
    root = folder({"house.yaml": "digits: ไทย"})
    (root / "house.yaml").chmod(0)

    assert read({}).only("file-unreadable").place == Place("house.yaml")


def test_a_folder_in_place_of_a_file_is_told(folder: Folder, read: Read) -> None:
    (folder({}) / "house.yaml").mkdir()

    assert read({}).ids == ["file-unknown"]
