"""Migrations lead to exactly the tables that the program has, up, down and up again."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, text

from app.conditions.values import Text
from app.settings import Settings
from app.store.accounts import get_account
from app.store.answers import list_all_answers, record_answer
from app.store.database import Database, create_database_file, open_database_file
from app.store.errors import SchemaError
from app.store.ids import AccountId, SignInId
from app.store.key_files import create_key_file, read_key_file
from app.store.migration import METADATA, Line, check_tables, migrate, migrate_down
from app.store.server import open_database_server
from app.store.setup import open_store
from app.store.tables import RecoveryCode, SignInSession
from tests.postgresql import TestServer
from tests.store.factories import answer, make_interview

BEFORE_SIGN_IN = "0007"


ON_SERVER = """
    SELECT relname AS name, relkind::text FROM pg_class WHERE relnamespace = 'public'::regnamespace
    UNION SELECT attrelid::regclass || ' ' || attname, format_type(atttypid, atttypmod)
        || attnotnull FROM pg_attribute JOIN pg_class ON attrelid = pg_class.oid
        WHERE attnum > 0 AND NOT attisdropped AND relnamespace = 'public'::regnamespace
    UNION SELECT conname, 'CONSTRAINT ' || conname || ' ' || pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    ORDER BY name
"""
IN_FILE = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
LEFT_EMPTY = ("alembic_version", "sqlite_sequence")


@pytest.fixture
def database(database_server: TestServer | None, tmp_path: Path) -> Iterator[Database]:
    if database_server is not None:
        name = database_server.create()
        on_server = open_database_server(database_server.address_of(name))
        yield on_server
        on_server.close()
        database_server.drop(name)
        return
    create_key_file(tmp_path / "keys" / "some.key")
    create_database_file(tmp_path / "database" / "some.sqlite")
    opened = open_database_file(
        tmp_path / "database" / "some.sqlite", read_key_file(tmp_path / "keys" / "some.key")
    )
    yield opened
    opened.close()


def list_made(engine: Engine) -> list[tuple[str, str]]:
    statement = text(IN_FILE if engine.dialect.name == "sqlite" else ON_SERVER)
    with engine.connect() as connection:
        return [(name, sql) for name, sql in connection.execute(statement)]


def list_left(engine: Engine) -> set[str]:
    """Names of what is there, but for what Alembic and SQLite keep for themselves."""
    return {name for name, _ in list_made(engine) if not name.startswith(LEFT_EMPTY)}


@pytest.mark.both
@pytest.mark.parametrize("line", Line)
def test_the_newest_migration_gives_the_tables_of_the_program(
    database: Database, line: Line
) -> None:
    migrate(database.engine, line)

    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA[line]) == []
    check_tables(database.engine, line)


@pytest.mark.parametrize("line", Line)
def test_constraints_are_those_of_the_program(database: Database, line: Line) -> None:
    migrate(database.engine, line)
    names = {
        str(constraint.name)
        for table in METADATA[line].tables.values()
        # SQLite writes the key of a table that never uses a number twice without a name.
        for constraint in table.constraints
        if database.engine.dialect.name != "sqlite"
        or not table.dialect_options["sqlite"]["autoincrement"]
        or not str(constraint.name).startswith("pk_")
    }

    made = "\n".join(sql for _, sql in list_made(database.engine))

    assert names
    assert [name for name in sorted(names) if f"CONSTRAINT {name} " not in made] == []


@pytest.mark.both
@pytest.mark.parametrize("line", Line)
def test_up_down_and_up_gives_the_same_again(database: Database, line: Line) -> None:
    migrate(database.engine, line)
    first = list_made(database.engine)

    migrate_down(database.engine, line)
    emptied = list_left(database.engine)
    migrate(database.engine, line)

    assert emptied == set()
    assert list_made(database.engine) == first


def test_down_and_up_with_rows_in_the_tables(place: Settings, at: datetime) -> None:
    store = open_store(place)
    interview, key = make_interview(store, at)
    with store.records.writing() as session:
        record_answer(session, key, answer(interview, "story", Text("They took my phone.")))

    migrate_down(store.records.engine, Line.RECORDS)
    migrate(store.records.engine, Line.RECORDS)

    with store.records.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM answers")) == 0
        assert session.scalar(text("SELECT count(*) FROM roles")) == 5
    store.close()


def test_accounts_outlive_the_way_down_and_up_without_what_opened_them(
    place: Settings, at: datetime
) -> None:
    store = open_store(place)
    with store.records.writing() as session:
        account = get_account(session, AccountId(1))
        account.totp_secret, account.totp_counter, account.password_until = b"sealed", 7, at
        session.add(
            SignInSession(
                id=SignInId("1"), token="1", account_id=1, device="", began_at=at, used_at=at
            )
        )
        session.add(RecoveryCode(fingerprint="1", account_id=1))
        email = account.email

    migrate_down(store.records.engine, Line.RECORDS, BEFORE_SIGN_IN)
    with store.records.reading() as session:
        assert session.scalar(text("SELECT email FROM accounts WHERE id = 1")) == email
    migrate(store.records.engine, Line.RECORDS)

    with store.records.reading() as session:
        account = get_account(session, AccountId(1))
        assert (account.email, account.totp_secret, account.password_until) == (email, None, None)
        assert session.scalar(text("SELECT count(*) FROM recovery_codes")) == 0
    store.close()


def test_migrating_again_leaves_the_rows_as_they_are(place: Settings, at: datetime) -> None:
    store = open_store(place)
    interview, key = make_interview(store, at)
    with store.records.writing() as session:
        stored = record_answer(
            session, key, answer(interview, "story", Text("They took my phone."))
        )

    migrate(store.records.engine, Line.RECORDS)

    with store.records.reading() as session:
        assert list_all_answers(session, key, interview.id) == (stored,)
    store.close()


@pytest.mark.both
def test_a_migration_that_fails_half_way_leaves_nothing_behind(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade = command.upgrade

    def upgrade_and_fail(config: Config, revision: str) -> None:
        upgrade(config, revision)
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr(command, "upgrade", upgrade_and_fail)
        with pytest.raises(ZeroDivisionError):
            migrate(database.engine)
    left = list_made(database.engine)
    migrate(database.engine)

    assert left == []
    check_tables(database.engine)


@pytest.mark.file_alone
def test_a_migration_that_orphans_rows_is_undone(
    store_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def orphan(config: Config, _: str) -> None:
        config.attributes["connection"].exec_driver_sql("DELETE FROM organisations")

    monkeypatch.setattr(command, "upgrade", orphan)

    with pytest.raises(SchemaError, match="accounts without their parent"):
        migrate(store_engine)

    with store_engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM organisations")) == 1
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1


@pytest.fixture
def store_engine(place: Settings) -> Iterator[Engine]:
    store = open_store(place)
    yield store.records.engine
    store.close()


def test_other_tables_than_expected_are_named(database: Database) -> None:
    with pytest.raises(SchemaError, match="are at revision none"):
        check_tables(database.engine)
