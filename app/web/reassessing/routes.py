"""Assess a finished interview again, and show what that changes."""

from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.cases.roles import Permission
from app.cases.workflow import IllegalMoveError
from app.services.reassessing import NothingNewerError, find_reassessment, reassess
from app.web.interviews.forms import SendForm
from app.web.interviews.loading import get_screening
from app.web.policy import get_actor, requires
from app.web.reassessing.context import build_page
from app.web.unit_of_work import get_session, get_workplace

reassessing = Blueprint("reassessing", __name__, url_prefix="/interviews/<interview_id>")


@reassessing.get("/newer-versions")
@requires(Permission.REASSESS)
def show(interview_id: str) -> ResponseReturnValue:
    """Show what newer versions change in the result of an interview."""
    screening = get_screening(interview_id, Permission.REASSESS)
    found = find_reassessment(get_session(), get_workplace(), screening)
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    return render_template("reassessing/show.html", page=build_page(screening, found))


@reassessing.post("/newer-versions")
@requires(Permission.REASSESS)
def again(interview_id: str) -> ResponseReturnValue:
    """Make one more result, under the newest versions."""
    screening = get_screening(interview_id, Permission.REASSESS)
    if not SendForm().validate_on_submit():
        abort(HTTPStatus.BAD_REQUEST)
    try:
        reassess(get_session(), get_workplace(), get_actor(), screening)
    except (NothingNewerError, IllegalMoveError):
        flash(gettext("There is nothing newer to assess this interview with."), "warning")
        return redirect(url_for("cases.show", number=screening.case.number))
    flash(gettext("The answers are assessed again. The first result stays as it was."), "done")
    return redirect(url_for("reassessing.show", interview_id=interview_id))
