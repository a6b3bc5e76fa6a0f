"""The page of a case."""

from http import HTTPStatus

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from app.cases.roles import Permission
from app.services.case_lists import find_history
from app.services.reassessing import find_standing
from app.services.second_codings import list_latest_codings
from app.web.cases.context import build_case_page
from app.web.policy import get_actor, requires
from app.web.unit_of_work import get_session, get_workplace

cases = Blueprint("cases", __name__, url_prefix="/cases")


@cases.get("/<number>")
@requires(Permission.READ_CASES)
def show(number: str) -> ResponseReturnValue:
    """Show a case, its interviews, and what happened to it."""
    actor, session, workplace = get_actor(), get_session(), get_workplace()
    history = find_history(session, workplace, actor, number)
    if history is None:
        abort(HTTPStatus.NOT_FOUND)
    may_screen = actor.may_on(Permission.SCREEN, history.case)
    standings = {
        each.id: find_standing(session, workplace, actor, history.case, each)
        for _, each in history.interviews
    }
    codings = list_latest_codings(session, actor, history)
    page = build_case_page(history, standings, codings, may_screen=may_screen)
    return render_template("cases/case.html", page=page)
