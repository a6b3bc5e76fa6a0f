"""Amounts, durations and dates are read as people write them, and in no other way."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.conditions.values import Duration, DurationUnit, PartialDate
from tests.builders import TODAY, day, money
from tests.questionnaire.giving import error_of, give, value_of


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("5", "5"),
        ("1.5", "1.5"),
        ("1,50", "1.5"),
        ("1234", "1234"),
        ("1 234,50", "1234.5"),
        ("1'234.50", "1234.5"),
        ("1\u202f234\u00a0567", "1234567"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1.234.567,8", "1234567.8"),
        ("٣٤٥", "345"),
        ("0", "0"),
        ("1000000000000", "1000000000000"),
    ],
)
def test_an_amount_is_read_as_people_write_it(typed: str, amount: str) -> None:
    expected = money(amount, "EUR", "week")

    assert value_of("money", amount=typed, currency="EUR", period="week") == expected


@pytest.mark.parametrize(
    "typed",
    [
        "much",
        "-5",
        ".5",
        "5.",
        "1..2",
        "1.2.3",
        "1,234.567",
        "1.234,567",
        "1.234,567.89",
        "1.2345.678",
        "1234.567.890",
        "12,34,567",
        "1,234,56",
        "1.2345",
        "5 EUR",
        "1000000000001",
        "1e3",
    ],
)
def test_what_is_no_amount_is_refused(typed: str) -> None:
    found = error_of("money", amount=typed, currency="EUR", period="week")

    assert found == ("not_an_amount", "amount", {})


@pytest.mark.parametrize(
    ("typed", "first", "second"),
    [("1.234", "1234", "1.23"), ("12,500", "12500", "12.50"), ("1234,567", "1234567", "1234.56")],
)
def test_an_amount_that_can_be_read_in_two_ways_is_asked_again(
    typed: str, first: str, second: str
) -> None:
    expected = ("amount_in_two_ways", "amount", {"first": first, "second": second})

    assert error_of("money", amount=typed, currency="EUR", period="week") == expected


@pytest.mark.parametrize(
    ("parts", "key", "part"),
    [
        ({"currency": "", "period": "week"}, "currency_missing", "currency"),
        ({"currency": "USD", "period": "week"}, "currency_missing", "currency"),
        ({"currency": "EUR", "period": ""}, "period_missing", "period"),
        ({"currency": "EUR", "period": "fortnight"}, "period_missing", "period"),
    ],
)
def test_an_amount_needs_its_currency_and_period(
    parts: dict[str, str], key: str, part: str
) -> None:
    assert error_of("money", amount="5", **parts) == (key, part, {})


def test_currency_and_period_alone_are_no_answer() -> None:
    assert give("money", currency="EUR", period="week") is None


def test_a_duration_is_a_number_with_its_unit() -> None:
    assert value_of("duration", number="3", unit="weeks") == Duration(3, DurationUnit.WEEKS)
    assert give("duration", unit="weeks") is None


@pytest.mark.parametrize(
    ("number", "unit", "expected"),
    [
        ("three", "weeks", ("not_a_whole_number", "number", {})),
        ("3", "", ("unit_missing", "unit", {})),
        ("3", "hours", ("unit_missing", "unit", {})),
        ("10001", "days", ("out_of_range", "number", {"low": "0", "high": "10000"})),
    ],
)
def test_what_is_no_duration_is_refused(
    number: str, unit: str, expected: tuple[str, str, dict[str, str]]
) -> None:
    assert error_of("duration", number=number, unit=unit) == expected


@pytest.mark.parametrize(
    ("parts", "value"),
    [
        ({"year": "2024"}, day("2024")),
        ({"year": "2024", "month": "5"}, day("2024-05")),
        ({"year": "2024", "month": "05", "day": "07"}, day("2024-05-07")),
        ({"year": "2024", "month": "2", "day": "29"}, day("2024-02-29")),
        ({"year": "٢٠٢٤"}, day("2024")),
        ({"year": "2024", "about": "yes"}, day("2024", about=True)),
        ({"year": "2026", "month": "11", "day": "22"}, day("2026-11-22")),
        ({"year": "2027", "about": "yes"}, day("2027", about=True)),
        ({"year": "1900"}, day("1900")),
    ],
)
def test_a_date_is_kept_as_exactly_as_it_is_known(
    parts: dict[str, str], value: PartialDate
) -> None:
    assert value_of("date", **parts) == value


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"day": "5"}, ("year_missing", "year", {})),
        ({"month": "5"}, ("year_missing", "year", {})),
        ({"day": "5", "year": "2024"}, ("month_missing", "month", {})),
        ({"year": "last"}, ("not_a_whole_number", "year", {})),
        ({"year": "2024", "month": "May"}, ("not_a_whole_number", "month", {})),
        ({"year": "24"}, ("year_out_of_range", "year", {"low": "1900"})),
        ({"year": "1899"}, ("year_out_of_range", "year", {"low": "1900"})),
        ({"year": "2028"}, ("year_out_of_range", "year", {"low": "1900"})),
        ({"year": "2024", "month": "13"}, ("no_such_date", "month", {})),
        ({"year": "2024", "month": "0"}, ("no_such_date", "month", {})),
        ({"year": "2023", "month": "2", "day": "29"}, ("no_such_date", "day", {})),
        ({"year": "2024", "month": "4", "day": "31"}, ("no_such_date", "day", {})),
        ({"year": "2026", "month": "11", "day": "23"}, ("date_in_future", "year", {})),
        ({"year": "2027"}, ("date_in_future", "year", {})),
    ],
)
def test_what_is_no_past_date_is_refused(
    parts: dict[str, str], expected: tuple[str, str, dict[str, str]]
) -> None:
    assert error_of("date", **parts) == expected


def test_the_mark_about_alone_is_no_answer() -> None:
    assert give("date", about="yes") is None


@given(
    st.decimals(0, 10**9, places=2),
    st.sampled_from(
        [(",", "."), (".", ","), (" ", ","), (" ", "."), ("'", "."), ("", ","), ("", ".")]
    ),
)
def test_an_amount_is_read_back_as_it_was_written(amount: Decimal, marks: tuple[str, str]) -> None:
    group, point = marks
    typed = f"{amount:,.2f}".translate({ord(","): group, ord("."): point})

    found = value_of("money", amount=typed, currency="EUR", period="day")

    assert found == money(str(amount), "EUR", "day")


@given(st.dates(date(1900, 1, 1), TODAY))
def test_every_past_day_can_be_given(when: date) -> None:
    found = value_of("date", year=str(when.year), month=str(when.month), day=str(when.day))

    assert found == PartialDate(when.year, when.month, when.day)
