"""What a supervisor decided on a case, and said beside the machine, as documents show it."""

import json
from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy.orm import Session

from app.cases.moves import EVENTS_OF_DECISIONS
from app.cases.override import find_override
from app.cases.workflow import CaseEventKind
from app.reports.reviewed import DecisionMade, OverrideSaid, Reviewed
from app.services.workplace import Workplace
from app.store.accounts import get_account
from app.store.events import list_events
from app.store.records import CaseRecord, EventRecord


def find_reviewed(session: Session, workplace: Workplace, case: CaseRecord) -> Reviewed:
    """Give the decision that holds and the override that stands, each with its reason."""
    events = list_events(session, case.id, workplace.keys.find(case.id))
    return Reviewed(_find_decision(session, case, events), _find_override(session, events))


def _find_decision(
    session: Session, case: CaseRecord, events: Iterable[EventRecord]
) -> DecisionMade | None:
    kinds = {kind.value for kind in EVENTS_OF_DECISIONS}
    made = [each for each in events if each.kind in kinds]
    if case.decision is None or not made:
        return None
    last = made[-1]
    return DecisionMade(case.decision, last.reason or "", *_sign(session, last))


def _find_override(session: Session, events: tuple[EventRecord, ...]) -> OverrideSaid | None:
    standing = find_override((CaseEventKind(each.kind), _read(each)) for each in events)
    if standing is None:
        return None
    said = [each for each in events if each.kind == CaseEventKind.OVERRIDDEN.value][-1]
    by, on = _sign(session, said)
    return OverrideSaid(
        standing.says, standing.machine, said.reason or "", by, on, standing.is_contradicted
    )


def _read(event: EventRecord) -> Mapping[str, str]:
    details: dict[str, str] = json.loads(event.details)
    return details


def _sign(session: Session, event: EventRecord) -> tuple[str, date]:
    return get_account(session, event.happened_by).name, event.happened_at.date()
