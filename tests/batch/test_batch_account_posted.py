"""Chat groups get each text once a month: what was posted is noted, without saying where to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from pipeline.batch.account.posted import NAME, Posted
from pipeline.errors import SarabanError
from pipeline.notices import Form, Notice, Webhook

if TYPE_CHECKING:
    from pathlib import Path

GROUP = Webhook("https://chat.example/hooks/a-secret-path")


def test_a_text_is_new_until_it_was_posted(tmp_path: Path) -> None:
    notice = Notice(GROUP, "", "ค้างรายงาน 2 โครงการ")

    assert not Posted(tmp_path).has(notice)
    Posted(tmp_path / "2569-06").note(notice)

    assert Posted(tmp_path / "2569-06").has(notice)
    assert not Posted(tmp_path / "2569-07").has(notice), "another month is another message"


def test_another_text_group_or_agency_is_another_message(tmp_path: Path) -> None:
    Posted(tmp_path).note(Notice(GROUP, "lab", "ข้อความ"))
    posted = Posted(tmp_path)

    assert posted.has(Notice(GROUP, "lab", "ข้อความ"))
    assert not posted.has(Notice(GROUP, "lab", "ข้อความที่เปลี่ยนไป"))
    assert not posted.has(Notice(GROUP, "", "ข้อความ"))
    assert not posted.has(Notice(Webhook("https://chat.example/hooks/another"), "lab", "ข้อความ"))
    assert not posted.has(Notice(Webhook(GROUP.url, Form.LINE, "C" + "0" * 32), "lab", "ข้อความ"))


def test_a_text_that_comes_back_after_another_is_posted_again(tmp_path: Path) -> None:
    posted = Posted(tmp_path)
    posted.note(Notice(GROUP, "", "ค้าง 1"))
    posted.note(Notice(GROUP, "", "ค้าง 2"))

    assert not Posted(tmp_path).has(Notice(GROUP, "", "ค้าง 1"))


def test_the_file_does_not_say_where_texts_are_posted(tmp_path: Path) -> None:
    Posted(tmp_path).note(Notice(GROUP, "lab", "ข้อความ"))

    text = (tmp_path / NAME).read_text(encoding="utf-8")

    assert "secret" not in text
    assert json.loads(text)["posted"][0]["host"] == "chat.example"


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"posted": 7}', '{"posted": [{"address": 1}]}', "[" * 100_000])
def test_a_damaged_file_is_begun_anew(tmp_path: Path, damage: str) -> None:
    (tmp_path / NAME).write_text(damage, encoding="utf-8")
    notice = Notice(GROUP, "", "ข้อความ")

    posted = Posted(tmp_path)
    assert not posted.has(notice)
    posted.note(notice)

    assert Posted(tmp_path).has(notice)


def test_what_cannot_be_noted_is_told(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()

    with pytest.raises(SarabanError, match=NAME):
        Posted(tmp_path).note(Notice(GROUP, "", "ข้อความ"))
