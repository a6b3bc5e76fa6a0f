"""Invented tasks, one of them overdue, in one of the invented cases."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from app.cases.roles import Role
from app.clock import stopped_at
from app.services.actors import Actor
from app.services.tasks import ForWhom, NewTask, set_task
from app.services.workplace import Workplace
from app.store.cases import get_case
from app.store.ids import InterviewId, TaskId, new_id
from app.store.interviews import get_interview

# What is to be done, by how many days after the talk or from today, and by which role.
LATE: Final = ("Ask the shelter for a bed and a doctor", 3, Role.SUPERVISOR)
SOON: Final = ("Bring the pay slips that she keeps at a friend’s", 2, Role.INSPECTOR)


def set_sample_tasks(
    session: Session, workplace: Workplace, actor: Actor, interview: InterviewId
) -> None:
    """Set tasks on the day of an interview, and today."""
    held = get_interview(session, interview)
    case = get_case(session, held.case_id)
    then = replace(workplace, clock=stopped_at(held.finished_at or held.started_at))
    for there, (words, days, role) in ((then, LATE), (workplace, SOON)):
        due_on = there.clock.today() + timedelta(days=days)
        new = NewTask(TaskId(new_id()), words, due_on, ForWhom(role=role))
        set_task(session, there, actor, case, new)
