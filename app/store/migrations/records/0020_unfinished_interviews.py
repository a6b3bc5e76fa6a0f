"""Find the interviews that somebody did not finish without reading all that they began."""

from alembic import op

from app.store.migrations.shapes import index

revision = "0020"
down_revision = "0019"
branch_labels = depends_on = None

TABLE = "interviews"
COLUMNS = ("started_by", "finished_at")


def upgrade() -> None:
    index(TABLE, *COLUMNS)


def downgrade() -> None:
    op.drop_index(f"ix_{TABLE}_{'_'.join(COLUMNS)}", TABLE)
