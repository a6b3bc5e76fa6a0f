"""What the pages of somebody's own sign-in show."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from flask import url_for
from flask_babel import gettext, lazy_gettext, ngettext

from app.services.passwords import SHORTEST, Weakness
from app.services.provider_sign_in import get_link_state
from app.services.session import Session
from app.services.sign_in_desk import SignInDesk
from app.services.signing_in import Missing, get_idle, list_missing, list_open
from app.store.sign_in import count_recovery_codes, list_passkeys
from app.store.tables import Passkey, SignInSession
from app.web.components import Field, FieldError
from app.web.locale import write_moment

WORDS_OF_WEAKNESSES: Final = {
    Weakness.TOO_SHORT: lazy_gettext(
        "Your password must have at least %(count)d characters.", count=SHORTEST
    ),
    Weakness.TOO_LONG: lazy_gettext("Your password must have at most 256 characters."),
    Weakness.GUESSABLE: lazy_gettext(
        "This password is easy to guess: it is a common one, a pattern, or made of your own "
        "names. Take another, such as the six words that are offered."
    ),
}


@dataclass(frozen=True)
class Removable:
    """Something of a person's that a button takes away."""

    title: str
    about: str
    address: str
    is_current: bool = False


@dataclass(frozen=True)
class OwnPage:
    """What opens an account, and where it is open.

    `provider` is by which name the account is linked elsewhere, or may be: `link` says which.
    """

    missing: Missing
    passkeys: tuple[Removable, ...]
    has_app: bool
    codes_left: int
    lacks_codes: bool
    sessions: tuple[Removable, ...]
    idle_minutes: int
    provider: str
    link: str


@dataclass(frozen=True)
class PasswordPage:
    """The field of a new password, and six words that are offered."""

    errors: tuple[FieldError, ...]
    new: Field
    offered: str


def build_own(
    session: Session, desk: SignInDesk, each: SignInSession, provider: str = ""
) -> OwnPage:
    """Give the page of somebody's own sign-in."""
    account, missing = each.account, list_missing(session, each.account)
    codes_left = count_recovery_codes(session, account.id)
    return OwnPage(
        missing=missing,
        passkeys=tuple(_describe_key(key) for key in list_passkeys(session, account.id)),
        has_app=account.totp_secret is not None,
        codes_left=codes_left,
        lacks_codes=not missing.second_factor and codes_left == 0,
        sessions=tuple(
            _describe_session(other, is_current=other.id == each.id)
            for other in list_open(session, desk, account.id)
        ),
        idle_minutes=int(get_idle(account).total_seconds()) // 60,
        provider=provider,
        link=get_link_state(session, desk, account.id).value,
    )


def build_password_page(offered: str, weakness: Weakness | None = None) -> PasswordPage:
    """Give the page that asks for a new password."""
    sentence = "" if weakness is None else str(WORDS_OF_WEAKNESSES[weakness])
    hint = ngettext(
        "At least %(num)s character. A few words that only you put together are easy to remember.",
        "At least %(num)s characters. A few words that only you put together are easy to remember.",
        SHORTEST,
    )
    new = Field(
        "new_password",
        gettext("New password"),
        hint=hint,
        error=sentence,
        input_type="password",
        autocomplete="new-password",
        is_first=not sentence,
    )
    errors = (FieldError("new_password", sentence),) if sentence else ()
    return PasswordPage(errors, new, offered)


def _describe_key(key: Passkey) -> Removable:
    used = _say_when(key.used_at) or gettext("not yet")
    about = gettext(
        "Added %(added)s. Last used: %(used)s.", added=write_moment(key.created_at), used=used
    )
    address = url_for("second_factors.remove_passkey", passkey_id=key.id)
    return Removable(key.name, about, address)


def _describe_session(each: SignInSession, *, is_current: bool) -> Removable:
    about = gettext(
        "Signed in %(began)s. Last change: %(used)s.",
        began=write_moment(each.began_at),
        used=write_moment(each.used_at),
    )
    title = each.device or gettext("A browser that is not known")
    return Removable(title, about, url_for("own.end_one", session_id=each.id), is_current)


def _say_when(moment: datetime | None) -> str:
    return "" if moment is None else write_moment(moment)
