"""Tell the log who does what: who is signed in, who came and went, and what was refused."""

import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from flask import Flask, g, request
from flask_security import current_user

from app.services.session import Session
from app.store.ids import AccountId
from app.store.log import Deed, name_account, note_act

REFUSALS: Final = frozenset(
    {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS}
)

# What somebody types into an address may be a name; these are the forms that ids have.
ID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[A-Z]-\d{4}(-[0-9A-Z]{4}){1,3}")


def register_deeds(app: Flask, get_session: Callable[[], Session]) -> None:
    """Have an application tell the log who does things; the gate comes before it."""

    def name_who_asks() -> None:
        if request.endpoint not in (None, "static"):
            _name(get_session)

    app.before_request(name_who_asks)


def note_coming(session: Session, account: AccountId) -> None:
    """Note that somebody signed in: from now on, this request is theirs."""
    g.account = account
    name_account(session, account)
    note_act(session, Deed.SIGNED_IN)


def note_going(session: Session, account: AccountId) -> None:
    """Note that a session of somebody ended because they said so."""
    note_act(session, Deed.SIGNED_OUT, account=account)


def note_failure(session: Session, account: AccountId | None = None, why: str = "") -> None:
    """Note a try to sign in that failed, and whose, where the password was right.

    What was typed as an address is not kept: it may be a password, or somebody else's name. `why`
    is a code of ours.
    """
    note_act(session, Deed.SIGN_IN_FAILED, why, account=account)


def note_refusal(status: int, get_session: Callable[[], Session]) -> None:
    """Note that a request was refused, if it was; 404 counts for people who are signed in.

    What they asked for may be there and closed to them.
    """
    if request.endpoint in (None, "static"):
        return
    if status in REFUSALS or (status == HTTPStatus.NOT_FOUND and _name(get_session) is not None):
        _name(get_session)
        note_act(get_session(), Deed.REFUSED, _describe_request(status))


def _name(get_session: Callable[[], Session]) -> AccountId | None:
    """Give who is signed in, asked once: an error may leave the session unable to tell."""
    if "account" not in g:
        g.account = current_user.id if current_user.is_authenticated else None
        if g.account is not None:
            name_account(get_session(), g.account)
    account: AccountId | None = g.account
    return account


def _describe_request(status: int) -> str:
    ids = [str(each) for each in (request.view_args or {}).values() if ID.fullmatch(str(each))]
    return " ".join([str(int(status)), str(request.endpoint), *ids])
