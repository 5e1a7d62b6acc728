"""รายการติดตาม: who has not reported this month, what is late or incomplete, by division and responsible person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.compose.composed import Sheet, midnight
from pipeline.compose.views.follow_up.of_agencies import of_agencies
from pipeline.compose.views.follow_up.of_agency import TITLE, of_agency
from pipeline.compose.views.office import protected_names
from pipeline.monitoring import FollowUp, Overall, chat_text, chat_text_all, follow_up
from pipeline.tabular.follow_up import workbook
from pipeline.thai.dates import format_month
from pipeline.thai.eras import BE_OFFSET

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.compose.composed import Options
    from pipeline.model import Dataset, Project
    from pipeline.monitoring import Occasion


def view(dataset: Dataset, subject: Project | Dataset | Overall, options: Options) -> Sheet:
    """The follow-up of a dataset, or of all agencies, for the month of the options.

    Raises:
        ValueError: the options have no month.
    """
    occasion = options.occasion
    if occasion is None:
        raise ValueError("a follow-up needs an occasion")
    if isinstance(subject, Overall):
        name, shown = subject.name, of_agencies(subject, dataset.house, options)
        protect = _names(subject.follow_ups)
    else:
        found = _of(dataset, occasion)
        name, shown = dataset.agency.name, of_agency(found, dataset.house, options)
        protect = tuple(sorted({*protected_names(dataset), *_names((found,))}))
    month = occasion.month
    label = format_month(month.year, month.month)
    return Sheet(
        view=shown,
        label=label,
        title=f"{TITLE} เดือน{label}",
        subject=name,
        author=name,
        keywords=(label, f"ปีงบประมาณ พ.ศ. {(subject if isinstance(subject, Overall) else dataset).fiscal_year}"),
        created=midnight(occasion.day),
        protect=protect,
        stem=f"follow-up {month.year + BE_OFFSET}-{month.month:02d}",
    )


def _of(dataset: Dataset, occasion: Occasion) -> FollowUp:
    return follow_up(dataset, occasion.month, occasion.day)


def _names(follow_ups: Iterable[FollowUp]) -> tuple[str, ...]:
    """People who are asked, and short names of agencies. Who has a position beside the name is a person."""
    names: set[str] = set()
    for one in follow_ups:
        names |= {one.agency.short_name or ""}
        names |= {item.contact.name for item in one.items if item.contact.position is not None}
    return tuple(sorted(names - {""}))


def _xlsx(subject: Dataset | Overall, occasion: Occasion) -> bytes:
    if isinstance(subject, Overall):
        return workbook(tuple(subject.follow_ups), without=tuple(subject.without))
    return workbook(_of(subject, occasion))


def _txt(subject: Dataset | Overall, occasion: Occasion) -> bytes:
    """UTF-8 without a mark, lines that end in LF: what chat programs paste as it is."""
    if isinstance(subject, Overall):
        return _encoded(chat_text_all(subject.follow_ups, without=subject.without))
    return _encoded(chat_text(_of(subject, occasion)))


def _encoded(text: str) -> bytes:
    return f"{text}\n".encode()


EXTRAS = {"xlsx": _xlsx, "txt": _txt}
"""What a follow-up comes as beside its pages, see :mod:`pipeline.compose.extras`."""
