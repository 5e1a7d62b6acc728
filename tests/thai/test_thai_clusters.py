"""Clusters: what a reader sees as one letter."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.thai.clusters import cluster_starts, clusters


def test_marks_and_sara_am_belong_to_the_letter_before_them() -> None:
    assert clusters("ที่ปู่น้ำ") == ["ที่", "ปู่", "น้ำ"]


def test_leading_vowels_begin_a_cluster_of_their_own() -> None:
    assert clusters("เป็น") == ["เ", "ป็", "น"]


def test_latin_accents_are_kept_with_their_letter() -> None:
    assert clusters("e\u0301t") == ["e\u0301", "t"]


@given(st.text(alphabet="กนปเแิีุู่้์ำัา a1\n", max_size=40))
def test_clusters_joined_are_the_text_again(text: str) -> None:
    assert "".join(clusters(text)) == text
    assert cluster_starts(text) == [sum(map(len, clusters(text)[:index])) for index in range(len(clusters(text)))]
