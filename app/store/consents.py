"""Rows of what persons agreed to: only ever added, and the last word counts."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cases.consents import Consent, ConsentBy, ConsentKind, Share
from app.store.cases import hold_case
from app.store.errors import ConflictError
from app.store.ids import AccountId, CaseId, ConsentId, RecipientId
from app.store.sealing import CaseKey, Place, seal_text, unseal_text
from app.store.tables import ConsentWord


@dataclass(frozen=True)
class ConsentRecord:
    """What somebody said about one consent, and who wrote it down when."""

    id: ConsentId
    case_id: CaseId
    said: Consent
    recorded_at: datetime
    recorded_by: AccountId


def record_consent(session: Session, key: CaseKey, new: ConsentRecord) -> None:
    """Add what somebody said; the same one again changes nothing, another with its id is refused.

    Raises ConflictError then: what somebody takes back may never be lost in silence.
    """
    hold_case(session, key.case_id)
    known = session.get(ConsentWord, new.id)
    if known is not None and known.case_id == key.case_id:
        return
    if known is not None:
        raise ConflictError(f"There is another consent with the id {new.id}.")
    last = select(func.max(ConsentWord.sequence)).where(ConsentWord.case_id == key.case_id)
    session.add(
        ConsentWord(
            id=new.id,
            case_id=key.case_id,
            sequence=(session.scalar(last) or 0) + 1,
            kind=new.said.kind.value,
            given_by=new.said.by.value,
            agrees=new.said.agrees,
            said_on=new.said.said_on,
            recipient_id=new.said.recipient or None,
            purpose=seal_text(key, _place(new.id), new.said.purpose) if new.said.purpose else None,
            shares=json.dumps(sorted(each.value for each in new.said.shares)),
            recorded_at=new.recorded_at,
            recorded_by=new.recorded_by,
        )
    )
    session.flush()


def list_consents(session: Session, key: CaseKey) -> tuple[ConsentRecord, ...]:
    """Give everything that was said about consents in the case of this key, oldest first."""
    in_order = (
        select(ConsentWord).where(ConsentWord.case_id == key.case_id).order_by(ConsentWord.sequence)
    )
    return tuple(_record_of(key, row) for row in session.scalars(in_order))


def _place(consent_id: ConsentId) -> Place:
    return Place(ConsentWord.__tablename__, "purpose", consent_id)


def _record_of(key: CaseKey, row: ConsentWord) -> ConsentRecord:
    purpose = "" if row.purpose is None else unseal_text(key, _place(row.id), row.purpose)
    said = Consent(
        kind=ConsentKind(row.kind),
        by=ConsentBy(row.given_by),
        agrees=row.agrees,
        said_on=row.said_on,
        recipient=RecipientId(row.recipient_id or ""),
        purpose=purpose,
        shares=frozenset(Share(each) for each in json.loads(row.shares)),
    )
    return ConsentRecord(row.id, row.case_id, said, row.recorded_at, row.recorded_by)
