"""Rows of purges: what is due to be destroyed, what was proposed, and what came of it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.cases.retention import Part
from app.store.case_numbers import CaseNumber
from app.store.erasing_parts import has_part
from app.store.ids import AccountId, CaseId, OrganisationId, PurgeId
from app.store.tables import Case, CaseEvent, Purge


@dataclass(frozen=True)
class ClosedCase:
    """A case that is closed, and since when."""

    id: CaseId
    number: CaseNumber
    closed_at: datetime


@dataclass(frozen=True)
class ProposedPurge:
    """Cases that somebody proposes to destroy, or a part of them, until somebody else decides."""

    id: PurgeId
    organisation: OrganisationId
    cases: tuple[CaseId, ...]
    proposed_at: datetime
    proposed_by: AccountId
    part: Part = Part.WHOLE


def list_closed_before(
    session: Session,
    organisation: OrganisationId,
    closed: tuple[str, str],
    moment: datetime,
    part: Part = Part.WHOLE,
) -> tuple[ClosedCase, ...]:
    """Give an organisation's cases that stand in a state since before a moment, longest first.

    `closed` is that state, and the event that leads to it; each has something of the part.
    """
    found = session.execute(select_closed(organisation, closed, moment).where(has_part(part)))
    return tuple(ClosedCase(each.id, CaseNumber(each.number), each.closed_at) for each in found)


def select_closed(
    organisation: OrganisationId, closed: tuple[str, str], moment: datetime
) -> Select[CaseId, str, datetime]:
    """Give what finds the cases that stand in a state since before a moment, longest first."""
    state, kind = closed
    last = func.max(CaseEvent.happened_at)
    return (
        select(Case.id, Case.number, last.label("closed_at"))
        .join(CaseEvent, CaseEvent.case_id == Case.id)
        .where(Case.organisation_id == organisation, Case.state == state, CaseEvent.kind == kind)
        .group_by(Case.id, Case.number)
        .having(last < moment)
        .order_by(last, Case.id)
    )


def record_purge(session: Session, new: ProposedPurge) -> None:
    """Keep a proposal; the same one again changes nothing."""
    if session.get(Purge, new.id) is None:
        session.add(
            Purge(
                id=new.id,
                organisation_id=new.organisation,
                cases=json.dumps(new.cases),
                part=None if new.part is Part.WHOLE else new.part.value,
                proposed_at=new.proposed_at,
                proposed_by=new.proposed_by,
            )
        )
        session.flush()


def find_open_purge(session: Session, organisation: OrganisationId) -> ProposedPurge | None:
    """Give the proposal of an organisation that waits, the oldest first; None without one."""
    waiting = (
        select(Purge)
        .where(Purge.organisation_id == organisation, Purge.decided_at.is_(None))
        .order_by(Purge.proposed_at, Purge.id)
    )
    row = session.scalars(waiting.limit(1)).first()
    if row is None:
        return None
    cases = tuple(json.loads(row.cases))
    part = Part(row.part or Part.WHOLE.value)
    return ProposedPurge(row.id, row.organisation_id, cases, row.proposed_at, row.proposed_by, part)


def end_purge(
    session: Session,
    purge_id: PurgeId,
    outcome: str,
    destroyed: Sequence[CaseId],
    by: tuple[AccountId, datetime],
) -> None:
    """Keep what was decided on a proposal, and which cases went."""
    row = session.get_one(Purge, purge_id)
    row.outcome, row.destroyed = outcome, json.dumps(destroyed)
    row.decided_by, row.decided_at = by
    session.flush()


def list_purged_cases(session: Session) -> frozenset[CaseId]:
    """Give all cases that were ever destroyed whole because their time was over."""
    return frozenset(case for case, part in list_purged(session) if part is Part.WHOLE)


def list_purged(session: Session) -> frozenset[tuple[CaseId, Part]]:
    """Give all cases that were ever destroyed because their time was over, and which part."""
    rows = session.execute(select(Purge.destroyed, Purge.part).where(Purge.destroyed.is_not(None)))
    return frozenset(
        (case, Part(row.part or Part.WHOLE.value))
        for row in rows
        for case in json.loads(row.destroyed or "[]")
    )
