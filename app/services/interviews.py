"""Start an interview, and find it again as it stands."""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from app.assessment.assess import assess, follow_interview
from app.assessment.model import Assessment, Interview, Setting, Sources
from app.cases.moves import apply_move
from app.cases.roles import Permission
from app.cases.workflow import CaseAction
from app.conditions.values import Silence
from app.instruments.ids import IndicatorId, QuestionId
from app.instruments.narrow import leave_out_the_talk
from app.questionnaire.model import Answer, AnswerSheet, Basis
from app.questionnaire.path import Way
from app.services.actors import Actor, NotAllowedError
from app.services.blindness import may_open
from app.services.case_events import Doing, keep_event
from app.services.library import find_sources, pin_newest
from app.services.organisations import list_unused
from app.services.workplace import Workplace
from app.store.answers import list_latest_answers
from app.store.cases import create_case, get_case
from app.store.ids import AreaId, CaseId, InterviewId
from app.store.indicator_settings import list_latest_settings
from app.store.interviews import create_interview, find_interview, get_interview
from app.store.log import Deed, note_act
from app.store.paper_entries import find_paper_entry
from app.store.records import (
    AnswerRecord,
    CaseRecord,
    InterviewRecord,
    NewCase,
    SecondCodingRecord,
)
from app.store.sealing import CaseKey
from app.store.second_codings import find_coding_of_sheet

WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Start:
    """What an interview begins with. The ids come from the page, so that it may be sent twice."""

    case: CaseId
    interview: InterviewId
    questionnaire: str
    module: str | None
    country: str
    area: AreaId


@dataclass(frozen=True)
class Screening:
    """An interview as it stands: its case, what was said and set, and the versions behind it.

    With `coding` it is the sheet of a second coding: its answers are those of the second person.
    """

    record: InterviewRecord
    case: CaseRecord
    sources: Sources
    interview: Interview
    way: Way
    coding: SecondCodingRecord | None = None

    @property
    def is_open(self) -> bool:
        """Say whether the interview still takes in answers."""
        return self.record.finished_at is None and self.record.erased_at is None

    @property
    def sheet(self) -> AnswerSheet:
        """Give the current answers."""
        return self.interview.sheet


def start_interview(
    session: Session, workplace: Workplace, actor: Actor, start: Start
) -> InterviewRecord:
    """Make a case with an interview, pinned to the newest versions.

    Raises NotAllowedError if the person does not work in that area, and KeyError for a
    questionnaire or country that there is none of.
    """
    if not actor.may(Permission.SCREEN) or start.area not in {area.id for area in actor.areas}:
        raise NotAllowedError
    unused = list_unused(session, actor.organisation)
    record = _new_interview(workplace, actor, start, unused)
    move = apply_move(None, CaseAction.START)
    known = find_interview(session, start.interview)
    case = NewCase(
        start.case,
        actor.organisation,
        start.area,
        move.after.value,
        record.started_at,
        actor.account,
    )
    create_case(session, workplace.keys, case)
    record = create_interview(session, record)
    if known is None:
        doing = Doing(CaseAction.START)
        keep_event(session, workplace, actor, start.case, move.event, doing)
    return record


def find_screening(
    session: Session,
    workplace: Workplace,
    actor: Actor,
    interview_id: InterviewId,
    permission: Permission = Permission.SCREEN,
) -> Screening | None:
    """Give an interview as it stands; None if there is none, or not for this person, all alike."""
    record = find_record(session, actor, interview_id, permission)
    if record is None:
        return None
    note_act(session, Deed.READ, record.id)
    coding = find_coding_of_sheet(session, record.id)
    return load_screening(session, workplace, record, coding)


def find_record(
    session: Session, actor: Actor, interview_id: InterviewId, permission: Permission
) -> InterviewRecord | None:
    """Give an interview without what was said; None where `find_screening` gives none."""
    record = find_interview(session, interview_id)
    if record is None or record.erased_at is not None:
        return None
    case = get_case(session, record.case_id)
    coding = find_coding_of_sheet(session, record.id)
    return record if may_open(session, actor, case, permission, coding) else None


def load_screening(
    session: Session,
    workplace: Workplace,
    record: InterviewRecord,
    coding: SecondCodingRecord | None = None,
) -> Screening:
    """Give an interview as it stands, or the sheet of a second coding, whoever may see it.

    What is coded a second time is coded as of the day of the interview, and only what is about the
    person and the site.
    """
    key = workplace.keys.get(record.case_id)
    sources = find_sources(workplace.library, record)
    held = record
    if coding is not None:
        sources = _narrow(sources)
        held = get_interview(session, coding.interview_id)
    on_paper = find_paper_entry(session, held.id)
    interview = Interview(
        sheet=_load_sheet(session, key, record.id),
        settings=_load_settings(session, key, record.id),
        # What was typed in later is judged by the laws of the day on which it was asked.
        day=held.started_at.date() if on_paper is None else on_paper.asked_on,
    )
    way = follow_interview(sources, interview)
    return Screening(record, get_case(session, record.case_id), sources, interview, way, coding)


def assess_screening(screening: Screening) -> Assessment:
    """Give everything that follows from the interview as it stands."""
    return assess(screening.sources, screening.interview)


def read_answer_record(record: AnswerRecord) -> Answer | None:
    """Give an answer as the questionnaire knows it; None for one that was taken back."""
    if record.response is Silence.NOT_ASKED:
        return None
    basis = Basis(record.basis or Basis.TOLD.value)
    return Answer(QuestionId(record.question_id), record.response, basis)


def _new_interview(
    workplace: Workplace, actor: Actor, start: Start, unused: frozenset[str]
) -> InterviewRecord:
    asked, library = start.questionnaire, workplace.library
    pins = pin_newest(library, asked, start.module, start.country, unused)
    return InterviewRecord(
        id=start.interview,
        case_id=start.case,
        questionnaire=pins.questionnaire,
        module=pins.module,
        parameters=pins.parameters,
        rule_sets=pins.rule_sets,
        country=start.country,
        language=None,
        started_at=workplace.clock.now(),
        started_by=actor.account,
    )


def _narrow(sources: Sources) -> Sources:
    asked = sources.questionnaire
    return replace(sources, questionnaire=replace(asked, item=leave_out_the_talk(asked.item)))


def _load_sheet(session: Session, key: CaseKey, interview_id: InterviewId) -> AnswerSheet:
    sheet = AnswerSheet()
    for record in list_latest_answers(session, key, interview_id):
        answer = read_answer_record(record)
        if answer is not None:
            sheet = sheet.with_answer(answer)
    return sheet


def _load_settings(
    session: Session, key: CaseKey, interview_id: InterviewId
) -> dict[IndicatorId, Setting]:
    return {
        IndicatorId(each.indicator_id): Setting(
            IndicatorId(each.indicator_id), each.setting == "yes", each.reason
        )
        for each in list_latest_settings(session, key, interview_id)
        if each.setting != WITHDRAWN
    }
