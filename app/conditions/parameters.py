"""Read a country's parameters for the dates of the work."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from app.conditions.facts import Facts, ParameterValue
from app.conditions.measures import WEEKS_A_MONTH
from app.conditions.values import Money, PartialDate, Period

NORMAL_WEEK = "normal_weekly_hours"


@dataclass(frozen=True)
class WorkSpan:
    """The days on which there may have been work, and those on which there certainly was.

    `first` is None when nothing says when the work began. `certain` is None when no single day of
    work is certain.
    """

    first: date | None
    last: date
    certain: tuple[date, date] | None
    waits_for: tuple[str, ...]


@dataclass(frozen=True)
class Bound:
    """A bound with the first and last day on which it is in force; a currency if it is money."""

    value: Decimal
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
    bounds, missing = _list_bounds(name, facts)
    start = min((bound.first for bound in bounds), default=span.last)
    first = span.first if span.first is not None else min(start, span.last)
    possible = _overlapping(bounds, first, span.last)
    certain = () if span.certain is None else _overlapping(bounds, *span.certain)
    covered = _covers(possible, first, span.last)
    if not covered and not missing:
        missing = (f"parameter:{name}",)
    complete = covered and span.first is not None
    return InForce(possible, certain, complete, span.waits_for, missing)


def work_span(facts: Facts) -> WorkSpan:
    """Say on which days the person may have worked and on which they certainly did."""
    if facts.work is None:
        return WorkSpan(facts.today, facts.today, (facts.today, facts.today), ())
    began = facts.find(facts.work.began, PartialDate)
    ended = _ended(facts)
    last = facts.today if ended is None else min(ended[1], facts.today)
    first = None if began is None else min(began.earliest(), last)
    certain_first = ended[0] if began is None and ended else began.latest() if began else None
    certain_last = ended[0] if ended else began.earliest() if began else None
    certain = None
    if certain_first is not None and certain_last is not None and certain_first <= certain_last:
        certain = certain_first, certain_last
    if began is None and ended is not None and ended[0] != ended[1]:
        certain = None
    waits_for = facts.list_silent(facts.work.began)
    if ended is None:
        waits_for += facts.list_silent(facts.work.still_working, facts.work.ended)
    return WorkSpan(first, last, certain, waits_for)


def _ended(facts: Facts) -> tuple[date, date] | None:
    """Give the first and last day on which the work may have ended; today while it goes on."""
    assert facts.work is not None  # noqa: S101 - the only caller has looked
    if facts.find(facts.work.still_working, str) == "yes":
        return facts.today, facts.today
    ended = facts.find(facts.work.ended, PartialDate)
    return None if ended is None else (ended.earliest(), ended.latest())


def _list_bounds(name: str, facts: Facts) -> tuple[list[Bound], tuple[str, ...]]:
    bounds: list[Bound] = []
    missing: set[str] = set()
    values = facts.parameters.get(name, ())
    for value in values:
        if value.value is None:
            missing.add(f"parameter:{name}:net")
        elif isinstance(value.value, Money):
            hourly = list(_hourly(value, value.value, facts))
            bounds += hourly
            missing |= set() if hourly else {f"parameter:{NORMAL_WEEK}"}
        else:
            bounds.append(Bound(value.value, value.valid_from, value.valid_until))
    if not values:
        missing.add(f"parameter:{name}")
    return bounds, tuple(sorted(missing))


def _hourly(value: ParameterValue, money: Money, facts: Facts) -> Iterator[Bound]:
    """Give a minimum wage for an hour, in pieces where the normal working week changed."""
    if money.period is Period.HOUR:
        yield Bound(money.amount, value.valid_from, value.valid_until, money.currency)
        return
    weeks = WEEKS_A_MONTH if money.period is Period.MONTH else Decimal(1)
    for normal in facts.parameters.get(NORMAL_WEEK, ()):
        first = max(value.valid_from, normal.valid_from)
        last = min(value.valid_until, normal.valid_until)
        if first <= last and isinstance(normal.value, Decimal):
            yield Bound(money.amount / (normal.value * weeks), first, last, money.currency)


def _overlapping(bounds: list[Bound], first: date, last: date) -> tuple[Bound, ...]:
    return tuple(bound for bound in bounds if bound.first <= last and bound.last >= first)


def _covers(bounds: tuple[Bound, ...], first: date, last: date) -> bool:
    """Say whether every day from `first` to `last` has a bound."""
    day = first
    for bound in sorted(bounds, key=lambda bound: bound.first):
        if bound.first > day:
            return False
        if bound.last >= last:
            return True
        day = max(day, bound.last + timedelta(days=1))
    return False
