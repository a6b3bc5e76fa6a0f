"""What every shipped rule set says of unknowns equals what it says of all that they could be.

By day 5 states with up to 9 unknowns are drawn for each rule set, by night 40 with up to 12.
"""

import os
from collections.abc import Mapping
from itertools import product
from random import Random

import pytest

from app.conditions.truth import Truth
from app.engine.compile import CompiledRuleSet
from app.engine.evaluate import assess_indicators
from app.engine.result import RuleSetResult
from app.instruments.ids import IndicatorId
from tests.engine.shipped import load_shipped

IS_NIGHT = bool(os.environ.get("THRESHOLD_NIGHT"))
MOST_UNKNOWN = 12 if IS_NIGHT else 9  # 4,096 or 512 completions.
STATES = 40 if IS_NIGHT else 5

EVERY_RULE_SET = [
    pytest.param(load_shipped().compile(each, group), id=f"{each.name} {group or ''}".strip())
    for each in load_shipped().rule_sets
    for group in each.item.groups or (None,)
]

States = Mapping[IndicatorId, Truth]


def draw_states(random: Random, compiled: CompiledRuleSet) -> dict[IndicatorId, Truth]:
    """Draw a state for each indicator; few unknowns are likelier than many, which take long."""
    names = sorted(compiled.class_of)
    wanted = min(random.randint(0, MOST_UNKNOWN), random.randint(0, MOST_UNKNOWN), len(names))
    likely = random.choice([0.05, 0.15, 0.3, 0.6])
    states = {name: Truth.YES if random.random() < likely else Truth.NO for name in names}
    return states | dict.fromkeys(random.sample(names, wanted), Truth.UNKNOWN)


def read(result: RuleSetResult) -> dict[str, str]:
    """Give the state of each dimension and finding, and the outcome where it is decided."""
    said = {str(name): each.status.value for name, each in result.dimensions.items()}
    said |= {str(name): each.status.value for name, each in result.findings.items()}
    return said if result.outcome is None else said | {"outcome": str(result.outcome.decided)}


def complete(compiled: CompiledRuleSet, states: States) -> dict[tuple[Truth, ...], dict[str, str]]:
    """Give what is said of everybody that the unknowns allow, by how they are filled in."""
    unknown = [name for name, truth in states.items() if truth is Truth.UNKNOWN]
    return {
        filled: read(assess_indicators(compiled, dict(states) | fill(unknown, filled)))
        for filled in product((Truth.NO, Truth.YES), repeat=len(unknown))
    }


def fill(unknown: list[IndicatorId], filled: tuple[Truth, ...]) -> dict[IndicatorId, Truth]:
    return dict(zip(unknown, filled, strict=True))


def list_deciding(
    said: Mapping[tuple[Truth, ...], Mapping[str, str]], unknown: list[IndicatorId], thing: str
) -> set[IndicatorId]:
    """Give the unknowns whose yes and no differ in one way to fill in the others at least."""
    return {
        name
        for place, name in enumerate(unknown)
        if any(
            values[thing] != said[(*filled[:place], Truth.YES, *filled[place + 1 :])][thing]
            for filled, values in said.items()
            if filled[place] is Truth.NO
        )
    }


@pytest.mark.parametrize("compiled", EVERY_RULE_SET)
def test_open_results_equal_the_enumeration_of_every_completion(compiled: CompiledRuleSet) -> None:
    random = Random(compiled.rule_set.id)  # noqa: S311 - chance for tests, not for secrets.
    for _ in range(STATES):
        states = draw_states(random, compiled)
        unknown = [name for name, truth in states.items() if truth is Truth.UNKNOWN]

        result = assess_indicators(compiled, states)

        said = complete(compiled, states)
        for thing, status in read(result).items():
            values = {values[thing] for values in said.values()}
            assert thing == "outcome" or status == (values.pop() if len(values) == 1 else "open")
        for thing, finding in result.findings.items():
            assert set(finding.deciding) == list_deciding(said, unknown, thing)
        if result.outcome is not None:
            assert {*result.outcome.possible} == {values["outcome"] for values in said.values()}
            assert set(result.outcome.deciding) == list_deciding(said, unknown, "outcome")
