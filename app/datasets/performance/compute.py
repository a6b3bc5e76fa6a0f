"""All figures of a programme for a period, whole or broken down, small ones hidden."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from app.datasets.performance.model import Figure, Indicator, Period, Programme
from app.datasets.performance.people import DIMENSIONS, People, split
from app.datasets.performance.screening import SCREENING
from app.datasets.performance.work import WORK

FIGURES: Mapping[str, Callable[[People], Iterator[Figure]]] = {**SCREENING, **WORK}
SMALLEST_SHOWN: Final = 5
HIDDEN: Final = "<5"


def compute(programme: Programme, period: Period) -> tuple[Figure, ...]:
    """Give every figure."""
    people = People(programme, period)
    return tuple(figure for find in FIGURES.values() for figure in find(people))


def compute_by(
    programme: Programme, period: Period, indicator: Indicator, dimension: str
) -> dict[str, tuple[Figure, ...]]:
    """Give one indicator by the categories of a dimension that it may be broken down by."""
    if dimension not in indicator.disaggregate_by or dimension not in DIMENSIONS:
        sentence = f"{indicator.id} isn't broken down by {dimension}."
        raise ValueError(sentence)
    find = FIGURES[indicator.id]
    return {
        category: tuple(find(People(part, period)))
        for category, part in split(programme, dimension).items()
    }


def is_small(figure: Figure) -> bool:
    """Say whether a figure is about so few that it must not be shown."""
    numbers = [figure.numerator, *([figure.denominator] if figure.denominator is not None else [])]
    rest = numbers[-1] - figure.numerator
    return any(0 < number < SMALLEST_SHOWN for number in (*numbers, rest))


def word_figure(figure: Figure) -> str:
    """Give a figure as it is shown; a share of nobody is a dash."""
    if is_small(figure):
        return HIDDEN
    return "–" if figure.value is None else f"{figure.value:.1f}".removesuffix(".0")
