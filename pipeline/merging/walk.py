"""The walk over all sources side by side: generic over the model, with the place of every value."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from pydantic_core import PydanticUndefined

from pipeline.changes.excerpts import apart
from pipeline.changes.topics import MEMBERS
from pipeline.errors import DataError
from pipeline.findings import Finding, Place, Rule, Severity
from pipeline.merging import Merged, rules
from pipeline.merging.naming import named_apart
from pipeline.merging.review import reviewed
from pipeline.merging.routes import Routes
from pipeline.merging.rows import Rows, Version
from pipeline.merging.wording import shown
from pipeline.messages import N_, gettext
from pipeline.model import Dataset, Deadline, DeadlineKind, Month, Record, RichText, Silence
from pipeline.sources import limits
from pipeline.sources.rules import TOO_MANY_FINDINGS
from pipeline.sources.subjects import NAMES, name_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic.fields import FieldInfo

    from pipeline.findings import FieldPath
    from pipeline.merging import Keep
    from pipeline.merging.naming import Source

_WHOLE = (RichText, Month)
"""Records that are one value: a text is not made of two."""

_LONGEST_NAME = 60
_APART = N_("ข้อมูลที่นำมารวมเป็นของคนละหน่วยงานหรือคนละปีงบประมาณ")


def joined(datasets: Sequence[Dataset], keep: Keep | None) -> Merged:
    """See :func:`pipeline.merging.merge`."""
    sources = named_apart(datasets)
    _require_one_agency(sources)
    walk = _Walk(sources, keep)
    merged = walk.record([Version(number, source.dataset, ()) for number, source in enumerate(sources)], (), "")
    assert isinstance(merged, Dataset)  # noqa: S101 - a walk over datasets gives one
    told, open_ = walk.routes.told()
    merged = merged.from_origin(walk.routes.origin(merged, told))
    lost = tuple(finding for finding in told if finding.severity is Severity.ERROR)
    missing = reviewed(merged, open_, lost=bool(lost))
    merged = merged.from_origin(replace(merged.origin, findings=(*told, *missing)))
    contradicted = (finding for finding in walk.findings if finding.severity is Severity.ERROR)
    return Merged(merged, (*told, *walk.findings, *missing), (*lost, *contradicted))


def _require_one_agency(sources: Sequence[Source]) -> None:
    """Refuse what cannot be one dataset.

    Raises:
        DataError: different agencies or years, with one finding for each source that differs from the first.
    """
    first, *others = sources
    found = []
    for other in others:
        one, two = first.dataset.agency, other.dataset.agency
        if first.dataset.fiscal_year != other.dataset.fiscal_year:
            found.append(_differing(rules.OTHER_YEAR, first, other, ("fiscal_year",)))
        if one.code and two.code:
            if one.code != two.code:
                found.append(_differing(rules.OTHER_AGENCY, first, other, ("agency", "code")))
        elif one.name.split() != two.name.split():
            found.append(_differing(rules.OTHER_AGENCY, first, other, ("agency", "name")))
    if found:
        raise DataError(gettext(_APART), found)


def _differing(rule: Rule, first: Source, other: Source, path: tuple[str, ...]) -> Finding:
    values = []
    for source in (first, other):
        value: Any = source.dataset
        for name in path:
            value = getattr(value, name)
        values.append(str(value))
    here, there = first.place(path), other.place(path)
    return Finding.of(
        rule, here, path, related=(there,), value=values[0], other=values[1], here=str(here), there=str(there)
    )


class _Walk:
    """Joins versions of a value, and gathers what contradicts and where each value came from."""

    def __init__(self, sources: Sequence[Source], keep: Keep | None) -> None:
        self._sources = sources
        self._keep = keep
        self.findings: list[Finding] = []
        self.routes = Routes(sources)

    def record(self, versions: Sequence[Version], path: FieldPath, subject: str) -> Record:
        """One record of all versions; what only one gives is taken from that one."""
        for version in versions:
            self.routes.leads(version, path)
        first: Record = versions[0].value
        if all(version.value == first for version in versions[1:]):
            return first
        kind = type(first)
        before = len(self.findings)
        values: dict[str, Any] = {}
        for name, field in kind.model_fields.items():
            here = (*path, name)
            given = self._given(versions, name)
            if given:
                given = self._less_defaults(given, here, subject, field)
                values[name] = self._value(given, here, subject, field)
        try:
            return kind(**values)
        except ValidationError:
            # Each value may stand, but not all together: a target that is a number here and a text there.
            del self.findings[before:]
            settled: Record = self._settled(versions, path, subject, name_of(kind))
            return settled

    def _given(self, versions: Sequence[Version], name: str) -> list[Version]:
        """A value of a record, of those versions that give it."""
        given = []
        for version in versions:
            inner = Version(version.source, getattr(version.value, name), (*version.path, name))
            if _is_given(version.value, name):
                given.append(inner)
            else:
                self.routes.drop(inner)
        return given

    def _less_defaults(self, given: list[Version], path: FieldPath, subject: str, field: FieldInfo) -> list[Version]:
        """The versions that somebody chose, where some are the default and the record is none of a list.

        A workbook has the defaults of its upright sheets in their cells: nobody need have meant them.
        """
        default = field.get_default(call_default_factory=True)
        chosen = [version for version in given if version.value != default]
        others = [version for version in given if version.value == default]
        is_row = any(isinstance(part, int) for part in path)
        if not chosen or not others or is_row or field.is_required() or isinstance(default, Record):
            return given
        for version in others:
            self.routes.drop(version)
        self._tell(chosen[0], others, path, subject, field.title or str(path[-1]), rules.DEFAULT_DROPPED)
        return chosen

    def _value(self, given: Sequence[Version], path: FieldPath, subject: str, field: FieldInfo) -> Any:  # noqa: ANN401
        first, title = given[0].value, field.title or str(path[-1])
        if len(given) == 1:
            self.routes.leads(given[0], path)
            return first
        if isinstance(first, tuple) and field.default in ((), PydanticUndefined):  # others are replaced as a whole
            return self._members(given, path, subject, title)
        if isinstance(first, Record) and not isinstance(first, _WHOLE):
            return self.record(given, path, f"{subject} {title}".strip())
        return self._settled(given, path, subject, title)

    def _members(self, given: Sequence[Version], path: FieldPath, subject: str, title: str) -> tuple[Any, ...]:
        """A list of all members that any source has."""
        rows = Rows()
        for version in given:
            self.routes.leads(version, path)
            members = [Version(version.source, one, (*version.path, at)) for at, one in enumerate(version.value)]
            rows.add((_key(member.value), member) for member in members)
        found: list[Any] = []
        for number, row in enumerate(rows):
            here, value = (*path, number), row.versions[0].value
            if isinstance(value, Record):
                value = self.record(row.versions, here, f"{subject} {_named(value)}".strip())
            else:
                for version in row.versions:
                    self.routes.leads(version, here)
            found.append(value)
        if found and not isinstance(found[0], Record):
            self._tell_joined(given, path, subject, title, found)
        return tuple(found)

    def _tell_joined(
        self, given: Sequence[Version], path: FieldPath, subject: str, title: str, found: Sequence[Any]
    ) -> None:
        """Say that a list of plain values, which is one cell of a workbook, is no longer that of each source."""
        if any(set(version.value) != set(found) for version in given):
            here, *others = (self._sources[version.source].place(version.path) for version in given)
            text = ", ".join(map(str, found))
            self.findings.append(
                Finding.of(
                    rules.LISTS_JOINED, here, path, subject=subject, related=tuple(others), field=title, value=text
                )
            )

    def _settled(self, given: Sequence[Version], path: FieldPath, subject: str, title: str) -> Any:  # noqa: ANN401
        """One value; each other one that differs is told once, with all places where it stands."""
        winner = given[-1 if self._keep == "last" else 0]
        differing: list[list[Version]] = []
        for version in given:
            if version is winner:
                continue
            self.routes.drop(version)
            if version.value == winner.value:
                continue
            for alike in differing:
                if alike[0].value == version.value:
                    alike.append(version)
                    break
            else:
                differing.append([version])
        self.routes.leads(winner, path)
        for others in differing:
            self._tell(winner, others, path, subject, title, rules.CONFLICT if self._keep is None else rules.SETTLED)
        return winner.value

    def _tell(
        self, winner: Version, others: Sequence[Version], path: FieldPath, subject: str, title: str, rule: Rule
    ) -> None:
        """A value that stands, and one that does not with all its places.

        Conflicts are told up to a number that nobody reads to its end; whatever was dropped is always told.
        """
        if rule is rules.CONFLICT and len(self.findings) >= limits.MAX_FINDINGS:
            if self.findings[-1].rule is not TOO_MANY_FINDINGS:
                self.findings.append(Finding.of(TOO_MANY_FINDINGS, Place(), count=str(limits.MAX_FINDINGS)))
            return
        value, other = apart(
            shown(winner.value, title, self._sources[winner.source].dataset),
            shown(others[0].value, title, self._sources[others[0].source].dataset),
        )
        here = self._sources[winner.source].place(winner.path)
        there = tuple(self._sources[version.source].place(version.path) for version in others)
        self.findings.append(
            Finding.of(
                rule, here, path,
                subject=subject, related=there, field=title, value=value, other=other, here=str(here),
                there=", ".join(map(str, there)),
            )
        )  # fmt: skip


def _is_given(record: Record, name: str) -> bool:
    """Whether a value was written: not left out (also where it has a default), nor empty where that says nothing."""
    if name not in record.model_fields_set:
        return False
    value = getattr(record, name)
    return value not in (None, ()) or value != type(record).model_fields[name].default


def _key(member: Any) -> str:  # noqa: ANN401 - any member of a list
    """What tells a member from the others of its list; of a record that nothing identifies, all that it says."""
    if not isinstance(member, Record):
        return str(member)
    if isinstance(member, Silence):
        return f"{member.rule}\n{member.project or ''}"
    if isinstance(member, Deadline) and member.kind is DeadlineKind.OTHER:
        return member.text or member.model_dump_json()  # two divisions may both have one of these
    members = MEMBERS.get(type(member))
    return members.key(member) if members is not None else member.model_dump_json()


def _named(record: Record) -> str:
    """What a planner calls a member of a list: ``รายงานครั้งที่ 5``."""
    key = NAMES.get(type(record), ("", ""))[1]
    value = getattr(record, key) if key else None
    return f"{name_of(type(record))} {'' if value is None else str(value)[:_LONGEST_NAME]}".strip()
