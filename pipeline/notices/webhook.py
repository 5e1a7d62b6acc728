"""Where a text is posted, and which text it is: that of some agencies, or the one over all."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from pipeline.notices.address import address_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

TIMEOUT = 10.0
"""Seconds that one try may take, from the look-up of the name to the last header of the answer."""
TRIES = 3


class Form(StrEnum):
    """What the other side takes: ``{"text": …}``, or a push message of the LINE Messaging API."""

    TEXT = "text"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Webhook:
    """One address. What may be secret stands in no ``repr``; the token itself is only in the environment.

    ``agencies`` are source ids: the group gets the texts of these; where it is empty, the text over all. ``token_env``
    names the environment variable that holds the token, or is empty.
    """

    url: str = field(repr=False)
    form: Form = Form.TEXT
    to: str = field(default="", repr=False)
    token_env: str = ""
    agencies: tuple[str, ...] = ()
    timeout: float = TIMEOUT
    tries: int = TRIES

    @property
    def host(self) -> str:
        """The name of the machine, which may be told; path and query may be secret."""
        return address_of(self.url).host


@dataclass(frozen=True, slots=True)
class Notice:
    """A text for an address. ``agency`` is the source id that it is about; empty for the text over all."""

    webhook: Webhook
    agency: str
    text: str


def notices_for(webhooks: Iterable[Webhook], over_all: str, by_agency: Mapping[str, str]) -> Iterator[Notice]:
    """What is posted where, in the order of the addresses; agencies of which there is no text are left out."""
    for webhook in webhooks:
        if not webhook.agencies:
            yield Notice(webhook, "", over_all)
            continue
        for agency in webhook.agencies:
            if agency in by_agency:
                yield Notice(webhook, agency, by_agency[agency])
