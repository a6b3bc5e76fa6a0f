"""There is one clock, it shows UTC, and it can be stopped."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from app.clock import SYSTEM_CLOCK, stopped_at


def test_the_clock_of_the_system_shows_utc() -> None:
    first = SYSTEM_CLOCK.now()

    second = SYSTEM_CLOCK.now()

    assert first.tzinfo is UTC
    assert first <= second <= first + timedelta(minutes=1)


def test_a_stopped_clock_shows_its_moment_in_utc() -> None:
    belgrade = timezone(timedelta(hours=1))
    clock = stopped_at(datetime(2026, 1, 1, 0, 30, tzinfo=belgrade))

    assert clock.now() == datetime(2025, 12, 31, 23, 30, tzinfo=UTC)
    assert clock.now().tzinfo is UTC
    assert clock.today() == date(2025, 12, 31)


def test_a_moment_without_a_zone_is_refused() -> None:
    moment = datetime(2026, 1, 1)  # noqa: DTZ001  It is what is refused here.

    with pytest.raises(ValueError, match="needs a moment with a zone"):
        stopped_at(moment)
