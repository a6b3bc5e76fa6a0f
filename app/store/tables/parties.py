"""Sites, employers, recruiters and transporters, the cases that they appear in, and visits."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.store.ids import AccountId, AreaId, CaseId, OrganisationId, PartyId, VisitId
from app.store.tables.base import Base, Code, Name


class Party(Base):
    """A site, an employer, a recruiter or a transporter, as one organisation knows it.

    Several cases share it, so that it is under the key of none: what a person said of it stays
    in their answers.
    """

    __tablename__ = "parties"
    __table_args__ = (
        # Lists go by kind, newest first.
        Index(None, "organisation_id", "kind", "created_at", "id"),
        Index(None, "organisation_id", "created_at", "id"),
    )

    id: Mapped[PartyId] = mapped_column(primary_key=True)
    organisation_id: Mapped[OrganisationId] = mapped_column(ForeignKey("organisations.id"))
    area_id: Mapped[AreaId] = mapped_column(ForeignKey("areas.id"))
    kind: Mapped[Code]
    name: Mapped[Name]
    # The name without accents and letter case: what somebody types is looked for in it.
    folded: Mapped[Name]
    address: Mapped[str] = mapped_column(String(500))
    sector: Mapped[Code | None]
    created_at: Mapped[datetime]
    created_by: Mapped[AccountId] = mapped_column(ForeignKey("accounts.id"), index=True)


class CaseParty(Base):
    """What a party is in a case: one firm may have recruited and employed."""

    __tablename__ = "case_parties"

    case_id: Mapped[CaseId] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    party_id: Mapped[PartyId] = mapped_column(
        ForeignKey("parties.id"), primary_key=True, index=True
    )
    part: Mapped[Code] = mapped_column(primary_key=True)
    linked_at: Mapped[datetime]
    linked_by: Mapped[AccountId] = mapped_column(ForeignKey("accounts.id"), index=True)


class Visit(Base):
    """A visit to a site on which several people may be screened, and what is the same for all."""

    __tablename__ = "visits"

    id: Mapped[VisitId] = mapped_column(primary_key=True)
    organisation_id: Mapped[OrganisationId] = mapped_column(
        ForeignKey("organisations.id"), index=True
    )
    area_id: Mapped[AreaId] = mapped_column(ForeignKey("areas.id"))
    site_id: Mapped[PartyId] = mapped_column(ForeignKey("parties.id"), index=True)
    employer_id: Mapped[PartyId | None] = mapped_column(ForeignKey("parties.id"), index=True)
    questionnaire: Mapped[Code]
    module: Mapped[Code | None]
    country: Mapped[str] = mapped_column(String(2))
    began_at: Mapped[datetime]
    began_by: Mapped[AccountId] = mapped_column(ForeignKey("accounts.id"), index=True)


class VisitCase(Base):
    """A case that began on a visit."""

    __tablename__ = "visit_cases"

    visit_id: Mapped[VisitId] = mapped_column(ForeignKey("visits.id"), primary_key=True)
    case_id: Mapped[CaseId] = mapped_column(ForeignKey("cases.id"), primary_key=True, index=True)
