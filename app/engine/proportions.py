"""Confidence intervals of proportions, exact for the few cases that were ever decided."""

from collections.abc import Callable
from math import comb

_STEPS = 60  # Each halves what is left; after so many nothing is left of a float.


def find_interval(successes: int, trials: int, confidence: float = 0.95) -> tuple[float, float]:
    """Give the Clopper-Pearson interval: it covers the truth at least as often as it says.

    Without trials nothing is known, and the interval is everything from 0 to 1.
    """
    tail = (1 - confidence) / 2
    low, high = 0.0, 1.0
    if successes > 0:
        low = _bisect(lambda chance: _reach(successes, trials, chance) < tail)
    if successes < trials:
        high = _bisect(lambda chance: 1 - _reach(successes + 1, trials, chance) > tail)
    return low, high


def _reach(successes: int, trials: int, chance: float) -> float:
    """Give how likely at least so many successes are."""
    return sum(
        comb(trials, number) * chance**number * (1 - chance) ** (trials - number)
        for number in range(successes, trials + 1)
    )


def _bisect(is_below: Callable[[float], bool]) -> float:
    """Give the chance at which `is_below` turns from yes to no."""
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if is_below(middle) else (low, middle)
    return (low + high) / 2
