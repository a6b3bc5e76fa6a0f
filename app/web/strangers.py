"""Refusals of people who are not signed in: each is counted, and few of many are written down.

Whoever may ask without end must not make the log grow without end, nor keep those who work
waiting for it. So the first of a kind in an hour are entries of their own; of those after them the
log has their number, each time that it doubled and when the hour is over.
"""

from collections import Counter
from datetime import UTC, datetime
from threading import Lock
from typing import Final

ENTRIES_OF_THEIR_OWN: Final = 10


class RefusedStrangers:
    """Counts refusals of a process by their kind, hour by hour.

    A kind is what was refused and how, without ids: there are as many as the application has. What
    was counted since a number doubled last is lost when the process ends.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._hour = datetime.min.replace(tzinfo=UTC)
        self._counts: Counter[str] = Counter()
        self._told: Counter[str] = Counter()

    def count(self, now: datetime, kind: str, ids: str) -> list[str]:
        """Count a refusal, and give what the log is to hold of it and of the hour before it."""
        hour = now.replace(minute=0, second=0, microsecond=0)
        with self._lock:
            said = [] if hour == self._hour else self._begin(hour)
            self._counts[kind] += 1
            if self._counts[kind] <= ENTRIES_OF_THEIR_OWN:
                said.append(f"{kind} {ids}".strip())
                self._told[kind] += 1
            elif self._counts[kind] >= 2 * self._told[kind]:
                said.append(self._tell(kind))
            return said

    def _begin(self, hour: datetime) -> list[str]:
        left = [each for each in self._counts if self._counts[each] > self._told[each]]
        said = [self._tell(each) for each in sorted(left)]
        self._hour = hour
        self._counts.clear()
        self._told.clear()
        return said

    def _tell(self, kind: str) -> str:
        """Say how often a kind was refused in this hour, the first of them included."""
        self._told[kind] = self._counts[kind]
        return f"{kind} times {self._counts[kind]} since {self._hour:%Y-%m-%dT%H}"
