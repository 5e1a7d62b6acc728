"""The file that says where texts are posted: TOML with one ``[[webhook]]`` for each address.

Every mistake is a finding with its line, all at once. The token is not in the file: the file names the environment
variable that holds it, and it is looked for now, because at the end of a long run it is too late.
"""

from __future__ import annotations

import os
import re
import stat
import tomllib
from typing import TYPE_CHECKING, Any

from pipeline.errors import DataError, UsageError
from pipeline.findings import Finding, Place
from pipeline.messages import N_, gettext
from pipeline.notices import rules
from pipeline.notices.address import AddressError, address_of
from pipeline.notices.lines import Lines
from pipeline.notices.posting import usable_token
from pipeline.notices.webhook import TIMEOUT, TRIES, Form, Webhook

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pipeline.findings import Rule

MAX_FILE = 64_000
"""Largest file, in bytes."""
MAX_WEBHOOKS = 100
MAX_TIMEOUT, MAX_TRIES = 60.0, 10
"""Longest time of one try, in seconds, and most tries."""
_KEYS = ("url", "format", "to", "token_env", "agencies", "timeout", "tries")
_TEXT, _TEXTS = N_("ข้อความในเครื่องหมายคำพูด"), N_('รายการของข้อความ เช่น ["ก", "ข"]')
_NUMBER, _WHOLE = N_("จำนวนวินาที"), N_("จำนวนเต็ม")
_VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]{0,63}")
_RECIPIENT = re.compile(r"[UCR][0-9a-f]{32}")
_AT_LINE = re.compile(r"\(at line ([0-9]+), column ([0-9]+)\)")

_NO_FILE = N_("ไม่พบไฟล์การแจ้งเตือน {path}")
_NO_READING = N_("อ่านไฟล์การแจ้งเตือน {path} ไม่ได้")
_FILE_REMEDY = N_("ตรวจชื่อไฟล์และสิทธิ์การอ่าน ดูตัวอย่างใน examples/schedule/notify.toml")
_WRONG = N_("ไฟล์การแจ้งเตือน {path} มีข้อผิดพลาด จึงยังไม่เริ่มทำงาน")


def read_settings(path: Path) -> tuple[Webhook, ...]:
    """Where texts are posted, in the order of the file.

    Raises:
        UsageError: there is no such file, or it cannot be read.
        DataError: it has mistakes; each is a finding. Among them are tokens that the environment lacks.
    """
    text = _text(path)
    reading = _Reading(path.name, text)
    webhooks = reading.webhooks(_table(path, text))
    if reading.findings:
        raise _error(path, *sorted(reading.findings, key=lambda finding: finding.place.line or 0))
    return webhooks


def _error(path: Path, *findings: Finding) -> DataError:
    return DataError(gettext(_WRONG).format(path=path), findings)


def _text(path: Path) -> str:
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe would wait for ever
            raise UsageError(gettext(_NO_READING).format(path=path), gettext(_FILE_REMEDY))
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except FileNotFoundError as error:
        raise UsageError(gettext(_NO_FILE).format(path=path), gettext(_FILE_REMEDY)) from error
    except (OSError, ValueError) as error:
        raise UsageError(gettext(_NO_READING).format(path=path), gettext(_FILE_REMEDY)) from error
    if len(data) > MAX_FILE:
        raise _error(path, Finding.of(rules.TOO_LARGE, Place(path.name), most=f"{MAX_FILE:,}"))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _error(path, Finding.of(rules.UNREADABLE, Place(path.name))) from None


def _table(path: Path, text: str) -> dict[str, Any]:
    """The file as TOML. The parser's own sentence is not passed on: it is English, and may quote the file."""
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        at = _AT_LINE.search(str(error))
        place = Place(path.name, int(at[1]), int(at[2])) if at else Place(path.name)
    raise _error(path, Finding.of(rules.UNREADABLE, place))


class _Reading:
    """The findings so far, and where each key stands."""

    def __init__(self, source: str, text: str) -> None:
        self.findings: list[Finding] = []
        self._source, self._lines = source, Lines(text)

    def webhooks(self, table: Mapping[str, Any]) -> tuple[Webhook, ...]:
        """Every webhook; where there are findings, some of them are not right."""
        for key in table:
            if key != "webhook":
                self._find(rules.UNKNOWN_TABLE, None, key, key=_shown(key))
        entries = table.get("webhook")
        if not isinstance(entries, list) or not entries or not all(isinstance(entry, dict) for entry in entries):
            self._find(rules.NO_WEBHOOK, None, "webhook")
            return ()
        if len(entries) > MAX_WEBHOOKS:
            self._find(rules.TOO_MANY, None, "webhook", count=str(len(entries)), most=str(MAX_WEBHOOKS))
            return ()
        self._lines.expect(len(entries))
        return tuple(self._webhook(number, entry) for number, entry in enumerate(entries))

    def _find(self, rule: Rule, number: int | None, at: str, /, **params: str) -> None:
        line = self._lines.of(number, at)
        place = Place(self._source) if line is None else Place(self._source, line, 1)
        path = ("webhook",) if number is None else ("webhook", number, at)
        told = params if number is None else {"no": str(number + 1), **params}
        self.findings.append(Finding(rule, place, path, told, severity=rule.severity))

    def _webhook(self, number: int, entry: Mapping[str, Any]) -> Webhook:
        for key in entry:
            if key not in _KEYS:
                self._find(rules.UNKNOWN_KEY, number, key, key=_shown(key), known=" ".join(_KEYS))
        form = self._form(number, entry)
        return Webhook(
            url=self._url(number, entry),
            form=form,
            to=self._recipient(number, entry, form),
            token_env=self._token_env(number, entry, form),
            agencies=self._agencies(number, entry),
            timeout=self._number(number, entry, "timeout", TIMEOUT, MAX_TIMEOUT),
            tries=int(self._number(number, entry, "tries", TRIES, MAX_TRIES)),
        )

    def _string(self, number: int, entry: Mapping[str, Any], key: str) -> str | None:
        """The text of a key; ``None`` where it is missing or no text, which is a finding only in the second case."""
        value = entry.get(key)
        if value is None or isinstance(value, str):
            return value
        self._find(rules.WRONG_TYPE, number, key, key=key, kind=gettext(_TEXT))
        return None

    def _url(self, number: int, entry: Mapping[str, Any]) -> str:
        url = self._string(number, entry, "url")
        if url is None:
            if "url" not in entry:
                self._find(rules.MISSING, number, "url", key="url")
            return ""
        try:
            address_of(url)
        except AddressError as error:
            self._find(rules.ADDRESS[error.problem], number, "url")
        return url

    def _form(self, number: int, entry: Mapping[str, Any]) -> Form:
        written = self._string(number, entry, "format")
        if written is None:
            return Form.TEXT
        try:
            return Form(written)
        except ValueError:
            self._find(rules.WRONG_FORM, number, "format")
            return Form.TEXT

    def _recipient(self, number: int, entry: Mapping[str, Any], form: Form) -> str:
        to = self._string(number, entry, "to") or ""
        if form is Form.LINE:
            if "to" not in entry:
                self._find(rules.MISSING, number, "to", key="to")
            elif isinstance(entry["to"], str) and not _RECIPIENT.fullmatch(to):
                self._find(rules.WRONG_RECIPIENT, number, "to")
        return to

    def _token_env(self, number: int, entry: Mapping[str, Any], form: Form) -> str:
        name = self._string(number, entry, "token_env")
        if name is None:
            if form is Form.LINE and "token_env" not in entry:
                self._find(rules.MISSING, number, "token_env", key="token_env")
            return ""
        if not _VARIABLE.fullmatch(name):
            self._find(rules.WRONG_TOKEN_NAME, number, "token_env")
            return ""
        if not usable_token(os.environ.get(name, "")):
            self._find(rules.NO_TOKEN, number, "token_env", name=name)
        return name

    def _agencies(self, number: int, entry: Mapping[str, Any]) -> tuple[str, ...]:
        value = entry.get("agencies")
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self._find(rules.WRONG_TYPE, number, "agencies", key="agencies", kind=gettext(_TEXTS))
            return ()
        if not value or not all(value) or len(set(value)) != len(value):
            self._find(rules.WRONG_AGENCIES, number, "agencies")
        return tuple(value)

    def _number(self, number: int, entry: Mapping[str, Any], key: str, usual: float, most: float) -> float:
        value = entry.get(key, usual)
        whole = isinstance(usual, int)
        if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)):
            self._find(rules.WRONG_TYPE, number, key, key=key, kind=gettext(_WHOLE if whole else _NUMBER))
            return usual
        if not 1 <= value <= most:
            self._find(rules.OUT_OF_RANGE, number, key, key=key, least="1", most=f"{most:g}")
            return usual
        return value


def _shown(key: str) -> str:
    """A key as a message shows it: a token pasted to the wrong side of ``=`` is cut short."""
    kept = "".join(character for character in key if character.isprintable())
    return kept if len(kept) <= 20 else kept[:8] + "…"  # noqa: PLR2004 - longer than any key that there is
