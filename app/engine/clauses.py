"""The clauses of a dimension rule: minimum counts, where a stronger indicator may stand in."""

from collections.abc import Mapping

from app.instruments.model import Clause
from app.instruments.vocabulary import Strength


def is_fulfilled(clause: Clause, present: Mapping[Strength | None, int]) -> bool:
    """Say whether a clause holds with so many indicators present of each strength, or of none."""
    if sum(present.values()) < clause.indicators:
        return False
    found = needed = 0
    for strength, minimum in list_minimums(clause).items():
        found += present.get(strength, 0)
        needed += minimum
        if found < needed:
            return False
    return True


def list_minimums(clause: Clause) -> dict[Strength, int]:
    """Give the least counts from the strongest down; what a weak one may do, a medium may too."""
    return {
        Strength.STRONG: clause.strong,
        Strength.MEDIUM: clause.medium,
        Strength.WEAK: clause.weak + clause.medium_or_weak,
    }
