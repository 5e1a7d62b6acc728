"""A project, or a whole dataset, as the HTML of one kind of document."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, cast

from markupsafe import Markup

from pipeline.compose import environment
from pipeline.compose.composed import Composed, Options, Sheet
from pipeline.compose.digits import Numerals
from pipeline.compose.page import text_width, variable_style
from pipeline.compose.registry import find_kind
from pipeline.model import Digits

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pipeline.model import Dataset, Project

    View = Callable[[Dataset, "Project | Dataset", Options], Sheet]

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


def render(
    dataset: Dataset,
    kind: str,
    subject: Project | Dataset,
    *,
    digits: Digits | str | None = None,
    face_scale: float,
    picture: bool | None = None,
    templates: Path | None = None,
) -> Composed:
    """Compose one document.

    Args:
        dataset: the dataset that the subject belongs to.
        kind: name of a kind, see :func:`pipeline.compose.kinds`.
        subject: the project of a ``project`` kind, else the dataset itself.
        digits: ``thai``, ``arabic`` or ``as-given``; ``None`` asks the house style.
        face_scale: CSS points per design point of the face that the layout will use.
        picture: whether to draw pictures; ``None`` asks the house style.
        templates: the office's own templates folder, in front of the bundled one.

    Raises:
        UsageError: no such kind.
        TemplateError: a template is wrong; tells its file and line.
    """
    chosen = find_kind(kind, templates)
    house = dataset.house
    numerals = Numerals(house.digits if digits is None else Digits(digits))
    options = Options(
        numerals=numerals,
        face_scale=face_scale,
        picture=house.picture if picture is None else picture,
        text_width=text_width(house.margins),
    )
    module = import_module(f"pipeline.compose.views.{chosen.view}")
    sheet = cast("View", module.view)(dataset, subject, options)
    title = f"{chosen.title} {sheet.label}"
    head = Head(
        language=LANGUAGE,
        title=title,
        subject=sheet.subject,
        author=sheet.author,
        keywords=", ".join(sheet.keywords),
        created=sheet.created.isoformat(),
        style=Markup(variable_style(house.margins, face_scale)),  # noqa: S704 - numbers and units of our own
        thai_digits=numerals.thai,
    )
    html = environment.render(chosen.template, {"doc": head, "view": sheet.view}, numerals.style, templates)
    return Composed(
        kind=chosen.name,
        html=html,
        title=title,
        subject=sheet.subject,
        author=sheet.author,
        keywords=sheet.keywords,
        language=LANGUAGE,
        created=sheet.created,
        protect=sheet.protect,
        stem=sheet.stem,
    )
