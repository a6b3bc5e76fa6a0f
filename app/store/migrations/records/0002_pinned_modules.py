"""Note the module that an interview's questionnaire is extended by."""

from alembic import op

from app.store.migrations.shapes import code, fingerprint, parent, primary, uuid

revision = "0002"
down_revision = "0001"
branch_labels = depends_on = None


def upgrade() -> None:
    op.create_table(
        "pinned_modules",
        uuid("interview_id"),
        code("module"),
        code("version"),
        fingerprint("fingerprint"),
        primary("pinned_modules", "interview_id"),
        parent("pinned_modules", "interview_id", "interviews"),
    )


def downgrade() -> None:
    op.drop_table("pinned_modules")
