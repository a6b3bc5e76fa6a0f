"""Sessions of people who sign in: begun by a password, opened by a second factor, and ended."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from app.cases.roles import Role
from app.services.sign_in_desk import SignInDesk
from app.store.account_keys import mark
from app.store.ids import AccountId, SignInId, new_id
from app.store.sign_in import (
    end_sessions,
    find_session,
    forget_sessions,
    list_passkeys,
    list_sessions,
)
from app.store.tables import Account, SignInSession

LONGEST_SESSION: Final = timedelta(hours=12)
LONGEST_HALF_WAY: Final = timedelta(minutes=10)
FRESH: Final = timedelta(minutes=5)
IDLE: Final = timedelta(minutes=30)
# Whoever reads many cases, or decides who does, is signed out sooner.
IDLE_OF_ROLES: Final = {
    Role.SUPERVISOR: timedelta(minutes=15),
    Role.ANALYST: timedelta(minutes=15),
    Role.ADMINISTRATOR: timedelta(minutes=15),
}
NOTED_EVERY: Final = timedelta(minutes=1)


@dataclass(frozen=True)
class Missing:
    """What somebody still has to do before anything else opens to them."""

    password: bool
    second_factor: bool

    def __bool__(self) -> bool:
        return self.password or self.second_factor


def begin(session: Session, desk: SignInDesk, account: Account, device: str) -> str:
    """Begin a session of somebody whose password was right, and give its token."""
    now, token = desk.clock.now(), secrets.token_urlsafe()
    forget_sessions(session, account.id, now - LONGEST_SESSION)
    session.add(
        SignInSession(
            id=SignInId(new_id()),
            token=_mark(desk, token),
            account_id=account.id,
            device=device,
            began_at=now,
            used_at=now,
        )
    )
    session.flush()
    return token


def prove(desk: SignInDesk, each: SignInSession) -> str:
    """Open a session, or make it fresh again; give its new token, as the old one is no more."""
    token = secrets.token_urlsafe()
    each.token = _mark(desk, token)
    each.proven_at = each.used_at = desk.clock.now()
    each.vouched_at = None
    return token


def find(
    session: Session, desk: SignInDesk, token: str, seen: datetime | None
) -> SignInSession | None:
    """Give the session of a token while it lasts; `seen` is when its browser was last here."""
    each = find_session(session, _mark(desk, token))
    if each is None or each.ended_at is not None or not each.account.active:
        return None
    now = desk.clock.now()
    if each.proven_at is None:
        return each if now - each.began_at < LONGEST_HALF_WAY else None
    is_used = seen is not None and now - seen < get_idle(each.account)
    return each if is_used and now - each.began_at < LONGEST_SESSION else None


def get_idle(account: Account) -> timedelta:
    """Give how long a session of somebody lasts without use: the shortest of all their roles."""
    return min((IDLE_OF_ROLES.get(Role(each.name), IDLE) for each in account.roles), default=IDLE)


def is_fresh(desk: SignInDesk, each: SignInSession) -> bool:
    """Say whether somebody showed only just now who they are."""
    return each.proven_at is not None and desk.clock.now() - each.proven_at <= FRESH


def note_use(desk: SignInDesk, each: SignInSession) -> None:
    """Note that a session is in use, at most once a minute."""
    now = desk.clock.now()
    if now - each.used_at >= NOTED_EVERY:
        each.used_at = now


def end(desk: SignInDesk, each: SignInSession) -> None:
    """End a session: its token opens nothing any more, wherever it was copied to."""
    each.ended_at = desk.clock.now()


def list_open(session: Session, desk: SignInDesk, account: AccountId) -> tuple[SignInSession, ...]:
    """Give the sessions of somebody that may still be open, newest first."""
    return list_sessions(session, account, desk.clock.now() - LONGEST_SESSION)


def end_all(
    session: Session, desk: SignInDesk, account: AccountId, *, but: SignInId | None = None
) -> None:
    """End every session of somebody, or all but one."""
    end_sessions(session, account, desk.clock.now(), but=but)


def list_missing(session: Session, account: Account) -> Missing:
    """Give what is missing: a password that nobody else knows, a second factor."""
    return Missing(
        password=account.password_until is not None,
        second_factor=account.totp_secret is None and not list_passkeys(session, account.id),
    )


def list_words_about(account: Account) -> Iterable[str]:
    """Give the words that others connect with a person, which are no password for them."""
    name, _, host = account.email.partition("@")
    return (account.email, name, host, account.name, account.organisation.name)


def _mark(desk: SignInDesk, token: str) -> str:
    return mark(desk.key, "session", token)
