"""What somebody shows to get in, looked at no more often than is allowed."""

from http import HTTPStatus
from urllib.parse import urlsplit

from flask import abort, request, url_for

from app.services.after_commit import do_after_commit
from app.services.known_places import is_known
from app.services.passkeys import check
from app.services.second_factors import check_code, check_recovery_code
from app.services.throttling import Proof, Try
from app.store.ids import AccountId
from app.store.tables import SignInSession
from app.web.sign_in import find_by_password, get_desk, renew_password
from app.web.unit_of_work import (
    get_session,
    get_workplace,
    keep_in_spite_of_error,
    let_others_write,
)


def read_next() -> str:
    """Give the page of ours that somebody was on the way to, or the start page."""
    following = request.values.get("next", "")
    parts = urlsplit(following.replace("\\", "/"))
    is_ours = following.startswith("/") and not (parts.scheme or parts.netloc)
    return following if is_ours else url_for("home.show")


def try_password(email: str, password: str) -> AccountId | None:
    """Give the account that an address and a password open, or None; each try counts."""
    each = _count(Proof.FIRST_FACTOR, email)
    opened = find_by_password(email, password)
    if opened is None:
        return None
    get_desk().throttle.forgive(each)
    renew_password(opened, password)
    return opened.account


def try_second_factor(shown: SignInSession) -> bool:
    """Say whether the second factor that was sent is right; each try counts."""
    each = _count(Proof.SECOND_FACTOR, shown.account.email)
    is_right = _check(shown)
    # A code or challenge is used up, whatever comes of it.
    keep_in_spite_of_error()
    if is_right:
        do_after_commit(get_session(), lambda: get_desk().throttle.forgive(each))
    return is_right


def _check(shown: SignInSession) -> bool:
    session, desk = get_session(), get_desk()
    sent = {name: request.form.get(name, "") for name in ("credential", "recovery", "code")}
    if sent["credential"]:
        return check(session, desk, shown, sent["credential"])
    if sent["recovery"]:
        return check_recovery_code(session, desk, shown.account_id, sent["recovery"])
    return check_code(session, desk, shown.account, sent["code"])


def _count(proof: Proof, email: str) -> Try:
    """Count a try in a unit of work of its own, before anything is looked at."""
    let_others_write()
    desk, address = get_desk(), request.remote_addr or ""
    with get_workplace().records.reading() as reading:
        known = is_known(reading, desk, email, address)
    each = Try(proof, email, address, known)
    if not desk.throttle.may_try(each):
        abort(HTTPStatus.TOO_MANY_REQUESTS)
    return each
