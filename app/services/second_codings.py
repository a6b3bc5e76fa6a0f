"""Ask a second person to code a finished interview without seeing how it was coded."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.assessment.coding import Coding
from app.cases.roles import Permission
from app.cases.second_coding import OPEN_STATES, TAKEN_STATES, CodingBasis, CodingState
from app.cases.workflow import CaseAction
from app.conditions.values import Text
from app.instruments.questions import place_questions
from app.instruments.vocabulary import About
from app.services.actors import Actor, NotAllowedError, build_actor
from app.services.case_events import Doing, move_case
from app.services.case_lists import CaseHistory
from app.services.interviews import Screening
from app.services.workplace import Workplace
from app.store.accounts import list_accounts
from app.store.answers import list_all_answers
from app.store.erasing import erase_interview
from app.store.events import list_events
from app.store.ids import AccountId, InterviewId, SecondCodingId
from app.store.records import CaseRecord, InterviewRecord, SecondCodingRecord
from app.store.second_codings import (
    create_second_coding,
    end_second_coding,
    list_codings_of_interview,
)
from app.store.tables import Account


class TakenError(Exception):
    """Somebody codes the interview already, or has done so."""


class NothingRecordedError(Exception):
    """Nothing is written down that somebody who was not there could code."""


@dataclass(frozen=True)
class Colleague:
    """Somebody who can be asked."""

    id: AccountId
    name: str


@dataclass(frozen=True)
class Request:
    """Who is asked to code from what; the id comes from the page, so that it may be sent twice."""

    id: SecondCodingId
    coder: AccountId
    basis: CodingBasis
    recorded: str


@dataclass(frozen=True)
class RecordedText:
    """Something that was written down of an interview, and where."""

    title: str
    words: str


def ask_to_code(
    session: Session, workplace: Workplace, actor: Actor, screening: Screening, request: Request
) -> SecondCodingRecord:
    """Ask somebody to code a finished interview; from now on the case is closed to them.

    Raises NotAllowedError if the person may not ask, or the other can't be asked; TakenError if
    somebody codes it already; NothingRecordedError if there is nothing to code from.
    """
    known = list_codings_of_interview(session, screening.record.id)
    for each in known:
        if each.id == request.id:
            return each
    if any(each.state in TAKEN_STATES for each in known):
        raise TakenError
    candidates = list_candidates(session, workplace, actor, screening)
    if request.coder not in {each.id for each in candidates}:
        raise NotAllowedError
    recorded = request.recorded.strip() or None
    if request.basis is CodingBasis.RECORD and recorded is None and not list_texts(screening):
        raise NothingRecordedError
    doing = Doing(CaseAction.ASK_SECOND_CODING)
    move_case(session, workplace, actor, screening.case.id, doing)
    new = _new_coding(workplace, actor, screening, request)
    return create_second_coding(session, workplace.keys.get(screening.case.id), new, recorded)


def list_candidates(
    session: Session, workplace: Workplace, actor: Actor, screening: Screening
) -> tuple[Colleague, ...]:
    """Give those who can be asked, by name: they screen in the area, and had no part in the case.

    Empty if the person may not ask, or the interview can't be coded again.
    """
    is_kept = screening.record.finished_at is not None and screening.coding is None
    if not is_kept or not actor.may_on(Permission.ASK_SECOND_CODING, screening.case):
        return ()
    involved = _list_involved(session, workplace, screening) | {actor.account}
    colleagues = (
        Colleague(account.id, account.name)
        for account in list_accounts(session)
        if account.id not in involved and _may_code(account, screening.case)
    )
    return tuple(sorted(colleagues, key=lambda each: (each.name, each.id)))


def list_texts(screening: Screening) -> tuple[RecordedText, ...]:
    """Give the free texts of an interview, without the questions that they answer.

    The wording of a question can tell how another one was answered, so only its topic is named.
    """
    coding = Coding(screening.interview, screening.way)
    found = (
        (placed.topic, coding.find_code(placed.question.id))
        for placed in place_questions(screening.sources.questionnaire.item)
    )
    return tuple(
        RecordedText(topic.title, code.text)
        for topic, code in found
        if isinstance(code, Text) and topic.about is not About.INTERVIEW
    )


def withdraw(
    session: Session,
    workplace: Workplace,
    actor: Actor,
    screening: Screening,
    coding: SecondCodingRecord,
) -> None:
    """Take a request back that is still open, with all that was coded; changes nothing if ended.

    Raises NotAllowedError if the person may not ask.
    """
    if not actor.may_on(Permission.ASK_SECOND_CODING, screening.case):
        raise NotAllowedError
    if coding.state not in OPEN_STATES:
        return
    doing = Doing(CaseAction.WITHDRAW_SECOND_CODING)
    move_case(session, workplace, actor, screening.case.id, doing)
    now = workplace.clock.now()
    if coding.sheet_id is not None:
        erase_interview(session, coding.sheet_id, now)
    end_second_coding(session, coding.id, CodingState.WITHDRAWN, now)


def find_latest_coding(
    session: Session, actor: Actor, case: CaseRecord, interview: InterviewRecord
) -> SecondCodingRecord | None:
    """Give the newest second coding of an interview to those who may ask for one."""
    if not actor.may_on(Permission.ASK_SECOND_CODING, case):
        return None
    codings = list_codings_of_interview(session, interview.id)
    return codings[-1] if codings else None


def list_latest_codings(
    session: Session, actor: Actor, history: CaseHistory
) -> dict[InterviewId, SecondCodingRecord | None]:
    """Give the newest second coding of each interview that this person may have coded again."""
    if not actor.may_on(Permission.ASK_SECOND_CODING, history.case):
        return {}
    return {
        each.id: find_latest_coding(session, actor, history.case, each)
        for _, each in history.interviews
        if each.finished_at is not None and each.erased_at is None
    }


def _new_coding(
    workplace: Workplace, actor: Actor, screening: Screening, request: Request
) -> SecondCodingRecord:
    return SecondCodingRecord(
        id=request.id,
        interview_id=screening.record.id,
        coder=request.coder,
        basis=request.basis,
        state=CodingState.ASKED,
        asked_at=workplace.clock.now(),
        asked_by=actor.account,
    )


def _may_code(account: Account, case: CaseRecord) -> bool:
    """Say whether somebody can code; not those who supervise, who see results in other places."""
    person = build_actor(account)
    supervises = person.may_on(Permission.ASK_SECOND_CODING, case)
    return account.active and not supervises and person.may_on(Permission.SCREEN, case)


def _list_involved(session: Session, workplace: Workplace, screening: Screening) -> set[AccountId]:
    """Give those who have seen how the interview was coded, or were asked to code it before."""
    key = workplace.keys.get(screening.case.id)
    answers = list_all_answers(session, key, screening.record.id)
    events = list_events(session, screening.case.id, key)
    asked = list_codings_of_interview(session, screening.record.id)
    return (
        {screening.record.started_by}
        | {each.recorded_by for each in answers}
        | {each.happened_by for each in events}
        | {each.coder for each in asked}
    )
