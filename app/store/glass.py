"""Rows of cases that were opened in an emergency."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from app.store.ids import AccountId, CaseId, EventId, GlassId, OrganisationId
from app.store.tables import BrokenGlass, Case


@dataclass(frozen=True)
class GlassRecord:
    """One case open to one person until a moment; `seen_by` is who took notice of it."""

    id: GlassId
    case_id: CaseId
    event_id: EventId
    account_id: AccountId
    opened_at: datetime
    open_until: datetime
    seen_at: datetime | None = None
    seen_by: AccountId | None = None


def keep_opening(session: Session, new: GlassRecord) -> None:
    """Keep that a case is open to somebody."""
    session.add(
        BrokenGlass(
            id=new.id,
            case_id=new.case_id,
            event_id=new.event_id,
            account_id=new.account_id,
            opened_at=new.opened_at,
            open_until=new.open_until,
        )
    )
    session.flush()


def list_open_to(session: Session, account: AccountId, now: datetime) -> frozenset[CaseId]:
    """Give the cases that are open to somebody in an emergency now."""
    found = select(BrokenGlass.case_id).where(
        BrokenGlass.account_id == account, BrokenGlass.open_until > now
    )
    return frozenset(session.scalars(found))


def list_unseen(
    session: Session, organisation: OrganisationId, size: int
) -> tuple[GlassRecord, ...]:
    """Give the oldest openings of an organisation's cases of which nobody took notice yet."""
    # Openings are few and cases many: joined, a database may well begin with all the cases.
    of_organisation = exists().where(
        Case.id == BrokenGlass.case_id, Case.organisation_id == organisation
    )
    in_order = (
        select(BrokenGlass)
        .where(BrokenGlass.seen_at.is_(None), of_organisation)
        .order_by(BrokenGlass.opened_at, BrokenGlass.id)
        .limit(size)
    )
    return tuple(_record_of(row) for row in session.scalars(in_order))


def find_unseen(
    session: Session, organisation: OrganisationId, glass_id: GlassId
) -> GlassRecord | None:
    """Give an opening of which nobody took notice; None if there is none in an organisation."""
    found = (
        select(BrokenGlass)
        .join(Case, Case.id == BrokenGlass.case_id)
        .where(
            BrokenGlass.id == glass_id,
            BrokenGlass.seen_at.is_(None),
            Case.organisation_id == organisation,
        )
    )
    row = session.scalar(found)
    return None if row is None else _record_of(row)


def note_seen(session: Session, glass_id: GlassId, at: datetime, by: AccountId) -> None:
    """Keep who took notice of an opening, and when."""
    row = session.get_one(BrokenGlass, glass_id)
    row.seen_at, row.seen_by = at, by
    session.flush()


def forget_openings(session: Session, case_id: CaseId) -> None:
    """Delete the openings of a case, before its events go."""
    session.execute(delete(BrokenGlass).where(BrokenGlass.case_id == case_id))


def _record_of(row: BrokenGlass) -> GlassRecord:
    return GlassRecord(
        id=row.id,
        case_id=row.case_id,
        event_id=row.event_id,
        account_id=row.account_id,
        opened_at=row.opened_at,
        open_until=row.open_until,
        seen_at=row.seen_at,
        seen_by=row.seen_by,
    )
