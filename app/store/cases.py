"""Rows of cases: making, finding and listing them."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, or_, select, union_all
from sqlalchemy.orm import Session

from app.store.case_numbers import CaseNumber, draw_case_number
from app.store.errors import ConflictError, NotFoundError
from app.store.ids import AreaId, CaseId, OrganisationId
from app.store.keys import KeyStore
from app.store.records import CaseRecord, NewCase
from app.store.tables import Case


@dataclass(frozen=True)
class Reach:
    """Whose cases can be seen: those of one organisation, in these areas and states (None: all).

    `opened` are single cases of other areas that can be found by their number, and are on no list.
    """

    organisation_id: OrganisationId
    areas: frozenset[AreaId] | None = None
    states: frozenset[str] | None = None
    opened: frozenset[CaseId] = frozenset()


@dataclass(frozen=True)
class Mark:
    """Where a page of a list ended; the next one goes on behind it."""

    created_at: datetime
    case_id: CaseId


@dataclass(frozen=True)
class CasePage:
    """Some cases, newest first, and where the next page begins if there is one."""

    cases: tuple[CaseRecord, ...]
    next_mark: Mark | None


def create_case(session: Session, keys: KeyStore, new: NewCase) -> CaseRecord:
    """Make a case and its key; the key is safe on disk before the case can be committed.

    The same new case again gives the case that was made; another one with its id is refused.
    """
    row = session.get(Case, new.id)
    if row is None:
        if keys.find(new.id) is None:
            keys.create(new.id, new.created_at)
        row = Case(
            id=new.id,
            number=_draw_unused_number(session, new.created_at.year),
            organisation_id=new.organisation_id,
            area_id=new.area_id,
            state=new.state,
            created_at=new.created_at,
            created_by=new.created_by,
        )
        session.add(row)
        session.flush()
    elif (row.organisation_id, row.area_id, row.created_by) != (
        new.organisation_id,
        new.area_id,
        new.created_by,
    ):
        raise ConflictError(f"There is another case with the id {new.id}.")
    return describe_case(row)


def get_case(session: Session, case_id: CaseId) -> CaseRecord:
    """Give a case, whoever may see it, or raise NotFoundError."""
    return describe_case(_get_row(session, case_id))


def find_case(session: Session, number: CaseNumber, reach: Reach) -> CaseRecord | None:
    """Give the case with this number; None if there is none or it is out of reach, all the same."""
    row = session.scalar(_within_or_opened(reach).where(Case.number == number))
    return None if row is None else describe_case(row)


def list_cases(session: Session, reach: Reach, size: int, after: Mark | None = None) -> CasePage:
    """Give one page of the cases within reach, newest first."""
    rows = tuple(session.scalars(select_newest(reach, size + 1, after)))
    cases = tuple(describe_case(row) for row in rows[:size])
    has_more = len(rows) > size
    return CasePage(cases, Mark(cases[-1].created_at, cases[-1].id) if has_more else None)


def select_newest(reach: Reach, size: int, after: Mark | None = None) -> Select[Case]:
    """Give the statement that selects the newest cases within reach, behind a mark if there is one.

    Each state in each area is read from an index by itself, and only so far as it can be needed:
    what is rare among many cases takes no longer to be found than what is not.
    """
    areas = [None] if reach.areas is None else [frozenset({each}) for each in reach.areas]
    states = [None] if reach.states is None else [frozenset({each}) for each in reach.states]
    parts = (replace(reach, areas=area, states=state) for area in areas for state in states)
    newest = [_select_part(part, size, after) for part in parts]
    if not newest:
        return within(reach)
    found = union_all(*(select(each.subquery().c.id) for each in newest))
    ids = select(found.subquery().c.id)
    in_order = select(Case).where(Case.id.in_(ids))
    return in_order.order_by(Case.created_at.desc(), Case.id.desc()).limit(size)


def _select_part(reach: Reach, size: int, after: Mark | None) -> Select[CaseId]:
    of_part = within(reach).with_only_columns(Case.id)
    if after is not None:
        of_part = of_part.where(_is_behind(after))
    return of_part.order_by(Case.created_at.desc(), Case.id.desc()).limit(size)


def has_cases(session: Session) -> bool:
    """Say whether there is any case yet."""
    return session.scalar(select(Case.id).limit(1)) is not None


def change_standing(session: Session, case_id: CaseId, state: str, decision: str | None) -> None:
    """Keep the state, and the decision if one holds, that the events of a case have led to."""
    row = _get_row(session, case_id)
    row.state, row.decision = state, decision
    session.flush()


def hold_case(session: Session, case_id: CaseId) -> CaseRecord:
    """Give a case as it stands now, and let nobody else move it until the unit of work ends."""
    row = session.get(Case, case_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotFoundError(f"There is no case {case_id}.")
    return describe_case(row)


def _get_row(session: Session, case_id: CaseId) -> Case:
    row = session.get(Case, case_id)
    if row is None:
        raise NotFoundError(f"There is no case {case_id}.")
    return row


def within(reach: Reach) -> Select[Case]:
    """Give the statement that selects the cases within reach."""
    cases = select(Case).where(Case.organisation_id == reach.organisation_id)
    if reach.areas is not None:
        cases = cases.where(Case.area_id.in_(reach.areas))
    return cases if reach.states is None else cases.where(Case.state.in_(reach.states))


def _within_or_opened(reach: Reach) -> Select[Case]:
    if not reach.opened or reach.areas is None:
        return within(reach)
    of_organisation = within(replace(reach, areas=None))
    return of_organisation.where(or_(Case.area_id.in_(reach.areas), Case.id.in_(reach.opened)))


def _is_behind(mark: Mark) -> ColumnElement[bool]:
    # The first part says nothing new, but an index can begin there.
    return and_(
        Case.created_at <= mark.created_at,
        or_(Case.created_at < mark.created_at, Case.id < mark.case_id),
    )


def _draw_unused_number(session: Session, year: int) -> CaseNumber:
    while True:
        number = draw_case_number(year)
        if session.scalar(select(Case.id).where(Case.number == number)) is None:
            return number


def describe_case(row: Case) -> CaseRecord:
    """Give a row as the record that others see."""
    return CaseRecord(
        id=row.id,
        number=CaseNumber(row.number),
        organisation_id=row.organisation_id,
        area_id=row.area_id,
        state=row.state,
        created_at=row.created_at,
        created_by=row.created_by,
        decision=row.decision,
    )
