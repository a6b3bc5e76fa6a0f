"""The known name that another one looks like most: what somebody meant who made a slip."""

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from heapq import nlargest
from itertools import chain, pairwise

# To compare two names letter by letter takes a tenth of a millisecond, and a file may hold
# thousands of names and slips. So only those that share most with the slip are compared.
_COMPARED = 8


def find_nearest(name: str, known: Iterable[str]) -> str | None:
    """Give the known name that looks like this one; None if none does."""
    holders = _index(frozenset(known))
    shared = Counter(chain.from_iterable(holders.get(piece, ()) for piece in _cut(name)))
    alike = ((count / (len(name) + len(other)), other) for other, count in shared.items())
    likely = [other for _, other in nlargest(_COMPARED, alike)]
    close = difflib.get_close_matches(name, likely, n=1)
    return close[0] if close else None


@lru_cache(maxsize=8)
def _index(known: frozenset[str]) -> Mapping[str, list[str]]:
    """Give the names that hold a piece, by piece."""
    holders = defaultdict(list)
    for name in known:
        for piece in _cut(name):
            holders[piece].append(name)
    return holders


def _cut(name: str) -> frozenset[str]:
    """Give each two letters of a name that stand together, its ends among them."""
    padded = f" {name} "
    return frozenset(map("".join, pairwise(padded)))
