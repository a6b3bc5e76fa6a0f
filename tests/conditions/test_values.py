"""A date known in part lies between a first and a last day."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.conditions.values import PartialDate
from tests.builders import day

dates = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    whole = draw(dates)
    month = draw(st.sampled_from([None, whole.month]))
    on = None if month is None else draw(st.sampled_from([None, whole.day]))
    return PartialDate(whole.year, month, on, draw(st.booleans()))


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2024-12", "2024-12-01", "2024-12-31"),
        ("2024-05-17", "2024-05-17", "2024-05-17"),
    ],
)
def test_a_date_covers_what_was_not_said(written: str, first: str, last: str) -> None:
    found = day(written)

    assert (found.earliest().isoformat(), found.latest().isoformat()) == (first, last)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2024", "2023-01-01", "2025-12-31"),
        ("2024-01", "2023-12-01", "2024-02-29"),
        ("2024-12", "2024-11-01", "2025-01-31"),
        ("2024-03-01", "2024-02-29", "2024-03-02"),
        ("2024-12-31", "2024-12-30", "2025-01-01"),
    ],
)
def test_about_widens_a_date_by_one_of_its_own_units(written: str, first: str, last: str) -> None:
    found = day(written, about=True)

    assert (found.earliest().isoformat(), found.latest().isoformat()) == (first, last)


@given(partial_dates())
def test_the_first_day_is_never_after_the_last(found: PartialDate) -> None:
    assert found.earliest() <= found.latest()


@given(dates, st.booleans())
def test_a_date_said_less_exactly_still_covers_the_day(
    whole: date,
    about: bool,  # noqa: FBT001 - drawn.
) -> None:
    for month, on in ((None, None), (whole.month, None), (whole.month, whole.day)):
        found = PartialDate(whole.year, month, on, about)
        assert found.earliest() <= whole <= found.latest()


@given(partial_dates())
def test_about_never_narrows(found: PartialDate) -> None:
    assume(not found.about)
    wide = PartialDate(found.year, found.month, found.day, about=True)

    assert wide.earliest() < found.earliest()
    assert wide.latest() > found.latest()
    assert wide.latest() - wide.earliest() >= timedelta(days=2)
