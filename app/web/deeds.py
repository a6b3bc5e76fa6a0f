"""Tell the log who does what: who is signed in, who came and went, and what was refused."""

import re
from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from typing import Final

from flask import Flask, current_app, g, request
from flask_security import current_user

from app.services.session import Session
from app.store.ids import AccountId
from app.store.log import Deed, name_account, note_act
from app.web.strangers import RefusedStrangers

REFUSALS: Final = frozenset(
    {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS}
)

_STRANGERS: Final = "threshold.refused_strangers"

# What somebody types into an address may be a name; these are the forms that ids have.
ID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[A-Z]-\d{4}(-[0-9A-Z]{4}){1,3}")


def register_deeds(app: Flask, get_session: Callable[[], Session]) -> None:
    """Have an application tell the log who does things; the gate comes before it."""

    def name_who_asks() -> None:
        if request.endpoint not in (None, "static"):
            _name(get_session)

    app.before_request(name_who_asks)
    app.extensions[_STRANGERS] = RefusedStrangers()


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


def note_refusal(status: int, now: datetime, get_session: Callable[[], Session]) -> None:
    """Note that a request was refused, if it was; 404 counts for people who are signed in.

    What they asked for may be there and closed to them. Of strangers the log holds few of many.
    """
    if request.endpoint in (None, "static"):
        return
    if status not in REFUSALS and status != HTTPStatus.NOT_FOUND:
        return
    kind, ids = f"{int(status)} {request.endpoint}", _list_ids()
    if _name(get_session) is not None:
        note_act(get_session(), Deed.REFUSED, f"{kind} {ids}".strip())
    elif status in REFUSALS:
        strangers: RefusedStrangers = current_app.extensions[_STRANGERS]
        for said in strangers.count(now, kind, ids):
            note_act(get_session(), Deed.REFUSED, said)


def _name(get_session: Callable[[], Session]) -> AccountId | None:
    """Give who is signed in, asked once: an error may leave the session unable to tell."""
    if "account" not in g:
        g.account = current_user.id if current_user.is_authenticated else None
        if g.account is not None:
            name_account(get_session(), g.account)
    account: AccountId | None = g.account
    return account


def _list_ids() -> str:
    ids = [str(each) for each in (request.view_args or {}).values() if ID.fullmatch(str(each))]
    return " ".join(ids)
