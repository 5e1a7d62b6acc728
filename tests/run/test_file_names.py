"""File names made from data are safe on every system."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.run.names import MAX_BYTES, collisions, file_name

_DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{name}{n}" for name in ("COM", "LPT") for n in "0123456789¹²³")}
_AWKWARD = st.sampled_from(
    [*'../\\:*?"<>|~- \x00\x1f\u200b\u202e\ud800', "CON", "nul", "ก", "ำ", "ี", "่", "เ", "e\u0301"]
)


@given(st.one_of(st.text(), st.lists(_AWKWARD, max_size=120).map("".join)))
def test_any_text_becomes_a_name_that_every_system_takes(text: str) -> None:
    name = file_name(text, ".pdf")

    assert name.endswith(".pdf")
    assert len(name.encode()) <= MAX_BYTES
    assert PurePosixPath(name).name == name
    assert PureWindowsPath(name).name == name
    assert not set(name) & set('<>:"/\\|?*')
    assert not any(unicodedata.category(character) in {"Cc", "Cf", "Cs"} for character in name)
    stem = name.removesuffix(".pdf")
    assert stem == stem.strip(" .")
    assert not name.startswith((".", "-", "~"))
    assert name.split(".")[0].rstrip(" ").upper() not in _DEVICES


@given(st.text(alphabet=st.characters(categories=["Lo", "Nd", "Mn"]), min_size=1, max_size=60))
def test_a_name_that_is_safe_already_stays_as_it_is(text: str) -> None:
    text = unicodedata.normalize("NFC", text)

    assert file_name(text, ".pdf") == f"{text}.pdf"


@given(st.lists(st.sampled_from(["โครงการ", "พัฒนา", "ที่ปู่", "น้ำ", "เมือง", "ฎีกา"]), min_size=30, max_size=60))
def test_a_long_thai_name_is_cut_between_clusters(words: list[str]) -> None:
    stem = file_name("".join(words), ".docx").removesuffix(".docx")
    kept = stem[: -len("~12345678")]
    following = "".join(words)[len(kept)]

    assert not unicodedata.category(following).startswith("M")
    assert following not in "ะาำ"
    assert kept[-1] not in "เแโใไ"


def test_two_long_names_that_differ_at_the_end_stay_different() -> None:
    long = "โครงการ" * 40

    assert file_name(long + "หนึ่ง", ".pdf") != file_name(long + "สอง", ".pdf")


@pytest.mark.parametrize("device", ["CON", "con", "Aux.2563", "nul ", "LPT1", "COM¹"])
def test_names_of_windows_devices_are_escaped(device: str) -> None:
    assert file_name(device, ".pdf").startswith("_")


def test_names_that_differ_only_in_case_or_composition_collide() -> None:
    assert collisions(["Résumé.pdf", "re\u0301sume\u0301.pdf", "อื่น.pdf"]) == [("Résumé.pdf", "re\u0301sume\u0301.pdf")]


def test_different_names_do_not_collide() -> None:
    assert collisions(["กำ.pdf", "กำ.docx", "ก.pdf"]) == []
