"""The profile of the eleven: present if anything that feeds it is, unknown if nobody asked."""

import pytest

from app.conditions.truth import Truth
from app.engine.profile import profile_indicators
from tests.engine.builders import STRENGTHS, all_but, catalogue, states
from tests.engine.shipped import ADULT, CHILD, load_catalogues

ELEVEN = load_catalogues().newest("ilo-11").item
OPERATIONAL = load_catalogues().newest("ilo-ec-2009-labour").item


@pytest.mark.parametrize(
    ("present", "absent", "expected"),
    [
        (("force.lie",), (), Truth.YES),
        ((), all_but("force.lie"), Truth.UNKNOWN),
        ((), tuple(STRENGTHS), Truth.NO),
    ],
)
def test_one_of_the_eleven_is_present_if_any_feeder_is(
    present: tuple[str, ...], absent: tuple[str, ...], expected: Truth
) -> None:
    known = states(present=present, absent=absent)

    first, second, *_ = profile_indicators(ELEVEN, catalogue(), ADULT, known)

    assert first.truth is expected
    assert len(first.feeders) == 9
    assert second.truth is Truth.UNKNOWN
    assert second.feeders == ()


def test_what_is_none_of_the_eleven_is_fed_by_nothing() -> None:
    profile = profile_indicators(catalogue(), catalogue(), ADULT, states(present=("force.lie",)))

    assert {(entry.number, entry.truth, entry.feeders) for entry in profile} == {
        (0, Truth.UNKNOWN, ())
    }


def test_only_the_indicators_of_the_group_feed() -> None:
    first, *_ = profile_indicators(ELEVEN, catalogue(), CHILD, {})

    assert "force.rumour" not in first.feeders


@pytest.mark.parametrize("group", [ADULT, CHILD])
def test_each_of_the_eleven_is_fed_for_adults_and_for_children(group: str) -> None:
    profile = profile_indicators(ELEVEN, OPERATIONAL, ADULT if group == ADULT else CHILD, {})

    assert [entry.number for entry in profile] == list(range(1, 12))
    assert [entry.indicator for entry in profile] == [each.id for each in ELEVEN.indicators]
    assert all(entry.feeders for entry in profile)
    assert profile[10].feeders == ("exploitation.hours",)
    assert profile[10].label == "Excessive overtime"
