"""What belongs to somebody's own sign-in: their password, and where they are signed in."""

from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.services.passwords import find_weakness, make_passphrase
from app.services.signing_in import end, end_all, list_open, list_words_about
from app.web.account.own_context import build_own, build_password_page
from app.web.account.provider import find_provider_name
from app.web.deeds import note_going
from app.web.passwords import get_passwords
from app.web.policy import sets_up, signed_in
from app.web.sign_in import get_desk, get_sign_in
from app.web.unit_of_work import get_session

own = Blueprint("own", __name__, url_prefix="/account")


@own.get("")
@sets_up()
def show() -> ResponseReturnValue:
    """Show what opens this person's account, and where it is open."""
    page = build_own(get_session(), get_desk(), get_sign_in(), find_provider_name())
    return render_template("account/own.html", page=page)


@own.get("/password")
@sets_up(fresh=True)
def password() -> ResponseReturnValue:
    """Ask for a new password, and offer one."""
    page = build_password_page(make_passphrase())
    return render_template("account/password.html", page=page)


@own.post("/password")
@sets_up(fresh=True)
def change_password() -> ResponseReturnValue:
    """Take a new password, and end every other session."""
    each, new = get_sign_in(), request.form.get("new_password", "")
    person = each.account
    weakness = find_weakness(new, list_words_about(person))
    if weakness is not None:
        page = build_password_page(make_passphrase(), weakness)
        return render_template("account/password.html", page=page), HTTPStatus.UNPROCESSABLE_ENTITY
    person.password, person.password_until = get_passwords().hash(new), None
    end_all(get_session(), get_desk(), person.id, but=each.id)
    flash(gettext("Your password is changed. You are signed out everywhere else."), "done")
    return redirect(url_for("own.show"))


@own.post("/sessions/<session_id>/end")
@signed_in
def end_one(session_id: str) -> ResponseReturnValue:
    """End one session of this person."""
    person = get_sign_in().account_id
    found = [each for each in list_open(get_session(), get_desk(), person) if each.id == session_id]
    if not found:
        abort(HTTPStatus.NOT_FOUND)
    end(get_desk(), found[0])
    note_going(get_session(), person)
    flash(gettext("That browser is signed out."), "done")
    return redirect(url_for("own.show"))


@own.post("/sessions/end-others")
@signed_in
def end_others() -> ResponseReturnValue:
    """End every session of this person but the one that they are in."""
    each = get_sign_in()
    end_all(get_session(), get_desk(), each.account_id, but=each.id)
    flash(gettext("You are signed out everywhere else."), "done")
    return redirect(url_for("own.show"))
