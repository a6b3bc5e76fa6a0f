"""Keep what was published of datasets, and what people enter beside what is counted."""

import sqlalchemy as sa
from alembic import op

from app.store.append_only import list_closing_statements
from app.store.migrations.shapes import (
    code,
    fingerprint,
    index,
    moment,
    number,
    parent,
    primary,
    unique,
    uuid,
)

revision = "0016"
down_revision = "0015"
branch_labels = depends_on = None


def upgrade() -> None:
    op.create_table(
        "publications",
        uuid("id"),
        number("year"),
        code("kind"),
        code("country"),
        code("version"),
        fingerprint("fingerprint"),
        sa.Column("content", sa.Text, nullable=False),
        moment("published_at"),
        sa.Column("published_by", sa.Integer),
        primary("publications"),
        parent("publications", "published_by", "accounts"),
    )
    index("publications", "year", "kind", "published_at")
    index("publications", "published_by")
    make_figures()
    for table in ("publications", "entered_figures"):
        for statement in list_closing_statements(table, op.get_bind().dialect.name):
            op.execute(statement)


def make_figures() -> None:
    op.create_table(
        "entered_figures",
        uuid("id"),
        code("kind"),
        code("indicator"),
        code("part"),
        code("first_day"),
        code("last_day"),
        code("value"),
        sa.Column("source", sa.String(255), nullable=False),
        code("source_day"),
        number("sequence"),
        moment("recorded_at"),
        number("recorded_by"),
        primary("entered_figures"),
        unique("entered_figures", "sequence"),
        parent("entered_figures", "recorded_by", "accounts"),
    )
    index("entered_figures", "first_day", "last_day")
    index("entered_figures", "recorded_by")


def downgrade() -> None:
    op.drop_table("entered_figures")
    op.drop_table("publications")
