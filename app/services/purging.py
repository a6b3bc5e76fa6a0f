"""Destroy cases whose time is over: one person proposes, another one decides.

A case is due once it has been closed for longer than every purpose needs it. What is destroyed goes
as an erased case does: its rows, and the key that opens what backups still hold of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Final

from sqlalchemy.orm import Session

from app.cases.retention import Purpose, find_longest
from app.cases.roles import Permission
from app.cases.workflow import CaseEventKind, CaseState
from app.services.actors import Actor, NotAllowedError
from app.services.after_commit import do_after_commit
from app.services.workplace import Workplace
from app.store.accounts import get_account
from app.store.database import empty_the_log
from app.store.erasing import erase_case
from app.store.ids import CaseId, PurgeId
from app.store.log import Deed, note_act
from app.store.organisations import list_periods
from app.store.purges import (
    ClosedCase,
    ProposedPurge,
    end_purge,
    find_open_purge,
    list_closed_before,
    record_purge,
)

MONTH: Final = timedelta(days=30.4375)
CLOSED: Final = (CaseState.CLOSED.value, CaseEventKind.CLOSED.value)
# As many as somebody can look through before they decide.
MOST_AT_ONCE: Final = 100


class PurgeOutcome(Enum):
    """What somebody decides on a proposal; the values are the codes in the database."""

    DESTROYED = "destroyed"
    REFUSED = "refused"


class PurgeRefusedError(Exception):
    """This is not possible; the message is fit for people."""


@dataclass(frozen=True)
class Waiting:
    """A proposal that waits: who made it, and which of its cases are still due."""

    id: PurgeId
    who: str
    proposed_at: datetime
    cases: tuple[ClosedCase, ...]
    is_own: bool


@dataclass(frozen=True)
class Overdue:
    """What is due in an organisation, and the proposal that waits; `endless` have no period."""

    cases: tuple[ClosedCase, ...]
    endless: tuple[Purpose, ...]
    waiting: Waiting | None


def find_overdue(session: Session, workplace: Workplace, actor: Actor) -> Overdue:
    """Give which cases of somebody's organisation are due, by number alone."""
    _check_may(actor, Permission.PURGE)
    due = _list_due(session, workplace, actor)
    if due:
        note_act(session, Deed.LISTED, " ".join(each.id for each in due))
    months = list_periods(session, actor.organisation)
    endless = tuple(each for each in Purpose if each.value not in months)
    return Overdue(due, endless, _find_waiting(session, actor, due))


def has_to_decide(session: Session, actor: Actor) -> bool:
    """Say whether a proposal waits for somebody who did not make it."""
    if not actor.may(Permission.PURGE):
        return False
    found = find_open_purge(session, actor.organisation)
    return found is not None and found.proposed_by != actor.account


def waits(session: Session, actor: Actor, purge_id: PurgeId) -> bool:
    """Say whether a proposal waits in somebody's organisation."""
    found = find_open_purge(session, actor.organisation)
    return found is not None and found.id == purge_id


def propose(session: Session, workplace: Workplace, actor: Actor, purge_id: PurgeId) -> int:
    """Propose to destroy what is due, the longest closed first; give how many cases that is.

    Raises NotAllowedError, and PurgeRefusedError where nothing is due or a proposal waits.
    """
    _check_may(actor, Permission.ADMINISTER)
    due = _list_due(session, workplace, actor)[:MOST_AT_ONCE]
    if not due:
        raise PurgeRefusedError("No case is due.")
    waiting = find_open_purge(session, actor.organisation)
    if waiting is not None and waiting.id != purge_id:
        raise PurgeRefusedError("Another proposal waits: it has to be decided first.")
    cases = tuple(each.id for each in due)
    now = workplace.clock.now()
    record_purge(session, ProposedPurge(purge_id, actor.organisation, cases, now, actor.account))
    return len(due)


def decide(
    session: Session,
    workplace: Workplace,
    actor: Actor,
    purge_id: PurgeId,
    outcome: PurgeOutcome,
) -> int:
    """Decide on a proposal of somebody else, and give how many cases were destroyed.

    A case that is due no longer, as it was opened again or is to be kept for longer, stays. Raises
    NotAllowedError, LookupError if there is no such proposal in the organisation, and
    PurgeRefusedError for who proposed it.
    """
    _check_may(actor, Permission.PURGE)
    found = find_open_purge(session, actor.organisation)
    if found is None or found.id != purge_id:
        raise LookupError(purge_id)
    if found.proposed_by == actor.account:
        raise PurgeRefusedError("Another person than the one who proposed it has to decide.")
    going: list[CaseId] = []
    if outcome is PurgeOutcome.DESTROYED:
        still_due = {each.id for each in _list_due(session, workplace, actor)}
        going = [each for each in found.cases if each in still_due]
    now = workplace.clock.now()
    _destroy(session, workplace, going, now)
    end_purge(session, purge_id, outcome.value, going, (actor.account, now))
    return len(going)


def _destroy(
    session: Session, workplace: Workplace, cases: Sequence[CaseId], now: datetime
) -> None:
    for case_id in cases:
        erase_case(session, case_id)
        note_act(session, Deed.KEY_DESTROYED, case_id)
    do_after_commit(session, lambda: _destroy_keys(workplace, cases, now))


def _destroy_keys(workplace: Workplace, cases: Sequence[CaseId], now: datetime) -> None:
    """Destroy what opens the cases; what is left when this process ends goes at the next start."""
    for case_id in cases:
        workplace.keys.destroy(case_id, now)
    # Deleted rows stay readable in the log of recent changes until it is emptied.
    if cases:
        empty_the_log(workplace.records)


def _list_due(session: Session, workplace: Workplace, actor: Actor) -> tuple[ClosedCase, ...]:
    kept = list_periods(session, actor.organisation)
    longest = find_longest({each: kept.get(each.value) for each in Purpose})
    if longest is None:
        return ()
    before = workplace.clock.now() - longest * MONTH
    return list_closed_before(session, actor.organisation, CLOSED, before)


def _find_waiting(session: Session, actor: Actor, due: tuple[ClosedCase, ...]) -> Waiting | None:
    found = find_open_purge(session, actor.organisation)
    if found is None:
        return None
    cases = tuple(each for each in due if each.id in found.cases)
    who = get_account(session, found.proposed_by).name
    is_own = found.proposed_by == actor.account
    return Waiting(found.id, who, found.proposed_at, cases, is_own)


def _check_may(actor: Actor, permission: Permission) -> None:
    if not actor.may(permission):
        raise NotAllowedError
