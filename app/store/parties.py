"""Rows of sites, employers, recruiters and transporters, and of the cases that they appear in."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from sqlalchemy import and_, delete, or_, select
from sqlalchemy.orm import Session

from app.store.errors import ConflictError
from app.store.ids import AccountId, AreaId, CaseId, OrganisationId, PartyId
from app.store.tables import CaseParty, Party, Visit, VisitCase


class PartyKind(Enum):
    """What a party is, and what it is in a case; the values are the codes in the database."""

    SITE = "site"
    EMPLOYER = "employer"
    RECRUITER = "recruiter"
    TRANSPORTER = "transporter"


@dataclass(frozen=True)
class PartyRecord:
    """A site, an employer, a recruiter or a transporter; `sector` is a code."""

    id: PartyId
    organisation_id: OrganisationId
    area_id: AreaId
    kind: PartyKind
    name: str
    address: str
    sector: str | None
    created_at: datetime
    created_by: AccountId


@dataclass(frozen=True)
class PartyFilter:
    """Which parties of an organisation are wanted: by words in their names, by kind (None: all)."""

    organisation_id: OrganisationId
    words: str = ""
    kind: PartyKind | None = None


@dataclass(frozen=True)
class PartyPage:
    """Some parties, newest first, and behind which one the next page begins if there is one."""

    parties: tuple[PartyRecord, ...]
    next_after: PartyId | None


def fold_name(name: str) -> str:
    """Give a name as it is compared: without accents, letter case and doubled spaces."""
    bare = unicodedata.normalize("NFKD", name)
    kept = "".join(each for each in bare if not unicodedata.combining(each))
    return " ".join(kept.casefold().split())


def create_party(session: Session, new: PartyRecord) -> PartyRecord:
    """Make a party; the same one again changes nothing, another with its id is refused."""
    row = session.get(Party, new.id)
    if row is None:
        # A letter may fold into several.
        folded = fold_name(new.name)[:255]
        row = Party(**{**vars(new), "kind": new.kind.value}, folded=folded)
        session.add(row)
        session.flush()
    elif (row.organisation_id, row.kind, row.name) != (
        new.organisation_id,
        new.kind.value,
        new.name,
    ):
        raise ConflictError(f"There is another party with the id {new.id}.")
    return _record_of(row)


def find_party(
    session: Session, organisation_id: OrganisationId, party_id: PartyId
) -> PartyRecord | None:
    """Give a party of an organisation; None if there is none or it is another's, all the same."""
    row = session.get(Party, party_id)
    return None if row is None or row.organisation_id != organisation_id else _record_of(row)


def list_parties(
    session: Session, wanted: PartyFilter, size: int, after: PartyId | None = None
) -> PartyPage:
    """Give one page of parties, newest first; it begins behind the party `after`."""
    found = select(Party).where(Party.organisation_id == wanted.organisation_id)
    if wanted.kind is not None:
        found = found.where(Party.kind == wanted.kind.value)
    if wanted.words:
        found = found.where(Party.folded.contains(fold_name(wanted.words), autoescape=True))
    last = None if after is None else find_party(session, wanted.organisation_id, after)
    if last is not None:
        earlier = and_(Party.created_at == last.created_at, Party.id < last.id)
        found = found.where(or_(Party.created_at < last.created_at, earlier))
    in_order = found.order_by(Party.created_at.desc(), Party.id.desc()).limit(size + 1)
    records = tuple(_record_of(row) for row in session.scalars(in_order))
    shown = records[:size]
    return PartyPage(shown, shown[-1].id if len(records) > size else None)


def list_folded_names(session: Session, organisation_id: OrganisationId) -> dict[PartyId, str]:
    """Give the folded names of all parties of an organisation, for comparing."""
    names = select(Party.id, Party.folded).where(Party.organisation_id == organisation_id)
    return {PartyId(row.id): row.folded for row in session.execute(names)}


def link_party(session: Session, link: CaseParty) -> None:
    """Say what a party is in a case; said again, the first time stays."""
    if session.get(CaseParty, (link.case_id, link.party_id, link.part)) is None:
        session.add(link)
        session.flush()


def unlink_party(session: Session, case_id: CaseId, party_id: PartyId, part: PartyKind) -> None:
    """Say that a party is no longer this in a case."""
    row = session.get(CaseParty, (case_id, party_id, part.value))
    if row is not None:
        session.delete(row)
        session.flush()


def list_parties_of_case(
    session: Session, case_id: CaseId
) -> tuple[tuple[PartyKind, PartyRecord], ...]:
    """Give the parties of a case with what each is in it, oldest link first."""
    in_order = (
        select(CaseParty.part, Party)
        .join(Party, Party.id == CaseParty.party_id)
        .where(CaseParty.case_id == case_id)
        .order_by(CaseParty.linked_at, CaseParty.part, Party.id)
    )
    return tuple((PartyKind(part), _record_of(row)) for part, row in session.execute(in_order))


def forget_parties(session: Session, case_id: CaseId) -> None:
    """Delete what says where a case began and who appears in it.

    Whom nothing else names goes too; a site stays, as it is a place and nobody's words.
    """
    named = set(session.scalars(select(CaseParty.party_id).where(CaseParty.case_id == case_id)))
    session.execute(delete(CaseParty).where(CaseParty.case_id == case_id))
    session.execute(delete(VisitCase).where(VisitCase.case_id == case_id))
    elsewhere = [
        select(CaseParty.party_id),
        select(Visit.site_id),
        select(Visit.employer_id).where(Visit.employer_id.is_not(None)),
    ]
    alone = delete(Party).where(Party.id.in_(named), Party.kind != PartyKind.SITE.value)
    session.execute(alone.where(*(Party.id.not_in(each) for each in elsewhere)))


def _record_of(row: Party) -> PartyRecord:
    return PartyRecord(
        id=row.id,
        organisation_id=row.organisation_id,
        area_id=row.area_id,
        kind=PartyKind(row.kind),
        name=row.name,
        address=row.address,
        sector=row.sector,
        created_at=row.created_at,
        created_by=row.created_by,
    )
