"""Keep sites, employers, recruiters and transporters, their cases, and visits."""

import sqlalchemy as sa
from alembic import op

from app.store.migrations.shapes import (
    code,
    index,
    moment,
    name_column,
    number,
    parent,
    primary,
    uuid,
)

revision = "0010"
down_revision = "0009"
branch_labels = depends_on = None


def upgrade() -> None:
    op.create_table(
        "parties",
        uuid("id"),
        number("organisation_id"),
        number("area_id"),
        code("kind"),
        name_column(),
        sa.Column("folded", sa.String(255), nullable=False),
        sa.Column("address", sa.String(500), nullable=False),
        code("sector", nullable=True),
        moment("created_at"),
        number("created_by"),
        primary("parties"),
        parent("parties", "organisation_id", "organisations"),
        parent("parties", "area_id", "areas"),
        parent("parties", "created_by", "accounts"),
    )
    index("parties", "organisation_id", "kind", "created_at", "id")
    index("parties", "organisation_id", "created_at", "id")
    index("parties", "created_by")
    make_links()
    make_visits()
    make_cases_of_visits()


def make_links() -> None:
    op.create_table(
        "case_parties",
        uuid("case_id"),
        uuid("party_id"),
        code("part"),
        moment("linked_at"),
        number("linked_by"),
        primary("case_parties", "case_id", "party_id", "part"),
        parent("case_parties", "case_id", "cases"),
        parent("case_parties", "party_id", "parties"),
        parent("case_parties", "linked_by", "accounts"),
    )
    index("case_parties", "party_id")
    index("case_parties", "linked_by")


def make_visits() -> None:
    op.create_table(
        "visits",
        uuid("id"),
        number("organisation_id"),
        number("area_id"),
        uuid("site_id"),
        sa.Column("employer_id", sa.String(36)),
        code("questionnaire"),
        code("module", nullable=True),
        sa.Column("country", sa.String(2), nullable=False),
        moment("began_at"),
        number("began_by"),
        primary("visits"),
        parent("visits", "organisation_id", "organisations"),
        parent("visits", "area_id", "areas"),
        parent("visits", "site_id", "parties"),
        parent("visits", "employer_id", "parties"),
        parent("visits", "began_by", "accounts"),
    )
    for column in ("organisation_id", "site_id", "employer_id", "began_by"):
        index("visits", column)


def make_cases_of_visits() -> None:
    op.create_table(
        "visit_cases",
        uuid("visit_id"),
        uuid("case_id"),
        primary("visit_cases", "visit_id", "case_id"),
        parent("visit_cases", "visit_id", "visits"),
        parent("visit_cases", "case_id", "cases"),
    )
    index("visit_cases", "case_id")


def downgrade() -> None:
    for table in ("visit_cases", "visits", "case_parties", "parties"):
        op.drop_table(table)
