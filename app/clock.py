"""The one clock: what needs the time is given a `Clock`, and tests give one that is stopped."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime


@dataclass(frozen=True)
class Clock:
    """Tells the time in UTC by reading `source`."""

    source: Callable[[], datetime]

    def now(self) -> datetime:
        """Give this moment, aware of its zone, in UTC."""
        return self.source().astimezone(UTC)

    def today(self) -> date:
        """Give the date of this moment in UTC."""
        return self.now().date()


SYSTEM_CLOCK = Clock(lambda: datetime.now(UTC))


def stopped_at(moment: datetime) -> Clock:
    """Give a clock that always shows `moment`, which must be aware of its zone."""
    if moment.tzinfo is None:
        raise ValueError(f"A clock needs a moment with a zone, and {moment} has none.")
    return Clock(lambda: moment)
