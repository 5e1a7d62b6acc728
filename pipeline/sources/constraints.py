"""What the model says about a value beyond its bounds, in the words of a planner."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from pipeline.messages import N_, gettext
from pipeline.model import EvaluationIndicator, Formula, Party, Record, Target
from pipeline.sources import rules

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic_core import ErrorDetails

    from pipeline.findings import Rule
    from pipeline.sources.shapes import FieldShape

_BOUNDS: Final[Mapping[str, tuple[str, str]]] = {
    "greater_than_equal": ("ge", N_("ไม่น้อยกว่า {limit}")),
    "less_than_equal": ("le", N_("ไม่เกิน {limit}")),
    "greater_than": ("gt", N_("มากกว่า {limit}")),
    "less_than": ("lt", N_("น้อยกว่า {limit}")),
}

_INCOMPLETE: Final[Mapping[type[Record], str]] = {
    Party: N_("ต้องระบุบุคคล ชื่อ ตำแหน่ง หรือส่วนราชการ อย่างน้อยหนึ่งอย่าง"),
    Target: N_("ต้องกรอกค่าเป้าหมายเป็นข้อความ (text) หรือเป็นจำนวน (number) อย่างใดอย่างหนึ่ง"),
    Formula: N_("ต้องมีคำอธิบาย (text) หรือเศษส่วนที่มีทั้งตัวตั้ง (numerator) และตัวหาร (denominator)"),
    EvaluationIndicator: N_("ต้องมีชื่อตัวชี้วัด (name) หรือรหัสตัวชี้วัดในแผน (indicator)"),
}


def explain(  # noqa: PLR0911 - one return for each kind of bound
    record: type[Record], issue: ErrorDetails, title: str, field: FieldShape | None
) -> tuple[Rule, dict[str, str]]:
    """The rule that a value breaks and the parameters of its texts, from an error of the model."""
    kind, context, value = issue["type"], issue.get("ctx", {}), issue["input"]
    if field is None:
        known = _INCOMPLETE.get(record)
        reason = gettext(known) if known else gettext(N_("ข้อมูลขัดกัน ({reason})")).format(reason=issue["msg"])
        return rules.RECORD_INCOMPLETE, {"record": title, "reason": reason}
    if kind in _BOUNDS:
        name, text = _BOUNDS[kind]
        bound = gettext(text).format(limit=_plain(context[name]))
        return rules.OUT_OF_RANGE, {"field": title, "value": _plain(value), "bound": bound}
    if kind == "decimal_max_places":
        limit = str(context["decimal_places"])
        return rules.TOO_MANY_DECIMALS, {"field": title, "value": _plain(value), "limit": limit}
    if kind in {"string_too_long", "too_long"}:
        limit = f"{context['max_length']:,}"
        return rules.TEXT_TOO_LONG, {"field": title, "length": f"{len(value):,}", "limit": limit}
    if kind in {"string_too_short", "too_short"}:
        return rules.TEXT_TOO_SHORT, {"field": title, "limit": str(context["min_length"])}
    if kind == "string_pattern_mismatch":
        pattern = field.description or str(context["pattern"])
        return rules.MALFORMED, {"field": title, "value": _plain(value), "pattern": pattern}
    # No reading lets such a value through today: the model's own words are better than none.
    expected = gettext(N_("ค่าที่ถูกต้อง ({reason})")).format(reason=issue["msg"])
    return rules.WRONG_TYPE, {"field": title, "expected": expected, "found": _plain(value)}


def _plain(value: Any) -> str:  # noqa: ANN401 - any value of the model
    """A value for a message: numbers with thousands commas, texts cut to a line."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return f"{value:,f}" if isinstance(value, Decimal) else str(value)
    return str(value)[:80]
