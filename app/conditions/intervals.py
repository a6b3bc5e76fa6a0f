"""Figures that are known only within bounds, and what can still be said of them.

They are fractions: 52/12 has no end as a decimal number, and somebody paid exactly the minimum wage
by the month would come out below it by the last of many figures.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from app.conditions.model import Comparison
from app.conditions.truth import Truth


@dataclass(frozen=True)
class Interval:
    """A figure between `low` and `high`, both included; None where nothing bounds it."""

    low: Fraction | None
    high: Fraction | None

    def is_exact(self) -> bool:
        """Say whether only one figure is possible."""
        return self.low is not None and self.low == self.high

    def minus(self, other: "Interval") -> "Interval":
        """Take one figure from another."""
        return Interval(_join(self.low, _negate(other.high)), _join(self.high, _negate(other.low)))

    def divided_by(self, divisor: "Interval") -> "Interval":
        """Divide a figure that isn't negative by one that is above zero."""
        return Interval(_divide(self.low, divisor.high), _divide(self.high, divisor.low))

    def times(self, factor: Fraction) -> "Interval":
        """Multiply by a factor that isn't negative."""
        return Interval(_multiply(self.low, factor), _multiply(self.high, factor))


UNBOUNDED = Interval(None, None)


def exactly(number: Decimal | int) -> Interval:
    """Give a figure that is known exactly."""
    return Interval(Fraction(number), Fraction(number))


def compare(figure: Interval, comparison: Comparison, bound: Fraction) -> Truth:
    """Say whether every, no, or only some value of the figure stands so to `bound`."""
    low, high = figure.low, figure.high
    match comparison:
        case Comparison.ABOVE:
            holds, fails = low is not None and low > bound, high is not None and high <= bound
        case Comparison.AT_LEAST:
            holds, fails = low is not None and low >= bound, high is not None and high < bound
        case Comparison.BELOW:
            holds, fails = high is not None and high < bound, low is not None and low >= bound
        case _:
            holds, fails = high is not None and high <= bound, low is not None and low > bound
    return Truth.YES if holds else Truth.NO if fails else Truth.UNKNOWN


def whole_years(born: date, on: date) -> int:
    """Give the age in whole years; someone born on 29 February has a birthday on 1 March."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _join(first: Fraction | None, second: Fraction | None) -> Fraction | None:
    return None if first is None or second is None else first + second


def _multiply(number: Fraction | None, factor: Fraction) -> Fraction | None:
    return None if number is None else number * factor


def _divide(number: Fraction | None, divisor: Fraction | None) -> Fraction | None:
    return None if number is None or divisor is None else number / divisor


def _negate(number: Fraction | None) -> Fraction | None:
    return None if number is None else -number
