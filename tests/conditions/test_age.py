"""Age is as exact as birth and day are known, and holds whatever they turn out to be."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from app.conditions.intervals import Interval, exactly, whole_years
from app.conditions.measures import Figure, measure_figure
from app.conditions.model import Age
from app.conditions.values import PartialDate, Silence, Value
from tests.builders import TODAY, day, facts

AGE = Age(kind="age", born="born", or_age_now="age_now", on="on")


def bounds(low: int, high: int) -> Interval:
    return Interval(Fraction(low), Fraction(high))


def age(today: date = TODAY, **answers: Value | Silence) -> Figure:
    return measure_figure(AGE, facts(answers, today=today))


def test_age_is_exact_where_birth_and_day_are() -> None:
    assert age(born=day("2009-05-02"), on=day("2026-05-01")) == Figure(exactly(16))
    assert age(born=day("2009-05-02"), on=day("2026-05-02")) == Figure(exactly(17))


def test_age_of_somebody_known_by_the_year_of_birth_lies_between_two_years() -> None:
    figure = age(born=day("2008"), on=day("2026-05-02"))

    assert figure == Figure(bounds(17, 18), ("age_now",))


def test_somebody_who_is_a_child_today_was_one_on_every_earlier_day() -> None:
    assert age(age_now=17) == Figure(bounds(0, 17), ("born", "on"))
    assert age(age_now=17, on=day("2026-11-22")) == Figure(exactly(17))


def test_age_of_nobody_knows_whom_is_that_of_any_life() -> None:
    assert age(on=day("2024")) == Figure(bounds(0, 130), ("born", "age_now"))


def test_age_of_nobody_knows_whom_on_nobody_knows_which_day_waits_for_both() -> None:
    assert age() == Figure(bounds(0, 130), ("born", "age_now", "on"))


def test_age_waits_only_for_the_day_where_the_birthday_is_known() -> None:
    assert age(born=day("1990-01-01")) == Figure(bounds(0, 36), ("on",))


def test_a_date_of_birth_and_an_age_that_fit_narrow_each_other() -> None:
    figure = age(born=day("2008"), age_now=18, on=day("2026-11-22"))

    assert figure == Figure(exactly(18))


def test_a_date_of_birth_and_an_age_that_contradict_each_other_stay_possible_both() -> None:
    figure = age(born=day("2012-01-01"), age_now=19, on=day("2026-11-22"))

    assert figure == Figure(bounds(14, 19), ())


def test_of_two_that_contradict_each_other_the_elder_is_as_old_as_the_age_allows() -> None:
    figure = age(born=day("2012"), age_now=19, on=day("2020-11-23"))

    assert figure.interval == bounds(7, 14)


def test_the_eldest_of_an_age_were_born_the_day_after_those_a_year_older() -> None:
    before = age(age_now=20, on=day("2020-11-22"))
    birthday_of_the_eldest = age(age_now=20, on=day("2020-11-23"))

    assert before.interval == exactly(14)
    assert birthday_of_the_eldest.interval == bounds(14, 15)


def test_one_day_of_birth_that_is_left_is_no_contradiction() -> None:
    figure = age(born=day("2008-11-22"), age_now=18, on=day("2016-05-01"))

    assert figure == Figure(exactly(7))


def test_on_a_leap_day_an_age_reaches_back_to_the_last_of_february() -> None:
    leap_day = date(2024, 2, 29)

    figure = age(leap_day, age_now=5, on=day("2023-03-15"))

    assert figure.interval == bounds(4, 5)


def test_nobody_is_younger_than_nothing_on_a_day_before_the_birth() -> None:
    assert age(born=day("2020-01-01"), on=day("2010")).interval == exactly(0)


def test_a_day_that_may_still_come_is_today_at_the_latest() -> None:
    assert age(born=day("2008-12-24"), on=day("2026")).interval == exactly(17)


@given(
    st.dates(date(1950, 1, 1), TODAY),
    st.dates(date(2000, 1, 1), TODAY),
    st.sampled_from(["year", "month", "day", "about", "silent"]),
    st.sampled_from(["year", "month", "day", "about", "silent"]),
    st.booleans(),
)
def test_age_holds_every_completion(
    born: date,
    on: date,
    birth_known: str,
    on_known: str,
    age_said: bool,  # noqa: FBT001 - drawn.
) -> None:
    def said(whole: date, known: str) -> PartialDate | Silence:
        ways: dict[str, PartialDate | Silence] = {
            "year": PartialDate(whole.year),
            "month": PartialDate(whole.year, whole.month),
            "day": PartialDate(whole.year, whole.month, whole.day),
            "about": PartialDate(whole.year, about=True),
            "silent": Silence.UNKNOWN,
        }
        return ways[known]

    answers: dict[str, Value | Silence] = {
        "born": said(born, birth_known),
        "on": said(on, on_known),
    }
    if age_said:
        answers["age_now"] = whole_years(born, TODAY)

    found = measure_figure(AGE, facts(answers)).interval
    expected = max(0, whole_years(born, on))
    assert found.low is not None
    assert found.high is not None
    assert found.low <= expected <= found.high


@given(
    st.one_of(
        st.dates(date(2019, 1, 1), date(2027, 12, 31)),
        st.sampled_from([date(2024, 2, 29), date(2023, 2, 28), date(2023, 3, 1)]),
    ),
    st.integers(0, 400),
    st.integers(0, 12),
)
def test_an_age_stands_for_exactly_the_birthdays_that_give_it(
    today: date, days_ago: int, years: int
) -> None:
    on = today - timedelta(days=days_ago)
    lives = (today - timedelta(days=365 * years + shift) for shift in range(-5, 375))
    ages = [
        max(0, whole_years(born, on))
        for born in lives
        if born <= today and whole_years(born, today) == years
    ]

    figure = age(today, age_now=years, on=PartialDate(on.year, on.month, on.day))

    assert figure.interval == bounds(min(ages), max(ages))
