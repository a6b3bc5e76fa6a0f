"""What a result claims of the things that courts decide; saying nothing is no claim."""

import pytest

from app.conditions.truth import Truth
from app.engine.claims import read_claim
from app.engine.evaluate import assess_indicators
from app.engine.model import Decided
from app.instruments.ids import IndicatorId
from tests.engine.shipped import ADULT, compiled

PUBLISHED = compiled("ilo-ec-2009-published", ADULT)
DIMENSIONS = ("deceptive_recruitment", "exploitation", "coercion_at_destination")


def claim(positive: tuple[str, ...], others: Truth) -> Truth | None:
    """Give what the published rows claim where all indicators of some dimensions are present."""
    states = {
        IndicatorId(name): Truth.YES if name.partition(".")[0] in positive else others
        for name in PUBLISHED.class_of
    }
    result = assess_indicators(PUBLISHED, states)
    return read_claim(PUBLISHED.rule_set, Decided.TRAFFICKING, result)


@pytest.mark.parametrize(
    ("positive", "said"),
    [
        (DIMENSIONS, Truth.YES),
        (DIMENSIONS[:2], Truth.NO),
        ((), Truth.NO),
        (DIMENSIONS[1:], None),
    ],
)
def test_a_pattern_without_a_published_row_is_neither_yes_nor_no(
    positive: tuple[str, ...], said: Truth | None
) -> None:
    assert claim(positive, Truth.NO) is said


@pytest.mark.parametrize("positive", [(), DIMENSIONS[1:]])
def test_where_rows_are_still_possible_that_say_different_things_nobody_knows(
    positive: tuple[str, ...],
) -> None:
    assert claim(positive, Truth.UNKNOWN) is Truth.UNKNOWN
