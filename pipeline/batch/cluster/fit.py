"""Whether a machine of a cluster makes the same bytes as this one: what is installed there, and what it can see.

Asked in each process of the cluster that shall make documents, before its first one. It must be importable where
``dask`` is not.
"""

from __future__ import annotations

import platform
import socket
import zlib
from functools import lru_cache
from importlib import metadata
from typing import TYPE_CHECKING, NamedTuple

from pipeline import __version__
from pipeline.messages import N_, gettext

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_PACKAGES = (
    # The cluster's own language.
    "dask", "distributed",
    # What reads data and makes pages.
    "babel", "defusedxml", "fonttools", "jinja2", "lxml", "markupsafe", "matplotlib", "openpyxl", "pillow", "pydantic",
    "pydyf", "pypdfium2", "python-docx", "pythainlp", "pyyaml", "weasyprint",
)  # fmt: skip
"""Packages that have to be the same everywhere: another version may make other bytes."""

PROGRAM = "program"
"""The name under which :func:`versions` tells the digest of the program's files, templates and typefaces."""

_OTHER = N_("{package}: เครื่องนี้ {ours} แต่ {host} {theirs}")
_OTHER_PROGRAM = N_("ไฟล์ของโปรแกรม saraban บน {host} ไม่ตรงกับเครื่องนี้")
_NONE = N_("ไม่มี")
_UNSEEN = N_("{host} มองไม่เห็น {path}")


class Machine(NamedTuple):
    """A process of the cluster: its machine's name, versions by name, and paths that it cannot see."""

    host: str
    versions: Mapping[str, str]
    unseen: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def versions() -> Mapping[str, str]:
    """What decides how documents come out, as it was when this process first asked."""
    from pipeline.batch.known.surroundings import Surroundings
    from pipeline.run.doctor import library_versions

    found = {"Python": platform.python_version(), "saraban": __version__}
    for name in _PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = ""
    return {**found, **library_versions(), "zlib": zlib.ZLIB_RUNTIME_VERSION, PROGRAM: Surroundings().everything()}


def machine(must_see: tuple[Path, ...] = ()) -> Machine:
    """This process, as another one has to know it.

    Args:
        must_see: files or folders on storage that all machines share.
    """
    return Machine(socket.gethostname(), versions(), tuple(str(path) for path in must_see if not path.exists()))


def complaints(ours: Machine, theirs: Machine) -> list[str]:
    """In what another process differs from this one, a sentence each; empty where it is fit for the work."""
    names = [name for name in {**ours.versions, **theirs.versions} if name != PROGRAM]
    found = []
    for name in names:
        here, there = ours.versions.get(name, ""), theirs.versions.get(name, "")
        if here != there:
            none = gettext(_NONE)
            other = gettext(_OTHER)
            found.append(other.format(package=name, ours=here or none, host=theirs.host, theirs=there or none))
    if not found and ours.versions.get(PROGRAM) != theirs.versions.get(PROGRAM):
        found.append(gettext(_OTHER_PROGRAM).format(host=theirs.host))
    return found + [gettext(_UNSEEN).format(host=theirs.host, path=path) for path in theirs.unseen]
