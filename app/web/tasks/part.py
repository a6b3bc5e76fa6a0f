"""What the page of a case shows of its tasks."""

from app.services.tasks import list_case_tasks, propose
from app.store.records import CaseRecord
from app.web.policy import get_actor
from app.web.tasks.context import TasksPart, build_tasks_part
from app.web.unit_of_work import get_session, get_workplace


def find_tasks_part(case: CaseRecord) -> TasksPart | None:
    """Give the tasks of a case; None for those who may not see them, or where nothing is kept."""
    session, workplace = get_session(), get_workplace()
    tasks = list_case_tasks(session, workplace, get_actor(), case)
    if tasks is None:
        return None
    proposed = propose(session, workplace, case, tasks)
    return build_tasks_part(case, tasks, proposed, workplace.clock.today())
