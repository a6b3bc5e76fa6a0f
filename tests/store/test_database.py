"""An encrypted file opens with its key only, and holds what it was told to hold."""

import re
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, OperationalError

from app.settings import Settings
from app.store.database import PRAGMAS, Database, create_database_file, open_database_file
from app.store.errors import DatabaseUnavailableError
from app.store.key_files import Key, create_key_file, read_key_file
from app.store.setup import Store

pytestmark = pytest.mark.file_alone

CANARY = "CANARY-7F3A"

SAFE_PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "secure_delete": 1,
    "recursive_triggers": 1,
    "trusted_schema": 0,
    "temp_store": 2,
    "cipher_log_level": "NONE",
}


@pytest.fixture(autouse=True)
def as_served(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set each connection as the program sets it, and not in the haste of other tests."""
    monkeypatch.setattr("app.store.database.PRAGMAS", PRAGMAS)


@pytest.fixture
def key(tmp_path: Path) -> Key:
    create_key_file(tmp_path / "keys" / "database.key")
    return read_key_file(tmp_path / "keys" / "database.key")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    create_database_file(tmp_path / "database" / "some.sqlite")
    return tmp_path / "database" / "some.sqlite"


@pytest.mark.parametrize(("pragma", "value"), SAFE_PRAGMAS.items())
def test_every_connection_has_the_safe_pragma(store: Store, pragma: str, value: str | int) -> None:
    with store.records.reading() as session:
        found = session.scalar(text(f"PRAGMA {pragma}"))

    assert found == value


def test_every_connection_at_once_has_the_safe_pragmas(store: Store) -> None:
    sessions = [store.records.session_to_read() for _ in range(20)]

    found = {session.scalar(text("PRAGMA synchronous")) for session in sessions}
    for session in sessions:
        session.close()

    assert found == {2}


def test_nothing_readable_stands_in_the_file_or_its_log(path: Path, key: Key) -> None:
    database = open_database_file(path, key)

    with database.writing() as session:
        session.execute(text("CREATE TABLE words (word TEXT)"))
        session.execute(text("INSERT INTO words VALUES (:word)"), {"word": CANARY})
    contents = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    database.close()
    contents["closed"] = path.read_bytes()

    assert set(contents) == {"some.sqlite", "some.sqlite-wal", "some.sqlite-shm", "closed"}
    assert contents["some.sqlite-wal"]
    for content in contents.values():
        assert CANARY.encode() not in content
        assert b"words" not in content
        assert b"SQLite format 3" not in content


def test_files_of_the_database_are_closed_to_others(path: Path, key: Key) -> None:
    database = open_database_file(path, key)
    with database.writing() as session:
        session.execute(text("CREATE TABLE words (word TEXT)"))

    modes = {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}
    database.close()

    assert set(modes.values()) == {0o600}
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_session_to_read_can_not_write(store: Store) -> None:
    with (
        store.records.reading() as session,
        pytest.raises(OperationalError, match="readonly"),
    ):
        session.execute(text("DELETE FROM organisations"))


def test_a_failed_unit_of_work_leaves_nothing_behind(store: Store) -> None:
    def add_a_ghost_and_fail() -> None:
        with store.records.writing() as session:
            session.execute(text("INSERT INTO roles (name) VALUES ('ghost')"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        add_a_ghost_and_fail()

    with store.records.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM roles WHERE name = 'ghost'")) == 0


def test_errors_do_not_show_the_values_of_a_statement(store: Store) -> None:
    statement = text("INSERT INTO organisations (name, nowhere) VALUES (:name, 1)")

    with store.records.writing() as session, pytest.raises(DBAPIError) as caught:
        session.execute(statement, {"name": CANARY})

    assert CANARY not in str(caught.value)


def test_a_row_without_its_parent_is_refused(store: Store) -> None:
    statement = text("INSERT INTO account_roles VALUES (999, 999)")

    with store.records.writing() as session, pytest.raises(DBAPIError, match="FOREIGN KEY"):
        session.execute(statement)


def describe_problem(path: Path, key: Key) -> str:
    with pytest.raises(DatabaseUnavailableError) as caught:
        open_database_file(path, key)
    return str(caught.value)


def test_a_wrong_key_is_named_as_a_likely_reason(path: Path, key: Key, tmp_path: Path) -> None:
    database = open_database_file(path, key)
    with database.writing() as session:
        session.execute(text("CREATE TABLE words (word TEXT)"))
    database.close()
    create_key_file(tmp_path / "keys" / "other.key")
    other = read_key_file(tmp_path / "keys" / "other.key")

    problem = describe_problem(path, other)

    assert "the key belongs to another database" in problem
    assert str(path) in problem
    assert other.secret.hex() not in problem


def test_what_is_not_a_database_is_refused_in_a_sentence(path: Path, key: Key) -> None:
    path.write_bytes(b"not a database " * 1000)

    problem = describe_problem(path, key)

    assert "is damaged or is not a database" in problem


def test_a_database_without_encryption_is_refused_in_a_sentence(path: Path, key: Key) -> None:
    path.write_bytes(b"SQLite format 3\x00" + bytes(4080))

    problem = describe_problem(path, key)

    assert "is not encrypted" in problem


def test_a_missing_database_is_not_made_in_silence(tmp_path: Path, key: Key) -> None:
    missing = tmp_path / "nowhere.sqlite"

    problem = describe_problem(missing, key)

    assert f"There is no database {missing}" in problem
    assert "run: flask migrate" in problem
    assert not missing.exists()


def test_a_folder_is_no_database(tmp_path: Path, key: Key) -> None:
    problem = describe_problem(tmp_path, key)

    assert f"There is no database {tmp_path}" in problem


def test_a_folder_that_can_not_be_written_to_is_named(
    path: Path, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The tests may run as root, who may write everywhere; so the answer of the system is replaced.
    monkeypatch.setattr("app.store.database.os.access", lambda place, _: place != path.parent)

    problem = describe_problem(path, key)

    assert re.search(r"and its folder must be writable", problem)


def test_a_database_that_can_not_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")

    with pytest.raises(DatabaseUnavailableError, match="can't be made") as caught:
        create_database_file(tmp_path / "file" / "some.sqlite")

    assert "write to this folder" in str(caught.value)


def test_an_existing_database_is_never_replaced(path: Path) -> None:
    path.write_bytes(b"precious")

    with pytest.raises(DatabaseUnavailableError, match="is not replaced"):
        create_database_file(path)

    assert path.read_bytes() == b"precious"


def test_a_disk_without_a_log_is_refused(
    path: Path, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.store.database.PRAGMAS", (("journal_mode", "DELETE"),))

    problem = describe_problem(path, key)

    assert "does not keep a write-ahead log" in problem


def test_a_path_with_awkward_letters_opens(tmp_path: Path, key: Key) -> None:
    path = tmp_path / "50% of? cases #1" / "čase.sqlite"
    create_database_file(path)

    database = open_database_file(path, key)
    with database.writing() as session:
        session.execute(text("CREATE TABLE words (word TEXT)"))
    database.close()

    assert [file.name for file in path.parent.iterdir()] == ["čase.sqlite"]


def test_nothing_secret_shows_in_what_a_database_says_of_itself(
    path: Path, key: Key, place: Settings
) -> None:
    database = open_database_file(path, key)

    said = f"{database!r} {database.engine!r} {key!r} {place!r}"
    database.close()

    assert key.secret.hex() not in said
    assert repr(key.secret) not in said


def test_a_database_closes_its_files(path: Path, key: Key) -> None:
    database: Database = open_database_file(path, key)
    with database.writing() as session:
        session.execute(text("CREATE TABLE words (word TEXT)"))

    database.close()

    assert [file.name for file in path.parent.iterdir()] == ["some.sqlite"]
