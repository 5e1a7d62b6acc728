"""Blanks on one side only, or missing, around figures, slashes and brackets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.checks.registry import Hit, dataset_rule, hit
from pipeline.checks.texts import TextAt, TextKind, context
from pipeline.findings import Severity
from pipeline.messages import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.view import DatasetView
    from pipeline.findings import FieldPath

_BASIS = N_("หลักเกณฑ์การเว้นวรรคของราชบัณฑิตยสภา")
_D = "[0-9๐-๙]"
_ODD = re.compile(
    rf"""
      (?<!{_D}){_D}{{1,2}}\ \.(?=[ก-ฮเ-ไ])                        # 7 .ติดตาม
    | (?<!\S){_D}{{1,2}}\.\)                                      # 2.)
    | (?<=[ก-๎])\ /(?=[ก-ฮเ-ไ]) | (?<=[ก-๎])/\ (?=[ก-ฮเ-ไ])        # ดำเนินการ /ขอบเขต
    | (?<!{_D}){_D}{{4}}(?:\ [-–]|[-–]\ )(?={_D}{{4}}(?!{_D}))      # 2556 -2575
    | (?<=[ก-๎])\((?=[A-Za-z]{{2}})                                # กรุงเทพมหานคร(Managerial
    | (?:(?<![ก-๎])กทม\.|ก\.ก\.)(?=[ก-ฮเ-ไ][ก-๎]{{2}})             # กทม.ที่กำหนด
    | (?<=[ก-๎]\ ){_D}{{1,2}}\.(?=[ก-ฮเ-ไ][ก-๎]{{2}})               # สมรรถนะ 1.ผู้อำนวยการ
    | (?<=[ก-๎])(?<!อัน)(?<!ซึ่ง)(?<!คือ)ได้แก่(?=\ )                       # พัฒนาได้แก่
    | (?<=[ก-ฮะ-ฺเ-๎]\ )และ\ (?=[ก-ฮเ-ไ][ก-๎]{{5}})                 # ผู้ว่าราชการ และ สำนักปลัด
    | (?<![ก-๎])(?:[มกสพต]\.[คยพ]\.|เม\.ย\.|มิ\.ย\.|มี\.ค\.|ธ\.ค\.)(?={_D}{{2}})  # มี.ค.63
    | (?<={_D}|[ก-๎])\ ,(?=\ )                                   # 63 , 20
    | (?<=[ก-๎])(?<!ดัง)(?<!เฉก)(?<!เป็น)(?<!อย่าง)(?<!เหมือน)เช่น(?=\ )     # การเรียนรู้เช่น IT
    """,
    re.VERBOSE,
)
_SHOWN = 3


@dataset_rule(
    id="text-spacing-odd",
    severity=Severity.NOTE,
    title=N_("เว้นวรรคข้างตัวเลขหรือเครื่องหมายไม่ถูกต้อง"),
    message=N_("เว้นวรรคไม่ถูกต้อง {count} แห่ง เช่น “{found}”"),
    remedy=N_("เว้นวรรคหน้าวงเล็บและหลังคำย่อ ขีดและทับเว้นวรรคทั้งสองข้างหรือไม่เว้นเลย เลขข้อพิมพ์เป็น 1. หรือ 1)"),
    basis=_BASIS,
)
def text_spacing_odd(view: DatasetView) -> Iterator[Hit]:
    """Small slips of blanks, counted together for each field."""
    fields: dict[FieldPath, list[tuple[TextAt, str]]] = {}
    for at in view.texts:
        for match in _ODD.finditer(at.text) if at.kind is not TextKind.PERSON else ():
            fields.setdefault(at.field, []).append((at, context(at.text, *match.span(), 10)))
    for found in fields.values():
        shown = list(dict.fromkeys(around for _, around in found))
        yield hit(found[0][0].path, quote=shown[0], count=str(len(found)), found="”, “".join(shown[:_SHOWN]))
