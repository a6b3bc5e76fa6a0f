"""Tasks: who sets them, for whom they wait, what is proposed, and what they leave in a case."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.cases.roles import Role
from app.cases.tasks import TaskOrigin
from app.cases.workflow import CaseEventKind, IllegalMoveError
from app.conditions.values import PartialDate
from app.services.actors import Actor, NotAllowedError
from app.services.case_lists import find_history
from app.services.interviews import start_interview
from app.services.session import Session
from app.services.tasks import (
    ForWhom,
    NewTask,
    NobodyToDoItError,
    Task,
    TaskMovedError,
    find_task,
    finish_task,
    list_able,
    list_case_tasks,
    list_my_tasks,
    propose,
    reopen_task,
    set_task,
)
from app.services.workplace import Workplace
from app.store.cases import change_standing
from app.store.ids import TaskId, new_id
from tests.services.conftest import FindActor, Leading, new_start

WORDS = "Ask child protection for a guardian"
OF_TASKS = {CaseEventKind.TASK_SET, CaseEventKind.TASK_DONE, CaseEventKind.TASK_REOPENED}


class Tasks:
    """A finished case of the inspector, and what is to be done about it."""

    def __init__(
        self, session: Session, workplace: Workplace, person: FindActor, leading: Leading
    ) -> None:
        self.session, self.workplace, self.person = session, workplace, person
        leading.finish()
        self.case = leading.now().case
        self.today = workplace.clock.today()

    def whom(self, name: str) -> ForWhom:
        return ForWhom(self.person(name).account, name)

    def set(
        self,
        whom: ForWhom,
        days: int = 3,
        by: str = "supervisor",
        origin: TaskOrigin = TaskOrigin.OWN,
    ) -> TaskId:
        due_on = self.today + timedelta(days=days)
        new = NewTask(TaskId(new_id()), WORDS, due_on, whom, origin)
        set_task(self.session, self.workplace, self.person(by), self.case, new)
        return new.id

    def find(self, task: TaskId, name: str = "supervisor") -> Task:
        found = find_task(self.session, self.workplace, self.person(name), task)
        assert found is not None
        return found

    def waits_for(self, actor: Actor) -> list[TaskId]:
        found = list_my_tasks(self.session, self.workplace, actor)
        return [each.record.id for each in found.tasks]

    def tell(self) -> list[CaseEventKind]:
        supervisor = self.person("supervisor")
        found = find_history(self.session, self.workplace, supervisor, self.case.number)
        assert found is not None
        return [each.kind for each in found.happenings if each.kind in OF_TASKS]


@pytest.fixture
def tasks(session: Session, workplace: Workplace, person: FindActor, leading: Leading) -> Tasks:
    return Tasks(session, workplace, person, leading)


def test_task_waits_for_the_person_it_is_for_due_first(tasks: Tasks) -> None:
    later = tasks.set(tasks.whom("inspector"), days=5)
    sooner = tasks.set(tasks.whom("inspector"), days=0)

    assert tasks.waits_for(tasks.person("inspector")) == [sooner, later]
    assert tasks.waits_for(tasks.person("colleague")) == []
    assert tasks.waits_for(tasks.person("supervisor")) == []


def test_task_for_a_role_waits_for_everybody_of_it_who_may_open_the_case(tasks: Tasks) -> None:
    task = tasks.set(ForWhom(role=Role.INSPECTOR))

    waiting = {
        name: tasks.waits_for(tasks.person(name)) == [task]
        for name in ("inspector", "colleague", "southerner", "supervisor", "outreach", "analyst")
    }

    assert waiting == {
        **dict.fromkeys(("inspector", "colleague"), True),
        **dict.fromkeys(("southerner", "supervisor", "outreach", "analyst"), False),
    }


def test_every_move_of_a_task_is_an_event_with_its_words_and_the_day(tasks: Tasks) -> None:
    task = tasks.set(tasks.whom("inspector"))
    finish_task(tasks.session, tasks.workplace, tasks.person("inspector"), tasks.find(task))
    done = tasks.find(task)
    reopen_task(tasks.session, tasks.workplace, tasks.person("supervisor"), done)

    history = find_history(
        tasks.session, tasks.workplace, tasks.person("supervisor"), tasks.case.number
    )

    assert (done.done_by, done.set_by) == ("inspector", "supervisor")
    assert done.record.done_at is not None
    assert tasks.find(task).record.done_at is None
    assert history is not None
    told = [each for each in history.happenings if each.kind in OF_TASKS]
    assert [each.kind for each in told] == [
        CaseEventKind.TASK_SET,
        CaseEventKind.TASK_DONE,
        CaseEventKind.TASK_REOPENED,
    ]
    assert {each.reason for each in told} == {WORDS}
    assert [each.due_on for each in told] == [tasks.today + timedelta(days=3), None, None]
    assert [each.who for each in told] == ["supervisor", "inspector", "supervisor"]


def test_task_that_is_sent_twice_is_set_once(tasks: Tasks) -> None:
    whom = tasks.whom("inspector")
    new = NewTask(TaskId(new_id()), WORDS, tasks.today, whom)

    for _ in range(2):
        set_task(tasks.session, tasks.workplace, tasks.person("supervisor"), tasks.case, new)

    assert tasks.tell() == [CaseEventKind.TASK_SET]


def test_task_is_done_once_and_the_second_is_told(tasks: Tasks) -> None:
    task = tasks.set(tasks.whom("inspector"))
    seen = tasks.find(task)
    finish_task(tasks.session, tasks.workplace, tasks.person("inspector"), seen)

    with pytest.raises(TaskMovedError):
        finish_task(tasks.session, tasks.workplace, tasks.person("supervisor"), seen)

    assert tasks.find(task).done_by == "inspector"
    assert tasks.tell() == [CaseEventKind.TASK_SET, CaseEventKind.TASK_DONE]


@pytest.mark.parametrize("name", ["southerner", "outreach", "stranger", "analyst", "administrator"])
def test_who_does_not_work_on_the_case_neither_sees_nor_sets_tasks(tasks: Tasks, name: str) -> None:
    task = tasks.set(ForWhom(role=Role.SUPERVISOR))
    actor = tasks.person(name)
    seen = tasks.find(task)

    assert find_task(tasks.session, tasks.workplace, actor, task) is None
    assert list_case_tasks(tasks.session, tasks.workplace, actor, tasks.case) is None
    assert tasks.waits_for(actor) == []
    with pytest.raises(NotAllowedError):
        tasks.set(tasks.whom("inspector"), by=name)
    with pytest.raises(NotAllowedError):
        finish_task(tasks.session, tasks.workplace, actor, seen)


def test_emergency_opens_no_tasks(tasks: Tasks) -> None:
    tasks.set(ForWhom(role=Role.INSPECTOR))
    opened = replace(tasks.person("southerner"), opened=frozenset({tasks.case.id}))

    assert find_history(tasks.session, tasks.workplace, opened, tasks.case.number) is not None
    assert list_case_tasks(tasks.session, tasks.workplace, opened, tasks.case) is None
    assert tasks.waits_for(opened) == []


def test_task_is_for_roles_and_people_who_work_on_the_case(tasks: Tasks) -> None:
    able = list_able(tasks.session, tasks.case)

    assert [each.role for each in able if each.role] == [Role.INSPECTOR, Role.SUPERVISOR]
    assert [each.name for each in able if each.role is None] == [
        "colleague",
        "deputy",
        "inspector",
        "supervisor",
    ]
    for whom in (tasks.whom("southerner"), ForWhom(role=Role.OUTREACH)):
        with pytest.raises(NobodyToDoItError):
            tasks.set(whom)


def test_guardian_is_proposed_until_somebody_sets_it_and_never_set_by_itself(tasks: Tasks) -> None:
    def proposed() -> tuple[TaskOrigin, ...]:
        known = list_case_tasks(tasks.session, tasks.workplace, tasks.person("inspector"), case)
        assert known is not None
        return propose(tasks.session, tasks.workplace, case, known)

    case = tasks.case
    before = proposed()
    tasks.set(tasks.whom("inspector"), origin=TaskOrigin.GUARDIAN)

    assert before == (TaskOrigin.GUARDIAN,)
    assert tasks.tell() == [CaseEventKind.TASK_SET]
    assert proposed() == ()


def test_nothing_is_proposed_for_an_adult_nor_before_anything_was_asked(
    session: Session, workplace: Workplace, inspector: Actor
) -> None:
    start = new_start(inspector)
    start_interview(session, workplace, inspector, start)
    leading = Leading(session, workplace, inspector, start.interview)
    case = leading.now().case
    before = propose(session, workplace, case, ())

    long_ago = PartialDate(2020)
    leading.say(age_now=40, recruited_on=long_ago, work_began=long_ago)

    assert before == ()
    assert propose(session, workplace, case, ()) == ()


def test_nothing_is_to_be_done_about_a_case_that_was_destroyed(
    tasks: Tasks, session: Session, workplace: Workplace
) -> None:
    task = tasks.set(tasks.whom("inspector"))
    seen = tasks.find(task)
    gone = replace(tasks.case, state="destroyed")
    session.flush()
    change_standing(session, gone.id, gone.state, None)

    with pytest.raises(IllegalMoveError):
        finish_task(session, workplace, tasks.person("inspector"), seen)
