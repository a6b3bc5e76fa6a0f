"""Backups of records on a server are like any other, and go to a file or to a server again."""

import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select, text

from app.conditions.values import Text
from app.settings import DatabaseFile, DatabaseServer, Settings
from app.store.accounts import create_organisation
from app.store.answers import list_all_answers, record_answer
from app.store.backup import back_up
from app.store.backup_files import make_backup_key
from app.store.erasing import erase_case
from app.store.errors import StoreError
from app.store.ids import CaseId
from app.store.migration import METADATA, Line
from app.store.restore import restore
from app.store.setup import Store, open_store
from app.store.tables import Answer, Case
from tests.postgresql import TestServer
from tests.store.conftest import settings_in
from tests.store.factories import answer, make_interview
from tests.store.test_log import is_whole

pytestmark = pytest.mark.parametrize("kind", ["server"], indirect=True)

Counts = dict[str, int]


def fill(store: Store, at: datetime) -> CaseId:
    interview, key = make_interview(store, at)
    with store.records.writing() as session:
        record_answer(session, key, answer(interview, "story", Text("They took my phone.")))
        record_answer(session, key, answer(interview, "hours", 84))
    return interview.case_id


def count_rows(engine: Engine) -> Counts:
    with engine.execution_options(reads_only=True).connect() as connection:
        return {
            table.name: connection.scalar(select(func.count()).select_from(table)) or 0
            for table in METADATA[Line.RECORDS].sorted_tables
        }


@pytest.fixture
def emptied(place: Settings, tmp_path: Path, postgresql: TestServer) -> Iterator[Settings]:
    """Another machine with the folder of keys, and an empty database on a server."""
    make_backup_key(place.keys)
    shutil.copytree(place.keys, tmp_path / "elsewhere" / "keys")
    name = postgresql.create()
    address = DatabaseServer(postgresql.address_of(name))
    yield replace(settings_in(tmp_path / "elsewhere"), database=address)
    postgresql.drop(name)


def back_up_to(place: Settings, folder: Path) -> Path:
    return back_up(place, folder / "monday").records


def test_backup_of_a_server_comes_back_on_a_server_and_in_a_file(
    place: Settings, store: Store, emptied: Settings, at: datetime, tmp_path: Path
) -> None:
    fill(store, at)
    made = back_up_to(place, tmp_path)
    before = count_rows(store.records.engine)
    in_file = settings_in(tmp_path / "in-file")
    shutil.copytree(place.keys, in_file.keys)

    for settings in (emptied, in_file):
        restore(settings, made, made.with_name("monday.keys"))

    for settings in (emptied, in_file):
        again = open_store(settings)
        with again.records.reading() as session:
            [row] = session.scalars(select(Answer).where(Answer.value.is_(None)))
            [case] = session.scalars(select(Case.id))
            told = list_all_answers(session, again.keys.get(case), row.interview_id)
        assert [each.response for each in told] == [Text("They took my phone."), 84]
        assert is_whole(again)
        counted = count_rows(again.records.engine)
        assert {**counted, "log_entries": 0} == {**before, "log_entries": 0}
        with again.records.writing() as session:
            assert create_organisation(session, "New", "ngo", "ZZ") == 2
        again.close()
    assert isinstance(in_file.database, DatabaseFile)


def test_backup_of_a_server_holds_one_moment_while_others_write(
    place: Settings, store: Store, emptied: Settings, at: datetime, tmp_path: Path
) -> None:
    fill(store, at)
    is_over = threading.Event()

    def write() -> None:
        while not is_over.is_set():
            fill(store, at)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = back_up_to(place, tmp_path)
    finally:
        is_over.set()
        writer.join()
    restore(emptied, made, made.with_name("monday.keys"))

    again = open_store(emptied)
    counted = count_rows(again.records.engine)
    assert 0 < counted["cases"] < count_rows(store.records.engine)["cases"]
    assert counted["interviews"] in (counted["cases"], counted["cases"] - 1)
    assert is_whole(again)
    again.close()


def test_restoring_over_records_keeps_them_beside_and_what_was_erased_stays_erased(
    place: Settings, at: datetime, tmp_path: Path
) -> None:
    store = open_store(place)
    case = fill(store, at)
    made = back_up_to(place, tmp_path)
    with store.records.writing() as session:
        erase_case(session, case)
    store.keys.destroy(case, at)
    with pytest.raises(StoreError, match="say --replace"):
        restore(place, made, None)
    with store.records.reading() as session:
        session.execute(text("SELECT 1"))
        with pytest.raises(StoreError, match="has the database open"):
            restore(place, made, None, replaces=True)
    store.close()

    restored = restore(place, made, None, replaces=True)

    store = open_store(place)
    schemas = text("SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'replaced-%'")
    with store.records.reading() as session:
        assert session.scalar(schemas) == 1
    assert restored.erased == (case,)
    assert count_rows(store.records.engine)["answers"] == 0
    assert is_whole(store)
    store.close()
