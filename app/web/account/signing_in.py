"""The way in: a password, then a second factor; the way out; and showing again who one is."""

from http import HTTPStatus

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.services.passkeys import ask_for_known
from app.services.provider_sign_in import is_vouched
from app.services.signing_in import begin, list_missing
from app.store.accounts import get_account
from app.web.account.context import build_again, build_second, build_sign_in
from app.web.account.devices import name_device
from app.web.account.provider import find_provider_name
from app.web.account.proving import read_next, try_password, try_second_factor
from app.web.deeds import note_failure
from app.web.policy import public, sets_up
from app.web.sign_in import (
    begin_half_way,
    close_sign_in,
    find_sign_in,
    get_desk,
    get_sign_in,
    open_sign_in,
    show_again,
)
from app.web.unit_of_work import get_session

account = Blueprint("account", __name__)

# Other sites of the same organisation may share a domain with this one, and "cookies" would sign
# people out of them too; our own cookie is dropped by name.
FORGET: str = '"cache", "storage"'


@account.get("/sign-in")
@public
def sign_in() -> ResponseReturnValue:
    """Ask for address and password."""
    return render_template(
        "account/sign_in.html", page=build_sign_in(read_next(), provider=find_provider_name())
    )


@account.post("/sign-in")
@public
def check_password() -> ResponseReturnValue:
    """Look at address and password; what is wrong with them is not told."""
    email = request.form.get("email", "")
    found = try_password(email, request.form.get("password", ""))
    if found is None:
        note_failure(get_session())
        page = build_sign_in(read_next(), email, provider=find_provider_name(), failed=True)
        return render_template("account/sign_in.html", page=page), HTTPStatus.UNPROCESSABLE_ENTITY
    person = get_account(get_session(), found)
    device = name_device(request.user_agent.string)
    begin_half_way(begin(get_session(), get_desk(), person, device))
    each = find_sign_in()
    if each is None:
        abort(HTTPStatus.UNAUTHORIZED)
    if list_missing(get_session(), person).second_factor:
        open_sign_in(each)
        return redirect(read_next())
    return redirect(url_for("account.second", next=read_next()))


@account.get("/sign-in/second")
@public
def second() -> ResponseReturnValue:
    """Ask for the second factor of somebody whose password was right."""
    each = find_sign_in()
    if each is None:
        return redirect(url_for("account.sign_in", next=read_next()))
    if each.proven_at is not None:
        return redirect(read_next())
    page = build_second(get_session(), get_desk(), each, read_next())
    return render_template("account/second.html", page=page)


@account.post("/sign-in/second")
@public
def check_second() -> ResponseReturnValue:
    """Look at the second factor, and open what it opens."""
    each = find_sign_in()
    if each is None or each.proven_at is not None:
        return redirect(url_for("account.sign_in", next=read_next()))
    if try_second_factor(each):
        open_sign_in(each)
        return redirect(read_next())
    note_failure(get_session(), each.account_id)
    page = build_second(get_session(), get_desk(), each, read_next(), failed=True)
    return render_template("account/second.html", page=page), HTTPStatus.UNPROCESSABLE_ENTITY


@account.post("/sign-in/challenge")
@public
def challenge() -> ResponseReturnValue:
    """Give the script what it asks a passkey to sign."""
    each = find_sign_in()
    if each is None:
        abort(HTTPStatus.UNAUTHORIZED)
    return jsonify(ask_for_known(get_session(), get_desk(), each))


@account.get("/sign-in/again")
@sets_up()
def again() -> ResponseReturnValue:
    """Ask somebody who is signed in to show again who they are."""
    page = build_again(
        get_session(), get_desk(), get_sign_in(), read_next(), provider=find_provider_name()
    )
    return render_template("account/again.html", page=page)


@account.post("/sign-in/again")
@sets_up()
def check_again() -> ResponseReturnValue:
    """Look at both factors, and make the session fresh."""
    each = get_sign_in()
    person, email = each.account_id, each.account.email
    lacks_second = list_missing(get_session(), each.account).second_factor
    is_person = (
        is_vouched(get_desk(), each)
        or try_password(email, request.form.get("password", "")) == person
    )
    if is_person and (lacks_second or try_second_factor(each)):
        show_again(each)
        flash(gettext("Thank you. What asked for this opens for five minutes now."), "done")
        return redirect(read_next())
    note_failure(get_session(), person)
    page = build_again(
        get_session(), get_desk(), each, read_next(), provider=find_provider_name(), failed=True
    )
    return render_template("account/again.html", page=page), HTTPStatus.UNPROCESSABLE_ENTITY


@account.post("/sign-out")
@public
def sign_out() -> ResponseReturnValue:
    """End the session, and let the browser forget what it kept."""
    close_sign_in()
    response = redirect(url_for("account.sign_in"))
    response.headers["Clear-Site-Data"] = FORGET
    return response
