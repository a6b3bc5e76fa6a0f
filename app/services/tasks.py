"""Tasks of cases: set, done, opened again, proposed, and what waits for somebody."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from app.cases.roles import Permission, Role
from app.cases.tasks import ROLES, TaskOrigin, list_proposals
from app.cases.workflow import CaseAction
from app.conditions.truth import Truth
from app.services.actors import Actor, NotAllowedError, build_actor
from app.services.blindness import list_closed_cases, may_open
from app.services.case_events import Doing, move_case
from app.services.case_lists import DUE, PAGE_SIZE
from app.services.consents import find_newest
from app.services.interviews import assess_screening
from app.services.workplace import Workplace
from app.store.accounts import get_account, list_accounts
from app.store.cases import get_case, hold_case
from app.store.ids import AccountId, TaskId
from app.store.log import Deed, note_act
from app.store.records import CaseRecord
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
)

TASK: Final = "task"


class TaskMovedError(Exception):
    """The task was done, or opened again, meanwhile."""


class NobodyToDoItError(Exception):
    """The person or role that a task is for can't do it: they don't work on this case."""


@dataclass(frozen=True)
class ForWhom:
    """Somebody whom a task can be for: a person by account and name, or else a role."""

    account: AccountId | None = None
    name: str = ""
    role: Role | None = None


@dataclass(frozen=True)
class NewTask:
    """A task as somebody sets it; the id comes from the page, so that it may be sent twice."""

    id: TaskId
    words: str = field(repr=False)
    due_on: date
    whom: ForWhom
    origin: TaskOrigin = TaskOrigin.OWN


@dataclass(frozen=True)
class Task:
    """A task with its case, and the names of those who have to do with it."""

    record: TaskRecord
    case: CaseRecord
    whom: ForWhom
    set_by: str
    done_by: str


@dataclass(frozen=True)
class Tasks:
    """One page of tasks, what is due first before the rest, and where the next page begins."""

    tasks: tuple[Task, ...]
    next_mark: TaskMark | None


def set_task(
    session: Session, workplace: Workplace, actor: Actor, case: CaseRecord, new: NewTask
) -> None:
    """Keep a task, and that it was set. The same may come again with its id.

    Raises NobodyToDoItError, and what `move_case` raises.
    """
    if find_case_of_task(session, new.id) == case.id:
        return
    if new.whom not in list_able(session, case):
        raise NobodyToDoItError
    details = {TASK: new.id, DUE: new.due_on.isoformat()}
    doing = Doing(CaseAction.SET_TASK, new.words, details)
    event = move_case(session, workplace, actor, case.id, doing)
    record = TaskRecord(
        id=new.id,
        case_id=case.id,
        organisation_id=case.organisation_id,
        origin=new.origin.value,
        words=new.words.strip(),
        due_on=new.due_on,
        for_account=new.whom.account,
        for_role=None if new.whom.role is None else new.whom.role.value,
        set_at=event.happened_at,
        set_by=actor.account,
    )
    record_task(session, workplace.keys.get(case.id), record)


def finish_task(session: Session, workplace: Workplace, actor: Actor, task: Task) -> None:
    """Keep that a task is done. Raises TaskMovedError if it is, and what `move_case` raises."""
    _follow(session, workplace, actor, task, CaseAction.FINISH_TASK)


def reopen_task(session: Session, workplace: Workplace, actor: Actor, task: Task) -> None:
    """Keep that a task is to be done again. Raises TaskMovedError, and what `move_case` raises."""
    _follow(session, workplace, actor, task, CaseAction.REOPEN_TASK)


def may_keep(session: Session, actor: Actor, case: CaseRecord) -> bool:
    """Say whether a person sees the tasks of a case, and can set them."""
    return may_open(session, actor, case, Permission.KEEP_TASKS, None)


def list_case_tasks(
    session: Session, workplace: Workplace, actor: Actor, case: CaseRecord
) -> tuple[Task, ...] | None:
    """Give the tasks of a case, due first before the rest; None for who may not see them."""
    key = workplace.keys.find(case.id)
    if key is None or not may_keep(session, actor, case):
        return None
    return tuple(_describe(session, each, case) for each in list_tasks(session, key))


def find_task(session: Session, workplace: Workplace, actor: Actor, task_id: TaskId) -> Task | None:
    """Give a task; None if there is none, or not for this person, all alike."""
    case_id = find_case_of_task(session, task_id)
    case = None if case_id is None else get_case(session, case_id)
    if case is None or not may_keep(session, actor, case):
        return None
    record = get_task(session, workplace.keys.get(case.id), task_id)
    note_act(session, Deed.READ, record.id)
    return _describe(session, record, case)


def list_my_tasks(
    session: Session,
    workplace: Workplace,
    actor: Actor,
    size: int = PAGE_SIZE,
    after: TaskMark | None = None,
) -> Tasks:
    """Give one page of what waits for a person: what is theirs, and what is for their roles."""
    reach = actor.reach(Permission.KEEP_TASKS)
    if reach is None:
        return Tasks((), None)
    roles = tuple(role.value for role in actor.roles if role in ROLES)
    whose = Whose(reach, actor.account, roles, list_closed_cases(session, actor))
    page = list_waiting(session, whose, size, after)
    if page.tasks:
        note_act(session, Deed.LISTED, " ".join(task for task, _ in page.tasks))
    tasks = (
        _describe(session, get_task(session, workplace.keys.get(case.id), task), case)
        for task, case in page.tasks
    )
    return Tasks(tuple(tasks), page.next_mark)


def propose(
    session: Session, workplace: Workplace, case: CaseRecord, known: Iterable[Task]
) -> tuple[TaskOrigin, ...]:
    """Give the tasks that the program proposes for a case, besides those that were set.

    Nothing is proposed before anybody was asked anything, nor where nothing is kept.
    """
    origins = {TaskOrigin(each.record.origin) for each in known}
    if not list_proposals(Truth.UNKNOWN, origins):
        return ()  # Assessing an interview takes long; no answer could propose anything more.
    screening = find_newest(session, workplace, case)
    if screening is None or not screening.sheet.answers:
        return ()
    return list_proposals(assess_screening(screening).child, origins)


def list_able(session: Session, case: CaseRecord) -> tuple[ForWhom, ...]:
    """Give whom a task of a case can be for: roles first, then people by name.

    They work in the organisation of the case and may open it; a role is there if one of them has
    it.
    """
    able = [
        each
        for each in (build_actor(row) for row in list_accounts(session) if row.active)
        if may_keep(session, each, case)
    ]
    roles = [role for role in ROLES if any(role in each.roles for each in able)]
    people = sorted(able, key=lambda each: (each.name, each.account))
    return (
        *(ForWhom(role=role) for role in roles),
        *(ForWhom(each.account, each.name) for each in people),
    )


def _follow(
    session: Session, workplace: Workplace, actor: Actor, task: Task, action: CaseAction
) -> None:
    case = hold_case(session, task.case.id)
    if not may_keep(session, actor, case):
        raise NotAllowedError
    key = workplace.keys.get(case.id)
    held, is_done = get_task(session, key, task.record.id), action is CaseAction.FINISH_TASK
    if (held.done_at is not None) is is_done:
        raise TaskMovedError
    doing = Doing(action, held.words, {TASK: held.id})
    event = move_case(session, workplace, actor, case.id, doing)
    by = (event.happened_at, actor.account) if is_done else (None, None)
    mark_done(session, key, held.id, *by)


def _describe(session: Session, record: TaskRecord, case: CaseRecord) -> Task:
    return Task(
        record=record,
        case=case,
        whom=ForWhom(
            record.for_account,
            _name(session, record.for_account),
            None if record.for_role is None else Role(record.for_role),
        ),
        set_by=_name(session, record.set_by),
        done_by=_name(session, record.done_by),
    )


def _name(session: Session, account: AccountId | None) -> str:
    return "" if account is None else get_account(session, account).name
