"""Named styles, so that an office can restyle a document: one per role of a paragraph and per look it takes.

The first look that a role takes becomes the role's own style under the name that Word knows (Normal, heading 1,
Body Text …). Further looks of the role become styles of their own that are based on it and hold the difference
only, named after the class in the HTML, the alignment, or a number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.docx.xmltext import DECLARATION, NAMESPACES, escape

if TYPE_CHECKING:
    from pipeline.docx.looks import ParagraphLook, RunLook
    from pipeline.docx.options import WordFace


class Role(NamedTuple):
    """What a paragraph is: id and name of its style, the built-in name Word knows, outline level of headings."""

    id: str
    name: str
    next: str = ""
    outline: int | None = None
    priority: int = 9
    built_in: bool = True


BODY = Role("BodyText", "Body Text", priority=1)
TITLE = Role("Title", "Title", "BodyText", priority=10)
HEADINGS = tuple(Role(f"Heading{n}", f"heading {n}", "BodyText", n - 1) for n in range(1, 7))
_BELOW_CONTENTS = 4
"""Outline level (from 0) of what the navigation pane shows and the contents, which end at level 4, do not."""
UNLISTED = tuple(
    Role(f"Subheading{n}", f"Subheading {n}", "BodyText", _BELOW_CONTENTS, built_in=False) for n in range(1, 5)
)
"""Headings that the contents leave out: they look the same, and Word, asked to update the contents, leaves them out."""
TOC = tuple(Role(f"TOC{n}", f"toc {n}", priority=39) for n in range(1, 5))
FIGURE = Role("Figure", "Figure", built_in=False, priority=35)
CAPTION = Role("Caption", "caption", "BodyText", priority=35)
TABLE_TEXT = Role("TableText", "Table Text", built_in=False, priority=36)
TABLE_HEAD = Role("TableHead", "Table Head", built_in=False, priority=36)
SIGNATURE = Role("Signature", "Signature", priority=40)
HEADER = Role("Header", "header", priority=99)
FOOTER = Role("Footer", "footer", priority=99)
_LISTS = {
    "number": ("ListNumber", "List Number"),
    "bullet": ("ListBullet", "List Bullet"),
    "continue": ("ListContinue", "List Continue"),
}
_DEEPEST_LIST = 5


def list_role(kind: str, depth: int) -> Role:
    """The role of a list paragraph: ``number``, ``bullet`` or ``continue`` at a depth from 0."""
    identifier, name = _LISTS[kind]
    level = min(depth + 1, _DEEPEST_LIST)
    suffix = "" if level == 1 else str(level)
    return Role(identifier + suffix, f"{name} {suffix}".strip(), priority=20)


def run_properties(look: RunLook, base: RunLook | None, *, complex_script: bool = False, style: str = "") -> str:
    """The content of ``w:rPr``: what differs from ``base``, every toggle and size with its complex-script twin."""
    parts: list[str] = [f'<w:rStyle w:val="{style}"/>'] if style else []
    if (base.family if base else "") != look.family:
        name = escape(look.family)
        parts.append(f'<w:rFonts w:ascii="{name}" w:eastAsia="{name}" w:hAnsi="{name}" w:cs="{name}"/>')
    if look.bold != (base.bold if base else False):
        parts.append("<w:b/><w:bCs/>" if look.bold else '<w:b w:val="0"/><w:bCs w:val="0"/>')
    if look.italic != (base.italic if base else False):
        parts.append("<w:i/><w:iCs/>" if look.italic else '<w:i w:val="0"/><w:iCs w:val="0"/>')
    if not base or look.color != base.color:
        parts.append(f'<w:color w:val="{look.color}"/>')
    if not base or look.size != base.size:
        parts.append(f'<w:sz w:val="{look.size}"/><w:szCs w:val="{look.size}"/>')
    if look.underline != (base.underline if base else False):
        parts.append('<w:u w:val="single"/>' if look.underline else '<w:u w:val="none"/>')
    if look.shade != (base.shade if base else ""):
        parts.append(f'<w:shd w:val="clear" w:color="auto" w:fill="{look.shade or "auto"}"/>')
    if look.vertical != (base.vertical if base else ""):
        parts.append(f'<w:vertAlign w:val="{look.vertical or "baseline"}"/>')
    if complex_script:
        parts.append("<w:cs/>")
    return "".join(parts)


def spacing(before: int | None, after: int | None, line: int | None) -> str:
    """``w:spacing`` with the given attributes, or nothing."""
    attributes = [
        f' w:before="{before}"' if before is not None else "",
        f' w:after="{after}"' if after is not None else "",
        line_attributes(line) if line is not None else "",
    ]
    text = "".join(attributes)
    return f"<w:spacing{text}/>" if text else ""


def line_attributes(line: int) -> str:
    """The attributes for a line spacing: a multiple, or (negative) a least pitch."""
    return f' w:line="{abs(line)}" w:lineRule="{"auto" if line >= 0 else "atLeast"}"'


def indents(look: ParagraphLook, base: ParagraphLook) -> str:
    """``w:ind`` with what differs from the base."""
    text = ""
    if look.left != base.left:
        text += f' w:left="{look.left}"'
    if look.right != base.right:
        text += f' w:right="{look.right}"'
    if look.first != base.first:
        text += f' w:hanging="{-look.first}"' if look.first < 0 else f' w:firstLine="{look.first}"'
    return f"<w:ind{text}/>" if text else ""


def _toggle(name: str, *, value: bool, base: bool) -> str:
    if value == base:
        return ""
    return f"<w:{name}/>" if value else f'<w:{name} w:val="0"/>'


LINK = "Hyperlink"
"""The character style of links."""
CUSTOM = ' w:customStyle="1"'
_BORDER_SIDES = ("top", "left", "bottom", "right")


def _borders(look: ParagraphLook, base: ParagraphLook) -> str:
    if look.borders == base.borders:
        return ""
    cleared = "".join(f'<w:{side} w:val="nil"/>' for side in _BORDER_SIDES)
    return f"<w:pBdr>{look.borders or cleared}</w:pBdr>"


def paragraph_properties(look: ParagraphLook, base: ParagraphLook, outline: int | None = None) -> str:
    """The content of ``w:pPr`` of a style: what differs from the style it is based on, in the schema's order."""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{look.shade or "auto"}"/>'
    return "".join(
        (
            _toggle("keepNext", value=look.keep_next, base=base.keep_next),
            _toggle("keepLines", value=look.keep_lines, base=base.keep_lines),
            _borders(look, base),
            shade if look.shade != base.shade else "",
            f"<w:tabs>{look.tabs}</w:tabs>" if look.tabs != base.tabs else "",
            spacing(
                look.before if look.before != base.before else None,
                look.after if look.after != base.after else None,
                look.line if look.line != base.line else None,
            ),
            indents(look, base),
            f'<w:jc w:val="{look.align}"/>' if look.align != base.align else "",
            f'<w:outlineLvl w:val="{outline}"/>' if outline is not None else "",
        )
    )


_SECOND = 2


class StyleSheet:
    """The named styles of one document, collected while its paragraphs are written."""

    def __init__(self, normal: ParagraphLook, face: WordFace) -> None:
        self._face = face
        self.normal = normal._replace(
            left=0, right=0, first=0, before=0, after=0, keep_next=False, keep_lines=False, shade="", borders=""
        )
        self._styles: dict[Role, dict[ParagraphLook, tuple[str, ParagraphLook]]] = {}
        self._names: set[str] = {"Normal", LINK}
        self._xml: list[str] = []
        self._links: dict[tuple[str, bool], str] = {}

    def use(self, role: Role, look: ParagraphLook, label: str = "") -> tuple[str, ParagraphLook]:
        """The style for a look, and the look that it gives; they may differ in the spacing before and after.

        ``label`` names a variant (the class in the HTML).
        """
        styles = self._styles.setdefault(role, {})
        key = look._replace(before=0, after=0)
        found = styles.get(key)
        if found is None:
            if not styles:
                self._names.add(role.id)
                self._define(role.id, role.name, "Normal", look, self.normal, role=role)
                found = (role.id, look)
            else:
                _, base = next(iter(styles.values()))
                identifier, name = self._variant_name(role, look, base, label)
                self._define(identifier, name, role.id, look, base)
                found = (identifier, look)
            styles[key] = found
        return found

    def link(self, look: RunLook) -> str:
        """The character style for links of a look; the first one defines ``Hyperlink``."""
        key = (look.color, look.underline)
        suffix = f"{len(self._links) + 1}" if self._links else ""
        return self._links.setdefault(key, f"{LINK}{suffix}")

    def _variant_name(self, role: Role, look: ParagraphLook, base: ParagraphLook, label: str) -> tuple[str, str]:
        words = re.findall(r"[A-Za-z0-9]+", label)
        if not words and look.align != base.align:
            words = [{"thaiDistribute": "justified"}.get(look.align, look.align)]
        words = [word[:1].upper() + word[1:] for word in words]
        stem, name = role.id + "".join(words), " ".join([_title(role.name), *words])
        identifier, number = stem, _SECOND
        while identifier == role.id or identifier in self._names:
            identifier, number = f"{stem}V{number}", number + 1
        self._names.add(identifier)
        return identifier, name if identifier == stem else f"{name} {number - 1}"

    def _define(
        self, identifier: str, name: str, based: str, look: ParagraphLook, base: ParagraphLook, role: Role | None = None
    ) -> None:
        custom = "" if role and role.built_in else CUSTOM
        following = f'<w:next w:val="{role.next}"/>' if role and role.next and role.next in self._names else ""
        priority = role.priority if role else 98
        paragraph = paragraph_properties(look, base, role.outline if role else None)
        run = run_properties(look.run, base.run)
        self._xml.append(
            f'<w:style w:type="paragraph"{custom} w:styleId="{identifier}"><w:name w:val="{name}"/>'
            f'<w:basedOn w:val="{based}"/>{following}<w:uiPriority w:val="{priority}"/><w:qFormat/>'
            + (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "")
            + (f"<w:rPr>{run}</w:rPr>" if run else "")
            + "</w:style>"
        )

    def xml(self) -> str:
        """The styles part."""
        return "".join(
            (DECLARATION, f"<w:styles {NAMESPACES}>", self._defaults(), *self._xml, self._hyperlinks(), "</w:styles>")
        )

    def _defaults(self) -> str:
        name, look = escape(self._face.name), self.normal
        justify = "" if look.align == "left" else f'<w:jc w:val="{look.align}"/>'
        cell = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in _BORDER_SIDES)
        grid = "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
            for side in (*_BORDER_SIDES, "insideH", "insideV")
        )
        return (
            "<w:docDefaults><w:rPrDefault><w:rPr>"
            f'<w:rFonts w:ascii="{name}" w:eastAsia="{name}" w:hAnsi="{name}" w:cs="{name}"/>'
            f'<w:color w:val="{look.run.color}"/><w:sz w:val="{look.run.size}"/><w:szCs w:val="{look.run.size}"/>'
            '<w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="th-TH"/></w:rPr></w:rPrDefault>'
            "<w:pPrDefault><w:pPr><w:widowControl/>"
            f'<w:spacing w:before="0" w:after="0"{line_attributes(look.line)}/>{justify}'
            "</w:pPr></w:pPrDefault></w:docDefaults>"
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
            "</w:style>"
            '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
            '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/>'
            "<w:unhideWhenUsed/></w:style>"
            '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
            '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
            f"<w:tblCellMar>{cell}</w:tblCellMar></w:tblPr></w:style>"
            '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
            '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
            '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
            f'<w:uiPriority w:val="39"/><w:tblPr><w:tblBorders>{grid}</w:tblBorders></w:tblPr></w:style>'
        )

    def _hyperlinks(self) -> str:
        return "".join(
            f'<w:style w:type="character"{"" if name == LINK else CUSTOM} w:styleId="{name}"><w:name w:val="{name}"/>'
            '<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/><w:unhideWhenUsed/>'
            f'<w:rPr><w:color w:val="{color}"/><w:u w:val="{"single" if underline else "none"}"/></w:rPr></w:style>'
            for (color, underline), name in self._links.items()
        )


def _title(name: str) -> str:
    return name[:1].upper() + name[1:]
