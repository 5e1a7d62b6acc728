"""Counters of lists and front matter: ก ข ค ง …, (1), 1.1."""

from __future__ import annotations

from pipeline.thai.digits import Style, convert

LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
"""The alphabet of counters, as CSS (thai-alphabetic) and Word (thaiLetters) have it: without ฃ ฅ and ฆ, ฤ and ฦ."""


def thai_letter(number: int) -> str:
    """1 ก, 2 ข, 3 ค, 4 ง … 41 ฮ; then pairs, 42 กก, 43 กข, as CSS counts alphabetic styles.

    Raises:
        ValueError: below 1.
    """
    if number < 1:
        raise ValueError(f"no letter for {number}")
    letters = ""
    while number:
        number, index = divmod(number - 1, len(LETTERS))
        letters = LETTERS[index] + letters
    return letters


def marker(style: str, number: int, *, parent: str = "", digits: Style = "arabic") -> str:
    """The marker of item ``number``: style ``1.`` ``1)`` ``(1)`` ``ก.`` ``ก)`` ``1.1`` ``•`` ``-``.

    ``parent`` is the number of the item above, for the nested style: ``marker("1.1", 3, parent="2")`` is ``2.3``.

    Raises:
        ValueError: no such style.
    """
    if style in ("•", "-"):
        return style
    if style == "1.1":
        text = f"{parent.rstrip('.')}.{number}" if parent else str(number)
    elif "ก" in style:
        text = style.replace("ก", thai_letter(number))
    elif style in ("1.", "1)", "(1)"):
        text = style.replace("1", str(number))
    else:
        raise ValueError(f"no such marker: {style!r}")
    return convert(text, digits)
