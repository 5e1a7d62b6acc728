"""Appeals (อุทธรณ์) and requests to review a score (ขอทบทวนผลคะแนน): complete, in time, and what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.evaluation_deadlines import deadline_of
from pipeline.checks.records import At
from pipeline.checks.registry import Hit, evaluation_rule, hit
from pipeline.findings import Severity
from pipeline.messages import N_, gettext
from pipeline.model import Appeal, AppealKind, AppealState, DeadlineKind
from pipeline.scoring import read_cell
from pipeline.scoring.figures import figure
from pipeline.thai.dates import format_date
from pipeline.thai.digits import to_arabic
from pipeline.thai.targets import PERCENT, parse_target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.evaluation import EvaluationView
    from pipeline.model import Deadline
    from pipeline.scoring import FrameworkNode

_BASIS = N_("คำขออุทธรณ์และคำขอทบทวนผลคะแนน: รอบ วันที่ยื่น ประเด็น จาก เป็น และสถานะ")
_NEEDED = ("round", "date", "before", "after", "state")
_DECIDED = (AppealState.GRANTED, AppealState.PARTLY, AppealState.REFUSED)
_OPEN = (AppealState.PREPARED, AppealState.PENDING)
_DEADLINES = {AppealKind.APPEAL: DeadlineKind.APPEAL, AppealKind.REVIEW: DeadlineKind.REVIEW}


@evaluation_rule(
    id="appeal-incomplete",
    severity=Severity.WARNING,
    title=N_("คำขออุทธรณ์หรือทบทวนไม่ครบถ้วน"),
    message=N_("{kind} “{item}” ยังไม่ได้กรอก {parts}"),
    remedy=N_("กรอกให้ครบ ผู้พิจารณาต้องรู้ว่าขอเปลี่ยนจากค่าใดเป็นค่าใด ในรอบใด"),
    basis=_BASIS,
)
def appeal_incomplete(view: EvaluationView) -> Iterator[Hit]:
    """Round, day, present and wanted value or state are not told; a review has no rounds, a request in hand no day."""
    for _, at in _appeals(view):
        needed = [key for key in _NEEDED if not (key == "round" and at.item.kind is AppealKind.REVIEW)]
        if at.item.state is AppealState.PREPARED:
            needed.remove("date")
        missing = [key for key in needed if getattr(at.item, key) is None and view.was_read(at.path(key))]
        if missing:
            parts = ", ".join(Appeal.model_fields[key].title or key for key in missing)
            yield hit(at.path(missing[0]), kind=at.item.kind.value, item=at.item.item, parts=parts)


@evaluation_rule(
    id="appeal-target-not-in-criteria",
    severity=Severity.WARNING,
    title=N_("ค่าที่ขอไม่อยู่ในเกณฑ์"),
    message=N_("ขอเปลี่ยนเป็น “{after}” แต่ไม่มีค่านี้ในเกณฑ์การให้คะแนนแถวใด"),
    remedy=N_("ระบุเกณฑ์ใหม่ทั้งห้าระดับที่ขอ หรือขอค่าของระดับหนึ่งในเกณฑ์"),
    basis=_BASIS,
)
def appeal_target_not_in_criteria(view: EvaluationView) -> Iterator[Hit]:
    """An appeal for a target that no row of the criteria has: nobody could score it."""
    for node, at in _appeals(view):
        wanted = parse_target(at.item.after or "")
        cells = [read_cell(cell) for row in node.indicator.criteria for cell in row.cells]
        known = [cell for cell in cells if cell is not None]
        units = {None, node.indicator.unit or PERCENT, *(cell.unit for cell in known)}
        if at.item.kind is not AppealKind.APPEAL or wanted is None or wanted.unit not in units or not known:
            continue
        if not any(cell.low <= wanted.number <= cell.high for cell in known):
            related = (view.at(node).path("criteria"),)
            yield hit(at.path("after"), quote=at.item.after or "", after=at.item.after or "", related=related)


@evaluation_rule(
    id="appeal-changes-nothing",
    severity=Severity.WARNING,
    title=N_("คำขอไม่เปลี่ยนค่าใด"),
    message=N_("ขอเปลี่ยนจาก “{before}” เป็น “{after}” ซึ่งเป็นค่าเดียวกัน"),
    remedy=N_("แก้ค่าปัจจุบันหรือค่าที่ขอ"),
    basis=_BASIS,
)
def appeal_changes_nothing(view: EvaluationView) -> Iterator[Hit]:
    """From and to are the same."""
    for _, at in _appeals(view):
        before, after = at.item.before, at.item.after
        if before is not None and after is not None and _same(before, after):
            yield hit(at.path("after"), quote=after, before=before, after=after, related=(at.path("before"),))


@evaluation_rule(
    id="appeal-before-differs",
    severity=Severity.WARNING,
    title=N_("ค่าปัจจุบันในคำขอไม่ใช่เป้าหมายปัจจุบัน"),
    message=N_("คำขอเปลี่ยนจาก “{before}” แต่เป้าหมายของตัวชี้วัดคือ “{target}”"),
    remedy=N_("แก้ “จาก” ให้ตรงกับเป้าหมายปัจจุบัน หรือตรวจเป้าหมายของตัวชี้วัด"),
    basis=_BASIS,
)
def appeal_before_differs(view: EvaluationView) -> Iterator[Hit]:
    """What the open appeal wants changed is not what the target is."""
    for node, at in _appeals(view):
        before, target = at.item.before, node.indicator.target
        is_open = at.item.kind is AppealKind.APPEAL and at.item.state in (*_OPEN, AppealState.REFUSED, None)
        if before is None or target is None or not is_open:
            continue
        one, two = parse_target(before), parse_target(target)
        if one is not None and two is not None and one.unit == two.unit and one.number != two.number:
            related = (view.at(node).path("target"),)
            yield hit(at.path("before"), quote=before, before=before, target=target, related=related)


@evaluation_rule(
    id="appeal-granted-target-unchanged",
    severity=Severity.WARNING,
    title=N_("เห็นชอบคำขอแล้วแต่ยังไม่ได้แก้"),
    message=N_("คณะกรรมการเห็นชอบให้เปลี่ยนเป็น “{after}” แต่{what}ยังเป็น “{now}”"),
    remedy=N_("แก้{what}และเกณฑ์การให้คะแนนตามที่เห็นชอบ"),
    basis=_BASIS,
)
def appeal_granted_target_unchanged(view: EvaluationView) -> Iterator[Hit]:
    """A granted appeal whose target, or a granted review whose score, is still the old one."""
    for node, at in _appeals(view):
        if at.item.state is not AppealState.GRANTED or at.item.after is None:
            continue
        result = view.results[node.indicator.id]
        is_appeal = at.item.kind is AppealKind.APPEAL
        score = result.item.committee_score
        now = node.indicator.target if is_appeal else (None if score is None else figure(score))
        if now is None or _same(now, at.item.after) or (at.item.before is not None and not _same(now, at.item.before)):
            continue
        path = view.at(node).path("target") if is_appeal else result.path("committee_score")
        what = gettext(N_("เป้าหมาย") if is_appeal else N_("คะแนนคณะกรรมการ"))
        yield hit(path, quote=now, after=at.item.after, what=what, now=now, related=(at.path("state"),))


@evaluation_rule(
    id="appeal-decided-too-early",
    severity=Severity.WARNING,
    title=N_("ทราบผลก่อนยื่นคำขอ"),
    message=N_("ทราบผลวันที่ {decided} ก่อนวันที่ยื่น {date}"),
    remedy=N_("แก้วันที่ให้ถูกต้อง"),
    basis=_BASIS,
)
def appeal_decided_too_early(view: EvaluationView) -> Iterator[Hit]:
    """Decided before it was filed."""
    for _, at in _appeals(view):
        filed, decided = at.item.date, at.item.decided
        if filed is not None and decided is not None and decided < filed:
            shown = format_date(decided)
            yield hit(
                at.path("decided"), quote=shown, decided=shown, date=format_date(filed), related=(at.path("date"),)
            )


@evaluation_rule(
    id="appeal-after-deadline",
    severity=Severity.WARNING,
    title=N_("ยื่นคำขอนอกกำหนดเวลา"),
    message=N_("{kind} ยื่นวันที่ {date} แต่กำหนดของรอบคือ {deadline}"),
    remedy=N_("ตรวจวันที่ยื่นและรอบ คำขอที่ยื่นนอกกำหนดอาจไม่ได้รับพิจารณา"),
    basis=_BASIS,
)
def appeal_after_deadline(view: EvaluationView) -> Iterator[Hit]:
    """Filed after the last day of its round, or before its first."""
    for _, at in _appeals(view):
        due = _deadline(view, at.item)
        day = at.item.date
        if due is None or day is None or due.item.date is None:
            continue
        early = due.item.start is not None and day < due.item.start
        if day > due.item.date or early:
            since = format_date(due.item.start, "short") + " – " if due.item.start else ""
            shown = format_date(day)
            yield hit(
                at.path("date"),
                quote=shown,
                kind=at.item.kind.value,
                date=shown,
                deadline=since + format_date(due.item.date, "short"),
                related=(due.path("date"),),
            )


@evaluation_rule(
    id="appeal-not-filed",
    severity=Severity.WARNING,
    title=N_("ยังไม่ได้ยื่นคำขอทั้งที่พ้นกำหนด"),
    message=N_("{kind} ยัง{state} แต่กำหนดของรอบคือ {deadline} ซึ่งผ่านไปแล้ว"),
    remedy=N_("กรอกวันที่ยื่นและสถานะใหม่ หรือลบคำขอ"),
    basis=_BASIS,
)
def appeal_not_filed(view: EvaluationView) -> Iterator[Hit]:
    """Still being prepared, and the last day is over."""
    for _, at in _appeals(view):
        due = _deadline(view, at.item)
        if at.item.state is AppealState.PREPARED and due and due.item.date and due.item.date < view.today:
            kind, state, shown = at.item.kind.value, at.item.state.value, format_date(due.item.date)
            yield hit(
                at.path("state"), quote=state, kind=kind, state=state, deadline=shown, related=(due.path("date"),)
            )


@evaluation_rule(
    id="appeal-state-without-day",
    severity=Severity.NOTE,
    title=N_("มีผลการพิจารณาแต่ไม่มีวันที่ทราบผล"),
    message=N_("สถานะคือ “{state}” แต่ไม่มีวันที่ทราบผล"),
    remedy=N_("กรอก “วันที่ทราบผล”"),
    basis=_BASIS,
)
def appeal_state_without_day(view: EvaluationView) -> Iterator[Hit]:
    """A decision without its day."""
    for _, at in _appeals(view):
        state = at.item.state
        if state in _DECIDED and state and at.item.decided is None and view.was_read(at.path("decided")):
            yield hit(at.path("decided"), state=state.value)


@evaluation_rule(
    id="appeal-decided-but-open",
    severity=Severity.WARNING,
    title=N_("มีวันที่ทราบผลแต่สถานะยังรอ"),
    message=N_("ทราบผลวันที่ {decided} แต่สถานะคือ “{state}”"),
    remedy=N_("แก้สถานะเป็นผลการพิจารณา หรือลบวันที่ทราบผล"),
    basis=_BASIS,
)
def appeal_decided_but_open(view: EvaluationView) -> Iterator[Hit]:
    """The day of the decision is known, and the state still waits for it."""
    for _, at in _appeals(view):
        state, decided = at.item.state, at.item.decided
        if state in _OPEN and state and decided is not None:
            yield hit(at.path("state"), quote=state.value, decided=format_date(decided), state=state.value)


@evaluation_rule(
    id="appeal-repeated",
    severity=Severity.WARNING,
    title=N_("คำขอซ้ำในรอบเดียว"),
    message=N_("{kind} รอบที่ {round} มีประเด็น “{item}” มากกว่าหนึ่งครั้ง"),
    remedy=N_("เหลือไว้รายการเดียว หรือแก้รอบหรือประเด็นให้ต่างกัน"),
    basis=_BASIS,
)
def appeal_repeated(view: EvaluationView) -> Iterator[Hit]:
    """The same request twice in one round."""
    first: dict[tuple[str, AppealKind, int | None, str], At[Appeal]] = {}
    for node, at in _appeals(view):
        key = (node.indicator.id, at.item.kind, at.item.round, "".join(at.item.item.split()))
        before = first.setdefault(key, at)
        if before is not at:
            no = str(at.item.round or "-")
            related = (before.path("item"),)
            yield hit(at.path("item"), kind=at.item.kind.value, round=no, item=at.item.item, related=related)


def _appeals(view: EvaluationView) -> Iterator[tuple[FrameworkNode, At[Appeal]]]:
    """Every appeal and review, with its indicator."""
    for node in view.nodes:
        result = view.results.get(node.indicator.id)
        for place, appeal in enumerate(result.item.appeals if result else ()):
            if result:
                yield node, At(appeal, result.path("appeals", place))


def _deadline(view: EvaluationView, appeal: Appeal) -> At[Deadline] | None:
    return deadline_of(view, _DEADLINES[appeal.kind], appeal.round)


def _same(one: str, two: str) -> bool:
    """Whether two values are one: the same number in the same unit, or the same letters."""
    first, second = parse_target(one), parse_target(two)
    if first is not None and second is not None and first.number == second.number:
        return first.unit is None or second.unit is None or first.unit == second.unit
    return "".join(to_arabic(one).split()) == "".join(to_arabic(two).split())
