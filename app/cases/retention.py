"""For what an organisation keeps things, and for how long."""

from collections.abc import Mapping
from enum import Enum
from typing import Final


class Purpose(Enum):
    """What something is kept for; the values are the codes in the database."""

    HELP = "help"
    PROCEEDINGS = "proceedings"
    STATISTICS = "statistics"
    ACCOUNTABILITY = "accountability"


# Months. Shorter than this, a person who comes back would be asked everything again.
SHORTEST: Final = 6
LONGEST: Final = 600


def find_longest(months: Mapping[Purpose, int | None]) -> int | None:
    """Give for how many months a case is kept: as long as any purpose needs it.

    None while a purpose has no end, since then nothing is ever due.
    """
    known = [months.get(each) for each in Purpose]
    return None if None in known else max(each for each in known if each is not None)


def is_period(months: int) -> bool:
    """Say whether things may be kept for so many months."""
    return SHORTEST <= months <= LONGEST
