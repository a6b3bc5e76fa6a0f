"""Counts of indicators, two in one number: how many are present, and how many may be.

An answer is a byte: no is 0, unknown 16, yes 17. So the sum over several bytes holds in its lower
four bits how many are present, and in its upper four how many are present or unknown. A table
engine wraps a sum that grows too large without a word; what a tally can reach is therefore proved
when it is made.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from app.conditions.truth import Truth
from app.instruments.ids import IndicatorId

BYTES: Final = {Truth.NO: 0, Truth.UNKNOWN: 16, Truth.YES: 17}

# The numbers in which a tally is kept: the one for what may be present is worth so many of the
# others. They fill a byte, or four of them.
NARROW: Final = 1 << 4
WIDE: Final = 1 << 16


@dataclass(frozen=True)
class Part:
    """Indicators that a tally counts, each as often as `weight` says."""

    weight: int
    indicators: tuple[IndicatorId, ...]


@dataclass(frozen=True)
class Tally:
    """A weighted count of indicators. Raises ValueError for more than can be counted."""

    parts: tuple[Part, ...]

    def __post_init__(self) -> None:
        if self.most >= WIDE:
            raise ValueError(f"Only {WIDE - 1} can be counted together; this is {self.most}.")

    @property
    def most(self) -> int:
        """Give what the tally is when every indicator is present."""
        return sum(part.weight * len(part.indicators) for part in self.parts)

    @property
    def unit(self) -> int:
        """Give what one indicator that may be present adds, beside the one if it is."""
        return NARROW if self.most < NARROW else WIDE


class Bound(Enum):
    """Which of the two counts is compared, and how."""

    PRESENT_AT_MOST = "present_at_most"
    POSSIBLE_AT_LEAST = "possible_at_least"


@dataclass(frozen=True)
class Comparison:
    """A comparison of one count of a tally with a number; it is true or false of every record."""

    tally: Tally
    bound: Bound
    number: int
