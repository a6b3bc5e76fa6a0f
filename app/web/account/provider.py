"""The way in by the identity provider of an institution, where one is set: there, and back."""

from http import HTTPStatus
from typing import Final, cast

from flask import (
    Blueprint,
    Flask,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.provider.model import ProviderRefusedError, Refusal, Returned
from app.services.after_commit import do_after_commit
from app.services.provider_sign_in import (
    Arrival,
    ProviderDesk,
    Purpose,
    arrive,
    find_account,
    leave,
    link,
    vouch,
)
from app.services.signing_in import begin, list_missing
from app.store.tables import SignInSession
from app.web.account.devices import name_device
from app.web.account.provider_words import get_words
from app.web.account.proving import read_next
from app.web.deeds import note_failure
from app.web.policy import public, sets_up, signed_in_afresh
from app.web.sign_in import (
    begin_half_way,
    find_sign_in,
    get_desk,
    get_sign_in,
    open_sign_in,
    show_again,
)
from app.web.unit_of_work import get_session, get_workplace, let_others_write

provider = Blueprint("provider", __name__)

_DESK: Final = "threshold.provider"
_LEFT: Final = "provider"


def register_provider(app: Flask, desk: ProviderDesk | None) -> None:
    """Let people of an application sign in by a provider, or not."""
    app.extensions[_DESK] = desk


def find_provider() -> ProviderDesk | None:
    """Give the provider by which people may sign in too, None without one."""
    return cast("ProviderDesk | None", current_app.extensions[_DESK])


def find_provider_name() -> str:
    """Give how people call the provider; nothing without one."""
    found = find_provider()
    return "" if found is None else found.provider.name


def get_provider() -> ProviderDesk:
    """Give the provider; without one, this way in is not there."""
    found = find_provider()
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    return found


@provider.post("/sign-in/provider")
@public
def go() -> ResponseReturnValue:
    """Send somebody to the provider to sign in."""
    return _leave(Purpose.SIGN_IN, "")


@provider.post("/sign-in/provider/again")
@sets_up()
def go_again() -> ResponseReturnValue:
    """Send somebody to the provider to show there again who they are."""
    return _leave(Purpose.AGAIN, get_sign_in().id)


@provider.post("/account/provider")
@signed_in_afresh
def go_to_link() -> ResponseReturnValue:
    """Send somebody to the provider so that their account is linked to who they are there."""
    return _leave(Purpose.LINK, get_sign_in().id)


@provider.get("/sign-in/provider/back")
@public
def back() -> ResponseReturnValue:
    """Take in what the provider sent a browser back with; nothing is done before a button."""
    name = get_provider().provider.name
    sent = {each: request.args.get(each, "") for each in ("code", "state", "iss", "error")}
    return render_template("account/provider_back.html", name=name, sent=sent)


@provider.post("/sign-in/provider/back")
@public
def answer() -> ResponseReturnValue:
    """Look at what came back, and do what somebody left for."""
    at, left = get_provider(), session.pop(_LEFT, {})
    _count()
    form = request.form
    returned = Returned(
        code=form.get("code", ""),
        state=form.get("state", ""),
        issuer=form.get("iss", ""),
        error=form.get("error", ""),
    )
    try:
        came = arrive(get_workplace(), get_desk(), at, returned, left.get("state", ""))
        following = _do(came, left.get("next", ""))
    except ProviderRefusedError as error:
        return _refuse(error.refusal)
    throttle, address = get_desk().throttle, request.remote_addr or ""
    do_after_commit(get_session(), lambda: throttle.forgive_way(address))
    return redirect(following)


def _leave(purpose: Purpose, session_id: str) -> ResponseReturnValue:
    at, following = get_provider(), read_next()
    _count()
    try:
        state, address = leave(get_workplace(), get_desk(), at, purpose, session_id)
    except ProviderRefusedError as error:
        return _refuse(error.refusal)
    session[_LEFT] = {"state": state, "next": following}
    return redirect(address, HTTPStatus.SEE_OTHER)


def _count() -> None:
    """Count a step in a unit of work of its own; the provider is waited for without holding one."""
    let_others_write()
    if not get_desk().throttle.may_go(request.remote_addr or ""):
        abort(HTTPStatus.TOO_MANY_REQUESTS)


def _do(came: Arrival, following: str) -> str:
    """Do what somebody left for, and give where they go on."""
    if came.purpose is Purpose.SIGN_IN:
        return _open(came, following)
    each = find_sign_in()
    if each is None or each.proven_at is None or each.id != came.session_id:
        raise ProviderRefusedError(Refusal.STATE)
    if came.purpose is Purpose.LINK:
        link(get_session(), get_desk(), came.identity, each.account_id)
        flash(gettext("Your account is linked. From now on it opens either way."), "done")
        return url_for("own.show")
    return _renew(came, each, following)


def _open(came: Arrival, following: str) -> str:
    """Begin a session of the person who is linked; our own second factor is asked for as ever.

    Unless the provider said that one was shown there, and is believed in that by a setting.
    """
    person = find_account(get_session(), came.identity)
    device = name_device(request.user_agent.string)
    begin_half_way(begin(get_session(), get_desk(), person, device))
    each = find_sign_in()
    if each is None:
        abort(HTTPStatus.UNAUTHORIZED)
    if came.identity.has_second or list_missing(get_session(), person).second_factor:
        open_sign_in(each)
        return following
    return url_for("account.second", next=following)


def _renew(came: Arrival, each: SignInSession, following: str) -> str:
    vouch(get_session(), get_desk(), came.identity, each)
    if not came.identity.has_second:
        return url_for("account.again", next=following)
    show_again(each)
    flash(gettext("Thank you. What asked for this opens for five minutes now."), "done")
    return following


def _refuse(refusal: Refusal) -> ResponseReturnValue:
    """Say in a sentence why it goes no further, and lead to where there is another way."""
    each = find_sign_in()
    note_failure(get_session(), each.account_id if each else None, f"provider {refusal.value}")
    flash(get_words(refusal, get_provider().provider.name), "warning")
    return redirect(url_for("own.show" if each and each.proven_at else "account.sign_in"))
