from collections.abc import Callable

import pytest

from app.conditions.values import Silence
from app.instruments.ids import QuestionId
from app.questionnaire.model import Answer, Basis
from app.services.actors import Actor
from app.services.answers import (
    InterviewClosedError,
    UnknownQuestionError,
    record_answer,
    record_page,
)
from app.services.finishing import finish
from app.services.interviews import Screening
from app.services.session import Session
from app.services.workplace import Workplace
from app.store.answers import list_all_answers
from app.store.errors import ConflictError
from app.store.ids import AnswerId, new_id

Reload = Callable[[], Screening]
HOURS = QuestionId("hours_day")
LANGUAGE = QuestionId("interview_language")


def hours(number: int, basis: Basis = Basis.TOLD) -> Answer:
    return Answer(HOURS, number, basis)


class Interviewer:
    """Records answers of one interview."""

    def __init__(
        self, session: Session, workplace: Workplace, inspector: Actor, reload: Reload
    ) -> None:
        self.session, self.workplace, self.actor = session, workplace, inspector
        self.reload = reload

    def record(self, answer: Answer | QuestionId, identity: str | None = None) -> None:
        answer_id = AnswerId(identity or new_id())
        record_answer(self.session, self.workplace, self.actor, self.reload(), answer, answer_id)

    def count_rows(self) -> int:
        screening = self.reload()
        key = self.workplace.keys.get(screening.case.id)
        return len(list_all_answers(self.session, key, screening.record.id))


@pytest.fixture
def interviewer(
    session: Session, workplace: Workplace, inspector: Actor, reload: Reload
) -> Interviewer:
    return Interviewer(session, workplace, inspector, reload)


def test_last_answer_counts_and_earlier_ones_are_kept(interviewer: Interviewer) -> None:
    interviewer.record(hours(12))
    interviewer.record(hours(14, Basis.SEEN))

    assert interviewer.reload().sheet.find(HOURS) == hours(14, Basis.SEEN)
    assert interviewer.count_rows() == 2


def test_same_answer_sent_twice_is_kept_once(interviewer: Interviewer) -> None:
    identity = new_id()

    interviewer.record(hours(12), identity)
    interviewer.record(hours(12), identity)

    assert interviewer.count_rows() == 1


def test_another_answer_with_a_used_id_is_refused(interviewer: Interviewer) -> None:
    identity = new_id()
    interviewer.record(hours(12), identity)

    with pytest.raises(ConflictError):
        interviewer.record(hours(13), identity)


def test_answer_that_is_taken_back_counts_no_more_and_stays_in_the_history(
    interviewer: Interviewer,
) -> None:
    interviewer.record(hours(12))
    interviewer.record(HOURS)

    assert interviewer.reload().sheet.find(HOURS) is None
    assert interviewer.count_rows() == 2


def test_silence_is_an_answer_of_its_own(interviewer: Interviewer) -> None:
    silent = Answer(HOURS, Silence.PREFER_NOT_TO_SAY, Basis.TOLD)

    interviewer.record(silent)

    assert interviewer.reload().sheet.find(HOURS) == silent


def test_language_of_the_interview_is_noted_with_the_interview(interviewer: Interviewer) -> None:
    interviewer.record(Answer(LANGUAGE, "ne", Basis.TOLD))

    assert interviewer.reload().record.language == "ne"


def test_question_that_nobody_asks_is_refused(interviewer: Interviewer) -> None:
    with pytest.raises(UnknownQuestionError):
        interviewer.record(Answer(QuestionId("weather"), "yes", Basis.TOLD))


def test_finished_interview_takes_in_nothing(interviewer: Interviewer) -> None:
    i = interviewer
    finish(i.session, i.workplace, i.actor, i.reload())

    with pytest.raises(InterviewClosedError):
        interviewer.record(hours(12))


def test_page_that_says_nothing_new_adds_nothing(interviewer: Interviewer) -> None:
    i = interviewer
    i.record(hours(12))

    record_page(i.session, i.workplace, i.actor, i.reload(), [hours(12), LANGUAGE])

    assert i.count_rows() == 1
