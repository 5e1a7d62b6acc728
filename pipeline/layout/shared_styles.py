"""Computed styles shared by all documents that one face sets: chapters of a book have theirs in common.

What: a computed style is kept under what made it: the style of its parent, the rules that match, and the attributes
that stand for declarations. Equal elements of later documents get the same object, with every value that was
asked of it already worked out.
Why: upstream shares styles within a document only. A book is some fifty documents of the same hundred styles, and
working them out took a fifth of its time.
Upstream: ``css.StyleFor.__init__``. Documents with a sheet that is not kept (see
:mod:`pipeline.layout.kept_sheets`) or that speaks of the viewport are left to it.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Any, NamedTuple

import tinycss2  # type: ignore[import-untyped]
from weasyprint.css import ComputedStyle, InitialStyle, StyleFor, declaration_precedence
from weasyprint.css.validation import preprocess_declarations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from xml.etree.ElementTree import Element

_MOST = 4_000
"""How many styles are kept for a face before all are forgotten; a book has some hundreds."""

_SVG = "{http://www.w3.org/2000/svg}svg"
_ATTRIBUTES = {"lang": '-weasy-lang:"{}"', "id": '-weasy-anchor:"{}"'}
"""Attributes that upstream takes for declarations, beside ``style``."""


class _Match(NamedTuple):
    """A rule that matches: origin, specificity, its declarations, the order of its layer."""

    origin: str
    specificity: Any
    declarations: Any
    layer: float


class _Attribute(NamedTuple):
    """Declarations that an attribute stands for, and their specificity."""

    text: str
    specificity: tuple[int, int, int] = (0, 0, 0)


class _Kept(NamedTuple):
    """A style, and what must live as long as it does, because the key holds its address."""

    style: Any
    matches: tuple[_Match, ...]
    parent: Any


def shares(original: Callable[..., None]) -> Callable[..., None]:
    """``StyleFor.__init__`` that looks styles up before it makes them."""

    def replacement(
        self: Any,  # noqa: ANN401 - the engine's
        html: Any,  # noqa: ANN401 - the engine's
        sheets: Any,  # noqa: ANN401 - the engine's
        presentational_hints: bool,  # noqa: FBT001 - the signature of the engine
        font_config: Any,  # noqa: ANN401 - the engine's
        target_collector: Any,  # noqa: ANN401 - the engine's
    ) -> None:
        if presentational_hints or not all(_is_constant(sheet, origin) for sheet, origin, _ in sheets):
            original(self, html, sheets, presentational_hints, font_config, target_collector)
            return
        self._cascaded_styles, self._sheets, self.font_config = {}, sheets, font_config
        self.initial_page_sizes = {"box": None, "area": None}
        computed: dict[tuple[Element, str | None], Any] = {}
        self._computed_styles = computed
        maker = _Maker(self, html.base_url)
        for wrapper in html.wrapper_element.iter_subtree():
            element = wrapper.etree_element
            parent = computed[wrapper.parent.etree_element, None] if wrapper.parent else None
            matches = _matches(wrapper, sheets)
            own = maker.style(parent, None, tuple(matches.pop(None, ())), _attributes(element))
            computed[element, None] = own
            for pseudo, found in matches.items():
                computed[element, pseudo] = maker.style(own, pseudo, tuple(found), ())
            if target_collector and (element.get("id") or element.tag == "a") and own["anchor"]:
                target_collector.collect_anchor(own["anchor"])

    return replacement


def _is_constant(sheet: Any, origin: str) -> bool:  # noqa: ANN401 - the engine's
    """Whether what a sheet means depends on nothing but its text."""
    return origin == "user agent" or getattr(sheet, "saraban_constant", False)


def _matches(wrapper: Any, sheets: Any) -> dict[str | None, list[_Match]]:  # noqa: ANN401 - the engine's
    """The rules that match an element and its pseudo-elements, in the order of the cascade."""
    found: dict[str | None, list[_Match]] = {}
    for sheet, origin, sheet_specificity in sheets:
        for specificity, _, pseudo, (declarations, layer) in sheet.matcher.match(wrapper):
            order = inf if layer is None else sheet.layers.index(layer)
            match = _Match(origin, sheet_specificity or specificity, declarations, order)
            found.setdefault(pseudo, []).append(match)
    return found


def _attributes(element: Element) -> tuple[_Attribute, ...]:
    """The declarations that attributes stand for."""
    return tuple(_declarations(element)) if element.attrib else ()


def _declarations(element: Element) -> Iterator[_Attribute]:
    if style := element.get("style"):
        yield _Attribute(style, (1, 0, 0))
    for name, declaration in _ATTRIBUTES.items():
        if value := element.get(name):
            yield _Attribute(declaration.format(value))
    if element.tag == "a" and (anchor := element.get("name")):
        yield _Attribute(_ATTRIBUTES["id"].format(anchor))
    if element.tag == _SVG:
        for name in ("width", "height"):
            if length := element.get(name):
                yield _Attribute(f"{name}:{length}")


class _Maker:
    """Looks styles up, and makes those that are new, for one document."""

    def __init__(self, style_for: Any, base_url: str) -> None:  # noqa: ANN401 - the engine's
        fonts = style_for.font_config
        kept: dict[Any, _Kept] = fonts.__dict__.setdefault("saraban_styles", {})
        if len(kept) > _MOST:
            kept.clear()
        self._kept, self._fonts, self._base_url = kept, fonts, base_url
        self._page_sizes = style_for.initial_page_sizes
        self._root: Any = None

    def style(
        self,
        parent: Any,  # noqa: ANN401 - the engine's
        pseudo: str | None,
        matches: tuple[_Match, ...],
        attributes: tuple[_Attribute, ...],
    ) -> Any:  # noqa: ANN401 - the engine's
        """The computed style of an element or pseudo-element below a parent style."""
        rules = tuple((match.origin, match.specificity, id(match.declarations), match.layer) for match in matches)
        key = (id(parent) if parent is not None else self._base_url, pseudo, rules, attributes)
        known = self._kept.get(key)
        if known is None:
            known = self._kept[key] = _Kept(self._made(parent, pseudo, matches, attributes), matches, parent)
        if parent is None:
            self._root = known.style
        return known.style

    def _made(
        self,
        parent: Any,  # noqa: ANN401 - the engine's
        pseudo: str | None,
        matches: tuple[_Match, ...],
        attributes: tuple[_Attribute, ...],
    ) -> Any:  # noqa: ANN401 - the engine's
        root = InitialStyle(self._fonts) if parent is None else self._root
        cascaded = _cascaded(matches, attributes, self._base_url)
        return ComputedStyle(parent, cascaded, pseudo, root, self._base_url, self._fonts, self._page_sizes)


def _cascaded(matches: tuple[_Match, ...], attributes: tuple[_Attribute, ...], base_url: str) -> Mapping[str, Any]:
    """The declared values that win, with their weights, as upstream weighs them."""
    cascaded: dict[str, Any] = {}
    for attribute in attributes:
        declarations = preprocess_declarations(base_url, tinycss2.parse_blocks_contents(attribute.text))
        _add(cascaded, declarations, "author", attribute.specificity, inf)
    for match in matches:
        _add(cascaded, match.declarations, match.origin, match.specificity, match.layer)
    return cascaded


def _add(cascaded: dict[str, Any], declarations: Any, origin: str, specificity: Any, layer: float) -> None:  # noqa: ANN401 - the engine's
    for name, values, importance in declarations:
        weight = (declaration_precedence(origin, importance), layer, specificity)
        known = cascaded.get(name)
        if known is None or known[1] <= weight:
            cascaded[name] = values, weight


def install() -> None:
    """Put the replacement in (called once by :mod:`pipeline.layout.engine`)."""
    StyleFor.__init__ = shares(StyleFor.__init__)
