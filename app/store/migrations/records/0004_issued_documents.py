"""Keep a register of issued documents, so that whoever holds one can check it."""

import sqlalchemy as sa
from alembic import op

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

revision = "0004"
down_revision = "0003"
branch_labels = depends_on = None


def upgrade() -> None:
    op.create_table(
        "issued_documents",
        sa.Column("number", sa.String(24), nullable=False),
        number("sequence"),
        uuid("interview_id"),
        code("level"),
        fingerprint("fingerprint"),
        fingerprint("head"),
        moment("issued_at"),
        number("issued_by"),
        moment("withdrawn_at", nullable=True),
        sa.Column("withdrawn_by", sa.Integer),
        primary("issued_documents", "number"),
        unique("issued_documents", "sequence"),
        parent("issued_documents", "issued_by", "accounts"),
        parent("issued_documents", "withdrawn_by", "accounts"),
    )
    for column in ("interview_id", "fingerprint", "issued_by", "withdrawn_by"):
        index("issued_documents", column)


def downgrade() -> None:
    op.drop_table("issued_documents")
