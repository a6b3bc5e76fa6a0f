"""Rows of interviews."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.store.errors import CaseKeyError, ConflictError, InterviewErasedError, NotFoundError
from app.store.ids import AccountId, CaseId, InterviewId
from app.store.records import InterviewRecord, Pin
from app.store.sealing import CaseKey
from app.store.tables import Interview, PinnedModule, PinnedRuleSet, SecondCoding

# The sheet of a second coding is kept as an interview is, and is none of the case's interviews.
_SHEETS = select(SecondCoding.sheet_id).where(SecondCoding.sheet_id.is_not(None))
# What interviews are pinned to comes with all of them at once, and not with each by itself.
_WITH_PINS = (selectinload(Interview.rule_sets), selectinload(Interview.module))


def create_interview(session: Session, new: InterviewRecord) -> InterviewRecord:
    """Make an interview; the same one again changes nothing, another with its id is refused."""
    row = session.get(Interview, new.id)
    if row is None:
        row = _row_of(new)
        session.add(row)
        session.flush()
    elif _describe(_record_of(row)) != _describe(new):
        raise ConflictError(f"There is another interview with the id {new.id}.")
    return _record_of(row)


def get_interview(session: Session, interview_id: InterviewId) -> InterviewRecord:
    """Give an interview, or raise NotFoundError."""
    return _record_of(_get_row(session, interview_id))


def find_interview(session: Session, interview_id: InterviewId) -> InterviewRecord | None:
    """Give an interview, or None."""
    row = session.get(Interview, interview_id)
    return None if row is None else _record_of(row)


def list_interviews(session: Session, case_id: CaseId) -> tuple[InterviewRecord, ...]:
    """Give the interviews of a case, oldest first; sheets of second codings are none."""
    return list_interviews_of(session, [case_id])[case_id]


def list_interviews_of(
    session: Session, cases: Sequence[CaseId]
) -> dict[CaseId, tuple[InterviewRecord, ...]]:
    """Give the interviews of each of these cases, as `list_interviews` does."""
    in_order = (
        select(Interview)
        .where(Interview.case_id.in_(cases), Interview.id.not_in(_SHEETS))
        .order_by(Interview.started_at, Interview.id)
        .options(*_WITH_PINS)
    )
    found: dict[CaseId, tuple[InterviewRecord, ...]] = dict.fromkeys(cases, ())
    for row in session.scalars(in_order):
        found[row.case_id] += (_record_of(row),)
    return found


def list_unfinished_interviews(
    session: Session, started_by: AccountId
) -> tuple[InterviewRecord, ...]:
    """Give the interviews that this person began and did not finish, newest first."""
    in_order = (
        select(Interview)
        .where(
            Interview.started_by == started_by,
            Interview.finished_at.is_(None),
            Interview.erased_at.is_(None),
            Interview.id.not_in(_SHEETS),
        )
        .order_by(Interview.started_at.desc(), Interview.id)
        .options(*_WITH_PINS)
    )
    return tuple(_record_of(row) for row in session.scalars(in_order))


def finish_interview(session: Session, interview_id: InterviewId, at: datetime) -> InterviewRecord:
    """Note when an interview was finished; finished again later, it keeps the first moment."""
    row = _get_row(session, interview_id)
    row.finished_at = row.finished_at or at
    session.flush()
    return _record_of(row)


def reopen_interview(session: Session, interview_id: InterviewId) -> InterviewRecord:
    """Note that a finished interview goes on."""
    row = _get_row(session, interview_id)
    row.finished_at = None
    session.flush()
    return _record_of(row)


def change_language(session: Session, interview_id: InterviewId, language: str) -> None:
    """Note the language that the interview is held in."""
    _get_row(session, interview_id).language = language
    session.flush()


def check_takes_records(session: Session, key: CaseKey, interview_id: InterviewId) -> None:
    """Hold an interview until the unit of work ends; raise unless it may be written to with a key.

    Whoever holds it alone may give the next number of a sequence.
    """
    row = session.get(Interview, interview_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotFoundError(f"There is no interview {interview_id}.")
    if row.erased_at is not None:
        raise InterviewErasedError(
            f"Interview {interview_id} was erased, and takes in nothing any more."
        )
    if row.case_id != key.case_id:
        raise CaseKeyError(f"The key of case {key.case_id} is not the key of this interview.")


def _get_row(session: Session, interview_id: InterviewId) -> Interview:
    row = session.get(Interview, interview_id)
    if row is None:
        raise NotFoundError(f"There is no interview {interview_id}.")
    return row


def _describe(record: InterviewRecord) -> tuple[str | int | None, ...]:
    """Give what two interviews with one id must share to be the same."""
    module = None if record.module is None else record.module.id
    return record.case_id, record.questionnaire.id, module, record.started_by


def _row_of_module(pin: Pin | None) -> PinnedModule | None:
    if pin is None:
        return None
    return PinnedModule(module=pin.id, version=pin.version, fingerprint=pin.fingerprint)


def _pin_of_module(row: PinnedModule | None) -> Pin | None:
    return None if row is None else Pin(row.module, row.version, row.fingerprint)


def _row_of(record: InterviewRecord) -> Interview:
    return Interview(
        id=record.id,
        case_id=record.case_id,
        questionnaire=record.questionnaire.id,
        questionnaire_version=record.questionnaire.version,
        questionnaire_fingerprint=record.questionnaire.fingerprint,
        parameters=record.parameters.id,
        parameters_version=record.parameters.version,
        parameters_fingerprint=record.parameters.fingerprint,
        rule_sets=[
            PinnedRuleSet(rule_set=pin.id, version=pin.version, fingerprint=pin.fingerprint)
            for pin in sorted(record.rule_sets, key=lambda pin: pin.id)
        ],
        module=_row_of_module(record.module),
        country=record.country,
        language=record.language,
        started_at=record.started_at,
        started_by=record.started_by,
        finished_at=record.finished_at,
    )


def _record_of(row: Interview) -> InterviewRecord:
    return InterviewRecord(
        id=row.id,
        case_id=row.case_id,
        questionnaire=Pin(
            row.questionnaire, row.questionnaire_version, row.questionnaire_fingerprint
        ),
        parameters=Pin(row.parameters, row.parameters_version, row.parameters_fingerprint),
        rule_sets=tuple(
            Pin(pinned.rule_set, pinned.version, pinned.fingerprint) for pinned in row.rule_sets
        ),
        country=row.country,
        language=row.language,
        started_at=row.started_at,
        started_by=row.started_by,
        finished_at=row.finished_at,
        erased_at=row.erased_at,
        module=_pin_of_module(row.module),
    )
