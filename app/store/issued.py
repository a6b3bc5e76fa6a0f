"""Rows of issued documents: a register in which each entry is tied to all those before it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.store.document_numbers import DocumentNumber
from app.store.ids import AccountId, OrganisationId
from app.store.tables import Account, IssuedDocument

NOTHING = "0" * 64


@dataclass(frozen=True)
class NewDocument:
    """A document to be entered in the register."""

    number: DocumentNumber
    kind: str
    subject: str
    level: str
    fingerprint: str
    issued_at: datetime
    issued_by: AccountId
    recipient: str | None = None


@dataclass(frozen=True)
class DocumentRecord:
    """A document as it stands in the register."""

    number: DocumentNumber
    sequence: int
    kind: str
    subject: str
    level: str
    fingerprint: str
    head: str
    issued_at: datetime
    issued_by: AccountId
    withdrawn_at: datetime | None
    recipient: str | None = None


def record_document(session: Session, new: NewDocument) -> DocumentRecord:
    """Enter a document in the register, behind all others."""
    last = _find_last(session)
    sequence, head = (0, NOTHING) if last is None else (last.sequence, last.head)
    row = IssuedDocument(
        number=new.number,
        sequence=sequence + 1,
        kind=new.kind,
        subject=new.subject,
        recipient_id=new.recipient,
        level=new.level,
        fingerprint=new.fingerprint,
        head=tie(head, new.number, new.fingerprint),
        issued_at=new.issued_at,
        issued_by=new.issued_by,
    )
    session.add(row)
    session.flush()
    return _record_of(row)


def tie(head: str, number: str, fingerprint: str) -> str:
    """Give the head of a register to which one more document was added."""
    return hashlib.sha256(f"{head}\n{number}\n{fingerprint}".encode()).hexdigest()


def withdraw_document(
    session: Session, number: DocumentNumber, at: datetime, by: AccountId
) -> None:
    """Say of a document that it counts no longer; the first time stays."""
    row = session.get(IssuedDocument, number)
    if row is not None and row.withdrawn_at is None:
        row.withdrawn_at, row.withdrawn_by = at, by
        session.flush()


def find_document(session: Session, number: DocumentNumber) -> DocumentRecord | None:
    """Give a document by its number, or None."""
    row = session.get(IssuedDocument, number)
    return None if row is None else _record_of(row)


def find_by_fingerprint(session: Session, fingerprint: str) -> DocumentRecord | None:
    """Give a document by its fingerprint, or None."""
    row = session.scalars(
        select(IssuedDocument).where(IssuedDocument.fingerprint == fingerprint)
    ).first()
    return None if row is None else _record_of(row)


def list_documents(session: Session, subject: str) -> tuple[DocumentRecord, ...]:
    """Give the documents that were issued about something, of all kinds, newest first."""
    in_order = (
        select(IssuedDocument)
        .where(IssuedDocument.subject == subject)
        .order_by(IssuedDocument.sequence.desc())
    )
    return tuple(_record_of(row) for row in session.scalars(in_order))


def list_of_organisation(
    session: Session, organisation: OrganisationId, kind: str
) -> tuple[DocumentRecord, ...]:
    """Give the documents of a kind that an organisation issued, newest first."""
    in_order = (
        select(IssuedDocument)
        .join(Account, Account.id == IssuedDocument.issued_by)
        .where(Account.organisation_id == organisation, IssuedDocument.kind == kind)
        .order_by(IssuedDocument.sequence.desc())
    )
    return tuple(_record_of(row) for row in session.scalars(in_order))


def _find_last(session: Session) -> IssuedDocument | None:
    # Whoever holds the last entry alone may put one behind it.
    newest = select(IssuedDocument).order_by(IssuedDocument.sequence.desc()).limit(1)
    return session.scalars(newest.with_for_update()).first()


def _record_of(row: IssuedDocument) -> DocumentRecord:
    return DocumentRecord(
        number=DocumentNumber(row.number),
        sequence=row.sequence,
        kind=row.kind,
        subject=row.subject,
        level=row.level,
        fingerprint=row.fingerprint,
        head=row.head,
        issued_at=row.issued_at,
        issued_by=row.issued_by,
        withdrawn_at=row.withdrawn_at,
        recipient=row.recipient_id,
    )
