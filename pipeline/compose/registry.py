"""The kinds of document, as data: each is a folder of templates with a ``kind.toml``.

A new kind is a folder ``templates/<kind>/`` (its ``kind.toml`` names the title, the template and the view) and a
module in :mod:`pipeline.compose.views`. Nothing else changes. An office's own folder may stand in front of the
bundled one: it replaces single files of a kind, or brings a kind of its own that uses one of our views.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of document.

    ``subject`` says what one document is about: ``project`` (one for each project) or ``dataset`` (one in all).
    ``template`` is the path below the templates folder, ``view`` a module of :mod:`pipeline.compose.views`. ``needs``
    names fields of the dataset without which the document would be empty.
    """

    name: str
    title: str
    title_en: str
    subject: Literal["project", "dataset"]
    template: str
    view: str
    needs: tuple[str, ...] = ()


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
        UsageError: no such kind; the message names those that exist.
    """
    known = {kind.name: kind for kind in kinds(own)}
    if name in known:
        return known[name]
    raise UsageError(
        gettext(N_("ไม่มีเอกสารชนิด “{name}”")).format(name=name),
        gettext(N_("ชนิดเอกสารที่มี: {names}")).format(names=", ".join(known)),
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
    subject, needs = data["subject"], data.get("needs", [])
    if not isinstance(needs, list) or not all(isinstance(field, str) and _VIEW.fullmatch(field) for field in needs):
        raise ValueError(f"needs = {needs!r}")
    if subject == "project":
        return Kind(name, title, title_en, "project", f"{name}/{template}", view, tuple(needs))
    if subject == "dataset":
        return Kind(name, title, title_en, "dataset", f"{name}/{template}", view, tuple(needs))
    raise ValueError(f"subject = {subject!r}")
