"""Why a condition is the same for everybody is said by as few of its parts as possible."""

from decimal import Decimal
from itertools import product

import pytest

from app.conditions.cores import word_always, word_never
from app.conditions.model import (
    All,
    Any,
    Codes,
    Comparison,
    Condition,
    Not,
    Number,
    ParameterName,
    Statement,
)


def says(subject: str, *codes: str) -> Statement:
    return Statement(subject, Comparison.IS, Codes(codes))


A, B, C = says("a", "yes"), says("b", "yes"), says("c", "yes")
WORLDS = [dict(zip("abc", values, strict=True)) for values in product((True, False), repeat=3)]


def holds(condition: Condition, world: dict[str, bool]) -> bool:
    """Judge a condition over three yes-or-no subjects of which everything is known."""
    match condition:
        case Statement(subject, _, _):
            return world[subject]
        case Not(part):
            return not holds(part, world)
        case All(parts):
            return all(holds(part, world) for part in parts)
        case Any(parts):
            return any(holds(part, world) for part in parts)


def never(condition: Condition) -> bool:
    return not any(holds(condition, world) for world in WORLDS)


def always(condition: Condition) -> bool:
    return all(holds(condition, world) for world in WORLDS)


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (All((A, B, Not(A))), ": “a: yes” and “not: {a: yes}” exclude each other"),
        (
            All((C, Any((A, B)), Not(A), Not(B))),
            ": “any: [{a: yes}, {b: yes}]”, “not: {a: yes}” and “not: {b: yes}” exclude each other",
        ),
        (All((C, All((B, A, Not(A))))), ": “a: yes” and “not: {a: yes}” exclude each other"),
        (
            All((A, Not(Any((B, Not(B)))))),
            ": “not: {any: [{b: yes}, {not: {b: yes}}]}” never holds",
        ),
        (Any((All((A, Not(A))), All((B, Not(B))))), ""),
        (All((A, Not(A))), ": “a: yes” and “not: {a: yes}” exclude each other"),
    ],
)
def test_fewest_parts_that_exclude_each_other_are_named(condition: Condition, said: str) -> None:
    assert never(condition)

    assert word_never(condition, never) == said


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (Any((A, B, Not(A))), ": “a: yes” and “not: {a: yes}” take in everything together"),
        (
            Any((C, Any((B, Not(All((A, Not(A)))))))),
            ": “not: {all: [{a: yes}, {not: {a: yes}}]}” always holds",
        ),
        (Not(All((A, Not(A)))), ""),
    ],
)
def test_fewest_parts_that_take_in_everything_are_named(condition: Condition, said: str) -> None:
    assert always(condition)

    assert word_always(condition, always) == said


def test_parts_are_written_as_they_may_stand_in_a_file() -> None:
    parts = (
        Statement("days", Comparison.AT_LEAST, Number(Decimal(7))),
        Statement("hours", Comparison.ABOVE, ParameterName("maximum_weekly_hours")),
        says("paid_how", "nothing", "kind_only"),
    )

    said = word_never(All(parts), lambda condition: condition == All(parts))

    assert said == (
        ": “days: {at_least: 7}”, “hours: {above: {parameter: maximum_weekly_hours}}” and "
        "“paid_how: [nothing, kind_only]” exclude each other"
    )
