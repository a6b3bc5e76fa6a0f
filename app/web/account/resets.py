"""Help for people who can't sign in any more: two administrators give them a new beginning."""

from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.cases.roles import Permission
from app.services.resets import ResetRefusedError, ask_for_reset, decide_reset, list_people
from app.store.ids import ResetId
from app.web.account.reset_context import build_resets
from app.web.passwords import get_passwords
from app.web.policy import requires
from app.web.sign_in import get_desk, get_sign_in
from app.web.unit_of_work import get_session

resets = Blueprint("resets", __name__, url_prefix="/resets")


@resets.get("")
@requires(Permission.RESET_SIGN_INS, fresh=True)
def show() -> ResponseReturnValue:
    """Show whose sign-in waits to be reset, and let one more be asked for."""
    page = build_resets(get_session(), get_desk(), get_sign_in().account)
    return render_template("account/resets.html", page=page)


@resets.post("")
@requires(Permission.RESET_SIGN_INS, fresh=True)
def ask() -> ResponseReturnValue:
    """Note that this administrator wants somebody's sign-in reset."""
    session, administrator = get_session(), get_sign_in().account
    wanted = request.form.get("person", "")
    people = list_people(session, administrator.organisation_id)
    found = [each for each in people if str(each.id) == wanted]
    if not found:
        abort(HTTPStatus.NOT_FOUND)
    try:
        ask_for_reset(session, get_desk(), administrator, found[0])
    except ResetRefusedError as error:
        flash(str(error), "warning")
        return redirect(url_for("resets.show"))
    flash(gettext("Noted. Another administrator has to reset it within a day."), "done")
    return redirect(url_for("resets.show"))


@resets.post("/<reset_id>")
@requires(Permission.RESET_SIGN_INS, fresh=True)
def decide(reset_id: str) -> ResponseReturnValue:
    """Reset a sign-in as the second administrator, and show the passphrase this once."""
    session, administrator = get_session(), get_sign_in().account
    try:
        words = decide_reset(
            session, get_desk(), administrator, ResetId(reset_id), get_passwords().hash
        )
    except ResetRefusedError as error:
        flash(str(error), "warning")
        return redirect(url_for("resets.show"))
    return render_template("account/passphrase.html", passphrase=words)
