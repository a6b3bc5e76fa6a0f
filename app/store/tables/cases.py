"""Cases, their persons, and what happened to them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.store.ids import (
    AccountId,
    AreaId,
    CaseId,
    CommentId,
    EventId,
    InterviewId,
    OrganisationId,
)
from app.store.tables.base import Base, Code, JsonText, Sealed
from app.store.tables.log import UNLOGGED


class Case(Base):
    """One case, known to people by its number."""

    __tablename__ = "cases"
    __table_args__ = (
        # A work list reads an organisation, or one area of it, newest first.
        Index(None, "organisation_id", "created_at", "id"),
        Index(None, "organisation_id", "area_id", "created_at", "id"),
        # What waits, and what is decided, is read by state.
        Index(None, "organisation_id", "state", "created_at", "id"),
        Index(None, "organisation_id", "area_id", "state", "created_at", "id"),
    )

    id: Mapped[CaseId] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(24), unique=True)
    organisation_id: Mapped[OrganisationId] = mapped_column(ForeignKey("organisations.id"))
    area_id: Mapped[AreaId] = mapped_column(ForeignKey("areas.id"))
    state: Mapped[Code]
    decision: Mapped[Code | None]
    created_at: Mapped[datetime]
    created_by: Mapped[AccountId] = mapped_column(ForeignKey("accounts.id"), index=True)


class CaseEvent(Base):
    """Something that happened to a case. Events are only ever added."""

    __tablename__ = "case_events"
    __table_args__ = (UniqueConstraint("case_id", "sequence"),)

    id: Mapped[EventId] = mapped_column(primary_key=True)
    case_id: Mapped[CaseId] = mapped_column(ForeignKey("cases.id"))
    sequence: Mapped[int]
    kind: Mapped[Code]
    details: Mapped[JsonText]
    reason: Mapped[Sealed | None]
    happened_at: Mapped[datetime]
    happened_by: Mapped[AccountId] = mapped_column(ForeignKey("accounts.id"), index=True)


class AnswerComment(Base):
    """What a supervisor wrote to one answer when a case was sent back. Comments are only added."""

    __tablename__ = "answer_comments"
    __table_args__ = (UniqueConstraint("event_id", "interview_id", "question_id"),)

    id: Mapped[CommentId] = mapped_column(primary_key=True)
    event_id: Mapped[EventId] = mapped_column(ForeignKey("case_events.id"))
    interview_id: Mapped[InterviewId] = mapped_column(ForeignKey("interviews.id"), index=True)
    question_id: Mapped[Code]
    comment: Mapped[Sealed]


class Erasing(Base):
    """The one row that opens append-only tables to deletion, within one unit of work.

    It is put in before the rows are deleted and taken out before the commit, so that nobody else
    ever sees it.
    """

    __tablename__ = "erasing"
    __table_args__ = (
        CheckConstraint("id = 1", name="one_row"),
        {"info": {UNLOGGED: "Nobody ever sees its row; what is deleted meanwhile is logged."}},
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
