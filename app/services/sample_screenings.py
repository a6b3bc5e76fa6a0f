"""Invented screenings of the sample organisation, led as people lead them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from app.clock import stopped_at
from app.instruments.ids import QuestionId
from app.instruments.model import Question
from app.instruments.questions import place_questions
from app.instruments.vocabulary import About, QuestionType
from app.questionnaire.intake import KnownCodes, RawAnswer, read_answer
from app.questionnaire.model import Answer, Basis
from app.services.actors import Actor
from app.services.answers import record_page
from app.services.finishing import finish
from app.services.interviews import Screening, Start, find_screening, start_interview
from app.services.sample_answers import BROKEN_OFF, HELD, IN_ORDER, SILENT, Typed
from app.services.workplace import Workplace
from app.store.ids import CaseId, InterviewId, new_id

QUESTIONNAIRE: Final = "short-screening"
COUNTRY: Final = "ZZ"
CODES: Final = KnownCodes(frozenset(), frozenset({"en", "ne"}), frozenset({"XTS"}))
PARTS: Final[Mapping[QuestionType, tuple[str, ...]]] = {
    QuestionType.MONEY: ("amount", "currency", "period"),
    QuestionType.DATE: ("year", "month", "day"),
}
TIME_OF_A_SCREENING: Final = timedelta(minutes=12)


@dataclass(frozen=True)
class SampleScreening:
    """Who was screened how long ago, what was answered, and whether it was finished."""

    days_ago: int
    typed: Typed
    is_finished: bool = True


BY_INSPECTOR: Final = (
    SampleScreening(9, IN_ORDER),
    SampleScreening(6, HELD),
    SampleScreening(6, SILENT),
    SampleScreening(0, BROKEN_OFF, is_finished=False),
)
BY_OUTREACH: Final = (SampleScreening(3, HELD),)


def lead_screenings(
    session: Session, workplace: Workplace, actor: Actor, screenings: tuple[SampleScreening, ...]
) -> tuple[InterviewId, ...]:
    """Screen invented workers, each on a day of its own, and give their interviews."""
    now, led = workplace.clock.now(), []
    for number, each in enumerate(screenings):
        began = now - timedelta(days=each.days_ago) - (number + 1) * 2 * TIME_OF_A_SCREENING
        led.append(lead_screening(session, workplace, actor, each, began))
    return tuple(led)


def lead_screening(
    session: Session,
    workplace: Workplace,
    actor: Actor,
    sample: SampleScreening,
    began: datetime,
) -> InterviewId:
    """Screen an invented worker at a moment that is past."""
    then = replace(workplace, clock=stopped_at(began))
    later = replace(workplace, clock=stopped_at(began + TIME_OF_A_SCREENING))
    start = Start(
        CaseId(new_id()), InterviewId(new_id()), QUESTIONNAIRE, None, COUNTRY, actor.areas[0].id
    )
    start_interview(session, then, actor, start)
    screening = _get(session, then, actor, start.interview)
    answers = read_typed(screening, sample.typed, began)
    record_page(session, then, actor, screening, answers)
    if sample.is_finished:
        finish(session, later, actor, _get(session, later, actor, start.interview))
    return start.interview


def read_typed(
    screening: Screening, typed: Typed, moment: datetime
) -> Iterator[Answer | QuestionId]:
    """Read invented answers as a page's answers are read."""
    for placed in place_questions(screening.sources.questionnaire.item):
        text = typed.get(placed.question.id)
        if text is not None:
            usual = Basis.SEEN if placed.topic.about is About.SITE else Basis.TOLD
            raw = type_in(placed.question, text, usual)
            answer = read_answer(placed.question, raw, CODES, moment.date())
            if answer is not None:
                yield answer


def type_in(question: Question, text: str, usual: Basis) -> RawAnswer:
    """Give the fields of a question filled in with a text of `sample_answers`."""
    basis = Basis.ASSUMED if text.startswith("!") else usual
    said = text.removeprefix("!")
    parts = {"basis": basis.value}
    if said.startswith("?"):
        return RawAnswer((), {**parts, "silence": said.removeprefix("?")})
    names = PARTS.get(question.type)
    if names is None:
        return RawAnswer(tuple(said.split()), parts)
    split = said.split("-") if question.type is QuestionType.DATE else said.split()
    return RawAnswer((), {**parts, **dict(zip(names, split, strict=False))})


def _get(session: Session, workplace: Workplace, actor: Actor, interview: InterviewId) -> Screening:
    screening = find_screening(session, workplace, actor, interview)
    if screening is None:
        raise LookupError(interview)
    return screening
