"""Finished interviews with their cases, for those who work through many at once."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.store.cases import Reach
from app.store.ids import CaseId, InterviewId
from app.store.tables import Account, Case, Interview, SecondCoding

SHEETS = select(SecondCoding.sheet_id).where(SecondCoding.sheet_id.is_not(None))


@dataclass(frozen=True)
class FinishedInterview:
    """Enough to choose an interview by; nothing of what was said."""

    interview: InterviewId
    case_id: CaseId
    case_number: str
    finished_at: datetime
    interviewer: str


@dataclass(frozen=True)
class Span:
    """Days in UTC, both within; None leaves the span open."""

    first: date | None = None
    last: date | None = None


def list_finished_interviews(
    session: Session, reach: Reach, span: Span, size: int
) -> tuple[FinishedInterview, ...]:
    """Give at most `size` finished interviews within reach, newest first."""
    found = (
        select(Interview, Case.number, Account.name)
        .join(Case, Case.id == Interview.case_id)
        .join(Account, Account.id == Interview.started_by)
        .where(*_within(reach), *_in_span(span))
        .where(Interview.erased_at.is_(None), Interview.id.not_in(SHEETS))
        .order_by(Interview.finished_at.desc(), Interview.id)
    )
    return tuple(
        FinishedInterview(each.id, each.case_id, number, each.finished_at, who)
        for each, number, who in session.execute(found.limit(size))
        if each.finished_at is not None
    )


def _within(reach: Reach) -> list[ColumnElement[bool]]:
    of_areas = [] if reach.areas is None else [Case.area_id.in_(reach.areas)]
    return [Case.organisation_id == reach.organisation_id, *of_areas]


def _in_span(span: Span) -> list[ColumnElement[bool]]:
    limits: list[ColumnElement[bool]] = [Interview.finished_at.is_not(None)]
    if span.first is not None:
        limits.append(Interview.finished_at >= datetime.combine(span.first, time.min, UTC))
    if span.last is not None:
        limits.append(Interview.finished_at <= datetime.combine(span.last, time.max, UTC))
    return limits
