"""The smallest examples are those that trying everything out would find."""

from collections.abc import Iterator
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.conditions.model import All, Any, Codes, Comparison, Condition, Not, Statement
from app.conditions.truth import Truth
from app.engine.compile import CompiledRuleSet
from app.engine.diagram import NO
from app.engine.evaluate import count_indicators
from app.engine.smallest import find_outcome, find_smallest, word_present
from app.engine.suggestions import suggest_example
from tests.engine.builders import STRENGTHS, compiled, finding, last_row, row, states

RULES = compiled(
    findings={
        "forced": finding({"force": "positive"}),
        "named": finding({"any": [{"work.pay": "present"}, {"force.lie": "present"}]}),
    }
)
STATEMENTS = [
    ("work", "positive"),
    ("force", "negative"),
    ("any_strong_indicator", "present"),
    ("work.pay", "present"),
    ("force.lie", "absent"),
]
SUBSETS = [subset for size in range(10) for subset in combinations(STRENGTHS, size)]


def draw_conditions() -> st.SearchStrategy[Condition]:
    single: st.SearchStrategy[Condition] = st.sampled_from(
        [Statement(subject, Comparison.IS, Codes((code,))) for subject, code in STATEMENTS]
    )
    return st.recursive(
        single,
        lambda inner: st.one_of(
            st.builds(Not, inner),
            st.builds(lambda parts: All(tuple(parts)), st.lists(inner, min_size=1, max_size=3)),
            st.builds(lambda parts: Any(tuple(parts)), st.lists(inner, min_size=1, max_size=3)),
        ),
        max_leaves=6,
    )


def holds(rules: CompiledRuleSet, condition: Condition, present: tuple[str, ...]) -> bool:
    absent = tuple(name for name in STRENGTHS if name not in present)
    bounds, _ = count_indicators(rules, states(present=present, absent=absent))
    return rules.diagrams.judge(rules.node_of(condition), bounds) is Truth.YES


def list_sizes(condition: Condition) -> Iterator[int]:
    for subset in SUBSETS:
        if holds(RULES, condition, subset):
            yield len(subset)


@given(draw_conditions())
def test_no_example_is_smaller_than_the_smallest(condition: Condition) -> None:
    smallest = find_smallest(RULES, RULES.node_of(condition))

    assert (None if smallest is None else len(smallest)) == next(list_sizes(condition), None)
    assert smallest is None or holds(RULES, condition, smallest)


@settings(max_examples=10)  # Each looks at every set of indicators.
@given(draw_conditions())
def test_one_more_is_counted_as_if_it_were_added(condition: Condition) -> None:
    node = RULES.node_of(condition)
    for level, each in enumerate(RULES.classes):
        shifted = RULES.diagrams.with_one_more(node, level)
        lost = RULES.diagrams.both(node, RULES.diagrams.negate(shifted))
        falls = any(
            holds(RULES, condition, subset) and not holds(RULES, condition, (*subset, next_name))
            for subset in SUBSETS
            for next_name in each.indicators
            if next_name not in subset
        )
        assert (lost != NO) is falls


def test_two_functions_differ_where_one_of_them_is_yes_alone() -> None:
    diagrams = RULES.diagrams
    one, other = RULES.findings.values()

    difference = diagrams.differ(one, other)

    assert diagrams.differ(one, one) == NO
    assert diagrams.differ(one, difference) == other


def test_the_outcome_of_counts_is_the_row_that_takes_them_or_none() -> None:
    rules = compiled(outcomes=[row("worked", {"work": "positive"})])
    (worked,) = rules.outcomes.values()
    counts = rules.diagrams.find_least(worked)
    assert counts is not None

    assert find_outcome(rules, counts) == "worked"
    assert find_outcome(rules, (0,) * len(counts)) is None


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ((), "with no indicator present"),
        (("a",), "with a"),
        (("a", "b", "c"), "with a, b and c"),
    ],
)
def test_what_is_present_is_said_in_words(names: tuple[str, ...], words: str) -> None:
    assert word_present(names) == words


def test_an_example_is_suggested_by_the_fewest_that_turn_the_result_round() -> None:
    rules = compiled(
        findings={"forced": finding({"force": "positive"})},
        outcomes=[row("strong", {"any_strong_indicator": "present"}), last_row("nothing")],
    )

    forced = suggest_example((rules,), ("findings", "forced"))
    nothing = suggest_example((rules, rules), ("outcomes", 1))

    assert "it is no with nothing present, yes by `present: [force.threat, force.debt," in forced
    assert nothing.startswith("Smallest for group adult, with `others: no`: it is yes with nothing")
    assert "no by `present: [work.hours]`" in nothing


def test_no_example_is_suggested_of_what_is_the_same_for_everybody() -> None:
    rules = compiled(
        findings={"never": finding({"all": [{"work": "positive"}, {"work": "negative"}]})}
    )

    suggested = suggest_example((rules,), ("findings", "never"))

    assert suggested == "First look at its condition, which is the same for everybody."
