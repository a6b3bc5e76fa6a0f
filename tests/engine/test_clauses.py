"""A clause asks for least counts, and a stronger indicator may stand in for a weaker one."""

import pytest

from app.engine.clauses import is_fulfilled
from app.instruments.model import Clause
from app.instruments.vocabulary import Strength

STRONG, MEDIUM, WEAK = Strength.STRONG, Strength.MEDIUM, Strength.WEAK


def clause(**counts: int) -> Clause:
    return Clause.model_validate({name: str(number) for name, number in counts.items()})


@pytest.mark.parametrize(
    ("asked", "present", "said"),
    [
        (clause(strong=2), {STRONG: 2}, True),
        (clause(strong=2), {STRONG: 1}, False),
        (clause(strong=2), {STRONG: 1, MEDIUM: 3}, False),
        (clause(medium=3), {STRONG: 1, MEDIUM: 2}, True),
        (clause(medium=3), {MEDIUM: 2}, False),
        (clause(medium=2, weak=1), {MEDIUM: 2, WEAK: 1}, True),
        (clause(medium=2, weak=1), {MEDIUM: 1, WEAK: 2}, False),
        (clause(strong=1, medium_or_weak=1), {STRONG: 1, WEAK: 1}, True),
        (clause(strong=1, medium_or_weak=1), {STRONG: 1}, False),
        (clause(indicators=2), {None: 1}, False),
        (clause(indicators=2), {None: 2}, True),
    ],
)
def test_a_clause_holds_with_so_many_or_with_stronger_ones(
    asked: Clause, present: dict[Strength | None, int], *, said: bool
) -> None:
    assert is_fulfilled(asked, present) is said
