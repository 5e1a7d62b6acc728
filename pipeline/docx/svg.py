"""SVG pictures in Word: their texts are set in the face that the office has, as large as in the PDF."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from pipeline.docx.options import WordFace

_LENGTH = re.compile(r"(?P<number>\d+(?:\.\d+)?)(?P<unit>[a-z]*)")


def fit_face(data: bytes, face: WordFace) -> bytes:
    """The picture with the Word face first in every font list and its sizes scaled to that face.

    Raises:
        ValueError: the picture is no well-formed XML.
    """
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as problem:
        raise ValueError(f"broken SVG: {problem}") from problem
    root.set("font-family", f"'{face.name}', {root.get('font-family', 'sans-serif')}")
    for node in root.iter():
        if node is not root and node.get("font-family"):
            node.set("font-family", f"'{face.name}', {node.get('font-family')}")
        size = _LENGTH.fullmatch(node.get("font-size") or "")
        if size:
            node.set("font-size", f"{float(size['number']) * face.scale:.4g}{size['unit']}")
    return etree.tostring(root, encoding="utf-8")
