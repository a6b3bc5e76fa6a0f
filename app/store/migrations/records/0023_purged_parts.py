"""Keep of what is proposed to be destroyed which part of the cases it is."""

from alembic import op

from app.store.migrations.shapes import code

revision = "0023"
down_revision = "0022"
branch_labels = depends_on = None


def upgrade() -> None:
    # What was proposed before was always the whole of cases: there it stays empty.
    op.add_column("purges", code("part", nullable=True))


def downgrade() -> None:
    op.drop_column("purges", "part")
