import pytest

from app.conditions.values import Silence
from app.instruments.ids import QuestionId
from app.questionnaire.model import Answer, Basis
from app.services.answers import (
    InterviewClosedError,
    UnknownQuestionError,
    record_answer,
    record_page,
)
from app.store.answers import list_all_answers
from app.store.errors import ConflictError
from app.store.ids import AnswerId, new_id
from tests.services.conftest import Leading

HOURS = QuestionId("hours_day")
LANGUAGE = QuestionId("interview_language")


def hours(number: int, basis: Basis = Basis.TOLD) -> Answer:
    return Answer(HOURS, number, basis)


def record(leading: Leading, answer: Answer | QuestionId, identity: str | None = None) -> None:
    answer_id = AnswerId(identity or new_id())
    record_answer(
        leading.session, leading.workplace, leading.actor, leading.now(), answer, answer_id
    )


def count_rows(leading: Leading) -> int:
    screening = leading.now()
    key = leading.workplace.keys.get(screening.case.id)
    return len(list_all_answers(leading.session, key, screening.record.id))


def test_last_answer_counts_and_earlier_ones_are_kept(leading: Leading) -> None:
    record(leading, hours(12))
    record(leading, hours(14, Basis.SEEN))

    assert leading.now().sheet.find(HOURS) == hours(14, Basis.SEEN)
    assert count_rows(leading) == 2


def test_same_answer_sent_twice_is_kept_once(leading: Leading) -> None:
    identity = new_id()

    record(leading, hours(12), identity)
    record(leading, hours(12), identity)

    assert count_rows(leading) == 1


def test_another_answer_with_a_used_id_is_refused(leading: Leading) -> None:
    identity = new_id()
    record(leading, hours(12), identity)

    with pytest.raises(ConflictError):
        record(leading, hours(13), identity)


def test_answer_that_is_taken_back_counts_no_more_and_stays_in_the_history(
    leading: Leading,
) -> None:
    record(leading, hours(12))
    record(leading, HOURS)

    assert leading.now().sheet.find(HOURS) is None
    assert count_rows(leading) == 2


def test_silence_is_an_answer_of_its_own(leading: Leading) -> None:
    silent = Answer(HOURS, Silence.PREFER_NOT_TO_SAY, Basis.TOLD)

    record(leading, silent)

    assert leading.now().sheet.find(HOURS) == silent


def test_language_of_the_interview_is_noted_with_the_interview(leading: Leading) -> None:
    record(leading, Answer(LANGUAGE, "ne", Basis.TOLD))

    assert leading.now().record.language == "ne"


def test_question_that_nobody_asks_is_refused(leading: Leading) -> None:
    with pytest.raises(UnknownQuestionError):
        record(leading, Answer(QuestionId("weather"), "yes", Basis.TOLD))


def test_finished_interview_takes_in_nothing(leading: Leading) -> None:
    leading.finish()

    with pytest.raises(InterviewClosedError):
        record(leading, hours(12))


def test_page_that_says_nothing_new_adds_nothing(leading: Leading) -> None:
    record(leading, hours(12))

    page: list[Answer | QuestionId] = [hours(12), LANGUAGE]
    record_page(leading.session, leading.workplace, leading.actor, leading.now(), page)

    assert count_rows(leading) == 1
