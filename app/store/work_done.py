"""The work of an organisation as rows for its figures: whose and when, nothing that was said."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.store.cases import Reach, within
from app.store.finished import SHEETS
from app.store.ids import AccountId, CaseId, InterviewId
from app.store.tables import Case, CaseEvent, Interview


@dataclass(frozen=True)
class HeldInterview:
    """An interview, also one of which nothing is kept any more but that it was held."""

    id: InterviewId
    case_id: CaseId
    held_by: AccountId
    started_at: datetime
    finished_at: datetime | None


@dataclass(frozen=True)
class CaseDeed:
    """Something that happened to a case, by the code of its kind."""

    case_id: CaseId
    kind: str
    at: datetime


@dataclass(frozen=True)
class OpenedCase:
    """A case: when it was made, and whether a decision holds."""

    id: CaseId
    opened_at: datetime
    opened_by: AccountId
    state: str
    is_decided: bool


def list_opened_cases(session: Session, reach: Reach) -> tuple[OpenedCase, ...]:
    """Give all cases within reach, oldest first."""
    in_order = within(reach).order_by(Case.created_at, Case.id)
    return tuple(
        OpenedCase(each.id, each.created_at, each.created_by, each.state, each.decision is not None)
        for each in session.scalars(in_order)
    )


def list_held_interviews(session: Session, reach: Reach) -> tuple[HeldInterview, ...]:
    """Give the interviews of all cases within reach, oldest first; no sheets of second codings."""
    cases = within(reach).with_only_columns(Case.id)
    in_order = (
        select(Interview)
        .where(Interview.case_id.in_(cases), Interview.id.not_in(SHEETS))
        .order_by(Interview.started_at, Interview.id)
    )
    return tuple(
        HeldInterview(each.id, each.case_id, each.started_by, each.started_at, each.finished_at)
        for each in session.scalars(in_order)
    )


def list_case_deeds(session: Session, reach: Reach, kinds: Collection[str]) -> tuple[CaseDeed, ...]:
    """Give what happened to the cases within reach, of some kinds, in the order it happened."""
    cases = within(reach).with_only_columns(Case.id)
    in_order = (
        select(CaseEvent.case_id, CaseEvent.kind, CaseEvent.happened_at)
        .where(CaseEvent.case_id.in_(cases), CaseEvent.kind.in_(sorted(kinds)))
        .order_by(CaseEvent.happened_at, CaseEvent.sequence)
    )
    return tuple(CaseDeed(*row) for row in session.execute(in_order))
