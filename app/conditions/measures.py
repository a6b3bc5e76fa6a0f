"""Work figures out from several answers: hours a week, pay for an hour, age.

What is not known leaves a figure open within bounds, never at zero: fifteen hours on each of an
unknown number of days are between 0 and 105 hours a week.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from app.conditions.facts import Facts
from app.conditions.intervals import UNBOUNDED, Interval, exactly, whole_years
from app.conditions.model import Age, Measure, PayPerHour, WeeklyHours
from app.conditions.values import Money, PartialDate, Period

WEEKS_A_MONTH = Fraction(52, 12)
LONGEST_LIFE = 130

_WEEKS = {Period.WEEK: Fraction(1), Period.MONTH: WEEKS_A_MONTH, Period.YEAR: Fraction(52)}
_AT_LEAST_NOTHING = Interval(Fraction(0), None)


@dataclass(frozen=True)
class Figure:
    """A figure within bounds; `waits_for` names the silent questions that would narrow it."""

    interval: Interval
    waits_for: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    currency: str | None = None


def measure_figure(measure: Measure, facts: Facts) -> Figure:
    """Give the figure that `measure` declares, as far as the answers tell it."""
    if isinstance(measure, WeeklyHours):
        figure = _weekly_hours(measure, facts)
    elif isinstance(measure, PayPerHour):
        figure = _pay_per_hour(measure, facts)
    else:
        figure = _age(measure, facts)
    if figure.interval.is_exact():
        return Figure(figure.interval, currency=figure.currency)
    return figure


def _weekly_hours(measure: WeeklyHours | PayPerHour, facts: Facts, least: int = 0) -> Figure:
    first, last = _between(measure.hours_a_day, facts, least, 24)
    fewest, most = _between(measure.days_a_week, facts, least, 7)
    interval = Interval(Fraction(first * fewest), Fraction(last * most))
    return Figure(interval, facts.list_silent(measure.hours_a_day, measure.days_a_week))


def _between(question: str, facts: Facts, least: int, most: int) -> tuple[int, int]:
    """Give the bounds of a whole number; an answer below `least` contradicts what it is for."""
    number = facts.find(question, int)
    return (least, most) if number is None or number < least else (number, number)


def _pay_per_hour(measure: PayPerHour, facts: Facts) -> Figure:
    pay = facts.find(measure.pay, Money)
    if pay is None:
        return Figure(UNBOUNDED, facts.list_silent(measure.pay))
    paid = _per_hour(pay, measure, facts)
    taken = _deductions(measure, pay.currency, facts)
    # Nothing is nothing in every currency.
    currency = pay.currency if pay.amount else None
    return Figure(
        paid.interval.minus(taken.interval),
        (*paid.waits_for, *taken.waits_for),
        (*paid.missing, *taken.missing),
        currency,
    )


def _deductions(measure: PayPerHour, currency: str, facts: Facts) -> Figure:
    """Give what is taken off for an hour; never below zero, and open above while not known."""
    if facts.find_code(measure.any_deductions) == "no":
        return Figure(exactly(0))
    taken = facts.find(measure.deductions, Money)
    if taken is None:
        silent = facts.list_silent(measure.any_deductions, measure.deductions)
        return Figure(_AT_LEAST_NOTHING, silent)
    if taken.currency != currency and taken.amount:
        return Figure(_AT_LEAST_NOTHING, missing=("currency",))
    return _per_hour(taken, measure, facts)


def _paid_hours(period: Period, measure: PayPerHour, facts: Facts) -> Figure:
    """Give the hours of a period in which there was pay for at least one hour of one day."""
    if period is Period.HOUR:
        return Figure(exactly(1))
    if period is Period.DAY:
        first, last = _between(measure.hours_a_day, facts, 1, 24)
        return Figure(
            Interval(Fraction(first), Fraction(last)), facts.list_silent(measure.hours_a_day)
        )
    week = _weekly_hours(measure, facts, least=1)
    return Figure(week.interval.times(_WEEKS[period]), week.waits_for)


def _per_hour(money: Money, measure: PayPerHour, facts: Facts) -> Figure:
    """Give an amount for one hour of the work as it was done; paid once, it can't be told."""
    if not money.amount:
        return Figure(exactly(0))
    if money.period is Period.ONCE:
        return Figure(_AT_LEAST_NOTHING, missing=("pay_period",))
    hours = _paid_hours(money.period, measure, facts)
    return Figure(exactly(money.amount).divided_by(hours.interval), hours.waits_for)


def _age(measure: Age, facts: Facts) -> Figure:
    born = _born_between(measure, facts)
    day = facts.find(measure.on, PartialDate)
    first, last = (None, facts.today) if day is None else (day.earliest(), day.latest())
    if born is None:
        silent = facts.list_silent(measure.born, measure.or_age_now, measure.on)
        return Figure(Interval(Fraction(0), Fraction(LONGEST_LIFE)), silent)
    low = 0 if first is None else max(0, whole_years(born[1], first))
    high = max(0, whole_years(born[0], min(last, facts.today)))
    narrower = () if born[0] == born[1] else (measure.born, measure.or_age_now)
    waits_for = facts.list_silent(*narrower, measure.on)
    return Figure(Interval(Fraction(low), Fraction(max(low, high))), waits_for)


def _born_between(measure: Age, facts: Facts) -> tuple[date, date] | None:
    """Give the first and last day of birth that the answers allow.

    Where the date of birth and the age now contradict each other, both stay possible.
    """
    birth = facts.find(measure.born, PartialDate)
    age = facts.find(measure.or_age_now, int)
    spans = []
    if birth is not None:
        spans.append((birth.earliest(), birth.latest()))
    if age is not None:
        day_after = _years_before(facts.today, age + 1) + timedelta(days=1)
        spans.append((day_after, _years_before(facts.today, age)))
    if not spans:
        return None
    first, last = max(span[0] for span in spans), min(span[1] for span in spans)
    if first <= last:
        return first, last
    return min(span[0] for span in spans), max(span[1] for span in spans)


def _years_before(day: date, years: int) -> date:
    """Give the same day `years` earlier; 29 February becomes 28 February where there is none."""
    year = day.year - years
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 2, 28)
