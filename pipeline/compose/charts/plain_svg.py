"""The SVG that matplotlib writes, made plain: what every reader of our documents draws alike.

Properties become attributes, so that Word's face can be put in as in every other picture; what only tools of
matplotlib read is left out.
"""

from __future__ import annotations

import re

from lxml import etree

_SVG = "{http://www.w3.org/2000/svg}"
_SIZE = re.compile(r"(?P<points>[0-9.]+)px")
_NO_TURN = re.compile(r"rotate\(-?0(?: [^)]*)?\)")


def plain_svg(svg: str, family: str, factor: float) -> str:
    """The drawing with its texts in a family of faces, ``factor`` times as large as they were drawn."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_blank_text=True)
    root = etree.fromstring(svg.encode(), parser)
    for element in [*root.iter(f"{_SVG}metadata"), *root.iter(f"{_SVG}style")]:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    for element in root.iter():
        _flatten(element, factor)
    root.set("font-family", family)
    root.set("stroke-linejoin", "round")
    root.set("stroke-linecap", "butt")
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode")


def _flatten(element: etree._Element, factor: float) -> None:
    """Turn the style of an element into attributes; the family is that of the whole drawing."""
    style = str(element.attrib.pop("style", ""))
    for rule in style.split(";"):
        name, _, value = (part.strip() for part in rule.partition(":"))
        size = _SIZE.fullmatch(value) if name == "font-size" else None
        if size:
            value = f"{float(size['points']) * factor:.2f}".rstrip("0").rstrip(".")
        if name and name != "font-family":
            element.set(name, value)
    if _NO_TURN.fullmatch(element.get("transform", "")):
        del element.attrib["transform"]
