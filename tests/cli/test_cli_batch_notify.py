"""``saraban batch --notify``: chat groups get the follow-up's text once, and a group that cannot be reached is told."""

from __future__ import annotations

import http.server
import json
import threading
from typing import TYPE_CHECKING

import pytest

from tests.batch.agencies import change, write_agencies

if TYPE_CHECKING:
    from collections.abc import Iterator
    from subprocess import CompletedProcess

    from tests.cli.conftest import Command

WORDS = ("--month", "2569-06", "-d", "follow-up", "-f", "txt", "--jobs", "1", "--notify", "notify.toml")


class Group(http.server.ThreadingHTTPServer):
    """A chat group on this machine; refuses texts while ``closed``."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.closed = False
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def settings(self) -> str:
        return f'[[webhook]]\nurl = "http://127.0.0.1:{self.server_port}/hook"\n'


class _Handler(http.server.BaseHTTPRequestHandler):
    server: Group

    def do_POST(self) -> None:
        text = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["text"]
        if not self.server.closed:
            self.server.texts.append(text)
        self.send_response(404 if self.server.closed else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Nothing to the tests' output."""


@pytest.fixture
def group() -> Iterator[Group]:
    with Group() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def batch(saraban: Command, *more: str) -> CompletedProcess[str]:
    return saraban("batch", "a", *WORDS, *more)


def test_a_text_is_posted_once_and_again_when_it_has_changed(saraban: Command, group: Group) -> None:
    first, _ = write_agencies(saraban.folder / "a", 2, 1)
    (saraban.folder / "notify.toml").write_text(group.settings, encoding="utf-8")

    tried = batch(saraban, "--dry-run")
    assert (tried.returncode, group.texts) == (0, [])
    done = batch(saraban)
    assert done.returncode == 0, done.stderr
    assert len(group.texts) == 1
    assert "2 หน่วยงาน" in group.texts[0]
    assert "ส่งข้อความติดตามแล้ว: 127.0.0.1" in done.stderr

    repeated = batch(saraban)
    assert (repeated.returncode, len(group.texts)) == (0, 1)
    assert "ไม่ส่งซ้ำ" in repeated.stderr

    project = next(iter((first / "projects").iterdir()))
    change(project, reports=json.loads(project.read_text(encoding="utf-8"))["reports"][:-1])
    group.closed = True
    failed = batch(saraban, "--log-json", "log.jsonl")
    assert failed.returncode == 3
    assert "สร้างแล้ว" in failed.stderr, "what was made stays made"
    events = [json.loads(line) for line in (saraban.folder / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [one["outcome"] for one in events if one["event"] == "notice"] == ["failed"]

    group.closed = False
    mended = batch(saraban)
    assert (mended.returncode, len(group.texts)) == (0, 2)
    assert "ค้างรายงาน 1" in group.texts[1]


def test_a_group_of_one_agency_gets_that_agencys_text(saraban: Command, group: Group) -> None:
    write_agencies(saraban.folder / "a", 2, 1)
    agencies = 'agencies = ["agency-02", "agency-09"]\n'
    (saraban.folder / "notify.toml").write_text(group.settings + agencies, encoding="utf-8")

    done = batch(saraban)

    assert done.returncode == 3, "one of the agencies is not there"
    assert "agency-09" in done.stderr
    assert [text.splitlines()[1] for text in group.texts] == ["สำนักทดลองที่ 2 กรุงเทพมหานคร"]
    assert "/hook" not in done.stderr
