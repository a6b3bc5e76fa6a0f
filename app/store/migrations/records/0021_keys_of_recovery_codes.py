"""Keep which key of passwords a recovery code hangs on, so that the key can be replaced."""

from alembic import op

from app.store.migrations.shapes import code

revision = "0021"
down_revision = "0020"
branch_labels = depends_on = None


def upgrade() -> None:
    op.add_column("recovery_codes", code("made_under", nullable=True))


def downgrade() -> None:
    op.drop_column("recovery_codes", "made_under")
