"""Every answer of an interview as it was given: by whom taken, when, on which basis, in order."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from app.assessment.explain import GivenAnswer
from app.conditions.values import Silence, Value
from app.instruments.questions import PlacedQuestion, place_questions
from app.questionnaire.model import Basis
from app.services.interviews import Screening
from app.services.workplace import Workplace
from app.store.accounts import get_account
from app.store.answers import list_all_answers
from app.store.records import AnswerRecord


@dataclass(frozen=True)
class Told:
    """One answer as it was given; `said` is its value with the words of the question."""

    said: GivenAnswer = field(repr=False)
    who: str
    at: datetime


@dataclass(frozen=True)
class QuestionHistory:
    """What was answered to one question, oldest first: the last one counts, none is ever lost."""

    ask: str
    told: tuple[Told, ...]

    @property
    def was_corrected(self) -> bool:
        """Say whether something else was said before."""
        return len(self.told) > 1


def list_histories(
    session: Session, workplace: Workplace, screening: Screening
) -> tuple[QuestionHistory, ...]:
    """Give what was answered to each question of an interview, in the order of its questions.

    Also where another answer hides the question now.
    """
    key = workplace.keys.get(screening.case.id)
    given: dict[str, list[AnswerRecord]] = {}
    for record in list_all_answers(session, key, screening.record.id):
        given.setdefault(record.question_id, []).append(record)
    accounts = {each.recorded_by for records in given.values() for each in records}
    names = {each: get_account(session, each).name for each in accounts}
    return tuple(
        QuestionHistory(
            placed.question.ask,
            tuple(
                Told(_give(placed, each), names[each.recorded_by], each.recorded_at)
                for each in given[placed.question.id]
            ),
        )
        for placed in place_questions(screening.sources.questionnaire.item)
        if placed.question.id in given
    )


def _give(placed: PlacedQuestion, record: AnswerRecord) -> GivenAnswer:
    question, value = placed.question, record.response
    return GivenAnswer(
        question=question.id,
        topic=placed.topic.id,
        ask=question.ask,
        type=question.type,
        unit=question.unit,
        value=value,
        chosen=tuple(each.label for each in question.options if each.code in _codes(value)),
        basis=None if record.basis is None else Basis(record.basis),
        about=placed.topic.about,
    )


def _codes(value: Value | Silence) -> frozenset[object]:
    return frozenset(value) if isinstance(value, frozenset) else frozenset({value})
