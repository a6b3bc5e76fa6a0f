"""The shipped translations say everything in their language, and can be printed."""

import re
from collections.abc import Iterator

import pytest

from app.instruments.questions import place_questions
from app.instruments.translations.model import Translation
from app.instruments.translations.translate import translate_questionnaire
from tests.reports.shipped import load_shipped

INSTRUMENTS = load_shipped().instruments
SCRIPTS = {"ar": "[\u0600-\u06ff]"}


def list_phrases(translation: Translation) -> Iterator[str]:
    """Give every word that a reader of the paper sees."""
    asked = INSTRUMENTS.questionnaires.get(translation.questionnaire).item
    translated = translate_questionnaire(asked, translation)
    yield from (translated.title, translated.description)
    yield from translation.answers.model_dump().values()
    yield from (section.title for section in translated.sections)
    for each in place_questions(translated):
        question = each.question
        yield from (each.topic.title, each.topic.guidance or question.ask, question.ask)
        yield from filter(None, (question.ask_child, question.guidance, question.unit))
        yield from (option.label for option in question.options)


@pytest.mark.parametrize("name", INSTRUMENTS.translations.list_names())
def test_no_word_is_left_in_another_language(name: str) -> None:
    translation = INSTRUMENTS.translations.get(name).item

    phrases = list(list_phrases(translation))

    assert len(phrases) > 100
    assert [each for each in phrases if not re.search(SCRIPTS[translation.language], each)] == []
    assert [each for each in phrases if re.search("[A-Za-z]", each)] == []


@pytest.mark.parametrize("name", INSTRUMENTS.translations.list_names())
def test_no_two_options_of_a_question_say_the_same(name: str) -> None:
    translation = INSTRUMENTS.translations.get(name).item

    for question in translation.questions.values():
        assert len(set(question.options.values())) == len(question.options)
