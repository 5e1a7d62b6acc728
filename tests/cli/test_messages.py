"""Every text of the program has an English twin, and the compiled catalogue is the written one."""

from __future__ import annotations

import string
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "pipeline" / "locale" / "en" / "LC_MESSAGES" / "saraban.po"


@cache
def _written() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


@cache
def _used() -> frozenset[str]:
    mappings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["babel"]["mappings"]
    methods = [(mapping["pattern"], mapping["method"]) for mapping in mappings]
    found = extract_from_dir(str(ROOT / "pipeline"), method_map=methods)
    return frozenset(text for _, _, text, _, _ in found if isinstance(text, str) and text)


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_text_is_in_the_catalogue_and_nothing_else() -> None:
    written = {message.id for message in _written() if message.id}

    assert sorted(_used() - written) == [], "run make messages"
    assert sorted(written - _used()) == [], "run make messages"


def test_every_text_has_an_english_twin() -> None:
    lacking = [message.id for message in _written() if message.id and (not message.string or message.fuzzy)]

    assert lacking == [], f"{len(lacking)} texts lack their English"


def test_the_english_text_has_the_same_places_to_fill() -> None:
    differing = [
        message.id
        for message in _written()
        if message.string and message.id and _fields(str(message.id)) != _fields(str(message.string))
    ]

    assert differing == []


def test_the_english_text_is_english() -> None:
    thai = [
        message.id
        for message in _written()
        if message.id
        and isinstance(message.string, str)
        and _thai_letters(message.string) > _thai_letters_quoted(message)
    ]

    assert thai == []


def _thai_letters(text: str) -> int:
    return sum("\u0e00" <= character <= "\u0e7f" for character in text)


def _thai_letters_quoted(message: object) -> int:
    """Thai that an English text may hold: words of a form or an example, quoted from the Thai text."""
    identity, english = str(getattr(message, "id", "")), str(getattr(message, "string", ""))
    words = [word.strip("“”\"'(),.:;") for word in english.split()]
    return sum(_thai_letters(word) for word in words if word and word in identity)


def test_the_compiled_catalogue_is_up_to_date() -> None:
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = read_mo(file)

    expected = {message.id: message.string for message in _written() if message.id and message.string}
    assert {message.id: message.string for message in compiled if message.id} == expected, "run make messages"
