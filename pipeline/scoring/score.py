"""The scorecard of a dataset: every indicator by its scheme, less deductions, weighted, added up.

What is rounded is rounded half up and said so in the derivation: results to two decimals, points, scores and weighted
scores to those of the evaluation. Sums add up the rounded weighted scores, so that a printed column adds up.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING

from pipeline.messages import N_
from pipeline.model import Evaluation, ScoringScheme
from pipeline.scoring.deductions import deductions_of
from pipeline.scoring.figures import decimal, figure, half_up, settled, total
from pipeline.scoring.framework import framework_of
from pipeline.scoring.results import Taken, assumed, taken
from pipeline.scoring.rows import row_of
from pipeline.scoring.schemes import SCHEMES, Given, Outcome
from pipeline.scoring.scorecard import Assessor, DimensionScore, NoScore, Score, Scorecard, Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pipeline.model import Dataset
    from pipeline.scoring.framework import FrameworkDimension, FrameworkNode

_ROW = N_("เกณฑ์ที่ใช้")
_GROUP_ROW = N_("กลุ่มหน่วยงาน {group}")
_WEIGHT = N_("น้ำหนัก")
_SHARED = N_("{whole} ÷ {count} = {weight} (แบ่งเท่ากันระหว่างตัวชี้วัดย่อยที่ไม่ระบุน้ำหนัก)")
_SCORE = N_("คะแนนที่ได้")
_LEFT = "{points} − {deduction} = {score}"
_NOTHING_LEFT = N_("{points} − {deduction} ต่ำกว่า 0 จึงได้ 0")
_WEIGHTED = N_("คะแนนถ่วงน้ำหนัก")
_WEIGHING = "{score} × {weight} ÷ 100 = {weighted}"
_WEIGHED_ALREADY = N_("{weighted} (คะแนนจากน้ำหนัก {weight} อยู่แล้ว)")
_SUM = N_("{terms} = {weighted} (รวมตัวชี้วัดย่อย)")
_MEAN = "{weighted} × 100 ÷ {weight} = {score}"


@dataclass(frozen=True, slots=True)
class _Job:
    """What is the same for every indicator of a scorecard."""

    evaluation: Evaluation
    by: Assessor
    values: Mapping[str, Decimal]


def score(dataset: Dataset, by: Assessor = Assessor.SELF, *, values: Mapping[str, Decimal] | None = None) -> Scorecard:
    """Every score of a dataset, with its derivation.

    ``values`` are results that are only asked about (what if), by the id of their indicator; they stand before the
    data's. Where the criteria hold no thresholds, such a number is a level. Nothing in the data raises: what has no
    score says why (:attr:`Score.missing`).

    Raises:
        LookupError: ``values`` names an indicator that the dataset does not have.
    """
    wished = dict(values or {})
    unknown = [name for name in wished if name not in dataset.evaluation_indicators_by_id]
    if unknown:
        raise LookupError(unknown[0])
    job = _Job(dataset.evaluation or Evaluation(), Assessor(by), MappingProxyType(wished))
    dimensions = tuple(_dimension(job, dimension) for dimension in framework_of(dataset).dimensions)
    return Scorecard(
        by=job.by,
        dimensions=dimensions,
        weight=total(one.weight for one in dimensions),
        weighted=_added(job, (one.weighted for one in dimensions)),
        complete=any(one.scores for one in dimensions) and all(one.complete for one in dimensions),
        full=total(one.full for one in dimensions),
        assumed=tuple(wished),
    )


def _dimension(job: _Job, dimension: FrameworkDimension) -> DimensionScore:
    scores = tuple(_score(job, node, _own_weight(node), ()) for node in dimension.nodes)
    known = [one.weighted for one in scores if one.weighted is not None]
    return DimensionScore(
        dimension=dimension.dimension,
        scores=scores,
        weight=dimension.subtotal,
        weighted=_added(job, known),
        complete=len(known) == len(scores) if scores else not dimension.dimension.weight,
        full=total(one.full_weighted for one in scores),
    )


def _score(job: _Job, node: FrameworkNode, weight: Fraction | None, before: tuple[Step, ...]) -> Score:
    """The score of an indicator: by those below it, unless only it has a result itself."""
    if node.children and not _stands_alone(job, node):
        return _parent(job, node, weight, before)
    own = _leaf(job, node, weight, before)
    return replace(own, children=_children(job, node, weight)) if node.children else own


def _stands_alone(job: _Job, node: FrameworkNode) -> bool:
    """Parts that only describe an indicator have no results of their own."""

    def has_result(one: FrameworkNode) -> bool:
        return one.indicator.id in job.values or taken(one.result, job.by).is_given

    below = any(has_result(one) for one in node.walk() if one is not node)
    return node.indicator.id in job.values or (has_result(node) and not below)


def _own_weight(node: FrameworkNode) -> Fraction | None:
    return None if node.weight is None else Fraction(node.weight)


def _children(job: _Job, node: FrameworkNode, weight: Fraction | None) -> tuple[Score, ...]:
    """Children without a weight share equally what the others leave of the parent's (an assumption)."""
    without = [child for child in node.children if child.weight is None]
    taken_up = sum((Fraction(child.weight) for child in node.children if child.weight is not None), Fraction(0))
    rest = None if weight is None or weight <= taken_up else weight - taken_up
    share = rest / len(without) if rest is not None and without else None
    told: tuple[Step, ...] = ()
    if rest is not None and share is not None:
        names = (("whole", figure(rest)), ("count", str(len(without))), ("weight", figure(share)))
        told = (Step(_WEIGHT, _SHARED, names),)
    return tuple(
        _score(job, child, share, told) if child.weight is None else _score(job, child, _own_weight(child), ())
        for child in node.children
    )


def _parent(job: _Job, node: FrameworkNode, weight: Fraction | None, before: tuple[Step, ...]) -> Score:
    """The weighted scores of those below it, added up; its score is what they make of its weight."""
    children = _children(job, node, weight)
    own = weight if weight is not None else sum((Fraction(child.weight or 0) for child in children), Fraction(0))
    full_weighted = total(child.full_weighted for child in children)
    is_points = all(child.node.indicator.scheme is ScoringScheme.WEIGHT for child in children)
    full = full_weighted if is_points or not own else decimal(Fraction(full_weighted) * 100 / own)
    found = _blank(job, node, weight, full, children)
    known = [child.weighted for child in children if child.weighted is not None]
    if len(known) < len(children):
        return replace(found, missing=NoScore.CHILD_WITHOUT_SCORE, full_weighted=full_weighted, steps=before)
    weighted = _added(job, known)
    terms = " + ".join(figure(term) for term in known)
    steps = (*before, Step(_WEIGHTED, _SUM, (("terms", terms), ("weighted", figure(weighted)))))
    points = weighted
    if not is_points and own:
        exact = Fraction(weighted) * 100 / own
        points = half_up(exact, job.evaluation.decimals)
        names = (("weighted", figure(weighted)), ("weight", figure(own)), ("score", settled(exact, points)))
        steps = (*steps, Step(_SCORE, _MEAN, names))
    return replace(
        found, points=points, score=points, weighted=weighted, full_weighted=full_weighted, missing=None, steps=steps
    )


def _leaf(job: _Job, node: FrameworkNode, weight: Fraction | None, before: tuple[Step, ...]) -> Score:
    indicator = node.indicator
    row = row_of(indicator, job.evaluation.group)
    cells = row if isinstance(row, NoScore) else row.cells
    asked = job.values.get(indicator.id)
    result = taken(node.result, job.by, indicator.unit) if asked is None else assumed(asked, indicator, cells)
    points = (indicator.scale or job.evaluation.scale).points
    full = points[-1] if indicator.scheme is not ScoringScheme.WEIGHT else decimal(weight or 0)
    found = replace(_blank(job, node, weight, full, ()), value=result.value, assumed=result.assumed)
    if not isinstance(row, NoScore):
        found = replace(found, row=row)
    if result.score is not None:
        outcome = Outcome(level=result.level, points=result.score)
    elif not result.is_given:
        outcome = Outcome(missing=NoScore.NO_RESULT)
    else:
        given = Given(result.value, result.level, cells, points, weight, job.evaluation.decimals)
        outcome = SCHEMES[indicator.scheme].compute(given)
    steps = (*before, *result.steps, *_row_steps(found), *outcome.steps)
    found = replace(found, level=outcome.level, points=outcome.points, missing=outcome.missing, steps=steps)
    return found if outcome.points is None else _finished(job, found, outcome.points, weight, result)


def _finished(job: _Job, found: Score, points: Decimal, weight: Fraction | None, result: Taken) -> Score:
    """Less the deductions, and weighted. A score that the committee gave is final."""
    places = job.evaluation.decimals
    deduction, steps = Decimal(0), found.steps
    left = points
    if result.score is None:
        deduction, told = deductions_of(found.node.result, job.evaluation)
        left = max(Decimal(0), half_up(Fraction(points) - Fraction(deduction), places))
        steps = (*steps, *told)
        if deduction:
            exact = Fraction(points) - Fraction(deduction)
            names = (("points", figure(points)), ("deduction", figure(deduction)), ("score", settled(exact, left)))
            steps = (*steps, Step(_SCORE, _LEFT if deduction <= points else _NOTHING_LEFT, names))
    if weight is None:
        return replace(found, deduction=deduction, score=left, missing=NoScore.NO_WEIGHT, steps=steps)
    is_points = found.node.indicator.scheme is ScoringScheme.WEIGHT
    exact = Fraction(left) if is_points else Fraction(left) * weight / 100
    weighted = half_up(exact, places)
    shown = (("score", figure(left)), ("weight", figure(weight)), ("weighted", settled(exact, weighted)))
    steps = (*steps, Step(_WEIGHTED, _WEIGHED_ALREADY if is_points else _WEIGHING, shown))
    return replace(found, deduction=deduction, score=left, weighted=weighted, steps=steps)


def _blank(
    job: _Job, node: FrameworkNode, weight: Fraction | None, full: Decimal, children: tuple[Score, ...]
) -> Score:
    is_points = node.indicator.scheme is ScoringScheme.WEIGHT
    return Score(
        node=node,
        by=job.by,
        value=None,
        level=None,
        points=None,
        deduction=Decimal(0),
        score=None,
        full=full,
        weighted=None,
        missing=NoScore.NO_RESULT,
        row=None,
        steps=(),
        children=children,
        weight=None if weight is None else decimal(weight),
        full_weighted=full if is_points else half_up(Fraction(full) * (weight or 0) / 100, job.evaluation.decimals),
    )


def _row_steps(found: Score) -> tuple[Step, ...]:
    """Which of several rows was used."""
    if found.row is None:
        return ()
    if found.row.group:
        return (Step(_ROW, _GROUP_ROW, (("group", found.row.group),)),)
    if found.row.label and len(found.node.indicator.criteria) > 1:
        return (Step(_ROW, "{label}", (("label", found.row.label),)),)
    return ()


def _added(job: _Job, weighted: Iterable[Decimal]) -> Decimal:
    """Rounded scores added up, with their decimals."""
    return half_up(total(weighted), job.evaluation.decimals)
