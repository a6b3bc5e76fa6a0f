"""Cohen's kappa, and every case in which there is none or only a part of it."""

from collections import Counter
from math import sqrt

import pytest

from app.datasets.agreement import FEWEST, CodeT, Kappa, Obstacle, Pairs, measure_agreement


def count(*pairs: str) -> Pairs[str]:
    """Write pairs of codes as two letters each."""
    return Counter((pair[0], pair[1]) for pair in pairs)


def measure(pairs: Pairs[CodeT]) -> Kappa:
    kappa = measure_agreement(pairs).kappa
    assert isinstance(kappa, Kappa)
    return kappa


def test_kappa_is_what_is_worked_out_by_hand() -> None:
    pairs = {("y", "y"): 20, ("y", "n"): 5, ("n", "y"): 10, ("n", "n"): 15}

    kappa = measure(pairs)

    # Agreed 35 of 50; by chance 25/50 · 30/50 + 25/50 · 20/50 = 0.5.
    spread = 1.96 * sqrt(0.7 * 0.3 / (50 * 0.5**2))
    assert kappa.value == pytest.approx(0.4)
    assert kappa.interval == pytest.approx((0.4 - spread, 0.4 + spread), abs=1e-4)


def test_kappa_of_three_codes_is_what_is_worked_out_by_hand() -> None:
    table = ((88, 14, 18), (10, 40, 10), (2, 6, 12))
    pairs = {(row, column): table[row][column] for row in range(3) for column in range(3)}

    # Agreed 140 of 200; by chance (120 · 100 + 60 · 60 + 20 · 40) / 200² = 0.41.
    assert measure(pairs).value == pytest.approx((0.7 - 0.41) / (1 - 0.41))


def test_counts_say_how_many_were_compared_and_are_the_same() -> None:
    measured = measure_agreement(count("yy", "yy", "nn", "yn", "ny", "uu"))

    assert (measured.compared, measured.agreed) == (6, 4)


def test_interval_ends_where_kappa_does() -> None:
    kappa = measure(count("yy", "yy", "yy", "nn", "nn", "yn"))

    assert kappa.interval is not None
    assert kappa.interval[0] < kappa.value < kappa.interval[1] == 1


@pytest.mark.parametrize(
    ("pairs", "value"),
    [(count("yy", "yy", "yy", "nn", "nn"), 1), (count("yn", "yn", "ny", "ny", "ny"), -12 / 13)],
)
def test_there_is_no_interval_where_the_method_gives_none_a_width(
    pairs: Pairs[str], value: float
) -> None:
    kappa = measure(pairs)

    assert kappa.value == pytest.approx(value)
    assert kappa.interval is None


@pytest.mark.parametrize(
    ("pairs", "obstacle"),
    [
        (count(), Obstacle.NOTHING_COMPARED),
        ({("y", "n"): 0}, Obstacle.NOTHING_COMPARED),
        (count(*["yy", "nn"] * 2), Obstacle.TOO_FEW),
        (count(*["yy"] * FEWEST), Obstacle.ONE_CODE),
        (count(*["yy"] * FEWEST, "yn"), Obstacle.ONE_SIDED),
        (count(*["yn"] * FEWEST), Obstacle.ONE_SIDED),
    ],
)
def test_there_is_never_a_kappa_that_says_nothing(pairs: Pairs[str], obstacle: Obstacle) -> None:
    measured = measure_agreement(pairs)

    assert measured.kappa is obstacle
    assert measured.compared == sum(pairs.values())


def test_fewest_are_enough() -> None:
    assert isinstance(measure(count("yy", "yy", "nn", "nn", "yn")), Kappa)


def test_what_is_known_to_be_no_code_has_counts_alone() -> None:
    measured = measure_agreement(count(*["yy", "nn"] * FEWEST), Obstacle.NO_CODES)

    assert (measured.agreed, measured.kappa) == (2 * FEWEST, Obstacle.NO_CODES)
