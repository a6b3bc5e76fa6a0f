"""Note what happened to a case, and move it to where that leads."""

import json
from collections.abc import Mapping

from sqlalchemy.orm import Session

from app.cases.workflow import CaseEventKind, Move
from app.services.actors import Actor
from app.services.workplace import Workplace
from app.store.cases import change_state
from app.store.events import record_event
from app.store.ids import CaseId, EventId, new_id
from app.store.records import EventRecord


def note_move(
    session: Session,
    workplace: Workplace,
    actor: Actor,
    case_id: CaseId,
    move: Move,
) -> None:
    """Keep the event of a move and the state that it leads to."""
    note_event(session, workplace, actor, case_id, move.event)
    change_state(session, case_id, move.after.value)


def note_event(
    session: Session,
    workplace: Workplace,
    actor: Actor,
    case_id: CaseId,
    kind: CaseEventKind,
    details: Mapping[str, str] | None = None,
) -> None:
    """Keep something that happened; `details` hold codes and ids, never words of people."""
    record_event(
        session,
        workplace.keys.get(case_id),
        EventRecord(
            id=EventId(new_id()),
            case_id=case_id,
            kind=kind.value,
            details=json.dumps(dict(details or {}), sort_keys=True),
            reason=None,
            happened_at=workplace.clock.now(),
            happened_by=actor.account,
        ),
    )
