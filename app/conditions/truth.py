"""Three truths: what is known to be so, known not to be so, and not known."""

from collections.abc import Iterable
from enum import Enum


class Truth(Enum):
    """Yes, no or unknown. Unknown is not no (Kleene's strong logic)."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def all_of(parts: Iterable[Truth]) -> Truth:
    """No if any part is no, else unknown if any is unknown, else yes."""
    truths = set(parts)
    for decisive in (Truth.NO, Truth.UNKNOWN):
        if decisive in truths:
            return decisive
    return Truth.YES


def any_of(parts: Iterable[Truth]) -> Truth:
    """Yes if any part is yes, else unknown if any is unknown, else no."""
    truths = set(parts)
    for decisive in (Truth.YES, Truth.UNKNOWN):
        if decisive in truths:
            return decisive
    return Truth.NO


def negate(truth: Truth) -> Truth:
    """Yes and no change places; what is unknown stays unknown."""
    return {Truth.YES: Truth.NO, Truth.NO: Truth.YES, Truth.UNKNOWN: Truth.UNKNOWN}[truth]
