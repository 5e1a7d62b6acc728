"""A dataset as a folder of YAML or JSON files, or as a single file."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from pipeline.findings import Place
from pipeline.messages import N_, gettext
from pipeline.sources import limits, rules, rules_files
from pipeline.sources.jsontree import read_json
from pipeline.sources.nodes import Entry, Fields, Items, Node, Scalar
from pipeline.sources.parts import Part, content, flatten_children, parts
from pipeline.sources.suffixes import ROOT, SUFFIXES
from pipeline.sources.textfiles import decode, read_bytes
from pipeline.sources.yamltree import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.sources.reading import Reading

_IGNORED = re.compile(r"\.|~\$|README|readme|fonts$|templates$|Thumbs\.db$|desktop\.ini$|.*~$|.*\.(?:bak|tmp|swp)$")
"""What nobody means as data: hidden files, locks of Office, read-me texts, the office's fonts, left-overs."""


def read_text_file(path: Path, name: str, reading: Reading) -> Node | None:
    """The tree of one YAML or JSON file."""
    data = read_bytes(path, name, limits.MAX_TEXT_FILE, reading)
    text = None if data is None else decode(data, name, reading)
    if text is None:
        return None
    return (read_json if path.suffix.casefold() == ".json" else read_yaml)(text, name, reading)


def read_single(path: Path, reading: Reading) -> Fields | None:
    """A dataset in one file."""
    root = _as_root(read_text_file(path, path.name, reading), reading)
    if root is not None:
        flatten_children(root)
    return root


def read_folder(folder: Path, reading: Reading) -> Fields | None:
    """A dataset in a folder; ``None`` where its first file cannot be read at all."""
    files = list(_files(folder, reading))
    first = [name for path, name, part in files if part is None]
    if not first:
        reading.find(rules_files.FOLDER_EMPTY, Place(reading.source))
        reading.incomplete.update(part.field for part in parts().values())
    root: Fields | None = None
    for path, name, part in files:
        if part is None and name == first[0]:
            root = _as_root(read_text_file(path, name, reading), reading)
    broken = root is None
    root = root or Fields({}, Place(first[0] if first else reading.source))
    if len(first) > 1:
        reading.find(rules_files.PART_DUPLICATE, Place(first[1]), part=ROOT, other=first[0], related=[Place(first[0])])
    for path, name, part in files:
        if part is not None:
            _add_part(root, part, read_text_file(path, name, reading), name, reading)
    flatten_children(root)
    if broken:
        # The rest is bound all the same, for its findings; what agency.yaml would hold is not missed twice.
        root.excused = frozenset({"fiscal_year", "agency"})
    return root


def _as_root(node: Node | None, reading: Reading) -> Fields | None:
    if isinstance(node, Fields):
        return node
    reading.incomplete.update(part.field for part in parts().values())
    if node is not None:
        found = gettext(N_("รายการ") if isinstance(node, Items) else N_("ข้อความ"))
        expected = gettext(N_("กลุ่มข้อมูลที่มีชื่อ (ชื่อ: ค่า)"))
        reading.find(rules.WRONG_TYPE, node.place, field=gettext(N_("ไฟล์นี้")), expected=expected, found=found)
    return None


def _add_part(root: Fields, part: Part, node: Node | None, name: str, reading: Reading) -> None:
    """Put what a file holds into the dataset; lists from several files of a folder follow each other."""
    if node is None:
        reading.incomplete.add(part.field)
        return
    value = content(node, part)
    known = root.entries.get(part.field)
    if known is None:
        if isinstance(value, Items):
            # A list of our own: files of a folder add to it.
            value = Items(list(value.items), value.place)
        root.entries[part.field] = Entry(Scalar(part.field, Place(name)), value)
    elif "/" in name and "/" in known.key.place.source and isinstance(known.value, Items):
        known.value.items += value.items if isinstance(value, Items) else [value]
    else:
        other = known.key.place
        reading.find(rules_files.PART_DUPLICATE, Place(name), part=part.field, other=str(other), related=[other])


def _files(folder: Path, reading: Reading) -> Iterator[tuple[Path, str, Part | None]]:
    """The files that are read, in order of their names: path, name as the planner knows it, part."""
    known = parts()
    base = folder.resolve()
    for path in _listed(folder, "", reading):
        if not _inside(path, path.name, base, reading):
            continue
        part = known.get(path.stem.casefold())
        if path.is_dir():
            directory = known.get(path.name.casefold())
            if directory is None or not directory.many:
                _unknown(path.name + "/", reading)
                continue
            for inner in _listed(path, path.name + "/", reading):
                name = f"{path.name}/{inner.name}"
                if not _inside(inner, name, base, reading):
                    continue
                if inner.suffix.casefold() in SUFFIXES and not inner.is_dir():
                    yield inner, name, directory
                else:
                    _unknown(name, reading)
        elif path.suffix.casefold() in SUFFIXES and (part is not None or path.stem.casefold() == ROOT):
            yield path, path.name, part
        else:
            _unknown(path.name, reading)


def _listed(folder: Path, prefix: str, reading: Reading) -> list[Path]:
    """Entries of a folder in the order of their names, without those that nobody means."""
    try:
        found = sorted(path for path in folder.iterdir() if not _IGNORED.match(path.name))
    except OSError as error:
        reading.find(
            rules_files.FILE_UNREADABLE, Place(prefix.rstrip("/") or reading.source), reason=str(error.strerror)
        )
        return []
    if len(found) > limits.MAX_FILES:
        place = Place(prefix.rstrip("/") or reading.source)
        reading.find(rules_files.FILES_TOO_MANY, place, limit=f"{limits.MAX_FILES:,}")
    return found[: limits.MAX_FILES]


def _inside(path: Path, name: str, base: Path, reading: Reading) -> bool:
    """Whether a path leads to something inside the dataset folder; links out of it are refused."""
    try:
        inside = path.resolve(strict=True).is_relative_to(base)
    except (OSError, RuntimeError):
        reading.find(rules_files.FILE_UNREADABLE, Place(name), reason=gettext(N_("ทางลัดชี้ไปที่ว่างเปล่า")))
        return False
    if not inside:
        reading.find(rules_files.FILE_OUTSIDE, Place(name), name=name)
    return inside


def _unknown(name: str, reading: Reading) -> None:
    stems = [ROOT, *parts()]
    near = get_close_matches(name.rstrip("/").partition(".")[0].casefold(), stems, n=1, cutoff=0.7)
    if near:
        suggestion = gettext(N_("หมายถึง {nearest}.yaml หรือไม่ ถ้าใช่ให้เปลี่ยนชื่อไฟล์")).format(nearest=near[0])
    else:
        suggestion = gettext(N_("ถ้าไม่ใช่ข้อมูลของรายงาน ไม่ต้องทำอะไร"))
    reading.find(rules_files.FILE_UNKNOWN, Place(name), name=name, suggestion=suggestion)
