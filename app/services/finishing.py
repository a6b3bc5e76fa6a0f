"""End an interview: freeze its result, or destroy what the person did not agree to have kept."""

from sqlalchemy.orm import Session

from app.cases.workflow import CaseAction
from app.instruments.ids import QuestionId
from app.services.actors import Actor, NotAllowedError
from app.services.after_commit import do_after_commit
from app.services.answers import InterviewClosedError
from app.services.case_events import Doing, move_case
from app.services.freezing import keep_result
from app.services.interviews import Screening, assess_screening
from app.services.overriding import flag_contradiction
from app.services.workplace import Workplace
from app.store.database import empty_the_log
from app.store.erasing import erase_interview
from app.store.interviews import finish_interview
from app.store.records import AssessmentRecord

CONSENT_TO_INTERVIEW = QuestionId("consent_interview")
CONSENT_TO_STORAGE = QuestionId("consent_storage")
REFUSED = "no"


def is_refused(screening: Screening, consent: QuestionId) -> bool:
    """Say whether the person said no when they were asked for this consent."""
    answer = screening.sheet.find(consent)
    return answer is not None and answer.value == REFUSED


def is_storage_settled(screening: Screening) -> bool:
    """Say whether the person said yes or no when asked whether their answers may be kept."""
    answer = screening.sheet.find(CONSENT_TO_STORAGE)
    return answer is not None and answer.value in ("yes", REFUSED)


def finish(
    session: Session, workplace: Workplace, actor: Actor, screening: Screening
) -> AssessmentRecord:
    """Freeze the result with the versions that it came from, and submit the case.

    Raises InterviewClosedError if that was done before, NotAllowedError for a second coding, which
    gives the case no result, and StorageUnsettledError as long as nobody knows whether the person
    agrees to have anything kept.
    """
    if not screening.is_open:
        raise InterviewClosedError
    if screening.coding is not None:
        raise NotAllowedError
    if not is_storage_settled(screening) or is_refused(screening, CONSENT_TO_STORAGE):
        raise StorageUnsettledError
    move_case(session, workplace, actor, screening.case.id, Doing(CaseAction.FINISH))
    now = workplace.clock.now()
    assessment = assess_screening(screening)
    record = keep_result(session, workplace, actor, screening, assessment)
    finish_interview(session, screening.record.id, now)
    flag_contradiction(session, workplace, actor, screening.case.id, record)
    return record


def destroy(session: Session, workplace: Workplace, actor: Actor, screening: Screening) -> None:
    """Delete all that was said and found, and the key of the case once that is committed.

    Only where the person refused the interview or the storage; that they did stays known.
    """
    refused = is_refused(screening, CONSENT_TO_INTERVIEW)
    action = CaseAction.CLOSE_WITHOUT_INTERVIEW if refused else CaseAction.CLOSE_WITHOUT_STORAGE
    if not refused and not is_refused(screening, CONSENT_TO_STORAGE):
        raise StorageAgreedError
    _destroy(session, workplace, actor, screening, action)


def discard(session: Session, workplace: Workplace, actor: Actor, screening: Screening) -> None:
    """Destroy an interview that was begun by mistake, as `destroy` does; that it was stays known.

    Raises InterviewClosedError for one that is finished, NotAllowedError for a second coding and
    what others began, and IllegalMoveError once the case was handed in.
    """
    if not screening.is_open:
        raise InterviewClosedError
    if screening.coding is not None or screening.record.started_by != actor.account:
        raise NotAllowedError
    _destroy(session, workplace, actor, screening, CaseAction.DISCARD)


def _destroy(
    session: Session,
    workplace: Workplace,
    actor: Actor,
    screening: Screening,
    action: CaseAction,
) -> None:
    move_case(session, workplace, actor, screening.case.id, Doing(action))
    now = workplace.clock.now()
    erase_interview(session, screening.record.id, now)
    do_after_commit(session, lambda: workplace.keys.destroy(screening.case.id, now))
    # Deleted rows stay readable in the log of recent changes until it is emptied.
    do_after_commit(session, lambda: _empty_the_log(workplace))


def _empty_the_log(workplace: Workplace) -> None:
    empty_the_log(workplace.records)


class StorageAgreedError(Exception):
    """Nothing is destroyed here that the person agreed to have kept."""


class StorageUnsettledError(Exception):
    """Nothing is kept before the person said that it may be."""
