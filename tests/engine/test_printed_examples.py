"""The examples that are printed show the fault, and trying everything finds no smaller one.

What each broken rule set says is written down here a second time, as plain functions of the
indicators that are present. Nothing of the engine is used to try them.
"""

import re
from collections.abc import Callable, Collection, Iterator
from itertools import combinations
from pathlib import Path

import pytest

from tests.engine.broken_rules import HERE, read_expected

# The indicators of the small catalogue by strength, for adults. Children have no weak one.
WORK = {"work.hours": 3, "work.danger": 3, "work.pay": 2}
FORCE = {"force.threat": 2, "force.debt": 2, "force.lie": 2, "force.rumour": 1}
INDICATORS = {**WORK, **FORCE}
PEOPLE = [frozenset(c) for n in range(len(INDICATORS) + 1) for c in combinations(INDICATORS, n)]

Person = Collection[str]
Says = Callable[[Person], bool]


def adds_up(dimension: dict[str, int], person: Person) -> bool:
    """2 strong; 1 strong + 1 more; 2 medium + 1 weak; a stronger one stands in for a weaker."""
    strengths = [strength for name, strength in dimension.items() if name in person]
    strong, at_least_medium = strengths.count(3), sum(strength > 1 for strength in strengths)
    return (strong >= 1 and len(strengths) >= 2) or (at_least_medium >= 2 and len(strengths) >= 3)


def work(person: Person) -> bool:
    return adds_up(WORK, person)


def force(person: Person) -> bool:
    return adds_up(FORCE, person)


def force_where_threats_are_strong(person: Person) -> bool:
    return adds_up({**FORCE, "force.threat": 3}, person)


def falls(says: Says) -> Iterator[tuple[Person, str]]:
    """Give everybody for whom one more indicator turns yes to no, with that indicator."""
    for person in PEOPLE:
        for added in INDICATORS:
            if added not in person and says(person) and not says({*person, added}):
                yield person, added


def read_example(name: str) -> tuple[set[str], str]:
    """Give the indicators that a sentence names as present, and the one that comes to them."""
    sentence = read_expected(Path(HERE / "rules" / f"{name}.yaml"))
    after = re.search(r"when ([a-z.]+) comes to an example (with .+)", sentence)
    example = after[2] if after else sentence[sentence.index("with ") :]
    known = set(re.findall(r"[a-z]+\.[a-z]+", example.partition(" Look for")[0]))
    return known & set(INDICATORS), after[1] if after else ""


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("finding-falls", lambda p: force(p) and not work(p)),
        ("finding-falls-from-nothing", lambda p: "work.hours" not in p),
        (
            "finding-falls-soonest-in-the-second-group",
            lambda p: force_where_threats_are_strong(p) and not work(p),
        ),
        ("outcome-falls", lambda p: work(p) and not force(p)),
    ],
)
def test_fall_that_is_printed_is_a_smallest_one(name: str, says: Says) -> None:
    present, added = read_example(name)

    everyone = list(falls(says))

    assert (present, added) in everyone
    assert len(present) == min(len(person) for person, _ in everyone)


@pytest.mark.parametrize(
    ("name", "shows"),
    [
        ("outcomes-leave-somebody-out", lambda p: not force(p) and not work(p)),
        (
            "somebody-is-left-out-soonest-in-the-second-group",
            lambda p: force_where_threats_are_strong(p) and not work(p),
        ),
        ("row-is-taken-by-one-above", lambda p: work(p) and force(p)),
        ("row-is-taken-soonest-in-the-second-group", force_where_threats_are_strong),
        ("last-row-has-nothing-left", lambda _: True),
        ("part-is-held-by-the-rest", work),
        ("part-is-held-soonest-in-the-second-group", force_where_threats_are_strong),
        ("part-takes-in-nothing-new", lambda p: work(p) and force(p)),
        ("finding-is-never-no", lambda _: True),
    ],
)
def test_person_who_is_printed_is_a_smallest_one(name: str, shows: Says) -> None:
    present, _ = read_example(name)

    sizes = [len(person) for person in PEOPLE if shows(person)]

    assert shows(present)
    assert len(present) == min(sizes)
