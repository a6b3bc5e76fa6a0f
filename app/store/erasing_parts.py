"""Erase a part of a case that no purpose needs any more, while the rest of it is kept."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, delete, exists, or_, select, update
from sqlalchemy.orm import Session

from app.cases.retention import Part
from app.store.erasing import delete_dataset_records, deletion_allowed, erase_interview
from app.store.ids import CaseId
from app.store.tables import (
    Case,
    CaseTask,
    DatasetRecordCase,
    EvidenceFile,
    Interview,
    Person,
    PersonToken,
    Referral,
)

Erase = Callable[[Session, CaseId, datetime], None]


def has_part(part: Part) -> ColumnElement[bool]:
    """Give what is true of the cases that have something of a part."""
    return HELD[part]


def erase_part(session: Session, case_id: CaseId, part: Part, at: datetime) -> None:
    """Delete a part of a case; a second time changes nothing.

    Once the deletion of what was told is committed, destroy the key: nothing that is left needs it.
    """
    ERASE[part](session, case_id, at)
    session.flush()


def _erase_told(session: Session, case_id: CaseId, at: datetime) -> None:
    kept = select(Interview.id).where(Interview.case_id == case_id, Interview.erased_at.is_(None))
    for interview_id in session.scalars(kept).all():
        erase_interview(session, interview_id, at)


def _erase_reach(session: Session, case_id: CaseId, at: datetime) -> None:
    """Delete how a person is reached and found, what was to be done, and what was passed on."""
    del at
    persons = select(Person.id).where(Person.case_id == case_id)
    with deletion_allowed(session):
        session.execute(delete(PersonToken).where(PersonToken.person_id.in_(persons)))
        session.execute(update(Person).where(Person.case_id == case_id).values(contact=None))
        for table in (CaseTask, Referral):
            session.execute(delete(table).where(table.case_id == case_id))


def _erase_files(session: Session, case_id: CaseId, at: datetime) -> None:
    del at
    with deletion_allowed(session):
        session.execute(delete(EvidenceFile).where(EvidenceFile.case_id == case_id))


def _erase_records(session: Session, case_id: CaseId, at: datetime) -> None:
    del at
    with deletion_allowed(session):
        delete_dataset_records(session, case_id)


ERASE: Final[Mapping[Part, Erase]] = {
    Part.TOLD: _erase_told,
    Part.REACH: _erase_reach,
    Part.FILES: _erase_files,
    Part.RECORDS: _erase_records,
}

_REACHED: Final = exists().where(
    Person.case_id == Case.id,
    or_(
        Person.contact.is_not(None),
        exists().where(PersonToken.person_id == Person.id).correlate(Person),
    ),
)
HELD: Final[Mapping[Part, ColumnElement[bool]]] = {
    Part.WHOLE: Case.id.is_not(None),
    Part.TOLD: exists().where(Interview.case_id == Case.id, Interview.erased_at.is_(None)),
    Part.REACH: or_(
        _REACHED,
        exists().where(CaseTask.case_id == Case.id),
        exists().where(Referral.case_id == Case.id),
    ),
    Part.FILES: exists().where(EvidenceFile.case_id == Case.id),
    Part.RECORDS: exists().where(DatasetRecordCase.case_id == Case.id),
}
