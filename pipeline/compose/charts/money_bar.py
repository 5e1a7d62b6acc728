"""Money used against money received, as one bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.compose.charts.svg import GREY, INK
from pipeline.compose.views.lines import MISSING

if TYPE_CHECKING:
    from decimal import Decimal

    from pipeline.compose.charts.svg import Canvas
    from pipeline.compose.digits import Numerals

_LABEL, _SMALLEST = 13.0, 8.0
_BAR = 13.0


def draw_money(
    canvas: Canvas, left: float, received: Decimal | None, spent: Decimal | None, numerals: Numerals
) -> None:
    """Draw the bar into what is right of ``left``. Without a budget there are figures and no bar."""
    width = canvas.width - left - 0.5  # the stroke of the bar stays inside the picture
    line = _LABEL * canvas.scale * 1.3
    texts = (
        f"ได้รับ {_baht(received, numerals)}",
        f"ใช้ไป {_baht(spent, numerals)}",
        share_text(received, spent, numerals),
    )
    fitting = min(_LABEL * width / max(canvas.text_width(text, _LABEL) for text in texts), _LABEL)
    size = max(fitting, _SMALLEST)
    canvas.text((left, line * 0.75), "งบประมาณ", _LABEL, bold=True)
    y = line * 2.25
    canvas.text((left, y), texts[0], size)
    y += line * 0.45
    if received:
        _draw_bar(canvas, (left, y), width, received, spent)
        y += _BAR
    canvas.text((left, y + line), texts[1], size)
    canvas.text((left, y + line * 2.05), texts[2], size)


def share_text(received: Decimal | None, spent: Decimal | None, numerals: Numerals) -> str:
    """``คิดเป็น 70.16 %`` of what was received; empty where it cannot be said."""
    return f"คิดเป็น {numerals.percent(spent / received * 100)}" if received and spent is not None else ""


def _draw_bar(
    canvas: Canvas, corner: tuple[float, float], width: float, received: Decimal, spent: Decimal | None
) -> None:
    """White for what was received, grey for what is used; overspending runs on behind a line at the budget."""
    whole = max(received, spent or received)
    budget = width * float(received / whole)
    if spent:
        canvas.box(corner, width * float(spent / whole), _BAR, fill="#8C8C8C")
    canvas.box(corner, budget, _BAR, stroke=INK)
    if budget < width:
        x = corner[0] + budget
        canvas.line((x, corner[1] - 2), (x, corner[1] + _BAR + 2), width=1.4)
        canvas.box(corner, width, _BAR, stroke=GREY)


def _baht(amount: Decimal | None, numerals: Numerals) -> str:
    return MISSING if amount is None else f"{numerals.amount(amount)} บาท"
