"""Invented agencies by the dozen for tests and benchmarks of the batch, written as JSON: fast, and the same each time.

``python tests/batch/agencies.py FOLDER [AGENCIES [PROJECTS [SEED]]]`` writes some to look at.
"""

from __future__ import annotations

import json
import random
import sys
from dataclasses import dataclass
from decimal import Decimal
from itertools import count, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SHORT = (
    "สำรวจพื้นที่ร่วมกับผู้อยู่อาศัยแล้ว และจัดทำแผนที่จุดที่ต้องปรับปรุง",
    "จัดทำขอบเขตของงานและราคากลางแล้วเสร็จ อยู่ระหว่างรับฟังความเห็น",
    "ผู้รับจ้างเข้าพื้นที่และเริ่มงานตามสัญญา งานส่วนแรกผ่านการตรวจรับแล้ว",
    "จัดอบรมเจ้าหน้าที่และผู้แทนชุมชน ผู้เข้าอบรมส่วนใหญ่นำไปใช้ได้ทันที",
    "ทดลองใช้จริงกับผู้มาติดต่อ พบข้อที่ควรปรับสองข้อและปรับแล้วทั้งสองข้อ",
    "ติดตั้งอุปกรณ์ครบตามแผน และตรวจวัดค่าตั้งต้นก่อนเริ่มใช้งาน",
    "สรุปผลรอบเดือนเสนอผู้บริหาร ที่ประชุมเห็นชอบให้ทำต่อตามแผน",
    "เบิกจ่ายงวดงานได้เร็วขึ้น เพราะส่งหลักฐานพร้อมกับใบแจ้งหนี้",
)
"""Paragraphs of about one line, without dates and names."""

LONG = (
    "ผู้มาใช้บริการต้องรอนานเพราะข้อมูลของแต่ละกลุ่มงานอยู่คนละแฟ้ม เจ้าหน้าที่จึงต้องถามซ้ำและกรอกซ้ำ การรวมข้อมูลไว้ที่เดียวจะลดข้อผิดพลาด",
    "พื้นที่นำร่องเป็นที่ลุ่ม น้ำระบายช้าเมื่อฝนตกต่อเนื่อง ทางเดินเท้าจึงใช้ไม่ได้หลายชั่วโมง การเพิ่มจุดซึมน้ำใช้งบประมาณน้อยและดูแลรักษาง่าย",
    "ร้านค้าและผู้อยู่อาศัยใช้ทางเดียวกันแต่คนละเวลา การจัดช่วงเวลาและป้ายบอกทางที่อ่านง่าย จะทำให้ทุกคนใช้พื้นที่ร่วมกันได้โดยไม่ต้องก่อสร้างเพิ่ม",
    "ผลการสอบถามพบว่าผู้สูงอายุส่วนใหญ่อยากออกมาเดินตอนเช้า แต่ไม่มั่นใจเรื่องพื้นต่างระดับและแสงสว่าง จึงเห็นควรปรับปรุงเส้นทางใกล้บ้าน",
)
"""Paragraphs of two lines or three."""

PLACES = ("ริมคลองบัว", "หน้าตลาดเก่า", "ใต้สะพานไม้", "หลังโรงเรียน", "ปากซอยมะขาม", "รอบสวนลั่นทม", "ท้ายหมู่บ้าน")
WORKS = ("ปรับปรุงทางเดินเท้า", "ติดตั้งจุดซึมน้ำ", "จัดทำฐานข้อมูลบริการ", "อบรมอาสาสมัคร", "ทดลองป้ายบอกทาง")
PEOPLE = ("นายกล้า ทดลองก่อน", "นางสาวข้าวหอม แต่งขึ้น", "นายคิด ลองดู", "นางจำปา ร่างไว้", "นายชอบ สมมุติการ")
DIVISIONS = ("กองแผนและติดตาม", "กองพื้นที่ทดลอง", "กองบริการและข้อมูล")

STRATEGY = (
    ("1", "ด้าน", "เมืองที่รู้ร้อนรู้หนาว"),
    ("1.1", "มิติ", "การบริหารแผนและผลงาน"),
    ("1.1.1", "เป้าหมาย", "หน่วยงานรู้ผลของงานทันเวลา"),
    ("2", "ด้าน", "เมืองที่อยู่กับน้ำได้"),
    ("2.1", "มิติ", "การลดความเสี่ยงจากน้ำท่วม"),
    ("2.1.1", "เป้าหมาย", "น้ำท่วมขังในซอยเสี่ยงลดลงทุกปี"),
    ("3", "ด้าน", "เมืองที่เป็นของทุกคน"),
    ("3.1", "มิติ", "พื้นที่สาธารณะใกล้บ้าน"),
    ("3.1.1", "เป้าหมาย", "ผู้อยู่อาศัยทุกวัยมีพื้นที่สาธารณะที่ใช้ได้จริง"),
)
GOALS = tuple(code for code, level, _ in STRATEGY if level == "เป้าหมาย")

_MONTHS = (
    (10, 2568), (11, 2568), (12, 2568), (1, 2569), (2, 2569), (3, 2569), (4, 2569), (5, 2569), (6, 2569),
)  # fmt: skip
"""Months of the fiscal year 2569 in which reports are made, up to the month of the tests."""
_NAMES = ("", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
_YEAR = (10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9)


@dataclass(frozen=True, slots=True)
class Texts:
    """What narratives (``short``) and rationales (``long``) are made of; each use gets a number of its own."""

    short: Sequence[str] = SHORT
    long: Sequence[str] = LONG
    paragraphs: int = 1
    """Paragraphs of a rationale and items of a list."""


FEW = Texts()


def write_agencies(
    folder: Path, agencies: int = 3, projects: int = 4, *, seed: int = 1, texts: Texts = FEW
) -> list[Path]:
    """Write the datasets ``agency-01``, ``agency-02``, … below a folder, a file for each project.

    Fiscal year 2569, as known on 25 June 2569 (2026 CE), everything reported but the June report of every fifth
    project. The same arguments give the same bytes; another seed other texts and amounts. No text is used twice in
    one call, so that nothing laid out for one document serves another.

    Returns:
        The folders of the datasets.
    """
    numbers = count(seed * 1_000_000)
    made = []
    for number in range(1, agencies + 1):
        made.append(folder / f"agency-{number:02}")
        chance = random.Random(f"{seed} {number}")  # noqa: S311 - test data
        agency = _Agency(number, chance, texts, numbers)
        (made[-1] / "projects").mkdir(parents=True, exist_ok=True)
        write(made[-1] / "agency.json", agency.itself())
        for place in range(projects):
            project = agency.project(place)
            write(made[-1] / "projects" / f"{project['code']}.json", project)
    return made


def write(path: Path, value: object) -> None:
    """One file of a dataset."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def change(path: Path, **values: object) -> None:
    """Give a file of a dataset other values, as somebody who corrects it."""
    write(path, json.loads(path.read_text(encoding="utf-8")) | values)


@dataclass(frozen=True, slots=True)
class _Agency:
    """One agency in the making."""

    number: int
    chance: random.Random
    texts: Texts
    numbers: Iterator[int]

    def itself(self) -> dict[str, Any]:
        """Who is who, and the plan that all agencies share."""
        units = [{"id": f"division-{place}", "name": name} for place, name in enumerate(DIVISIONS)]
        people = [
            {
                "id": f"person-{place}",
                "name": name,
                "position": "นักวิเคราะห์นโยบายและแผนชำนาญการ",
                "unit": f"division-{place % len(DIVISIONS)}",
                "phone": f"โทร. {7000 + place}",
            }
            for place, name in enumerate(PEOPLE)
        ]
        return {
            "fiscal_year": 2569,
            "as_of": "25/06/2569",
            "agency": {"name": f"สำนักทดลองที่ {self.number} กรุงเทพมหานคร", "code": self._code()},
            "units": units,
            "people": people,
            "strategy": [dict(zip(("code", "level", "name"), node, strict=True)) for node in STRATEGY],
        }

    def project(self, place: int) -> dict[str, Any]:
        """A project with three to nine reports up to June; it runs to the end of the fiscal year."""
        reports = self.chance.randint(3, len(_MONTHS))
        first = len(_MONTHS) - reports
        budget = self.chance.randint(20, 900) * 10_000
        month, year = _MONTHS[first]
        person = self.chance.randrange(len(PEOPLE))
        return {
            "code": f"{self._code()}-{place + 1:04}",
            "name": f"โครงการ{self.chance.choice(WORKS)}{self.chance.choice(PLACES)} ระยะที่ {place + 1}",
            "kind": "ยุทธศาสตร์",
            "fiscal_year": 2569,
            "start": f"1/{month:02}/{year}",
            "end": "30/09/2569",
            "budget_received": f"{budget:,}",
            "unit": f"division-{person % len(DIVISIONS)}",
            "responsible": {"person": f"person-{person}"},
            "rationale": "\n\n".join(self._said(self.texts.long) for _ in range(self.texts.paragraphs)),
            "objectives": self._listed(),
            "targets": self._listed(),
            "alignments": [{"node": self.chance.choice(GOALS), "indicator": f"ร้อยละความสำเร็จของงานที่ {place + 1}"}],
            "steps": self._steps(first),
            "reports": [*self._reports(first, budget)][: -1 if place % 5 == 4 else None],
        }

    def _code(self) -> str:
        return f"{89_000_000 + self.number}"

    def _said(self, pool: Sequence[str]) -> str:
        return f"{self.chance.choice(pool)} {next(self.numbers)}"

    def _listed(self) -> str:
        return "\n".join(f"{no}. {self._said(self.texts.short)}" for no in range(1, self.texts.paragraphs + 2))

    def _steps(self, first: int) -> list[dict[str, Any]]:
        """Four steps of equal weight, one after the other."""
        months = [f"{_NAMES[month]} {2568 if month >= _YEAR[0] else 2569}" for month in _YEAR[first:]]
        ends = [round(len(months) * part / 4) for part in range(5)]
        return [
            {"name": self._said(SHORT), "weight": 25, "start": months[start], "end": months[end - 1]}
            for start, end in pairwise(ends)
        ]

    def _reports(self, first: int, budget: int) -> Iterator[dict[str, Any]]:
        """One in time each month, a little less than the plan asks for; sums of money stay below the budget."""
        whole = len(_YEAR) - first
        for no, (month, year) in enumerate(_MONTHS[first:], 1):
            share = Decimal(budget) * self.chance.randint(10, 90) / 100 / whole
            yield {
                "no": no,
                "date": f"{self.chance.randint(8, 20):02}/{month:02}/{year}",
                "narrative": self._said(self.texts.short),
                "progress": 100 * no // whole - self.chance.randint(2, 5),
                "disbursement_no": no,
                "disbursed": f"{share:,.2f}",
                "on_plan": "เป็นไปตามแผน",
                "on_target": "เป็นไปตามเป้าหมาย",
            }


if __name__ == "__main__":
    target, *amounts = sys.argv[1:]
    agencies, projects, seed = [*map(int, amounts), *(3, 4, 1)[len(amounts) :]]
    write_agencies(Path(target), agencies, projects, seed=seed)
