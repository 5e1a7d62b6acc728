"""Results of each quarter: whether they are there, in time, and lead to the result of the year."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.checks.evaluation_deadlines import quarter_deadline, quarter_span
from pipeline.checks.evaluation_reading import is_falling, unit_of
from pipeline.checks.records import At
from pipeline.checks.registry import Hit, evaluation_rule, hit
from pipeline.findings import Severity
from pipeline.messages import N_
from pipeline.scoring import result_value
from pipeline.scoring.figures import figure, half_up
from pipeline.thai.dates import format_date
from pipeline.thai.targets import parse_target

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from pipeline.checks.evaluation import EvaluationView
    from pipeline.model import EvaluationResult, QuarterResult
    from pipeline.scoring import FrameworkNode

_BASIS = N_("รายงานผลตัวชี้วัดรายไตรมาส ภายใน 20 ธ.ค., 20 มี.ค., 20 มิ.ย. และ 15 ก.ย. หรือตามที่กำหนดในกรอบ")
_LAST = 4


@evaluation_rule(
    id="quarter-without-result",
    severity=Severity.WARNING,
    title=N_("ไม่มีผลของไตรมาส"),
    message=N_("ไม่มีผลของไตรมาส {quarters} ซึ่งเลยกำหนดรายงานแล้ว"),
    remedy=N_("เพิ่มผลของไตรมาสที่ขาด"),
    basis=_BASIS,
)
def quarter_without_result(view: EvaluationView) -> Iterator[Hit]:
    """An indicator that is reported by quarter misses one whose deadline is over."""
    for _, at in view.reported():
        told = {quarter.quarter for quarter in at.item.quarters if quarter.value is not None or quarter.text}
        due = [no for no in range(1, _LAST + 1) if quarter_deadline(view, no)[0] < view.today]
        missing = [str(no) for no in due if no not in told]
        if at.item.quarters and missing and view.was_read(at.path("quarters")):
            yield hit(at.path("quarters"), quarters=", ".join(missing))


@evaluation_rule(
    id="quarters-of-some-only",
    severity=Severity.NOTE,
    title=N_("บางตัวชี้วัดไม่มีผลรายไตรมาส"),
    message=N_("ตัวชี้วัด {ids} ไม่มีผลรายไตรมาส แต่ตัวชี้วัดอื่นมี"),
    remedy=N_("หากต้องรายงานรายไตรมาส ให้เพิ่มผลของแต่ละไตรมาส หากไม่ต้อง ไม่ต้องแก้"),
    basis=_BASIS,
)
def quarters_of_some_only(view: EvaluationView) -> Iterator[Hit]:
    """Most indicators are reported by quarter and a few are not; told once, where the framework has such deadlines."""
    reported = [(node, at) for node, at in view.reported() if result_value(at.item) is not None]
    without = [(node, at) for node, at in reported if not at.item.quarters]
    if 0 < len(without) < len(reported) / 2:
        ids = ", ".join(node.indicator.id for node, _ in without)
        related = tuple(at.path("quarters") for _, at in without[1:])
        yield hit(without[0][1].path("quarters"), ids=ids, related=related)


@evaluation_rule(
    id="quarter-after-deadline",
    severity=Severity.WARNING,
    title=N_("รายงานผลไตรมาสช้ากว่ากำหนด"),
    message=N_("ผลไตรมาส {quarter} รายงานวันที่ {date} ช้ากว่ากำหนด ({deadline}) {days} วัน"),
    remedy=N_("รายงานไตรมาสต่อไปภายในกำหนด หากวันที่พิมพ์ผิดให้แก้ไข"),
    basis=_BASIS,
)
def quarter_after_deadline(view: EvaluationView) -> Iterator[Hit]:
    """Reported after the last day of its quarter's report."""
    for _, at in _quarters(view):
        deadline, written = quarter_deadline(view, at.item.quarter)
        day = at.item.date
        if day is not None and day > deadline:
            yield hit(
                at.path("date"),
                quote=format_date(day),
                quarter=str(at.item.quarter),
                date=format_date(day),
                deadline=format_date(deadline),
                days=str((day - deadline).days),
                related=(written,) if written else (),
            )


@evaluation_rule(
    id="quarter-before-it-began",
    severity=Severity.WARNING,
    title=N_("รายงานผลก่อนเริ่มไตรมาส"),
    message=N_("ผลไตรมาส {quarter} รายงานวันที่ {date} ซึ่งยังไม่ถึงไตรมาสนั้น (เริ่ม {start})"),
    remedy=N_("ตรวจวันที่รายงานผล โดยเฉพาะปี พ.ศ."),
    basis=_BASIS,
)
def quarter_before_it_began(view: EvaluationView) -> Iterator[Hit]:
    """A report of a quarter that had not begun."""
    for _, at in _quarters(view):
        start, day = quarter_span(view, at.item.quarter)[0], at.item.date
        if day is not None and day < start:
            shown = format_date(day)
            yield hit(at.path("date"), quote=shown, quarter=str(at.item.quarter), date=shown, start=format_date(start))


@evaluation_rule(
    id="quarter-repeated",
    severity=Severity.WARNING,
    title=N_("ผลของไตรมาสซ้ำ"),
    message=N_("มีผลของไตรมาส {quarter} มากกว่าหนึ่งรายการ"),
    remedy=N_("เหลือผลของไตรมาสละหนึ่งรายการ"),
    basis=_BASIS,
)
def quarter_repeated(view: EvaluationView) -> Iterator[Hit]:
    """Two results of one quarter."""
    for _, at in view.reported():
        first: dict[int, int] = {}
        for place, quarter in enumerate(at.item.quarters):
            before = first.setdefault(quarter.quarter, place)
            path, related = at.path("quarters", place, "quarter"), (at.path("quarters", before, "quarter"),)
            if before != place and view.was_read(path):
                yield hit(path, quarter=str(quarter.quarter), related=related)


@evaluation_rule(
    id="quarter-falls",
    severity=Severity.WARNING,
    title=N_("ผลสะสมลดลงจากไตรมาสก่อน"),
    message=N_("ผลไตรมาส {quarter} คือ {value} ลดลงจากไตรมาส {before} ({earlier}) ทั้งที่เป้าหมายเพิ่มขึ้น"),
    remedy=N_("ผลของไตรมาสเป็นค่าสะสมตั้งแต่ต้นปี ตรวจค่าของทั้งสองไตรมาส"),
    basis=_BASIS,
)
def quarter_falls(view: EvaluationView) -> Iterator[Hit]:
    """Targets of the quarters grow, so values add up over the year; one of them is below the one before."""
    for node, at in view.reported():
        told = sorted(_of(at), key=lambda found: found.item.quarter)
        targets = [found.item.target for found in told if found.item.target is not None]
        grows = len(targets) > 1 and all(one < two for one, two in pairwise(targets))
        valued = [(found, found.item.value) for found in told if found.item.value is not None]
        for (before, earlier), (after, value) in pairwise(valued) if grows and not is_falling(view, node) else ():
            if value < earlier:
                yield hit(
                    after.path("value"),
                    quote=figure(value),
                    quarter=str(after.item.quarter),
                    value=figure(value),
                    before=str(before.item.quarter),
                    earlier=figure(earlier),
                    related=(before.path("value"),),
                )


@evaluation_rule(
    id="quarter-differs-from-result",
    severity=Severity.WARNING,
    title=N_("ผลไตรมาส 4 ไม่ตรงกับผลทั้งปี"),
    message=N_("ผลไตรมาส 4 คือ {value} แต่ผลของตัวชี้วัดคือ {result}"),
    remedy=N_("แก้ให้ตรงกัน หากผลเปลี่ยนหลังรายงานไตรมาส 4 ให้กรอก “ข้อมูล ณ วันที่” ของผล และ “วันที่รายงานผล” ของไตรมาส"),
    basis=_BASIS,
)
def quarter_differs_from_result(view: EvaluationView) -> Iterator[Hit]:
    """The last quarter says another number than the result; a result that was known later may differ.

    Quarters that are counted each for itself add up to the result.
    """
    for _, at in view.reported():
        result = result_value(at.item)
        last = next((found for found in _of(at) if found.item.quarter == _LAST), None)
        if (
            result is None
            or last is None
            or last.item.value is None
            or result in (half_up(last.item.value, 2), _sum(at, "value"))
        ):
            continue
        if at.item.as_of is None or last.item.date is None or at.item.as_of <= last.item.date:
            shown = figure(last.item.value)
            related = (at.path("value" if at.item.value is not None else "numerator"),)
            yield hit(last.path("value"), quote=shown, value=shown, result=figure(result), related=related)


@evaluation_rule(
    id="quarter-target-differs",
    severity=Severity.NOTE,
    title=N_("เป้าหมายไตรมาส 4 ไม่ตรงกับเป้าหมายทั้งปี"),
    message=N_("เป้าหมายไตรมาส 4 คือ {target} แต่เป้าหมายของตัวชี้วัดคือ “{whole}”"),
    remedy=N_("แก้ให้ตรงกัน เป้าหมายไตรมาส 4 คือเป้าหมายทั้งปี"),
    basis=_BASIS,
)
def quarter_target_differs(view: EvaluationView) -> Iterator[Hit]:
    """The target of the last quarter is another than the indicator's own, and all four do not add up to it either."""
    for node, at in view.reported():
        whole = parse_target(node.indicator.target or "")
        if whole is None or whole.unit not in (None, unit_of(node, at.item)):
            continue
        for found in _of(at):
            target: Decimal | None = found.item.target
            is_last = found.item.quarter == _LAST and target is not None
            if is_last and whole.number not in (target, _sum(at, "target")):
                related = (view.at(node).path("target"),)
                shown, own = figure(target or 0), node.indicator.target or ""
                yield hit(found.path("target"), quote=shown, target=shown, whole=own, related=related)


def _quarters(view: EvaluationView) -> Iterator[tuple[FrameworkNode, At[QuarterResult]]]:
    for node, at in view.reported():
        for found in _of(at):
            yield node, found


def _sum(at: At[EvaluationResult], key: str) -> Decimal | None:
    """Values or targets of all four quarters together; ``None`` where one is not given."""
    told: list[Decimal | None] = [getattr(quarter, key) for quarter in at.item.quarters]
    known = [one for one in told if one is not None]
    return sum(known, known[0] * 0) if len(known) == len(told) == _LAST else None


def _of(at: At[EvaluationResult]) -> list[At[QuarterResult]]:
    """The quarters of a result with their paths."""
    return [At(quarter, at.path("quarters", place)) for place, quarter in enumerate(at.item.quarters)]
