"""A task of a case, for tests of pages."""

from flask import Flask

from app.cases.roles import Permission, Role
from app.services.interviews import find_screening
from app.services.tasks import ForWhom, NewTask, set_task
from app.services.workplace import Workplace
from app.store.ids import InterviewId, TaskId, new_id
from tests.web.second_coding.asking import find_person


def set_a_task(app: Flask, interview: str, by: str = "inspector") -> str:
    """Set a task for everybody of the role of somebody who works on a case; give its id."""
    workplace: Workplace = app.extensions["threshold"]
    role = Role.OUTREACH if by == "outreach" else Role.INSPECTOR
    with workplace.records.writing() as session:
        actor, interview_id = find_person(session, by), InterviewId(interview)
        found = find_screening(session, workplace, actor, interview_id, Permission.READ_CASES)
        assert found is not None
        today = workplace.clock.today()
        new = NewTask(TaskId(new_id()), "Call the shelter", today, ForWhom(role=role))
        set_task(session, workplace, actor, found.case, new)
        return new.id
