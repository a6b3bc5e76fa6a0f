"""The pages on which a case is opened in an emergency, and on which others are told of it."""

from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.cases.roles import Permission
from app.cases.workflow import IllegalMoveError
from app.services.glass import break_glass, find_closed_case, list_notices, take_notice
from app.store.ids import GlassId
from app.web.asking import read_text, show_form
from app.web.glass.context import Typed, build_break_page, build_notices
from app.web.policy import get_actor, requires
from app.web.unit_of_work import get_session, get_workplace

glass = Blueprint("glass", __name__, url_prefix="/emergency")


@glass.get("")
@requires(Permission.BREAK_GLASS, fresh=True)
def ask() -> ResponseReturnValue:
    """Ask which case is to be opened, and why."""
    return show_form(build_break_page(Typed(read_text(request.args, "number"), "")))


@glass.post("")
@requires(Permission.BREAK_GLASS, fresh=True)
def open_one() -> ResponseReturnValue:
    """Open a case of another area for an hour, and tell those who answer for it."""
    typed = Typed(read_text(request.form, "number"), read_text(request.form, "reason"))
    session, workplace, actor = get_session(), get_workplace(), get_actor()
    case = find_closed_case(session, actor, typed.number)
    page = build_break_page(typed, is_sent=True, is_found=case is not None)
    if page.errors or case is None:
        return show_form(page)
    if not actor.may_on(Permission.READ_CASES, case):
        try:
            break_glass(session, workplace, actor, case, typed.reason)
        except IllegalMoveError:
            return show_form(build_break_page(typed, is_sent=True, is_found=False))
        flash(gettext("The case is open to you for an hour. Its supervisors are told."), "warning")
    return redirect(url_for("cases.show", number=case.number))


@glass.get("/opened")
@requires(Permission.READ_GLASS)
def notices() -> ResponseReturnValue:
    """Show which cases of the organisation were opened in an emergency."""
    opened = list_notices(get_session(), get_workplace(), get_actor())
    page = build_notices(opened, may_read=get_actor().may(Permission.READ_CASES))
    return render_template("glass/notices.html", page=page)


@glass.post("/opened/<glass_id>")
@requires(Permission.READ_GLASS)
def take_note(glass_id: str) -> ResponseReturnValue:
    """Keep that somebody who answers for a case knows that it was opened."""
    if not take_notice(get_session(), get_workplace(), get_actor(), GlassId(glass_id)):
        abort(HTTPStatus.NOT_FOUND)
    flash(gettext("Noted: you know of it."), "done")
    return redirect(url_for("glass.notices"))
