"""Make the table of cases that were opened in an emergency."""

import sqlalchemy as sa
from alembic import op

from app.store.migrations.shapes import index, moment, number, parent, primary, uuid

revision = "0011"
down_revision = "0010"
branch_labels = depends_on = None


def upgrade() -> None:
    op.create_table(
        "broken_glass",
        uuid("id"),
        uuid("case_id"),
        uuid("event_id"),
        number("account_id"),
        moment("opened_at"),
        moment("open_until"),
        moment("seen_at", nullable=True),
        sa.Column("seen_by", sa.Integer),
        primary("broken_glass"),
        parent("broken_glass", "case_id", "cases"),
        parent("broken_glass", "event_id", "case_events"),
        parent("broken_glass", "account_id", "accounts"),
        parent("broken_glass", "seen_by", "accounts"),
    )
    index("broken_glass", "account_id", "open_until")
    index("broken_glass", "case_id")
    index("broken_glass", "seen_by")


def downgrade() -> None:
    op.drop_table("broken_glass")
