"""Second codings of interviews."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.store.ids import AccountId, InterviewId, SecondCodingId
from app.store.tables.base import Base, Code, Fingerprint, JsonText, Sealed


class SecondCoding(Base):
    """A finished interview that another person was asked to code.

    What that person codes stands on a sheet of its own, kept as interviews are; what follows from
    it is frozen here, and not among the assessments of the case.
    """

    __tablename__ = "second_codings"

    id: Mapped[SecondCodingId] = mapped_column(primary_key=True)
    interview_id: Mapped[InterviewId] = mapped_column(ForeignKey("interviews.id"), index=True)
    sheet_id: Mapped[InterviewId | None] = mapped_column(ForeignKey("interviews.id"), unique=True)
    coder: Mapped[AccountId] = mapped_column(ForeignKey("accounts.id"), index=True)
    basis: Mapped[Code]
    recorded: Mapped[Sealed | None]
    state: Mapped[Code]
    asked_at: Mapped[datetime]
    asked_by: Mapped[AccountId] = mapped_column(ForeignKey("accounts.id"))
    ended_at: Mapped[datetime | None]
    content: Mapped[JsonText | None]
    fingerprint: Mapped[Fingerprint | None]
