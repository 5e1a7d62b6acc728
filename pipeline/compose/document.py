"""A project, or a whole dataset, as the HTML of one kind of document."""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING, cast

from markupsafe import Markup

from pipeline.compose import environment
from pipeline.compose.composed import Composed, Options, Sheet
from pipeline.compose.digits import Numerals
from pipeline.compose.page import text_width, variable_style, wide_text_width
from pipeline.compose.registry import find_kind
from pipeline.layout.types import Chapter
from pipeline.model import Digits

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pipeline.changes import Change
    from pipeline.compose.registry import Kind
    from pipeline.model import Dataset, Project
    from pipeline.monitoring import Occasion, Overall

    View = Callable[[Dataset, "Project | Dataset | Overall", Options], Sheet]

LANGUAGE = "th"


@dataclass(frozen=True, slots=True)
class Head:
    """What the base template needs to know of a document."""

    language: str
    title: str
    subject: str
    author: str
    keywords: str
    created: str
    style: Markup
    thai_digits: bool
    running: str = ""


def render(  # noqa: PLR0913 - one keyword for each choice that a caller has
    dataset: Dataset,
    kind: str,
    subject: Project | Dataset | Overall,
    *,
    digits: Digits | str | None = None,
    face_scale: float,
    picture: bool | None = None,
    templates: Path | None = None,
    changes: tuple[Change, ...] | None = None,
    assets: Path | None = None,
    occasion: Occasion | None = None,
) -> Composed:
    """Compose one document.

    Args:
        dataset: the dataset that the subject belongs to; for a document over all agencies one whose house style it has.
        kind: name of a kind, see :func:`pipeline.compose.kinds`.
        subject: the project of a ``project`` kind, else the dataset itself, or all agencies.
        digits: ``thai``, ``arabic`` or ``as-given``; ``None`` asks the house style.
        face_scale: CSS points per design point of the face that the layout will use.
        picture: whether to draw pictures; ``None`` asks the house style.
        templates: the office's own templates folder, in front of the bundled one.
        changes: what changed since the issue before, for documents that print it.
        assets: folder below which pictures of the dataset must be; ``None``: it has none.
        occasion: the month, and the day on which it is looked at; a monthly document needs it.

    Raises:
        ValueError: a monthly document without a month.
        UsageError: no such kind.
        TemplateError: a template is wrong; tells its file and line.
    """
    chosen = find_kind(kind, templates)
    if chosen.monthly and occasion is None:
        raise ValueError(f"{kind} needs an occasion")
    house = dataset.house
    numerals = Numerals(house.digits if digits is None else Digits(digits))
    options = Options(
        numerals=numerals,
        face_scale=face_scale,
        picture=house.picture if picture is None else picture,
        text_width=text_width(house),
        wide_text_width=wide_text_width(house),
        changes=changes,
        assets=assets,
        occasion=occasion,
    )
    module = import_module(f"pipeline.compose.views.{chosen.view}")
    sheet = cast("View", module.view)(dataset, subject, options)
    title = sheet.title or f"{chosen.title} {sheet.label}".strip()
    head = _head(sheet, title, variable_style(house, face_scale), numerals)
    return Composed(
        kind=chosen.name,
        chapters=_chapters(chosen, sheet, head, numerals, templates),
        title=title,
        subject=sheet.subject,
        author=sheet.author,
        keywords=sheet.keywords,
        language=LANGUAGE,
        created=sheet.created,
        protect=sheet.protect,
        stem=sheet.stem,
    )


def _head(sheet: Sheet, title: str, style: str, numerals: Numerals) -> Head:
    return Head(
        language=LANGUAGE,
        title=title,
        subject=sheet.subject,
        author=sheet.author,
        keywords=", ".join(sheet.keywords),
        created=sheet.created.isoformat(),
        style=Markup(style),  # noqa: S704 - numbers and units of our own
        thai_digits=numerals.thai,
    )


def _chapters(kind: Kind, sheet: Sheet, head: Head, numerals: Numerals, templates: Path | None) -> tuple[Chapter, ...]:
    """Every chapter as HTML; a document without chapters is one."""
    if not sheet.chapters:
        html = environment.render(kind.template, {"doc": head, "view": sheet.view}, numerals.style, templates)
        return (Chapter(kind.name, html),)
    return tuple(
        Chapter(
            key=chapter.key,
            html=environment.render(
                chapter.template,
                {"doc": replace(head, running=chapter.running), "view": chapter.view},
                numerals.style,
                templates,
            ),
            numbers=chapter.numbers,
            recto=chapter.recto,
            verso=chapter.verso,
        )
        for chapter in sheet.chapters
    )
