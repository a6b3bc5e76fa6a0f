"""Documents that were issued: enough to check one, and nothing of what it says."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.store.ids import AccountId
from app.store.tables.base import Base, Code, Fingerprint


class IssuedDocument(Base):
    """One document with its place in the register; `head` ties it to all those before it.

    `subject` is the id of what it is about: an interview, a visit, a programme and its days. The
    document outlives that, which is no key of it for that reason: who holds the paper can check it
    even when the case is gone. `recipient_id` is for whom a referral sheet was issued.
    """

    __tablename__ = "issued_documents"

    number: Mapped[str] = mapped_column(String(24), primary_key=True)
    sequence: Mapped[int] = mapped_column(unique=True)
    kind: Mapped[Code] = mapped_column(index=True)
    subject: Mapped[str] = mapped_column(String(36), index=True)
    recipient_id: Mapped[str | None] = mapped_column(String(36))
    level: Mapped[Code]
    fingerprint: Mapped[Fingerprint] = mapped_column(index=True)
    head: Mapped[Fingerprint]
    issued_at: Mapped[datetime]
    issued_by: Mapped[AccountId] = mapped_column(ForeignKey("accounts.id"), index=True)
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[AccountId | None] = mapped_column(ForeignKey("accounts.id"), index=True)
