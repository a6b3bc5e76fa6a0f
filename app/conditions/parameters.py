"""Read a country's parameters for the dates of the work."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from app.conditions.facts import Facts, ParameterValue
from app.conditions.measures import WEEKS_A_MONTH
from app.conditions.model import WorkPeriod
from app.conditions.values import PartialDate, Period

NORMAL_WEEK = "normal_weekly_hours"

Days: TypeAlias = tuple[date, date]


@dataclass(frozen=True)
class WorkSpan:
    """The days on which there may have been work, and those on which there certainly was.

    `first` is None when nothing says when the work began. `certain` is None when no single day of
    work is certain.
    """

    first: date | None
    last: date
    certain: Days | None
    waits_for: tuple[str, ...]


@dataclass(frozen=True)
class Bound:
    """A bound with the first and last day on which it is in force; a currency if it is money."""

    value: Fraction
    first: date
    last: date
    currency: str | None = None


@dataclass(frozen=True)
class InForce:
    """The bounds in force on possible days of work, those on certain days, and what is missing."""

    possible: tuple[Bound, ...]
    certain: tuple[Bound, ...]
    complete: bool
    waits_for: tuple[str, ...]
    missing: tuple[str, ...]


def find_in_force(name: str, facts: Facts) -> InForce:
    """Give the bounds that parameter `name` sets on the days of the work."""
    span = work_span(facts)
    values = facts.parameters.get(name, ())
    start = min((value.valid_from for value in values), default=span.last)
    days = (span.first or min(start, span.last), span.last)
    bounds = [bound for value in values for bound in _list_bounds(value, facts)]
    possible = _overlapping(bounds, days)
    certain = () if span.certain is None else _overlapping(bounds, span.certain)
    missing = _list_missing(name, days, facts)
    complete = span.first is not None and not missing
    return InForce(possible, certain, complete, span.waits_for, missing)


def work_span(facts: Facts) -> WorkSpan:
    """Say on which days the person may have worked and on which they certainly did."""
    if facts.work is None:
        return WorkSpan(facts.today, facts.today, (facts.today, facts.today), ())
    began = facts.find(facts.work.began, PartialDate)
    ended = _ended(facts.work, facts)
    waits_for = facts.list_silent(facts.work.began)
    if ended is None:
        waits_for += facts.list_silent(facts.work.still_working, facts.work.ended)
    last = facts.today if ended is None else min(ended[1], facts.today)
    if began is None:
        certain = ended if ended and ended[0] == ended[1] else None
        return WorkSpan(None, last, certain, waits_for)
    first, surely = began.earliest(), (began.latest(), ended[0] if ended else began.earliest())
    if ended and first > last:
        # The two dates contradict each other: every day between them stays possible.
        first, last = ended[0], min(began.latest(), facts.today)
    certain = surely if surely[0] <= surely[1] else None
    return WorkSpan(first, last, certain, waits_for)


def _ended(work: WorkPeriod, facts: Facts) -> Days | None:
    """Give the first and last day on which the work may have ended; today while it goes on."""
    if facts.find_code(work.still_working) == "yes":
        return facts.today, facts.today
    ended = facts.find(work.ended, PartialDate)
    return None if ended is None else (ended.earliest(), ended.latest())


def _list_bounds(value: ParameterValue, facts: Facts) -> Iterator[Bound]:
    """Give a value as bounds: money for an hour, in pieces where the normal week changed."""
    if isinstance(value.value, Decimal):
        yield Bound(Fraction(value.value), value.valid_from, value.valid_until)
    elif value.value is not None:
        amount, currency = Fraction(value.value.amount), value.value.currency
        for hours, first, last in _list_hours(value, value.value.period, facts):
            yield Bound(amount / hours, first, last, currency)


def _list_hours(
    value: ParameterValue, period: Period, facts: Facts
) -> Iterator[tuple[Fraction, date, date]]:
    """Give the hours of a period and the days for which they hold."""
    if period is Period.HOUR:
        yield Fraction(1), value.valid_from, value.valid_until
        return
    weeks = WEEKS_A_MONTH if period is Period.MONTH else Fraction(1)
    for normal in facts.parameters.get(NORMAL_WEEK, ()):
        first = max(value.valid_from, normal.valid_from)
        last = min(value.valid_until, normal.valid_until)
        if first <= last and isinstance(normal.value, Decimal):
            yield Fraction(normal.value) * weeks, first, last


def _list_missing(name: str, days: Days, facts: Facts) -> tuple[str, ...]:
    """Name what would have to be known so that every one of these days has a bound."""
    values = [
        value
        for value in facts.parameters.get(name, ())
        if value.valid_from <= days[1] and value.valid_until >= days[0]
    ]
    missing = set()
    for value in values:
        own = max(value.valid_from, days[0]), min(value.valid_until, days[1])
        if not _covers(_spans(_list_bounds(value, facts)), own):
            missing.add(f"parameter:{NORMAL_WEEK}" if value.value else f"parameter:{name}:net")
    if not _covers([(value.valid_from, value.valid_until) for value in values], days):
        missing.add(f"parameter:{name}")
    return tuple(sorted(missing))


def _spans(bounds: Iterable[Bound]) -> list[Days]:
    return [(bound.first, bound.last) for bound in bounds]


def _overlapping(bounds: Iterable[Bound], days: Days) -> tuple[Bound, ...]:
    return tuple(bound for bound in bounds if bound.first <= days[1] and bound.last >= days[0])


def _covers(spans: Iterable[Days], days: Days) -> bool:
    """Say whether each of `days` is in one of the spans."""
    day = days[0]
    for first, last in sorted(spans):
        if first > day:
            return False
        if last >= days[1]:
            return True
        day = max(day, last + timedelta(days=1))
    return False
