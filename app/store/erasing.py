"""Erase what a person did not agree to have kept.

The rows are gone with the commit, and from the log of the database with `empty_the_log` after it.
What was sealed is gone for ever, from older backups too, once the key of the case is destroyed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Select, delete, or_, select
from sqlalchemy.orm import Session

from app.cases.second_coding import OPEN_STATES, CodingState
from app.store.errors import NotFoundError
from app.store.glass import forget_openings
from app.store.ids import CaseId, DatasetRecordId, InterviewId
from app.store.parties import forget_parties
from app.store.persons import delete_persons
from app.store.tables import (
    Answer,
    AnswerComment,
    Assessment,
    Case,
    CaseEvent,
    CaseTask,
    ConsentWord,
    DatasetEntry,
    DatasetRecord,
    DatasetRecordCase,
    Erasing,
    EvidenceFile,
    IndicatorSetting,
    Interview,
    PaperEntry,
    PinnedModule,
    PinnedRuleSet,
    Referral,
    SecondCoding,
)

RECORDS_OF_INTERVIEWS = (Answer, IndicatorSetting, Assessment, AnswerComment, EvidenceFile)
RECORDS_OF_PERSONS = (Referral, ConsentWord, CaseTask)
RECORDS_OF_CASES = (CaseEvent,)


def erase_interview(session: Session, interview_id: InterviewId, at: datetime) -> None:
    """Delete everything that was said and found in an interview; that it was held stays known.

    What others coded of it goes too, and with the last interview of a case who the person is, what
    they agreed to, what was referred, and what was to be done.
    """
    interview = session.get(Interview, interview_id)
    if interview is None:
        raise NotFoundError(f"There is no interview {interview_id}.")
    sheets = select(SecondCoding.sheet_id).where(SecondCoding.interview_id == interview_id)
    emptied = select(Interview).where(or_(Interview.id == interview_id, Interview.id.in_(sheets)))
    with deletion_allowed(session):
        _delete_records(session, emptied.with_only_columns(Interview.id))
        if not _has_others(session, interview):
            forget_parties(session, interview.case_id)
    for row in session.scalars(emptied):
        row.erased_at = row.erased_at or at
        row.finished_at = row.finished_at or at
    _empty_codings(session, interview_id, at)
    session.flush()
    left = select(Interview.id).where(
        Interview.case_id == interview.case_id, Interview.erased_at.is_(None)
    )
    if session.scalar(left.limit(1)) is None:
        with deletion_allowed(session):
            _delete_of_persons(session, interview.case_id)


def erase_case(session: Session, case_id: CaseId) -> None:
    """Delete a case with all that hangs on it. Once this is committed, destroy its key."""
    interviews = select(Interview.id).where(Interview.case_id == case_id)
    with deletion_allowed(session):
        _delete_records(session, interviews)
        session.execute(delete(SecondCoding).where(SecondCoding.interview_id.in_(interviews)))
        for pins in (PinnedRuleSet, PinnedModule, PaperEntry):
            session.execute(delete(pins).where(pins.interview_id.in_(interviews)))
        session.execute(delete(Interview).where(Interview.case_id == case_id))
        forget_openings(session, case_id)
        _delete_of_persons(session, case_id)
        for table in RECORDS_OF_CASES:
            session.execute(delete(table).where(table.case_id == case_id))
        delete_dataset_records(session, case_id)
        forget_parties(session, case_id)
        session.execute(delete(Case).where(Case.id == case_id))


def list_emptied_cases(session: Session) -> tuple[CaseId, ...]:
    """Give the cases that had interviews, of which all were erased: nothing needs their keys."""
    left = select(Interview.case_id).where(Interview.erased_at.is_(None))
    emptied = (
        select(Interview.case_id)
        .where(Interview.case_id.not_in(left))
        .distinct()
        .order_by(Interview.case_id)
    )
    return tuple(session.scalars(emptied))


def _has_others(session: Session, interview: Interview) -> bool:
    """Say whether a case has another interview of its own that is kept."""
    sheets = select(SecondCoding.sheet_id).where(SecondCoding.sheet_id.is_not(None))
    others = select(Interview.id).where(
        Interview.case_id == interview.case_id,
        Interview.id != interview.id,
        Interview.id.not_in(sheets),
        Interview.erased_at.is_(None),
    )
    return session.scalar(others.limit(1)) is not None


def _empty_codings(session: Session, interview_id: InterviewId, at: datetime) -> None:
    """Take out what second codings tell; those that were still open are withdrawn."""
    codings = select(SecondCoding).where(SecondCoding.interview_id == interview_id)
    for coding in session.scalars(codings):
        coding.recorded = coding.content = coding.fingerprint = None
        if CodingState(coding.state) in OPEN_STATES:
            coding.state, coding.ended_at = CodingState.WITHDRAWN.value, at


def _delete_records(session: Session, interviews: Select[InterviewId]) -> None:
    for table in RECORDS_OF_INTERVIEWS:
        session.execute(delete(table).where(table.interview_id.in_(interviews)))


def _delete_of_persons(session: Session, case_id: CaseId) -> None:
    """Delete who the persons of a case are, what they agreed to, what was sent, and tasks."""
    delete_persons(session, case_id)
    for table in RECORDS_OF_PERSONS:
        session.execute(delete(table).where(table.case_id == case_id))


def delete_dataset_records(session: Session, case_id: CaseId) -> None:
    """Delete what datasets hold of a case; a record that other cases share stays with those."""
    links = DatasetRecordCase
    of_case = select(links.record_id).where(links.case_id == case_id)
    shared = select(links.record_id).where(links.case_id != case_id)
    alone: list[DatasetRecordId] = list(
        session.scalars(of_case.where(links.record_id.not_in(shared)))
    )
    session.execute(delete(links).where(links.case_id == case_id))
    session.execute(delete(DatasetEntry).where(DatasetEntry.record_id.in_(alone)))
    session.execute(delete(DatasetRecord).where(DatasetRecord.id.in_(alone)))


@contextmanager
def deletion_allowed(session: Session) -> Iterator[None]:
    """Open the append-only tables to deletion; the triggers look for this row.

    The savepoint closes them again whatever happens.
    """
    with session.begin_nested():
        session.add(Erasing(id=1))
        session.flush()
        yield
        session.execute(delete(Erasing))
    # What the session still holds of the deleted rows is no longer so.
    session.expire_all()
