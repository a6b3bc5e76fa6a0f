"""Work figures out from several answers: hours a week, pay for an hour, age.

What is not known leaves a figure open within bounds, never at zero: fifteen hours on each of an
unknown number of days are between 15 and 105 hours a week.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from app.conditions.facts import Facts
from app.conditions.intervals import UNBOUNDED, Interval, exactly, whole_years
from app.conditions.model import Age, Measure, PayPerHour, WeeklyHours
from app.conditions.values import Money, PartialDate, Period

WEEKS_A_MONTH = Decimal(52) / Decimal(12)
WEEKS_A_YEAR = Decimal(52)
_LONGEST_LIFE = Decimal(130)


@dataclass(frozen=True)
class Figure:
    """A figure within bounds; `waits_for` names the silent questions that would narrow it."""

    interval: Interval
    waits_for: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    currency: str | None = None


def measure_figure(measure: Measure, facts: Facts) -> Figure:
    """Give the figure that `measure` declares, as far as the answers tell it."""
    match measure:
        case WeeklyHours():
            return _weekly_hours(measure, facts)
        case PayPerHour():
            return _pay_per_hour(measure, facts)
        case Age():
            return _age(measure, facts)


def _weekly_hours(measure: WeeklyHours | PayPerHour, facts: Facts) -> Figure:
    hours = facts.find(measure.hours_a_day, int)
    days = facts.find(measure.days_a_week, int)
    hours_bounds = (0, 24) if hours is None else (hours, hours)
    days_bounds = (1, 7) if days is None else (days, days)
    interval = Interval(
        Decimal(hours_bounds[0] * days_bounds[0]), Decimal(hours_bounds[1] * days_bounds[1])
    )
    return Figure(interval, facts.list_silent(measure.hours_a_day, measure.days_a_week))


def _pay_per_hour(measure: PayPerHour, facts: Facts) -> Figure:
    pay = facts.find(measure.pay, Money)
    if pay is None:
        return Figure(UNBOUNDED, facts.list_silent(measure.pay))
    week = _weekly_hours(measure, facts)
    paid = _per_hour(pay, measure, facts)
    taken = _deductions(measure, pay.currency, facts)
    if paid is None:
        return Figure(UNBOUNDED, missing=("pay_period",))
    lost = Interval(
        None if taken.interval.high is None else -taken.interval.high,
        None if taken.interval.low is None else -taken.interval.low,
    )
    return Figure(
        paid.plus(lost), (*taken.waits_for, *week.waits_for), taken.missing, currency=pay.currency
    )


def _deductions(measure: PayPerHour, currency: str, facts: Facts) -> Figure:
    """Give what is taken off for an hour; never below zero, and open above while not known."""
    open_above = Interval(Decimal(0), None)
    gate = facts.find(measure.any_deductions, str)
    if gate == "no":
        return Figure(exactly(0))
    taken = facts.find(measure.deductions, Money)
    if taken is None:
        silent = facts.list_silent(measure.any_deductions, measure.deductions)
        return Figure(open_above, silent)
    if taken.currency != currency:
        return Figure(open_above, missing=("currency",))
    per_hour = _per_hour(taken, measure, facts)
    if per_hour is None:
        return Figure(open_above, missing=("pay_period",))
    return Figure(per_hour)


def _per_hour(money: Money, measure: PayPerHour, facts: Facts) -> Interval | None:
    """Give an amount for one hour of the work as it was done; None if it was paid only once."""
    amount = exactly(money.amount)
    week = _weekly_hours(measure, facts).interval
    hours = facts.find(measure.hours_a_day, int)
    day = Interval(Decimal(0), Decimal(24)) if hours is None else exactly(hours)
    divisors = {
        Period.HOUR: exactly(1),
        Period.DAY: day,
        Period.WEEK: week,
        Period.MONTH: week.times(WEEKS_A_MONTH),
        Period.YEAR: week.times(WEEKS_A_YEAR),
    }
    divisor = divisors.get(money.period)
    return None if divisor is None else _divide(amount, divisor)


def _divide(amount: Interval, divisor: Interval) -> Interval:
    """Divide by hours; nobody's pay for no hours at all can be told."""
    if divisor.high == 0:
        return UNBOUNDED
    return amount.divided_by(divisor)


def _age(measure: Age, facts: Facts) -> Figure:
    silent = facts.list_silent(measure.born, measure.or_age_now, measure.on)
    born = _born_between(measure, facts)
    day = facts.find(measure.on, PartialDate)
    first, last = (None, facts.today) if day is None else (day.earliest(), day.latest())
    if born is None:
        return Figure(Interval(Decimal(0), _LONGEST_LIFE), silent)
    low = 0 if first is None else max(0, whole_years(born[1], first))
    high = max(0, whole_years(born[0], min(last, facts.today)))
    waits_for = silent if low != high else ()
    return Figure(Interval(Decimal(low), Decimal(max(low, high))), waits_for)


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
        spans.append((_years_before(facts.today, age + 1), _years_before(facts.today, age)))
    if not spans:
        return None
    first, last = max(span[0] for span in spans), min(span[1] for span in spans)
    if first <= last:
        return first, last
    return min(span[0] for span in spans), max(span[1] for span in spans)


def _years_before(day: date, years: int) -> date:
    """Give the same day `years` earlier; 29 February becomes 1 March where there is none."""
    year = day.year - years
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 2, 28) + timedelta(days=1)
