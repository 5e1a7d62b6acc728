"""Whatever a dataset holds, it gets a scorecard: bad data is a missing score with its reason."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import PointScale, ScoringScheme
from pipeline.scoring import Assessor, score

if TYPE_CHECKING:
    from tests.scoring.conftest import Indicator, Office, Row

names = st.sampled_from(["a", "b", "c", "d", "e"])
figures = st.decimals(min_value=-(10**12), max_value=10**12, places=3)
levels = st.decimals(min_value=0, max_value=5, places=2)
percents = st.decimals(min_value=0, max_value=999, places=2)
cells = st.sampled_from(
    [
        "80",
        "≤ 60",
        "75–79",
        "75 ? 79",
        "3 คะแนน",
        "ร้อยละ 40",
        "> 90",
        "< 5",
        "๗๐",
        "-",
        "จัดทำแผนแล้วเสร็จ",
        "-5",
        "0",
        "1e9",
    ]
) | st.text(alphabet="0123456789๑๒๓-–≤≥<>.,% ", max_size=12)
groups = st.sampled_from([None, "A", "B"])
indicators = st.fixed_dictionaries(
    {
        "weight": st.none() | percents,
        "weights_of": st.none() | percents,
        "parent": st.none() | names,
        "dimension": st.integers(1, 2),
        "scheme": st.sampled_from(ScoringScheme),
        "scale": st.none() | st.sampled_from(PointScale),
        "rows": st.lists(
            st.tuples(st.lists(cells, min_size=5, max_size=5), st.sampled_from([None, "A", "B"])), max_size=3
        ),
    }
)
results = st.fixed_dictionaries(
    {},
    optional={
        "value": figures,
        "numerator": figures,
        "denominator": st.decimals(min_value=Decimal("0.001"), max_value=10**12, places=3),
        "level": levels,
        "missed_reports": st.integers(0, 12),
        "deduction": st.decimals(min_value=0, max_value=10**4, places=2),
        "committee_value": figures,
        "committee_level": levels,
        "committee_score": st.decimals(min_value=0, max_value=10**4, places=2),
    },
)


@given(
    framework=st.dictionaries(names, indicators, min_size=1),
    found=st.dictionaries(names, results),
    asked=st.dictionaries(names, figures, max_size=2),
    by=st.sampled_from(Assessor),
    more=st.fixed_dictionaries({"group": groups, "decimals": st.integers(0, 4)}),
)
def test_every_dataset_gets_a_card_that_adds_up(
    office: Office,
    indicator: Indicator,
    row: Row,
    framework: dict[str, dict[str, Any]],
    found: dict[str, dict[str, Any]],
    asked: dict[str, Decimal],
    by: Assessor,
    more: dict[str, Any],
) -> None:
    made = []
    for key, given_ in framework.items():
        rows = tuple(row([cell.replace("/", " ") for cell in texts], group=of) for texts, of in given_["rows"])
        made.append(indicator(key, criteria=rows, **{name: value for name, value in given_.items() if name != "rows"}))
    values = {key: number for key, number in asked.items() if key in framework}

    card = score(office(*made, results=found, **more), by, values=values)

    scores = list(card.walk())
    assert sorted(one.node.indicator.id for one in scores) == sorted(framework)
    assert card.weighted == sum(part.weighted for part in card.dimensions)
    for one in scores:
        assert (one.weighted is None) is (one.missing is not None)
        assert one.score is None or one.score >= 0
        assert all(step.text and step.label for step in one.steps)
        if one.missing is not None:
            assert list(one.lacking())
    assert card.complete is all(one.missing is None for part in card.dimensions for one in part.scores)
