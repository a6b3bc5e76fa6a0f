"""Intervals say how little few cases show."""

import pytest

from app.datasets.intervals import find_interval


@pytest.mark.parametrize("trials", [1, 2, 5, 10])
def test_an_interval_has_its_closed_form_for_none_and_for_all(trials: int) -> None:
    none, every = find_interval(0, trials), find_interval(trials, trials)

    assert none == pytest.approx((0, 1 - 0.025 ** (1 / trials)))
    assert every == pytest.approx((0.025 ** (1 / trials), 1))


def test_an_interval_is_the_published_one_and_everything_where_nothing_was_seen() -> None:
    assert find_interval(3, 10) == pytest.approx((0.0667, 0.6525), abs=5e-5)
    assert find_interval(0, 0) == (0, 1)
