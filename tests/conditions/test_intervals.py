"""What is said of a figure within bounds holds for every figure that it can be."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.conditions.intervals import UNBOUNDED, Interval, compare, exactly, whole_years
from app.conditions.model import Comparison
from app.conditions.truth import Truth

HOLDS: dict[Comparison, Callable[[int, int], bool]] = {
    Comparison.ABOVE: lambda figure, bound: figure > bound,
    Comparison.AT_LEAST: lambda figure, bound: figure >= bound,
    Comparison.BELOW: lambda figure, bound: figure < bound,
    Comparison.AT_MOST: lambda figure, bound: figure <= bound,
}
FAR = 12  # Further out than any bound that is drawn.

ends = st.one_of(st.none(), st.integers(-5, 5))


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = draw(ends), draw(ends)
    if low is not None and high is not None and low > high:
        low, high = high, low
    return Interval(
        None if low is None else Fraction(low), None if high is None else Fraction(high)
    )


def figures_in(interval: Interval) -> range:
    low = -FAR if interval.low is None else int(interval.low)
    high = FAR if interval.high is None else int(interval.high)
    return range(low, high + 1)


@pytest.mark.parametrize("comparison", HOLDS)
@given(interval=intervals(), bound=st.integers(-6, 6))
def test_a_comparison_equals_the_enumeration_of_every_figure(
    comparison: Comparison, interval: Interval, bound: int
) -> None:
    found = {HOLDS[comparison](figure, bound) for figure in figures_in(interval)}

    expected = Truth.UNKNOWN
    if len(found) == 1:
        expected = Truth.YES if found.pop() else Truth.NO
    assert compare(interval, comparison, Fraction(bound)) is expected


def test_every_comparison_of_figures_is_tried() -> None:
    assert set(HOLDS) == set(Comparison) - {Comparison.IS}


@given(intervals(), intervals())
def test_a_difference_holds_every_difference(first: Interval, second: Interval) -> None:
    found = first.minus(second)

    for figure in figures_in(first):
        for other in figures_in(second):
            assert found.low is None or found.low <= figure - other
            assert found.high is None or found.high >= figure - other


@given(
    st.integers(0, 5), st.integers(0, 5), st.integers(1, 5), st.integers(0, 5), st.integers(0, 9)
)
def test_a_quotient_holds_every_quotient(
    low: int, more: int, divisor: int, wider: int, factor: int
) -> None:
    figure = Interval(Fraction(low), Fraction(low + more))
    by = Interval(Fraction(divisor), Fraction(divisor + wider))

    found = figure.times(Fraction(factor)).divided_by(by)

    quotients = [Fraction(n * factor, d) for n in figures_in(figure) for d in figures_in(by)]
    assert found == Interval(min(quotients), max(quotients))


def test_what_has_no_bounds_keeps_none() -> None:
    assert UNBOUNDED.minus(exactly(1)) == UNBOUNDED
    assert UNBOUNDED.times(Fraction(2)) == UNBOUNDED
    assert UNBOUNDED.divided_by(exactly(2)) == UNBOUNDED
    assert exactly(1).divided_by(UNBOUNDED) == UNBOUNDED


@pytest.mark.parametrize(
    ("interval", "exact"),
    [
        (exactly(0), True),
        (exactly(Decimal("1.10")), True),
        (UNBOUNDED, False),
        (Interval(Fraction(0), None), False),
        (Interval(None, Fraction(0)), False),
        (Interval(Fraction(0), Fraction(1)), False),
    ],
)
def test_a_figure_is_exact_where_only_one_is_possible(
    interval: Interval,
    exact: bool,  # noqa: FBT001 - parametrised.
) -> None:
    assert interval.is_exact() is exact


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        ("2008-11-22", "2026-11-22", 18),
        ("2008-11-23", "2026-11-22", 17),
        ("2008-02-29", "2026-02-28", 17),
        ("2008-02-29", "2026-03-01", 18),
        ("2026-11-22", "2026-11-22", 0),
        ("2026-11-23", "2026-11-22", -1),
    ],
)
def test_age_is_counted_in_whole_years(born: str, on: str, years: int) -> None:
    assert whole_years(date.fromisoformat(born), date.fromisoformat(on)) == years
