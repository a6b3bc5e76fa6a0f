"""Figures hold whatever the silent answers turn out to be, and name what would narrow them."""

from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.conditions.intervals import UNBOUNDED, Interval, exactly
from app.conditions.measures import Figure, measure_figure
from app.conditions.model import PayPerHour, WeeklyHours, list_inputs
from app.conditions.values import Money, Period, Silence, Value
from tests.builders import facts, money

HOURS = WeeklyHours(kind="weekly_hours", hours_a_day="hours", days_a_week="days")
PAY = PayPerHour(
    kind="pay_per_hour",
    pay="pay",
    any_deductions="any_taken",
    deductions="taken",
    hours_a_day="hours",
    days_a_week="days",
)
WEEKS = {"hour": None, "day": None, "week": 1, "month": Fraction(52, 12), "year": 52}


def bounds(low: int | None, high: int | None) -> Interval:
    return Interval(
        None if low is None else Fraction(low), None if high is None else Fraction(high)
    )


def hours(**answers: Value | Silence) -> Figure:
    return measure_figure(HOURS, facts(answers))


def pay(**answers: Value | Silence) -> Figure:
    return measure_figure(PAY, facts(answers))


def holds(figure: Figure, number: Fraction | int) -> bool:
    low, high = figure.interval.low, figure.interval.high
    return (low is None or low <= number) and (high is None or number <= high)


def test_a_measure_lists_the_questions_that_it_is_worked_out_from() -> None:
    assert list_inputs(PAY) == ("pay", "any_taken", "taken", "hours", "days")


@pytest.mark.parametrize(
    ("answers", "low", "high", "waits_for"),
    [
        ({"hours": 12, "days": 6}, 72, 72, ()),
        ({"hours": 15}, 0, 105, ("days",)),
        ({"days": 6}, 0, 144, ("hours",)),
        ({}, 0, 168, ("hours", "days")),
        ({"hours": 15, "days": Silence.PREFER_NOT_TO_SAY}, 0, 105, ("days",)),
        ({"hours": 0}, 0, 0, ()),
    ],
)
def test_weekly_hours_are_as_exact_as_what_was_said(
    answers: dict[str, Value | Silence], low: int, high: int, waits_for: tuple[str, ...]
) -> None:
    assert hours(**answers) == Figure(bounds(low, high), waits_for)


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("hour", Fraction(2600)),
        ("day", Fraction(260)),
        ("week", Fraction(52)),
        ("month", Fraction(12)),
        ("year", Fraction(1)),
    ],
)
def test_pay_for_an_hour_is_the_pay_of_a_period_over_its_hours(
    period: str, expected: Fraction
) -> None:
    figure = pay(pay=money(2600, period=period), any_taken="no", hours=10, days=5)

    assert figure == Figure(exactly(1).times(expected), currency="XTS")


def test_every_period_of_pay_is_tried() -> None:
    assert set(WEEKS) == {period.value for period in Period} - {"once"}


def test_somebody_paid_exactly_a_wage_by_the_month_gets_exactly_that_wage() -> None:
    for week, cents in product(range(1, 85), range(990, 1020)):
        monthly = Fraction(cents, 100) * week * 52 / 12
        written = Money(Decimal(int(monthly * 300)) / 300, "XTS", Period.MONTH)
        if Fraction(written.amount) == monthly:
            figure = pay(pay=written, any_taken="no", hours=week, days=1)
            assert figure.interval == Interval(Fraction(cents, 100), Fraction(cents, 100))


def test_deductions_are_taken_off_in_their_own_period() -> None:
    figure = pay(
        pay=money(10),
        any_taken="yes",
        taken=money(52, period="month"),
        hours=4,
        days=3,
    )

    assert figure.interval == exactly(9)


def test_a_no_to_any_deductions_alone_says_that_nothing_is_taken() -> None:
    assert pay(pay=money(10), any_taken="no") == Figure(exactly(10), currency="XTS")


def test_any_deductions_that_do_not_apply_are_none_where_that_counts_as_no() -> None:
    answers: dict[str, Value | Silence] = {"pay": money(10), "any_taken": Silence.NOT_APPLICABLE}

    known = facts(answers, counts_as_no=frozenset({"any_taken"}))

    assert measure_figure(PAY, known).interval == exactly(10)
    assert measure_figure(PAY, facts(answers)).interval == bounds(None, 10)


def test_pay_waits_for_the_deductions_that_nobody_spoke_of() -> None:
    assert pay(pay=money(10)) == Figure(bounds(None, 10), ("any_taken", "taken"), (), "XTS")
    assert pay(pay=money(10), any_taken="yes").waits_for == ("taken",)


def test_pay_waits_only_for_what_its_period_needs() -> None:
    assert pay(pay=money(48, period="day"), any_taken="no") == Figure(
        bounds(2, 48), ("hours",), (), "XTS"
    )
    assert pay(pay=money(168, period="week"), any_taken="no") == Figure(
        bounds(1, 168), ("hours", "days"), (), "XTS"
    )


def test_pay_that_nobody_named_has_no_bounds() -> None:
    assert pay(any_taken="no", hours=8, days=5) == Figure(UNBOUNDED, ("pay",))


def test_deductions_in_another_currency_can_only_lower_pay() -> None:
    figure = pay(pay=money(10), any_taken="yes", taken=money(1, "EUR"), hours=8, days=5)

    assert figure == Figure(bounds(None, 10), (), ("currency",), "XTS")


def test_pay_given_once_is_not_pay_for_an_hour() -> None:
    figure = pay(pay=money(500, period="once"), any_taken="no", hours=8, days=5)

    assert figure == Figure(bounds(0, None), (), ("pay_period",), "XTS")


def test_deductions_made_once_can_only_lower_pay() -> None:
    figure = pay(pay=money(10), any_taken="yes", taken=money(9, period="once"), hours=8, days=5)

    assert figure == Figure(bounds(None, 10), (), ("pay_period",), "XTS")


@pytest.mark.parametrize("period", [period.value for period in Period])
def test_nothing_is_nothing_for_an_hour_in_every_period_and_currency(period: str) -> None:
    assert pay(pay=money(0, "EUR", period), any_taken="no") == Figure(exactly(0))
    assert pay(pay=money(3), any_taken="yes", taken=money(0, "EUR", period)).interval == exactly(3)


def test_hours_of_nought_contradict_pay_and_are_taken_for_unknown() -> None:
    figure = pay(pay=money(48, period="day"), any_taken="no", hours=0, days=5)

    assert figure == Figure(bounds(2, 48), (), (), "XTS")


whole_hours, whole_days = st.integers(1, 24), st.integers(1, 7)
amounts = st.decimals(0, 10_000, places=2)


@given(st.integers(0, 24), st.integers(0, 7), st.sets(st.sampled_from(["hours", "days"])))
def test_weekly_hours_hold_every_completion(a_day: int, a_week: int, silent: set[str]) -> None:
    said = {"hours": a_day, "days": a_week}

    figure = hours(**{name: value for name, value in said.items() if name not in silent})

    assert holds(figure, a_day * a_week)
    assert set(figure.waits_for) <= silent


@given(
    st.tuples(amounts, st.sampled_from(list(WEEKS))),
    st.one_of(st.none(), st.tuples(amounts, st.sampled_from(list(WEEKS)))),
    whole_hours,
    whole_days,
    st.sets(st.sampled_from(["any_taken", "taken", "hours", "days"])),
)
def test_pay_for_an_hour_holds_every_completion(
    paid: tuple[Decimal, str],
    taken: tuple[Decimal, str] | None,
    a_day: int,
    a_week: int,
    silent: set[str],
) -> None:
    def per_hour(amount: Decimal, period: str) -> Fraction:
        weeks = WEEKS[period]
        divisor = {"hour": 1, "day": a_day}.get(period) or a_day * a_week * Fraction(weeks or 0)
        return Fraction(amount) / divisor

    said: dict[str, Value | Silence] = {
        "pay": Money(paid[0], "XTS", Period(paid[1])),
        "any_taken": "no" if taken is None else "yes",
        "hours": a_day,
        "days": a_week,
    }
    if taken is not None:
        said["taken"] = Money(taken[0], "XTS", Period(taken[1]))

    figure = pay(**{name: value for name, value in said.items() if name not in silent})

    assert holds(figure, per_hour(*paid) - (per_hour(*taken) if taken else 0))
    assert set(figure.waits_for) <= {*silent, "taken"}
    if not silent:
        assert figure.interval.is_exact()
