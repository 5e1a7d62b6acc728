"""Numbers of parts and indicators as they are printed: repeated, left out, or of another part."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.checks.registry import Hit, evaluation_rule, hit
from pipeline.findings import Severity
from pipeline.messages import N_
from pipeline.thai.digits import to_arabic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.evaluation import EvaluationView
    from pipeline.scoring import FrameworkNode

_BASIS = N_("สรุปกรอบการประเมินผลการปฏิบัติราชการ")
_NUMBERED = re.compile(r"(?P<parts>[0-9]{1,2}(?:\.[0-9]{1,2})*)\.?(?:\s*\(?[ก-ฮ]\)?)?")


@evaluation_rule(
    id="part-number-gap",
    severity=Severity.NOTE,
    title=N_("เลขมิติหรือองค์ประกอบข้าม"),
    message=N_("กรอบมี{word}ที่ {numbers} ไม่มี{word}ที่ {missing}"),
    remedy=N_("หากกรอบของปีกำหนดไว้เช่นนี้ ไม่ต้องแก้ หากไม่ใช่ให้เพิ่มส่วนที่ขาดหรือแก้เลข"),
    basis=_BASIS,
)
def part_number_gap(view: EvaluationView) -> Iterator[Hit]:
    """A number of the parts is left out: real in some years, so a note only."""
    numbers = sorted(view.dimensions)
    missing = sorted(set(range(1, numbers[-1] + 1)) - set(numbers)) if numbers else []
    if missing and view.was_read_whole("dimensions"):
        at = view.dimensions[next(no for no in numbers if no > missing[0])]
        word = view.evaluation.word.value
        shown = ", ".join(map(str, numbers))
        yield hit(at.path("no"), word=word, numbers=shown, missing=", ".join(map(str, missing)))


@evaluation_rule(
    id="framework-number-repeated",
    severity=Severity.WARNING,
    title=N_("เลขตัวชี้วัดซ้ำ"),
    message=N_("ตัวชี้วัด {id} และ {other} ใช้เลขที่ {number} เหมือนกันในส่วนเดียว"),
    remedy=N_("แก้เลขที่ให้ต่างกัน หรือเว้นว่างให้โปรแกรมนับ"),
    basis=_BASIS,
)
def framework_number_repeated(view: EvaluationView) -> Iterator[Hit]:
    """Two neighbours print the same number."""
    for nodes in _neighbours(view):
        first: dict[str, FrameworkNode] = {}
        for node in nodes:
            before = first.setdefault("".join(to_arabic(node.number).split()), node)
            if before is not node:
                path, own = view.at(node).path("no"), node.indicator.id
                related = (view.at(before).path("no"),)
                yield hit(path, id=own, other=before.indicator.id, number=node.number, related=related)


@evaluation_rule(
    id="framework-number-gap",
    severity=Severity.NOTE,
    title=N_("เลขตัวชี้วัดข้าม"),
    message=N_("เลขตัวชี้วัดในส่วนเดียวกันมี {numbers} ขาด {missing}"),
    remedy=N_("ตรวจกับกรอบของปี หากหน่วยงานไม่มีตัวชี้วัดที่ขาด ไม่ต้องแก้"),
    basis=_BASIS,
)
def framework_number_gap(view: EvaluationView) -> Iterator[Hit]:
    """Typed numbers of neighbours leave one out, or begin later than with 1."""
    for nodes in _neighbours(view):
        typed = [(node, parts) for node in nodes if node.indicator.no and (parts := _parts(node.indicator.no))]
        if len({tuple(parts[:-1]) for _, parts in typed}) != 1:
            continue
        numbers = sorted({parts[-1] for _, parts in typed})
        missing = sorted(set(range(1, numbers[-1] + 1)) - set(numbers))
        if missing and len(missing) <= len(numbers):
            node, parts = next(pair for pair in typed if pair[1][-1] > missing[0])
            head = "".join(f"{part}." for part in parts[:-1])
            shown = ", ".join(f"{head}{number}" for number in numbers)
            lost = ", ".join(f"{head}{number}" for number in missing)
            yield hit(view.at(node).path("no"), quote=node.number, numbers=shown, missing=lost)


@evaluation_rule(
    id="framework-number-of-other-part",
    severity=Severity.WARNING,
    title=N_("เลขตัวชี้วัดเป็นของส่วนอื่น"),
    message=N_("เลขที่ {number} ไม่ขึ้นต้นด้วย {expected}"),
    remedy=N_("แก้เลขที่ หรือแก้ “มิติ/องค์ประกอบที่” หรือ “อยู่ภายใต้ตัวชี้วัด” ของตัวชี้วัด"),
    basis=_BASIS,
)
def framework_number_of_other_part(view: EvaluationView) -> Iterator[Hit]:
    """``5.1`` in the fourth component, ``2.1.1`` below 2.2. Numbers of one figure count from 1 anywhere."""
    for node in view.nodes:
        parts, parent = _parts(node.indicator.no), view.above.get(node.indicator.id)
        above = (_parts(parent.indicator.no) or None) if parent is not None else [node.indicator.dimension]
        if len(parts) > 1 and above is not None and parts[: len(above)] != above:
            number = node.indicator.no or ""
            expected = ".".join(map(str, above)) + "."
            yield hit(view.at(node).path("no"), quote=number, number=number, expected=expected)


def _neighbours(view: EvaluationView) -> Iterator[tuple[FrameworkNode, ...]]:
    """Indicators that are numbered together: those of a part, and those below one of them."""
    yield from (found.nodes for found in view.framework.dimensions)
    yield from (node.children for node in view.nodes if node.children)


def _parts(number: str | None) -> list[int]:
    """The figures of ``5.1`` or ``๓.๑ (ข)``; none for any other text."""
    match = _NUMBERED.fullmatch(to_arabic(number or "").strip())
    return [int(part) for part in match["parts"].split(".")] if match else []
