"""Make the tables of what organisations chose for their work, and an index for work lists."""

from alembic import op

from app.store.migrations.shapes import code, index, moment, number, parent, primary

revision = "0015"
down_revision = "0014"
branch_labels = depends_on = None

OF_WORK_LISTS = ("organisation_id", "area_id", "state", "created_at", "id")


def upgrade() -> None:
    op.create_table(
        "switched_off",
        number("organisation_id"),
        code("kind"),
        code("name"),
        moment("switched_at"),
        number("switched_by"),
        primary("switched_off", "organisation_id", "kind", "name"),
        parent("switched_off", "organisation_id", "organisations"),
        parent("switched_off", "switched_by", "accounts"),
    )
    index("switched_off", "switched_by")
    op.create_table(
        "retention_periods",
        number("organisation_id"),
        code("purpose"),
        number("months"),
        moment("set_at"),
        number("set_by"),
        primary("retention_periods", "organisation_id", "purpose"),
        parent("retention_periods", "organisation_id", "organisations"),
        parent("retention_periods", "set_by", "accounts"),
    )
    index("retention_periods", "set_by")
    index("cases", *OF_WORK_LISTS)


def downgrade() -> None:
    op.drop_index(f"ix_cases_{'_'.join(OF_WORK_LISTS)}", "cases")
    op.drop_table("retention_periods")
    op.drop_table("switched_off")
