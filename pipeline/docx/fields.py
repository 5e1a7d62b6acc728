"""Fields (page, number of pages) and the check box that Word can tick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.docx.runs import is_thai, run

if TYPE_CHECKING:
    from pipeline.docx.looks import RunLook

_INSTRUCTIONS = {"page": "PAGE", "pages": "NUMPAGES"}
_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
FIELD_NAMES = frozenset(_INSTRUCTIONS)


def page_field(name: str, result: int, look: RunLook, base: RunLook, *, thai: bool) -> str:
    r"""A field with its result stored, so that it reads right before Word counts anew.

    A page number takes its digits from the section (``pgNumType``). The number of pages needs the switch
    ``\* ThaiArabic``, which Word understands; LibreOffice 7.4 takes it for letters and prints ฃ for 3.
    """
    instruction = _INSTRUCTIONS[name]
    if thai and name == "pages":
        instruction += r" \* ThaiArabic"
    shown = str(result).translate(_THAI_DIGITS) if thai else str(result)
    return "".join(
        (
            run('<w:fldChar w:fldCharType="begin"/>', look, base),
            run(f'<w:instrText xml:space="preserve"> {instruction} </w:instrText>', look, base),
            run('<w:fldChar w:fldCharType="separate"/>', look, base),
            run(f"<w:t>{shown}</w:t>", look, base, thai=is_thai(shown)),
            run('<w:fldChar w:fldCharType="end"/>', look, base),
        )
    )


_BOX_FONT = "Segoe UI Symbol"


def check_box(look: RunLook, base: RunLook, *, ticked: bool, number: int) -> str:
    """A check box content control (☑ or ☐); the layout draws it as a box without text."""
    shown = run(f"<w:t>{'☑' if ticked else '☐'}</w:t>", look._replace(family=_BOX_FONT), base)
    return (
        f'<w:sdt><w:sdtPr><w:id w:val="{number}"/><w14:checkbox><w14:checked w14:val="{int(ticked)}"/>'
        f'<w14:checkedState w14:val="2611" w14:font="{_BOX_FONT}"/>'
        f'<w14:uncheckedState w14:val="2610" w14:font="{_BOX_FONT}"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent>{shown}</w:sdtContent></w:sdt>"
    )
