"""What an organisation has chosen for its work: what it does not use, and how long it keeps."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.store.ids import AccountId, OrganisationId
from app.store.tables.base import Base, Code


class SwitchedOff(Base):
    """A questionnaire or a rule set that an organisation does not use for new interviews."""

    __tablename__ = "switched_off"

    organisation_id: Mapped[OrganisationId] = mapped_column(
        ForeignKey("organisations.id"), primary_key=True
    )
    kind: Mapped[Code] = mapped_column(primary_key=True)
    name: Mapped[Code] = mapped_column(primary_key=True)
    switched_at: Mapped[datetime]
    switched_by: Mapped[AccountId] = mapped_column(ForeignKey("accounts.id"), index=True)


class RetentionPeriod(Base):
    """How many months an organisation keeps things for one purpose once a case is closed."""

    __tablename__ = "retention_periods"

    organisation_id: Mapped[OrganisationId] = mapped_column(
        ForeignKey("organisations.id"), primary_key=True
    )
    purpose: Mapped[Code] = mapped_column(primary_key=True)
    months: Mapped[int]
    set_at: Mapped[datetime]
    set_by: Mapped[AccountId] = mapped_column(ForeignKey("accounts.id"), index=True)
