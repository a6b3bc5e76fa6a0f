"""Keep what was decided of a case, and comments on single answers of those sent back."""

import sqlalchemy as sa
from alembic import op

from app.store.append_only import list_guarding_statements
from app.store.migrations.shapes import code, index, parent, primary, sealed, unique, uuid

revision = "0007"
down_revision = "0006"
branch_labels = depends_on = None

WORK_LIST = ("organisation_id", "state", "created_at", "id")


def upgrade() -> None:
    op.add_column("cases", sa.Column("decision", sa.String(100)))
    index("cases", *WORK_LIST)
    op.create_table(
        "answer_comments",
        uuid("id"),
        uuid("event_id"),
        uuid("interview_id"),
        code("question_id"),
        sealed("comment"),
        primary("answer_comments"),
        unique("answer_comments", "event_id", "interview_id", "question_id"),
        parent("answer_comments", "event_id", "case_events"),
        parent("answer_comments", "interview_id", "interviews"),
    )
    index("answer_comments", "interview_id")
    for statement in list_guarding_statements("answer_comments", op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("answer_comments")
    op.drop_index("ix_cases_" + "_".join(WORK_LIST), "cases")
    op.drop_column("cases", "decision")
