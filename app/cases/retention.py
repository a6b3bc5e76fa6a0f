"""For what an organisation keeps things, and for how long."""

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


def is_period(months: int) -> bool:
    """Say whether things may be kept for so many months."""
    return SHORTEST <= months <= LONGEST
