"""Tasks lie sealed, go with their case, and are read in the order of their days from an index."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import IntegrityError

from app.store.cases import Reach
from app.store.database import empty_the_log
from app.store.erasing import erase_case, erase_interview
from app.store.errors import CaseKeyError, ConflictError
from app.store.ids import AccountId, AreaId, CaseId, InterviewId, OrganisationId, TaskId, new_id
from app.store.sealing import CaseKey
from app.store.setup import Store
from app.store.tasks import (
    TaskMark,
    TaskRecord,
    Whose,
    find_case_of_task,
    get_task,
    list_tasks,
    list_waiting,
    mark_done,
    record_task,
    select_waiting,
)
from tests.store.factories import FIRST_ACCOUNT, make_interview

WORDS = "WORDS-CANARY call the guardian"
FIRST = date(2026, 3, 7)
OWN = Reach(OrganisationId(1))
MINE = Whose(OWN, FIRST_ACCOUNT, ("inspector",))


def new_task(case: CaseId, at: datetime, days: int = 0) -> TaskRecord:
    return TaskRecord(
        id=TaskId(new_id()),
        case_id=case,
        organisation_id=OrganisationId(1),
        origin="own",
        words=WORDS,
        due_on=FIRST + timedelta(days=days),
        for_account=FIRST_ACCOUNT,
        for_role=None,
        set_at=at,
        set_by=FIRST_ACCOUNT,
    )


def keep(store: Store, at: datetime, days: int = 0) -> tuple[TaskRecord, CaseKey, InterviewId]:
    """Keep a task of a new case."""
    interview, key = make_interview(store, at)
    new = new_task(key.case_id, at, days)
    with store.records.writing() as session:
        record_task(session, key, new)
    return new, key, interview.id


def list_ids(store: Store, whose: Whose) -> list[TaskId]:
    with store.records.reading() as session:
        return [task for task, _ in list_waiting(session, whose, 10).tasks]


def test_task_comes_back_as_it_was_and_its_words_lie_sealed(store: Store, at: datetime) -> None:
    new, key, _ = keep(store, at)

    with store.records.reading() as session:
        assert get_task(session, key, new.id) == new
        assert list_tasks(session, key) == (new,)
        assert find_case_of_task(session, new.id) == key.case_id
    with store.records.engine.connect() as connection:
        [row] = connection.exec_driver_sql("SELECT * FROM case_tasks").all()
    assert b"CANARY" not in b"".join(each for each in row if isinstance(each, bytes))
    assert "CANARY" not in repr((row, new))


def test_same_task_again_changes_nothing_and_another_is_refused(store: Store, at: datetime) -> None:
    new, key, _ = keep(store, at)
    _, other, _ = keep(store, at)

    with store.records.writing() as session:
        record_task(session, key, new)
        assert list_tasks(session, key) == (new,)
    with store.records.writing() as session, pytest.raises(ConflictError):
        record_task(session, other, replace(new, case_id=other.case_id))
    with store.records.writing() as session, pytest.raises(CaseKeyError):
        record_task(session, other, new)
    with store.records.reading() as session, pytest.raises(CaseKeyError):
        get_task(session, other, new.id)


def test_task_for_a_person_and_a_role_at_once_is_refused(store: Store, at: datetime) -> None:
    new, key, _ = keep(store, at)
    both = replace(new, id=TaskId(new_id()), for_role="inspector")

    with store.records.session_to_write() as session, pytest.raises(IntegrityError):
        record_task(session, key, both)


def test_what_is_done_waits_no_more_until_it_is_to_be_done_again(
    store: Store, at: datetime
) -> None:
    new, key, _ = keep(store, at)

    with store.records.writing() as session:
        mark_done(session, key, new.id, at, FIRST_ACCOUNT)
    done = list_ids(store, MINE)
    with store.records.writing() as session:
        mark_done(session, key, new.id, None, None)

    assert done == []
    assert list_ids(store, MINE) == [new.id]


def test_what_waits_comes_in_pages_due_first_each_task_once(store: Store, at: datetime) -> None:
    kept = [keep(store, at, days)[0] for days in (2, 0, 1, 0)]
    in_order = [each.id for each in sorted(kept, key=lambda each: (each.due_on, each.id))]

    with store.records.reading() as session:
        first = list_waiting(session, MINE, 3)
        rest = list_waiting(session, MINE, 3, first.next_mark)

    assert [task for task, _ in (*first.tasks, *rest.tasks)] == in_order
    assert first.next_mark is not None
    assert rest.next_mark is None


def test_tasks_wait_for_their_person_or_role_within_reach_alone(store: Store, at: datetime) -> None:
    own, _, _ = keep(store, at)
    another, key, _ = keep(store, at)
    of_role = replace(new_task(key.case_id, at, 1), for_account=None, for_role="inspector")
    with store.records.writing() as session:
        record_task(session, key, of_role)

    others = replace(MINE, account=AccountId(2))
    assert list_ids(store, replace(MINE, roles=())) == sorted([own.id, another.id])
    assert list_ids(store, others) == [of_role.id]
    assert list_ids(store, replace(others, roles=("supervisor",))) == []
    assert list_ids(store, replace(others, besides=frozenset({key.case_id}))) == []
    assert list_ids(store, replace(MINE, reach=Reach(OrganisationId(2)))) == []
    assert list_ids(store, replace(MINE, reach=replace(OWN, areas=frozenset({AreaId(2)})))) == []


@pytest.mark.parametrize("whole_case", [True, False])
def test_erasing_takes_the_tasks_too(
    store: Store,
    at: datetime,
    whole_case: bool,  # noqa: FBT001
) -> None:
    _, key, interview = keep(store, at)

    with store.records.writing() as session:
        if whole_case:
            erase_case(session, key.case_id)
        else:
            erase_interview(session, interview, at)

    empty_the_log(store.records)
    with store.records.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM case_tasks").scalar() == 0


@pytest.mark.file_alone
def test_what_waits_is_read_from_an_index_by_day(store: Store) -> None:
    statement = select_waiting(MINE, 26, TaskMark(FIRST, TaskId("x")))
    written = statement.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})

    with store.records.reading() as session:
        rows = session.execute(text(f"EXPLAIN QUERY PLAN {written}"))
        plan = "\n".join(str(row[-1]) for row in rows)

    assert plan.count("SEARCH case_tasks USING") == 3, plan
    assert "SCAN case_tasks" not in plan
    assert "for_account=? AND done_at=? AND due_on>?" in plan, plan
    assert "organisation_id=? AND for_role=? AND done_at=? AND due_on>?" in plan, plan
