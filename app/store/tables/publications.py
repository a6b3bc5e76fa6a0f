"""What was published of datasets, and what people enter beside what is counted."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.store.ids import AccountId, FigureId, PublicationId
from app.store.tables.base import Base, Code, Fingerprint, JsonText, Name


class Publication(Base):
    """The tables of a year as they were given away; whoever has them never forgets them."""

    __tablename__ = "publications"
    __table_args__ = (Index(None, "year", "kind", "published_at"),)

    id: Mapped[PublicationId] = mapped_column(primary_key=True)
    year: Mapped[int]
    kind: Mapped[Code]
    country: Mapped[Code]
    version: Mapped[Code]
    fingerprint: Mapped[Fingerprint]
    content: Mapped[JsonText]
    published_at: Mapped[datetime]
    # Who writes tables by command is no person of the installation.
    published_by: Mapped[AccountId | None] = mapped_column(ForeignKey("accounts.id"), index=True)


class EnteredFigure(Base):
    """A figure or a target of a programme for a period, as somebody entered it.

    Rows are only ever added; of each figure the last one counts, and an empty value takes it back.
    """

    __tablename__ = "entered_figures"
    __table_args__ = (Index(None, "first_day", "last_day"),)

    id: Mapped[FigureId] = mapped_column(primary_key=True)
    kind: Mapped[Code]
    indicator: Mapped[Code]
    part: Mapped[Code]
    first_day: Mapped[Code]
    last_day: Mapped[Code]
    value: Mapped[Code]
    source: Mapped[Name]
    source_day: Mapped[Code]
    sequence: Mapped[int] = mapped_column(unique=True)
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[AccountId] = mapped_column(ForeignKey("accounts.id"), index=True)
