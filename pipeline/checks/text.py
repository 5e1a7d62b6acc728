"""Blemishes of texts: what may look wrong in print is reported with its place, never rewritten."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.checks.registry import Hit, dataset_rule, hit
from pipeline.checks.texts import TextAt, context
from pipeline.findings import FieldPath, Severity
from pipeline.messages import N_
from pipeline.thai.hygiene import Blemish, BlemishKind, blemishes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.view import DatasetView

_SHOWN = 3
_BASIS_SPACING = N_("หลักเกณฑ์การเว้นวรรคของราชบัณฑิตยสภา")
_BASIS_TEXT = N_("ข้อความต้องค้นหาและอ่านได้ตรงตามต้นฉบับ")


@dataset_rule(
    id="text-question-for-dash",
    severity=Severity.WARNING,
    title=N_("เครื่องหมาย ? แทนขีด"),
    message=N_("“{found}” มี ? อยู่ในที่ที่ควรเป็นขีด"),
    remedy=N_("แทน ? ด้วยขีด (–)"),
    basis=N_("ขีดยาวหายไปเมื่อแปลงรหัสอักขระ"),
)
def text_question_for_dash(view: DatasetView) -> Iterator[Hit]:
    """A dash lost in a conversion: ``ปฏิบัติการ ? ชำนาญการ``."""
    yield from _each(view, BlemishKind.QUESTION_FOR_DASH)


@dataset_rule(
    id="text-mixed-digits",
    severity=Severity.WARNING,
    title=N_("เลขไทยปนเลขอารบิกในจำนวนเดียว"),
    message=N_("“{found}” มีทั้งเลขไทยและเลขอารบิกในจำนวนเดียวกัน"),
    remedy=N_("พิมพ์จำนวนนี้ด้วยเลขชนิดเดียว"),
    basis=N_("จำนวนหนึ่งใช้เลขชนิดเดียว"),
)
def text_mixed_digits(view: DatasetView) -> Iterator[Hit]:
    """Both kinds of digits in one number."""
    yield from _each(view, BlemishKind.MIXED_DIGITS)


@dataset_rule(
    id="text-character-lost",
    severity=Severity.ERROR,
    title=N_("อักขระสูญหาย"),
    message=N_("“{found}” มีอักขระที่สูญหายไปตอนแปลงไฟล์ (U+FFFD)"),
    remedy=N_("พิมพ์ข้อความช่วงนี้ใหม่จากต้นฉบับ"),
    basis=_BASIS_TEXT,
)
def text_character_lost(view: DatasetView) -> Iterator[Hit]:
    """A replacement character stands for something that was lost."""
    yield from _each(view, BlemishKind.REPLACEMENT)


@dataset_rule(
    id="text-control-hidden",
    severity=Severity.WARNING,
    title=N_("อักขระที่มองไม่เห็นหรือพิมพ์ไม่ได้"),
    message=N_("ใกล้ “{found}” มีอักขระที่มองไม่เห็นหรือพิมพ์ไม่ได้ ({codes})"),
    remedy=N_("ลบแล้วพิมพ์ข้อความช่วงนี้ใหม่ อย่าคัดลอกจากหน้าเว็บหรือไฟล์ PDF"),
    basis=_BASIS_TEXT,
)
def text_control_hidden(view: DatasetView) -> Iterator[Hit]:
    """Control characters, direction marks, private characters of an old font."""
    yield from _each(view, BlemishKind.CONTROL, BlemishKind.BIDI, BlemishKind.PRIVATE_USE)


@dataset_rule(
    id="text-stray-mark",
    severity=Severity.WARNING,
    title=N_("สระหรือวรรณยุกต์ลอย"),
    message=N_("“{found}” มีสระหรือวรรณยุกต์ที่ไม่มีพยัญชนะรองรับ"),
    remedy=N_("พิมพ์คำนี้ใหม่"),
    basis=_BASIS_TEXT,
)
def text_stray_mark(view: DatasetView) -> Iterator[Hit]:
    """A vowel or tone mark that stands on nothing."""
    yield from _each(view, BlemishKind.STRAY_MARK)


@dataset_rule(
    id="text-yamok-first",
    severity=Severity.WARNING,
    title=N_("ไม้ยมกอยู่ต้นข้อความ"),
    message=N_("“{found}” ขึ้นต้นด้วยไม้ยมก"),
    remedy=N_("ตรวจว่าข้อความก่อนหน้าหายไปหรือไม่"),
    basis=_BASIS_SPACING,
)
def text_yamok_first(view: DatasetView) -> Iterator[Hit]:
    """ๆ with nothing before it to repeat."""
    yield from _each(view, BlemishKind.YAMOK_FIRST)


@dataset_rule(
    id="text-invisible",
    severity=Severity.NOTE,
    title=N_("อักขระกว้างศูนย์"),
    message=N_("มีอักขระกว้างศูนย์ {count} แห่ง เช่น ใกล้ “{found}” ({codes})"),
    remedy=N_("ลบออกหากไม่ได้ตั้งใจใส่เพื่อกำหนดจุดตัดคำ เพราะทำให้ค้นหาคำไม่พบ"),
    basis=_BASIS_TEXT,
)
def text_invisible(view: DatasetView) -> Iterator[Hit]:
    """Zero-width characters and soft hyphens."""
    yield from _together(view, BlemishKind.INVISIBLE)


@dataset_rule(
    id="text-double-space",
    severity=Severity.NOTE,
    title=N_("เว้นวรรคซ้ำ"),
    message=N_("เว้นวรรคเกินหนึ่งเคาะ {count} แห่ง เช่น “{found}”"),
    remedy=N_("เว้นวรรคเพียงหนึ่งเคาะ"),
    basis=_BASIS_SPACING,
)
def text_double_space(view: DatasetView) -> Iterator[Hit]:
    """Two spaces or more."""
    yield from _together(view, BlemishKind.DOUBLE_SPACE)


@dataset_rule(
    id="text-era-without-space",
    severity=Severity.NOTE,
    title=N_("ไม่เว้นวรรคหลัง พ.ศ."),
    message=N_("ไม่เว้นวรรคหลัง พ.ศ. {count} แห่ง เช่น “{found}”"),
    remedy=N_("เว้นวรรคหนึ่งเคาะระหว่าง พ.ศ. กับปี"),
    basis=_BASIS_SPACING,
)
def text_era_without_space(view: DatasetView) -> Iterator[Hit]:
    """``พ.ศ.2563`` for ``พ.ศ. 2563``."""
    yield from _together(view, BlemishKind.ERA_WITHOUT_SPACE)


@dataset_rule(
    id="text-yamok-without-space",
    severity=Severity.NOTE,
    title=N_("ไม่เว้นวรรคหน้าไม้ยมก"),
    message=N_("ไม่เว้นวรรคหน้าไม้ยมก {count} แห่ง เช่น “{found}”"),
    remedy=N_("เว้นวรรคหน้าและหลังไม้ยมก เช่น ต่าง ๆ"),
    basis=_BASIS_SPACING,
)
def text_yamok_without_space(view: DatasetView) -> Iterator[Hit]:
    """``ต่างๆ`` for ``ต่าง ๆ``."""
    yield from _together(view, BlemishKind.YAMOK_WITHOUT_SPACE)


@dataset_rule(
    id="text-number-glued",
    severity=Severity.NOTE,
    title=N_("ไม่เว้นวรรคหน้า “ครั้งที่”"),
    message=N_("“{found}” พิมพ์ติดกับคำข้างหน้า"),
    remedy=N_("เว้นวรรคหนึ่งเคาะหน้า “ครั้งที่”"),
    basis=_BASIS_SPACING,
)
def text_number_glued(view: DatasetView) -> Iterator[Hit]:
    """``กรุงเทพมหานครครั้งที่ 3/2563``."""
    yield from _each(view, BlemishKind.GLUED_NUMBER)


@lru_cache(maxsize=4096)
def blemishes_in(text: str) -> tuple[Blemish, ...]:
    """Blemishes of a text; the same text is asked by several rules, and lines repeat from project to project."""
    return tuple(blemishes(text))


def _each(view: DatasetView, *kinds: BlemishKind) -> Iterator[Hit]:
    """One hit for each blemish."""
    for at in view.texts:
        for blemish in blemishes_in(at.text):
            if blemish.kind in kinds:
                yield _hit(at, blemish)


def _hit(at: TextAt, blemish: Blemish) -> Hit:
    around = context(at.text, blemish.start, blemish.end)
    return hit(at.path, quote=around, found=around, codes=_codes(blemish.quote))


def _together(view: DatasetView, kind: BlemishKind) -> Iterator[Hit]:
    """One hit for all blemishes of a field: small things that come in numbers."""
    fields: dict[FieldPath, list[tuple[TextAt, Blemish]]] = {}
    for at in view.texts:
        for blemish in blemishes_in(at.text):
            if blemish.kind is kind:
                fields.setdefault(at.field, []).append((at, blemish))
    for found in fields.values():
        shown = dict.fromkeys(context(at.text, blemish.start, blemish.end) for at, blemish in found)
        yield hit(
            found[0][0].path,
            quote=next(iter(shown)),
            count=str(len(found)),
            found="”, “".join(list(shown)[:_SHOWN]),
            codes=_codes(found[0][1].quote),
        )


def _codes(text: str) -> str:
    return " ".join(dict.fromkeys(f"U+{ord(letter):04X}" for letter in text))
