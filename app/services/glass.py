"""Break the glass: open one case of another area in an emergency, for a reason and for an hour.

Only within one's own organisation: what other organisations hold is passed on with consent, or not
at all. Supervisors and administrators of the organisation are told.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from app.cases.roles import Permission
from app.cases.workflow import CaseAction
from app.services.actors import Actor, NotAllowedError
from app.services.blindness import list_closed_cases
from app.services.case_events import Doing, move_case
from app.services.workplace import Workplace
from app.store.accounts import get_account
from app.store.case_numbers import CaseNumber, parse_case_number
from app.store.cases import find_case, get_case
from app.store.events import list_events
from app.store.glass import (
    GlassRecord,
    find_unseen,
    keep_opening,
    list_open_to,
    list_unseen,
    note_seen,
)
from app.store.ids import CaseId, GlassId, new_id
from app.store.log import Deed, note_act
from app.store.records import CaseRecord

OPEN_FOR: Final = timedelta(hours=1)
MOST_LISTED: Final = 50


@dataclass(frozen=True)
class Opening:
    """A case that somebody opened in an emergency; no `reason` for who reads no cases."""

    id: GlassId
    number: CaseNumber
    who: str
    opened_at: datetime
    open_until: datetime
    reason: str = field(default="", repr=False)


def find_closed_case(session: Session, actor: Actor, number: str) -> CaseRecord | None:
    """Give the case with a number that the glass can be broken for; None if there is none.

    A case that is open to this person anyway is given too. One that they are to code without seeing
    it, and one of another organisation, are as if there were none.
    """
    reach, written = actor.reach(Permission.BREAK_GLASS), parse_case_number(number)
    case = None if reach is None or written is None else find_case(session, written, reach)
    if case is None or case.id in list_closed_cases(session, actor):
        return None
    return case


def break_glass(
    session: Session, workplace: Workplace, actor: Actor, case: CaseRecord, reason: str
) -> None:
    """Open a case to somebody for an hour. Raises what `move_case` raises, and keeps the reason."""
    doing = Doing(CaseAction.BREAK_GLASS, reason)
    event = move_case(session, workplace, actor, case.id, doing)
    now = workplace.clock.now()
    opening = GlassRecord(GlassId(new_id()), case.id, event.id, actor.account, now, now + OPEN_FOR)
    keep_opening(session, opening)


def list_opened(session: Session, workplace: Workplace, actor: Actor) -> frozenset[CaseId]:
    """Give the cases that are open to somebody in an emergency now."""
    if not actor.may(Permission.BREAK_GLASS):
        return frozenset()
    return list_open_to(session, actor.account, workplace.clock.now())


def list_notices(session: Session, workplace: Workplace, actor: Actor) -> tuple[Opening, ...]:
    """Give the openings in somebody's organisation of which nobody took notice, oldest first."""
    reach = actor.reach(Permission.READ_GLASS)
    if reach is None:
        return ()
    found = list_unseen(session, reach.organisation_id, MOST_LISTED)
    if found:
        note_act(session, Deed.LISTED, " ".join(each.case_id for each in found))
    return tuple(_describe(session, workplace, actor, each) for each in found)


def take_notice(session: Session, workplace: Workplace, actor: Actor, glass_id: GlassId) -> bool:
    """Keep that somebody knows of an opening. False if there is none, or it is another's, alike."""
    reach = actor.reach(Permission.READ_GLASS)
    if reach is None:
        raise NotAllowedError
    found = find_unseen(session, reach.organisation_id, glass_id)
    if found is None or found.account_id == actor.account:
        return False
    note_seen(session, glass_id, workplace.clock.now(), actor.account)
    return True


def _describe(
    session: Session, workplace: Workplace, actor: Actor, opening: GlassRecord
) -> Opening:
    case = get_case(session, opening.case_id)
    reason = ""
    if actor.may_on(Permission.READ_CASES, case):
        key = workplace.keys.find(case.id)
        events = list_events(session, case.id, key)
        reason = next((each.reason or "" for each in events if each.id == opening.event_id), "")
    who = get_account(session, opening.account_id).name
    return Opening(opening.id, case.number, who, opening.opened_at, opening.open_until, reason)
