"""Two rule sets are compared exactly, and what differs is shown by the smallest example."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

import pytest

from app.conditions.model import Codes, Comparison, Not, Number, Statement
from app.conditions.truth import Truth
from app.documents.reader import Data
from app.engine.compile import CompiledRuleSet, compile_rule_set
from app.engine.diff import Difference, Rewording, describe, diff_rule_sets, list_differences
from app.engine.evaluate import assess_indicators
from app.engine.words import word_condition
from app.instruments.ids import IndicatorId
from app.instruments.model import Catalogue, Clause
from tests.engine.builders import (
    ADULT,
    CHILD,
    REASON,
    STRENGTHS,
    catalogue,
    compiled,
    finding,
    last_row,
    row,
    rule_set,
)
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

    with pytest.raises(TypeError, match="ABOVE"):
        word_condition(figure)


FORCED: Data = {
    "title": "Forced",
    "when": WORK,
    **REASON,
    "stands_for": ["forced_labour", "trafficking"],
}
DESCRIBED = {
    "title": "T",
    "description": "D",
    "note": "N",
    "reads": "small@1.0.0",
    "dimensions": "work, force",
    "findings › forced › title": "Forced",
    "findings › forced › when": "work is positive",
    "findings › forced › because": "B",
    "findings › forced › source": "S",
    "findings › forced › provenance": "proposal",
    "findings › forced › stands_for": "forced_labour, trafficking",
    "outcomes › worked › label": "L",
    "outcomes › worked › when": "work is positive",
    "outcomes › worked › because": "B",
    "outcomes › worked › source": "S",
    "outcomes › worked › provenance": "proposal",
    "outcomes › rest › label": "L",
    "outcomes › rest › otherwise": "yes",
    "outcomes › rest › because": "B",
    "outcomes › rest › source": "S",
    "outcomes › rest › provenance": "proposal",
    "order of the outcomes": "worked, rest",
    "a dimension is positive with": (
        "2 strong or 1 strong and 1 medium or weak or 2 medium and 1 weak"
    ),
}


def test_everything_that_a_rule_set_says_is_described_by_its_place() -> None:
    rows = [row("worked", WORK), last_row("rest")]

    said = describe(compiled(findings={"forced": FORCED}, outcomes=rows))

    strengths = {f"{name} is": strength for name, strength in STRENGTHS.items()}
    assert said == DESCRIBED | strengths


def test_what_is_read_without_strengths_is_said_to_be_read() -> None:
    ungraded = compiled(None, findings={"forced": finding({"work.pay": "present"})}, dimensions=[])

    said = describe(ungraded)

    assert said["work.pay is"] == "read"
    assert said["a dimension is positive with"] == ""


def test_catalogues_that_count_to_different_numbers_are_compared_as_far_as_either_counts() -> None:
    few, many = (
        compile_rule_set(rule_set(findings={"forced": finding(WORK)}), counting(**clause), ADULT)
        for clause in ({"strong": 1}, {"medium": 3})
    )
    lost = Difference(
        "dimension",
        "force",
        "positive",
        "negative",
        tuple(map(IndicatorId, ("force.threat", "force.debt", "force.lie"))),
    )

    assert lost in list_differences(many, few)
    assert replace(lost, before="negative", after="positive") in list_differences(few, many)


def counting(**clause: int) -> Catalogue:
    """Give the small catalogue with a single clause."""
    read = catalogue()
    assert read.dimension_rule is not None
    only = Clause.model_validate({name: str(number) for name, number in clause.items()})
    rule = read.dimension_rule.model_copy(update={"positive_with_any": (only,)})
    return read.model_copy(update={"dimension_rule": rule})


def test_a_difference_of_outcomes_has_no_name() -> None:
    found = list_differences(rules(WORK, row("a", WORK)), rules(WORK, row("b", WORK)))

    assert {(each.kind, each.name, each.before, each.after) for each in found} == {
        ("outcome", "", "a", "b")
    }
