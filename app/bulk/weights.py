"""Join several classes into one weighted count, where a rule is nothing but a threshold of it.

“2 strong, or 1 strong and 1 medium, or 3 medium” is the same as “at least 3, where a strong one
counts twice”. Whether there are such weights is tried out, and every possible count is looked at.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final, TypeAlias

from app.bulk.tallies import NARROW

Counts: TypeAlias = tuple[int, ...]

MOST_CLASSES: Final = 4


@dataclass(frozen=True)
class Threshold:
    """A weight for each class, and the number that the weighted count has to reach."""

    weights: Counts
    number: int


def can_be_weighed(sizes: Sequence[int]) -> bool:
    """Say whether classes of these sizes may fit into one narrow tally, and are worth trying."""
    return sum(sizes) < NARROW and len(sizes) <= MOST_CLASSES


def find_weights(
    sizes: Sequence[int], above: Sequence[Counts], below: Sequence[Counts]
) -> Threshold | None:
    """Give a threshold that all counts of `above` reach and none of `below` does, or None.

    The weighted count of all indicators together fits into a narrow tally.
    """
    for weights in sorted(_list_weights(sizes, NARROW - 1), key=sum):
        number = min(_weigh(weights, counts) for counts in above)
        if number > max(_weigh(weights, counts) for counts in below):
            return Threshold(weights, number)
    return None


def list_counts(sizes: Sequence[int]) -> list[Counts]:
    """Give every way in which so many indicators of each class can be present."""
    return list(product(*(range(size + 1) for size in sizes)))


def _list_weights(sizes: Sequence[int], room: int) -> Iterator[Counts]:
    if not sizes:
        yield ()
        return
    for weight in range(room // sizes[0] + 1):
        for others in _list_weights(sizes[1:], room - weight * sizes[0]):
            yield (weight, *others)


def _weigh(weights: Counts, counts: Counts) -> int:
    return sum(weight * count for weight, count in zip(weights, counts, strict=True))
