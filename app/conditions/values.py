"""What an answer can hold: a value of its kind, or a silence with its reason."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from typing import TypeAlias


class Silence(Enum):
    """Why there is no value. Four different things, and none of them is *no*."""

    UNKNOWN = "unknown"
    PREFER_NOT_TO_SAY = "prefer_not_to_say"
    NOT_ASKED = "not_asked"
    NOT_APPLICABLE = "not_applicable"


class Period(Enum):
    """What an amount of money is paid for."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    ONCE = "once"


class DurationUnit(Enum):
    """In what a duration is counted."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True)
class Text:
    """Free text. It is sealed at rest and no condition may read it."""

    text: str


@dataclass(frozen=True)
class Money:
    """An amount in a currency (ISO 4217), for a period or once."""

    amount: Decimal
    currency: str
    period: Period


@dataclass(frozen=True)
class Duration:
    """A length of time as it was said."""

    number: int
    unit: DurationUnit


@dataclass(frozen=True)
class PartialDate:
    """A date as exactly as it is known; `about` widens it by one of its own units either way."""

    year: int
    month: int | None = None
    day: int | None = None
    about: bool = False

    def earliest(self) -> date:
        """Give the first day that it can mean."""
        first = date(self.year, self.month or 1, self.day or 1)
        return _step(first, self._unit(), -1) if self.about else first

    def latest(self) -> date:
        """Give the last day that it can mean."""
        first = date(self.year, self.month or 1, self.day or 1)
        if self.day is not None:
            return _step(first, "day", 1) if self.about else first
        units = 2 if self.about else 1
        return _step(first, self._unit(), units) - timedelta(days=1)

    def _unit(self) -> str:
        return "day" if self.day is not None else "month" if self.month is not None else "year"


_MONTHS = {"month": 1, "year": 12}

Value: TypeAlias = str | frozenset[str] | int | Money | Duration | PartialDate | Text


def _step(start: date, unit: str, count: int) -> date:
    """Go `count` units on from the first day of a month or year, or from any day."""
    if unit == "day":
        return start + timedelta(days=count)
    months = start.year * 12 + start.month - 1 + count * _MONTHS[unit]
    return date(months // 12, months % 12 + 1, start.day)
