"""Do something to a case: the one way in which it moves, and what it leaves in its history."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from app.cases.moves import (
    EVENTS_OF_AUTHORS,
    EVENTS_OF_REVIEWERS,
    apply_move,
    check_four_eyes,
    follow,
    list_moves,
    may_play,
)
from app.cases.override import Override, find_override
from app.cases.workflow import (
    CaseAction,
    CaseEventKind,
    CaseState,
    Decision,
    Move,
    Need,
    Part,
    Standing,
)
from app.services.actors import Actor, NotAllowedError
from app.services.workplace import Workplace
from app.store.authors import list_authors
from app.store.cases import change_standing, hold_case
from app.store.events import check_seen, list_deeds, list_events, record_event
from app.store.ids import CaseId, EventId, new_id
from app.store.records import CaseRecord, EventRecord


@dataclass(frozen=True)
class Doing:
    """What a person does to a case, and what they give with it.

    `details` are codes and ids, never words of people; `seen` is the sequence of the last event
    that the person saw, None where it does not matter what others did meanwhile. `is_addressed`
    where something of the case was sent to the person's organisation, and they answer that alone.
    """

    action: CaseAction
    reason: str = ""
    details: Mapping[str, str] = field(default_factory=dict)
    given: frozenset[Need] = frozenset()
    seen: int | None = None
    is_addressed: bool = False


def move_case(
    session: Session, workplace: Workplace, actor: Actor, case_id: CaseId, doing: Doing
) -> EventRecord:
    """Do something to a case, keep the event, and move the case to where that leads.

    Raises IllegalMoveError, NotAllowedError, FourEyesError or MissingNeedError; CaseMovedError if
    somebody was faster. Nothing has changed then.
    """
    case = hold_case(session, case_id)
    if doing.seen is not None:
        check_seen(session, case_id, doing.seen)
    standing = read_standing(case)
    held = find_parts(session, actor, case_id)
    given = doing.given | _list_given(session, workplace, case, doing)
    move = apply_move(standing.state, doing.action, held, given)
    if not _may_do(actor, move, case, doing):
        raise NotAllowedError
    kept = keep_event(session, workplace, actor, case_id, move.event, doing)
    after = follow(standing, move)
    decision = None if after.decision is None else after.decision.value
    change_standing(session, case_id, move.after.value, decision)
    return kept


def keep_event(
    session: Session,
    workplace: Workplace,
    actor: Actor,
    case_id: CaseId,
    kind: CaseEventKind,
    doing: Doing,
) -> EventRecord:
    """Keep what happened to a case, whatever it is."""
    new = EventRecord(
        id=EventId(new_id()),
        case_id=case_id,
        kind=kind.value,
        details=json.dumps(dict(doing.details), sort_keys=True),
        reason=doing.reason.strip() or None,
        happened_at=workplace.clock.now(),
        happened_by=actor.account,
    )
    return record_event(session, workplace.keys.get(case_id), new)


def read_standing(case: CaseRecord) -> Standing:
    """Give where a stored case stands."""
    decision = None if case.decision is None else Decision(case.decision)
    return Standing(CaseState(case.state), decision)


def find_parts(session: Session, actor: Actor, case_id: CaseId) -> frozenset[Part]:
    """Give the parts that a person played in a case, whatever their role was then.

    Whoever hands in what others took is an author too: they say that it may be decided.
    """
    parts = set()
    kinds = (kind.value for kind in EVENTS_OF_AUTHORS | EVENTS_OF_REVIEWERS)
    done = {CaseEventKind(each) for each in list_deeds(session, case_id, actor.account, kinds)}
    if done & EVENTS_OF_AUTHORS or actor.account in list_authors(session, case_id):
        parts.add(Part.AUTHOR)
    if done & EVENTS_OF_REVIEWERS:
        parts.add(Part.REVIEWER)
    return frozenset(parts)


def check_may_author(session: Session, actor: Actor, case_id: CaseId) -> None:
    """Raise FourEyesError if somebody takes an answer in a case that they reviewed."""
    kinds = (kind.value for kind in EVENTS_OF_REVIEWERS)
    if list_deeds(session, case_id, actor.account, kinds):
        check_four_eyes(Part.AUTHOR, frozenset({Part.REVIEWER}))


def list_possible(session: Session, actor: Actor, case: CaseRecord) -> frozenset[CaseAction]:
    """Give what this person can do to a case as it stands, if they give what it needs."""
    held = find_parts(session, actor, case.id)
    return frozenset(
        move.action
        for move in list_moves(CaseState(case.state))
        if actor.may_on(move.permission, case) and may_play(move.part, held)
    )


def find_standing_override(
    session: Session, workplace: Workplace, case_id: CaseId
) -> Override | None:
    """Give the override that stands in a case; None if there is none."""
    events = list_events(session, case_id, workplace.keys.find(case_id))
    return find_override((CaseEventKind(e.kind), json.loads(e.details)) for e in events)


def _may_do(actor: Actor, move: Move, case: CaseRecord, doing: Doing) -> bool:
    if doing.is_addressed:
        return actor.may(move.permission)
    return actor.may_on(move.permission, case)


def _list_given(
    session: Session, workplace: Workplace, case: CaseRecord, doing: Doing
) -> frozenset[Need]:
    given = {Need.REASON} if doing.reason.strip() else set()
    override = find_standing_override(session, workplace, case.id)
    if override is None or not override.is_contradicted:
        given.add(Need.SETTLED_OVERRIDE)
    return frozenset(given)
