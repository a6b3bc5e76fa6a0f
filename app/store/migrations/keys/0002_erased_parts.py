"""Keep which parts of cases were destroyed, so that a restored backup loses them again."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "erased_parts",
        sa.Column("case_id", sa.String(36), nullable=False),
        sa.Column("part", sa.String(100), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "part", name="pk_erased_parts"),
    )


def downgrade() -> None:
    op.drop_table("erased_parts")
