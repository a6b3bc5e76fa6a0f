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
    "consents",
    "dataset_entries",
    "indicator_settings",
)

# Not even erasing opens these: what they say of a case is its id, or nothing.
NEVER_DELETED_TABLES: Final = ("log_entries", "publications", "entered_figures")

SQLITE: Final = "sqlite"
REFUSE: Final = "refuse_to_change_what_is_only_added"


def list_trigger_names(table: str) -> tuple[str, str]:
    """Give the names of the two triggers that guard a table."""
    return f"{table}_are_never_changed", f"{table}_are_never_deleted"


def list_guarding_statements(table: str, dialect: str = SQLITE) -> Iterator[str]:
    """Give the statements that guard a table."""
    if dialect != SQLITE:
        yield from _list_statements_of_a_server(table, unless_erasing="erasing")
        return
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


def list_lifting_statements(table: str, dialect: str = SQLITE) -> Iterator[str]:
    """Give the statements that let rows of a guarded table be changed, until it is guarded again.

    For the time of one transaction: whatever interrupts it, the guard stands as before.
    """
    never_changed, _ = list_trigger_names(table)
    yield f"DROP TRIGGER {never_changed}" + ("" if dialect == SQLITE else f" ON {table}")


def list_lowering_statements(table: str, dialect: str = SQLITE) -> Iterator[str]:
    """Give the statements that put back what was lifted."""
    never_changed, _ = list_trigger_names(table)
    for statement in list_guarding_statements(table, dialect):
        if f" {never_changed} " in statement:
            yield statement


def list_closing_statements(table: str, dialect: str = SQLITE) -> Iterator[str]:
    """Give the statements that guard a table which nothing opens."""
    if dialect != SQLITE:
        yield from _list_statements_of_a_server(table, unless_erasing="")
        return
    for name, change in zip(list_trigger_names(table), ("UPDATE", "DELETE"), strict=True):
        yield (
            f"CREATE TRIGGER {name} BEFORE {change} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are only added'); END"
        )


def list_opening_statements(dialect: str) -> Iterator[str]:
    """Give the statements that take away what guarded tables share, once all of them are gone."""
    if dialect != SQLITE:
        yield f"DROP FUNCTION IF EXISTS {REFUSE}()"


def _list_statements_of_a_server(table: str, unless_erasing: str) -> Iterator[str]:
    never_changed, never_deleted = list_trigger_names(table)
    # A savepoint that erasing is in shows to its own transaction alone.
    yield f"""
        CREATE OR REPLACE FUNCTION {REFUSE}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'DELETE' AND TG_ARGV[0] = 'erasing' AND EXISTS (SELECT 1 FROM erasing) THEN
                RETURN OLD;
            END IF;
            RAISE EXCEPTION 'rows of % are only added, never changed or deleted', TG_TABLE_NAME
                USING ERRCODE = 'integrity_constraint_violation';
        END $$"""  # noqa: S608 # The name is ours.
    calls = f"EXECUTE FUNCTION {REFUSE}('{unless_erasing}')"
    yield f"CREATE TRIGGER {never_changed} BEFORE UPDATE ON {table} FOR EACH ROW {calls}"
    yield f"CREATE TRIGGER {never_deleted} BEFORE DELETE ON {table} FOR EACH ROW {calls}"
    # TRUNCATE runs past the triggers of rows.
    yield f"CREATE TRIGGER {table}_are_never_emptied BEFORE TRUNCATE ON {table} {calls}"
