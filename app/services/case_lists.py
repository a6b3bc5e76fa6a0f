"""Lists of cases for the start page, and one case with all that happened to it."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.cases.fields import CaseField
from app.cases.moves import UNDER_REVIEW
from app.cases.roles import Permission
from app.cases.workflow import CaseEventKind, CaseState
from app.engine.result import FindingStatus
from app.services.actors import Actor
from app.services.blindness import list_closed_cases
from app.services.workplace import Workplace
from app.store.accounts import get_account, name_accounts
from app.store.assessments import list_assessments, list_assessments_of
from app.store.case_numbers import parse_case_number
from app.store.cases import Mark, find_case, get_case, list_cases
from app.store.events import list_events
from app.store.interviews import (
    list_interviews,
    list_interviews_of,
    list_unfinished_interviews,
)
from app.store.log import Deed, note_act
from app.store.recipients import get_recipient
from app.store.records import AssessmentRecord, CaseRecord, EventRecord, InterviewRecord
from app.store.tables import Area

PAGE_SIZE = 25
# What events call the organisation of the directory that they are about.
RECIPIENT = "recipient"
# What they call the day by which something is to be done.
DUE = "due"
WAITING = frozenset(state.value for state in UNDER_REVIEW)
FINISHED = frozenset(
    state.value for state in CaseState if state not in (CaseState.DRAFT, CaseState.DESTROYED)
)


@dataclass(frozen=True)
class CaseLine:
    """A finished case as a list shows it; `presumption` is what was found when it was finished."""

    case: CaseRecord
    interview: InterviewRecord
    interviewer: str
    presumption: FindingStatus


@dataclass(frozen=True)
class CaseLines:
    """One page of a list, and where the next one begins."""

    lines: tuple[CaseLine, ...]
    next_mark: Mark | None


@dataclass(frozen=True)
class DraftLine:
    """An interview that is not finished."""

    case: CaseRecord
    interview: InterviewRecord
    title: str


@dataclass(frozen=True)
class Happening:
    """Something that happened to a case, and who did it.

    `about` names another organisation, `due_on` is the day by which something is to be done.
    """

    kind: CaseEventKind
    at: datetime
    who: str
    reason: str = ""
    is_reason_lost: bool = False
    about: str = ""
    due_on: date | None = None


@dataclass(frozen=True)
class CaseHistory:
    """A case, its interviews with what was asked, and everything that happened, oldest first.

    `last` is the sequence of the last event: what somebody has seen who sees this.
    """

    case: CaseRecord
    area: str
    interviews: tuple[tuple[str, InterviewRecord], ...]
    happenings: tuple[Happening, ...]
    last: int


def list_drafts(session: Session, workplace: Workplace, actor: Actor) -> tuple[DraftLine, ...]:
    """Give the interviews that this person began and did not finish, newest first."""
    drafts = (
        DraftLine(get_case(session, record.case_id), record, name_questionnaire(workplace, record))
        for record in list_unfinished_interviews(session, actor.account)
    )
    shown = tuple(each for each in drafts if actor.may_on(Permission.SCREEN, each.case))
    _note_listed(session, [each.case for each in shown])
    return shown


def list_finished(
    session: Session,
    workplace: Workplace,
    actor: Actor,
    after: Mark | None = None,
    states: frozenset[str] = FINISHED,
) -> CaseLines:
    """Give one page of the finished cases in these states within this person's reach.

    Newest first.
    """
    reach = actor.reach(Permission.READ_CASES)
    if reach is None:
        return CaseLines((), None)
    page = list_cases(session, replace(reach, states=states), PAGE_SIZE, after)
    closed = list_closed_cases(session, actor)
    shown = [case for case in page.cases if case.id not in closed]
    _note_listed(session, shown)
    return CaseLines(tuple(_list_lines(session, workplace, shown)), page.next_mark)


def find_history(
    session: Session, workplace: Workplace, actor: Actor, number: str
) -> CaseHistory | None:
    """Give a case with its history; None if there is none or it is out of reach, all the same."""
    reach = actor.reach(Permission.READ_CASES)
    written = parse_case_number(number)
    if reach is None or written is None:
        return None
    case = find_case(session, written, reach)
    if case is None or case.id in list_closed_cases(session, actor):
        return None
    note_act(session, Deed.READ, case.id)
    events = list_events(session, case.id, workplace.keys.find(case.id))
    return CaseHistory(
        case=case,
        area=_name_area(session, case),
        interviews=tuple(
            (name_questionnaire(workplace, each), each)
            for each in list_interviews(session, case.id)
        ),
        happenings=tuple(_describe_event(session, actor, case, event) for event in events),
        last=max((event.sequence for event in events), default=0),
    )


def _note_listed(session: Session, cases: Sequence[CaseRecord]) -> None:
    if cases:
        note_act(session, Deed.LISTED, " ".join(case.id for case in cases))


def name_questionnaire(workplace: Workplace, interview: InterviewRecord) -> str:
    """Give the title of what was asked in an interview; the id where a version is gone."""
    instruments = workplace.library.instruments
    asked, pin = interview.questionnaire, interview.module
    questionnaire = instruments.questionnaires.find(asked.id, asked.version)
    title = asked.id if questionnaire is None else questionnaire.item.title
    if pin is None:
        return title
    module = instruments.modules.find(pin.id, pin.version)
    return f"{title} · {pin.id if module is None else module.item.title}"


def read_presumption(record: AssessmentRecord) -> FindingStatus:
    """Give the presumption that a frozen result states first."""
    content = json.loads(record.content)
    return FindingStatus(content["leading"][0]["findings"]["presumption"])


def find_result(
    session: Session, workplace: Workplace, interview: InterviewRecord
) -> AssessmentRecord | None:
    """Give the result that an interview was finished with last; None while there is none."""
    results = list_standing_results(session, workplace, interview)
    return results[-1] if results else None


def list_standing_results(
    session: Session, workplace: Workplace, interview: InterviewRecord
) -> tuple[AssessmentRecord, ...]:
    """Give the results since an interview was finished last, newest first.

    Those from before it was sent back are history; while it is corrected, the newest one stands.
    """
    results = list_assessments(session, workplace.keys.get(interview.case_id), interview.id)
    return _leave_standing(interview, results)


def _leave_standing(
    interview: InterviewRecord, results: tuple[AssessmentRecord, ...]
) -> tuple[AssessmentRecord, ...]:
    finished_at = interview.finished_at
    if finished_at is None:
        return results[:1]
    return tuple(each for each in results if each.made_at >= finished_at)


def _list_lines(
    session: Session, workplace: Workplace, cases: Sequence[CaseRecord]
) -> Iterator[CaseLine]:
    """Give the line of each case that has a result; what they need is read for all at once."""
    ids = [case.id for case in cases]
    keys, interviews = workplace.keys.get_all(ids), list_interviews_of(session, ids)
    key_of_each = {each.id: keys[case] for case in ids for each in interviews[case]}
    results = list_assessments_of(session, key_of_each)
    names = name_accounts(session, (each.started_by for i in interviews.values() for each in i))
    for case in cases:
        for interview in reversed(interviews[case.id]):
            standing = _leave_standing(interview, results[interview.id])
            if standing:
                who, result = names[interview.started_by], standing[-1]
                yield CaseLine(case, interview, who, read_presumption(result))
                break


def _describe_event(
    session: Session, actor: Actor, case: CaseRecord, event: EventRecord
) -> Happening:
    shows_staff = actor.sees(CaseField.STAFF, case) or event.happened_by == actor.account
    shows_reason = actor.sees(CaseField.REASONS, case) or event.happened_by == actor.account
    return Happening(
        kind=CaseEventKind(event.kind),
        at=event.happened_at,
        who=get_account(session, event.happened_by).name if shows_staff else "",
        reason=(event.reason or "") if shows_reason else "",
        is_reason_lost=event.is_reason_lost,
        about=_name_recipient(session, event),
        due_on=_read_due(event),
    )


def _name_recipient(session: Session, event: EventRecord) -> str:
    recipient = json.loads(event.details).get(RECIPIENT)
    return "" if recipient is None else get_recipient(session, recipient).name


def _read_due(event: EventRecord) -> date | None:
    due = json.loads(event.details).get(DUE)
    return None if due is None else date.fromisoformat(due)


def _name_area(session: Session, case: CaseRecord) -> str:
    area = session.get(Area, case.area_id)
    return "" if area is None else area.name
