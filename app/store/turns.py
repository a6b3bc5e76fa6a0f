"""Who writes next to a database file: one at a time, in the order in which they came.

SQLite lets writers look again and again whether the one before them is done, ever more seldom,
and whoever looks at the right moment is next. With many writers most of the time goes by in
waiting, and some never look at the right moment. Within a process writers therefore stand in a
queue, and the next one is woken; what other processes hold is waited for as SQLite does it.
"""

from collections import deque
from threading import Event, Lock
from typing import Final

from sqlalchemy import Connection, Engine, event
from sqlalchemy.pool import ConnectionPoolEntry

from app.store.errors import DatabaseUnavailableError

_HAS_TURN: Final = "threshold.has_turn"


class Turns:
    """A queue: one has the turn, and who gives it back hands it to who waits longest."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._waiting: deque[Event] = deque()
        self._is_taken = False

    def take(self, seconds: float) -> bool:
        """Wait for one's turn; say no if it did not come within so many seconds."""
        turn = Event()
        with self._guard:
            if not self._is_taken:
                self._is_taken = True
                return True
            self._waiting.append(turn)
        try:
            came = turn.wait(seconds)
        except BaseException:
            # Whoever is ended while they wait may have been called at that very moment.
            if not self._leave(turn):
                self.give_back()
            raise
        return came or not self._leave(turn)

    def give_back(self) -> None:
        """Hand the turn to who waits longest."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._is_taken = False

    def count_waiting(self) -> int:
        """Say how many wait for their turn."""
        return len(self._waiting)

    def _leave(self, turn: Event) -> bool:
        """Stand in the queue no longer; say no if the turn came at the last moment."""
        with self._guard:
            if turn in self._waiting:
                self._waiting.remove(turn)
                return True
            return False


def queue_writers(engine: Engine) -> Turns:
    """Have connections of an engine give back the turn that was taken on them as they end."""
    turns = Turns()

    def give_back(_: object, entry: ConnectionPoolEntry) -> None:
        if entry.record_info and entry.record_info.pop(_HAS_TURN, False):
            turns.give_back()

    event.listen(engine, "checkin", give_back)
    return turns


def take_turn(turns: Turns, connection: Connection, seconds: float) -> None:
    """Wait until it is a connection's turn to write, or raise DatabaseUnavailableError."""
    info = connection.connection.record_info
    if info is None or info.get(_HAS_TURN):
        return
    if not turns.take(seconds):
        raise DatabaseUnavailableError(
            f"Others have been writing to the database for {seconds:g} seconds, so nothing was "
            "written. Try again in a moment."
        )
    info[_HAS_TURN] = True
