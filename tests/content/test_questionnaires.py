"""The shipped questionnaires ask everything, plainly, and everything that is answered decides."""

import random
from collections.abc import Iterable, Iterator

import pytest

from app.assessment.model import IndicatorResult
from app.conditions.truth import Truth
from app.instruments.model import Question
from app.instruments.proofs import prove_questionnaire
from app.instruments.questions import list_codes, map_questions, place_questions
from app.instruments.vocabulary import About, QuestionType, Strength
from tests.content.sheets import (
    BETTER_YES,
    FULL,
    SHORT,
    answer_all,
    change,
    choose_by_chance,
    choose_fair,
    load_shipped,
    questionnaire,
    tell,
)
from tests.content.words import list_unfit_words

BOTH = (FULL, SHORT)
SECTIONS = [
    *("safety", "person", "recruitment", "journey", "work", "pay", "documents", "lodging"),
    *("freedom", "treatment", "leaving", "needs", "site"),
]


def _questions(name: str) -> Iterator[Question]:
    for placed in place_questions(questionnaire(name)):
        yield placed.question


def test_both_questionnaires_are_there() -> None:
    found = set(load_shipped().questionnaires.list_ids())

    assert set(BOTH) <= found


@pytest.mark.parametrize("name", BOTH)
def test_sections_follow_the_story(name: str) -> None:
    sections = [str(section.id) for section in questionnaire(name).sections]

    assert sections == SECTIONS


@pytest.mark.parametrize("name", BOTH)
def test_a_page_holds_at_most_six_questions(name: str) -> None:
    topics = [topic for section in questionnaire(name).sections for topic in section.topics]

    assert [topic.id for topic in topics if len(topic.questions) > 6] == []


@pytest.mark.parametrize("name", BOTH)
def test_only_what_the_interviewer_sees_is_not_read_aloud(name: str) -> None:
    for placed in place_questions(questionnaire(name)):
        is_seen = placed.section.id == "site" or placed.topic.id == "danger_seen"

        assert (placed.topic.about is About.SITE) is is_seen


def test_the_full_assessment_derives_every_indicator() -> None:
    asked = questionnaire(FULL)
    catalogues = [load_shipped().catalogues.get(each.name).item for each in asked.catalogues]

    derived = set(asked.indicators)

    assert derived == {each.id for catalogue in catalogues for each in catalogue.indicators}


@pytest.mark.parametrize("group", ["adult", "child"])
def test_the_short_screening_derives_every_strong_indicator(group: str) -> None:
    asked = questionnaire(SHORT)
    catalogue = load_shipped().catalogues.get(asked.catalogues[0].name).item
    strong = {
        indicator.id
        for indicator in catalogue.indicators
        for name, graded in indicator.strengths.items()
        if name == group and graded.strength is Strength.STRONG
    }

    assert strong <= set(asked.indicators)


@pytest.mark.parametrize("name", BOTH)
def test_answers_decide_and_nothing_is_asked_in_vain(name: str) -> None:
    faults = list(prove_questionnaire(questionnaire(name)))

    assert faults == []


@pytest.mark.parametrize("name", BOTH)
def test_no_question_uses_a_word_of_the_law_or_leads(name: str) -> None:
    assert [words for each in _questions(name) for words in list_unfit_words(each)] == []


@pytest.mark.parametrize("name", BOTH)
def test_several_choices_always_offer_none_of_them(name: str) -> None:
    for question in _questions(name):
        if question.type is QuestionType.SEVERAL_CHOICES:
            assert question.options[0].exclusive, question.id


def test_questions_that_both_ask_are_the_same() -> None:
    full = map_questions(questionnaire(FULL))
    shared = [question for question in _questions(SHORT) if question.id in full]

    assert len(shared) > 30
    for question in shared:
        other = full[question.id].question
        assert question.model_copy(update={"shown_when": other.shown_when}) == other, question.id


@pytest.mark.parametrize("name", BOTH)
def test_work_that_is_in_order_shows_no_indicator(name: str) -> None:
    sheet = answer_all(name, choose_fair)

    told = tell(name, sheet)

    derived = [result for result in told.indicators.values() if result.derived is not None]
    assert [each.indicator.id for each in derived if each.truth is not Truth.NO] == []


@pytest.mark.parametrize("name", BOTH)
def test_every_answer_at_a_gate_leaves_no_indicator_unknown(name: str) -> None:
    fair = answer_all(name, choose_fair)
    for question in _questions(name):
        for code in list_codes(question):
            several = question.type is QuestionType.SEVERAL_CHOICES

            told = tell(name, change(fair, {question.id: frozenset({code}) if several else code}))

            assert _list_unknown(told.everything.values()) == [], f"{question.id}: {code}"


@pytest.mark.parametrize("name", BOTH)
@pytest.mark.parametrize("word", ["yes", "no"])
def test_one_word_for_every_closed_question_leaves_no_indicator_unknown(
    name: str, word: str
) -> None:
    closed = [q.id for q in _questions(name) if q.type is QuestionType.YES_NO]
    fair = answer_all(name, choose_fair)

    told = tell(name, change(fair, dict.fromkeys(closed, word)))

    assert _list_unknown(told.everything.values()) == []


@pytest.mark.parametrize("name", BOTH)
def test_a_complete_sheet_decides_every_indicator_and_reaches_each(name: str) -> None:
    chance = random.Random(2026)  # noqa: S311 - chance for tests, not for secrets.
    present: set[str] = set()
    for _ in range(400):
        told = tell(name, answer_all(name, choose_by_chance(chance)))

        assert _list_unknown(told.everything.values()) == []
        present |= {str(k) for k, result in told.everything.items() if result.truth is Truth.YES}

    assert present == set(questionnaire(name).indicators)


def test_the_fair_yes_answers_are_questions() -> None:
    asked = {str(question.id) for question in _questions(FULL)}

    assert asked >= BETTER_YES


def _list_unknown(results: Iterable[IndicatorResult]) -> list[str]:
    return [
        str(result.indicator.id)
        for result in results
        if result.derived is not None and result.truth is Truth.UNKNOWN
    ]
