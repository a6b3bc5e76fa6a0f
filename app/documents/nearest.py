"""The known name that another one looks like most: what somebody meant who made a slip."""

import difflib
from collections.abc import Iterable
from functools import lru_cache, partial
from heapq import nlargest
from itertools import pairwise

# To compare two names letter by letter takes a tenth of a millisecond, and a file may hold
# thousands of names and slips. So only those that share most with the slip are compared.
_COMPARED = 8


def find_nearest(name: str, known: Iterable[str]) -> str | None:
    """Give the known name that looks like this one; None if none does."""
    likely = nlargest(_COMPARED, sorted(known), key=partial(_measure_shared, _cut(name)))
    close = difflib.get_close_matches(name, likely, n=1)
    return close[0] if close else None


def _measure_shared(pieces: frozenset[str], other: str) -> float:
    others = _cut(other)
    return len(pieces & others) / (len(pieces) + len(others))


@lru_cache(maxsize=20_000)
def _cut(name: str) -> frozenset[str]:
    """Give each two letters of a name that stand together, its ends among them."""
    padded = f" {name} "
    return frozenset(map("".join, pairwise(padded)))
