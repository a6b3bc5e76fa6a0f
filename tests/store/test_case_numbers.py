"""Case numbers can be read out, typed in with a slip or two, and never counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.store.case_numbers import CaseNumber, draw_case_number, parse_case_number

numbers = st.builds(draw_case_number, st.integers(2020, 2099))


def test_a_number_has_the_form_that_people_learn() -> None:
    number = draw_case_number(2026)

    assert len(number) == len("T-2026-4938-1725")
    assert number.startswith("T-2026-")


@given(numbers)
def test_a_drawn_number_is_read_back(number: CaseNumber) -> None:
    assert parse_case_number(number) == number


@given(numbers)
def test_a_number_may_be_typed_without_dashes_and_in_small_letters(number: CaseNumber) -> None:
    assert parse_case_number(f" {number.replace('-', '').lower()} ") == number
    assert parse_case_number(number.replace("-", " ")) == number
    assert parse_case_number(number.replace("-", "\u2013")) == number


@given(numbers)
def test_every_single_wrong_digit_is_found(number: CaseNumber) -> None:
    places = [place for place, letter in enumerate(number) if letter.isdigit()]
    wrong = [
        number[:place] + digit + number[place + 1 :]
        for place in places
        for digit in "0123456789"
        if digit != number[place]
    ]

    assert not any(parse_case_number(one) for one in wrong)


@given(numbers)
def test_two_neighbours_that_changed_places_are_found(number: CaseNumber) -> None:
    digits = number.removeprefix("T").replace("-", "")
    swapped = [
        f"T{digits[:place]}{digits[place + 1]}{digits[place]}{digits[place + 2 :]}"
        for place in range(len(digits) - 1)
        if digits[place] != digits[place + 1]
    ]

    assert not any(parse_case_number(one) for one in swapped)


@pytest.mark.parametrize(
    "text", ["", "T", "T-2026", "2026-4938-1725", "T-2026-4938-172", "T-2026-4938-17255", "X" * 99]
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert parse_case_number(text) is None


def test_numbers_do_not_follow_one_another() -> None:
    drawn = [draw_case_number(2026) for _ in range(200)]

    assert len(set(drawn)) > 195
    assert drawn != sorted(drawn)
