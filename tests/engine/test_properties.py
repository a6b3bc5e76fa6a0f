"""What holds for every person: nothing decided is turned round, and more signs never count less."""

from hypothesis import given
from hypothesis import strategies as st

from app.conditions.truth import Truth
from app.engine.compile import CompiledRuleSet
from app.engine.evaluate import IndicatorStates, assess_indicators
from app.engine.result import DimensionStatus, FindingStatus
from app.instruments.ids import IndicatorId
from tests.engine.shipped import COMPILED, compiled

ALL_COMPILED = [compiled(name, group) for name, group in COMPILED]
DEFAULT = [rules for rules in ALL_COMPILED if rules.findings]


@st.composite
def draw_states(draw: st.DrawFn, rules: CompiledRuleSet) -> dict[IndicatorId, Truth]:
    """Draw a person: mostly unknown or mostly known, so that both ends are met."""
    mostly = draw(st.sampled_from(Truth))
    names = list(rules.class_of)
    others = draw(st.dictionaries(st.sampled_from(names), st.sampled_from(Truth), max_size=25))
    return dict.fromkeys(names, mostly) | others


@st.composite
def draw_answered(
    draw: st.DrawFn, among: list[CompiledRuleSet]
) -> tuple[CompiledRuleSet, IndicatorStates, IndicatorStates]:
    """Draw a person, and the same person after one unknown indicator became known."""
    rules = draw(st.sampled_from(among))
    before = draw(draw_states(rules))
    name = draw(st.sampled_from(sorted(rules.class_of)))
    before[name] = Truth.UNKNOWN
    return rules, before, before | {name: draw(st.sampled_from([Truth.YES, Truth.NO]))}


@given(draw_answered(ALL_COMPILED))
def test_an_answer_never_turns_round_what_was_decided(
    drawn: tuple[CompiledRuleSet, IndicatorStates, IndicatorStates],
) -> None:
    rules, before, after = drawn

    earlier, later = assess_indicators(rules, before), assess_indicators(rules, after)

    for name, finding in earlier.findings.items():
        assert finding.status in {FindingStatus.OPEN, later.findings[name].status}
    for dimension, result in earlier.dimensions.items():
        assert result.status in {DimensionStatus.OPEN, later.dimensions[dimension].status}
    assert earlier.outcome is not None
    assert later.outcome is not None
    assert set(later.outcome.possible) <= set(earlier.outcome.possible)


@given(draw_answered(ALL_COMPILED))
def test_an_answer_that_decides_nothing_leaves_findings_and_outcome_as_they_are(
    drawn: tuple[CompiledRuleSet, IndicatorStates, IndicatorStates],
) -> None:
    rules, before, after = drawn
    (answered,) = (name for name in before if before[name] is not after[name])

    earlier, later = assess_indicators(rules, before), assess_indicators(rules, after)

    if answered not in earlier.deciding:
        assert later.deciding == earlier.deciding
        assert later.outcome == earlier.outcome
        assert later.findings == earlier.findings


@given(draw_answered(DEFAULT))
def test_one_more_indicator_never_lowers_a_presumption_or_the_outcome(
    drawn: tuple[CompiledRuleSet, IndicatorStates, IndicatorStates],
) -> None:
    rules, states, after = drawn
    (name,) = (name for name in states if states[name] is not after[name])
    rank = {FindingStatus.NO: 0, FindingStatus.OPEN: 1, FindingStatus.YES: 2}
    rows = list(rules.outcomes)

    without = assess_indicators(rules, {**states, name: Truth.NO})
    with_it = assess_indicators(rules, {**states, name: Truth.YES})

    for each in rules.findings:
        assert rank[with_it.findings[each].status] >= rank[without.findings[each].status]
    assert without.outcome is not None
    assert with_it.outcome is not None
    assert rows.index(with_it.outcome.possible[0]) <= rows.index(without.outcome.possible[0])
    assert rows.index(with_it.outcome.possible[-1]) <= rows.index(without.outcome.possible[-1])


@given(draw_answered(ALL_COMPILED))
def test_a_finding_is_open_exactly_where_something_decides_it(
    drawn: tuple[CompiledRuleSet, IndicatorStates, IndicatorStates],
) -> None:
    rules, states, _ = drawn

    result = assess_indicators(rules, states)

    for finding in result.findings.values():
        assert (finding.status is FindingStatus.OPEN) is bool(finding.deciding)
    assert result.outcome is not None
    assert (result.outcome.decided is None) is bool(result.outcome.deciding)
    assert all(states[name] is Truth.UNKNOWN for name in result.deciding)
