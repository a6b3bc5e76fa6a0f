"""Migrations: bring the tables of a database to those of this version of the program."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, MetaData
from sqlalchemy.exc import DBAPIError

from app.store.errors import SchemaError
from app.store.tables import Base, KeyStoreBase

MIGRATIONS: Final = Path(__file__).parent / "migrations"
NOTHING: Final = "base"
NEWEST: Final = "heads"
SQLITE: Final = "sqlite"
# How PostgreSQL says that an account lacks a right.
MAY_NOT: Final = "42501"


class Line(Enum):
    """The databases that are migrated apart from each other, by the folder of their migrations."""

    RECORDS = "records"
    KEYS = "keys"


METADATA: Final[dict[Line, MetaData]] = {
    Line.RECORDS: Base.metadata,
    Line.KEYS: KeyStoreBase.metadata,
}


def migrate(engine: Engine, line: Line = Line.RECORDS, revision: str = NEWEST) -> None:
    """Bring a database to newer tables, whole or not at all.

    Raises SchemaError where this account may not: on a server it may be one that only serves.
    """
    try:
        _run(engine, line, lambda config: command.upgrade(config, revision))
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", "") != MAY_NOT:
            raise
        raise SchemaError(
            "There are newer tables, and only the account that owns the tables may make them. Run "
            "flask migrate with its address in THRESHOLD_DATABASE, as docs/production says."
        ) from None


def migrate_down(engine: Engine, line: Line, revision: str = NOTHING) -> None:
    """Bring a database back to an older revision; what only newer tables hold is lost."""
    _run(engine, line, lambda config: command.downgrade(config, revision))


def check_tables(engine: Engine, line: Line = Line.RECORDS) -> None:
    """Raise SchemaError unless the tables are those of this version of the program."""
    newest = find_newest(line)
    with engine.connect().execution_options(reads_only=True) as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    if found != newest:
        raise SchemaError(
            f"The tables of the database ({line.value}) are at revision {found or 'none'}, and "
            f"this version of Threshold needs {newest}. Make a backup, then run: flask migrate"
        )


@cache
def find_newest(line: Line) -> str | None:
    """Give the newest revision of this version of the program, which its files settle."""
    return ScriptDirectory.from_config(configure(line)).get_current_head()


def configure(line: Line, connection: Connection | None = None) -> Config:
    """Give the configuration that Alembic would otherwise read from an ini file."""
    config = Config()
    config.set_main_option("script_location", _escape(MIGRATIONS))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", _escape(MIGRATIONS / line.value))
    config.attributes["connection"] = connection
    config.attributes["metadata"] = METADATA[line]
    return config


def _run(engine: Engine, line: Line, task: Callable[[Config], None]) -> None:
    with engine.connect() as connection, _without_foreign_keys(connection), connection.begin():
        task(configure(line, connection))
        _refuse_orphans(connection)


def _refuse_orphans(connection: Connection) -> None:
    """Look at all references of an SQLite database; a server looks at each statement itself."""
    if connection.dialect.name != SQLITE:
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise SchemaError(f"The migration would leave rows of {broken[0]} without their parent.")


@contextmanager
def _without_foreign_keys(connection: Connection) -> Iterator[None]:
    """Look away while tables are rebuilt; SQLite listens to this only outside a transaction."""
    if connection.dialect.name != SQLITE:
        yield  # A server changes tables in place.
        return
    driver = connection.connection.cursor()
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys = ON")
        driver.close()


def _escape(path: Path) -> str:
    """Write a path so that Alembic's reading of percent signs gives it back."""
    return str(path).replace("%", "%%")
