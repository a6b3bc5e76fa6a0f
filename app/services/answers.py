"""Record what was said."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

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
from app.store.sealing import CaseKey

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
    _Taking.begin(session, workplace, actor, screening).record(answer, answer_id)


def record_page(
    session: Session,
    workplace: Workplace,
    actor: Actor,
    screening: Screening,
    answers: Iterable[Answer | QuestionId],
) -> None:
    """Add those answers of a page that say something else than what is stored already.

    Who may answer, and the key of the case, are looked up once for all of them. Raises what
    `record_answer` raises.
    """
    news = [each for each in answers if is_news(screening, each)]
    if news:
        taking = _Taking.begin(session, workplace, actor, screening)
        for answer in news:
            taking.record(answer, AnswerId(new_id()))


@dataclass(frozen=True)
class _Taking:
    """Answers that are taken in at once, by somebody who may."""

    session: Session
    workplace: Workplace
    actor: Actor
    screening: Screening
    key: CaseKey

    @classmethod
    def begin(
        cls, session: Session, workplace: Workplace, actor: Actor, screening: Screening
    ) -> Self:
        """Look once whether answers may be taken in, and with which key they are sealed."""
        if not screening.is_open:
            raise InterviewClosedError
        check_may_author(session, actor, screening.case.id)
        return cls(session, workplace, actor, screening, workplace.keys.get(screening.case.id))

    def record(self, answer: Answer | QuestionId, answer_id: AnswerId) -> None:
        """Add one answer, or take one back."""
        given, question = _take_apart(answer)
        if question not in map_questions(self.screening.sources.questionnaire.item):
            raise UnknownQuestionError
        record = AnswerRecord(
            id=answer_id,
            interview_id=self.screening.record.id,
            question_id=question,
            response=Silence.NOT_ASKED if given is None else given.value,
            basis=None if given is None else given.basis.value,
            recorded_at=self.workplace.clock.now(),
            recorded_by=self.actor.account,
        )
        store_answer(self.session, self.key, record)
        if question == LANGUAGE_OF_INTERVIEW and isinstance(record.response, str):
            change_language(self.session, self.screening.record.id, record.response)


def is_news(screening: Screening, answer: Answer | QuestionId) -> bool:
    """Say whether an answer, or taking one back, changes anything."""
    if isinstance(answer, Answer):
        return screening.sheet.find(answer.question) != answer
    return screening.sheet.find(answer) is not None


def _take_apart(answer: Answer | QuestionId) -> tuple[Answer | None, QuestionId]:
    if isinstance(answer, Answer):
        return answer, answer.question
    return None, answer
