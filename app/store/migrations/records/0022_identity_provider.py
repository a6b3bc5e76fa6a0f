"""Keep who may sign in by an identity provider, and who is on the way there."""

import sqlalchemy as sa
from alembic import op

from app.store.migrations.shapes import (
    code,
    fingerprint,
    moment,
    number,
    parent,
    primary,
    unique,
)

revision = "0022"
down_revision = "0021"
branch_labels = depends_on = None


def upgrade() -> None:
    op.add_column("sign_in_sessions", moment("vouched_at", nullable=True))
    op.create_table(
        "provider_errands",
        fingerprint("state"),
        code("purpose"),
        moment("begun_at"),
        moment("expires_at"),
        primary("provider_errands", "state"),
    )
    op.create_table(
        "provider_links",
        number("account_id"),
        number("allowed_by"),
        moment("allowed_until"),
        sa.Column("issuer", sa.String(255)),
        sa.Column("subject", sa.String(255)),
        moment("linked_at", nullable=True),
        primary("provider_links", "account_id"),
        parent("provider_links", "account_id", "accounts"),
        parent("provider_links", "allowed_by", "accounts"),
        unique("provider_links", "issuer", "subject"),
    )


def downgrade() -> None:
    op.drop_table("provider_links")
    op.drop_table("provider_errands")
    op.drop_column("sign_in_sessions", "vouched_at")
