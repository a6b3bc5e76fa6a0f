"""What persons agreed to, the directory of those who can help, and what was referred to them."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.store.ids import AccountId, CaseId, ConsentId, OrganisationId, RecipientId, ReferralId
from app.store.tables.base import Base, Code, JsonText, Name, Sealed


class Recipient(Base):
    """An organisation of the directory, to which cases can be referred.

    `organisation_id` where it works with this installation itself.
    """

    __tablename__ = "recipients"
    __table_args__ = (Index(None, "country", "name"),)

    id: Mapped[RecipientId] = mapped_column(primary_key=True)
    name: Mapped[Name]
    kind: Mapped[Code]
    country: Mapped[str] = mapped_column(String(2))
    telephone: Mapped[Name]
    email: Mapped[Name]
    address: Mapped[Name]
    organisation_id: Mapped[OrganisationId | None] = mapped_column(
        ForeignKey("organisations.id"), index=True
    )
    active: Mapped[bool] = mapped_column(default=True)
    changed_at: Mapped[datetime]
    changed_by: Mapped[AccountId] = mapped_column(ForeignKey("accounts.id"))


class ConsentWord(Base):
    """What somebody said when they were asked for one consent. Words are only ever added."""

    __tablename__ = "consents"
    __table_args__ = (UniqueConstraint("case_id", "sequence"),)

    id: Mapped[ConsentId] = mapped_column(primary_key=True)
    case_id: Mapped[CaseId] = mapped_column(ForeignKey("cases.id"))
    sequence: Mapped[int]
    kind: Mapped[Code]
    given_by: Mapped[Code]
    agrees: Mapped[bool]
    said_on: Mapped[date]
    recipient_id: Mapped[RecipientId | None] = mapped_column(
        ForeignKey("recipients.id"), index=True
    )
    purpose: Mapped[Sealed | None]
    shares: Mapped[JsonText]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[AccountId] = mapped_column(ForeignKey("accounts.id"))


class Referral(Base):
    """What was passed on to an organisation, sealed; gone once it is taken back or refused."""

    __tablename__ = "referrals"
    __table_args__ = (Index(None, "recipient_id", "sent_at", "id"),)

    id: Mapped[ReferralId] = mapped_column(primary_key=True)
    case_id: Mapped[CaseId] = mapped_column(ForeignKey("cases.id"), index=True)
    recipient_id: Mapped[RecipientId] = mapped_column(ForeignKey("recipients.id"))
    state: Mapped[Code]
    content: Mapped[Sealed | None]
    sent_at: Mapped[datetime]
    sent_by: Mapped[AccountId] = mapped_column(ForeignKey("accounts.id"))
    answered_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
