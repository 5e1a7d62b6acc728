"""Mistakes in text files: each with its file, line and column, its remedy, and all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.errors import UsageError
from pipeline.findings import Place, Severity
from pipeline.sources import load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.sources.conftest import Outcome

    Read = Callable[..., Outcome]


def test_every_value_knows_its_file_line_and_column(read: Read) -> None:
    found = read({
        "agency.yaml": "fiscal_year: 2569\nagency:\n  name: ก\n",
        "projects/ข.yaml": "code: 99000000-0001\nname: โครงการ\n"
        "reports:\n  - no: 1\n    progress:   70.16\n  - {no: 2}\n",
    })  # fmt: skip

    assert found.dataset is not None
    place = found.dataset.origin.place
    assert place(("agency", "name")) == Place("agency.yaml", 3, 9)
    assert place(("projects", 0, "reports", 0, "progress")) == Place("projects/ข.yaml", 5, 17)
    assert place(("projects", 0, "reports", 1, "no")) == Place("projects/ข.yaml", 6, 10)
    assert str(place(("projects", 0, "name"))) == "projects/ข.yaml:2:7"


def test_a_value_that_is_not_written_has_the_place_of_its_record(read_project: Read) -> None:
    found = read_project("reports:\n  - no: 1\n")

    assert found.dataset is not None
    assert found.dataset.origin.place(("projects", 0, "reports", 0, "date")) == Place("projects/a.yaml", 4, 5)


def test_a_list_has_the_place_of_its_name(read_project: Read) -> None:
    found = read_project("\nsteps:\n\n  # หมายเหตุ\n  - {name: ก, weight: 1, start: 10/2568, end: 10/2568}\n")

    assert found.dataset is not None
    assert found.dataset.origin.place(("projects", 0, "steps")) == Place("projects/a.yaml", 4, 1)


def test_columns_count_characters_not_bytes(read_project: Read) -> None:
    assert read_project("name_: {โครงการ: ก}\n").only("value-unknown-field").place.column == 1
    assert read_project("responsible: {name: โครงการ, x: 1}\n").only("value-unknown-field").place.column == 30


def test_a_missing_value_is_told_at_its_record(read_project: Read) -> None:
    finding = read_project("steps:\n  - {name: ก, start: 10/2568, end: 11/2568}\n").only("value-missing")

    assert finding.place == Place("projects/a.yaml", 4, 5)
    assert "น้ำหนัก (ร้อยละ) (weight)" in finding.message
    assert "ขั้นตอน ก" in finding.subject


@pytest.mark.parametrize("written", ["", " null", " ''", " '  '"])
def test_a_required_value_left_empty_is_missing(written: str, read: Read) -> None:
    found = read({"projects/a.yaml": f"code: 99000000-0001\nname:{written}\n"})

    assert "name" in found.only("value-missing").message
    assert found.dataset is not None
    assert found.dataset.projects == ()


@pytest.mark.parametrize(
    ("written", "nearest"),
    [("fiscal_yaer", "fiscal_year"), ("FiscalYear", "fiscal_year"), ("budget-received", "budget_received"),
     ("ชื่อโครงการ", "name"), ("responsable", "responsible")],
)  # fmt: skip
def test_an_unknown_name_is_told_with_the_nearest_known_one(written: str, nearest: str, read_project: Read) -> None:
    finding = read_project(f"{written}: x\n").only("value-unknown-field")

    assert finding.place == Place("projects/a.yaml", 3, 1)
    assert nearest in finding.remedy
    assert written in finding.message


def test_a_name_like_no_other_is_told_with_all_that_are_known(read_project: Read) -> None:
    remedy = read_project("responsible: {position: ก, zzzzzz: 1}\n").only("value-unknown-field").remedy

    assert all(name in remedy for name in ("person", "name", "position", "unit", "phone"))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("name: [ก]\n", "ข้อความ"), ("name: {ก: 1}\n", "ข้อความ"), ("responsible: สมดี\n", "กลุ่มข้อมูล"),
        ("responsible: [สมดี]\n", "กลุ่มข้อมูล"), ("steps: ทำ\n", "รายการ"), ("steps: [ทำ]\n", "กลุ่มข้อมูล"),
        ("start: {วัน: 1}\n", "วันที่"), ("kind: [ประจำ]\n", "ข้อความ"),
    ],
)  # fmt: skip
def test_a_value_of_another_kind_is_told(lines: str, expected: str, read: Read) -> None:
    name = "" if lines.startswith("name") else "name: ก\n"
    found = read({"projects/a.yaml": f"code: 99000000-0001\n{name}{lines}"})

    finding = found.only("value-wrong-type")
    assert expected in finding.message
    assert finding.place.line == (2 if not name else 3)


def test_a_name_in_place_of_a_party_is_told_with_what_a_party_is_made_of(read_project: Read) -> None:
    finding = read_project("responsible: สมดี\n").only("value-wrong-type")

    assert finding.message.startswith("ผู้รับผิดชอบ (responsible)")
    assert "person, name, position, unit, phone" in finding.remedy


def test_one_record_in_place_of_a_list_of_them_is_that_list(read_project: Read) -> None:
    assert [report.no for report in read_project("reports: {no: 1}\n").project.reports] == [1]


def test_a_name_written_twice_is_told_with_both_places_and_the_first_holds(read_project: Read) -> None:
    found = read_project("kind: ประจำ\nunit:\nkind: ยุทธศาสตร์\n")

    finding = found.only("key-duplicate")
    assert finding.place == Place("projects/a.yaml", 5, 1)
    assert finding.related == (Place("projects/a.yaml", 3, 1),)
    assert "projects/a.yaml:3:1" in finding.message
    assert found.project.kind == "ประจำ"


def test_a_project_code_taken_twice_is_told_with_both_places_also_in_thai_digits(read: Read) -> None:
    found = read({
        "projects/a.yaml": "code: 99000000-0001\nname: ก\n",
        "projects/b.yaml": "name: ข\ncode: ๙๙๐๐๐๐๐๐-๐๐๐๑\n",
    })  # fmt: skip

    finding = found.only("code-duplicate")
    assert finding.place == Place("projects/b.yaml", 2, 7)
    assert finding.related == (Place("projects/a.yaml", 1, 7),)
    assert finding.quote == "99000000-0001"


@pytest.mark.parametrize("part", ["people", "units"])
def test_an_id_taken_twice_is_told(part: str, read: Read) -> None:
    found = read({f"{part}.yaml": "- {id: a, name: ก}\n- {id: a, name: ข}\n"})

    assert found.only("code-duplicate").place == Place(f"{part}.yaml", 2, 8)


def test_a_project_code_of_another_form_is_told_with_the_form(read: Read) -> None:
    found = read({"projects/a.yaml": "code: 9900-1\nname: ก\n"})

    assert "UUUUUUUU-NNNN" in found.only("value-malformed").message


@pytest.mark.parametrize(("field", "title"), [("responsible", "ผู้รับผิดชอบ"), ("coordinator", "ผู้ประสานงาน")])
def test_a_reference_to_nobody_says_in_which_role(field: str, title: str, read: Read) -> None:
    found = read({
        "people.yaml": "- {id: somdee, name: นางสาวสมดี ชื่อสมมุติ}\n",
        "projects/a.yaml": f"code: 99000000-0001\nname: ก\n{field}: {{person: somdi}}\n",
    })  # fmt: skip

    finding = found.only("reference-missing")
    assert finding.message.startswith(title)
    assert "“somdi”" in finding.message
    assert "somdee" in finding.remedy
    assert finding.subject == "โครงการ 99000000-0001"
    assert finding.place.line == 3


def test_every_kind_of_reference_is_followed(read: Read) -> None:
    found = read({
        "agency.yaml": "fiscal_year: 2569\nagency: {name: ก}\n"
        "units: [{id: u, name: ก, parent: zz}]\n"
        "people: [{id: p, name: ก, unit: zz}]\n"
        "strategy: [{code: '1', level: ด้าน, name: ก, parent: zz}]\n"
        "house:\n  signatures: [{role: ก, person: zz}]\n"
        "  silence: [{rule: x, reason: เหตุผลที่ยาวพอสมควร, project: zz}]\n",
        "projects/a.yaml": "code: 99000000-0001\nname: ก\nunit: zz\nalignments: [{node: zz}]\n"
        "signatures: [{role: ก, person: zz}]\nresponsible: {person: zz, unit: zz}\n",
    })  # fmt: skip

    assert found.ids == ["reference-missing"] * 10
    assert len({finding.path for finding in found.findings}) == 10


def test_what_refers_to_a_record_that_was_dropped_is_no_mistake_of_its_own(read: Read) -> None:
    found = read({
        "people.yaml": "- {id: somdee}\n",
        "projects/a.yaml": "code: 99000000-0001\nname: ก\nresponsible: {person: somdee}\n",
    })  # fmt: skip

    assert found.ids == ["value-missing"]


def test_what_refers_into_a_broken_file_is_no_mistake_of_its_own(read: Read) -> None:
    found = read({
        "people.yaml": "- {id: [\n",
        "projects/a.yaml": "code: 99000000-0001\nname: ก\nresponsible: {person: somdee}\n",
    })  # fmt: skip

    assert found.ids == ["yaml-syntax"]


def test_a_wrong_record_is_dropped_and_the_rest_stands_with_its_own_places(read: Read) -> None:
    found = read({"projects.yaml": "- {name: ไม่มีรหัส}\n- {code: 99000000-0002, name: ก, start: x}\n"})

    assert found.project.code == "99000000-0002"
    assert found.dataset is not None
    assert found.dataset.origin.place(("projects", 0, "name")) == Place("projects.yaml", 2, 31)
    assert found.only("date-not-read").path == ("projects", 0, "start")
    assert found.only("value-missing").path == ("projects",)


def test_everything_is_told_at_once(read: Read) -> None:
    found = read({
        "agency.yaml": "agency: {nmae: ก}\nunits: [{id: a}]\n",
        "house.yaml": "digits: โรมัน\nmargins: {left: 500}\n",
        "people.yaml": "- {id: [\n",
        "projects/a.yaml": "code: 1\nname: ก\nstart: 31/02/2569\n",
        "projects/b.yaml": "code: 99000000-0002\nkind: ใหม่\nbudget_received: x\n",
        "projects/c.yaml": "ก ข ค\n".encode("cp874"),
        "strateegy.yaml": "",
    })  # fmt: skip

    assert found.dataset is None
    assert set(found.ids) == {
        "value-missing", "value-unknown-field", "value-not-in-list", "value-out-of-range", "yaml-syntax",
        "value-malformed", "date-impossible", "not-a-number", "encoding-cp874", "value-wrong-type", "file-unknown",
    }  # fmt: skip
    assert all(finding.message and finding.remedy for finding in found.findings)


def test_beyond_a_limit_of_findings_there_is_one_that_says_so(read: Read) -> None:
    found = read({"units.yaml": "- {id: a, x: 1}\n" * 3_000})

    assert len(found.findings) == 2_001
    assert found.findings[-1].rule.id == "too-many-findings"


def test_without_agency_and_year_there_is_no_dataset_but_all_findings(read: Read) -> None:
    found = read({"agency.yaml": "as_of: 1/1/2569\n", "projects/a.yaml": "code: 99000000-0001\nname: ก\nstart: x\n"})

    assert found.dataset is None
    assert sorted(found.ids) == ["date-not-read", "value-missing", "value-missing"]


@pytest.mark.parametrize("name", ["ไม่มี", "ก" * 300, "ไม่มี/ข้างใน"])
def test_a_source_that_is_not_there_is_a_sentence(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="ไม่พบ") as refused:
        load(tmp_path / name)

    assert refused.value.remedy


def test_a_source_of_an_unknown_kind_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"x")

    with pytest.raises(UsageError, match=r"a\.docx"):
        load(tmp_path / "a.docx")


def test_a_wrong_value_that_may_be_left_out_does_not_cost_the_record(read_project: Read) -> None:
    found = read_project("start: x\nend: 30/09/2569\n")

    assert found.project.start is None
    assert found.project.end is not None
    assert found.only("date-not-read").severity is Severity.ERROR


@pytest.mark.parametrize(
    ("text", "thai", "parser"),
    [
        ("- id: a: b\n", "เครื่องหมาย :", "mapping values are not allowed"),
        ("- id: [\n", "วงเล็บ", "did not find expected"),
        ("- id: 'a\n", "คำพูดไม่ปิด", "unexpected end of stream"),
        ("-\tid: a\n\tname: b\n", "แท็บ", "cannot start any token"),
        ("- id: a\nname: b\n", "การย่อหน้าของรายการ", "expected '-' indicator"),
        ('- id: "a" b\n', "ต่อท้ายเครื่องหมายคำพูด", "did not find expected key"),
        ("- id: ]\n", "วงเล็บปิด", "expected node content"),
        ("- id: a\n...\nname: b\n", "ต่อท้ายข้อมูลที่จบแล้ว", "document start"),
        ("- id: |x\n  a\n", "หลังเครื่องหมาย |", "expected comment or line break"),
    ],
)
def test_a_broken_file_is_explained_in_thai_with_the_words_of_the_parser_last(
    read: Read, text: str, thai: str, parser: str
) -> None:
    (finding,) = read({"people.yaml": text}).findings

    assert finding.rule.id == "yaml-syntax"
    assert thai in finding.message
    assert parser in finding.message[finding.message.rindex("(") :]
    assert finding.remedy
