"""Keep tasks of cases: sealed words, a due day, for a person or a role."""

import sqlalchemy as sa
from alembic import op

from app.store.migrations.shapes import (
    code,
    index,
    moment,
    number,
    parent,
    primary,
    sealed,
    uuid,
)

revision = "0017"
down_revision = "0016"
branch_labels = depends_on = None


def upgrade() -> None:
    op.create_table(
        "case_tasks",
        uuid("id"),
        uuid("case_id"),
        number("organisation_id"),
        code("origin"),
        sealed("words"),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.Column("for_account", sa.Integer),
        code("for_role", nullable=True),
        moment("set_at"),
        number("set_by"),
        moment("done_at", nullable=True),
        sa.Column("done_by", sa.Integer),
        primary("case_tasks"),
        parent("case_tasks", "case_id", "cases"),
        parent("case_tasks", "organisation_id", "organisations"),
        *(parent("case_tasks", each, "accounts") for each in ("for_account", "set_by", "done_by")),
        sa.CheckConstraint(
            "CASE WHEN for_account IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN for_role IS NULL THEN 0 ELSE 1 END = 1",
            name=op.f("ck_case_tasks_one_person_or_one_role"),
        ),
    )
    index("case_tasks", "for_account", "done_at", "due_on", "id")
    index("case_tasks", "organisation_id", "for_role", "done_at", "due_on", "id")
    for column in ("case_id", "set_by", "done_by"):
        index("case_tasks", column)


def downgrade() -> None:
    op.drop_table("case_tasks")
