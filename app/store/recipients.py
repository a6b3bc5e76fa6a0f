"""Rows of the directory: organisations to which cases can be referred."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.store.errors import NotFoundError
from app.store.ids import AccountId, OrganisationId, RecipientId
from app.store.tables import Recipient


@dataclass(frozen=True)
class RecipientRecord:
    """An organisation of the directory; `kind` is a code of `RecipientKind`.

    `organisation_id` where its people work with this installation: they see what is referred to
    them here. Of others somebody writes down what they answer.
    """

    id: RecipientId
    name: str
    kind: str
    country: str
    telephone: str = ""
    email: str = ""
    address: str = ""
    organisation_id: OrganisationId | None = None
    active: bool = True


def store_recipient(session: Session, record: RecipientRecord, at: datetime, by: AccountId) -> None:
    """Put an organisation into the directory, or bring it to what the record says.

    None is ever taken out: consents and referrals name them. One that is not `active` is offered no
    more.
    """
    row = session.get(Recipient, record.id)
    if row is None:
        row = Recipient(id=record.id)
        session.add(row)
    row.name, row.kind, row.country = record.name, record.kind, record.country
    row.telephone, row.email, row.address = record.telephone, record.email, record.address
    row.organisation_id, row.active = record.organisation_id, record.active
    row.changed_at, row.changed_by = at, by
    session.flush()


def list_recipients(session: Session, country: str) -> tuple[RecipientRecord, ...]:
    """Give the organisations of a country by name, also those that are offered no more."""
    in_order = (
        select(Recipient).where(Recipient.country == country).order_by(Recipient.name, Recipient.id)
    )
    return tuple(_record_of(row) for row in session.scalars(in_order))


def get_recipient(session: Session, recipient_id: RecipientId) -> RecipientRecord:
    """Give an organisation of the directory, or raise NotFoundError."""
    found = find_recipient(session, recipient_id)
    if found is None:
        raise NotFoundError(f"There is no organisation {recipient_id} in the directory.")
    return found


def find_recipient(session: Session, recipient_id: RecipientId) -> RecipientRecord | None:
    """Give an organisation of the directory, or None."""
    row = session.get(Recipient, recipient_id)
    return None if row is None else _record_of(row)


def _record_of(row: Recipient) -> RecipientRecord:
    return RecipientRecord(
        id=row.id,
        name=row.name,
        kind=row.kind,
        country=row.country,
        telephone=row.telephone,
        email=row.email,
        address=row.address,
        organisation_id=row.organisation_id,
        active=row.active,
    )
