"""Of all possible answers to a question, one of each kind that statements tell apart is tried."""

from collections.abc import Iterator
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.conditions.model import Codes, Comparison, Statement
from app.conditions.parse import parse_condition
from app.instruments.model import Question
from app.instruments.possible import Way, list_figures, list_ways
from tests.builders import question

CODES = ("none", "a", "b", "c", "d")
CHOICES = question(
    kind="several_choices",
    options=[{"code": code, "label": "L", "exclusive": code == "none"} for code in CODES],
)


def statement(raw: object) -> Statement:
    condition = parse_condition(raw)
    assert isinstance(condition, Statement)
    return condition


def say(ways: tuple[Way, ...]) -> list[str]:
    return [way.said for way in ways]


def list_choices() -> Iterator[tuple[str, ...]]:
    """Give every answer that can be given to CHOICES."""
    yield ("none",)
    for size in range(1, len(CODES)):
        yield from combinations(CODES[1:], size)


@given(st.lists(st.lists(st.sampled_from(CODES), min_size=1, unique=True), max_size=4))
def test_every_set_of_options_is_like_one_that_is_tried(named: list[list[str]]) -> None:
    statements = [
        Statement("papers_held", Comparison.IS, Codes(tuple(codes))) for codes in map(sorted, named)
    ]

    tried = {way.true for way in list_ways(CHOICES, statements)}

    assert tried == {
        frozenset(
            each
            for each in statements
            if isinstance(each.operand, Codes) and set(chosen) & set(each.operand.codes)
        )
        for chosen in list_choices()
    }


@pytest.mark.parametrize(
    ("asked", "statements", "expected"),
    [
        (question(), [{"papers_held": "yes"}], ["papers_held: yes", "papers_held: no"]),
        (question(kind="one_choice"), [{"papers_held": ["me", "boss"]}], ["papers_held: me"]),
        (
            question(kind="one_choice", not_applicable="no"),
            [{"papers_held": "boss"}],
            ["papers_held: me", "papers_held: boss"],
        ),
        (
            question(kind="one_choice", not_applicable="no"),
            [{"papers_held": ["me", "boss"]}],
            ["papers_held: me", "papers_held: does not apply"],
        ),
        (
            question(kind="several_choices", not_applicable="no"),
            [{"papers_held": ["me", "boss"]}],
            ["papers_held: [me]", "papers_held: does not apply"],
        ),
        (
            question(kind="country"),
            [{"papers_held": "RS"}],
            ["papers_held: RS", "papers_held: answered"],
        ),
        (question(kind="date"), [], ["papers_held: answered"]),
        (question(kind="money"), [], ["papers_held: answered"]),
        (
            question(kind="money"),
            [{"papers_held": {"above": "0"}}],
            ["papers_held: 0", "papers_held: 1"],
        ),
        (
            question(kind="whole_number", maximum=10),
            [{"papers_held": {"at_least": "10"}}, {"papers_held": {"below": "1"}}],
            ["papers_held: 0", "papers_held: 1", "papers_held: 10"],
        ),
    ],
)
def test_one_answer_of_each_kind_is_tried(
    asked: Question, statements: list[object], expected: list[str]
) -> None:
    ways = list_ways(asked, [statement(each) for each in statements])

    assert say(ways) == expected


def test_a_country_may_set_a_parameter_on_either_side_of_a_figure() -> None:
    law = statement({"weekly_hours": {"above": {"parameter": "most_hours"}}})
    number = statement({"weekly_hours": {"above": "48"}})

    by_law = list_figures("weekly_hours", [law])
    both = list_figures("weekly_hours", [law, number])

    assert say(by_law) == ["weekly_hours: answered", "weekly_hours: above most_hours"]
    assert {way.true for way in both} == {
        frozenset(each) for each in ([], [law], [number], [law, number])
    }
