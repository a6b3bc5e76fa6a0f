"""A first start makes what is missing; a later one never replaces what is there."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from app.settings import DatabaseServer, Settings
from app.store.errors import DatabaseUnavailableError, KeyFileError, SchemaError, StoreError
from app.store.key_files import KeyFile
from app.store.migration import Line, migrate_down
from app.store.opening import read_key
from app.store.setup import open_store, set_up_store
from tests.store.factories import make_case


def describe_problem(settings: Settings) -> str:
    with pytest.raises(StoreError) as caught:
        open_store(settings)
    return str(caught.value)


def list_contents(settings: Settings) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in settings.keys.parent.rglob("*") if path.is_file()}


def path_of_records(settings: Settings) -> Path:
    return settings.keys.parent / "database" / "threshold.sqlite"


def test_a_first_start_makes_keys_and_databases(empty_place: Settings) -> None:
    set_up_store(empty_place)

    made = {str(path.relative_to(empty_place.keys.parent)) for path in list_contents(empty_place)}
    assert made == {
        "database/threshold.sqlite",
        "key-store/keys.sqlite",
        *(f"keys/{name.value}" for name in KeyFile),
    }
    open_store(empty_place).close()


def test_a_second_start_changes_nothing(place: Settings) -> None:
    before = list_contents(place)

    set_up_store(place)

    assert list_contents(place) == before


def test_what_was_stored_is_there_after_the_next_start(place: Settings, at: datetime) -> None:
    first = open_store(place)
    case = make_case(first, at)
    first.close()

    set_up_store(place)
    second = open_store(place)
    with second.records.reading() as session:
        found = session.scalar(text("SELECT number FROM cases"))
    second.close()

    assert found == case.number


def test_nothing_is_opened_before_it_was_set_up(empty_place: Settings) -> None:
    problem = describe_problem(empty_place)

    assert "master.key is missing" in problem
    assert not empty_place.keys.exists()


@pytest.mark.file_alone
@pytest.mark.parametrize("name", [KeyFile.DATABASE, KeyFile.KEY_STORE, KeyFile.MASTER])
def test_a_lost_key_is_named_and_never_replaced(place: Settings, name: KeyFile) -> None:
    (place.keys / name.value).unlink()

    with pytest.raises(KeyFileError, match=f"{name.value} is missing"):
        set_up_store(place)

    assert not (place.keys / name.value).exists()


def test_a_key_that_others_may_read_keeps_the_store_closed(place: Settings) -> None:
    (place.keys / KeyFile.MASTER.value).chmod(0o644)

    problem = describe_problem(place)

    assert "may be read by others" in problem


def test_a_lost_key_store_is_not_made_anew_beside_its_cases(place: Settings) -> None:
    place.key_store.unlink()

    with pytest.raises(DatabaseUnavailableError, match="the two belong together"):
        set_up_store(place)

    assert not place.key_store.exists()


@pytest.mark.file_alone
def test_lost_records_are_not_made_anew_beside_their_keys(place: Settings) -> None:
    path_of_records(place).unlink()

    with pytest.raises(DatabaseUnavailableError, match="the two belong together"):
        set_up_store(place)

    assert not path_of_records(place).exists()


def test_a_first_start_that_was_cut_off_goes_on(empty_place: Settings) -> None:
    set_up_store(empty_place)
    path_of_records(empty_place).write_bytes(b"")
    empty_place.key_store.unlink()

    set_up_store(empty_place)

    open_store(empty_place).close()


@pytest.mark.parametrize("line", Line)
def test_older_tables_keep_the_store_closed(place: Settings, line: Line) -> None:
    store = open_store(place)
    engines = {Line.RECORDS: store.records.engine, Line.KEYS: store.keys.database.engine}
    migrate_down(engines[line], line)
    store.close()

    with pytest.raises(SchemaError, match="run: flask migrate"):
        open_store(place)

    set_up_store(place)
    open_store(place).close()


def test_databases_of_two_installations_do_not_open_together(
    place: Settings, empty_place: Settings
) -> None:
    set_up_store(empty_place)
    mixed = replace(place, key_store=empty_place.key_store)

    problem = describe_problem(mixed)

    assert "the key belongs to another database" in problem


def test_a_server_that_does_not_answer_is_a_sentence(place: Settings) -> None:
    on_server = replace(place, database=DatabaseServer("postgresql://user:secret@127.0.0.1:1/n"))

    problem = describe_problem(on_server)

    assert "PostgreSQL" in problem
    assert "secret" not in problem


def test_the_secrets_of_the_web_are_read_by_name(place: Settings) -> None:
    sessions = read_key(place, KeyFile.SESSIONS)
    passwords = read_key(place, KeyFile.PASSWORDS)

    assert sessions.secret != passwords.secret
