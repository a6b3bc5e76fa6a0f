"""The account that serves a PostgreSQL owns nothing there, and takes no guard of the log away."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import psycopg
import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.settings import DatabaseServer, Settings
from app.store.erasing import erase_case
from app.store.errors import DatabaseUnavailableError, SchemaError
from app.store.migration import Line, configure
from app.store.server import holding_server_alone
from app.store.setup import Store, open_store, set_up_store
from tests.store.factories import make_interview

pytestmark = pytest.mark.parametrize("kind", ["server"], indirect=True)

SERVES = "serves"
# As docs/production says it.
GRANTS = f"""
    DROP ROLE IF EXISTS {SERVES};
    CREATE ROLE {SERVES} LOGIN;
    GRANT USAGE ON SCHEMA public TO {SERVES};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {SERVES};
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {SERVES};
    ALTER DEFAULT PRIVILEGES IN SCHEMA public
        GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {SERVES};
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO {SERVES};
    CREATE TABLE later (id serial);
"""
REFUSED = (
    "DROP TRIGGER log_entries_are_never_changed ON log_entries",
    "ALTER TABLE log_entries DISABLE TRIGGER ALL",
    "SET session_replication_role = replica",
    "DROP TABLE log_entries",
    "TRUNCATE log_entries",
    "UPDATE log_entries SET subject = 'other'",
    "DELETE FROM log_entries",
    "CREATE TABLE elsewhere (id int)",
)


@pytest.fixture
def serving(place: Settings) -> Iterator[Settings]:
    """The same installation as the account that serves sees it."""
    assert isinstance(place.database, DatabaseServer)
    address = place.database.url
    with psycopg.connect(address, autocommit=True) as owner:
        owner.execute(GRANTS)
        yield replace(place, database=DatabaseServer(address.replace("threshold@", f"{SERVES}@")))
        owner.execute(f"DROP OWNED BY {SERVES}")
        owner.execute(f"DROP ROLE {SERVES}")


@pytest.fixture
def served(serving: Settings) -> Iterator[Store]:
    opened = open_store(serving)
    yield opened
    opened.close()


def test_account_that_owns_nothing_writes_reads_and_erases(served: Store, at: datetime) -> None:
    interview, _ = make_interview(served, at)

    with served.records.writing() as session:
        erase_case(session, interview.case_id)
        session.execute(text("INSERT INTO later DEFAULT VALUES"))

    with served.records.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM cases")) == 0
        assert session.scalar(text("SELECT count(*) FROM log_entries")) > 0
        assert session.scalar(text("SELECT current_user")) == SERVES


def test_account_that_serves_takes_away_nothing_that_guards_the_log(served: Store) -> None:
    for statement in REFUSED:
        with pytest.raises(DBAPIError), served.records.writing() as session:
            session.execute(text(statement))


def test_start_with_tables_that_are_up_to_date_needs_no_owner(serving: Settings) -> None:
    set_up_store(serving)


def test_newer_tables_are_left_to_the_account_that_owns_them(serving: Settings) -> None:
    newest = ScriptDirectory.from_config(configure(Line.RECORDS)).get_revision("head")
    assert isinstance(serving.database, DatabaseServer)
    with psycopg.connect(serving.database.url, autocommit=True) as connection:
        before = {"before": newest.down_revision}
        connection.execute("UPDATE alembic_version SET version_num = %(before)s", before)

    with pytest.raises(SchemaError, match="account that owns the tables"):
        set_up_store(serving)


def test_program_of_another_account_is_seen_while_it_has_the_records_open(
    store: Store, serving: Settings
) -> None:
    assert isinstance(serving.database, DatabaseServer)

    with (
        store.records.reading(),
        pytest.raises(DatabaseUnavailableError, match="Stop the server"),
        holding_server_alone(serving.database.url),
    ):
        pass
