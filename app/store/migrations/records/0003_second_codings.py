"""Keep second codings of interviews, apart from what they code."""

import sqlalchemy as sa
from alembic import op

from app.store.migrations.shapes import code, index, moment, number, parent, primary, sealed, uuid

revision = "0003"
down_revision = "0002"
branch_labels = depends_on = None

# What hangs on a sheet, which is a row of `interviews`; an assessment never does.
PARTS_OF_SHEETS = ("answers", "indicator_settings", "pinned_rule_sets", "pinned_modules")
SHEETS = "SELECT sheet_id FROM second_codings WHERE sheet_id IS NOT NULL"


def upgrade() -> None:
    op.create_table(
        "second_codings",
        uuid("id"),
        uuid("interview_id"),
        sa.Column("sheet_id", sa.String(36)),
        number("coder"),
        code("basis"),
        sealed("recorded", nullable=True),
        code("state"),
        moment("asked_at"),
        number("asked_by"),
        moment("ended_at", nullable=True),
        sa.Column("content", sa.Text),
        sa.Column("fingerprint", sa.String(64)),
        primary("second_codings"),
        sa.UniqueConstraint("sheet_id", name="uq_second_codings_sheet_id"),
        parent("second_codings", "interview_id", "interviews"),
        parent("second_codings", "sheet_id", "interviews"),
        parent("second_codings", "coder", "accounts"),
        parent("second_codings", "asked_by", "accounts"),
    )
    index("second_codings", "interview_id")
    index("second_codings", "coder")


def downgrade() -> None:
    # Without the table a sheet would pass for an interview of its case, so it goes with it.
    connection = op.get_bind()
    sheets = [{"id": each} for each in connection.scalars(sa.text(SHEETS))]
    op.execute("INSERT INTO erasing (id) VALUES (1)")
    for table in PARTS_OF_SHEETS:
        # The names are those above.
        op.execute(f"DELETE FROM {table} WHERE interview_id IN ({SHEETS})")  # noqa: S608
    op.execute("DELETE FROM erasing")
    op.drop_table("second_codings")
    if sheets:
        connection.execute(sa.text("DELETE FROM interviews WHERE id = :id"), sheets)
