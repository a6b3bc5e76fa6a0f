"""What a result claims of the things that courts decide; saying nothing is no claim."""

import pytest

from app.conditions.truth import Truth
from app.documents.reader import Data
from app.engine.claims import read_claim, speaks_of
from app.engine.evaluate import assess_indicators
from app.engine.model import Decided
from app.instruments.ids import IndicatorId
from tests.engine import builders
from tests.engine.builders import REASON, last_row, row
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


WORK: Data = {"work": "positive"}
FORCED: Data = {"title": "T", "when": WORK, **REASON, "stands_for": ["forced_labour"]}
ROW: Data = {"code": "hard", "label": "L", "when": WORK, **REASON, "stands_for": ["forced_labour"]}


@pytest.mark.parametrize(
    "keys", [{"findings": {"forced": FORCED}}, {"outcomes": [ROW, last_row("rest")]}]
)
def test_a_rule_set_speaks_of_what_a_finding_or_a_row_stands_for_and_of_nothing_else(
    keys: dict[str, Data],
) -> None:
    rules = builders.rule_set(**keys)

    assert speaks_of(rules, Decided.FORCED_LABOUR)
    assert not speaks_of(rules, Decided.TRAFFICKING)


def test_nothing_is_claimed_of_what_a_rule_set_does_not_speak_of() -> None:
    rules = builders.compiled(outcomes=[row("hard", WORK), last_row("rest")])

    said = read_claim(rules.rule_set, Decided.TRAFFICKING, assess_indicators(rules, {}))

    assert said is None


def test_a_finding_counts_alone_where_no_row_stands_for_the_same() -> None:
    mute: Data = {"code": "mute", "label": "L", "when": WORK, **REASON, "says_nothing": "yes"}
    rules = builders.compiled(findings={"forced": FORCED}, outcomes=[mute, last_row("rest")])
    everything = dict.fromkeys(rules.class_of, Truth.YES)
    nothing = dict.fromkeys(rules.class_of, Truth.NO)

    said = [
        read_claim(rules.rule_set, Decided.FORCED_LABOUR, assess_indicators(rules, states))
        for states in (everything, nothing, {})
    ]

    assert said == [Truth.YES, Truth.NO, Truth.UNKNOWN]
