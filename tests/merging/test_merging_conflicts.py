"""What contradicts is told once, with the places of both, and who loses is told too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.errors import DataError
from pipeline.merging import merge
from pipeline.model import (
    Activity,
    Agency,
    Deadline,
    DeadlineKind,
    Evaluation,
    EvaluationIndicator,
    EvaluationResult,
    House,
    Indicator,
    Paragraph,
    Party,
    Person,
    ProgressReport,
    RichText,
    Silence,
    Target,
)
from pipeline.sources import load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pipeline.findings import Finding
    from pipeline.merging import Keep
    from pipeline.model import Dataset, Project


def _ids(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.rule.id for finding in findings]


def test_a_value_that_differs_is_told_with_both_cells_and_both_values(
    division: Callable[..., Dataset], project: Callable[..., Project], workbook: Callable[..., Path]
) -> None:
    one = workbook("กองหนึ่ง.xlsx", division(project(1), project(2, budget=100)))
    other = workbook("กองสอง.xlsx", division(project(2, budget="250.50")))

    merged = merge([load(one), load(other)])

    assert not merged.faultless
    (conflict,) = merged.findings
    assert merged.obstacles == (conflict,)
    assert conflict.rule.id == "merge-conflict"
    assert str(conflict.place) == "กองหนึ่ง.xlsx [โครงการ!V3]"
    assert [str(place) for place in conflict.related] == ["กองสอง.xlsx [โครงการ!V2]"]
    assert conflict.subject == "โครงการ 88000000-0002"
    assert "“100”" in conflict.message
    assert "กองสอง.xlsx [โครงการ!V2] เป็น “250.50”" in conflict.message
    assert "--keep" in conflict.remedy


def test_all_conflicts_are_told_at_once_also_in_lists_within_lists(
    division: Callable[..., Dataset], project: Callable[..., Project]
) -> None:
    one = project(1)
    other = project(
        1,
        name="โครงการเดียวกันแต่คนละชื่อ",
        steps=tuple(step.model_copy(update={"weight": 50}) for step in one.steps),
        reports=(ProgressReport(no=1, progress=20), ProgressReport(no=2, progress=30)),
    )

    merged = merge([division(one), division(other)])

    assert _ids(merged.findings) == ["merge-conflict"] * 4
    assert {finding.subject for finding in merged.findings} == {
        "โครงการ 88000000-0001",
        "โครงการ 88000000-0001 ขั้นตอน วางแผน",
        "โครงการ 88000000-0001 ขั้นตอน ดำเนินการ",
        "โครงการ 88000000-0001 รายงานครั้งที่ 1",
    }
    assert [report.no for report in merged.dataset.projects[0].reports] == [1, 2]


def test_a_value_that_several_contradict_in_the_same_way_is_told_once(
    division: Callable[..., Dataset], project: Callable[..., Project]
) -> None:
    names = ("ก", "ข", "ข", "ค", "ก")

    merged = merge([division(project(1, name=name)) for name in names])

    assert [(finding.params["value"], finding.params["other"]) for finding in merged.findings] == [
        ("ก", "ข"),
        ("ก", "ค"),
    ]
    assert [len(finding.related) for finding in merged.findings] == [2, 1]


@pytest.mark.parametrize(("keep", "name", "loser"), [("first", "ของแรก", "ของหลัง"), ("last", "ของหลัง", "ของแรก")])
def test_keep_says_whose_value_wins_and_the_loser_is_named(
    division: Callable[..., Dataset], project: Callable[..., Project], keep: Keep, name: str, loser: str
) -> None:
    datasets = [division(project(1, name="ของแรก")), division(project(1, name="ของหลัง"))]

    merged = merge(datasets, keep)

    assert merged.faultless
    assert merged.dataset.projects[0].name == name
    (warning,) = merged.findings
    assert (warning.rule.id, warning.severity.value) == ("merge-value-dropped", "warning")
    assert f"ไม่ใช้ “{loser}”" in warning.message


def test_places_are_those_of_the_value_that_was_taken(
    division: Callable[..., Dataset], project: Callable[..., Project], workbook: Callable[..., Path]
) -> None:
    one = load(workbook("หนึ่ง.xlsx", division(project(1, name="ของแรก"), project(2))))
    other = load(workbook("สอง.xlsx", division(project(1, name="ของหลัง", area="ด้านกลาง"), project(3))))

    origin = merge([one, other], "last").dataset.origin

    assert str(origin.place(("projects", 0, "name"))) == "สอง.xlsx [โครงการ!B2]"
    assert str(origin.place(("projects", 0, "code"))) == "สอง.xlsx [โครงการ!A2]"
    assert origin.place(("projects", 0, "area")).source == "สอง.xlsx"
    assert str(origin.place(("projects", 1, "name"))) == "สอง.xlsx [โครงการ!B3]"
    assert str(origin.place(("projects", 2, "name"))) == "หนึ่ง.xlsx [โครงการ!B3]"
    assert origin.place(("projects", 1, "steps", 1, "weight")).sheet == "ขั้นตอน"


def test_files_of_the_same_name_are_told_apart_by_their_folder(
    division: Callable[..., Dataset], project: Callable[..., Project], workbook: Callable[..., Path]
) -> None:
    one = load(workbook("กองหนึ่ง/ข้อมูล.xlsx", division(project(1, name="ก"))))
    other = load(workbook("กองสอง/ข้อมูล.xlsx", division(project(1, name="ข"))))

    (conflict,) = merge([one, other]).findings

    assert conflict.place.source == "กองหนึ่ง/ข้อมูล.xlsx"
    assert conflict.related[0].source == "กองสอง/ข้อมูล.xlsx"


def test_places_in_a_folder_name_the_file_in_it(
    tmp_path: Path, division: Callable[..., Dataset], project: Callable[..., Project], workbook: Callable[..., Path]
) -> None:
    folder = tmp_path / "กองหนึ่ง"
    (folder / "projects").mkdir(parents=True)
    (folder / "agency.yaml").write_text("fiscal_year: 2568\nagency: {name: สำนักงานตัวอย่าง}\n", encoding="utf-8")
    (folder / "projects" / "1.yaml").write_text("code: 88000000-0001\nname: ก\n", encoding="utf-8")

    (conflict,) = merge([load(folder), load(workbook("สอง.xlsx", division(project(1, name="ข"))))]).findings

    assert str(conflict.place) == "กองหนึ่ง/projects/1.yaml:2:7"


def test_a_default_that_nobody_wrote_contradicts_nothing(division: Callable[..., Dataset]) -> None:
    merged = merge([division(house=House(report_day=25)), division(house=House(duplex=True)), division()])

    assert merged.findings == ()
    assert merged.dataset.house == House(report_day=25, duplex=True)


def test_a_default_that_was_written_gives_way_and_that_is_noted(
    division: Callable[..., Dataset], project: Callable[..., Project]
) -> None:
    chosen, default = division(house=House(report_day=25)), division(house=House(report_day=20))

    for datasets in ([chosen, default], [default, chosen], [default, chosen, default]):
        merged = merge(datasets)
        assert merged.faultless
        assert merged.dataset.house.report_day == 25
        assert _ids(merged.findings) == ["merge-default-dropped"]
        assert "ไม่ใช้ค่าตั้งต้น “20”" in merged.findings[0].message
    rows = [division(project(1, additional=True)), division(project(1, additional=False))]
    assert _ids(merge(rows).findings) == ["merge-conflict"]


def test_one_person_may_be_written_half_here_and_half_there(
    division: Callable[..., Dataset], project: Callable[..., Project]
) -> None:
    people = (Person(id="p", name="นางสาวสมมุติ ตัวอย่าง"),)
    one = division(project(1, responsible=Party(person="p")), people=people)
    other = division(project(1, responsible=Party(phone="0 0000 0000", position="นักวิชาการ")))

    merged = merge([one, other])

    assert merged.findings == ()
    assert merged.dataset.projects[0].responsible == Party(person="p", phone="0 0000 0000", position="นักวิชาการ")


def test_values_that_cannot_stand_together_are_a_conflict_of_the_whole_record(
    division: Callable[..., Dataset],
) -> None:
    def with_target(target: Target) -> Dataset:
        return division(indicators=(Indicator(id="k", name="ตัวชี้วัด", targets=(target,)),))

    one, other = Target(year=2568, text="ครบทุกแห่ง"), Target(year=2568, number=80, unit="ร้อยละ")
    merged = merge([with_target(one), with_target(other)])

    (conflict,) = merged.findings
    assert (conflict.params["value"], conflict.params["other"]) == ("ครบทุกแห่ง", "ร้อยละ 80")
    assert merge([with_target(one), with_target(other)], "last").dataset.indicators[0].targets == (other,)


def test_a_text_is_one_value_and_long_ones_are_shown_from_where_they_differ(
    division: Callable[..., Dataset], project: Callable[..., Project]
) -> None:
    def text(end: str) -> RichText:
        return RichText(blocks=(Paragraph(text="รายงานผลการดำเนินงานของกองหนึ่ง " * 20 + end),))

    (conflict,) = merge(
        [division(project(1, rationale=text("ต้นปี"))), division(project(1, rationale=text("ปลายปี")))]
    ).findings

    assert conflict.params["value"].endswith("ต้นปี")
    assert conflict.params["other"].endswith("ปลายปี")
    assert len(conflict.params["value"]) < 150


def test_lists_of_one_cell_are_joined_and_that_is_told(division: Callable[..., Dataset]) -> None:
    def with_units(*units: str) -> Dataset:
        indicator = EvaluationIndicator(id="k", dimension=1, name="ตัวชี้วัด", units=units)
        return division(evaluation_indicators=(indicator,))

    merged = merge([with_units("a"), with_units("b", "a")])

    assert merged.faultless
    assert merged.dataset.evaluation_indicators[0].units == ("b", "a")
    assert _ids(merged.findings) == ["merge-list-joined"]
    assert merge([with_units("a", "b"), with_units("a", "b")]).findings == ()


def test_an_empty_list_is_a_choice_where_the_default_has_members(division: Callable[..., Dataset]) -> None:
    without = division(evaluation=Evaluation(groups=()))

    assert merge([without, without, division(evaluation=Evaluation())]).dataset.evaluation == Evaluation(groups=())


def test_a_list_that_has_a_default_is_one_value(division: Callable[..., Dataset]) -> None:
    one, other = (division(evaluation=Evaluation(groups=groups)) for groups in (("A", "B"), ("A", "C")))

    (conflict,) = merge([one, other]).findings

    assert (conflict.rule.id, conflict.params["value"], conflict.params["other"]) == ("merge-conflict", "A, B", "A, C")


def test_two_ways_to_silence_a_rule_contradict_only_for_the_same_project(division: Callable[..., Dataset]) -> None:
    def with_silence(*silence: Silence) -> Dataset:
        return division(house=House(silence=silence))

    whole = Silence(rule="r", reason="เหตุผลที่เขียนไว้หนึ่ง")
    one = Silence(rule="r", reason="เหตุผลที่เขียนไว้สอง", project="88000000-0001")
    other = Silence(rule="r", reason="เหตุผลที่เขียนไว้สาม")

    assert merge([with_silence(whole), with_silence(one)]).dataset.house.silence == (whole, one)
    assert "merge-conflict" in _ids(merge([with_silence(whole), with_silence(other)]).findings)


def test_other_deadlines_are_told_apart_by_what_they_say(division: Callable[..., Dataset]) -> None:
    def with_deadlines(*deadlines: Deadline) -> Dataset:
        return division(evaluation=Evaluation(deadlines=deadlines))

    report = Deadline(kind=DeadlineKind.REPORT, day=5)
    one = Deadline(kind=DeadlineKind.OTHER, text="สรุปผลทุกเดือน")
    other = Deadline(kind=DeadlineKind.OTHER, text="ประชุมทุกไตรมาส")

    merged = merge([with_deadlines(report, one), with_deadlines(report, other, one)])

    assert merged.findings == ()
    assert merged.dataset.evaluation == Evaluation(deadlines=(report, other, one))


def test_other_agencies_and_other_years_are_refused(division: Callable[..., Dataset]) -> None:
    datasets = [
        division(),
        division(fiscal_year=2567),
        division(agency=Agency(name="สำนักงานตัวอย่าง", code="99000000")),
        division(agency=Agency(name="สำนักอื่น")),
    ]

    with pytest.raises(DataError) as caught:
        merge(datasets, "first")

    assert _ids(caught.value.findings) == ["merge-other-year", "merge-other-agency", "merge-other-agency"]
    assert "2568" in caught.value.findings[0].message
    assert "2567" in caught.value.findings[0].message


def test_one_agency_written_in_two_ways_is_a_conflict_of_its_name_only(division: Callable[..., Dataset]) -> None:
    merged = merge([division(), division(agency=Agency(name="สนง.ตัวอย่าง", code="88000000"))], "first")

    assert _ids(merged.findings) == ["merge-value-dropped"]
    assert merged.dataset.agency.name == "สำนักงานตัวอย่าง"


def test_references_are_judged_when_everything_is_there(
    division: Callable[..., Dataset], project: Callable[..., Project], workbook: Callable[..., Path]
) -> None:
    indicator = EvaluationIndicator(id="k", dimension=1, name="ตัวชี้วัด")
    framework = division(evaluation_indicators=(indicator,))
    lost = project(1, unit="ไม่มี")
    results = division(lost, evaluation_results=(EvaluationResult(indicator="k", value=80),))
    one, other = load(workbook("กรอบ.xlsx", framework)), load(workbook("ผล.xlsx", results))
    assert len(other.origin.findings) >= 1

    merged = merge([one, other])

    assert merged.faultless
    assert [(finding.rule.id, str(finding.place)) for finding in merged.findings] == [
        ("reference-missing", str(merged.dataset.origin.place(("projects", 0, "unit"))))
    ]
    assert merged.dataset.origin.findings == merged.findings


def test_what_could_not_be_read_keeps_the_merged_dataset_from_standing_for_its_sources(
    tmp_path: Path, division: Callable[..., Dataset]
) -> None:
    broken = tmp_path / "กอง.yaml"
    broken.write_text(
        "fiscal_year: 2568\nagency: {name: สำนักงานตัวอย่าง}\nprojects: [{code: 88000000-0001}]\n", encoding="utf-8"
    )

    merged = merge([division(), load(broken)], "first")

    assert not merged.faultless
    assert [(finding.rule.id, finding.place.source) for finding in merged.findings] == [("value-missing", "กอง.yaml")]


def test_activities_that_have_the_same_name_are_one(division: Callable[..., Dataset]) -> None:
    def with_activity(activity: Activity) -> Dataset:
        return division(indicators=(Indicator(id="k", name="ตัวชี้วัด", activities=(activity,)),))

    merged = merge([with_activity(Activity(name="ก")), with_activity(Activity(name="ก", unit="a"))])

    assert merged.dataset.indicators[0].activities == (Activity(name="ก", unit="a"),)


def test_conflicts_without_end_are_cut_off_but_whatever_was_dropped_is_told(
    division: Callable[..., Dataset], project: Callable[..., Project]
) -> None:
    projects = [project(number, steps=(), reports=()) for number in range(2100)]
    renamed = [one.model_copy(update={"name": "อื่น"}) for one in projects]

    conflicts = merge([division(*projects), division(*renamed)])
    kept = merge([division(*projects), division(*renamed)], "last")

    assert len(conflicts.findings) == 2001
    assert conflicts.findings[-1].rule.id == "too-many-findings"
    assert _ids(kept.findings) == ["merge-value-dropped"] * 2100


def test_nothing_cannot_be_merged() -> None:
    with pytest.raises(ValueError, match="nothing"):
        merge([])
