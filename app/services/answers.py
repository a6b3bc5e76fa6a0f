"""Record what was said."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from app.conditions.values import Silence
from app.instruments.ids import QuestionId
from app.instruments.questions import map_questions
from app.questionnaire.model import Answer
from app.services.actors import Actor
from app.services.case_events import check_may_author
from app.services.interviews import Screening
from app.services.workplace import Workplace
from app.store.answers import record_answer as store_answer
from app.store.ids import AnswerId, new_id
from app.store.interviews import change_language
from app.store.records import AnswerRecord

LANGUAGE_OF_INTERVIEW = QuestionId("interview_language")


class InterviewClosedError(Exception):
    """A finished interview takes in no answers."""


class UnknownQuestionError(Exception):
    """The questionnaire has no such question."""


def record_answer(
    session: Session,
    workplace: Workplace,
    actor: Actor,
    screening: Screening,
    answer: Answer | QuestionId,
    answer_id: AnswerId,
) -> None:
    """Add an answer to the history; a question alone takes its answer back.

    The same may come again with its id; another raises ConflictError. Reviewers: FourEyesError.
    """
    if not screening.is_open:
        raise InterviewClosedError
    check_may_author(session, actor, screening.case.id)
    given, question = _take_apart(answer)
    if question not in map_questions(screening.sources.questionnaire.item):
        raise UnknownQuestionError
    record = AnswerRecord(
        id=answer_id,
        interview_id=screening.record.id,
        question_id=question,
        response=Silence.NOT_ASKED if given is None else given.value,
        basis=None if given is None else given.basis.value,
        recorded_at=workplace.clock.now(),
        recorded_by=actor.account,
    )
    store_answer(session, workplace.keys.get(screening.case.id), record)
    if question == LANGUAGE_OF_INTERVIEW and isinstance(record.response, str):
        change_language(session, screening.record.id, record.response)


def record_page(
    session: Session,
    workplace: Workplace,
    actor: Actor,
    screening: Screening,
    answers: Iterable[Answer | QuestionId],
) -> None:
    """Add those answers of a page that say something else than what is stored already."""
    for answer in answers:
        if is_news(screening, answer):
            answer_id = AnswerId(new_id())
            record_answer(session, workplace, actor, screening, answer, answer_id)


def is_news(screening: Screening, answer: Answer | QuestionId) -> bool:
    """Say whether an answer, or taking one back, changes anything."""
    if isinstance(answer, Answer):
        return screening.sheet.find(answer.question) != answer
    return screening.sheet.find(answer) is not None


def _take_apart(answer: Answer | QuestionId) -> tuple[Answer | None, QuestionId]:
    if isinstance(answer, Answer):
        return answer, answer.question
    return None, answer
