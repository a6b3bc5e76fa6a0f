"""What a figure is: a count, a share of something, or the middle of several values."""

from collections.abc import Iterable, Sequence
from math import ceil
from statistics import fmean, median

from app.datasets.performance.model import Figure, FigureKind


def count(indicator: str, part: str, number: int) -> Figure:
    """Give a count."""
    return Figure(indicator, part, number, number)


def share(indicator: str, part: str, number: int, of: int) -> Figure:
    """Give a share in percent; of nobody there is none."""
    value = 100 * number / of if of else None
    return Figure(indicator, part, value, number, of, FigureKind.SHARE)


def ratio(indicator: str, part: str, number: int, of: int) -> Figure:
    """Give how many there are for each one."""
    value = number / of if of else None
    return Figure(indicator, part, value, number, of, FigureKind.RATIO)


def middle(indicator: str, part: str, values: Iterable[float]) -> Figure:
    """Give the median, and of how many values."""
    found = list(values)
    value = median(found) if found else None
    return Figure(indicator, part, value, len(found), kind=FigureKind.AVERAGE)


def mean(indicator: str, part: str, values: Iterable[float]) -> Figure:
    """Give the mean, and of how many values."""
    found = list(values)
    value = fmean(found) if found else None
    return Figure(indicator, part, value, len(found), kind=FigureKind.AVERAGE)


def ninetieth(indicator: str, part: str, values: Sequence[float]) -> Figure:
    """Give the value that nine of ten don't exceed, by nearest rank."""
    found = sorted(values)
    value = found[ceil(0.9 * len(found)) - 1] if found else None
    return Figure(indicator, part, value, len(found), kind=FigureKind.AVERAGE)
