"""Rows of interviews that were held on paper."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.store.ids import AccountId, InterviewId
from app.store.tables import PaperEntry


@dataclass(frozen=True)
class PaperRecord:
    """Who asked on paper and when; `differences` is what a second pass found, None without one."""

    asked_by: AccountId
    asked_on: date
    compared_by: AccountId | None = None
    compared_at: datetime | None = None
    differences: int | None = None


def find_paper_entry(session: Session, interview_id: InterviewId) -> PaperRecord | None:
    """Give how an interview was held on paper; None for one that was typed in as it was held."""
    row = session.get(PaperEntry, interview_id)
    if row is None:
        return None
    return PaperRecord(
        row.asked_by, row.asked_on, row.compared_by, row.compared_at, row.differences
    )


def keep_paper_entry(session: Session, interview_id: InterviewId, record: PaperRecord) -> None:
    """Keep who asked on paper and when, and what came of a second pass."""
    row = session.get(PaperEntry, interview_id)
    if row is None:
        row = PaperEntry(interview_id=interview_id)
        session.add(row)
    row.asked_by, row.asked_on = record.asked_by, record.asked_on
    row.compared_by, row.compared_at = record.compared_by, record.compared_at
    row.differences = record.differences
    session.flush()
