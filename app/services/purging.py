"""Destroy cases whose time is over: one person proposes, another one decides.

A case is due once it has been closed for longer than every purpose needs it. What is destroyed goes
as an erased case does: its rows, and the key that opens what backups still hold of it. A part of a
case is due by itself, once those purposes are over that it is kept for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Final

from sqlalchemy.orm import Session

from app.cases.retention import Part, Purpose, find_longest
from app.cases.roles import Permission
from app.cases.workflow import CaseEventKind, CaseState
from app.services.actors import Actor, NotAllowedError
from app.services.after_commit import do_after_commit
from app.services.workplace import Workplace
from app.store.accounts import get_account
from app.store.database import empty_the_log
from app.store.erasing import erase_case
from app.store.erasing_parts import erase_part
from app.store.ids import CaseId, PurgeId
from app.store.keys import ErasedCasePart
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
    part: Part
    who: str
    proposed_at: datetime
    cases: tuple[ClosedCase, ...]
    is_own: bool


@dataclass(frozen=True)
class Overdue:
    """What is due in an organisation, and the proposal that waits; `endless` have no period.

    `parts` are due of cases of which the rest is kept; only those with something of them are there.
    """

    cases: tuple[ClosedCase, ...]
    parts: Mapping[Part, tuple[ClosedCase, ...]]
    endless: tuple[Purpose, ...]
    waiting: Waiting | None


def find_overdue(session: Session, workplace: Workplace, actor: Actor) -> Overdue:
    """Give which cases of somebody's organisation are due, by number alone."""
    _check_may(actor, Permission.PURGE)
    months, now = _read_periods(session, actor), workplace.clock.now()
    due = {part: _list_due(session, actor, part, months, now) for part in Part}
    listed = sorted({each.id for cases in due.values() for each in cases})
    if listed:
        note_act(session, Deed.LISTED, " ".join(listed))
    endless = tuple(each for each, period in months.items() if period is None)
    waiting = _find_waiting(session, actor, due)
    whole = due.pop(Part.WHOLE)
    return Overdue(whole, {part: cases for part, cases in due.items() if cases}, endless, waiting)


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


def propose(
    session: Session,
    workplace: Workplace,
    actor: Actor,
    purge_id: PurgeId,
    part: Part = Part.WHOLE,
) -> int:
    """Propose to destroy what is due, the longest closed first; give how many cases that is.

    Raises NotAllowedError, and PurgeRefusedError where nothing is due or a proposal waits.
    """
    _check_may(actor, Permission.ADMINISTER)
    months, now = _read_periods(session, actor), workplace.clock.now()
    due = _list_due(session, actor, part, months, now)[:MOST_AT_ONCE]
    if not due:
        raise PurgeRefusedError("No case is due.")
    waiting = find_open_purge(session, actor.organisation)
    if waiting is not None and waiting.id != purge_id:
        raise PurgeRefusedError("Another proposal waits: it has to be decided first.")
    cases = tuple(each.id for each in due)
    record_purge(
        session, ProposedPurge(purge_id, actor.organisation, cases, now, actor.account, part)
    )
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
    now = workplace.clock.now()
    going: list[CaseId] = []
    if outcome is PurgeOutcome.DESTROYED:
        going = _list_still_due(session, actor, found, now)
    if found.part is Part.WHOLE:
        _destroy(session, workplace, going, now)
    else:
        _destroy_part(session, workplace, [(case_id, found.part) for case_id in going], now)
    end_purge(session, purge_id, outcome.value, going, (actor.account, now))
    return len(going)


def _list_still_due(
    session: Session, actor: Actor, found: ProposedPurge, now: datetime
) -> list[CaseId]:
    periods = _read_periods(session, actor)
    due = {each.id for each in _list_due(session, actor, found.part, periods, now)}
    return [each for each in found.cases if each in due]


def _destroy(
    session: Session, workplace: Workplace, cases: Sequence[CaseId], now: datetime
) -> None:
    for case_id in cases:
        erase_case(session, case_id)
        note_act(session, Deed.KEY_DESTROYED, case_id)
    do_after_commit(session, lambda: _destroy_keys(workplace, cases, now))


def _destroy_part(
    session: Session, workplace: Workplace, parts: Sequence[ErasedCasePart], now: datetime
) -> None:
    """Erase a part of some cases; with what was told goes the key, as nothing needs it then."""
    for case_id, part in parts:
        erase_part(session, case_id, part, now)
        note_act(session, Deed.PART_DESTROYED, f"{case_id} {part.value}")
        if part is Part.TOLD:
            note_act(session, Deed.KEY_DESTROYED, case_id)

    def finish() -> None:
        # First that the rest is kept: a key without it would have a restore erase the whole case.
        workplace.keys.note_parts(parts, now)
        for case_id, part in parts:
            if part is Part.TOLD:
                workplace.keys.destroy(case_id, now)
        if parts:
            empty_the_log(workplace.records)

    do_after_commit(session, finish)


def _destroy_keys(workplace: Workplace, cases: Sequence[CaseId], now: datetime) -> None:
    """Destroy what opens the cases; what is left when this process ends goes at the next start."""
    workplace.keys.forget_parts(cases)
    for case_id in cases:
        workplace.keys.destroy(case_id, now)
    # Deleted rows stay readable in the log of recent changes until it is emptied.
    if cases:
        empty_the_log(workplace.records)


def _read_periods(session: Session, actor: Actor) -> Mapping[Purpose, int | None]:
    """Give for how many months an organisation keeps what each purpose needs; None has no end."""
    kept = list_periods(session, actor.organisation)
    return {each: kept.get(each.value) for each in Purpose}


def _list_due(
    session: Session,
    actor: Actor,
    part: Part,
    months: Mapping[Purpose, int | None],
    now: datetime,
) -> tuple[ClosedCase, ...]:
    longest = find_longest(months, part)
    if longest is None:
        return ()
    before = now - longest * MONTH
    due = list_closed_before(session, actor.organisation, CLOSED, before, part)
    whole = find_longest(months)
    if part is Part.WHOLE or whole is None:
        return due
    # What is due whole is not asked for in parts too.
    return tuple(each for each in due if each.closed_at >= now - whole * MONTH)


def _find_waiting(
    session: Session, actor: Actor, due: Mapping[Part, tuple[ClosedCase, ...]]
) -> Waiting | None:
    found = find_open_purge(session, actor.organisation)
    if found is None:
        return None
    cases = tuple(each for each in due[found.part] if each.id in found.cases)
    who = get_account(session, found.proposed_by).name
    is_own = found.proposed_by == actor.account
    return Waiting(found.id, found.part, who, found.proposed_at, cases, is_own)


def _check_may(actor: Actor, permission: Permission) -> None:
    if not actor.may(permission):
        raise NotAllowedError
