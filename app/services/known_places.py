"""Where people signed in lately, so that who guesses elsewhere does not keep them out.

Kept as keyed fingerprints of account and address together, on the server alone: a mark in the
browser would tell whoever searches the device that Threshold was used there.
"""

from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from app.services.sign_in_desk import SignInDesk
from app.services.throttling import mark_account_at
from app.store.sign_in import has_known_place, keep_known_place
from app.store.tables import Account, KnownPlace

KNOWN_FOR: Final = timedelta(days=30)


def note_place(session: Session, desk: SignInDesk, account: Account, address: str) -> None:
    """Note that the person of an account showed at an address who they are."""
    now = desk.clock.now()
    fingerprint = mark_account_at(desk.key, account.email, address)
    known = KnownPlace(fingerprint=fingerprint, account_id=account.id, known_until=now + KNOWN_FOR)
    keep_known_place(session, known, now)


def is_known(session: Session, desk: SignInDesk, email: str, address: str) -> bool:
    """Say whether the person with this e-mail address signed in from an address lately."""
    fingerprint = mark_account_at(desk.key, email, address)
    return has_known_place(session, fingerprint, desk.clock.now())
