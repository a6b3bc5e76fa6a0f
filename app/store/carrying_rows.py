"""Carry the records from one database to another, of whatever kind: all rows of one moment.

A backup of records on a server is an encrypted file like any other, so that it is checked as whole
as any other, and can be restored to a file or to a server.
"""

from pathlib import Path
from typing import Final

from alembic import command
from sqlalchemy import Connection, Integer, Table, delete, false, func, insert, select, text

from app.settings import DatabaseServer
from app.store.database import create_database_file, open_database_file
from app.store.key_files import Key
from app.store.migration import METADATA, NEWEST, Line, configure, migrate
from app.store.server import has_tables, holding_server_alone, open_database_server

ROWS_AT_ONCE: Final = 5_000


def copy_from_server(server: DatabaseServer, path: Path, key: Key) -> None:
    """Copy one moment of the records of a server into a new encrypted file.

    Others go on reading and writing meanwhile.
    """
    create_database_file(path)
    target, source = open_database_file(path, key), open_database_server(server.url)
    try:
        migrate(target.engine, Line.RECORDS)
        reader = source.engine.execution_options(reads_only=True)
        with reader.connect() as original, target.engine.begin() as copy:
            _carry(original, copy)
    finally:
        source.close()
        target.close()


def copy_to_server(path: Path, key: Key, server: DatabaseServer, kept_as: str) -> None:
    """Put the records of a file on a server, whole or not at all.

    What was there is kept beside it in a schema of this name. Refuses while a program has it open.
    """
    with holding_server_alone(server.url):
        is_replaced = has_tables(server.url)
    source, target = open_database_file(path, key), open_database_server(server.url)
    try:
        reader = source.engine.execution_options(reads_only=True)
        with reader.connect() as original, target.engine.begin() as copy:
            if is_replaced:
                _put_aside(copy, kept_as)
            command.upgrade(configure(Line.RECORDS, copy), NEWEST)
            _carry(original, copy)
            _go_on_counting(copy)
    finally:
        source.close()
        target.close()


def _carry(original: Connection, copy: Connection) -> None:
    tables = METADATA[Line.RECORDS].sorted_tables
    for table in reversed(tables):
        # Migrations put in what every installation has, such as the roles.
        copy.execute(delete(table))
    for table in tables:
        rows = original.execute(select(table), execution_options={"yield_per": ROWS_AT_ONCE})
        for part in rows.mappings().partitions():
            copy.execute(insert(table), [dict(row) for row in part])


def _put_aside(connection: Connection, kept_as: str) -> None:
    quote = connection.dialect.identifier_preparer.quote
    schema = quote(str(connection.scalar(text("SELECT current_schema()"))))
    connection.execute(text(f"ALTER SCHEMA {schema} RENAME TO {quote(kept_as)}"))
    connection.execute(text(f"CREATE SCHEMA {schema}"))


def _go_on_counting(connection: Connection) -> None:
    """Let new rows have numbers behind those that were carried."""
    for table in METADATA[Line.RECORDS].sorted_tables:
        column = _find_counted(table)
        if column is not None:
            sequence = func.pg_get_serial_sequence(table.name, column)
            newest = select(func.coalesce(func.max(table.c[column]), 0) + 1).scalar_subquery()
            connection.execute(select(func.setval(sequence, newest, false())))


def _find_counted(table: Table) -> str | None:
    """Give the column whose numbers the database makes, if there is one."""
    column = table.autoincrement_column
    return column.name if column is not None and isinstance(column.type, Integer) else None
