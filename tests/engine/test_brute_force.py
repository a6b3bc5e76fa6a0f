"""The engine equals the enumeration of every completion by a naive second engine.

By day 450 states of each group are drawn, and 100 for the ranks; by night 15,000 and 2,000 more.
"""

from random import Random

import pytest

from app.conditions.truth import Truth
from app.engine.evaluate import assess_indicators
from app.engine.result import RuleSetResult
from app.instruments.ids import GroupId, IndicatorId
from tests.engine.naive import DIMENSIONS, ILLICIT, Completions, list_strengths
from tests.engine.shipped import compiled

MOST_UNKNOWN = 12  # 4,096 completions.
MOST_UNKNOWN_FOR_RANKS = 7  # 2,187 ways to answer some of them.


def draw_state(random: Random, group: str, most_unknown: int) -> tuple[set[str], tuple[str, ...]]:
    """Draw who is present and who is unknown: few are more likely than many, since many take long.

    The unknowns crowd in some dimensions, so that they matter.
    """
    names = list(list_strengths(group))
    crowded = random.sample(DIMENSIONS, random.randint(1, len(DIMENSIONS)))
    candidates = [name for name in names if name.partition(".")[0] in crowded or name == ILLICIT]
    wanted = min(random.randint(0, most_unknown), random.randint(0, most_unknown))
    unknown = random.sample(candidates, min(len(candidates), wanted))
    likely = random.choice([0.05, 0.15, 0.3, 0.6])
    present = {name for name in names if name not in unknown and random.random() < likely}
    return present, tuple(unknown)


def assess(name: str, group: str, present: set[str], unknown: tuple[str, ...]) -> RuleSetResult:
    states = {
        IndicatorId(each): Truth.YES if each in present else Truth.NO
        for each in list_strengths(group)
        if each not in unknown
    }
    return assess_indicators(compiled(name, GroupId(group)), states)


def assert_equal_to_enumeration(group: str, present: set[str], unknown: tuple[str, ...]) -> None:
    completions = Completions(group, present, unknown)
    default = assess(f"presumption-{group}", group, present, unknown)
    published = assess("ilo-ec-2009-published", group, present, unknown)
    for result, outcome_name in ((default, "outcome"), (published, "published")):
        assert result.outcome is not None
        assert set(result.outcome.possible) == completions.list_values(outcome_name)
        assert set(result.outcome.deciding) == completions.list_deciding(outcome_name)
        for dimension, found in result.dimensions.items():
            values = completions.list_values(dimension)
            assert found.status.value == (values.pop() if len(values) == 1 else "open")
    for name, finding in default.findings.items():
        values = completions.list_values(name)
        assert finding.status.value == (values.pop() if len(values) == 1 else "open")
        assert set(finding.deciding) == completions.list_deciding(name)


def assert_ranks_equal_enumeration(group: str, present: set[str], unknown: tuple[str, ...]) -> None:
    completions = Completions(group, present, unknown)
    default = assess(f"presumption-{group}", group, present, unknown)
    published = assess("ilo-ec-2009-published", group, present, unknown)
    assert default.outcome is not None
    assert published.outcome is not None
    assert default.outcome.deciding == completions.rank("outcome")
    assert published.outcome.deciding == completions.rank("published")
    for name, finding in default.findings.items():
        assert finding.deciding == completions.rank(name)


@pytest.mark.parametrize("group", ["adult", "child"])
@pytest.mark.parametrize("seed", range(3))
def test_engine_equals_enumeration(group: str, seed: int) -> None:
    random = Random(f"{group} {seed}")  # noqa: S311 - chance for tests, not for secrets.

    for _ in range(150):
        assert_equal_to_enumeration(group, *draw_state(random, group, MOST_UNKNOWN))


@pytest.mark.night
@pytest.mark.parametrize("group", ["adult", "child"])
@pytest.mark.parametrize("seed", range(100, 200))
def test_engine_equals_enumeration_all_night(group: str, seed: int) -> None:
    random = Random(f"{group} {seed}")  # noqa: S311 - as above.

    for _ in range(150):
        assert_equal_to_enumeration(group, *draw_state(random, group, MOST_UNKNOWN))


@pytest.mark.parametrize("group", ["adult", "child"])
@pytest.mark.parametrize("seed", range(2))
def test_ranks_equal_enumeration(group: str, seed: int) -> None:
    random = Random(f"ranks {group} {seed}")  # noqa: S311 - as above.

    for _ in range(50):
        assert_ranks_equal_enumeration(group, *draw_state(random, group, MOST_UNKNOWN_FOR_RANKS))


@pytest.mark.night
@pytest.mark.parametrize("group", ["adult", "child"])
@pytest.mark.parametrize("seed", range(100, 140))
def test_ranks_equal_enumeration_all_night(group: str, seed: int) -> None:
    random = Random(f"ranks {group} {seed}")  # noqa: S311 - as above.

    for _ in range(50):
        assert_ranks_equal_enumeration(group, *draw_state(random, group, MOST_UNKNOWN_FOR_RANKS))
