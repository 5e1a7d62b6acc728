"""Sound evaluations of different shapes, as offices write them: nothing is said about any of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.checks import check
from pipeline.sources import load

if TYPE_CHECKING:
    from pathlib import Path

AGENCY = """fiscal_year: 2568
as_of: 31/10/2568
agency: {name: สำนักงานเขตตัวอย่าง กรุงเทพมหานคร}
units:
  - {id: reg, name: ฝ่ายทะเบียน}
  - {id: env, name: ฝ่ายสิ่งแวดล้อมและสุขาภิบาล}
people:
  - {id: noi, name: นางสาวน้อย ชื่อสมมุติ, position: นักจัดการงานทั่วไปชำนาญการ, unit: reg, phone: โทร. 6102}
"""
TWO_PARTS = "1: {name: ด้านภารกิจหลัก, weight: 60}\n2: {name: ด้านบริการ, weight: 40}\n"

SHAPES: dict[str, dict[str, str]] = {}
SHAPES["counts of each quarter, which add up to the year"] = {
    "agency": AGENCY,
    "dimensions": TWO_PARTS,
    "evaluation": """word: องค์ประกอบ
""",
    "evaluation-indicators": """F-1: {dimension: 1, name: จำนวนครั้งของการตรวจสถานประกอบการ,
    weight: 60, unit: ครั้ง, target: ไม่น้อยกว่า 120 ครั้ง, scheme: ขั้นบันได, units: env,
    criteria: [ต่ำกว่า 60, 60–79, 80–99, 100–119, 120 ขึ้นไป]}
S-1: {dimension: 2, name: ร้อยละความพึงพอใจของผู้รับบริการ, weight: 40, unit: ร้อยละ,
    target: ร้อยละ 90, units: reg, criteria: ['70', '75', '80', '85', '90']}
""",
    "evaluation-results": """F-1:
  as_of: 30/09/2568
  value: 124
  reporter: {person: noi}
  details: ตรวจสถานประกอบการอาหาร 124 ครั้ง พบข้อบกพร่อง 9 แห่ง แก้ไขแล้วทั้งหมด
  evidence: |
    รายงานผลการตรวจสถานประกอบการประจำปี
    ทะเบียนคุมการออกตรวจ
  quarters:
    - {quarter: 1, target: 30, value: 28, date: 18/12/2567}
    - {quarter: 2, target: 30, value: 33, date: 18/03/2568}
    - {quarter: 3, target: 30, value: 31, date: 18/06/2568}
    - {quarter: 4, target: 30, value: 32, date: 12/09/2568}
S-1:
  as_of: 30/09/2568
  numerator: 912
  denominator: 1,000
  reporter: {person: noi}
  details: สำรวจความพึงพอใจผู้รับบริการ 1,000 คน พึงพอใจ 912 คน
  evidence: [แบบสำรวจความพึงพอใจ]
""",
}
SHAPES["four dimensions on a scale of five, with shares of a hundred"] = {
    "agency": AGENCY,
    "dimensions": """1: {name: ด้านประสิทธิผล, weight: 60}
2: {name: ด้านคุณภาพ, weight: 10}
3: {name: ด้านประสิทธิภาพ, weight: 20}
4: {name: ด้านพัฒนาองค์กร, weight: 10}
""",
    "evaluation": """word: มิติ
scale: 1–5 คะแนน
""",
    "evaluation-indicators": """1: {dimension: 1, name: ผลสำเร็จตามตัวชี้วัดเจรจาตกลง,
    weight: 60, weights_of: 100, responsible: ทุกส่วนราชการ}
1.1: {dimension: 1, parent: '1', name: ร้อยละของการจัดเก็บขยะอินทรีย์, weight: 50, unit: ร้อยละ,
    units: env, criteria: ['20', '25', '30', '35', '40']}
1.2: {dimension: 1, parent: '1', name: ระดับความสำเร็จของสวน 15 นาที, weight: 50,
    scheme: ขั้นความสำเร็จ, units: env, criteria: [สำรวจพื้นที่, ออกแบบ, ขออนุญาต, ก่อสร้าง,
    เปิดใช้]}
2: {dimension: 2, name: ร้อยละของเรื่องร้องทุกข์ที่แก้ไขแล้ว, weight: 10, unit: ร้อยละ,
    responsible: ทุกส่วนราชการ, criteria: ['60', '70', '80', '90', '100']}
3: {dimension: 3, name: ร้อยละการเบิกจ่าย, weight: 20, unit: ร้อยละ, responsible: ทุกส่วนราชการ,
    criteria: ['80', '85', '90', '95', '100']}
4: {dimension: 4, name: จำนวนข้าราชการที่ผ่านการอบรม, weight: 10, unit: คน, units: reg,
    criteria: ['10', '20', '30', '40', '50']}
""",
    "evaluation-results": """1.1: {value: 33.5, reporter: {person: noi},
    explanation: ชุมชน 2 แห่งยังไม่มีจุดรับ, details: จัดเก็บได้ตามแผน,
    evidence: [ทะเบียนชั่งน้ำหนักขยะ]}
1.2: {level: 5, reporter: {person: noi}, details: เปิดสวนแล้ว 1 แห่ง, evidence: [ภาพสวนวันเปิด]}
2: {numerator: 480, denominator: 500, reporter: {person: noi},
    explanation: เหลือ 20 เรื่องรอหน่วยงานอื่น, details: แก้ไขแล้ว 480 เรื่อง,
    evidence: [รายงานระบบรับเรื่อง]}
3: {numerator: '45,300,210.75', denominator: '47,000,000', reporter: {person: noi},
    explanation: ครุภัณฑ์หนึ่งรายการกันเงินเหลื่อมปี, details: เบิกจ่าย 45.30 ล้านบาท,
    evidence: [รายงานการเบิกจ่าย]}
4: {value: 52, reporter: {person: noi}, details: อบรม 3 รุ่น รวม 52 คน, evidence: [ทะเบียนผู้เข้าอบรม]}
""",
}
SHAPES["less is better, groups, baht, a missed report"] = {
    "agency": AGENCY,
    "dimensions": TWO_PARTS,
    "evaluation": """word: องค์ประกอบ
groups: [A, B]
group: B
missed_report_deduction: 0.2
decimals: 3
""",
    "evaluation-indicators": """T-1: {dimension: 1, name: ระยะเวลาเฉลี่ยในการออกใบอนุญาต,
    weight: 30, unit: วัน, target: ไม่เกิน 5 วัน, units: reg,
    criteria: {A: ['9 วัน','8 วัน','7 วัน','6 วัน','5 วัน'],
    B: ['≤ 9','≤ 8','≤ 7','≤ 6','≤ 5']}}
T-2: {dimension: 1, name: อัตราการเกิดเพลิงไหม้ต่อประชากรแสนคน, weight: 30, unit: ครั้งต่อแสนคน,
    target: น้อยกว่า 2 ครั้งต่อแสนคน, scheme: ขั้นบันได, units: env,
    criteria: ['≥ 5','4','3','2','< 2']}
T-3: {dimension: 2, name: มูลค่าการจัดเก็บภาษีที่ดิน, weight: 40, unit: บาท,
    target: '120,000,000 บาท', units: reg,
    criteria: ['80,000,000','90,000,000','100,000,000','110,000,000','120,000,000']}
""",
    "evaluation-results": """T-1: {value: 5.4, missed_reports: 1, reporter: {person: noi},
    explanation: เอกสารผู้ขออนุญาตไม่ครบ, details: ใช้เวลาเฉลี่ย 5.4 วัน,
    evidence: [รายงานจากระบบใบอนุญาต]}
T-2: {value: 1.37, reporter: {person: noi}, details: เกิดเหตุ 2 ครั้ง, evidence: [สถิติสาธารณภัย]}
T-3: {value: '118,204,330.50', reporter: {person: noi}, explanation: ผู้เสียภาษีขอผ่อนชำระ,
    details: 'จัดเก็บได้ 118,204,330.50 บาท', evidence: [รายงานรายได้]}
""",
}
SHAPES["the beginning of a year: framework, deadlines, agreement"] = {
    "agency": AGENCY.replace("2568", "2569", 1).replace("31/10/2568", "20/10/2568"),
    "dimensions": TWO_PARTS,
    "evaluation": """
word: องค์ประกอบ
deadlines:
  - {kind: ส่งคำรับรอง, date: 30/10/2568}
  - {kind: รายงานตัวชี้วัดรายไตรมาส, round: 1, date: 22/12/2568}
  - {kind: รายงานโครงการรายเดือน, day: 20}
agreement:
  parties:
    - {role: ผู้ทำคำรับรอง, name: นายมั่น ชื่อสมมุติ, position: ผู้อำนวยการเขตตัวอย่าง}
    - {role: ผู้รับคำรับรอง, name: นางคง ชื่อสมมุติ, position: รองปลัดกรุงเทพมหานคร}
""",
    "evaluation-indicators": """F-1: {dimension: 1, name: ร้อยละของถนนที่ซ่อมแล้วเสร็จ,
    weight: 60, unit: ร้อยละ, target: ร้อยละ 90, units: env, criteria: ['50', '60', '70', '80',
    '90']}
S-1: {dimension: 2, name: ระดับความสำเร็จของการบริการแบบเบ็ดเสร็จ, weight: 40,
    scheme: ขั้นความสำเร็จ, units: reg, criteria: [ศึกษา, ออกแบบ, ทดลอง, ปรับปรุง,
    ให้บริการเต็มรูปแบบ]}
""",
}
SHAPES["points out of the weight, given by a committee, one under review"] = {
    "agency": AGENCY,
    "dimensions": "1: {name: ด้านภารกิจหลัก, weight: 100, form: รายตัวชี้วัด}\n",
    "evaluation": """scores: คณะกรรมการ
evaluator: กองประเมินผล
""",
    "evaluation-indicators": """W-1: {dimension: 1, name: ระดับความสำเร็จของโครงการ ก,
    weight: 55, scheme: คะแนนตามน้ำหนัก, units: reg}
W-2: {dimension: 1, name: ระดับความสำเร็จของโครงการ ข, weight: 45, scheme: คะแนนตามน้ำหนัก,
    units: env, target: ระดับ 4}
""",
    "evaluation-results": """W-1: {level: 5, committee_level: 4, committee_note: หลักฐานไม่ครบ,
    reporter: {person: noi}, details: ดำเนินการครบ, evidence: [รายงานสรุป],
    appeals: [{kind: ขอทบทวนผลคะแนน, round: 1, date: 20/10/2568, item: ขอทบทวนระดับ,
    before: ระดับ 4, after: ระดับ 5, state: รอผล}]}
W-2: {level: 4, committee_level: 4, committee_score: 36, reporter: {person: noi},
    details: ดำเนินการ 4 ขั้น, evidence: [รายงานสรุป]}
""",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_nothing_but_a_note_is_said_about_a_sound_evaluation(shape: str, tmp_path: Path) -> None:
    for stem, text in SHAPES[shape].items():
        (tmp_path / f"{stem}.yaml").write_text(text, encoding="utf-8")

    found = check(load(tmp_path))

    # That a committee came to another score is worth knowing, and nobody's mistake.
    assert [one.rule.id for one in found] == (["committee-score-differs"] if "committee" in shape else [])
