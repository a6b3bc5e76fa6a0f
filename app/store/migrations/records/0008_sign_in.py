"""Make what sign-in needs: sessions, second factors, attempts and resets."""

import sqlalchemy as sa
from alembic import op

from app.store.migrations.shapes import (
    code,
    fingerprint,
    index,
    moment,
    name_column,
    number,
    parent,
    primary,
    sealed,
    unique,
    uuid,
)

revision = "0008"
down_revision = "0007"
branch_labels = depends_on = None

TABLES = (
    "resets",
    "known_places",
    "attempts",
    "challenges",
    "recovery_codes",
    "passkeys",
    "sign_in_sessions",
)
COLUMNS_OF_ACCOUNTS = ("password_until", "totp_secret", "totp_counter")


def upgrade() -> None:
    op.add_column("accounts", moment("password_until", nullable=True))
    op.add_column("accounts", sealed("totp_secret", nullable=True))
    op.add_column("accounts", sa.Column("totp_counter", sa.Integer))
    make_sessions()
    make_passkeys()
    make_codes_and_challenges()
    make_attempts()
    make_resets()


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
    for column in COLUMNS_OF_ACCOUNTS:
        op.drop_column("accounts", column)


def make_sessions() -> None:
    op.create_table(
        "sign_in_sessions",
        uuid("id"),
        fingerprint("token"),
        number("account_id"),
        sa.Column("device", sa.String(255), nullable=False),
        moment("began_at"),
        moment("proven_at", nullable=True),
        moment("used_at"),
        moment("ended_at", nullable=True),
        primary("sign_in_sessions"),
        unique("sign_in_sessions", "token"),
        parent("sign_in_sessions", "account_id", "accounts"),
    )
    index("sign_in_sessions", "account_id")


def make_passkeys() -> None:
    op.create_table(
        "passkeys",
        uuid("id"),
        number("account_id"),
        sa.Column("credential_id", sa.LargeBinary(1023), nullable=False),
        sealed("public_key"),
        sa.Column("sign_count", sa.BigInteger, nullable=False),
        name_column(),
        moment("created_at"),
        moment("used_at", nullable=True),
        primary("passkeys"),
        unique("passkeys", "credential_id"),
        parent("passkeys", "account_id", "accounts"),
    )
    index("passkeys", "account_id")


def make_codes_and_challenges() -> None:
    op.create_table(
        "recovery_codes",
        fingerprint("fingerprint"),
        number("account_id"),
        primary("recovery_codes", "fingerprint"),
        parent("recovery_codes", "account_id", "accounts"),
    )
    index("recovery_codes", "account_id")
    op.create_table(
        "challenges",
        code("challenge"),
        number("account_id"),
        code("purpose"),
        moment("expires_at"),
        primary("challenges", "challenge"),
        parent("challenges", "account_id", "accounts"),
    )
    index("challenges", "account_id")


def make_attempts() -> None:
    op.create_table(
        "attempts",
        sa.Column("key", sa.String(255), nullable=False),
        number("place"),
        moment("happened_at"),
        moment("expires_at"),
        primary("attempts", "key", "place"),
    )
    index("attempts", "expires_at")
    op.create_table(
        "known_places",
        fingerprint("fingerprint"),
        number("account_id"),
        moment("known_until"),
        primary("known_places", "fingerprint"),
        parent("known_places", "account_id", "accounts"),
    )
    index("known_places", "account_id")


def make_resets() -> None:
    op.create_table(
        "resets",
        uuid("id"),
        number("account_id"),
        number("asked_by"),
        moment("asked_at"),
        sa.Column("decided_by", sa.Integer),
        moment("decided_at", nullable=True),
        code("outcome", nullable=True),
        primary("resets"),
        parent("resets", "account_id", "accounts"),
        parent("resets", "asked_by", "accounts"),
        parent("resets", "decided_by", "accounts"),
        sa.CheckConstraint("decided_by <> asked_by", name=op.f("ck_resets_decided_by_another")),
    )
    for column in ("account_id", "asked_by", "decided_by"):
        index("resets", column)
