"""A database on a server keeps the promises that the embedded one keeps."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.settings import DatabaseServer, Settings
from app.store.errors import DatabaseUnavailableError
from app.store.key_files import KeyFile
from app.store.log import Deed, note_act, reading_log
from app.store.log_chain import check_log
from app.store.log_keys import read_log_keys
from app.store.rotation import rotate_key
from app.store.server import SETTINGS, open_database_server
from app.store.setup import Store, open_store
from tests.postgresql import TestServer
from tests.store.factories import make_interview

pytestmark = pytest.mark.parametrize("kind", ["server"], indirect=True)

CANARY = "CANARY-7F3A"


@pytest.fixture
def others(place: Settings) -> Iterator[list[Store]]:
    """Three more processes' worth of the same installation."""
    opened = [open_store(place) for _ in range(3)]
    yield opened
    for each in opened:
        each.close()


def test_every_connection_waits_writes_through_and_notices_a_lost_machine(store: Store) -> None:
    with store.records.reading() as session:
        found = {name: session.scalar(text(f"SHOW {name}")) for name in SETTINGS}

    assert found["synchronous_commit"] == "on"
    assert found["lock_timeout"] == "30s"
    assert found["timezone"] == "UTC"


def test_a_session_to_read_can_not_write_and_sees_one_moment(store: Store, at: datetime) -> None:
    count = text("SELECT count(*) FROM cases")

    with store.records.reading() as session:
        before = session.scalar(count)
        make_interview(store, at)
        during = session.scalar(count)
        with pytest.raises(DBAPIError, match="read-only"):
            session.execute(text("DELETE FROM organisations"))

    with store.records.reading() as session:
        assert (before, during, session.scalar(count)) == (0, 0, 1)


def test_errors_show_neither_values_nor_passwords(store: Store) -> None:
    statement = text("INSERT INTO organisations (name, nowhere) VALUES (:name, 1)")
    address = f"postgresql://somebody:{CANARY}@127.0.0.1:1/nowhere"

    with store.records.writing() as session, pytest.raises(DBAPIError) as caught:
        session.execute(statement, {"name": CANARY})
    with pytest.raises(DatabaseUnavailableError, match="Look whether") as refused:
        open_database_server(address)
    with pytest.raises(DatabaseUnavailableError, match="is no address"):
        open_database_server(f"postgresql://somebody:{CANARY}@host:port/name")

    assert CANARY not in f"{caught.value} {refused.value} {DatabaseServer(address)}"


def test_log_has_one_order_under_writers_of_several_processes(
    place: Settings, store: Store, others: list[Store]
) -> None:
    def note(number: int) -> None:
        with (store, *others)[number % 4].records.writing() as session:
            note_act(session, Deed.READ, str(number))

    with ThreadPoolExecutor(16) as threads:
        list(threads.map(note, range(200)))

    with store.records.reading() as session, reading_log(session, {}) as content:
        verdict = check_log(read_log_keys(place.keys), content)
    with store.records.reading() as session:
        noted = session.scalars(text("SELECT subject FROM log_entries WHERE action = 'read'")).all()
    assert verdict.fault is None, verdict.sentence
    assert sorted(noted, key=int) == [str(number) for number in range(200)]


def test_lost_connections_are_replaced_and_the_unit_of_work_is_done_whole_or_not_at_all(
    place: Settings, store: Store, postgresql: TestServer, at: datetime
) -> None:
    interview, _ = make_interview(store, at)
    assert isinstance(place.database, DatabaseServer)
    name = postgresql.name_in(place.database.url)

    with store.records.session_to_write() as session:
        note_act(session, Deed.READ, interview.id)
        session.execute(text("UPDATE cases SET state = 'other'"))
        dropped = postgresql.drop_connections(name)
        with pytest.raises(DBAPIError):
            session.commit()

    assert dropped > 0
    with store.records.reading() as session:
        assert session.scalar(text("SELECT state FROM cases")) == "draft"
        noted = text("SELECT count(*) FROM log_entries WHERE action = 'read'")
        assert session.scalar(noted) == 0


def test_log_goes_on_under_a_new_key_and_there_is_no_key_of_the_records(place: Settings) -> None:
    rotate_key(place, KeyFile.LOG)

    open_store(place).close()
    assert not (place.keys / KeyFile.DATABASE.value).exists()
    with pytest.raises(DatabaseUnavailableError, match="no key to it"):
        rotate_key(place, KeyFile.DATABASE)


def test_nothing_is_rotated_while_a_program_has_the_records_open(
    place: Settings, store: Store
) -> None:
    with store.records.reading() as session:
        session.execute(text("SELECT 1"))
        with pytest.raises(DatabaseUnavailableError, match="has the database open"):
            rotate_key(place, KeyFile.LOG)


def test_nothing_changes_the_log_on_a_server_either(store: Store) -> None:
    for statement in ("UPDATE log_entries SET subject = 'other'", "DELETE FROM log_entries"):
        with store.records.writing() as session:
            session.execute(text("INSERT INTO erasing (id) VALUES (1)"))
            with pytest.raises(DBAPIError, match="only added"), session.begin_nested():
                session.execute(text(statement))
            session.execute(text("DELETE FROM erasing"))
