"""Keep evidence files, sealed under the keys of their cases, and find in the log who saw them."""

import sqlalchemy as sa
from alembic import op

from app.store.migrations.shapes import code, index, moment, number, parent, primary, sealed, uuid

revision = "0014"
down_revision = "0013"
branch_labels = depends_on = None

SEEN = "ix_log_entries_seen"


def upgrade() -> None:
    op.create_table(
        "evidence_files",
        uuid("id"),
        uuid("case_id"),
        uuid("interview_id"),
        code("indicator_id"),
        code("kind"),
        code("shown_kind"),
        number("size"),
        moment("added_at"),
        number("added_by"),
        moment("removed_at", nullable=True),
        sa.Column("removed_by", sa.Integer),
        sealed("about", nullable=True),
        sealed("shown", nullable=True),
        sealed("original", nullable=True),
        primary("evidence_files"),
        parent("evidence_files", "case_id", "cases"),
        parent("evidence_files", "interview_id", "interviews"),
        parent("evidence_files", "added_by", "accounts"),
        parent("evidence_files", "removed_by", "accounts"),
    )
    index("evidence_files", "case_id", "added_at", "id")
    for column in ("interview_id", "added_by", "removed_by"):
        index("evidence_files", column)
    is_seen = sa.text("action = 'seen'")
    op.create_index(
        SEEN, "log_entries", ["subject"], sqlite_where=is_seen, postgresql_where=is_seen
    )


def downgrade() -> None:
    op.drop_index(SEEN, "log_entries")
    op.drop_table("evidence_files")
