"""The database itself refuses to change or delete what is only ever added."""

from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.conditions.values import Text
from app.store.answers import record_answer
from app.store.append_only import APPEND_ONLY_TABLES, NEVER_DELETED_TABLES, list_trigger_names
from app.store.assessments import record_assessment
from app.store.comments import record_comment
from app.store.dataset_records import Entered, add_entry, create_dataset_record
from app.store.erasing import erase_case, erase_interview
from app.store.errors import NotFoundError
from app.store.events import record_event
from app.store.ids import (
    AccountId,
    EntryId,
    FigureId,
    InterviewId,
    OrganisationId,
    PublicationId,
    new_id,
)
from app.store.indicator_settings import record_setting
from app.store.interviews import create_interview, get_interview
from app.store.publications import (
    Entry,
    PublishedTables,
    list_entries,
    list_publications,
    record_entry,
    record_publication,
)
from app.store.records import InterviewRecord
from app.store.setup import Store, finish_erasing
from tests.store.factories import (
    answer,
    assessment,
    comment,
    dataset_record,
    event,
    make_interview,
    setting,
)
from tests.store.person_rows import fill_in_person

TABLES_OF_A_CASE = (
    *APPEND_ONLY_TABLES,
    "cases",
    "dataset_record_cases",
    "dataset_records",
    "interviews",
    "person_links",
    "person_tokens",
    "persons",
    "pinned_rule_sets",
    "referrals",
)


def fill(store: Store, at: datetime) -> InterviewRecord:
    """Make one row in every table that is only added to."""
    interview, key = make_interview(store, at)
    with store.records.writing() as session:
        record_answer(session, key, answer(interview, "story", Text("They took my phone.")))
        record_setting(session, key, setting(interview, "x.y", "yes", "seen at the site"))
        record_assessment(session, key, assessment(interview, '{"outcome":"open"}', "words"))
        happened = record_event(session, key, event(interview.case_id, "case_opened", at))
        record_comment(session, key, comment(happened, interview, "Which phone?"))
        fill_in_person(session, store, key, at)
        new = dataset_record(at)
        create_dataset_record(session, new, [interview.case_id])
        coded = {"sex": Entered("female", "entered")}
        add_entry(session, new.id, coded, at, new.created_by, EntryId(new_id()))
    return interview


def count(store: Store, table: str) -> int:
    with store.records.reading() as session:
        found: int = session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()  # noqa: S608
    return found


@pytest.mark.parametrize("table", APPEND_ONLY_TABLES)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {table} SET id = 'other'",
        "DELETE FROM {table}",
        (
            "INSERT INTO {table} SELECT * FROM {table} WHERE true "
            "ON CONFLICT (id) DO UPDATE SET id = excluded.id"
        ),
    ],
)
@pytest.mark.both
def test_what_is_only_added_is_never_changed_or_deleted(
    store: Store, at: datetime, table: str, statement: str
) -> None:
    fill(store, at)

    with store.records.writing() as session, pytest.raises(DBAPIError, match="are only added"):
        session.execute(text(statement.format(table=table)))

    assert count(store, table) == 1


@pytest.mark.parametrize("table", APPEND_ONLY_TABLES)
@pytest.mark.file_alone
def test_what_is_only_added_is_never_replaced(store: Store, at: datetime, table: str) -> None:
    fill(store, at)

    with store.records.writing() as session, pytest.raises(DBAPIError, match="are only added"):
        session.execute(text(f"REPLACE INTO {table} SELECT * FROM {table}"))  # noqa: S608

    assert count(store, table) == 1


@pytest.mark.parametrize("kind", ["server"], indirect=True)
def test_what_is_only_added_is_never_emptied_on_a_server(store: Store, at: datetime) -> None:
    fill(store, at)

    for table in (*APPEND_ONLY_TABLES, *NEVER_DELETED_TABLES):
        with store.records.writing() as session, pytest.raises(DBAPIError, match="only added"):
            session.execute(text(f"TRUNCATE {table} CASCADE"))

    assert [count(store, table) for table in APPEND_ONLY_TABLES] == [1] * len(APPEND_ONLY_TABLES)


@pytest.mark.both
def test_every_table_that_is_only_added_to_has_its_triggers(store: Store) -> None:
    with store.records.reading() as session:
        is_file = session.get_bind().dialect.name == "sqlite"
        made = "name FROM sqlite_master WHERE type = 'trigger'"
        on_server = "tgname FROM pg_trigger WHERE NOT tgisinternal"
        found = set(session.scalars(text(f"SELECT {made if is_file else on_server}")))

    guarded = (*APPEND_ONLY_TABLES, *NEVER_DELETED_TABLES)
    emptied = set() if is_file else {f"{table}_are_never_emptied" for table in guarded}
    assert found == {name for table in guarded for name in list_trigger_names(table)} | emptied


def test_an_erased_interview_leaves_only_that_it_was_held(store: Store, at: datetime) -> None:
    interview = fill(store, at)

    with store.records.writing() as session:
        erase_interview(session, interview.id, at)

    with store.records.reading() as session:
        found = get_interview(session, interview.id)
    assert found.erased_at == at
    assert found.finished_at == at
    assert {table: count(store, table) for table in TABLES_OF_A_CASE} == {
        "answer_comments": 0,
        "answers": 0,
        "assessments": 0,
        "indicator_settings": 0,
        "case_events": 1,
        "cases": 1,
        "consents": 0,
        "dataset_entries": 1,
        "dataset_record_cases": 1,
        "dataset_records": 1,
        "interviews": 1,
        "person_links": 0,
        "person_tokens": 0,
        "persons": 0,
        "pinned_rule_sets": 1,
        "referrals": 0,
    }


def test_erasing_one_interview_leaves_the_others(store: Store, at: datetime) -> None:
    erased, _ = fill(store, at), fill(store, at)

    with store.records.writing() as session:
        erase_interview(session, erased.id, at)

    assert count(store, "answers") == 1


def test_an_erased_case_leaves_no_row(store: Store, at: datetime) -> None:
    erased, _ = fill(store, at), fill(store, at)

    with store.records.writing() as session:
        erase_case(session, erased.case_id)

    assert {table: count(store, table) for table in TABLES_OF_A_CASE} == dict.fromkeys(
        TABLES_OF_A_CASE, 1
    )


def test_erasing_closes_the_door_behind_itself(store: Store, at: datetime) -> None:
    erased, _ = fill(store, at), fill(store, at)

    with store.records.writing() as session:
        erase_interview(session, erased.id, at)
        with pytest.raises(DBAPIError, match="are only added"), session.begin_nested():
            session.execute(text("DELETE FROM answers"))

    assert count(store, "erasing") == 0
    assert count(store, "answers") == 1


def test_erasing_that_fails_closes_the_door_and_erases_nothing(
    store: Store, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    interview = fill(store, at)
    monkeypatch.setattr("app.store.erasing._delete_records", fail)

    with store.records.writing() as session, pytest.raises(ZeroDivisionError):
        erase_interview(session, interview.id, at)

    assert count(store, "erasing") == 0
    assert count(store, "answers") == 1


def fail(*_: object) -> None:
    raise ZeroDivisionError


def test_a_key_that_outlived_its_case_is_destroyed_at_the_next_start(
    store: Store, at: datetime
) -> None:
    emptied, kept = fill(store, at), fill(store, at)
    with store.records.writing() as session:
        erase_interview(session, emptied.id, at)

    first, second = finish_erasing(store, at), finish_erasing(store, at)

    assert (first, second) == ((emptied.case_id,), ())
    assert store.keys.list_erased() == (emptied.case_id,)
    assert store.keys.find(kept.case_id) is not None


def test_a_case_with_one_interview_left_keeps_its_key(store: Store, at: datetime) -> None:
    erased = fill(store, at)
    second = replace(erased, id=InterviewId(new_id()))
    with store.records.writing() as session:
        create_interview(session, second)
        erase_interview(session, erased.id, at)

    finished = finish_erasing(store, at)

    assert finished == ()
    assert store.keys.find(erased.case_id) is not None


def test_an_unknown_interview_can_not_be_erased(store: Store, at: datetime) -> None:
    with store.records.writing() as session, pytest.raises(NotFoundError, match="nobody"):
        erase_interview(session, InterviewId("nobody"), at)


def test_what_was_published_or_entered_is_never_changed_or_deleted(
    store: Store, at: datetime
) -> None:
    new = PublishedTables(
        PublicationId(new_id()), 2025, "public", "ZZ", "1.0.0", {"a": {"=": "9"}}, at, None
    )
    day = at.date()
    entry = Entry("figure", "K02", "", day, day, "12", "Register of arrivals", day.isoformat())
    make_interview(store, at)
    with store.records.writing() as session:
        record_publication(session, new)
        record_entry(session, FigureId(new_id()), entry, at, AccountId(1))
    for table in ("publications", "entered_figures"):
        for change in (f"UPDATE {table} SET id = 'other'", f"DELETE FROM {table}"):  # noqa: S608
            with (
                pytest.raises(DBAPIError, match="only added"),
                store.records.writing() as session,
            ):
                session.execute(text(change))
    with store.records.reading() as session:
        assert list_publications(session, 2025) == (new,)
        assert [each.entry for each in list_entries(session, OrganisationId(1), day, day)] == [
            entry
        ]
