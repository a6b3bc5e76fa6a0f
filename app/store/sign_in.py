"""Rows of sign-in: sessions, passkeys, recovery codes, challenges, resets."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from app.store.ids import AccountId, ResetId, SignInId
from app.store.tables import (
    Account,
    Challenge,
    KnownPlace,
    Passkey,
    ProviderLink,
    RecoveryCode,
    Reset,
    SignInSession,
)


def find_session(session: Session, token: str) -> SignInSession | None:
    """Give the session whose token has this fingerprint."""
    return session.scalar(select(SignInSession).where(SignInSession.token == token))


def list_sessions(
    session: Session, account: AccountId, since: datetime
) -> tuple[SignInSession, ...]:
    """Give the sessions of an account that nobody ended, begun since then, newest first."""
    open_ones = (
        select(SignInSession)
        .where(
            SignInSession.account_id == account,
            SignInSession.ended_at.is_(None),
            SignInSession.proven_at.is_not(None),
            SignInSession.began_at > since,
        )
        .order_by(SignInSession.began_at.desc(), SignInSession.id)
    )
    return tuple(session.scalars(open_ones))


def end_sessions(
    session: Session, account: AccountId, at: datetime, *, but: SignInId | None = None
) -> None:
    """End the open sessions of an account, all but one where that is named."""
    session.execute(
        update(SignInSession)
        .where(
            SignInSession.account_id == account,
            SignInSession.ended_at.is_(None),
            SignInSession.id != (but or ""),
        )
        .values(ended_at=at)
    )


def forget_sessions(session: Session, account: AccountId, before: datetime) -> None:
    """Delete the rows of sessions that began so long ago that they can't be open."""
    old = SignInSession.account_id == account, SignInSession.began_at <= before
    session.execute(delete(SignInSession).where(*old))


def list_passkeys(session: Session, account: AccountId) -> tuple[Passkey, ...]:
    """Give the passkeys of an account, oldest first."""
    own = select(Passkey).where(Passkey.account_id == account)
    return tuple(session.scalars(own.order_by(Passkey.created_at, Passkey.id)))


def find_passkey(session: Session, credential_id: bytes) -> Passkey | None:
    """Give the passkey with this credential id, whosever it is."""
    return session.scalar(select(Passkey).where(Passkey.credential_id == credential_id))


def replace_recovery_codes(
    session: Session, account: AccountId, marks: Iterable[str], made_under: str
) -> None:
    """Keep the fingerprints of new recovery codes, made under a key, and none of older ones."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account))
    session.add_all(
        RecoveryCode(fingerprint=each, account_id=account, made_under=made_under) for each in marks
    )


def has_older_codes(session: Session, account: AccountId, newest: str) -> bool:
    """Say whether an account has recovery codes that were not made under the newest key."""
    own = select(RecoveryCode.fingerprint).where(RecoveryCode.account_id == account)
    older = own.where(or_(RecoveryCode.made_under.is_(None), RecoveryCode.made_under != newest))
    return session.scalar(older.limit(1)) is not None


def count_recovery_codes(session: Session, account: AccountId) -> int:
    """Give how many recovery codes are left."""
    own = select(RecoveryCode.fingerprint).where(RecoveryCode.account_id == account)
    return len(session.scalars(own).all())


def use_recovery_code(session: Session, account: AccountId, marks: Sequence[str]) -> bool:
    """Use a recovery code up, and say whether there was one: of two at once, one gets it.

    `marks` are its fingerprints under all keys that are kept.
    """
    own = RecoveryCode.account_id == account, RecoveryCode.fingerprint.in_(marks)
    used = delete(RecoveryCode).where(*own).returning(RecoveryCode.fingerprint)
    return session.scalar(used) is not None


def keep_challenge(session: Session, new: Challenge, at: datetime) -> None:
    """Keep a challenge, and forget those that are too old to be answered."""
    session.execute(delete(Challenge).where(Challenge.expires_at <= at))
    session.add(new)


def use_challenge(session: Session, wanted: Challenge, at: datetime) -> bool:
    """Use a challenge up, and say whether it was given for just this and is not too old."""
    used = (
        delete(Challenge)
        .where(
            Challenge.challenge == wanted.challenge,
            Challenge.account_id == wanted.account_id,
            Challenge.purpose == wanted.purpose,
        )
        .returning(Challenge.expires_at)
    )
    expires_at = session.scalar(used)
    return expires_at is not None and expires_at > at


def keep_known_place(session: Session, new: KnownPlace, at: datetime) -> None:
    """Keep that an account is known at a place, and forget what is not known any more."""
    session.execute(delete(KnownPlace).where(KnownPlace.known_until <= at))
    session.merge(new)


def has_known_place(session: Session, fingerprint: str, at: datetime) -> bool:
    """Say whether an account is known at a place."""
    place = session.get(KnownPlace, fingerprint)
    return place is not None and place.known_until > at


def forget_factors(session: Session, account: Account) -> None:
    """Take every second factor from an account, who it is elsewhere, and from where it was used."""
    account.totp_secret = account.totp_counter = None
    for table in (Passkey, RecoveryCode, Challenge, KnownPlace, ProviderLink):
        session.execute(delete(table).where(table.account_id == account.id))


def find_reset(session: Session, reset: ResetId) -> Reset | None:
    """Give a reset by its id."""
    return session.get(Reset, reset)


def list_open_resets(session: Session, since: datetime) -> tuple[Reset, ...]:
    """Give the resets that were asked for since then and are not decided, oldest first."""
    waiting = select(Reset).where(Reset.decided_at.is_(None), Reset.asked_at > since)
    return tuple(session.scalars(waiting.order_by(Reset.asked_at, Reset.id)))
