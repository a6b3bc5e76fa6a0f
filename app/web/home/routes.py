"""The start page: what to do next."""

from typing import Final

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.cases.roles import Permission
from app.services import case_lists
from app.services.case_lists import FINISHED, list_drafts, list_finished
from app.services.coding import list_assignments
from app.services.glass import list_notices
from app.services.purging import has_to_decide
from app.services.resets import list_waiting
from app.services.sittings import list_unkept
from app.services.tasks import list_my_tasks
from app.web.frame import list_links
from app.web.home.context import AFTER, DRAFTS, WAITING, Calls, Drafts, Due, Lists, build_home
from app.web.home.marks import read_mark
from app.web.paging import read_number
from app.web.policy import get_actor, signed_in
from app.web.sign_in import get_desk
from app.web.unit_of_work import get_session, get_workplace

# So many tasks stand on the start page; a page of their own has them all.
MOST_TASKS: Final = 5

home = Blueprint("home", __name__)


@home.get("/")
@signed_in
def show() -> ResponseReturnValue:
    """Show what waits for this person, and what is finished."""
    actor, session, workplace = get_actor(), get_session(), get_workplace()
    lines = list_drafts(session, workplace, actor)
    assignments = list_assignments(session, workplace, actor)
    drafts = Drafts(lines, list_unkept(session, lines), assignments, read_number(DRAFTS))
    places = tuple(link for link in list_links(actor) if not link.current)
    waits = (_count_calls(), _list_due())
    page = build_home(actor, drafts, _list_cases(), places, waits)
    return render_template("home/home.html", page=page)


def _list_due() -> Due:
    """Give the first of the tasks that wait for this person."""
    workplace = get_workplace()
    tasks = list_my_tasks(get_session(), workplace, get_actor(), MOST_TASKS)
    return Due(tasks, workplace.clock.today())


def _count_calls() -> Calls:
    """Count what waits for those who answer for cases, or for people."""
    actor, session = get_actor(), get_session()
    emergencies = len(list_notices(session, get_workplace(), actor))
    purges = int(has_to_decide(session, actor))
    if not actor.may(Permission.RESET_SIGN_INS):
        return Calls(emergencies, purges=purges)
    waiting = list_waiting(session, get_desk(), actor.organisation)
    own = [each for each in waiting if actor.account in (each.asked_by.id, each.account.id)]
    return Calls(emergencies, len(waiting) - len(own), purges)


def _list_cases() -> Lists:
    """Give what waits for review apart from what is done, to those who review."""
    actor, session, workplace = get_actor(), get_session(), get_workplace()
    marks = {name: read_mark(request.args.get(name, "")) for name in (WAITING, AFTER)}
    later = frozenset(name for name, mark in marks.items() if mark is not None)
    if not actor.may(Permission.REVIEW):
        return Lists(None, list_finished(session, workplace, actor, marks[AFTER]), later)
    return Lists(
        list_finished(session, workplace, actor, marks[WAITING], case_lists.WAITING),
        list_finished(session, workplace, actor, marks[AFTER], FINISHED - case_lists.WAITING),
        later,
    )
