"""Tell the log who does what: who is signed in, who came and went, and what was refused."""

import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final

from flask import Flask, g, request
from flask_login import user_logged_in, user_logged_out
from flask_security import current_user

from app.services.session import Session
from app.store.ids import AccountId
from app.store.log import Deed, name_account, note_act
from app.store.tables import Account

REFUSALS: Final = frozenset(
    {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS}
)
SIGN_IN: Final = "security.login"

# What somebody types into an address may be a name; these are the forms that ids have.
ID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[A-Z]-\d{4}(-[0-9A-Z]{4}){1,3}")


def register_deeds(app: Flask, get_session: Callable[[], Session]) -> None:
    """Have an application tell the log who does things; the gate comes before it."""

    def note_coming(_: Flask, user: Account, **__: Any) -> None:
        g.account = user.id
        name_account(get_session(), user.id)
        note_act(get_session(), Deed.SIGNED_IN)

    def note_going(_: Flask, user: Account, **__: Any) -> None:
        note_act(get_session(), Deed.SIGNED_OUT, account=user.id)

    def name_who_asks() -> None:
        if request.endpoint not in (None, "static"):
            _name(get_session)

    user_logged_in.connect(note_coming, app, weak=False)
    user_logged_out.connect(note_going, app, weak=False)
    app.before_request(name_who_asks)


def note_refusal(status: int, get_session: Callable[[], Session]) -> None:
    """Note that a request was refused, if it was; 404 counts for people who are signed in.

    What they asked for may be there and closed to them.
    """
    if request.endpoint in (None, "static"):
        return
    if status in REFUSALS or (status == HTTPStatus.NOT_FOUND and _name(get_session) is not None):
        _name(get_session)
        note_act(get_session(), Deed.REFUSED, _describe_request(status))
    elif request.endpoint == SIGN_IN and request.method == "POST" and status == HTTPStatus.OK:
        note_act(get_session(), Deed.SIGN_IN_FAILED)


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
