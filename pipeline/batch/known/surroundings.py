"""What documents are made with, as digests: templates, typefaces, the program itself."""

from __future__ import annotations

import os
import re
from functools import cached_property, lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

import pipeline
from pipeline.batch.known.digest import Digest
from pipeline.bundled import bundled_folder
from pipeline.compose.registry import template_folders
from pipeline.layout.faces import find_face
from pipeline.run.doctor import library_versions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.compose.registry import Kind

_PACKAGE = Path(pipeline.__file__).parent
_MAKES_NO_PAGES = frozenset(
    {"batch", "checks", "cli", "locale", "merging", "notices", "sources", "timers", "_bundled", "__pycache__"}
)
"""Rooms that no page depends on, but through the data; what is bundled is looked at as templates and fonts."""

_PACKAGES = (
    "fonttools", "jinja2", "lxml", "markupsafe", "matplotlib", "pillow", "pydyf", "pypdfium2", "python-docx",
    "pythainlp", "weasyprint",
)  # fmt: skip
"""Packages whose other version may make other bytes."""

_READERS = ("babel", "defusedxml", "openpyxl", "pydantic", "pyyaml")
"""Packages whose other version may read the same data otherwise."""

_REFERENCE = re.compile(r"\{%[-+]?\s*(?:include|extends|import|from)\b")
_CONSTANT = re.compile(
    r"""\{%[-+]?\s*(?:include|extends|import|from)\s+(?:"[^"\\]*"|'[^'\\]*')"""
    r"""(?:\s+(?:import|as|ignore|with|without)\b[^%"']*)?\s*[-+]?%\}"""
)
"""A reference to a template whose name is written out."""


class Surroundings:
    """Digests of what documents are made with; each file is read once.

    Args:
        templates: the office's own templates, in front of the bundled ones.
        fonts: the office's own fonts, in front of the bundled ones.
    """

    def __init__(self, templates: Path | None = None, fonts: Path | None = None) -> None:
        self._folders = template_folders(templates)
        self._fonts = [] if fonts is None else [fonts]
        self._templates: dict[str, str] = {}
        self._faces: dict[str | None, str] = {}

    def template(self, kind: Kind) -> str:
        """A digest of every file that may decide how documents of a kind look.

        These are the files of its folder and of the folders that they name; all there are, where a template works out
        the name of another.
        """
        if kind.name not in self._templates:
            digest = Digest()
            digest.add(kind)
            for folder in sorted(self._reached_from(kind.name)):
                for place, content in self._files.get(folder, ()):
                    digest.add(place, content)
            self._templates[kind.name] = digest.text()
        return self._templates[kind.name]

    def font(self, name: str | None) -> str:
        """A digest of a face: its measures and its files.

        Raises:
            EnvironmentLacksError: there is no such face.
        """
        if name not in self._faces:
            face = find_face(name, self._fonts)
            digest = Digest()
            digest.add(face.family, face.scale, face.line_height)
            for style, path in face.files:
                digest.add(style, path.read_bytes())
            self._faces[name] = digest.text()
        return self._faces[name]

    def everything(self) -> str:
        """A digest of all templates, all typefaces and the whole program: where it is the same, so is every plan."""
        digest = Digest()
        for folder in sorted(self._files):
            for place, content in self._files[folder]:
                digest.add(place, content)
        for root in (*self._fonts, bundled_folder("fonts")):
            for path in sorted(_files_below(root)):
                digest.add(path.relative_to(root).as_posix(), path.read_bytes())
        digest.add(_code(_PACKAGE, frozenset({"_bundled", "__pycache__"}), (*_PACKAGES, *_READERS)))
        return digest.text()

    def code(self) -> str:
        """A digest of the program, and of the packages and libraries of the system that it makes pages with."""
        return _code(_PACKAGE)

    @cached_property
    def _files(self) -> dict[str, list[tuple[str, bytes]]]:
        """Names and contents of all files by their folder below the templates; those beside the folders under ''."""
        found: dict[str, list[tuple[str, bytes]]] = {}
        for number, root in enumerate(reversed(self._folders)):
            for path in sorted(_files_below(root)):
                parts = path.relative_to(root).parts
                folder = parts[0] if len(parts) > 1 else ""
                found.setdefault(folder, []).append((f"{number}/{'/'.join(parts)}", path.read_bytes()))
        return found

    def _reached_from(self, kind: str) -> set[str]:
        """The folder of a kind, the folders that its files name, and so on."""
        reached, new = {""}, {kind}
        while new:
            reached |= new
            named: set[str] = set()
            for folder in new:
                named |= self._named_in(folder)
            new = named - reached
        return reached

    def _named_in(self, folder: str) -> set[str]:
        found: set[str] = set()
        for _, content in self._files.get(folder, ()):
            text = content.decode(errors="replace")
            if len(_REFERENCE.findall(text)) != len(_CONSTANT.findall(text)):
                return set(self._files)
            found |= {name for name in self._files if f"{name}/" in text}
        return found


def _files_below(root: Path) -> Iterator[Path]:
    """Regular files, but for hidden ones and those that Office puts beside an open document."""
    for folder, folders, names in os.walk(root, followlinks=True):
        # A link may lead in a circle; the loader of templates follows none that leads out of the root.
        here, top = Path(folder).resolve(), root.resolve()
        circle = here in Path(folder).parent.resolve().parents or not here.is_relative_to(top)
        folders[:] = [] if circle else [name for name in folders if not name.startswith((".", "~$"))]
        for name in names if here.is_relative_to(top) else ():
            path = Path(folder, name)
            if not name.startswith((".", "~$")) and path.is_file() and path.resolve().is_relative_to(top):
                yield path


@lru_cache(maxsize=4)
def _code(package: Path, without: frozenset[str] = _MAKES_NO_PAGES, packages: tuple[str, ...] = _PACKAGES) -> str:
    digest = Digest()
    for path in sorted(_program_files(package, without)):
        digest.add(path.relative_to(package).as_posix(), path.read_bytes())
    for name in packages:
        try:
            digest.add(name, version(name))
        except PackageNotFoundError:
            digest.add(name, None)
    digest.add(*sorted(library_versions().items()))
    return digest.text()


def _program_files(package: Path, without: frozenset[str]) -> Iterator[Path]:
    for folder, folders, names in os.walk(package):
        folders[:] = [name for name in folders if name not in without and not name.startswith(".")]
        yield from (Path(folder, name) for name in names if not name.startswith(".") and not name.endswith(".pyc"))
