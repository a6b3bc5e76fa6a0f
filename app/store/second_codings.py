"""Rows of second codings: who was asked to code which interview, and what came of it."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.cases.second_coding import OPEN_STATES, CodingBasis, CodingState
from app.store.cases import Reach
from app.store.errors import CaseKeyError, ConflictError, NotFoundError, StoreError
from app.store.ids import AccountId, CaseId, InterviewId, SecondCodingId
from app.store.records import SecondCodingRecord
from app.store.sealing import CaseKey, Place, seal_text, unseal_text
from app.store.tables import Case, Interview, SecondCoding


def create_second_coding(
    session: Session, key: CaseKey, new: SecondCodingRecord, recorded: str | None
) -> SecondCodingRecord:
    """Keep that somebody is asked; the same again changes nothing, another with its id is refused.

    `recorded` is what was written down of the interview; it is sealed.
    """
    row = session.get(SecondCoding, new.id)
    if row is not None:
        if (row.interview_id, row.coder) != (new.interview_id, new.coder):
            raise ConflictError(f"There is another second coding with the id {new.id}.")
        return _record_of(row)
    interview = session.get(Interview, new.interview_id)
    if interview is None:
        raise NotFoundError(f"There is no interview {new.interview_id}.")
    if interview.case_id != key.case_id:
        raise CaseKeyError(f"The key of case {key.case_id} is not the key of this interview.")
    row = SecondCoding(
        id=new.id,
        interview_id=new.interview_id,
        coder=new.coder,
        basis=new.basis.value,
        recorded=None if recorded is None else seal_text(key, _place(new.id), recorded),
        state=CodingState.ASKED.value,
        asked_at=new.asked_at,
        asked_by=new.asked_by,
    )
    session.add(row)
    session.flush()
    return _record_of(row)


def begin_second_coding(session: Session, coding: SecondCodingId, sheet: InterviewId) -> None:
    """Note where the second person's answers stand from now on."""
    row = _get_row(session, coding)
    row.sheet_id, row.state = sheet, CodingState.BEGUN.value
    session.flush()


def end_second_coding(
    session: Session,
    coding: SecondCodingId,
    state: CodingState,
    at: datetime,
    content: str | None = None,
) -> None:
    """Note how a second coding ended, with the frozen result of one that was finished."""
    row = _get_row(session, coding)
    row.state, row.ended_at, row.content = state.value, at, content
    row.fingerprint = None if content is None else _fingerprint(content)
    session.flush()


def find_second_coding(session: Session, coding: SecondCodingId) -> SecondCodingRecord | None:
    """Give a second coding, or None."""
    row = session.get(SecondCoding, coding)
    return None if row is None else _record_of(row)


def find_coding_of_sheet(session: Session, sheet: InterviewId) -> SecondCodingRecord | None:
    """Give the second coding whose answers stand on this sheet; None if it is an interview."""
    row = session.scalar(select(SecondCoding).where(SecondCoding.sheet_id == sheet))
    return None if row is None else _record_of(row)


def list_codings_of_interview(
    session: Session, interview: InterviewId
) -> tuple[SecondCodingRecord, ...]:
    """Give all second codings of an interview, oldest first."""
    return _list(session, select(SecondCoding).where(SecondCoding.interview_id == interview))


def list_open_codings(session: Session, coder: AccountId) -> tuple[SecondCodingRecord, ...]:
    """Give what a person was asked to code and has not ended, oldest first."""
    return _list(session, _of_coder(coder))


def list_cases_to_code(session: Session, coder: AccountId) -> frozenset[CaseId]:
    """Give the cases that a person is to code, and must not see before that is done."""
    open_ones = _of_coder(coder).join(Interview, Interview.id == SecondCoding.interview_id)
    return frozenset(session.scalars(open_ones.with_only_columns(Interview.case_id)))


def list_finished_codings(session: Session, reach: Reach) -> tuple[SecondCodingRecord, ...]:
    """Give the finished second codings of the cases within reach, oldest first."""
    within = (
        select(SecondCoding)
        .join(Interview, Interview.id == SecondCoding.interview_id)
        .join(Case, Case.id == Interview.case_id)
        .where(
            Case.organisation_id == reach.organisation_id,
            SecondCoding.state == CodingState.FINISHED.value,
            # An erased interview leaves nothing to compare.
            SecondCoding.content.is_not(None),
        )
    )
    if reach.areas is not None:
        within = within.where(Case.area_id.in_(reach.areas))
    return _list(session, within)


def find_recorded(session: Session, key: CaseKey, coding: SecondCodingId) -> str | None:
    """Give what was recorded of the interview for this coding, unsealed; None if nothing was."""
    sealed = _get_row(session, coding).recorded
    return None if sealed is None else unseal_text(key, _place(coding), sealed)


def _of_coder(coder: AccountId) -> Select[SecondCoding]:
    is_open = SecondCoding.state.in_(_list_codes(OPEN_STATES))
    return select(SecondCoding).where(SecondCoding.coder == coder, is_open)


def _list_codes(states: Iterable[CodingState]) -> list[str]:
    return sorted(state.value for state in states)


def _list(session: Session, codings: Select[SecondCoding]) -> tuple[SecondCodingRecord, ...]:
    in_order = codings.order_by(SecondCoding.asked_at, SecondCoding.id)
    return tuple(_record_of(row) for row in session.scalars(in_order))


def _get_row(session: Session, coding: SecondCodingId) -> SecondCoding:
    row = session.get(SecondCoding, coding)
    if row is None:
        raise NotFoundError(f"There is no second coding {coding}.")
    return row


def _place(coding: SecondCodingId) -> Place:
    return Place(SecondCoding.__tablename__, "recorded", coding)


def _fingerprint(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()


def _record_of(row: SecondCoding) -> SecondCodingRecord:
    if row.content is not None and _fingerprint(row.content) != row.fingerprint:
        raise StoreError(
            f"Second coding {row.id} is not what was frozen: its fingerprint differs. "
            "Compare it with a backup before anybody relies on it."
        )
    return SecondCodingRecord(
        id=row.id,
        interview_id=row.interview_id,
        coder=row.coder,
        basis=CodingBasis(row.basis),
        state=CodingState(row.state),
        asked_at=row.asked_at,
        asked_by=row.asked_by,
        sheet_id=row.sheet_id,
        ended_at=row.ended_at,
        content=row.content,
    )
