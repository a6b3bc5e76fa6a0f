"""Keep who held an interview on paper, and when, where it is typed in afterwards."""

import sqlalchemy as sa
from alembic import op

from app.store.migrations.shapes import index, moment, number, parent, primary, uuid

revision = "0013"
down_revision = "0012"
branch_labels = depends_on = None

TABLE = "paper_entries"


def upgrade() -> None:
    op.create_table(
        TABLE,
        uuid("interview_id"),
        number("asked_by"),
        sa.Column("asked_on", sa.Date, nullable=False),
        sa.Column("compared_by", sa.Integer),
        moment("compared_at", nullable=True),
        sa.Column("differences", sa.Integer),
        primary(TABLE, "interview_id"),
        parent(TABLE, "interview_id", "interviews"),
        parent(TABLE, "asked_by", "accounts"),
        parent(TABLE, "compared_by", "accounts"),
    )
    index(TABLE, "asked_by")
    index(TABLE, "compared_by")


def downgrade() -> None:
    op.drop_table(TABLE)
