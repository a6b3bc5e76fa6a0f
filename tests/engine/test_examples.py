"""Worked examples: what they name, whom they stand for, and what comes out differently."""

import pytest

from app.conditions.truth import Truth
from app.documents.problem import Path
from app.documents.reader import Data
from app.engine.evaluate import assess_indicators
from app.engine.example_checks import compare
from app.engine.examples import check_example, expand_example
from tests.engine.builders import STRENGTHS, compiled, example, finding, last_row, row

RULES = compiled(
    findings={"forced": finding({"force": "positive"})},
    outcomes=[row("forced", {"force": "positive"}), last_row("nothing")],
)
HERE: Path = ("examples", 0)


@pytest.mark.parametrize(
    ("keys", "path", "words"),
    [
        ({"present": ["work.wage"]}, ("present", 0), "no catalogue indicator “work.wage”"),
        (
            {"absent": ["work.pay", "work.wage"]},
            ("absent", 1),
            "no catalogue indicator “work.wage”",
        ),
        ({"present": ["work.pay"], "unknown": ["work.pay"]}, ("unknown", 0), "second time"),
        ({"counts": {"worc": {"medium": "1"}}}, ("counts", "worc"), "no dimension “worc”"),
        ({"in_each_dimension": {"weak": "1"}}, (), "go together"),
        ({"expect": {"that_dimension": "open"}}, (), "go together"),
        ({"expect": {"findings": {"forcd": "no"}}}, ("expect", "findings", "forcd"), "no finding"),
        ({"expect": {"outcome": "forcd"}}, ("expect", "outcome", 0), "no row of outcomes “forcd”"),
        (
            {"expect": {"possible_outcomes": ["nothing", "open"]}},
            ("expect", "possible_outcomes", 1),
            "no row of outcomes “open”",
        ),
        (
            {"expect": {"dimensions": {"worc": "open"}}},
            ("expect", "dimensions", "worc"),
            "no dimension",
        ),
        (
            {"expect": {"deciding": {"forced": ["work.wage"]}}},
            ("expect", "deciding", "forced", 0),
            "no catalogue indicator “work.wage”",
        ),
        (
            {"expect": {"deciding": {"forcd": ["work.pay"]}}},
            ("expect", "deciding", "forcd"),
            "no finding “forcd”",
        ),
    ],
)
def test_a_name_that_the_rule_set_lacks_is_a_fault(
    keys: dict[str, Data], path: Path, words: str
) -> None:
    (fault,) = check_example(example(**keys), HERE, RULES)

    assert fault.path == (*HERE, *path)
    assert words in fault.what
    assert fault.hint


def test_an_example_names_some_and_says_what_the_others_are() -> None:
    keys: dict[str, Data] = {
        "present": ["work.hours"],
        "absent": ["work.pay"],
        "unknown": ["work.food"],
    }

    (others_no,) = expand_example(example(**keys), HERE, RULES)
    (assumed_no,) = expand_example(example(**keys, others="assumed_no"), HERE, RULES)
    (others_unknown,) = expand_example(example(**keys, others="unknown"), HERE, RULES)

    named = {"work.hours": Truth.YES, "work.pay": Truth.NO, "work.food": Truth.UNKNOWN}
    assert others_no.states == dict.fromkeys(STRENGTHS, Truth.NO) | named
    assert assumed_no.states == others_no.states
    assert others_unknown.states == dict.fromkeys(STRENGTHS, Truth.UNKNOWN) | named


def test_counts_take_the_first_so_many_indicators_of_a_strength() -> None:
    counts: Data = {"work": {"strong": "1", "medium": "2"}, "force": {"weak": "1"}}

    (person,) = expand_example(example(counts=counts), HERE, RULES)

    present = {name for name, truth in person.states.items() if truth is Truth.YES}
    assert present == {"work.hours", "work.pay", "work.food", "force.rumour"}


def test_an_example_with_too_many_of_a_strength_stands_for_nobody() -> None:
    assert list(expand_example(example(counts={"work": {"weak": "1"}}), HERE, RULES)) == []


def test_an_example_for_each_dimension_stands_for_those_that_have_enough() -> None:
    expect: Data = {"that_dimension": "negative"}

    two_strong = example(in_each_dimension={"strong": "2"}, expect=expect)
    every_weak = example(in_each_dimension={"weak": "all"}, expect=expect)

    assert [dict(p.dimensions) for p in expand_example(two_strong, HERE, RULES)] == [
        {"work": example(expect=expect).expect.that_dimension}
    ]
    assert [p.name for p in expand_example(every_weak, HERE, RULES)] == ["N (work)", "N (force)"]


def test_an_example_for_each_dimension_has_what_is_named_as_well() -> None:
    expect: Data = {"that_dimension": "negative"}
    named = example(in_each_dimension={"weak": "1"}, present=["work.pay"], expect=expect)

    (person,) = expand_example(named, HERE, RULES)

    present = {name for name, truth in person.states.items() if truth is Truth.YES}
    assert present == {"work.pay", "force.rumour"}


@pytest.mark.parametrize(
    ("keys", "path", "words"),
    [
        ({"expect": {"findings": {"forced": "yes"}}}, ("findings", "forced"), "gives no, not yes"),
        ({"expect": {"outcome": "forced"}}, ("outcome",), "gives nothing, not forced"),
        ({"expect": {"outcome": "open"}}, ("outcome",), "gives nothing, not open"),
        (
            {"expect": {"possible_outcomes": ["forced", "nothing"]}},
            ("possible_outcomes",),
            "gives nothing, not forced, nothing",
        ),
        (
            {"expect": {"dimensions": {"force": "positive"}}},
            ("dimensions", "force"),
            "gives negative, not positive",
        ),
        (
            {"expect": {"deciding": {"outcome": ["force.lie"]}}},
            ("deciding", "outcome"),
            "gives none, not force.lie",
        ),
        (
            {"expect": {"deciding": {"forced": ["force.lie"]}}},
            ("deciding", "forced"),
            "gives none, not force.lie",
        ),
        (
            {"in_each_dimension": {"weak": "1"}, "expect": {"that_dimension": "positive"}},
            ("that_dimension",),
            "“N (force)” gives negative, not positive",
        ),
    ],
)
def test_what_comes_out_differently_is_a_fault(
    keys: dict[str, Data], path: Path, words: str
) -> None:
    (person,) = expand_example(example(**keys), HERE, RULES)

    (fault,) = compare(person, assess_indicators(RULES, person.states))

    assert fault.path == (*HERE, "expect", *path)
    assert words in fault.what


def test_what_comes_out_as_expected_is_no_fault() -> None:
    expect: Data = {
        "dimensions": {"force": "open"},
        "findings": {"forced": "open"},
        "outcome": "open",
        "possible_outcomes": ["nothing", "forced"],
        "deciding": {"outcome": ["force.rumour"], "forced": ["force.rumour"]},
    }
    keys: dict[str, Data] = {"counts": {"force": {"medium": "2"}}, "unknown": ["force.rumour"]}
    (person,) = expand_example(example(**keys, expect=expect), HERE, RULES)

    assert list(compare(person, assess_indicators(RULES, person.states))) == []


def test_an_outcome_is_not_expected_of_a_rule_set_without_rows() -> None:
    rules = compiled(findings={"forced": finding({"force": "positive"})})
    expect: Data = {"outcome": "open", "deciding": {"outcome": ["force.lie"]}}
    unsuited = example(expect=expect)

    (fault,) = check_example(unsuited, HERE, rules)
    (person,) = expand_example(unsuited, HERE, rules)
    differing = list(compare(person, assess_indicators(rules, person.states)))

    assert fault.path == (*HERE, "expect", "outcome", 0)
    assert [each.path[-1] for each in differing] == ["outcome"]
