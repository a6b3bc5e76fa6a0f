"""Writers of a database file stand in a queue: nobody is passed over, however many write."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from app.store import database, turns
from app.store.errors import DatabaseUnavailableError, is_out_of_order
from app.store.setup import Store
from app.store.turns import Turns

LONG = 60.0  # Seconds; nobody waits that long unless a turn is lost.
WRITERS = 16


@pytest.fixture
def queue() -> Turns:
    """A queue whose turn is taken."""
    queue = Turns()
    assert queue.take(0)
    return queue


def wait_until(holds: Callable[[], bool]) -> None:
    while not holds():
        Event().wait(0.001)


def test_turns_come_in_the_order_in_which_they_were_asked_for(queue: Turns) -> None:
    served: list[int] = []

    def write(number: int) -> None:
        assert queue.take(LONG)
        served.append(number)
        queue.give_back()

    with ThreadPoolExecutor(WRITERS) as threads:
        writing = []
        for number in range(WRITERS):
            writing.append(threads.submit(write, number))
            wait_until(lambda: queue.count_waiting() == len(writing))
        queue.give_back()
    for each in writing:
        each.result()

    assert served == list(range(WRITERS))
    assert queue.take(0)


def test_who_waited_long_enough_leaves_the_queue_and_keeps_nobody_out(queue: Turns) -> None:
    came = queue.take(0.001)
    queue.give_back()

    assert not came
    assert queue.count_waiting() == 0
    assert queue.take(0)


class Impatient:
    """Waits for nothing, but something happens meanwhile."""

    def __init__(self, meanwhile: Callable[[], None]) -> None:
        self._meanwhile = meanwhile

    def set(self) -> None:
        """Be told that the turn came."""

    def wait(self, seconds: float) -> bool:
        """Have something happen, and say that the time is over."""
        del seconds
        self._meanwhile()
        return False


def test_turn_that_comes_at_the_last_moment_is_taken(
    queue: Turns, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "Event", lambda: Impatient(queue.give_back))

    came = queue.take(0)

    assert came
    queue.give_back()
    assert queue.take(0)


def test_who_is_broken_off_leaves_the_queue(queue: Turns, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_off() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(turns, "Event", lambda: Impatient(break_off))
    with pytest.raises(KeyboardInterrupt):
        queue.take(0)
    queue.give_back()

    assert queue.take(0)


def test_who_is_broken_off_as_their_turn_comes_hands_it_on(
    queue: Turns, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off() -> None:
        queue.give_back()
        raise KeyboardInterrupt

    monkeypatch.setattr(turns, "Event", lambda: Impatient(break_off))
    with pytest.raises(KeyboardInterrupt):
        queue.take(0)

    assert queue.take(0)


@pytest.mark.file_alone
def test_reader_waits_for_no_writer_and_the_next_writer_is_told_when_it_takes_too_long(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "SECONDS_TO_WAIT_FOR_WRITERS", 0.01)
    with store.records.writing() as writer:
        writer.execute(text("SELECT 1"))

        with store.records.reading() as reader:
            assert reader.scalar(text("SELECT 1")) == 1
        with pytest.raises(DatabaseUnavailableError, match="Try again in a moment") as caught:
            write_once(store)

    assert is_out_of_order(caught.value)
    write_once(store)


@pytest.mark.file_alone
def test_writer_that_fails_or_lets_go_keeps_nobody_waiting(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "SECONDS_TO_WAIT_FOR_WRITERS", 0.01)

    with pytest.raises(OperationalError):
        write_once(store, "SELECT nothing")
    write_once(store)
    with store.records.session_to_write() as writer:
        writer.execute(text("SELECT 1"))
        writer.rollback()
        write_once(store)
        writer.execute(text("SELECT 1"))
        writer.connection().invalidate()
    write_once(store)


def write_once(store: Store, statement: str = "SELECT 1") -> None:
    """Take the place of the writer, and give it back."""
    with store.records.writing() as session:
        session.execute(text(statement))
