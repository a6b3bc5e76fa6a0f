"""Rows of tasks: sealed words, who they are for, and what waits for somebody by its day."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, or_, select, union_all
from sqlalchemy.orm import Session

from app.store.cases import Reach, describe_case
from app.store.errors import CaseKeyError, ConflictError
from app.store.ids import AccountId, CaseId, OrganisationId, TaskId
from app.store.records import CaseRecord
from app.store.sealing import CaseKey, Place, seal_text, unseal_text
from app.store.tables import Case, CaseTask


@dataclass(frozen=True)
class TaskRecord:
    """Something to be done, for one person or else for everybody of a role."""

    id: TaskId
    case_id: CaseId
    organisation_id: OrganisationId
    origin: str
    words: str = field(repr=False)
    due_on: date
    for_account: AccountId | None
    for_role: str | None
    set_at: datetime
    set_by: AccountId
    done_at: datetime | None = None
    done_by: AccountId | None = None


@dataclass(frozen=True)
class Whose:
    """Whose tasks are meant: those for an account, and for its roles, on cases within reach.

    Cases in `besides` are left out.
    """

    reach: Reach
    account: AccountId
    roles: tuple[str, ...]
    besides: frozenset[CaseId] = frozenset()


@dataclass(frozen=True)
class TaskMark:
    """Where a page of a list ended; the next one goes on behind it."""

    due_on: date
    task_id: TaskId


@dataclass(frozen=True)
class TaskPage:
    """Some tasks with their cases, what is due first before the rest, and where to go on."""

    tasks: tuple[tuple[TaskId, CaseRecord], ...]
    next_mark: TaskMark | None


def record_task(session: Session, key: CaseKey, new: TaskRecord) -> None:
    """Keep a task; the same one again changes nothing, another with its id is refused."""
    if new.case_id != key.case_id:
        raise CaseKeyError(f"The key of case {key.case_id} is not the key of {new.case_id}.")
    row = session.get(CaseTask, new.id)
    if row is not None:
        if (row.case_id, row.set_by) != (new.case_id, new.set_by):
            raise ConflictError(f"There is another task with the id {new.id}.")
        return
    values = {**vars(new), "words": seal_text(key, _place(new.id), new.words)}
    session.add(CaseTask(**values))
    session.flush()


def list_tasks(session: Session, key: CaseKey) -> tuple[TaskRecord, ...]:
    """Give the tasks of the case of this key, what is due first before the rest."""
    in_order = (
        select(CaseTask)
        .where(CaseTask.case_id == key.case_id)
        .order_by(CaseTask.due_on, CaseTask.id)
    )
    return tuple(_record_of(key, row) for row in session.scalars(in_order))


def get_task(session: Session, key: CaseKey, task_id: TaskId) -> TaskRecord:
    """Give a task of the case of this key, or raise CaseKeyError."""
    return _record_of(key, _get_row(session, key, task_id))


def find_case_of_task(session: Session, task_id: TaskId) -> CaseId | None:
    """Give the case of a task, or None."""
    return session.scalar(select(CaseTask.case_id).where(CaseTask.id == task_id))


def mark_done(
    session: Session, key: CaseKey, task_id: TaskId, at: datetime | None, by: AccountId | None
) -> None:
    """Keep when a task was done and by whom; None says that it is to be done again."""
    row = _get_row(session, key, task_id)
    row.done_at, row.done_by = at, by
    session.flush()


def list_waiting(
    session: Session, whose: Whose, size: int, after: TaskMark | None = None
) -> TaskPage:
    """Give one page of the tasks that wait for somebody, what is due first before the rest."""
    rows = session.execute(select_waiting(whose, size + 1, after)).all()
    shown = tuple((task.id, describe_case(case)) for task, case in rows[:size])
    if len(rows) <= size:
        return TaskPage(shown, None)
    last = rows[size - 1][0]
    return TaskPage(shown, TaskMark(last.due_on, last.id))


def select_waiting(
    whose: Whose, size: int, after: TaskMark | None = None
) -> Select[CaseTask, Case]:
    """Give the statement that selects what waits for somebody.

    The tasks of the person, and those of each role, are read from an index by themselves, and only
    so far as they can be needed.
    """
    own = CaseTask.for_account == whose.account
    of_roles = (_is_for(whose.reach.organisation_id, each) for each in whose.roles)
    parts = [_select_part(whose, part, size, after) for part in (own, *of_roles)]
    found = union_all(*(select(each.subquery().c.id) for each in parts))
    return (
        select(CaseTask, Case)
        .join(Case, Case.id == CaseTask.case_id)
        .where(CaseTask.id.in_(select(found.subquery().c.id)))
        .order_by(CaseTask.due_on, CaseTask.id)
        .limit(size)
    )


def _is_for(organisation: OrganisationId, role: str) -> ColumnElement[bool]:
    return (CaseTask.organisation_id == organisation) & (CaseTask.for_role == role)


def _select_part(
    whose: Whose, part: ColumnElement[bool], size: int, after: TaskMark | None
) -> Select[TaskId]:
    waiting = (
        select(CaseTask.id)
        .join(Case, Case.id == CaseTask.case_id)
        .where(part, CaseTask.done_at.is_(None), *_limit(whose))
        .order_by(CaseTask.due_on, CaseTask.id)
        .limit(size)
    )
    if after is None:
        return waiting
    is_later = or_(CaseTask.due_on > after.due_on, CaseTask.id > after.task_id)
    # The first part says nothing new, but an index can begin there.
    return waiting.where(CaseTask.due_on >= after.due_on, is_later)


def _limit(whose: Whose) -> Iterable[ColumnElement[bool]]:
    yield Case.organisation_id == whose.reach.organisation_id
    if whose.reach.areas is not None:
        yield Case.area_id.in_(whose.reach.areas)
    if whose.besides:
        yield Case.id.not_in(whose.besides)


def _get_row(session: Session, key: CaseKey, task_id: TaskId) -> CaseTask:
    row = session.get(CaseTask, task_id)
    if row is None or row.case_id != key.case_id:
        raise CaseKeyError(f"The key of case {key.case_id} opens no task {task_id}.")
    return row


def _place(task_id: TaskId) -> Place:
    return Place(CaseTask.__tablename__, "words", task_id)


def _record_of(key: CaseKey, row: CaseTask) -> TaskRecord:
    return TaskRecord(
        id=row.id,
        case_id=row.case_id,
        organisation_id=row.organisation_id,
        origin=row.origin,
        words=unseal_text(key, _place(row.id), row.words),
        due_on=row.due_on,
        for_account=row.for_account,
        for_role=row.for_role,
        set_at=row.set_at,
        set_by=row.set_by,
        done_at=row.done_at,
        done_by=row.done_by,
    )
