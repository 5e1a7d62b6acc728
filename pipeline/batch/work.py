"""What the coordinator has others do: it sends these by name, and loads nothing of what they need."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.batch.orders import FileMade, Order, PlannedDocument, Source, SourcePlan, Terms
    from pipeline.batch.overall import Figures
    from pipeline.monitoring import Overall


def plan_source(source: Source, terms: Terms, over_all: bool) -> SourcePlan:  # noqa: FBT001 - as it is sent
    """See :func:`pipeline.batch.planning.plan_source`."""
    from pipeline.batch import planning

    return planning.plan_source(source, terms, over_all=over_all)


def figures_of(source: Source, terms: Terms) -> Figures:
    """See :func:`pipeline.batch.planning.figures_of`."""
    from pipeline.batch import planning

    return planning.figures_of(source, terms)


def plan_overall(host: Source, terms: Terms, overall: Overall) -> tuple[PlannedDocument, ...]:
    """See :func:`pipeline.batch.planning.plan_overall`."""
    from pipeline.batch import planning

    return planning.plan_overall(host, terms, overall)


def make_document(order: Order) -> tuple[FileMade, ...]:
    """See :func:`pipeline.batch.workshop.make_document`."""
    from pipeline.batch import workshop

    return workshop.make_document(order)
