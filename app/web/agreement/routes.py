"""The page on how far codings agree."""

from http import HTTPStatus

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from app.cases.roles import Permission
from app.services.agreement import measure
from app.web.agreement.context import build_agreement_page
from app.web.policy import get_actor, requires
from app.web.unit_of_work import get_session, get_workplace

agreement = Blueprint("agreement", __name__, url_prefix="/agreement")


@agreement.get("")
@requires(Permission.READ_AGREEMENT)
def show() -> ResponseReturnValue:
    """Show how far second codings agree with first ones, question by question."""
    report = measure(get_session(), get_workplace(), get_actor())
    if report is None:
        abort(HTTPStatus.FORBIDDEN)
    return render_template("agreement/show.html", page=build_agreement_page(report))
