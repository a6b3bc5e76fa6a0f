"""The start page: what to do next."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.services.case_lists import list_drafts, list_finished
from app.services.coding import list_assignments
from app.services.sittings import list_unkept
from app.web.home.context import Drafts, build_home
from app.web.home.marks import read_mark
from app.web.policy import get_actor, signed_in
from app.web.unit_of_work import get_session, get_workplace

home = Blueprint("home", __name__)


@home.get("/")
@signed_in
def show() -> ResponseReturnValue:
    """Show what waits for this person, and what is finished."""
    actor, session, workplace = get_actor(), get_session(), get_workplace()
    after = read_mark(request.args.get("after", ""))
    finished = list_finished(session, workplace, actor, after)
    unkept = frozenset(each.record.id for each in list_unkept(session, workplace, actor))
    assignments = list_assignments(session, workplace, actor)
    drafts = Drafts(list_drafts(session, workplace, actor), unkept, assignments)
    page = build_home(actor, drafts, finished, is_first=after is None)
    return render_template("home/home.html", page=page)
