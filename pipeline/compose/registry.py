"""The kinds of document, as data: each is a folder of templates with a ``kind.toml``.

A new kind is a folder ``templates/<kind>/`` (its ``kind.toml`` names the title, the template and the view) and a
module in :mod:`pipeline.compose.views`. Nothing else changes. An office's own folder may stand in front of the
bundled one: it replaces single files of a kind, or brings a kind of its own that uses one of our views.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from pipeline.bundled import bundled_folder
from pipeline.compose.problems import TemplateError
from pipeline.errors import UsageError
from pipeline.messages import N_, gettext

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST = "kind.toml"
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_VIEW = re.compile(r"[a-z][a-z0-9_]*")
_LARGEST_MANIFEST = 16_384
LAID_OUT = ("pdf", "docx")
"""Formats of documents that are laid out on pages: every kind has them."""

PAGELESS = ("xlsx", "txt")
"""Formats without pages, see :mod:`pipeline.compose.extras`."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of document.

    ``subject`` says what one document is about: ``project`` (one for each project) or ``dataset`` (one in all).
    ``template`` is the path below the templates folder, ``view`` a module of :mod:`pipeline.compose.views`. ``needs``
    names fields of the dataset without which the document would be empty. A ``monthly`` document is about a month, as
    known on a day; ``formats`` are the files that it comes as. With ``over_all`` a batch makes one more over all of its
    agencies.
    """

    name: str
    title: str
    title_en: str
    subject: Literal["project", "dataset"]
    template: str
    view: str
    needs: tuple[str, ...] = ()
    monthly: bool = False
    formats: tuple[str, ...] = LAID_OUT
    over_all: bool = False


def template_folders(own: Path | None = None) -> tuple[Path, ...]:
    """Where templates are looked for: the office's own folder first, then the bundled one."""
    bundled = bundled_folder("templates")
    return (own, bundled) if own is not None else (bundled,)


def kinds(own: Path | None = None) -> tuple[Kind, ...]:
    """Every kind of document, by name.

    Raises:
        TemplateError: a ``kind.toml`` cannot be read or lacks something.
    """
    found: dict[str, Kind] = {}
    for folder in template_folders(own):
        for manifest in sorted(folder.glob(f"*/{MANIFEST}")):
            name = manifest.parent.name
            if name not in found and _NAME.fullmatch(name):
                found[name] = _read(manifest, manifest.stat().st_mtime_ns)
    return tuple(found[name] for name in sorted(found))


def find_kind(name: str, own: Path | None = None) -> Kind:
    """The kind of that name.

    Raises:
        UsageError: no such kind; the message names the nearest one, and those that exist.
    """
    known = {kind.name: kind for kind in kinds(own)}
    if name in known:
        return known[name]
    nearest = get_close_matches(name.casefold().replace("_", "-"), known, n=1)
    meant = gettext(N_("หมายถึง {nearest} หรือไม่")).format(nearest=nearest[0]) + "\n" if nearest else ""
    raise UsageError(
        gettext(N_("ไม่มีเอกสารชนิด “{name}”")).format(name=name),
        meant + gettext(N_("ชนิดเอกสารที่มี: {names}")).format(names=", ".join(known)),
    )


@lru_cache(maxsize=64)
def _read(manifest: Path, modified: int) -> Kind:  # noqa: ARG001 - part of the cache's key
    shown = f"{manifest.parent.name}/{manifest.name}"
    try:
        with manifest.open("rb") as file:
            text = file.read(_LARGEST_MANIFEST).decode()
        return _kind(manifest.parent.name, tomllib.loads(text))
    except KeyError as error:
        raise TemplateError(shown, None, f"{error.args[0]} = ?") from error
    except (OSError, ValueError) as error:
        raise TemplateError(shown, None, str(error)) from error


def _kind(name: str, data: dict[str, object]) -> Kind:
    title, title_en, template, view = (str(data[key]) for key in ("title", "title_en", "template", "view"))
    if not _VIEW.fullmatch(view):
        raise ValueError(f"view = {view!r}")
    subject = data["subject"]
    if subject not in ("project", "dataset"):
        raise ValueError(f"subject = {subject!r}")
    return Kind(
        name,
        title,
        title_en,
        "project" if subject == "project" else "dataset",
        f"{name}/{template}",
        view,
        _words(data, "needs"),
        monthly=_flag(data, "monthly"),
        formats=(*LAID_OUT, *(form for form in PAGELESS if form in _words(data, "formats"))),
        over_all=_flag(data, "over_all"),
    )


def _words(data: dict[str, object], key: str) -> tuple[str, ...]:
    words = data.get(key, [])
    if not isinstance(words, list) or not all(isinstance(word, str) and _VIEW.fullmatch(word) for word in words):
        raise ValueError(f"{key} = {words!r}")
    return tuple(words)


def _flag(data: dict[str, object], key: str) -> bool:
    value = data.get(key, False)
    if not isinstance(value, bool):
        raise ValueError(f"{key} = {value!r}")  # noqa: TRY004 - told as every other value that is wrong
    return value
