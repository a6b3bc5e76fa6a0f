"""Interviews that were held on paper, and typed in afterwards."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.store.ids import AccountId, InterviewId
from app.store.tables.base import Base


class PaperEntry(Base):
    """Who held an interview on paper and when, and whether a second pass was compared with it.

    What was said stands among the answers, as that of any interview.
    """

    __tablename__ = "paper_entries"

    interview_id: Mapped[InterviewId] = mapped_column(ForeignKey("interviews.id"), primary_key=True)
    asked_by: Mapped[AccountId] = mapped_column(ForeignKey("accounts.id"), index=True)
    asked_on: Mapped[date] = mapped_column(Date)
    compared_by: Mapped[AccountId | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    compared_at: Mapped[datetime | None]
    differences: Mapped[int | None]
