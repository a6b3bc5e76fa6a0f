"""A second coding: another person codes a finished interview without seeing what the first one did.

It stands apart from the case. Nothing that is coded the second time changes the case's assessment.
"""

from enum import Enum
from typing import Final


class CodingState(Enum):
    """Where a second coding stands; the values are the codes in the database."""

    ASKED = "asked"
    BEGUN = "begun"
    FINISHED = "finished"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class CodingBasis(Enum):
    """What the second person codes from."""

    PRESENT = "present"
    RECORD = "record"


# As long as a second coding stands so, the case stays closed to the one who codes.
OPEN_STATES: Final = frozenset({CodingState.ASKED, CodingState.BEGUN})
# In these, nobody else is asked for the same interview.
TAKEN_STATES: Final = OPEN_STATES | {CodingState.FINISHED}
