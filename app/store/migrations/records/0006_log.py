"""Keep a log in which each entry is tied to all those before it."""

import sqlalchemy as sa
from alembic import op

from app.store.append_only import list_closing_statements
from app.store.migrations.shapes import code, fingerprint, moment, number, primary

revision = "0006"
down_revision = "0005"
branch_labels = depends_on = None


def upgrade() -> None:
    op.create_table(
        "log_entries",
        sa.Column("sequence", sa.Integer, autoincrement=False, nullable=False),
        moment("at"),
        sa.Column("account", sa.Integer),
        code("action"),
        sa.Column("subject", sa.Text, nullable=False),
        fingerprint("seal"),
        primary("log_entries", "sequence"),
    )
    op.create_table(
        "log_heads",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        number("sequence"),
        fingerprint("seal"),
        fingerprint("proof"),
        primary("log_heads"),
        sa.CheckConstraint("id = 1", name=op.f("ck_log_heads_one_row")),
    )
    for statement in list_closing_statements("log_entries", op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("log_heads")
    op.drop_table("log_entries")
