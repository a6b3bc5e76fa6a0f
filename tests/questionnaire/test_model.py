"""An answer sheet holds the current answers and is never changed."""

import pytest

from app.instruments.ids import QuestionId
from app.questionnaire.model import Answer, AnswerSheet, Basis
from tests.builders import sheet

PAPERS = QuestionId("papers_held")


def test_an_answer_is_found_or_is_not_there() -> None:
    found = sheet(papers_held="yes")

    assert found.find(PAPERS) == Answer(PAPERS, "yes", Basis.TOLD)
    assert AnswerSheet().find(PAPERS) is None


def test_a_later_answer_stands_in_place_of_an_earlier_one_on_a_new_sheet() -> None:
    before = sheet(papers_held="yes", hours=8)

    after = before.with_answer(Answer(PAPERS, "no", Basis.SEEN))

    assert after.answers == {**before.answers, PAPERS: Answer(PAPERS, "no", Basis.SEEN)}
    assert before == sheet(papers_held="yes", hours=8)


def test_answers_on_a_sheet_are_not_changed() -> None:
    answers = sheet().with_answer(Answer(PAPERS, "no", Basis.SEEN)).answers

    with pytest.raises(TypeError, match="does not support item assignment"):
        answers[PAPERS] = Answer(PAPERS, "yes", Basis.TOLD)  # type: ignore[index] # Tried here.
