"""Fields (page, number of pages, page of a heading) and the check box that Word can tick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.docx.marks import mark
from pipeline.docx.runs import run

if TYPE_CHECKING:
    from pipeline.docx.looks import RunLook

_INSTRUCTIONS = {"page": "PAGE", "pages": "NUMPAGES"}
FIELD_NAMES = frozenset(_INSTRUCTIONS)
PAGE, PAGES = "page", "pages"
"""What a label tells instead of an id: the page that it stands on, how many pages there are."""


def field_begin(instruction: str, look: RunLook, base: RunLook) -> str:
    """The runs of a field before its result."""
    return (
        run('<w:fldChar w:fldCharType="begin"/>', look, base)
        + run(f'<w:instrText xml:space="preserve"> {instruction} </w:instrText>', look, base)
        + run('<w:fldChar w:fldCharType="separate"/>', look, base)
    )


def field_end(look: RunLook, base: RunLook) -> str:
    """The run that ends a field."""
    return run('<w:fldChar w:fldCharType="end"/>', look, base)


def page_field(name: str, look: RunLook, base: RunLook, *, thai: bool) -> str:
    r"""A field with its result stored, so that it reads right before Word counts anew.

    A page number takes its digits from the section (``pgNumType``). The number of pages needs the switch
    ``\* ThaiArabic``, which Word understands; LibreOffice 7.4 takes it for letters and prints ฃ for 3.
    """
    instruction = _INSTRUCTIONS[name]
    if thai and name == PAGES:
        instruction += r" \* ThaiArabic"
    return field_begin(instruction, look, base) + _label(name, look, base, thai=thai) + field_end(look, base)


def page_reference(identifier: str, look: RunLook, base: RunLook, *, thai: bool) -> str:
    """The number of the page where a bookmark stands, as that page prints it; its result is stored."""
    begin = field_begin(rf"PAGEREF {mark('anchor', identifier)} \h", look, base)
    return begin + _label(f"#{identifier}", look, base, thai=thai) + field_end(look, base)


def _label(what: str, look: RunLook, base: RunLook, *, thai: bool) -> str:
    """A run with the label of a page: its letter may turn out Thai or not, so both runs are kept ready."""
    latin, complex_script = (run("<w:t>{}</w:t>", look, base, thai=is_complex) for is_complex in (False, True))
    return mark("label", what, int(thai), latin, complex_script)


_BOX_FONT = "Segoe UI Symbol"


def check_box(look: RunLook, base: RunLook, *, ticked: bool, number: int) -> str:
    """A check box content control (☑ or ☐), counted in its chapter; the layout draws it as a box without text."""
    shown = run(f"<w:t>{'☑' if ticked else '☐'}</w:t>", look._replace(family=_BOX_FONT), base)
    return (
        f'<w:sdt><w:sdtPr><w:id w:val="{mark("control", number)}"/><w14:checkbox>'
        f'<w14:checked w14:val="{int(ticked)}"/>'
        f'<w14:checkedState w14:val="2611" w14:font="{_BOX_FONT}"/>'
        f'<w14:uncheckedState w14:val="2610" w14:font="{_BOX_FONT}"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent>{shown}</w:sdtContent></w:sdt>"
    )
