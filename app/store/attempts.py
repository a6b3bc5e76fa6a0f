"""Tries to sign in, counted in the database: for all processes together, and over restarts.

A storage class of the `limits` library, which asks how often something happened lately. Time
comes from our clock. Counting is a unit of work of its own, so that what goes wrong later in a
request does not take it back; a try that is refused anyway writes nothing.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, Final

from limits.storage import MovingWindowSupport, Storage
from sqlalchemy import UpdateBase, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.clock import Clock
from app.store.database import Database
from app.store.tables import Attempt

SCHEME: Final = "threshold-attempts"

# Neither standard SQL nor SQLAlchemy has one statement for both.
_INSERT: Final[Mapping[str, Callable[..., Any]]] = MappingProxyType(
    {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
)


class AttemptStorage(Storage, MovingWindowSupport):
    """Keeps as many places under a key as tries are allowed; a try takes a place for its time."""

    STORAGE_SCHEME: Final = [SCHEME]  # type: ignore[misc] # The library reads it off the class.

    def __init__(
        self, uri: str | None = None, *, database: Database, clock: Clock, **options: Any
    ) -> None:
        super().__init__(uri, **options)
        self._database = database
        self._clock = clock

    @property
    def base_exceptions(self) -> type[Exception]:
        """Give the exceptions that the library may wrap."""
        return Exception

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Count a try and say True, or say False where `limit` was reached already."""
        return all(self._take_one(key, limit, expiry) for _ in range(amount))

    def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:
        """Give the moment of the oldest try that counts, and how many count."""
        del limit, expiry
        live = Attempt.key == key, Attempt.expires_at > self._clock.now()
        with self._database.reading() as session:
            first = session.scalar(select(func.min(Attempt.happened_at)).where(*live))
            count = session.scalar(select(func.count()).where(*live)) or 0
        return (first or self._clock.now()).timestamp(), count

    def forgive(self, key: str) -> None:
        """Take back the newest try: it was not a guess."""
        newest = select(func.max(Attempt.happened_at)).where(Attempt.key == key).scalar_subquery()
        place = select(func.max(Attempt.place)).where(
            Attempt.key == key, Attempt.happened_at == newest
        )
        one = Attempt.key == key, Attempt.place == place.scalar_subquery()
        with self._database.writing() as session:
            session.execute(delete(Attempt).where(*one))

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count tries without a limit, and give how many count."""
        for _ in range(amount):
            self._take_one(key, self.get(key) + 1, expiry)
        return self.get(key)

    def get(self, key: str) -> int:
        """Give how many tries count."""
        return self.get_moving_window(key, 0, 0)[1]

    def get_expiry(self, key: str) -> float:
        """Give the moment from which nothing counts any more."""
        last = select(func.max(Attempt.expires_at)).where(Attempt.key == key)
        with self._database.reading() as session:
            return (session.scalar(last) or self._clock.now()).timestamp()

    def check(self) -> bool:
        """Say whether the database answers."""
        self.get("")
        return True

    def reset(self) -> None:
        """Forget every try."""
        with self._database.writing() as session:
            session.execute(delete(Attempt))

    def clear(self, key: str) -> None:
        """Forget the tries under one key."""
        with self._database.writing() as session:
            session.execute(delete(Attempt).where(Attempt.key == key))

    def _take_one(self, key: str, limit: int, expiry: int) -> bool:
        """Take a place that seems free; whether it is, the statement that takes it decides.

        Where others take it at the same moment the next one is tried, so that however many
        processes count, never more than `limit` tries count at once.
        """
        now = self._clock.now()
        while True:
            with self._database.reading() as session:
                place = find_free_place(session, key, limit, now)
            if place is None:
                return False
            with self._database.writing() as session:
                session.execute(delete(Attempt).where(Attempt.expires_at <= now))
                new = Attempt(key=key, place=place, happened_at=now)
                taking = build_taking(session.get_bind().dialect.name, new, expiry)
                if session.scalar(taking) is not None:
                    return True


def find_free_place(session: Session, key: str, limit: int, now: datetime) -> int | None:
    """Give a place that nobody holds just now; somebody may take it the next moment."""
    taken = select(Attempt.place).where(Attempt.key == key, Attempt.expires_at > now)
    left = set(range(limit)) - set(session.scalars(taken))
    return min(left, default=None)


def build_taking(dialect: str, new: Attempt, expiry: int) -> UpdateBase:
    """Give the one statement that takes a place, and gives a row only where it was still free."""
    times = {
        "happened_at": new.happened_at,
        "expires_at": new.happened_at + timedelta(seconds=expiry),
    }
    insert = _INSERT[dialect]
    taking: UpdateBase = (
        insert(Attempt)
        .values(key=new.key, place=new.place, **times)
        .on_conflict_do_update(
            index_elements=[Attempt.key, Attempt.place],
            set_=times,
            where=Attempt.expires_at <= new.happened_at,
        )
        .returning(Attempt.place)
    )
    return taking
