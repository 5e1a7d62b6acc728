"""A source's plan as the store keeps it: JSON, without what only documents over all agencies need."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from pipeline.batch.orders import PlannedDocument, PlannedFile, SourceFacts, SourcePlan

_SEQUENCES = ("refused", "without", "assets")


def to_text(plan: SourcePlan) -> str:
    """The plan as text for :meth:`pipeline.batch.known.store.Store.remember`."""
    record = {"facts": asdict(plan.facts), "documents": [asdict(one) for one in plan.documents]}
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> SourcePlan | None:
    """The plan; ``None`` where the text is none of this version of the program."""
    try:
        record = json.loads(text)
        facts = dict(record["facts"])
        facts.update((name, tuple(facts[name])) for name in _SEQUENCES)
        return SourcePlan(SourceFacts(**facts), tuple(_document(one) for one in record["documents"]))
    except (ValueError, KeyError, TypeError):
        return None


def _document(record: dict[str, Any]) -> PlannedDocument:
    files = tuple(PlannedFile(**file) for file in record["files"])
    return PlannedDocument(record["source"], record["kind"], record["subject"], record["title"], files)
