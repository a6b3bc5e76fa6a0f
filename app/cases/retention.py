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


class Part(Enum):
    """What of a case is kept or destroyed as one; the values are the codes in the databases."""

    WHOLE = "whole"
    TOLD = "told"
    REACH = "reach"
    FILES = "files"
    RECORDS = "records"


# For what each part is kept: it goes once none of these purposes needs it any more. Who did what
# and what was decided stands in the case itself, which is there as long as any purpose is.
KEPT_FOR: Final[Mapping[Part, tuple[Purpose, ...]]] = {
    Part.WHOLE: tuple(Purpose),
    Part.TOLD: (Purpose.HELP, Purpose.PROCEEDINGS),
    Part.REACH: (Purpose.HELP,),
    Part.FILES: (Purpose.PROCEEDINGS,),
    Part.RECORDS: (Purpose.STATISTICS,),
}

# Months. Shorter than this, a person who comes back would be asked everything again.
SHORTEST: Final = 6
LONGEST: Final = 600


def find_longest(months: Mapping[Purpose, int | None], part: Part = Part.WHOLE) -> int | None:
    """Give for how many months a part of a case is kept: as long as any of its purposes needs it.

    None while one of them has no end, since then it is never due.
    """
    known = [months.get(each) for each in KEPT_FOR[part]]
    return None if None in known else max(each for each in known if each is not None)


def is_period(months: int) -> bool:
    """Say whether things may be kept for so many months."""
    return SHORTEST <= months <= LONGEST
