"""Keep persons with all their names, what they agreed to, a directory, and what was referred."""

import sqlalchemy as sa
from alembic import op

from app.store.append_only import list_guarding_statements
from app.store.migrations.shapes import (
    code,
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

revision = "0012"
down_revision = "0011"
branch_labels = depends_on = None


def upgrade() -> None:
    op.add_column("persons", sealed("birth", nullable=True))
    _make_tokens()
    _make_links()
    _make_directory()
    _make_consents()
    _make_referrals()
    for statement in list_guarding_statements("consents", op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    for table in ("referrals", "consents", "recipients", "person_links", "person_tokens"):
        op.drop_table(table)
    op.drop_column("persons", "birth")


def _make_tokens() -> None:
    op.create_table(
        "person_tokens",
        uuid("person_id"),
        sa.Column("token", sa.String(32), nullable=False),
        primary("person_tokens", "person_id", "token"),
        parent("person_tokens", "person_id", "persons"),
    )
    index("person_tokens", "token")


def _make_links() -> None:
    op.create_table(
        "person_links",
        uuid("id"),
        uuid("person_id"),
        uuid("other_id"),
        moment("linked_at"),
        number("linked_by"),
        moment("undone_at", nullable=True),
        sa.Column("undone_by", sa.Integer),
        primary("person_links"),
        parent("person_links", "person_id", "persons"),
        parent("person_links", "other_id", "persons"),
        parent("person_links", "linked_by", "accounts"),
        parent("person_links", "undone_by", "accounts"),
    )
    index("person_links", "person_id")
    index("person_links", "other_id")


def _make_directory() -> None:
    words = (sa.Column(each, sa.String(255), nullable=False) for each in ("email", "address"))
    op.create_table(
        "recipients",
        uuid("id"),
        name_column(),
        code("kind"),
        sa.Column("country", sa.String(2), nullable=False),
        sa.Column("telephone", sa.String(255), nullable=False),
        *words,
        sa.Column("organisation_id", sa.Integer),
        sa.Column("active", sa.Boolean, nullable=False),
        moment("changed_at"),
        number("changed_by"),
        primary("recipients"),
        parent("recipients", "organisation_id", "organisations"),
        parent("recipients", "changed_by", "accounts"),
    )
    index("recipients", "country", "name")
    index("recipients", "organisation_id")


def _make_consents() -> None:
    op.create_table(
        "consents",
        uuid("id"),
        uuid("case_id"),
        number("sequence"),
        code("kind"),
        code("given_by"),
        sa.Column("agrees", sa.Boolean, nullable=False),
        sa.Column("said_on", sa.Date, nullable=False),
        sa.Column("recipient_id", sa.String(36)),
        sealed("purpose", nullable=True),
        sa.Column("shares", sa.Text, nullable=False),
        moment("recorded_at"),
        number("recorded_by"),
        primary("consents"),
        unique("consents", "case_id", "sequence"),
        parent("consents", "case_id", "cases"),
        parent("consents", "recipient_id", "recipients"),
        parent("consents", "recorded_by", "accounts"),
    )
    index("consents", "recipient_id")


def _make_referrals() -> None:
    op.create_table(
        "referrals",
        uuid("id"),
        uuid("case_id"),
        uuid("recipient_id"),
        code("state"),
        sealed("content", nullable=True),
        moment("sent_at"),
        number("sent_by"),
        moment("answered_at", nullable=True),
        moment("ended_at", nullable=True),
        primary("referrals"),
        parent("referrals", "case_id", "cases"),
        parent("referrals", "recipient_id", "recipients"),
        parent("referrals", "sent_by", "accounts"),
    )
    index("referrals", "case_id")
    index("referrals", "recipient_id", "sent_at", "id")
