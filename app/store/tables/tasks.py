"""Tasks: what is to be done about a case, by which day, and for whom."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.store.ids import AccountId, CaseId, OrganisationId, TaskId
from app.store.tables.base import Base, Code, Sealed


class CaseTask(Base):
    """Something to be done, for one person or for everybody of a role; its words are sealed.

    Who did it stands here as long as that holds; the events of the case keep every move.
    """

    __tablename__ = "case_tasks"
    __table_args__ = (
        CheckConstraint(
            "CASE WHEN for_account IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN for_role IS NULL THEN 0 ELSE 1 END = 1",
            name="one_person_or_one_role",
        ),
        # What waits for somebody is read from these, what is due first before the rest.
        Index(None, "for_account", "done_at", "due_on", "id"),
        Index(None, "organisation_id", "for_role", "done_at", "due_on", "id"),
    )

    id: Mapped[TaskId] = mapped_column(primary_key=True)
    case_id: Mapped[CaseId] = mapped_column(ForeignKey("cases.id"), index=True)
    organisation_id: Mapped[OrganisationId] = mapped_column(ForeignKey("organisations.id"))
    origin: Mapped[Code]
    words: Mapped[Sealed]
    due_on: Mapped[date]
    for_account: Mapped[AccountId | None] = mapped_column(ForeignKey("accounts.id"))
    for_role: Mapped[Code | None]
    set_at: Mapped[datetime]
    set_by: Mapped[AccountId] = mapped_column(ForeignKey("accounts.id"), index=True)
    done_at: Mapped[datetime | None]
    done_by: Mapped[AccountId | None] = mapped_column(ForeignKey("accounts.id"), index=True)
