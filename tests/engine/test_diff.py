"""Two rule sets are compared exactly, and what differs is shown by the smallest example."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

import pytest

from app.conditions.model import Codes, Comparison, Not, Number, Statement
from app.conditions.truth import Truth
from app.documents.reader import Data
from app.engine.compile import CompiledRuleSet
from app.engine.diff import Difference, Rewording, diff_rule_sets
from app.engine.evaluate import assess_indicators
from app.engine.words import word_condition
from app.instruments.ids import IndicatorId
from tests.engine.builders import CHILD, STRENGTHS, compiled, finding, last_row, row
from tests.engine.shipped import COMPILED
from tests.engine.shipped import compiled as shipped

WORK: Data = {"work": "positive"}
BOTH: Data = {
    "all": [{"work": "positive"}, {"any": [{"force": "positive"}, {"force.lie": "absent"}]}]
}
FORCE_ONLY: Data = {"all": [{"force": "positive"}, {"not": {"any_dimension": "negative"}}]}


def rules(when: Data, *rows: Data, title: str = "T", dimensions: Data = "") -> CompiledRuleSet:
    return compiled(
        findings={"forced": finding(when)},
        outcomes=[*rows, last_row("rest")],
        title=title,
        dimensions=dimensions or ["work", "force"],
    )


def say(found: CompiledRuleSet, present: tuple[str, ...]) -> dict[tuple[str, str], str]:
    """Give all that comes out for a person of whom all is known."""
    states = {IndicatorId(name): Truth.YES if name in present else Truth.NO for name in STRENGTHS}
    result = assess_indicators(found, states)
    said = {("finding", str(name)): each.status.value for name, each in result.findings.items()}
    said |= {("dimension", str(k)): each.status.value for k, each in result.dimensions.items()}
    if result.outcome is not None and result.outcome.decided is not None:
        said["outcome", ""] = result.outcome.decided
    return said


def list_by_trying(
    one: CompiledRuleSet, other: CompiledRuleSet
) -> Iterator[tuple[str, str, str, str, int]]:
    """Give every difference with the size of its smallest example, from trying out everybody."""
    seen = set()
    for size in range(len(STRENGTHS) + 1):
        for present in combinations(STRENGTHS, size):
            before, after = say(one, present), say(other, present)
            for (kind, name), old in before.items():
                new = after.get((kind, name), old)
                if new != old and (kind, name, old, new) not in seen:
                    seen.add((kind, name, old, new))
                    yield kind, name, old, new, size


def size_of(difference: Difference) -> tuple[str, str, str, str, int]:
    return (
        difference.kind,
        difference.name,
        difference.before,
        difference.after,
        len(difference.present),
    )


def test_differences_are_those_that_trying_out_everybody_finds() -> None:
    pairs = [
        (rules(WORK), rules(BOTH)),
        (rules(WORK, row("worked", WORK)), rules(FORCE_ONLY, row("worked", FORCE_ONLY))),
        (rules(WORK, row("a", WORK)), rules(WORK, row("b", WORK))),
        (rules(WORK), rules(WORK, dimensions=["force", "work"])),
    ]
    for one, other in pairs:
        found = diff_rule_sets(one, other).differences

        assert {size_of(each) for each in found} == set(list_by_trying(one, other))
        assert [len(each.present) for each in found] == sorted(len(each.present) for each in found)
        for each in found:
            assert say(one, each.present)[each.kind, each.name] == each.before
            assert say(other, each.present)[each.kind, each.name] == each.after


def test_a_group_with_other_indicators_is_compared_too() -> None:
    adults, children = (
        rules(WORK),
        compiled(CHILD, findings={"forced": finding(WORK)}, groups=["child"]),
    )

    found = diff_rule_sets(adults, children)

    rumour = ("force.threat", "force.debt", "force.rumour")
    assert [size_of(each)[:4] for each in found.differences] == [
        ("dimension", "force", "positive", "negative"),
    ]
    assert found.differences[0].present == rumour
    assert Rewording("force.rumour is", "weak", None) in found.rewordings


def test_a_rule_set_is_no_different_from_itself() -> None:
    for name, group in COMPILED:
        found = diff_rule_sets(shipped(name, group), shipped(name, group))

        assert (found.rewordings, found.differences) == ((), ())


def test_what_is_written_differently_is_told_in_words_with_its_place() -> None:
    one = rules(WORK, row("worked", WORK))
    other = rules(BOTH, row("forced", FORCE_ONLY), title="Another")

    found = diff_rule_sets(one, other).rewordings

    assert found == (
        Rewording("title", "T", "Another"),
        Rewording(
            "findings › forced › when",
            "work is positive",
            "work is positive and (force is positive or force.lie is not present)",
        ),
        Rewording("outcomes › worked › label", "L", None),
        Rewording("outcomes › worked › when", "work is positive", None),
        Rewording("order of the outcomes", "worked, rest", "forced, rest"),
        Rewording("outcomes › forced › label", None, "L"),
        Rewording(
            "outcomes › forced › when",
            None,
            "force is positive and it is not so that no dimension is positive",
        ),
    )


def test_a_condition_is_said_with_the_names_of_its_subjects() -> None:
    forced = rules(
        {
            "any": [
                {"any_strong_indicator": "absent"},
                {"any_strong_indicator": "present"},
                {"all": [{"work": "negative"}]},
            ]
        }
    ).rule_set.findings
    (when,) = (each.when for each in forced.values())

    said = word_condition(when, {"work": "Bad work"})

    assert said == (
        "no strong indicator is present or any strong indicator is present or Bad work is not "
        "positive"
    )


def test_a_denied_part_is_worded_as_denied() -> None:
    denied = Not(Statement("work", Comparison.IS, Codes(("positive",))))

    assert word_condition(denied, {"work": "Bad work"}) == (
        "it is not so that Bad work is positive"
    )


def test_what_rules_can_not_say_has_no_words() -> None:
    figure = Statement("work", Comparison.ABOVE, Number(Decimal(3)))

    with pytest.raises(TypeError):
        word_condition(figure)
