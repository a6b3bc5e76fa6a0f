"""From rules to sums and comparisons: what a tally can hold, and which weights say the same."""

import pytest

from app.bulk.plan import Name, PlanMaker
from app.bulk.questions import plan_questions
from app.bulk.tallies import NARROW, WIDE, Bound, Comparison, Part, Tally
from app.bulk.weights import Threshold, find_weights, list_counts
from app.instruments.ids import IndicatorId
from tests.engine.shipped import ADULT, compiled

SIGNS = tuple(IndicatorId(f"work.sign{number}") for number in range(20))


def compare(number: int) -> Comparison:
    return Comparison(Tally((Part(1, SIGNS[:3]),)), Bound.POSSIBLE_AT_LEAST, number)


@pytest.mark.parametrize(("signs", "unit"), [(15, NARROW), (16, WIDE)])
def test_a_tally_takes_the_room_that_it_may_need(signs: int, unit: int) -> None:
    tally = Tally((Part(1, SIGNS[:signs]),))

    assert tally.unit == unit
    assert tally.most * (1 + unit) < unit * unit


def test_a_tally_that_could_wrap_is_refused() -> None:
    with pytest.raises(ValueError, match="Only 65535"):
        Tally((Part(WIDE, SIGNS[:1]),))


def test_a_dimension_of_three_strengths_is_one_threshold_of_weights() -> None:
    sizes = (1, 8, 1)
    yes: list[tuple[int, ...]] = []
    no: list[tuple[int, ...]] = []
    for strong, medium, weak in list_counts(sizes):
        positive = (strong and medium + weak) or medium >= 3 or (medium >= 2 and weak)
        (yes if positive else no).append((strong, medium, weak))

    assert find_weights(sizes, yes, no) == Threshold((2, 1, 1), 3)


def test_there_are_no_weights_for_what_is_no_threshold() -> None:
    assert find_weights((1, 1), [(0, 1), (1, 0)], [(0, 0), (1, 1)]) is None


def test_what_always_or_never_holds_is_no_step() -> None:
    maker = PlanMaker()
    name = maker.compare(compare(1))

    assert maker.any_of_all([(name, False)]) is False
    assert maker.any_of_all([(name,), (True, True)]) is True
    assert maker.any_of_all([(name, True)]) == name
    assert not maker.finish().steps


def test_a_row_that_adds_nothing_to_another_is_left_out() -> None:
    maker = PlanMaker()
    one, other = maker.compare(compare(1)), maker.compare(compare(2))

    assert maker.any_of_all([(one, other), (one,)]) == one
    assert maker.any_of_all([(one,), (other,)]) == maker.any_of_all([(other,), (one,), (other,)])


def test_each_round_reads_only_what_is_worked_out_before_it() -> None:
    plan = plan_questions(compiled("presumption-adult", ADULT), explain=True).plan
    known: set[Name] = set(plan.comparisons)

    for names in plan.list_rounds():
        read = {read for name in names for row in plan.steps[name] for read in row}
        assert read <= known
        known |= set(names)

    assert known == {*plan.comparisons, *plan.steps}


def test_the_plan_of_a_rule_set_stays_small() -> None:
    plan = plan_questions(compiled("presumption-adult", ADULT)).plan

    assert len(plan.comparisons) < 60
    assert sum(len(row) for rows in plan.steps.values() for row in rows) < 400
