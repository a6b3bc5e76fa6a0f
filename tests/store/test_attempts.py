"""However many count at once, no more tries than allowed are let through."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.dialects import postgresql

from app.clock import Clock
from app.store import attempts
from app.store.attempts import AttemptStorage
from app.store.setup import Store
from app.store.tables import Attempt

HOUR = 3600
LIMIT = 10


class Moving:
    """A moment that tests move."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)


@pytest.fixture
def moving() -> Moving:
    return Moving()


@pytest.fixture
def storage(store: Store, moving: Moving) -> AttemptStorage:
    return AttemptStorage(database=store.records, clock=Clock(lambda: moving.now))


def take(storage: AttemptStorage) -> bool:
    return storage.acquire_entry("account", LIMIT, HOUR)


@pytest.mark.both
def test_sixteen_threads_take_no_more_than_is_allowed(storage: AttemptStorage) -> None:
    with ThreadPoolExecutor(16) as threads:
        taken = list(threads.map(lambda _: take(storage), range(48)))

    assert sum(taken) == LIMIT


def test_place_that_another_process_took_meanwhile_is_not_taken_again(
    storage: AttemptStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert take(storage)
    find = attempts.find_free_place
    seen: list[int | None] = [0, 0]

    def look_too_early(*asked: Any) -> int | None:
        return seen.pop() if seen else find(*asked)

    monkeypatch.setattr(attempts, "find_free_place", look_too_early)

    assert take(storage)
    assert storage.get("account") == 2


def test_try_counts_for_an_hour_from_its_own_moment(
    storage: AttemptStorage, moving: Moving
) -> None:
    assert take(storage)
    moving.now += timedelta(minutes=59)
    later = [take(storage) for _ in range(LIMIT)]
    moving.now += timedelta(minutes=1)
    after = [take(storage) for _ in range(2)]

    assert later == [True] * 9 + [False]
    assert after == [True, False]


@pytest.mark.both
def test_newest_try_is_forgiven_alone(storage: AttemptStorage, moving: Moving) -> None:
    first = moving.now
    take(storage)
    moving.now += timedelta(minutes=1)
    take(storage)

    storage.forgive("account")

    assert storage.get_moving_window("account", LIMIT, HOUR) == (first.timestamp(), 1)


def test_library_may_ask_everything_that_it_asks_of_a_storage(
    storage: AttemptStorage, moving: Moving
) -> None:
    assert storage.check()
    assert storage.incr("key", HOUR, 3) == 3
    assert storage.get_expiry("key") == moving.now.timestamp() + HOUR
    storage.clear("key")
    assert storage.get("key") == 0
    assert storage.acquire_entry("key", LIMIT, HOUR, 2)
    storage.reset()
    assert storage.get("key") == 0


def test_statement_takes_a_place_or_finds_it_taken_on_a_database_server_too() -> None:
    new = Attempt(key="account", place=0, happened_at=datetime(2026, 3, 4, tzinfo=UTC))

    taking = attempts.build_taking("postgresql", new, HOUR)

    written = str(taking.compile(dialect=postgresql.dialect()))  # type: ignore[no-untyped-call] # As the library has it.
    assert "ON CONFLICT (key, place) DO UPDATE SET" in written
    assert "WHERE attempts.expires_at <=" in written
    assert written.endswith("RETURNING attempts.place")
