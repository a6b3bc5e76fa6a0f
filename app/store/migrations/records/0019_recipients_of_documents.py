"""Say of each referral sheet for whom it was issued, so that it can be withdrawn with a consent."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = depends_on = None

TABLE = "issued_documents"


def upgrade() -> None:
    op.add_column(TABLE, sa.Column("recipient_id", sa.String(36)))


def downgrade() -> None:
    op.drop_column(TABLE, "recipient_id")
