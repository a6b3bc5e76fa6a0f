"""Rows of assessments: frozen results, proved unchanged whenever they are read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.store.case_numbers import CaseNumber
from app.store.errors import ConflictError, NotFoundError, StoreError
from app.store.ids import AreaId, AssessmentId, InterviewId, OrganisationId
from app.store.interviews import check_takes_records
from app.store.records import AssessmentRecord
from app.store.sealing import CaseKey, Place, seal_text, unseal_text
from app.store.tables import Assessment, Case, Interview


def record_assessment(session: Session, key: CaseKey, new: AssessmentRecord) -> AssessmentRecord:
    """Freeze a result; the same one again changes nothing, another with its id is refused."""
    check_takes_records(session, key, new.interview_id)
    row = session.get(Assessment, new.id)
    if row is not None:
        if (row.interview_id, row.fingerprint) != (new.interview_id, new.fingerprint):
            raise ConflictError(f"There is another assessment with the id {new.id}.")
        return _record_of(key, row)
    row = Assessment(
        id=new.id,
        interview_id=new.interview_id,
        content=new.content,
        words=None if new.words is None else seal_text(key, _place(new.id), new.words),
        fingerprint=new.fingerprint,
        versions=new.versions,
        made_at=new.made_at,
        made_by=new.made_by,
    )
    session.add(row)
    session.flush()
    return _record_of(key, row)


def get_assessment(session: Session, key: CaseKey, assessment_id: AssessmentId) -> AssessmentRecord:
    """Give a result as it was frozen, or raise NotFoundError; StoreError if it was changed."""
    row = session.get(Assessment, assessment_id)
    if row is None:
        raise NotFoundError(f"There is no assessment {assessment_id}.")
    return _record_of(key, row)


def list_assessments(
    session: Session, key: CaseKey, interview_id: InterviewId
) -> tuple[AssessmentRecord, ...]:
    """Give the results of an interview, newest first."""
    return list_assessments_of(session, {interview_id: key})[interview_id]


def list_assessments_of(
    session: Session, keys: Mapping[InterviewId, CaseKey]
) -> dict[InterviewId, tuple[AssessmentRecord, ...]]:
    """Give the results of each of these interviews, newest first; each comes with its key."""
    in_order = (
        select(Assessment)
        .where(Assessment.interview_id.in_(keys))
        .order_by(Assessment.made_at.desc(), Assessment.id)
    )
    found: dict[InterviewId, tuple[AssessmentRecord, ...]] = dict.fromkeys(keys, ())
    for row in session.scalars(in_order):
        found[row.interview_id] += (_record_of(keys[row.interview_id], row),)
    return found


@dataclass(frozen=True)
class NewestResult:
    """The newest result of an interview, as it was frozen, and whose it is."""

    content: str
    interview_id: InterviewId
    case_number: CaseNumber
    organisation_id: OrganisationId
    area_id: AreaId


def list_newest_results(session: Session) -> Iterator[NewestResult]:
    """Give the newest result of every interview; it takes no key to count them."""
    in_order = (
        select(
            Assessment.content,
            Interview.id,
            Case.number,
            Case.organisation_id,
            Case.area_id,
        )
        .join(Interview, Interview.id == Assessment.interview_id)
        .join(Case, Case.id == Interview.case_id)
        .order_by(Case.created_at, Interview.id, Assessment.made_at.desc(), Assessment.id)
    )
    last: str | None = None
    for row in session.execute(in_order):
        if row.id != last:
            yield NewestResult(
                row.content,
                InterviewId(row.id),
                CaseNumber(row.number),
                OrganisationId(row.organisation_id),
                AreaId(row.area_id),
            )
        last = row.id


def _place(assessment_id: AssessmentId) -> Place:
    return Place(Assessment.__tablename__, "words", assessment_id)


def _record_of(key: CaseKey, row: Assessment) -> AssessmentRecord:
    record = AssessmentRecord(
        id=row.id,
        interview_id=row.interview_id,
        content=row.content,
        words=None if row.words is None else unseal_text(key, _place(row.id), row.words),
        versions=row.versions,
        made_at=row.made_at,
        made_by=row.made_by,
    )
    if record.fingerprint != row.fingerprint:
        raise StoreError(
            f"Assessment {row.id} is not what was frozen: its fingerprint differs. "
            "Compare it with a backup before anybody relies on it."
        )
    return record
