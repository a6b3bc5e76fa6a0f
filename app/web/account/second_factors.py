"""Second factors of one's own: passkeys and security keys, an authenticator app, recovery codes."""

from http import HTTPStatus

import segno
from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.services.passkeys import PasskeyRefusedError, add, ask_for_new
from app.services.second_factors import (
    make_recovery_codes,
    set_up_app,
    suggest_secret,
    write_address,
)
from app.store.sign_in import list_passkeys
from app.store.tables import SignInSession
from app.web.account.factor_context import AppPage, build_app_page, build_passkey_page
from app.web.policy import sets_up
from app.web.sign_in import get_desk, get_sign_in
from app.web.unit_of_work import get_session, keep_in_spite_of_error

LONGEST_NAME = 60

second_factors = Blueprint("second_factors", __name__, url_prefix="/account")


@second_factors.get("/passkeys/new")
@sets_up(fresh=True)
def new_passkey() -> ResponseReturnValue:
    """Offer to add a passkey or security key."""
    page = build_passkey_page(get_desk(), request.host)
    return render_template("account/passkey.html", page=page)


@second_factors.post("/passkeys/challenge")
@sets_up(fresh=True)
def ask_for_passkey() -> ResponseReturnValue:
    """Give the script what it needs to make a passkey."""
    return jsonify(ask_for_new(get_session(), get_desk(), get_sign_in()))


@second_factors.post("/passkeys/new")
@sets_up(fresh=True)
def add_passkey() -> ResponseReturnValue:
    """Take a passkey that the browser made."""
    name = request.form.get("name", "").strip()[:LONGEST_NAME] or gettext("Passkey")
    try:
        add(get_session(), get_desk(), get_sign_in(), request.form.get("credential", ""), name)
    except PasskeyRefusedError:
        # Its challenge is used up, whatever came of it.
        keep_in_spite_of_error()
        page = build_passkey_page(get_desk(), request.host, failed=True)
        return render_template("account/passkey.html", page=page), HTTPStatus.UNPROCESSABLE_ENTITY
    flash(gettext("The passkey is added. From now on it opens your account."), "done")
    return redirect(url_for("own.show"))


@second_factors.post("/passkeys/<passkey_id>/remove")
@sets_up(fresh=True)
def remove_passkey(passkey_id: str) -> ResponseReturnValue:
    """Take a passkey away, unless nothing would be left to sign in with."""
    person, session = get_sign_in().account, get_session()
    keys = list_passkeys(session, person.id)
    found = [key for key in keys if key.id == passkey_id]
    if not found:
        abort(HTTPStatus.NOT_FOUND)
    if len(keys) == 1 and person.totp_secret is None:
        flash(gettext("This is your only second factor. Add another one first."), "warning")
        return redirect(url_for("own.show"))
    session.delete(found[0])
    flash(gettext("The passkey is removed. It opens nothing any more."), "done")
    return redirect(url_for("own.show"))


@second_factors.get("/authenticator")
@sets_up(fresh=True)
def new_app() -> ResponseReturnValue:
    """Show what an authenticator app is set up with."""
    return render_template("account/authenticator.html", page=_build_app(get_sign_in()))


@second_factors.post("/authenticator")
@sets_up(fresh=True)
def add_app() -> ResponseReturnValue:
    """Take an authenticator app that shows the right code."""
    each, desk = get_sign_in(), get_desk()
    code = request.form.get("code", "")
    if not set_up_app(desk, each.account, suggest_secret(desk, each), code):
        page = _build_app(each, failed=True)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return render_template("account/authenticator.html", page=page), status
    flash(gettext("Your authenticator app is set up."), "done")
    return redirect(url_for("own.show"))


@second_factors.post("/recovery-codes")
@sets_up(fresh=True)
def new_codes() -> ResponseReturnValue:
    """Make new recovery codes, and show them this once."""
    codes = make_recovery_codes(get_session(), get_desk(), get_sign_in().account_id)
    return render_template("account/codes.html", codes=codes)


def _build_app(each: SignInSession, *, failed: bool = False) -> AppPage:
    secret = suggest_secret(get_desk(), each)
    picture = segno.make(write_address(each.account, secret), micro=False)
    drawn = picture.svg_inline(scale=5, border=4, light="#fff", svgclass=None, lineclass=None)
    return build_app_page(drawn, secret, failed=failed)
