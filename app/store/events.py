"""Rows of what happened to cases: only ever added."""

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.store.errors import CaseKeyError, CaseMovedError, ConflictError, NotFoundError
from app.store.ids import AccountId, CaseId, EventId
from app.store.records import EventRecord
from app.store.sealing import CaseKey, Place, seal_text, unseal_text
from app.store.tables import Case, CaseEvent


def record_event(session: Session, key: CaseKey, new: EventRecord) -> EventRecord:
    """Add an event and give it with its sequence; the same one again changes nothing."""
    if new.case_id != key.case_id:
        raise CaseKeyError(f"The key of case {key.case_id} is not the key of {new.case_id}.")
    # Whoever holds the case alone may give the next number of the sequence.
    if session.get(Case, new.case_id, with_for_update=True) is None:
        raise NotFoundError(f"There is no case {new.case_id}.")
    row = session.get(CaseEvent, new.id)
    if row is not None:
        return _confirm_same(key, row, new)
    row = CaseEvent(
        id=new.id,
        case_id=new.case_id,
        sequence=_next_sequence(session, new.case_id),
        kind=new.kind,
        details=new.details,
        reason=None if new.reason is None else seal_text(key, _place(new.id), new.reason),
        happened_at=new.happened_at,
        happened_by=new.happened_by,
    )
    session.add(row)
    session.flush()
    return _record_of(key, row)


def list_events(session: Session, case_id: CaseId, key: CaseKey | None) -> tuple[EventRecord, ...]:
    """Give the events of a case in the order they happened.

    Without a key, which is how a case is left when its key was destroyed, reasons are lost and
    marked so.
    """
    in_order = select(CaseEvent).where(CaseEvent.case_id == case_id).order_by(CaseEvent.sequence)
    return tuple(_record_of(key, row) for row in session.scalars(in_order))


def check_seen(session: Session, case_id: CaseId, seen: int) -> None:
    """Raise CaseMovedError if anything happened to a case after the event with this sequence.

    Whoever calls this holds the case, so that nothing happens to it from now on.
    """
    if _next_sequence(session, case_id) != seen + 1:
        raise CaseMovedError(f"Something happened to case {case_id} meanwhile.")


def list_deeds(
    session: Session, case_id: CaseId, account: AccountId, kinds: Iterable[str]
) -> tuple[str, ...]:
    """Give which of these kinds of events somebody brought about in a case, in no order."""
    found = select(CaseEvent.kind).where(
        CaseEvent.case_id == case_id,
        CaseEvent.happened_by == account,
        CaseEvent.kind.in_(sorted(kinds)),
    )
    return tuple(session.scalars(found.distinct()))


def _next_sequence(session: Session, case_id: CaseId) -> int:
    last = select(func.max(CaseEvent.sequence)).where(CaseEvent.case_id == case_id)
    return (session.scalar(last) or 0) + 1


def _confirm_same(key: CaseKey, row: CaseEvent, new: EventRecord) -> EventRecord:
    if row.case_id == new.case_id:
        stored = _record_of(key, row)
        if _what_it_says(stored) == _what_it_says(new):
            return stored
    raise ConflictError(f"There is another event with the id {new.id}.")


def _what_it_says(record: EventRecord) -> tuple[object, ...]:
    return (record.kind, record.details, record.reason, record.happened_by)


def _place(event_id: EventId) -> Place:
    return Place(CaseEvent.__tablename__, "reason", event_id)


def _record_of(key: CaseKey | None, row: CaseEvent) -> EventRecord:
    return EventRecord(
        id=row.id,
        case_id=row.case_id,
        kind=row.kind,
        details=row.details,
        reason=_unseal_reason(key, row),
        happened_at=row.happened_at,
        happened_by=row.happened_by,
        sequence=row.sequence,
        is_reason_lost=key is None and row.reason is not None,
    )


def _unseal_reason(key: CaseKey | None, row: CaseEvent) -> str | None:
    if key is None or row.reason is None:
        return None
    return unseal_text(key, _place(row.id), row.reason)
