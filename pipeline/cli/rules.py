"""The rules of the checks, listed or one explained."""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module
from typing import TYPE_CHECKING

from pipeline.cli import console
from pipeline.cli.report import as_json
from pipeline.errors import UsageError
from pipeline.findings import declared
from pipeline.messages import N_, gettext

if TYPE_CHECKING:
    from pipeline.findings import Rule

_DECLARING = (
    "pipeline.sources.loading",
    "pipeline.sources.rules_workbook",
    "pipeline.checks",
    "pipeline.merging.rules",
    "pipeline.notices.rules",
    "pipeline.run.plan",
)
"""Modules that bring every rule with them."""

_NO_RULE = N_("ไม่มีกฎ {rule}")
_NEAREST = N_("หมายถึง {nearest} หรือไม่")
_LIST = N_("ดูกฎทั้งหมด: saraban check --rules")
_MESSAGE = N_("ข้อความ: {text}")
_REMEDY = N_("วิธีแก้: {text}")
_BASIS = N_("ที่มา: {text}")


def tell_rules(wanted: str | None, *, as_json_: bool) -> None:
    """Print one rule with all it says, or one line for each.

    Raises:
        UsageError: there is no such rule.
    """
    for module in _DECLARING:
        import_module(module)
    rules = {rule.id: rule for rule in declared()}
    if wanted is not None and wanted not in rules:
        nearest = get_close_matches(wanted, rules, n=3)
        remedy = gettext(_NEAREST).format(nearest=" / ".join(nearest)) if nearest else gettext(_LIST)
        raise UsageError(gettext(_NO_RULE).format(rule=wanted), remedy)
    shown = list(rules.values()) if wanted is None else [rules[wanted]]
    if as_json_:
        console.result(as_json([_record(rule) for rule in shown]))
    elif wanted is None:
        width = max(map(len, rules))
        for rule in shown:
            console.result(f"{rule.id:<{width}}  {_severity(rule)}  {gettext(rule.title)}")
    else:
        _explain(shown[0])


def _severity(rule: Rule) -> str:
    from pipeline.checks.labels import SEVERITIES

    return gettext(SEVERITIES[rule.severity])


def _explain(rule: Rule) -> None:
    console.result(f"{rule.id} ({_severity(rule)})")
    console.result(gettext(rule.title))
    console.result(gettext(_MESSAGE).format(text=gettext(rule.message)))
    console.result(gettext(_REMEDY).format(text=gettext(rule.remedy)))
    if rule.basis:
        console.result(gettext(_BASIS).format(text=gettext(rule.basis)))


def _record(rule: Rule) -> dict[str, str]:
    return {
        "rule": rule.id,
        "severity": rule.severity.value,
        "title": gettext(rule.title),
        "message": gettext(rule.message),
        "remedy": gettext(rule.remedy),
        "basis": gettext(rule.basis),
    }
