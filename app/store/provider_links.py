"""Rows of sign-in by an identity provider: who may, who is, and who is on the way there."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.store.ids import AccountId
from app.store.tables import Account, ProviderErrand, ProviderLink


def keep_errand(session: Session, new: ProviderErrand, at: datetime) -> None:
    """Keep that somebody is on the way, and forget those who did not come back in time."""
    session.execute(delete(ProviderErrand).where(ProviderErrand.expires_at <= at))
    session.add(new)
    session.flush()


def use_errand(session: Session, state: str, at: datetime) -> tuple[str, datetime] | None:
    """Use up what was kept under a fingerprint; give its purpose and since when, while it lasts."""
    used = (
        delete(ProviderErrand)
        .where(ProviderErrand.state == state)
        .returning(ProviderErrand.purpose, ProviderErrand.begun_at, ProviderErrand.expires_at)
    )
    row = session.execute(used).first()
    return None if row is None or row.expires_at <= at else (row.purpose, row.begun_at)


def find_link(session: Session, account: AccountId) -> ProviderLink | None:
    """Give what is known of an account at the provider."""
    return session.get(ProviderLink, account)


def find_linked(session: Session, issuer: str, subject: str) -> Account | None:
    """Give the account that somebody at a provider is linked to."""
    linked = (
        select(Account)
        .join(ProviderLink, ProviderLink.account_id == Account.id)
        .where(ProviderLink.issuer == issuer, ProviderLink.subject == subject)
    )
    return session.scalar(linked)


def allow_link(session: Session, new: ProviderLink) -> None:
    """Let an account be linked; what was linked to it before is so no more."""
    session.merge(new)
    session.flush()


def end_link(session: Session, account: AccountId) -> None:
    """Take away that an account may be or is linked."""
    session.execute(delete(ProviderLink).where(ProviderLink.account_id == account))
