"""หลักฐานอ้างอิง: the numbers of evidence, and the evidence of an indicator as lists and links print it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.scoring import Framework


def numbers(framework: Framework) -> Mapping[str, int]:
    """``เอกสารหมายเลข n`` of every lowest indicator that has evidence, by its id, in the order of the report."""
    evidenced = [
        node.indicator.id
        for node in framework.walk()
        if not node.children and node.result is not None and node.result.evidence
    ]
    return {indicator: number for number, indicator in enumerate(evidenced, 1)}
