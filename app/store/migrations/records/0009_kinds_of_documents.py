"""Say of each issued document what kind it is, and what it is about: not only interviews."""

import sqlalchemy as sa
from alembic import op

from app.store.migrations.shapes import index

revision = "0009"
down_revision = "0008"
branch_labels = depends_on = None

TABLE = "issued_documents"


def upgrade() -> None:
    _rename("interview_id", "subject")
    # Everything that was issued so far is a summary of an interview.
    op.add_column(
        TABLE, sa.Column("kind", sa.String(100), nullable=False, server_default="summary")
    )
    index(TABLE, "kind")


def downgrade() -> None:
    op.drop_index(f"ix_{TABLE}_kind", TABLE)
    op.execute(sa.text(f"DELETE FROM {TABLE} WHERE kind <> 'summary'"))  # noqa: S608 - Our own name.  # nosec B608
    op.drop_column(TABLE, "kind")
    _rename("subject", "interview_id")


def _rename(before: str, after: str) -> None:
    op.drop_index(f"ix_{TABLE}_{before}", TABLE)
    op.alter_column(TABLE, before, new_column_name=after)
    index(TABLE, after)
