"""Who is signed in: what a browser shows, and the session of ours that it belongs to.

Of Flask-Security we use how passwords are kept and how a person is found; none of its pages is
opened. The reasons stand in docs/decisions/sign-in.md.
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Final, cast

from flask import Flask, Response, current_app, flash, g, request, session
from flask_babel import gettext, ngettext
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits.strategies import MovingWindowRateLimiter

from app.clock import Clock
from app.services.actors import build_actor
from app.services.known_places import note_place
from app.services.sign_in_desk import SignInDesk, find_party
from app.services.signing_in import NOTED_EVERY, end, find, note_use, prove
from app.services.sittings import end_old_sittings
from app.services.throttling import Throttle
from app.services.workplace import Workplace
from app.settings import Settings
from app.store.account_keys import derive_account_keys
from app.store.accounts import find_account, replace_password
from app.store.attempts import SCHEME, AttemptStorage
from app.store.database import Database
from app.store.ids import AccountId
from app.store.password_keys import PasswordKeys
from app.store.sign_in import has_older_codes
from app.store.tables import Account, SignInSession
from app.web.deeds import note_coming, note_going
from app.web.passwords import get_passwords, register_passwords
from app.web.unit_of_work import READING_METHODS, get_session, get_workplace

_DESK: Final = "threshold.sign_in_desk"
# Flask-Login looks for the person where the cookie has this name.
_SHOWN: Final = "_user_id"
_SEEN: Final = "seen"
_KEPT_OVER_SIGN_IN: Final = ("language",)


def register_sign_in(
    app: Flask, workplace: Workplace, settings: Settings, keys: PasswordKeys
) -> None:
    """Let people sign in to an application; `keys` are those of passwords."""
    register_passwords(app, keys)
    # Sessions are the only way in: tokens in a header or an address are not looked at.
    app.login_manager.request_loader(_find_nobody)  # type: ignore[attr-defined]
    app.login_manager.user_loader(_find_person)  # type: ignore[attr-defined]
    options: dict[str, Any] = {"database": workplace.records, "clock": workplace.clock}
    limiter = Limiter(
        get_remote_address,
        app=app,
        storage_uri=f"{SCHEME}://",
        storage_options=options,
        strategy="moving-window",
    )
    desk = build_desk(workplace.records, workplace.clock, settings, keys)
    app.extensions[_DESK] = replace(desk, throttle=Throttle(limiter.limiter, desk.key))
    app.after_request(_note_use)


def build_desk(
    records: Database, clock: Clock, settings: Settings, keys: PasswordKeys
) -> SignInDesk:
    """Give what sign-in works with, also outside of a server."""
    account_key = derive_account_keys(keys)
    counting = MovingWindowRateLimiter(AttemptStorage(database=records, clock=clock))
    return SignInDesk(
        key=account_key,
        clock=clock,
        throttle=Throttle(counting, account_key),
        party=find_party(settings),
        is_demonstration=settings.is_demonstration,
    )


def get_desk() -> SignInDesk:
    """Give what sign-in works with."""
    return cast("SignInDesk", current_app.extensions[_DESK])


@dataclass(frozen=True)
class Opened:
    """The account that a password opened, and the hash that it was compared with."""

    account: AccountId
    kept: str = field(repr=False)


def find_by_password(email: str, password: str) -> Opened | None:
    """Give the account that an address and a password open, or None.

    It takes as long whether or not there is such an account, and holds up nobody who writes.
    """
    with get_workplace().records.reading() as reading:
        account = find_account(reading, email)
        opens = account is not None and may_open(account)
        kept = account.password if account is not None and opens else None
        found = account.id if account is not None else None
    if not get_passwords().check(password, kept) or kept is None or found is None:
        return None
    return Opened(found, kept)


def renew_password(opened: Opened, password: str) -> None:
    """Put a password that was right under the newest key, unless it is or was changed meanwhile."""
    anew = get_passwords().make_anew(password, opened.kept)
    if anew is not None:
        replace_password(get_session(), opened.account, opened.kept, anew)


def find_sign_in() -> SignInSession | None:
    """Give the session of this browser while it lasts, also one that is only half open."""
    if "sign_in" not in g:
        token = session.get(_SHOWN)
        g.sign_in = token and find(get_session(), get_desk(), token, _read_last_visit())
    return cast("SignInSession | None", g.sign_in or None)


def get_sign_in() -> SignInSession:
    """Give the open session of this browser; only routes that ask for sign-in may call this."""
    return cast("SignInSession", find_sign_in())


def was_signed_in() -> bool:
    """Say whether this browser shows a session, though it may be over."""
    return _SHOWN in session


def begin_half_way(token: str) -> None:
    """Let this browser go on to the second factor; nothing else of it is kept."""
    _forget_browser()
    session[_SHOWN] = token


def open_sign_in(each: SignInSession) -> None:
    """Open a session whose person showed all that is asked for, under a new token."""
    _forget_browser()
    show_again(each)
    note_coming(get_session(), each.account_id)
    if has_older_codes(get_session(), each.account_id, get_desk().key.name):
        flash(
            gettext(
                "Keys were replaced. Your recovery codes hang on an older one, which will be "
                "destroyed: make new codes under your name."
            ),
            "warning",
        )
    ended = end_old_sittings(get_session(), get_workplace(), build_actor(each.account))
    if ended:
        sentence = ngettext(
            "%(num)s interview that may not be kept was still open from an earlier sitting. "
            "Everything in it was destroyed.",
            "%(num)s interviews that may not be kept were still open from an earlier sitting. "
            "Everything in them was destroyed.",
            ended,
        )
        flash(sentence, "warning")


def show_again(each: SignInSession) -> None:
    """Make a session fresh, under a new token; pages that are open stay as they are."""
    session[_SHOWN] = prove(get_desk(), each)
    session[_SEEN] = int(get_desk().clock.now().timestamp())
    note_place(get_session(), get_desk(), each.account, request.remote_addr or "")
    g.sign_in = each


def close_sign_in() -> None:
    """End the session of this browser."""
    each = find_sign_in()
    if each is not None:
        end(get_desk(), each)
        note_going(get_session(), each.account_id)
    forget_sign_in()


def forget_sign_in() -> None:
    """Take from this browser what it showed."""
    _forget_browser()
    g.sign_in = None


def look_for_nobody() -> None:
    """Let the rest of this request ask for no person: they can't be looked up. They stay in."""
    g.sign_in = None
    for name in ("actor", "_login_user"):
        g.pop(name, None)


def may_open(account: Account) -> bool:
    """Say whether the password of an account may open it now."""
    until = account.password_until
    return account.active and (until is None or until > get_desk().clock.now())


def _read_last_visit() -> datetime | None:
    seen = session.get(_SEEN)
    return None if seen is None else datetime.fromtimestamp(seen, UTC)


def _forget_browser() -> None:
    """Drop the cookie's content, with the token of its forms: somebody may have planted it."""
    kept = {name: session[name] for name in _KEPT_OVER_SIGN_IN if name in session}
    session.clear()
    session.update(kept)
    for name in ("sign_in", "actor", "_login_user"):
        g.pop(name, None)


def _find_person(token: str) -> Account | None:
    del token  # It is read with all that belongs to it.
    each = find_sign_in()
    return None if each is None or each.proven_at is None else each.account


def _find_nobody(request: object) -> None:
    del request


def _note_use(response: Response) -> Response:
    """Tell the browser that it was here just now: without use, a session ends."""
    each = g.get("sign_in")
    if each is None or response.status_code >= 400 or session.get(_SEEN) is None:
        return response
    desk = get_desk()
    now = int(desk.clock.now().timestamp())
    if now - session[_SEEN] >= NOTED_EVERY.total_seconds():
        session[_SEEN] = now
        if request.method not in READING_METHODS:
            note_use(desk, each)
    return response
