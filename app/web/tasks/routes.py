"""What is to be done about cases: set it, say that it is done, see what waits."""

from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.cases.roles import Permission
from app.cases.tasks import TaskOrigin, find_due
from app.cases.workflow import IllegalMoveError
from app.services import tasks as services
from app.services.case_lists import find_history
from app.services.tasks import ForWhom, NewTask, Task, TaskMovedError
from app.store.ids import TaskId, new_id
from app.store.records import CaseRecord
from app.web.interviews.forms import SendForm
from app.web.policy import get_actor, requires
from app.web.tasks.context import build_set_page, build_tasks_page, read_mark
from app.web.tasks.forms import TaskForm, read_due, write_whom
from app.web.tasks.wording import PROPOSED
from app.web.unit_of_work import get_session, get_workplace

tasks = Blueprint("tasks", __name__)


@tasks.get("/tasks")
@requires(Permission.KEEP_TASKS)
def mine() -> ResponseReturnValue:
    """Show what waits for this person, what is due first before the rest."""
    after = read_mark(request.args.get("after", ""))
    workplace = get_workplace()
    found = services.list_my_tasks(get_session(), workplace, get_actor(), after=after)
    page = build_tasks_page(found, workplace.clock.today(), is_first=after is None)
    return render_template("tasks/index.html", page=page)


@tasks.route("/cases/<number>/tasks/new", methods=["GET", "POST"])
@requires(Permission.KEEP_TASKS)
def add(number: str) -> ResponseReturnValue:
    """Set a task; what is proposed stands in the fields, and can be changed."""
    case, form = _get_case(number), TaskForm()
    able = services.list_able(get_session(), case)
    form.whom.choices = [write_whom(each) for each in able]
    errors: set[str] = set()
    if form.is_submitted():
        errors = _set(case, form, able)
        if not errors:
            flash(gettext("The task is set."), "done")
            return redirect(url_for("cases.show", number=number, _anchor="tasks"))
    else:
        _fill_in(form)
    page = build_set_page(case, form, able, errors)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK
    return render_template("tasks/set.html", page=page), status


@tasks.post("/tasks/<task_id>/done")
@requires(Permission.KEEP_TASKS)
def finish(task_id: str) -> ResponseReturnValue:
    """Keep that a task is done."""
    task = _get_task(task_id)
    try:
        services.finish_task(get_session(), get_workplace(), get_actor(), task)
    except (TaskMovedError, IllegalMoveError):
        flash(gettext("Somebody was faster: look at the task again."), "warning")
    else:
        flash(gettext("The task is done."), "done")
    return redirect(url_for("cases.show", number=task.case.number, _anchor="tasks"))


@tasks.post("/tasks/<task_id>/reopen")
@requires(Permission.KEEP_TASKS)
def reopen(task_id: str) -> ResponseReturnValue:
    """Keep that a task is to be done again."""
    task = _get_task(task_id)
    try:
        services.reopen_task(get_session(), get_workplace(), get_actor(), task)
    except (TaskMovedError, IllegalMoveError):
        flash(gettext("Somebody was faster: look at the task again."), "warning")
    else:
        flash(gettext("The task is to be done again."), "done")
    return redirect(url_for("cases.show", number=task.case.number, _anchor="tasks"))


def _set(case: CaseRecord, form: TaskForm, able: tuple[ForWhom, ...]) -> set[str]:
    """Set the task that was entered, or give the names of the fields that are wrong."""
    due_on = read_due(form, get_workplace().clock.today())
    is_sound = form.validate()
    errors = {name for name in ("words", "due_on", "whom") if form.errors.get(name)}
    if due_on is None or not (form.words.data or "").strip():
        errors |= {"due_on"} if due_on is None else {"words"}
    if errors or due_on is None:
        return errors
    if not is_sound:
        abort(HTTPStatus.BAD_REQUEST)
    whom = next(each for each in able if write_whom(each) == form.whom.data)
    task_id, origin = TaskId(form.id.data), TaskOrigin(form.origin.data)
    new = NewTask(task_id, form.words.data, due_on, whom, origin)
    services.set_task(get_session(), get_workplace(), get_actor(), case, new)
    return set()


def _fill_in(form: TaskForm) -> None:
    """Begin a task, with what is proposed where somebody follows a proposal."""
    form.id.data = new_id()
    asked = request.args.get("proposal", "")
    for origin, (words, _) in PROPOSED.items():
        if origin.value == asked:
            form.origin.data, form.words.data = asked, str(words)
            form.due_on.data = find_due(origin, get_workplace().clock.today()).isoformat()


def _get_case(number: str) -> CaseRecord:
    """Give a case whose tasks this person keeps; 404 otherwise, all alike."""
    session, actor = get_session(), get_actor()
    history = find_history(session, get_workplace(), actor, number)
    if history is None or not services.may_keep(session, actor, history.case):
        abort(HTTPStatus.NOT_FOUND)
    if get_workplace().keys.find(history.case.id) is None:
        abort(HTTPStatus.NOT_FOUND)
    return history.case


def _get_task(task_id: str) -> Task:
    if not SendForm().validate_on_submit():
        abort(HTTPStatus.BAD_REQUEST)
    task = services.find_task(get_session(), get_workplace(), get_actor(), TaskId(task_id))
    if task is None:
        abort(HTTPStatus.NOT_FOUND)
    return task
