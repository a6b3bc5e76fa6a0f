"""Code an interview a second time, on a sheet of one's own."""

from dataclasses import dataclass, replace
from enum import Enum

from sqlalchemy.orm import Session

from app.assessment.freeze import freeze
from app.cases.roles import Permission
from app.cases.second_coding import CodingState
from app.cases.workflow import CaseAction
from app.services.actors import Actor, NotAllowedError
from app.services.answers import InterviewClosedError
from app.services.case_events import Doing, move_case
from app.services.interviews import Screening, assess_screening, load_screening
from app.services.second_codings import RecordedText, list_texts
from app.services.workplace import Workplace
from app.store.cases import get_case
from app.store.ids import InterviewId, SecondCodingId
from app.store.interviews import create_interview, finish_interview, get_interview
from app.store.log import Deed, note_act
from app.store.records import CaseRecord, InterviewRecord, SecondCodingRecord
from app.store.second_codings import (
    begin_second_coding,
    end_second_coding,
    find_recorded,
    find_second_coding,
    list_open_codings,
)


class Readiness(Enum):
    """What somebody says who was asked to code an interview."""

    UNSEEN = "unseen"
    SEEN = "seen"
    UNABLE = "unable"


@dataclass(frozen=True)
class Assignment:
    """An interview to code: what was recorded of it, and nothing of how it was coded."""

    coding: SecondCodingRecord
    case: CaseRecord
    interview: InterviewRecord
    recorded: str | None
    texts: tuple[RecordedText, ...]


def list_assignments(
    session: Session, workplace: Workplace, actor: Actor
) -> tuple[Assignment, ...]:
    """Give what this person was asked to code and has not ended, oldest first."""
    codings = list_open_codings(session, actor.account)
    found = (find_assignment(session, workplace, actor, each.id) for each in codings)
    return tuple(each for each in found if each is not None)


def find_assignment(
    session: Session, workplace: Workplace, actor: Actor, coding_id: SecondCodingId
) -> Assignment | None:
    """Give what somebody was asked to code; None if there is no such thing, or it is another's."""
    coding = find_second_coding(session, coding_id)
    if coding is None or coding.coder != actor.account:
        return None
    interview = get_interview(session, coding.interview_id)
    case = get_case(session, interview.case_id)
    if interview.erased_at is not None or not actor.may_on(Permission.SCREEN, case):
        return None
    note_act(session, Deed.READ, interview.id)
    recorded = find_recorded(session, workplace.keys.get(case.id), coding.id)
    texts = list_texts(load_screening(session, workplace, interview))
    return Assignment(coding, case, interview, recorded, texts)


def begin_coding(
    session: Session,
    workplace: Workplace,
    actor: Actor,
    assignment: Assignment,
    sheet_id: InterviewId,
) -> InterviewId:
    """Open an empty sheet, on the versions of the interview; give the one that is there already.

    Raises InterviewClosedError if the coding has ended.
    """
    coding = assignment.coding
    if coding.state is CodingState.BEGUN and coding.sheet_id is not None:
        return coding.sheet_id
    if coding.state is not CodingState.ASKED:
        raise InterviewClosedError
    sheet = replace(
        assignment.interview,
        id=sheet_id,
        language=None,
        started_at=workplace.clock.now(),
        started_by=actor.account,
        finished_at=None,
    )
    create_interview(session, sheet)
    begin_second_coding(session, coding.id, sheet_id)
    return sheet_id


def decline(session: Session, workplace: Workplace, actor: Actor, assignment: Assignment) -> None:
    """Say that one can't code the interview, or has seen how it was coded.

    Raises InterviewClosedError if the coding was begun or has ended.
    """
    if assignment.coding.state is not CodingState.ASKED:
        raise InterviewClosedError
    doing = Doing(CaseAction.DECLINE_SECOND_CODING)
    move_case(session, workplace, actor, assignment.case.id, doing)
    now = workplace.clock.now()
    end_second_coding(session, assignment.coding.id, CodingState.DECLINED, now)


def finish_coding(
    session: Session, workplace: Workplace, actor: Actor, screening: Screening
) -> None:
    """Freeze what follows from a second coding, apart from the case, which it does not change.

    Raises InterviewClosedError if that was done before, and NotAllowedError for an interview.
    """
    if not screening.is_open:
        raise InterviewClosedError
    coding = screening.coding
    if coding is None:
        raise NotAllowedError
    doing = Doing(CaseAction.FINISH_SECOND_CODING)
    move_case(session, workplace, actor, screening.case.id, doing)
    now = workplace.clock.now()
    content = freeze(assess_screening(screening))
    finish_interview(session, screening.record.id, now)
    end_second_coding(session, coding.id, CodingState.FINISHED, now, content)
