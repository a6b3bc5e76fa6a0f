"""An answer that can't be one gets a sentence that names the thing, for every question of all."""

import pytest

from app.instruments.model import Question
from app.instruments.questions import PlacedQuestion, place_questions
from app.instruments.vocabulary import QuestionType
from tests.content.sheets import FULL, SHORT, questionnaire
from tests.journeys.visitor import Visitor

# What can be typed, and is no answer to any question of its type.
IMPOSSIBLE = {
    QuestionType.WHOLE_NUMBER: {"": "999999"},
    QuestionType.MONEY: {"-amount": "1000000000001", "-currency": "XTS", "-period": "month"},
    QuestionType.DURATION: {"-number": "10001", "-unit": "years"},
    QuestionType.DATE: {"-year": "1899"},
    QuestionType.TEXT: {"": "x" * 20_001},
    QuestionType.COUNTRY: {"": "QQ"},
    QuestionType.LANGUAGE: {"": "qq"},
}


def list_typed(name: str) -> list[PlacedQuestion]:
    placed = place_questions(questionnaire(name))
    return [each for each in placed if each.question.type in IMPOSSIBLE]


@pytest.mark.parametrize("name", [SHORT, FULL])
def test_an_answer_out_of_range_gets_a_sentence_that_names_the_thing(
    visitor: Visitor, name: str
) -> None:
    interview = visitor.begin(name)

    said = {
        question.id: visitor.save(interview, question.id, type_impossible(question)).json
        for question in (placed.question for placed in list_typed(name))
    }

    for placed in list_typed(name):
        reply = said[placed.question.id]
        assert reply["saved"] is False
        assert (placed.question.thing or "?") in lower_first(reply["error"]), reply


def type_impossible(question: Question) -> list[tuple[str, str]]:
    parts = IMPOSSIBLE[question.type]
    return [(f"{question.id}{part}", typed) for part, typed in parts.items()]


def lower_first(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
