"""A batch from sources to documents: what is planned and why, what is made, what is left alone."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

import pytest

from pipeline.batch import BatchListener, batch
from pipeline.batch.results import Fate, Reason
from pipeline.errors import ExitCode, OutputLockedError, UsageError
from pipeline.model import Month
from pipeline.run.choices import Choices
from pipeline.run.lock import FolderLock
from tests.batch.agencies import change, write_agencies

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from pipeline.batch.causes import Cause
    from pipeline.batch.orders import FileMade, PlannedDocument, SourceFacts
    from pipeline.batch.results import BatchReport

JUNE = Month(year=2026, month=6)
PDF = Choices(formats=("pdf",), today=dt.date(2026, 6, 25))
FORMS = ("progress-form",)
TEXTS = ("follow-up",)
TXT = Choices(formats=("txt",), today=dt.date(2026, 6, 25))
"""Follow-ups as texts alone: the quickest documents that there are."""


class Heard(BatchListener):
    """What a batch told while it ran."""

    def __init__(self) -> None:
        self.known: dict[str, bool] = {}
        self.events: list[str] = []

    def source_planned(self, source: str, facts: SourceFacts, *, known: bool) -> None:  # noqa: ARG002
        self.known[source] = known

    def planned(self, to_make: int, unchanged: int, reasons: Mapping[Reason, int]) -> None:  # noqa: ARG002
        self.events.append(f"planned {to_make} {unchanged}")

    def started(self, document: PlannedDocument, attempt: int) -> None:
        self.events.append(f"started {document.source} {document.kind} {attempt}")

    def made(self, document: PlannedDocument, files: Sequence[FileMade], seconds: float) -> None:  # noqa: ARG002
        self.events.append(f"made {document.source} {document.kind} {len(files)}")

    def failed(self, document: PlannedDocument, cause: Cause, *, again: bool) -> None:
        self.events.append(f"failed {document.source} {cause.id} {again}")


def texts(tmp_path: Path, *sources: str, listener: BatchListener | None = None, month: Month = JUNE) -> BatchReport:
    """The follow-ups of sources below ``data``, as texts."""
    words = [tmp_path / "data" / source for source in sources] or [tmp_path / "data"]
    return batch(words, month=month, kinds=TEXTS, out=tmp_path / "out", choices=TXT, jobs=1, listener=listener)


def counts(report: BatchReport) -> dict[str, int]:
    return {fate.value: count for fate, count in report.counts.items() if count}


def reasons(report: BatchReport) -> dict[str, set[Reason]]:
    """Why documents were made, by their source."""
    found: dict[str, set[Reason]] = {}
    for document in report.documents:
        found.setdefault(document.source, set()).update(document.reasons)
    return found


def written(folder: Path) -> dict[str, bytes]:
    """Everything that a batch made, without its own store."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def test_every_agency_has_a_folder_in_the_month_and_all_together_have_theirs(tmp_path: Path) -> None:
    write_agencies(tmp_path / "data", agencies=2, projects=2)

    report = texts(tmp_path)

    assert report.exit_code == ExitCode.DONE
    assert counts(report) == {"made": 3}
    assert list(written(tmp_path / "out")) == [
        "2569-06/agency-01/follow-up 2569-06.txt",
        "2569-06/agency-02/follow-up 2569-06.txt",
        "2569-06/follow-up 2569-06.txt",
    ]
    assert report.chat in (tmp_path / "out/2569-06/follow-up 2569-06.txt").read_text()


def test_one_agency_alone_has_no_documents_over_all(tmp_path: Path) -> None:
    write_agencies(tmp_path / "data", agencies=1, projects=2)
    report = texts(tmp_path, "agency-01")
    assert list(written(tmp_path / "out")) == ["2569-06/agency-01/follow-up 2569-06.txt"]
    assert report.chat == report.sources[0].facts.chat != ""


def test_a_second_run_reads_nothing_and_makes_nothing(tmp_path: Path) -> None:
    write_agencies(tmp_path / "data", agencies=2, projects=2)
    first = texts(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.txt")}
    heard = Heard()

    second = texts(tmp_path, listener=heard)

    assert counts(second) == {"unchanged": 3}
    assert heard.known == {"agency-01": True, "agency-02": True}
    assert heard.events == ["planned 0 3"]
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.txt")} == before
    assert [source.facts for source in second.sources] == [source.facts for source in first.sources]
    assert second.chat == first.chat


def test_a_change_in_one_agency_makes_its_documents_and_those_over_all(tmp_path: Path) -> None:
    folder = write_agencies(tmp_path / "data", agencies=3, projects=2)[1]
    texts(tmp_path)
    change(folder / "projects" / "89000002-0001.json", name="โครงการที่เปลี่ยนชื่อ")
    heard = Heard()

    report = texts(tmp_path, listener=heard)

    assert heard.known == {"agency-01": True, "agency-02": False, "agency-03": True}
    assert reasons(report) == {"agency-01": set(), "agency-02": {Reason.DATA}, "agency-03": set(), "+": {Reason.DATA}}
    assert counts(report) == {"made": 2, "unchanged": 2}


def test_a_form_is_made_again_for_its_own_project_alone(tmp_path: Path) -> None:
    (folder,) = write_agencies(tmp_path / "data", agencies=1, projects=3)
    batch([folder], month=JUNE, kinds=FORMS, out=tmp_path / "out", choices=PDF, jobs=1)
    change(folder / "projects" / "89000001-0002.json", name="โครงการที่เปลี่ยนชื่อ")

    report = batch([folder], month=JUNE, kinds=FORMS, out=tmp_path / "out", choices=PDF, jobs=1)

    again = {document.subject: document.reasons for document in report.documents}
    assert again == {
        "89000001-0001": (),
        # The name of a project stands in the name of its file.
        "89000001-0002": (Reason.NEW,),
        "89000001-0003": (),
    }
    assert len(report.left_over) == 1
    assert "89000001-0002" in report.left_over[0]
    assert (tmp_path / "out" / report.left_over[0]).is_file()


def test_a_file_that_nothing_asks_for_any_more_is_told_until_it_is_removed(tmp_path: Path) -> None:
    (folder,) = write_agencies(tmp_path / "data", agencies=1, projects=1)

    def run() -> BatchReport:
        return batch([folder], month=JUNE, kinds=FORMS, out=tmp_path / "out", choices=PDF, jobs=1)

    run()
    project = folder / "projects" / "89000001-0001.json"
    before = project.read_bytes()
    change(project, name="โครงการที่เปลี่ยนชื่อ")
    (left,) = run().left_over
    assert run().left_over == (left,)

    project.write_bytes(before)
    named_back = run()
    assert counts(named_back) == {"unchanged": 1}
    (other,) = named_back.left_over
    assert other != left
    (tmp_path / "out" / other).unlink()
    assert run().left_over == ()


def test_an_agency_that_is_given_twice_is_told_since_it_counts_twice(tmp_path: Path) -> None:
    first, _ = write_agencies(tmp_path / "data", agencies=2, projects=1)
    assert texts(tmp_path).notes == ()

    shutil.copytree(first, tmp_path / "data" / "agency-01 - Copy")
    (note,) = texts(tmp_path).notes

    assert "สำนักทดลองที่ 1 กรุงเทพมหานคร มีชุดข้อมูล 2 ชุด" in note
    assert "agency-01" in note
    assert "agency-01 - Copy" in note


def test_one_process_and_two_give_the_same_bytes(tmp_path: Path) -> None:
    write_agencies(tmp_path / "data", agencies=2, projects=2)
    for jobs in (1, 2):
        batch([tmp_path / "data"], month=JUNE, kinds=FORMS, out=tmp_path / str(jobs), choices=PDF, jobs=jobs)
    one, two = (written(tmp_path / str(jobs)) for jobs in (1, 2))
    assert one == two
    assert len(one) == 4


def test_a_dry_run_says_what_would_be_made_and_why_and_writes_nothing(tmp_path: Path) -> None:
    write_agencies(tmp_path / "data", agencies=2, projects=1)
    words = [tmp_path / "data"]
    plan = batch(words, month=JUNE, kinds=TEXTS, out=tmp_path / "out", choices=TXT, dry_run=True)
    assert not (tmp_path / "out").exists()
    assert (counts(plan), plan.exit_code) == ({"planned": 3}, ExitCode.DONE)
    assert reasons(plan) == {"agency-01": {Reason.NEW}, "agency-02": {Reason.NEW}, "+": {Reason.NEW}}

    texts(tmp_path)
    before = written(tmp_path / "out")
    (tmp_path / "out/2569-06/agency-01/follow-up 2569-06.txt").unlink()
    again = batch(words, month=JUNE, kinds=TEXTS, out=tmp_path / "out", choices=TXT, dry_run=True)

    assert reasons(again) == {"agency-01": {Reason.FILE_GONE}, "agency-02": set(), "+": set()}
    assert len(written(tmp_path / "out")) == len(before) - 1


def test_a_dry_run_does_not_wait_for_a_batch_that_is_under_way(tmp_path: Path) -> None:
    write_agencies(tmp_path / "data", agencies=1, projects=1)
    texts(tmp_path)
    with FolderLock(tmp_path / "out"):
        plan = batch([tmp_path / "data"], month=JUNE, kinds=TEXTS, out=tmp_path / "out", choices=TXT, dry_run=True)
        with pytest.raises(OutputLockedError):
            texts(tmp_path)
    assert counts(plan) == {"unchanged": 1}


def test_a_file_that_somebody_edited_is_made_again(tmp_path: Path) -> None:
    write_agencies(tmp_path / "data", agencies=1, projects=1)
    texts(tmp_path)
    made = tmp_path / "out/2569-06/agency-01/follow-up 2569-06.txt"
    content = made.read_bytes()
    made.write_bytes(content.replace(b"2569", b"2568"))

    report = texts(tmp_path)

    assert reasons(report) == {"agency-01": {Reason.FILE_CHANGED}}
    assert made.read_bytes() == content


def test_a_file_that_was_only_copied_back_is_left_alone(tmp_path: Path) -> None:
    write_agencies(tmp_path / "data", agencies=1, projects=1)
    texts(tmp_path)
    made = tmp_path / "out/2569-06/agency-01/follow-up 2569-06.txt"
    shutil.copyfile(made, tmp_path / "copy.txt")
    made.unlink()
    shutil.move(tmp_path / "copy.txt", made)

    assert counts(texts(tmp_path)) == {"unchanged": 1}


def test_another_month_has_its_own_documents_and_keeps_those_of_the_last(tmp_path: Path) -> None:
    write_agencies(tmp_path / "data", agencies=1, projects=1)
    texts(tmp_path)
    june = written(tmp_path / "out")

    texts(tmp_path, month=Month(year=2026, month=5))

    assert written(tmp_path / "out").items() > june.items()
    assert counts(texts(tmp_path)) == {"unchanged": 1}


def test_an_agency_with_errors_is_refused_alone_and_the_overview_says_so(tmp_path: Path) -> None:
    folders = write_agencies(tmp_path / "data", agencies=3, projects=2)
    change(folders[0] / "projects" / "89000001-0001.json", budget_received="สองแสน")

    report = texts(tmp_path)

    assert [source.id for source in report.refused] == ["agency-01"]
    lines = report.refused[0].facts.refused
    assert "89000001-0001.json" in lines[1]
    assert "สองแสน" in lines[1]
    assert counts(report) == {"made": 3}
    assert report.exit_code == ExitCode.PARTIAL
    assert not (tmp_path / "out/2569-06/agency-01").exists()
    assert "ไม่รวม สำนักทดลองที่ 1" in report.chat
    assert report.chat in (tmp_path / "out/2569-06/follow-up 2569-06.txt").read_text()


def test_errors_are_counted_also_where_nothing_of_an_agency_could_be_read(tmp_path: Path) -> None:
    wrong, _ = write_agencies(tmp_path / "data", agencies=2, projects=1)
    (wrong / "agency.json").write_text("{")

    (refused,) = texts(tmp_path).refused

    assert refused.id == "agency-01"
    assert refused.facts.errors == 1
    assert "agency.json" in refused.facts.refused[1]


def test_an_overview_that_would_be_of_one_agency_is_not_made_and_that_is_told(tmp_path: Path) -> None:
    wrong, _ = write_agencies(tmp_path / "data", agencies=2, projects=1)
    change(wrong / "projects" / "89000001-0001.json", budget_received="สองแสน")

    report = texts(tmp_path)

    assert counts(report) == {"made": 1}
    (note,) = report.notes
    assert "ภาพรวมทุกหน่วยงาน" in note


def test_an_agency_that_was_mended_is_made_in_the_next_run(tmp_path: Path) -> None:
    (folder,) = write_agencies(tmp_path / "data", agencies=1, projects=1)
    change(folder / "projects" / "89000001-0001.json", budget_received="สองแสน")
    assert counts(texts(tmp_path)) == {}
    change(folder / "projects" / "89000001-0001.json", budget_received="200,000")
    assert counts(texts(tmp_path)) == {"made": 1}


def test_data_of_another_fiscal_year_is_told_and_left_alone(tmp_path: Path) -> None:
    folders = write_agencies(tmp_path / "data", agencies=2, projects=1)
    report = texts(tmp_path, month=Month(year=2026, month=11))
    assert [source.facts.other_year for source in report.sources] == [True, True]
    assert counts(report) == {}
    assert report.exit_code == ExitCode.USAGE, "all of it: no schedule may take the month for done"

    change(folders[1] / "agency.json", fiscal_year=2570, as_of="20/11/2569")
    assert texts(tmp_path, month=Month(year=2026, month=11)).exit_code == ExitCode.DONE


def test_a_kind_that_an_agency_has_no_data_for_is_told_where_it_was_asked_for(tmp_path: Path) -> None:
    write_agencies(tmp_path / "data", agencies=1, projects=1)
    kinds = ("plan-book", "follow-up")
    report = batch([tmp_path / "data"], month=JUNE, kinds=kinds, out=tmp_path / "out", choices=TXT, jobs=1)
    assert report.sources[0].facts.without == ("plan-book",)
    assert report.exit_code == ExitCode.DONE


def test_what_failed_is_tried_again_and_alone_on_request(tmp_path: Path) -> None:
    write_agencies(tmp_path / "data", agencies=2, projects=1)
    own = tmp_path / "templates" / "follow-up"
    shutil.copytree("templates/follow-up", own)
    wrong = list(own.glob("*.j2"))
    kept = {path: path.read_text() for path in wrong}
    for path in wrong:
        path.write_text("{{ nobody.knows }}")
    choices = Choices(formats=("pdf",), today=PDF.today, templates=tmp_path / "templates")

    def run(*, retry: bool = False, fast: bool = False, dry: bool = False) -> BatchReport:
        return batch(
            [tmp_path / "data"], month=JUNE, kinds=TEXTS, out=tmp_path / "out", choices=choices, jobs=1,
            retry_failed=retry, fail_fast=fast, dry_run=dry,
        )  # fmt: skip

    first = run(fast=True)
    # One more may have been handed out before the first was heard of.
    assert first.counts[Fate.FAILED] in {1, 2}
    assert first.counts[Fate.PLANNED] == 3 - first.counts[Fate.FAILED]
    assert "--fail-fast" in first.stopped
    assert first.exit_code == ExitCode.PARTIAL
    assert all(document.cause for document in first.documents if document.fate is Fate.FAILED)

    assert counts(run(retry=True, dry=True)) == {"planned": first.counts[Fate.FAILED]}
    assert run(retry=True).counts == first.counts
    assert counts(run()) == {"failed": 3}
    for path, text in kept.items():
        path.write_text(text)
    mended = run()
    assert counts(mended) == {"made": 3}
    assert all(Reason.FAILED in document.reasons for document in mended.documents)


@pytest.mark.parametrize("kinds", [("progres-form",), ("follow-up", "letter")])
def test_a_kind_that_does_not_exist_ends_the_batch_before_anything_is_written(
    tmp_path: Path, kinds: tuple[str, ...]
) -> None:
    write_agencies(tmp_path / "data", agencies=1, projects=1)
    with pytest.raises(UsageError):
        batch([tmp_path / "data"], month=JUNE, kinds=kinds, out=tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_the_listener_hears_of_each_document(tmp_path: Path) -> None:
    write_agencies(tmp_path / "data", agencies=1, projects=1)
    heard = Heard()
    texts(tmp_path, listener=heard)
    assert heard.events == ["planned 1 0", "started agency-01 follow-up 1", "made agency-01 follow-up 1"]
