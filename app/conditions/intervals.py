"""Figures that are known only within bounds, and what can still be said of them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.conditions.model import Comparison
from app.conditions.truth import Truth


@dataclass(frozen=True)
class Interval:
    """A figure between `low` and `high`, both included; None where nothing bounds it."""

    low: Decimal | None
    high: Decimal | None

    def plus(self, other: "Interval") -> "Interval":
        """Add two figures."""
        return Interval(_join(self.low, other.low), _join(self.high, other.high))

    def divided_by(self, divisor: "Interval") -> "Interval":
        """Divide a figure that isn't negative by one that isn't negative."""
        low = None if self.low is None or divisor.high is None else self.low / divisor.high
        high = None if self.high is None or not divisor.low else self.high / divisor.low
        return Interval(low, high)

    def times(self, factor: Decimal) -> "Interval":
        """Multiply by a factor that isn't negative."""
        return Interval(
            None if self.low is None else self.low * factor,
            None if self.high is None else self.high * factor,
        )


UNBOUNDED = Interval(None, None)


def exactly(number: Decimal | int) -> Interval:
    """Give a figure that is known exactly."""
    return Interval(Decimal(number), Decimal(number))


def compare(figure: Interval, comparison: Comparison, bound: Decimal) -> Truth:
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


def _join(first: Decimal | None, second: Decimal | None) -> Decimal | None:
    return None if first is None or second is None else first + second
