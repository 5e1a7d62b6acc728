from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from pipeline.errors import DataError, UsageError
from pipeline.notices import Form, Webhook, read_settings
from pipeline.notices.settings import MAX_FILE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GROUP = "C" + "0123456789abcdef" * 2
FULL = f"""\
# ปลายทางของข้อความ
[[webhook]]
url = "https://api.line.me/v2/bot/message/push"
format = "line"
to = "{GROUP}"
token_env = "LINE_TOKEN"
agencies = ["water", "parks"]
timeout = 5.5
tries = 2

[[webhook]]
url = "http://localhost:8080/hook?k=v"
"""


@pytest.fixture(autouse=True)
def token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINE_TOKEN", "t0ken")


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = tmp_path / "notify.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def found_in(path: Path) -> list[tuple[str, str]]:
    with pytest.raises(DataError) as caught:
        read_settings(path)
    findings = caught.value.findings
    assert all(finding.message and finding.remedy and "{" not in finding.message for finding in findings)
    return [(finding.rule.id, str(finding.place).partition(":")[2].partition(":")[0]) for finding in findings]


def test_a_file_that_is_right_is_read_in_its_order(write: Callable[[str], Path]) -> None:
    assert read_settings(write(FULL)) == (
        Webhook("https://api.line.me/v2/bot/message/push", Form.LINE, GROUP, "LINE_TOKEN", ("water", "parks"), 5.5, 2),
        Webhook("http://localhost:8080/hook?k=v", Form.TEXT, "", "", (), 10, 3),
    )


def test_a_file_of_notepad_is_read_as_well(tmp_path: Path) -> None:
    path = tmp_path / "notify.toml"
    path.write_bytes(b"\xef\xbb\xbf" + FULL.replace("\n", "\r\n").encode())

    assert len(read_settings(path)) == 2


def test_every_mistake_is_told_at_once_with_its_line(write: Callable[[str], Path]) -> None:
    path = write(f"""\
title = "x"
[[webhook]]
url = "http://chat.example/hook"
fromat = "text"
timeout = 0

[[webhook]]
format = "line"
to = "กลุ่มแผนงาน"
token_env = "NOT_THERE_AT_ALL"
tries = 2.5

[[webhook]]
url = 5
format = "teams"
agencies = ["a", "a"]
to = "{GROUP}"
token_env = "my token"

[[webhook]]
url = "https://chat.example/"
agencies = "water"
timeout = true
tries = 11

[other]
x = 1
""")

    assert found_in(path) == [
        ("notify-unknown-table", "1"),
        ("notify-url-not-loopback", "3"),
        ("notify-unknown-key", "4"),
        ("notify-out-of-range", "5"),
        ("notify-missing", "7"),
        ("notify-wrong-recipient", "9"),
        ("notify-no-token", "10"),
        ("notify-wrong-type", "11"),
        ("notify-wrong-type", "14"),
        ("notify-wrong-format", "15"),
        ("notify-agencies", "16"),
        ("notify-token-name", "18"),
        ("notify-wrong-type", "22"),
        ("notify-wrong-type", "23"),
        ("notify-out-of-range", "24"),
        ("notify-unknown-table", "26"),
    ]


def test_a_line_group_needs_recipient_and_token(write: Callable[[str], Path]) -> None:
    path = write('[[webhook]]\nformat = "line"\nurl = "https://api.line.me/v2/bot/message/push"\n')

    assert found_in(path) == [("notify-missing", "1"), ("notify-missing", "1")]


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("", "scheme"),
        ("chat.example/hook", "scheme"),
        ("ftp://chat.example/", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("https://", "no-url"),
        ("https://chat.example:99999/", "no-url"),
        ("https://chat.example:0/", "no-url"),
        ("https://[::1/", "no-url"),
        ("https://user:pw@chat.example/", "user"),
        ("https://@chat.example/", "user"),
        ("https://chat.example/a b", "characters"),
        ("https://chat.example/ก", "characters"),
        ("https://chat.example/\\nX: y", "characters"),
        ("https://chat.example/#part", "characters"),
        ("https://chat.example/" + "x" * 3000, "characters"),
        ("http://chat.example/", "not-loopback"),
        ("http://10.0.0.5/", "not-loopback"),
        ("http://0.0.0.0/", "not-loopback"),
        ("http://127.1/", "not-loopback"),
        ("http://2130706433/", "not-loopback"),
        ("http://localhost.example/", "not-loopback"),
        ("http://127.0.0.1.nip.example/", "not-loopback"),
        ("http://[::ffff:127.0.0.1]/", "not-loopback"),
        ("http://[fe80::1]/", "not-loopback"),
    ],
)
def test_an_address_that_is_refused(write: Callable[[str], Path], url: str, problem: str) -> None:
    assert found_in(write(f'[[webhook]]\nurl = "{url}"\n')) == [(f"notify-url-{problem}", "2")]


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://chat.example/hook?key=1", "chat.example"),
        ("HTTPS://Chat.Example:8443/hook", "chat.example"),
        ("https://10.0.0.5/", "10.0.0.5"),
        ("https://[2001:db8::1]:8443/", "2001:db8::1"),
        ("https://แชต.example/", "xn--b3cw4k.example"),
        ("http://127.0.0.1:9/", "127.0.0.1"),
        ("http://127.9.8.7/", "127.9.8.7"),
        ("http://[::1]:9/", "::1"),
        ("http://localhost/", "localhost"),
    ],
)
def test_an_address_that_is_taken(write: Callable[[str], Path], url: str, host: str) -> None:
    [webhook] = read_settings(write(f'[[webhook]]\nurl = "{url}"\n'))

    assert webhook.host == host


def test_findings_quote_nothing_that_may_be_secret(write: Callable[[str], Path]) -> None:
    path = write(
        '[[webhook]]\nurl = "http://chat.example/s3cret"\nformat = "line"\nto = "s3cret"\ntoken_env = "s3cret"\n'
        'timeout = "s3cret"\nagencies = [1]\ns3cretsecretsecretsecretsecret = 1\n'
    )
    with pytest.raises(DataError) as caught:
        read_settings(path)

    told = " ".join(f"{finding.message} {finding.quote} {finding.remedy}" for finding in caught.value.findings)
    assert len(caught.value.findings) == 6
    assert "s3cretsecretsecret" not in told
    assert "chat.example" not in told
    assert [word for word in told.split() if word == "s3cret"] == []


@pytest.mark.parametrize("value", ["", "two words", "a\nb", "โทเค็น"])
def test_a_token_that_no_header_can_hold_is_told_before_the_run(
    write: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("LINE_TOKEN", value)

    assert found_in(write(FULL)) == [("notify-no-token", "6")]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[[webhook]]\nurl = https://chat.example/\n", "2"),
        ("[[webhook]]\nurl = 'a'\nurl = 'b'\n", "3"),
        ("[[webhook]\n", "1"),
        ("x = " + "[" * 20_000, ""),
    ],
)
def test_what_is_no_toml_is_told_with_its_line(write: Callable[[str], Path], text: str, line: str) -> None:
    assert found_in(write(text)) == [("notify-syntax", line)]


def test_a_file_that_is_no_utf8_is_told(tmp_path: Path) -> None:
    path = tmp_path / "notify.toml"
    path.write_bytes("[[webhook]] # ปลายทาง".encode("cp874"))

    assert found_in(path) == [("notify-syntax", "")]


@pytest.mark.parametrize("text", ["", "# ไม่มี\n", "webhook = 5\n", "webhook = []\n", "[webhook]\nurl = 'x'\n"])
def test_a_file_without_a_webhook_is_told(write: Callable[[str], Path], text: str) -> None:
    assert [rule for rule, _ in found_in(write(text))] == ["notify-no-webhook"]


def test_a_line_is_told_only_where_it_is_sure(write: Callable[[str], Path]) -> None:
    inline = 'webhook = [{url = "https://chat.example/", tries = 0}]\n'
    hidden = '[[webhook]]\nto = """\n[[webhook]]\ntries = 1\n"""\nurl = "https://chat.example/"\ntries = 0\n'

    assert found_in(write(inline)) == [("notify-out-of-range", "")]
    assert found_in(write(hidden)) == [("notify-out-of-range", "")]


def test_sizes_are_limited(write: Callable[[str], Path]) -> None:
    assert found_in(write("#" * (MAX_FILE + 1))) == [("notify-too-large", "")]
    assert found_in(write('[[webhook]]\nurl = "https://a.example/"\n' * 101)) == [("notify-too-many", "")]


def test_a_file_that_is_not_there_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="ไม่พบไฟล์"):
        read_settings(tmp_path / "notify.toml")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_folder_or_a_pipe_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(UsageError, match="อ่านไฟล์การแจ้งเตือน"):
            read_settings(path)
