"""Columns and constraints as migrations write them.

Migrations that ran somewhere stand on these shapes: a shape is never changed, a new one is added.
"""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from app.store.append_only import list_opening_statements


def code(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(100), nullable=nullable)


def uuid(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(36), nullable=False)


def number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def moment(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def fingerprint(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(64), nullable=False)


def sealed(name: str, *, nullable: bool = False) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary, nullable=nullable)


def name_column() -> sa.Column[str]:
    return sa.Column("name", sa.String(255), nullable=False)


def parent(table: str, column: str, parent_table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{parent_table}"
    return sa.ForeignKeyConstraint([column], [f"{parent_table}.id"], name=name)


def primary(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*(columns or ("id",)), name=f"pk_{table}")


def unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=f"uq_{table}_{'_'.join(columns)}")


def index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def drop_all(tables: Sequence[str]) -> None:
    """Drop the last tables that are guarded, with what guards of a server share."""
    for table in tables:
        op.drop_table(table)
    for statement in list_opening_statements(op.get_bind().dialect.name):
        op.execute(statement)
