"""Sign-in by the identity provider of an institution: a way there, and back to an account of ours.

The provider's word opens only accounts that are linked to it. Nobody is made by it, and what
somebody may do is never read from it.
"""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Final

from sqlalchemy.orm import Session

from app.provider.calls import load_keys, load_metadata, redeem, write_address
from app.provider.model import (
    Errand,
    Identity,
    Provider,
    ProviderRefusedError,
    Refusal,
    Returned,
)
from app.provider.tokens import read_token
from app.services.sign_in_desk import SignInDesk
from app.services.signing_in import FRESH, end_all
from app.services.workplace import Workplace
from app.settings import Settings
from app.store.account_keys import mark
from app.store.ids import AccountId
from app.store.key_files import read_secret_file
from app.store.provider_links import (
    allow_link,
    end_link,
    find_link,
    find_linked,
    keep_errand,
    use_errand,
)
from app.store.tables import Account, ProviderErrand, ProviderLink, SignInSession

TIME_TO_COME_BACK: Final = timedelta(minutes=10)
# So long somebody has to link their account, as long as a passphrase opens one.
TIME_TO_LINK: Final = timedelta(days=3)
CALLBACK: Final = "/sign-in/provider/back"


class Purpose(Enum):
    """What somebody goes to the provider for; the values are codes in the database."""

    SIGN_IN = "sign_in"
    AGAIN = "again"
    LINK = "link"


class LinkState(Enum):
    """How an account stands to the provider."""

    NONE = "none"
    ALLOWED = "allowed"
    LINKED = "linked"


@dataclass(frozen=True)
class ProviderDesk:
    """Everything of this way in that stays the same: whom to ask, and where people come back."""

    provider: Provider
    redirect_uri: str


@dataclass(frozen=True)
class Arrival:
    """Somebody who came back: what for, and who the provider says they are."""

    purpose: Purpose
    session_id: str
    identity: Identity


def build_provider_desk(settings: Settings) -> ProviderDesk | None:
    """Give what is asked of the provider, None where none is set; raises KeyFileError."""
    found = settings.provider
    if found is None:
        return None
    provider = Provider(
        issuer=found.issuer,
        client_id=found.client_id,
        client_secret=read_secret_file(found.secret_file),
        name=found.name,
        counts_as_second=frozenset(found.counts_as_second),
    )
    return ProviderDesk(provider, settings.base_url + CALLBACK)


def leave(
    workplace: Workplace, desk: SignInDesk, at: ProviderDesk, purpose: Purpose, session_id: str
) -> tuple[str, str]:
    """Give the state of a new way to the provider, and the address that it begins at.

    Everything but sign-in has the person show there again who they are. It calls the provider: let
    others write meanwhile. Raises ProviderRefusedError.
    """
    now, state = desk.clock.now(), secrets.token_urlsafe()
    errand = _build_errand(desk, at, state, purpose, now)
    address = write_address(at.provider, load_metadata(at.provider), errand)
    kept = ProviderErrand(
        state=_mark(desk, "state", state),
        purpose=f"{purpose.value} {session_id}".strip(),
        begun_at=now,
        expires_at=now + TIME_TO_COME_BACK,
    )
    with workplace.records.writing() as session:
        keep_errand(session, kept, now)
    return state, address


def arrive(
    workplace: Workplace, desk: SignInDesk, at: ProviderDesk, returned: Returned, expected: str
) -> Arrival:
    """Give who somebody is who came back, or raise ProviderRefusedError.

    `expected` is the state that this browser left with. It is used up before anything is asked of
    the provider, so that what came back counts once.
    """
    now = desk.clock.now()
    if not expected or not hmac.compare_digest(returned.state.encode(), expected.encode()):
        raise ProviderRefusedError(Refusal.STATE)
    with workplace.records.writing() as session:
        kept = use_errand(session, _mark(desk, "state", expected), now)
    if kept is None:
        raise ProviderRefusedError(Refusal.STATE)
    named, _, session_id = kept[0].partition(" ")
    errand = _build_errand(desk, at, expected, Purpose(named), kept[1])
    return Arrival(Purpose(named), session_id, _ask(desk, at, errand, returned))


def find_account(session: Session, identity: Identity) -> Account:
    """Give the account that somebody at the provider opens, or raise ProviderRefusedError."""
    account = find_linked(session, identity.issuer, identity.subject)
    if account is None:
        raise ProviderRefusedError(Refusal.UNKNOWN)
    if not account.active:
        raise ProviderRefusedError(Refusal.CLOSED)
    return account


def vouch(session: Session, desk: SignInDesk, identity: Identity, each: SignInSession) -> None:
    """Let the provider's word stand for the password of a session's own person for five minutes."""
    if find_account(session, identity).id != each.account_id:
        raise ProviderRefusedError(Refusal.OTHER_PERSON)
    each.vouched_at = desk.clock.now()


def is_vouched(desk: SignInDesk, each: SignInSession) -> bool:
    """Say whether the provider said only just now again that this is the person of a session."""
    return each.vouched_at is not None and desk.clock.now() - each.vouched_at <= FRESH


def get_link_state(session: Session, desk: SignInDesk, account: AccountId) -> LinkState:
    """Say whether an account is linked, or may be."""
    link = find_link(session, account)
    if link is None:
        return LinkState.NONE
    if link.subject is not None:
        return LinkState.LINKED
    return LinkState.ALLOWED if link.allowed_until > desk.clock.now() else LinkState.NONE


def let_link(session: Session, desk: SignInDesk, account: AccountId, by: AccountId) -> None:
    """Let the person of an account link it to the provider, within three days."""
    allow_link(
        session,
        ProviderLink(
            account_id=account,
            allowed_by=by,
            allowed_until=desk.clock.now() + TIME_TO_LINK,
            issuer=None,
            subject=None,
            linked_at=None,
        ),
    )


def unlink(session: Session, desk: SignInDesk, account: AccountId) -> None:
    """Take the link of an account away, and sign its person out everywhere."""
    end_link(session, account)
    end_all(session, desk, account)


def link(session: Session, desk: SignInDesk, identity: Identity, account: AccountId) -> None:
    """Link an account that may be to whom the provider named, or raise ProviderRefusedError."""
    if get_link_state(session, desk, account) is not LinkState.ALLOWED:
        raise ProviderRefusedError(Refusal.NOT_ALLOWED)
    if find_linked(session, identity.issuer, identity.subject) is not None:
        raise ProviderRefusedError(Refusal.TAKEN)
    found = find_link(session, account)
    if found is not None:
        found.issuer, found.subject = identity.issuer, identity.subject
        found.linked_at = desk.clock.now()
        session.flush()


def _ask(desk: SignInDesk, at: ProviderDesk, errand: Errand, returned: Returned) -> Identity:
    """Have the provider say who came back; nothing is sent to it that another one may have sent."""
    if returned.error or not returned.code:
        raise ProviderRefusedError(Refusal.DECLINED)
    metadata = load_metadata(at.provider)
    names_itself = metadata.names_itself or bool(returned.issuer)
    if names_itself and returned.issuer != at.provider.issuer:
        raise ProviderRefusedError(Refusal.MIX_UP)
    written = redeem(at.provider, metadata, errand, returned.code)
    keys = load_keys(at.provider, metadata)
    return read_token(at.provider, errand, keys, written, desk.clock.now())


def _build_errand(
    desk: SignInDesk, at: ProviderDesk, state: str, purpose: Purpose, begun_at: datetime
) -> Errand:
    """Give an errand; what is secret in it follows from its state, for who has our key."""
    return Errand(
        state=state,
        nonce=_mark(desk, "nonce", state),
        verifier=_mark(desk, "verifier", state),
        redirect_uri=at.redirect_uri,
        begun_at=begun_at,
        is_fresh=purpose is not Purpose.SIGN_IN,
    )


def _mark(desk: SignInDesk, part: str, state: str) -> str:
    return mark(desk.key, f"provider {part}", state)
