"""Keep records of datasets, linked to the cases that they are about."""

import sqlalchemy as sa
from alembic import op

from app.store.append_only import list_guarding_statements
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

revision = "0005"
down_revision = "0004"
branch_labels = depends_on = None


def upgrade() -> None:
    op.create_table(
        "dataset_records",
        uuid("id"),
        code("dataset"),
        code("version"),
        fingerprint("fingerprint"),
        number("organisation_id"),
        sa.Column("imported", sa.String(64)),
        moment("created_at"),
        number("created_by"),
        primary("dataset_records"),
        parent("dataset_records", "organisation_id", "organisations"),
        parent("dataset_records", "created_by", "accounts"),
    )
    index("dataset_records", "dataset", "created_at", "id")
    index("dataset_records", "organisation_id")
    index("dataset_records", "imported")
    make_links()
    make_entries()
    for statement in list_guarding_statements("dataset_entries", op.get_bind().dialect.name):
        op.execute(statement)


def make_links() -> None:
    op.create_table(
        "dataset_record_cases",
        uuid("record_id"),
        uuid("case_id"),
        primary("dataset_record_cases", "record_id", "case_id"),
        parent("dataset_record_cases", "record_id", "dataset_records"),
        parent("dataset_record_cases", "case_id", "cases"),
    )
    index("dataset_record_cases", "case_id")


def make_entries() -> None:
    op.create_table(
        "dataset_entries",
        uuid("id"),
        uuid("record_id"),
        number("sequence"),
        sa.Column("content", sa.Text, nullable=False),
        moment("recorded_at"),
        number("recorded_by"),
        primary("dataset_entries"),
        unique("dataset_entries", "record_id", "sequence"),
        parent("dataset_entries", "record_id", "dataset_records"),
        parent("dataset_entries", "recorded_by", "accounts"),
    )
    index("dataset_entries", "recorded_by")


def downgrade() -> None:
    op.drop_table("dataset_entries")
    op.drop_table("dataset_record_cases")
    op.drop_table("dataset_records")
