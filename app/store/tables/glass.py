"""Cases that somebody opened in an emergency, though they are out of their reach otherwise."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.store.ids import AccountId, CaseId, EventId, GlassId
from app.store.tables.base import Base


class BrokenGlass(Base):
    """One case open to one person until a moment; the reason stands with the event."""

    __tablename__ = "broken_glass"
    __table_args__ = (Index(None, "account_id", "open_until"),)

    id: Mapped[GlassId] = mapped_column(primary_key=True)
    case_id: Mapped[CaseId] = mapped_column(ForeignKey("cases.id"), index=True)
    event_id: Mapped[EventId] = mapped_column(ForeignKey("case_events.id"))
    account_id: Mapped[AccountId] = mapped_column(ForeignKey("accounts.id"))
    opened_at: Mapped[datetime]
    open_until: Mapped[datetime]
    seen_at: Mapped[datetime | None]
    seen_by: Mapped[AccountId | None] = mapped_column(ForeignKey("accounts.id"), index=True)
