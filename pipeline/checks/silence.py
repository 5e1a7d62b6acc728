"""Silencing: a dataset may say that a rule does not apply to it, with a written reason that is shown.

A finding that is silenced stays in the list with its reason. A rule whose severity is *error* cannot be silenced:
the document would be wrong. A silence that hits nothing, or names no rule, is itself found.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from pipeline.checks.subjects import subject_of
from pipeline.findings import FieldPath, Finding, Rule, Severity, declare, declared
from pipeline.messages import N_, gettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.model import Dataset, Silence

REFUSED = declare(
    Rule(
        "silence-refused",
        Severity.ERROR,
        N_("ปิดการแจ้งเตือนข้อผิดพลาดร้ายแรงไม่ได้"),
        N_("กฎ {rule_id} เป็นข้อผิดพลาดที่ทำให้เอกสารไม่ถูกต้อง จึงปิดการแจ้งเตือนไม่ได้"),
        N_("แก้ข้อมูลตามที่กฎแจ้ง แล้วลบรายการนี้ออกจาก house.silence"),
        N_("ข้อกำหนดของโปรแกรม: ข้อผิดพลาดต้องแก้ที่ข้อมูล"),
    )
)
UNUSED = declare(
    Rule(
        "silence-unused",
        Severity.NOTE,
        N_("รายการปิดการแจ้งเตือนที่ไม่มีผล"),
        N_("รายการปิดการแจ้งเตือนกฎ {rule_id} ไม่ตรงกับสิ่งที่พบในข้อมูล"),
        N_("ลบรายการนี้ออก เพื่อไม่ให้บังสิ่งที่อาจพบในภายหลัง"),
        N_("ข้อกำหนดของโปรแกรม"),
    )
)
UNKNOWN_RULE = declare(
    Rule(
        "silence-unknown-rule",
        Severity.WARNING,
        N_("ปิดการแจ้งเตือนกฎที่ไม่มี"),
        N_("ไม่มีกฎชื่อ {rule_id} ที่ใกล้เคียงที่สุดคือ {nearest}"),
        N_("แก้ชื่อกฎให้ถูกต้อง ชื่อกฎพิมพ์อยู่ท้ายข้อความทุกข้อที่โปรแกรมแจ้ง"),
        N_("ข้อกำหนดของโปรแกรม"),
    )
)
UNKNOWN_PROJECT = declare(
    Rule(
        "silence-unknown-project",
        Severity.WARNING,
        N_("ปิดการแจ้งเตือนของโครงการที่ไม่มี"),
        N_("ไม่มีโครงการรหัส {project} ที่ใกล้เคียงที่สุดคือ {nearest}"),
        N_("แก้รหัสโครงการให้ถูกต้อง หรือเว้นว่างเพื่อใช้กับทุกโครงการ"),
        N_("ข้อกำหนดของโปรแกรม"),
    )
)


def apply_silences(dataset: Dataset, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, those that the dataset silences with their reason, and what is wrong with the silences."""
    silences = dataset.house.silence
    used: set[int] = set()
    for finding in findings:
        covering = [index for index, silence in enumerate(silences) if _covers(dataset, silence, finding)]
        used.update(covering)
        yield finding.silence(silences[covering[0]].reason) if covering else finding
    rules = {rule.id: rule for rule in declared()}
    for index, silence in enumerate(silences):
        yield from _judge(dataset, index, silence, rules, used=index in used)


def _covers(dataset: Dataset, silence: Silence, finding: Finding) -> bool:
    if silence.rule != finding.rule.id or finding.rule.severity is Severity.ERROR:
        return False
    return silence.project is None or silence.project == _project_code(dataset, finding.path)


def _project_code(dataset: Dataset, path: FieldPath) -> str | None:
    match path:
        case ("projects", int(index), *_) if index < len(dataset.projects):
            return dataset.projects[index].code
        case _:
            return None


def _judge(dataset: Dataset, index: int, silence: Silence, rules: dict[str, Rule], *, used: bool) -> Iterator[Finding]:
    path: FieldPath = ("house", "silence", index)
    codes = [project.code for project in dataset.projects]
    if silence.rule not in rules:
        yield _of(dataset, UNKNOWN_RULE, (*path, "rule"), rule_id=silence.rule, nearest=_nearest(silence.rule, rules))
    elif rules[silence.rule].severity is Severity.ERROR:
        yield _of(dataset, REFUSED, (*path, "rule"), rule_id=silence.rule)
    elif silence.project is not None and silence.project not in codes:
        nearest = _nearest(silence.project, codes)
        yield _of(dataset, UNKNOWN_PROJECT, (*path, "project"), project=silence.project, nearest=nearest)
    elif not used:
        yield _of(dataset, UNUSED, (*path, "rule"), rule_id=silence.rule)


def _nearest(word: str, known: Iterable[str]) -> str:
    found = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.5)
    return found[0] if found else gettext(N_("(ไม่มีชื่อใกล้เคียง)"))


def _of(dataset: Dataset, rule: Rule, path: FieldPath, **params: str) -> Finding:
    place, subject = dataset.origin.place(path), subject_of(dataset, path)
    quote = params.get("project") or params["rule_id"]
    return Finding(rule, place, path, params, subject, quote, (), rule.severity)
