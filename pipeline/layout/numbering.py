"""Numbers of pages: what a page prints, and what others print of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.thai.counters import thai_letter

if TYPE_CHECKING:
    from pipeline.layout.types import PageNumbers

_NUMERIC = frozenset({"decimal", "thai-decimal", "thai"})
"""Counter styles that front matter replaces by letters."""


def page_label(number: int, numbers: PageNumbers) -> str:
    """The number of a page as it prints it: Arabic digits, Thai letters in front matter (ก ข ค), or nothing."""
    if numbers == "none" or number < 1:
        return ""
    return thai_letter(number) if numbers == "front" else str(number)


def counted_in_letters(style: Any) -> Any:  # noqa: ANN401 - the engine's
    """A document's counter styles with Thai letters in place of digits."""
    return _Letters(style)


class _Letters(dict[str, Any]):
    """Stands for WeasyPrint's ``CounterStyle``."""

    def __init__(self, style: Any) -> None:  # noqa: ANN401 - the engine's
        super().__init__(style)
        self._style = style

    def render_value(self, value: int, name: Any = None, **rest: Any) -> str:  # noqa: ANN401 - the signature of the engine
        """The text of a counter."""
        if value > 0 and name in _NUMERIC:
            return thai_letter(value)
        text: str = self._style.render_value(value, name, **rest)
        return text

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever else the engine asks for
        return getattr(self._style, name)
