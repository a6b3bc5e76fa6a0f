"""Make the first tables: accounts, cases, interviews."""

import sqlalchemy as sa
from alembic import op

from app.store.append_only import list_guarding_statements
from app.store.migrations.shapes import (
    code,
    drop_all,
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

revision = "0001"
down_revision = branch_labels = depends_on = None

ROLES = ("inspector", "outreach", "supervisor", "analyst", "administrator")
APPEND_ONLY = ("answers", "assessments", "case_events", "indicator_settings")
IN_ORDER_OF_REMOVAL = (
    "assessments",
    "indicator_settings",
    "answers",
    "pinned_rule_sets",
    "interviews",
    "erasing",
    "persons",
    "case_events",
    "cases",
    "account_areas",
    "account_roles",
    "accounts",
    "roles",
    "areas",
    "organisations",
)


def upgrade() -> None:
    make_organisations_and_areas()
    make_roles()
    make_accounts()
    make_links_of_accounts()
    make_cases()
    make_case_events()
    make_persons()
    make_erasing()
    make_interviews()
    make_pinned_rule_sets()
    make_answers()
    make_indicator_settings()
    make_assessments()
    for table in APPEND_ONLY:
        for statement in list_guarding_statements(table, op.get_bind().dialect.name):
            op.execute(statement)


def downgrade() -> None:
    # A dropped table takes its triggers and indexes with it.
    drop_all(IN_ORDER_OF_REMOVAL)


def make_organisations_and_areas() -> None:
    op.create_table(
        "organisations",
        number("id"),
        name_column(),
        code("kind"),
        sa.Column("country", sa.String(2), nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        primary("organisations"),
        unique("organisations", "name"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "areas",
        number("id"),
        sa.Column("country", sa.String(2), nullable=False),
        code("code"),
        name_column(),
        primary("areas"),
        unique("areas", "country", "code"),
        sqlite_autoincrement=True,
    )


def make_roles() -> None:
    roles = op.create_table(
        "roles", number("id"), code("name"), primary("roles"), unique("roles", "name")
    )
    op.bulk_insert(roles, [{"name": role} for role in ROLES])


def make_accounts() -> None:
    op.create_table(
        "accounts",
        number("id"),
        fingerprint("fs_uniquifier"),
        sa.Column("email", sa.String(255), nullable=False),
        sa.Column("password", sa.String(255)),
        sa.Column("active", sa.Boolean, nullable=False),
        name_column(),
        number("organisation_id"),
        moment("created_at"),
        primary("accounts"),
        unique("accounts", "fs_uniquifier"),
        unique("accounts", "email"),
        parent("accounts", "organisation_id", "organisations"),
        sqlite_autoincrement=True,
    )
    index("accounts", "organisation_id")


def make_links_of_accounts() -> None:
    for table, column, other in (
        ("account_roles", "role_id", "roles"),
        ("account_areas", "area_id", "areas"),
    ):
        op.create_table(
            table,
            number("account_id"),
            number(column),
            primary(table, "account_id", column),
            parent(table, "account_id", "accounts"),
            parent(table, column, other),
        )


def make_cases() -> None:
    op.create_table(
        "cases",
        uuid("id"),
        sa.Column("number", sa.String(24), nullable=False),
        number("organisation_id"),
        number("area_id"),
        code("state"),
        moment("created_at"),
        number("created_by"),
        primary("cases"),
        unique("cases", "number"),
        parent("cases", "organisation_id", "organisations"),
        parent("cases", "area_id", "areas"),
        parent("cases", "created_by", "accounts"),
    )
    index("cases", "organisation_id", "created_at", "id")
    index("cases", "organisation_id", "area_id", "created_at", "id")
    index("cases", "created_by")


def make_case_events() -> None:
    op.create_table(
        "case_events",
        uuid("id"),
        uuid("case_id"),
        number("sequence"),
        code("kind"),
        sa.Column("details", sa.Text, nullable=False),
        sealed("reason", nullable=True),
        moment("happened_at"),
        number("happened_by"),
        primary("case_events"),
        unique("case_events", "case_id", "sequence"),
        parent("case_events", "case_id", "cases"),
        parent("case_events", "happened_by", "accounts"),
    )
    index("case_events", "happened_by")


def make_persons() -> None:
    op.create_table(
        "persons",
        uuid("id"),
        uuid("case_id"),
        sealed("name", nullable=True),
        sealed("contact", nullable=True),
        sa.Column("do_not_call", sa.Boolean, nullable=False),
        sa.Column("do_not_write", sa.Boolean, nullable=False),
        moment("created_at"),
        number("created_by"),
        primary("persons"),
        parent("persons", "case_id", "cases"),
        parent("persons", "created_by", "accounts"),
    )
    index("persons", "case_id")


def make_erasing() -> None:
    op.create_table(
        "erasing",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        primary("erasing"),
        sa.CheckConstraint("id = 1", name=op.f("ck_erasing_one_row")),
    )


def make_interviews() -> None:
    op.create_table(
        "interviews",
        uuid("id"),
        uuid("case_id"),
        code("questionnaire"),
        code("questionnaire_version"),
        fingerprint("questionnaire_fingerprint"),
        code("parameters"),
        code("parameters_version"),
        fingerprint("parameters_fingerprint"),
        sa.Column("country", sa.String(2), nullable=False),
        code("language", nullable=True),
        moment("started_at"),
        number("started_by"),
        moment("finished_at", nullable=True),
        moment("erased_at", nullable=True),
        primary("interviews"),
        parent("interviews", "case_id", "cases"),
        parent("interviews", "started_by", "accounts"),
    )
    index("interviews", "case_id")
    index("interviews", "started_by")


def make_pinned_rule_sets() -> None:
    op.create_table(
        "pinned_rule_sets",
        uuid("interview_id"),
        code("rule_set"),
        code("version"),
        fingerprint("fingerprint"),
        primary("pinned_rule_sets", "interview_id", "rule_set"),
        parent("pinned_rule_sets", "interview_id", "interviews"),
    )


def list_columns_of_a_record(table: str) -> list[sa.schema.SchemaItem]:
    return [
        uuid("id"),
        uuid("interview_id"),
        number("sequence"),
        moment("recorded_at"),
        number("recorded_by"),
        primary(table),
        unique(table, "interview_id", "sequence"),
        parent(table, "interview_id", "interviews"),
        parent(table, "recorded_by", "accounts"),
    ]


def make_answers() -> None:
    op.create_table(
        "answers",
        *list_columns_of_a_record("answers"),
        code("question_id"),
        sa.Column("value", sa.Text),
        sealed("sealed", nullable=True),
        code("silence", nullable=True),
        code("basis", nullable=True),
        sa.CheckConstraint(
            "CASE WHEN value IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN sealed IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN silence IS NULL THEN 0 ELSE 1 END = 1",
            name=op.f("ck_answers_value_or_sealed_or_silence"),
        ),
    )
    index("answers", "recorded_by")


def make_indicator_settings() -> None:
    op.create_table(
        "indicator_settings",
        *list_columns_of_a_record("indicator_settings"),
        code("indicator_id"),
        code("setting"),
        sealed("reason"),
    )
    index("indicator_settings", "recorded_by")


def make_assessments() -> None:
    op.create_table(
        "assessments",
        uuid("id"),
        uuid("interview_id"),
        sa.Column("content", sa.Text, nullable=False),
        sealed("words", nullable=True),
        fingerprint("fingerprint"),
        sa.Column("versions", sa.Text, nullable=False),
        moment("made_at"),
        number("made_by"),
        primary("assessments"),
        parent("assessments", "interview_id", "interviews"),
        parent("assessments", "made_by", "accounts"),
    )
    index("assessments", "interview_id")
    index("assessments", "made_by")
