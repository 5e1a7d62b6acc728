"""What a kind of document comes as beside its pages: its matter as a workbook, or as a text for a chat group.

A view that has such formats names them in ``EXTRAS``: for each a function of the subject and the occasion.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from pipeline.compose.problems import TemplateError
from pipeline.compose.registry import MANIFEST

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pipeline.compose.registry import Kind
    from pipeline.model import Dataset
    from pipeline.monitoring import Occasion, Overall

    Writer = Callable[[Dataset | Overall, Occasion], bytes]


def extra(kind: Kind, subject: Dataset | Overall, occasion: Occasion, form: str) -> bytes:
    """The file of a dataset, or of all agencies.

    Raises:
        TemplateError: the kind promises a format that its view does not have.
    """
    module = import_module(f"pipeline.compose.views.{kind.view}")
    writers = cast("Mapping[str, Writer]", getattr(module, "EXTRAS", {}))
    if form not in writers:
        raise TemplateError(f"{kind.name}/{MANIFEST}", None, f"formats = {form!r}")
    return writers[form](subject, occasion)
