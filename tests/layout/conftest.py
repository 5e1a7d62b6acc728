"""Documents laid out once for the whole room: the corpus in every width and alignment."""

from __future__ import annotations

import html
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.layout import lay_out
from pipeline.layout.faces import find_face

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.layout.document import LaidOut
    from pipeline.layout.faces import Face

CORPUS = Path(__file__).parents[1] / "corpus"


@cache
def read_corpus() -> tuple[str, ...]:
    lines = [line.strip() for file in sorted(CORPUS.glob("*.txt")) for line in file.read_text("utf-8").splitlines()]
    return tuple(line for line in lines if line and not line.startswith("#"))


@pytest.fixture(scope="session")
def corpus() -> tuple[str, ...]:
    return read_corpus()


@pytest.fixture(scope="session")
def face() -> Face:
    return find_face()


@pytest.fixture(scope="session")
def page(face: Face, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., LaidOut]:
    """``page(body, css)`` lays out a body in the bundled face."""
    base = tmp_path_factory.mktemp("base")

    def lay(body: str, css: str = "", *, protect: tuple[str, ...] = (), face: Face = face) -> LaidOut:
        return lay_out(document(body, css, face), base=base, face=face, protect=protect)

    return lay


def document(body: str, css: str, face: Face) -> str:
    return (
        '<!doctype html><html lang="th"><head><title>ทดสอบ</title><style>'
        f'@page{{size:A4;margin:20mm}} html{{font-family:"{face.family}";font-size:{face.scale}pt}}'
        f"body{{font-size:16rem;line-height:21rem;margin:0}} p{{margin:0}} {css}</style></head>"
        f"<body>{body}</body></html>"
    )


@pytest.fixture(scope="session")
def set_corpus(page: Callable[..., LaidOut], corpus: tuple[str, ...]) -> Callable[[int, str], LaidOut]:
    """``set_corpus(width in mm, alignment)``: every paragraph of the corpus in a column of that width."""

    @cache
    def lay(width: int, align: str) -> LaidOut:
        body = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in corpus)
        return page(body, f"p{{width:{width}mm;text-align:{align};margin-bottom:2mm}}")

    return lay
