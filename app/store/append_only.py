"""Tables to which rows are only ever added: the database itself refuses the rest.

A row may be deleted only while the table `erasing` holds its row (see `app.store.erasing`).
`recursive_triggers` is on for every connection, so that REPLACE is refused too.
"""

from collections.abc import Iterator
from typing import Final

APPEND_ONLY_TABLES: Final = (
    "answer_comments",
    "answers",
    "assessments",
    "case_events",
    "dataset_entries",
    "indicator_settings",
)

# Not even erasing opens these: what they say of a case is its id.
NEVER_DELETED_TABLES: Final = ("log_entries",)


def list_trigger_names(table: str) -> tuple[str, str]:
    """Give the names of the two triggers that guard a table."""
    return f"{table}_are_never_changed", f"{table}_are_never_deleted"


def list_guarding_statements(table: str) -> Iterator[str]:
    """Give the statements that guard a table of an SQLite database."""
    never_changed, never_deleted = list_trigger_names(table)
    yield (
        f"CREATE TRIGGER {never_changed} BEFORE UPDATE ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are only added, never changed'); END"
    )
    # The table names are ours: see APPEND_ONLY_TABLES.
    yield (
        f"CREATE TRIGGER {never_deleted} BEFORE DELETE ON {table} "  # noqa: S608
        "WHEN NOT EXISTS (SELECT 1 FROM erasing) "
        f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are only added, never deleted'); END"
    )


def list_closing_statements(table: str) -> Iterator[str]:
    """Give the statements that guard a table of an SQLite database which nothing opens."""
    for name, change in zip(list_trigger_names(table), ("UPDATE", "DELETE"), strict=True):
        yield (
            f"CREATE TRIGGER {name} BEFORE {change} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are only added'); END"
        )
