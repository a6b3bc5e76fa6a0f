"""Counts of people, of which small ones can be withheld: they could tell who is meant."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from app.conditions.truth import Truth

SMALLEST_SHOWN: Final = 5


@dataclass(frozen=True)
class Spread:
    """How many of some people something is so of, not so of, and not known of."""

    yes: int
    no: int
    unknown: int

    @property
    def count(self) -> int:
        """Give how many people there are."""
        return self.yes + self.no + self.unknown

    @property
    def is_small(self) -> bool:
        """Say whether one of the counts is about so few that it could tell who is meant.

        The others of the same line would give it away, so that a line is shown whole or not at all.
        """
        return any(0 < each < SMALLEST_SHOWN for each in (self.yes, self.no, self.unknown))


def spread(truths: Iterable[Truth]) -> Spread:
    """Count what is so, is not so, and is not known; what is unknown is never counted as no."""
    found = list(truths)
    return Spread(found.count(Truth.YES), found.count(Truth.NO), found.count(Truth.UNKNOWN))
