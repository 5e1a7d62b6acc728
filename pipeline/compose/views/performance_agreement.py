"""คำรับรองการปฏิบัติราชการ: who agrees with whom on what, their signatures, and the table of indicators behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.compose.composed import Sheet, midnight
from pipeline.compose.naming import file_stem
from pipeline.compose.prose import Keep
from pipeline.compose.views import framework_rows as rows
from pipeline.compose.views.agreed_indicators import AgreedTable, agreed_table
from pipeline.compose.views.office import created_on, fiscal_year_days, protected_names
from pipeline.compose.views.signatures import Signature, SignatureRow, signature_of, signature_rows
from pipeline.compose.views.texts import prose
from pipeline.model import Agreement, Evaluation, SignatureBlock
from pipeline.scoring import framework_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markupsafe import Markup

    from pipeline.compose.composed import Options
    from pipeline.compose.digits import Numerals
    from pipeline.model import Dataset, Project

MAKER, ACCEPTOR = "ผู้ทำคำรับรอง", "ผู้รับคำรับรอง"
_BEFORE_SIGNATURES = Keep(start=True, end=True)


@dataclass(frozen=True, slots=True)
class PartyLine:
    """A party as the text names it; an empty name or position is a dotted line for the pen."""

    word: str
    name: str
    position: str


@dataclass(frozen=True, slots=True)
class PerformanceAgreement:
    """Every value of the document. With a ``statement`` of the agency's own there are no ``clauses``."""

    title: str
    year: str
    agency: str
    running: str
    numbers: tuple[str, ...]
    parties: tuple[PartyLine, ...]
    period: str
    clauses: tuple[str, ...]
    statement: Markup
    signatures: tuple[SignatureRow, ...]
    table: AgreedTable


def view(dataset: Dataset, subject: Project | Dataset, options: Options) -> Sheet:  # noqa: ARG001 - every view's signature
    """The agreement of a dataset: of an agency or, by its parties, of the city."""
    evaluation = dataset.evaluation or Evaluation()
    agreement = evaluation.agreement or Agreement()
    year = dataset.fiscal_year
    return Sheet(
        view=_agreement(dataset, agreement, options),
        label=str(year),
        title=f"{agreement.title} ปีงบประมาณ พ.ศ. {year}",
        subject=dataset.agency.name,
        author=dataset.agency.name,
        keywords=(f"ปีงบประมาณ พ.ศ. {year}",),
        created=midnight(created_on(dataset)),
        protect=protected_names(dataset),
        stem=file_stem("performance-agreement", str(year)),
    )


def _agreement(dataset: Dataset, agreement: Agreement, options: Options) -> PerformanceAgreement:
    numerals, agency = options.numerals, dataset.agency
    framework = framework_of(dataset)
    parties = parties_of(agreement)
    title, year = numerals.typed(agreement.title), f"ปีงบประมาณ พ.ศ. {numerals.number(dataset.fiscal_year)}"
    period = _period(dataset, agreement, numerals)
    whole = rows.whole_weight(framework)
    weight = "" if whole is None else f" น้ำหนักรวมร้อยละ {rows.percent_text(whole, numerals)}"
    clauses = () if agreement.statement else tuple(_clauses(period, weight))
    return PerformanceAgreement(
        title=title,
        year=f"ประจำ{year}",
        agency=numerals.typed(agency.name),
        running=f"{title} {year} | {numerals.typed(agency.short_name or agency.name)}",
        numbers=tuple(numerals.computed(f"{number}.") for number in range(1, len(clauses) + 2)),
        parties=tuple(_parties(dataset, parties, numerals)),
        period=period,
        clauses=clauses,
        statement=prose(agreement.statement, numerals, _BEFORE_SIGNATURES),
        signatures=signature_rows(dataset, parties, options),
        table=agreed_table(dataset, framework, options),
    )


def parties_of(agreement: Agreement) -> tuple[SignatureBlock, ...]:
    """Those who sign: the maker first. Where the data has no maker or nobody who accepts, the pen fills that in."""
    parties = agreement.parties
    words = [_word(block, place) for place, block in enumerate(parties)]
    if MAKER not in words:
        parties = (SignatureBlock(role=MAKER), *parties)
    if ACCEPTOR not in words:
        parties = (*parties, SignatureBlock(role=ACCEPTOR))
    return parties


def _word(block: SignatureBlock, place: int) -> str:
    """Maker or acceptor: as the role says; else the first makes the agreement, and the others accept it."""
    if block.role.startswith((MAKER, ACCEPTOR)):
        return MAKER if block.role.startswith(MAKER) else ACCEPTOR
    return ACCEPTOR if place else MAKER


def _parties(dataset: Dataset, parties: Sequence[SignatureBlock], numerals: Numerals) -> Iterator[PartyLine]:
    for place, block in enumerate(parties):
        signature: Signature = signature_of(dataset, block, numerals)
        yield PartyLine(_word(block, place), signature.name, signature.position)


def _period(dataset: Dataset, agreement: Agreement, numerals: Numerals) -> str:
    """``ตั้งแต่วันที่ 1 ตุลาคม 2566 ถึงวันที่ 30 กันยายน 2567``."""
    first, last = fiscal_year_days(dataset.fiscal_year)
    start, end = agreement.start or first, agreement.end or last
    return f"ตั้งแต่วันที่ {numerals.date(start)} ถึงวันที่ {numerals.date(end)}"


def _clauses(period: str, weight: str) -> Iterator[str]:
    """The usual clauses behind the one that names the parties."""
    yield f"คำรับรองนี้เป็นคำรับรองฝ่ายเดียว มิใช่สัญญา และใช้สำหรับการปฏิบัติราชการ{period}"
    yield f"รายละเอียดของคำรับรอง ได้แก่ ตัวชี้วัด น้ำหนัก ค่าเป้าหมาย และเกณฑ์การให้คะแนน เป็นไปตามตารางท้ายคำรับรองนี้{weight}"
    yield (
        f"{MAKER}เข้าใจรายละเอียดของคำรับรองแล้ว ขอให้คำรับรองว่าจะมุ่งมั่นปฏิบัติราชการให้บรรลุเป้าหมายของทุกตัวชี้วัด"
        "ในระดับสูงสุด เพื่อประโยชน์สุขของประชาชน และจะรายงานผลพร้อมหลักฐานตามกำหนดเวลา"
    )
    yield (
        f"{ACCEPTOR}พิจารณาและเห็นชอบกับตัวชี้วัด น้ำหนัก ค่าเป้าหมาย และเกณฑ์การให้คะแนนแล้ว "
        "ยินดีให้คำแนะนำ กำกับ และติดตามผลการปฏิบัติราชการตามคำรับรองนี้"
    )
    yield "ทุกฝ่ายเข้าใจคำรับรองการปฏิบัติราชการนี้ตรงกันและเห็นพ้องกันแล้ว จึงลงลายมือชื่อไว้เป็นหลักฐาน"
