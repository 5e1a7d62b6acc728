"""The walk over two datasets, side by side."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.changes import Change, ChangeKind
from pipeline.changes.excerpts import apart, beginning
from pipeline.changes.printed import NONE, RECORDS, REFERENCES, printed, refer
from pipeline.changes.topics import BOOK, DERIVED, FIRST, FRAMEWORK, LOOKS, MEMBERS, TOPICS
from pipeline.model import CriterionRow, Evaluation, Formula, PlanBook, Record, RichText

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.changes.topics import Members, Topic
    from pipeline.model import Dataset

_ALIKE = 0.75
"""How much two names must have in common for one to be the other renamed."""

_PROSE = (RichText, Formula, CriterionRow)
"""Texts that are shown only where they differ."""


class _Difference(NamedTuple):
    """A value that differs: the titles that lead to it, and its two texts; ``None`` where there was no such value."""

    field: str
    before: str | None
    after: str | None

    @property
    def kind(self) -> ChangeKind:
        if self.before is None:
            return ChangeKind.ADDED
        return ChangeKind.DROPPED if self.after is None else ChangeKind.CHANGED


def compare(before: Dataset, after: Dataset) -> Iterator[Change]:
    """See :func:`pipeline.changes.changes`."""
    walk = _Walk(before, after)
    for topic in TOPICS:
        yield from walk.topic(topic)
    yield from walk.book()


class _Walk:
    """Two datasets: texts of the earlier one are told in its names, those of the later one in its own."""

    def __init__(self, before: Dataset, after: Dataset) -> None:
        self._before = before
        self._after = after

    def topic(self, topic: Topic) -> Iterator[Change]:
        """Members of one list: added, dropped, then changed, each in the order of its dataset."""
        old, new = getattr(self._before, topic.field), getattr(self._after, topic.field)
        if old == new:
            return
        members = MEMBERS[type((new or old)[0])]
        pairs = _pairs(old, new, members)
        for one, other in pairs:
            if one is None:
                yield self._whole(topic, members, other, ChangeKind.ADDED)
        for one, other in pairs:
            if other is None:
                yield self._whole(topic, members, one, ChangeKind.DROPPED)
        for one, other in pairs:
            if one is not None and other is not None:
                yield from self._changed(topic, members, one, other)

    def book(self) -> Iterator[Change]:
        """The agency, the plan book, the framework of the evaluation and the dataset itself."""
        before, after = self._before, self._after
        plans = (before.plan_book or PlanBook(), after.plan_book or PlanBook())
        frameworks = (before.evaluation or Evaluation(), after.evaluation or Evaluation())
        lists = {topic.field for topic in TOPICS} | {"agency", "plan_book", "evaluation"}
        for old, new, what, name, aside in (
            (before, after, BOOK, after.agency.name, lists),
            (before.agency, after.agency, BOOK, after.agency.name, set[str]()),
            (*plans, BOOK, plans[1].title, set[str]()),
            (*frameworks, FRAMEWORK, f"พ.ศ. {after.fiscal_year}", set[str]()),
        ):
            for found in self._record(old, new, "", aside):
                yield Change(found.kind, what, name, found.field, found.before or "", found.after or "")

    def _whole(self, topic: Topic, members: Members, record: Record, kind: ChangeKind) -> Change:
        """A record that was added or dropped, with what is said of it."""
        dataset = self._before if kind is ChangeKind.DROPPED else self._after
        said = topic.headline(record, dataset)
        before, after = (said, "") if kind is ChangeKind.DROPPED else ("", said)
        key = "" if members.by_name else members.key(record)
        return Change(kind, topic.what(record), _name(topic, members, record, dataset), "", before, after, key)

    def _changed(self, topic: Topic, members: Members, old: Record, new: Record) -> Iterator[Change]:
        key, name = "" if members.by_name else members.key(new), _name(topic, members, new, self._after)
        for found in self._record(old, new, "", ()):
            yield Change(found.kind, topic.what(new), name, found.field, found.before or "", found.after or "", key)

    def _record(self, old: Record, new: Record, lead: str, aside: set[str] | tuple[()]) -> Iterator[_Difference]:
        """Values that differ between two records of one kind; titles follow ``lead``."""
        kind = type(new)
        fields = kind.model_fields
        for name in dict.fromkeys((*FIRST.get(kind, ()), *fields)):
            if name in LOOKS or name in aside:
                continue
            value = DERIVED.get((kind, name), name)
            title = _titled(lead, fields[name].title or name)
            yield from self._value(name, title, getattr(old, value), getattr(new, value))

    def _value(self, name: str, title: str, old: Any, new: Any) -> Iterator[_Difference]:  # noqa: ANN401
        if old == new:
            return
        sample = new if new not in (None, ()) else old
        if isinstance(sample, tuple) and isinstance(sample[0], Record):
            yield from self._members(title, old, new, MEMBERS[type(sample[0])])
        elif isinstance(sample, Record) and type(sample) not in RECORDS:
            kind = type(sample)
            yield from self._record(old or kind(), new or kind(), title, ())
        else:
            yield from self._texts(name, title, old, new)

    def _members(
        self, title: str, old: Sequence[Record], new: Sequence[Record], members: Members
    ) -> Iterator[_Difference]:
        """Members of a list within a record: steps of a project, targets of an indicator."""
        for one, other in _pairs(old, new, members):
            label = members.label(other or one)
            here = _titled(title, label) if members.by_name else f"{title} {label}".strip()
            if one is None or other is None:
                before = None if one is None else self._whole_text(one, here, self._before)
                after = None if other is None else self._whole_text(other, here, self._after)
                yield _Difference(here, before, after)
            elif type(other) in RECORDS:
                if members.by_name and members.key(one) != members.key(other):
                    yield _Difference(title, members.label(one), members.label(other))
                yield from self._texts("", here, one, other)
            else:
                yield from self._record(one, other, here, ())

    @staticmethod
    def _whole_text(record: Record, title: str, dataset: Dataset) -> str:
        """A member that was added or dropped; what it says where that is short."""
        return beginning(printed(record, title, dataset)) if type(record) in RECORDS else ""

    def _texts(self, name: str, title: str, old: Any, new: Any) -> Iterator[_Difference]:  # noqa: ANN401
        before, after = self._text(name, title, old, self._before), self._text(name, title, new, self._after)
        if before == after:
            return
        if isinstance(old, _PROSE) or isinstance(new, _PROSE):
            before, after = apart(before, after)
        yield _Difference(title, before, after)

    @staticmethod
    def _text(name: str, title: str, value: Any, dataset: Dataset) -> str:  # noqa: ANN401
        if name in REFERENCES and isinstance(value, str):
            return refer(name, value, dataset) or NONE
        if name in REFERENCES and isinstance(value, tuple):
            return ", ".join(refer(name, key, dataset) or key for key in value) or NONE
        return printed(value, title, dataset)


def _name(topic: Topic, members: Members, record: Record, dataset: Dataset) -> str:
    return topic.name(record, dataset) if topic.name else members.label(record)


def _titled(lead: str, title: str) -> str:
    return f"{lead}: {title}" if lead else title


def _pairs(old: Sequence[Any], new: Sequence[Any], members: Members) -> list[tuple[Any, Any]]:
    """Members that are the same, side by side in the order of the later list; then those that are gone.

    Of members with the same key the first is paired with the first, the second with the second.
    """
    waiting: dict[str, list[int]] = {}
    for index, member in enumerate(old):
        waiting.setdefault(members.key(member), []).append(index)
    pairs: list[tuple[Any, Any]] = []
    for member in new:
        same = waiting.get(members.key(member))
        pairs.append((old[same.pop(0)] if same else None, member))
    gone = [old[index] for index in sorted(index for left in waiting.values() for index in left)]
    if members.by_name:
        pairs = [_renamed(pair, gone, members) for pair in pairs]
    return [*pairs, *((member, None) for member in gone)]


def _renamed(pair: tuple[Any, Any], gone: list[Any], members: Members) -> tuple[Any, Any]:
    """A new member with the one of those that are gone whose name is nearly the same."""
    one, other = pair
    if one is not None:
        return pair
    names = [members.key(member) for member in gone]
    nearest = get_close_matches(members.key(other), names, n=1, cutoff=_ALIKE)
    return (gone.pop(names.index(nearest[0])), other) if nearest else pair
