"""The page that says what drafts would change in stored results."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.cases.roles import Permission
from app.documents.problem import DocumentError
from app.services.drafts import preview_drafts
from app.web.drafts.context import build_page, build_page_of_problems
from app.web.policy import get_actor, requires
from app.web.unit_of_work import get_session, get_workplace

drafts = Blueprint("drafts", __name__, url_prefix="/drafts")


@drafts.get("")
@requires(Permission.PREVIEW_IMPACT)
def show() -> ResponseReturnValue:
    """Show the drafts, and what they would change; looking changes nothing."""
    try:
        found = preview_drafts(get_session(), get_workplace().library, get_actor())
    except DocumentError as error:
        page = build_page_of_problems(error.problems)
    else:
        page = build_page(found)
    return render_template("drafts/show.html", page=page)
