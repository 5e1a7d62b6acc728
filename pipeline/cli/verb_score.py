"""``saraban score SOURCE``: the scores of an evaluation with the whole way that leads to them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli import console
from pipeline.cli.options import argument, existing, form_of, json_option, option
from pipeline.cli.report import as_json
from pipeline.cli.speech import Verb
from pipeline.errors import DataError, ExitCode, UsageError
from pipeline.messages import N_, gettext

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from pipeline.model import Dataset
    from pipeline.scoring import Scorecard

_HELP = N_(
    "คิดคะแนนการประเมินผลตามกรอบของปี แสดงที่มาทุกขั้น: ผล ค่าเป้าหมาย การเทียบสัดส่วน คะแนนที่หัก และน้ำหนัก\n"
    "--set ถามว่าคะแนนจะเป็นเท่าใดหากผลเป็นอย่างอื่น โดยไม่แก้ข้อมูล ตัวชี้วัดที่เกณฑ์ไม่มีตัวเลขให้เทียบ ค่านั้นคือระดับ\n"
    "SOURCE คือโฟลเดอร์ข้อมูล ไฟล์ YAML หรือ JSON หรือสมุดงาน Excel"
)
_BY = N_("คะแนนของใคร: หน่วยงานประเมินตนเอง (self) หรือคณะกรรมการ (committee) (ปกติ self)")
_SET = N_("ผลสมมติของตัวชี้วัด เช่น 5.1=85 ระบุได้หลายครั้ง")
_FORMAT = N_("รูปแบบของผล (ปกติ table)")
_FILE = N_("บันทึกลงไฟล์แทนการแสดง")
_NEEDS_FILE = N_("ผลแบบ xlsx ต้องระบุไฟล์ด้วย -o")
_UNREAD = N_("อ่านข้อมูล {source} ได้ไม่ครบ มีข้อผิดพลาด {count} แห่ง จึงยังคิดคะแนนไม่ได้")
_UNREAD_REMEDY = N_("แก้ไขตามที่แจ้งข้างต้นแล้วสั่งใหม่อีกครั้ง")
_NO_FRAMEWORK = N_("ข้อมูล {source} ไม่มีตัวชี้วัดของกรอบการประเมินผล")
_NO_FRAMEWORK_REMEDY = N_("กรอก evaluation-indicators.yaml หรือแผ่นงานตัวชี้วัดการประเมิน")
_TOTAL = N_("คะแนนรวม {weighted} จาก {full}")
_OPEN = N_("คะแนนรวมเท่าที่มี {weighted} ยังขาด {count} รายการ:")
_NONE = N_("ยังไม่มีคะแนน ขาด {count} รายการ:")
_EMPTY = N_("{part}: มีน้ำหนักแต่ยังไม่มีตัวชี้วัด กรอกตัวชี้วัดการประเมินของส่วนนี้")
_LACKING = N_("{no} {name}: {reason} {remedy}")
_WRITTEN = N_("บันทึกคะแนนแล้ว: {path}")
_FILE_COLUMNS = 160


@click.command("score", cls=Verb, help=_HELP)
@argument("source", metavar="SOURCE")
@option("--by", "assessor", type=click.Choice(["self", "committee"]), default="self", text=_BY)
@option("--set", "words", metavar="INDICATOR=VALUE", multiple=True, text=_SET)
@option("--output-format", "form", type=click.Choice(["table", "json", "xlsx"]), text=_FORMAT)
@option("-o", "--out", metavar="FILE", type=click.Path(path_type=Path), text=_FILE)
@json_option()
def command(
    source: Path, *, assessor: str, words: Sequence[str], form: str | None, out: Path | None, as_json_: bool
) -> ExitCode:
    """Score, and print or save the derivation."""
    form = form_of(form, out, "table", as_json=as_json_)
    if form == "xlsx" and out is None:
        raise UsageError(gettext(_NEEDS_FILE))
    from pipeline.cli.whatif import read_values
    from pipeline.scoring import Assessor, score

    dataset = _load(existing(source))
    values = read_values(dataset, words)
    by = Assessor(assessor)
    card = score(dataset, by, values=values)
    actual = score(dataset, by) if values else None
    if out is None:
        console.result(_as_text(dataset, card, values, actual, form, shutil.get_terminal_size((120, 24)).columns))
    else:
        from pipeline.run.files import write_atomically

        write_atomically(out, _as_bytes(dataset, card, values, actual, form))
        console.message(gettext(_WRITTEN).format(path=out))
    _tell(card, actual, dataset)
    return ExitCode.DONE


def _load(source: Path) -> Dataset:
    """A dataset that was read whole and has a framework: without a record that failed, a total would be wrong.

    Raises:
        DataError: something could not be read, or there is nothing to score.
    """
    from pipeline.findings import Severity
    from pipeline.sources import load

    dataset = load(source)
    findings = dataset.origin.findings
    errors = sum(found.severity is Severity.ERROR for found in findings)
    if errors:
        text = gettext(_UNREAD).format(source=source, count=errors)
        raise DataError(text, findings, gettext(_UNREAD_REMEDY))
    if not dataset.evaluation_indicators:
        raise DataError(gettext(_NO_FRAMEWORK).format(source=source), (), gettext(_NO_FRAMEWORK_REMEDY))
    return dataset


def _headings(dataset: Dataset, card: Scorecard, values: Mapping[str, Decimal], actual: Scorecard | None) -> list[str]:
    from pipeline.cli.scoretexts import compared, heading, what_if

    lines = [heading(dataset, card)]
    if actual is not None:
        lines += [what_if(values), compared(actual, card)]
    return lines


def _as_text(
    dataset: Dataset,
    card: Scorecard,
    values: Mapping[str, Decimal],
    actual: Scorecard | None,
    form: str,
    width: int,
) -> str:
    if form == "json":
        from pipeline.cli.scorerecord import record

        return as_json(record(dataset, card, values, actual))
    from pipeline.cli.scoretable import table
    from pipeline.tabular.cells import visible

    headings = [visible(line) for line in _headings(dataset, card, values, actual)]
    return "\n".join((*headings, "", table(card, dataset, width)))


def _as_bytes(
    dataset: Dataset, card: Scorecard, values: Mapping[str, Decimal], actual: Scorecard | None, form: str
) -> bytes:
    if form == "xlsx":
        from pipeline.cli.scoresheet import to_xlsx

        return to_xlsx(card, dataset, _headings(dataset, card, values, actual))
    return (_as_text(dataset, card, values, actual, form, _FILE_COLUMNS) + "\n").encode()


def _tell(card: Scorecard, actual: Scorecard | None, dataset: Dataset) -> None:
    """The total; what has no score, why, and what to do about it."""
    from pipeline.cli.scoretexts import compared, fixed
    from pipeline.tabular.cells import visible

    if actual is not None:
        console.message(compared(actual, card))
    lines = list(_lacking(card, dataset))
    if not lines:
        if actual is None:
            console.message(gettext(_TOTAL).format(weighted=fixed(card.weighted), full=fixed(card.full)))
        return
    told = _NONE if card.known is None else _OPEN
    console.message(gettext(told).format(weighted=fixed(card.weighted), count=len(lines)))
    for line in lines:
        console.message(f"  {visible(line)}")


def _lacking(card: Scorecard, dataset: Dataset) -> Iterator[str]:
    """Why the total is not whole: each indicator without a score, each part without indicators."""
    from pipeline.cli.scoretexts import part_name, reason

    for part in card.dimensions:
        if not part.scores and not part.complete:
            yield gettext(_EMPTY).format(part=part_name(part.dimension, dataset))
        for found in (found for one in part.scores for found in one.lacking()):
            why, remedy = reason(found)
            yield gettext(_LACKING).format(no=found.node.number, name=found.node.name, reason=why, remedy=remedy)
