"""How people prove who they are: open sessions, keys, codes, what was tried, and resets."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.store.ids import AccountId, PasskeyId, ResetId, SignInId
from app.store.tables.accounts import Account
from app.store.tables.base import Base, Code, Fingerprint, Name
from app.store.tables.log import UNLOGGED


class SignInSession(Base):
    """One browser that somebody signs in or is signed in with.

    `proven_at` is when both factors were last shown; until then only the password was right.
    """

    __tablename__ = "sign_in_sessions"
    __table_args__ = ({"info": {UNLOGGED: "Coming and going is logged in words of its own."}},)

    id: Mapped[SignInId] = mapped_column(primary_key=True)
    token: Mapped[Fingerprint] = mapped_column(unique=True)
    account_id: Mapped[AccountId] = mapped_column(ForeignKey("accounts.id"), index=True)
    device: Mapped[Name]
    began_at: Mapped[datetime]
    proven_at: Mapped[datetime | None]
    used_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    # When an identity provider said again who this is, in the place of the password.
    vouched_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship()


class Passkey(Base):
    """The public half of a passkey or security key."""

    __tablename__ = "passkeys"

    id: Mapped[PasskeyId] = mapped_column(primary_key=True)
    account_id: Mapped[AccountId] = mapped_column(ForeignKey("accounts.id"), index=True)
    credential_id: Mapped[bytes] = mapped_column(LargeBinary(1023), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[Name]
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class RecoveryCode(Base):
    """A code that stands in for the second factor once; only its keyed fingerprint is kept.

    `made_under` names the key of passwords that it hangs on; codes from before there were names
    hang on the oldest.
    """

    __tablename__ = "recovery_codes"

    fingerprint: Mapped[Fingerprint] = mapped_column(primary_key=True)
    account_id: Mapped[AccountId] = mapped_column(ForeignKey("accounts.id"), index=True)
    made_under: Mapped[Code | None]


class Challenge(Base):
    """What a passkey is asked to sign; it is deleted by the first answer, right or wrong."""

    __tablename__ = "challenges"
    __table_args__ = ({"info": {UNLOGGED: "What it is answered for is logged."}},)

    challenge: Mapped[Code] = mapped_column(primary_key=True)
    account_id: Mapped[AccountId] = mapped_column(ForeignKey("accounts.id"), index=True)
    purpose: Mapped[Code]
    expires_at: Mapped[datetime]


class Attempt(Base):
    """One try to sign in, under the keyed fingerprint of whom and where it is counted for.

    There are as many places under a key as tries are allowed; a place is free once it expires.
    """

    __tablename__ = "attempts"
    __table_args__ = ({"info": {UNLOGGED: "Who is refused for too many tries is logged."}},)

    key: Mapped[Name] = mapped_column(primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    happened_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class KnownPlace(Base):
    """An account at an address from which its person signed in lately, as a keyed fingerprint."""

    __tablename__ = "known_places"
    __table_args__ = ({"info": {UNLOGGED: "It follows from signing in, which is logged."}},)

    fingerprint: Mapped[Fingerprint] = mapped_column(primary_key=True)
    account_id: Mapped[AccountId] = mapped_column(ForeignKey("accounts.id"), index=True)
    known_until: Mapped[datetime]


class Reset(Base):
    """A sign-in that one administrator asks to reset, and another resets."""

    __tablename__ = "resets"
    __table_args__ = (CheckConstraint("decided_by <> asked_by", name="decided_by_another"),)

    id: Mapped[ResetId] = mapped_column(primary_key=True)
    account_id: Mapped[AccountId] = mapped_column(ForeignKey("accounts.id"), index=True)
    asked_by: Mapped[AccountId] = mapped_column(ForeignKey("accounts.id"), index=True)
    asked_at: Mapped[datetime]
    decided_by: Mapped[AccountId | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    decided_at: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(String(100))


class ProviderErrand(Base):
    """One way to the identity provider that somebody is on; it is deleted when they are back.

    `state` is the keyed fingerprint of what comes back with them; `purpose` names the session that
    they had, where they had one.
    """

    __tablename__ = "provider_errands"
    __table_args__ = ({"info": {UNLOGGED: "What comes of it is logged."}},)

    state: Mapped[Fingerprint] = mapped_column(primary_key=True)
    purpose: Mapped[Code]
    begun_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class ProviderLink(Base):
    """That an account may be opened by the identity provider too.

    An administrator allows it; the person then shows both that they hold the account and who they
    are at the provider: only from then on issuer and subject are there.
    """

    __tablename__ = "provider_links"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    account_id: Mapped[AccountId] = mapped_column(
        ForeignKey("accounts.id"), primary_key=True, autoincrement=False
    )
    allowed_by: Mapped[AccountId] = mapped_column(ForeignKey("accounts.id"))
    allowed_until: Mapped[datetime]
    issuer: Mapped[str | None] = mapped_column(String(255))
    subject: Mapped[str | None] = mapped_column(String(255))
    linked_at: Mapped[datetime | None]
