"""On which line of a TOML file a key of a ``[[webhook]]`` stands. The parser of the standard library does not tell."""

from __future__ import annotations

import re

_HEADER = re.compile(r"""\s*\[\[\s*(?:webhook|"webhook"|'webhook')\s*\]\]""")
_KEY = re.compile(r"""\s*(?:"([^"\\]+)"|'([^']+)'|([A-Za-z0-9_-]+))\s*[=.]""")
_TABLE = re.compile(r"\s*\[")


class Lines:
    """Line numbers of keys, where the file is written line by line as people do; else none, rather than a wrong one."""

    def __init__(self, text: str) -> None:
        self._headers: list[int] = []
        self._keys: list[dict[str, int]] = []
        self._outside: dict[str, int] = {}
        self._sure = '"""' not in text and "'''" not in text
        inside = self._outside
        for number, line in enumerate(text.split("\n"), 1):
            if _HEADER.match(line):
                self._headers.append(number)
                inside = {}
                self._keys.append(inside)
            elif found := _KEY.match(line):
                inside.setdefault(found[1] or found[2] or found[3], number)
            elif _TABLE.match(line) and (name := _KEY.match(line.strip(" \t[").replace("]", "="))):
                inside = {}
                self._outside.setdefault(name[1] or name[2] or name[3], number)

    def expect(self, webhooks: int) -> None:
        """Trust the lines only if there are as many headers as the parser found webhooks."""
        self._sure = self._sure and len(self._headers) == webhooks

    def of(self, webhook: int | None, key: str) -> int | None:
        """The line of a key: of a webhook (counted from 0, its head where it lacks the key), or outside of all."""
        if not self._sure:
            return None
        if webhook is None:
            return self._outside.get(key)
        return self._keys[webhook].get(key, self._headers[webhook])
