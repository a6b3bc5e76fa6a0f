"""What was proposed to be destroyed because its time is over, and what somebody else decided."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.store.ids import AccountId, OrganisationId, PurgeId
from app.store.tables.base import Base, Code, JsonText


class Purge(Base):
    """Cases that one person proposes to destroy, and that another one decides on.

    `cases` are the ids that were proposed, `destroyed` those that went: what became of a case is
    told by its id alone. Without a part it is the whole of them.
    """

    __tablename__ = "purges"
    __table_args__ = (CheckConstraint("decided_by <> proposed_by", name="another_person_decides"),)

    id: Mapped[PurgeId] = mapped_column(primary_key=True)
    organisation_id: Mapped[OrganisationId] = mapped_column(
        ForeignKey("organisations.id"), index=True
    )
    cases: Mapped[JsonText]
    part: Mapped[Code | None]
    proposed_at: Mapped[datetime]
    proposed_by: Mapped[AccountId] = mapped_column(ForeignKey("accounts.id"))
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[AccountId | None] = mapped_column(ForeignKey("accounts.id"))
    outcome: Mapped[Code | None]
    destroyed: Mapped[JsonText | None]
