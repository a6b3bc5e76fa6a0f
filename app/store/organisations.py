"""Rows of what organisations chose for their work."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.store.ids import AccountId, OrganisationId
from app.store.purges import select_closed
from app.store.tables import RetentionPeriod, SwitchedOff


def list_switched_off(session: Session, organisation: OrganisationId, kind: str) -> frozenset[str]:
    """Give what of a kind an organisation does not use."""
    found = select(SwitchedOff.name).where(
        SwitchedOff.organisation_id == organisation, SwitchedOff.kind == kind
    )
    return frozenset(session.scalars(found))


def switch_off(
    session: Session,
    organisation: OrganisationId,
    kind: str,
    names: frozenset[str],
    by: tuple[AccountId, datetime],
) -> None:
    """Keep that an organisation uses these of a kind no more, and all others again."""
    held = select(SwitchedOff).where(
        SwitchedOff.organisation_id == organisation, SwitchedOff.kind == kind
    )
    rows = {row.name: row for row in session.scalars(held)}
    for name in rows.keys() - names:
        session.delete(rows[name])
    for name in sorted(names - rows.keys()):
        session.add(
            SwitchedOff(
                organisation_id=organisation,
                kind=kind,
                name=name,
                switched_by=by[0],
                switched_at=by[1],
            )
        )
    session.flush()


def list_periods(session: Session, organisation: OrganisationId) -> Mapping[str, int]:
    """Give how many months things are kept, by purpose; a purpose without one has no end yet."""
    rows = session.scalars(
        select(RetentionPeriod).where(RetentionPeriod.organisation_id == organisation)
    )
    return {row.purpose: row.months for row in rows}


def set_period(
    session: Session,
    organisation: OrganisationId,
    purpose: str,
    months: int | None,
    by: tuple[AccountId, datetime],
) -> None:
    """Keep for how many months an organisation keeps things for a purpose; None takes it back."""
    row = session.get(RetentionPeriod, (organisation, purpose))
    if months is None:
        if row is not None:
            session.delete(row)
    elif row is None:
        new = RetentionPeriod(organisation_id=organisation, purpose=purpose, months=months)
        new.set_by, new.set_at = by
        session.add(new)
    elif row.months != months:
        row.months = months
        row.set_by, row.set_at = by
    session.flush()


def count_closed_before(
    session: Session, organisation: OrganisationId, closed: tuple[str, str], moment: datetime
) -> int:
    """Count an organisation's cases that stand in a state since before a moment.

    `closed` is that state, and the event that leads to it.
    """
    found = select_closed(organisation, closed, moment).order_by(None).subquery()
    return session.scalar(select(func.count()).select_from(found)) or 0
