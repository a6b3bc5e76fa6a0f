"""Keep what is proposed to be destroyed once its time is over, and what was decided."""

import sqlalchemy as sa
from alembic import op

from app.store.migrations.shapes import code, index, moment, number, parent, primary, uuid

revision = "0018"
down_revision = "0017"
branch_labels = depends_on = None


def upgrade() -> None:
    op.create_table(
        "purges",
        uuid("id"),
        number("organisation_id"),
        sa.Column("cases", sa.Text, nullable=False),
        moment("proposed_at"),
        number("proposed_by"),
        moment("decided_at", nullable=True),
        sa.Column("decided_by", sa.Integer),
        code("outcome", nullable=True),
        sa.Column("destroyed", sa.Text),
        primary("purges"),
        parent("purges", "organisation_id", "organisations"),
        parent("purges", "proposed_by", "accounts"),
        parent("purges", "decided_by", "accounts"),
        sa.CheckConstraint(
            "decided_by <> proposed_by", name=op.f("ck_purges_another_person_decides")
        ),
    )
    index("purges", "organisation_id")


def downgrade() -> None:
    op.drop_table("purges")
