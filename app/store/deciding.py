"""Decisions that hold, counted."""

from collections.abc import Collection, Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app.store.cases import Reach, within
from app.store.tables import Case, CaseEvent


def count_decisions(
    session: Session, reach: Reach, kinds: Collection[str]
) -> Iterator[tuple[str, str, int]]:
    """Count the cases within reach of which a decision holds, by its event's kind and details.

    `kinds` are those of events that decide; the last one of a case counts.
    """
    later = aliased(CaseEvent)
    last = (
        select(func.max(later.sequence))
        .where(later.case_id == CaseEvent.case_id, later.kind.in_(sorted(kinds)))
        .scalar_subquery()
    )
    counted = (
        within(reach)
        .join(CaseEvent, CaseEvent.case_id == Case.id)
        .with_only_columns(CaseEvent.kind, CaseEvent.details, func.count())
        .where(Case.decision.is_not(None), CaseEvent.sequence == last)
        .group_by(CaseEvent.kind, CaseEvent.details)
        .order_by(CaseEvent.kind, CaseEvent.details)
    )
    yield from session.execute(counted)
