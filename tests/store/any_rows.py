"""Rows for whatever tables a database has, made by looking at their columns."""

from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    insert,
    select,
)

from app.store.migration import SQLITE

ROWS: Final = 2
MOMENT: Final = datetime(2026, 3, 4, 9, 30, tzinfo=UTC).replace(tzinfo=None)
# Where these may be left out they are: what else the row holds does not go with them.
ALTERNATIVES: Final = frozenset({"decided_by", "for_role", "sheet_id", "silence", "value"})
# An open erasing lets rows be deleted, and is none of a database at rest.
LEFT_ALONE: Final = frozenset({"alembic_version", "erasing"})
# The tables of files by what made them: to work them out takes longer than a migration.
REFLECTED: Final[dict[str, MetaData]] = {}

Rows = dict[str, list[dict[str, Any]]]


def reflect(engine: Engine) -> MetaData:
    """Give the tables as the database has them."""
    with engine.execution_options(reads_only=True).connect() as connection:
        written = read_what_made_it(connection)
        found = REFLECTED.get(written)
        if found is None:
            found = MetaData()
            found.reflect(connection)
    if written:
        REFLECTED[written] = found
    return found


def read_what_made_it(connection: Connection) -> str:
    """Give the statements that made what is in a file; nothing of a server, which keeps none."""
    if connection.dialect.name != SQLITE:
        return ""
    made = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2")
    return "\n".join(map(str, made))


def fill(engine: Engine) -> None:
    """Put rows into every table that has none."""
    tables = reflect(engine).sorted_tables
    with engine.begin() as connection:
        for table in tables:
            if table.name in LEFT_ALONE or connection.execute(select(table)).first():
                continue
            for number in range(1, (1 if is_of_one_row(table) else ROWS) + 1):
                row = {
                    each.name: choose_value(connection, each, number)
                    for each in table.columns
                    if not (each.nullable and each.name in ALTERNATIVES)
                }
                connection.execute(insert(table).values(row))


def is_of_one_row(table: Table) -> bool:
    """Say whether a table is for one row alone."""
    return any(str(each.name or "").endswith("one_row") for each in table.constraints)


def choose_value(connection: Connection, column: Column[Any], number: int) -> Any:
    """Give a value that a column takes; that of a parent where it has one."""
    for key in column.foreign_keys:
        parents = connection.execute(select(key.column)).scalars().all()
        return parents[number % len(parents)]
    by_type = (
        (Boolean, True),
        (Integer, number),
        (Date, MOMENT.date()),
        (DateTime, MOMENT),
        (Date, MOMENT.date()),
        (LargeBinary, bytes([number]) * 40),
    )
    words = f"{number} text"[: getattr(column.type, "length", None)]
    return next((value for kind, value in by_type if isinstance(column.type, kind)), words)


def read_all(engine: Engine) -> Rows:
    """Give all rows of all tables but the number of the migration."""
    found: Rows = {}
    tables = reflect(engine).sorted_tables
    with engine.execution_options(reads_only=True).connect() as connection:
        for table in tables:
            if table.name not in LEFT_ALONE:
                rows = connection.execute(select(table)).mappings()
                found[table.name] = sorted((dict(row) for row in rows), key=repr)
    return found


def keep_shared(one: Rows, other: Rows) -> tuple[Rows, Rows]:
    """Leave of two readings the tables and columns that both have."""
    shared = {
        name: set(one[name][0]) & set(other[name][0])
        for name in one.keys() & other.keys()
        if one[name] and other[name]
    }

    def keep(rows: Rows) -> Rows:
        return {
            name: sorted(({c: row[c] for c in columns} for row in rows[name]), key=repr_sorted)
            for name, columns in shared.items()
        }

    return keep(one), keep(other)


def repr_sorted(row: dict[str, Any]) -> str:
    return repr(sorted(row.items()))
