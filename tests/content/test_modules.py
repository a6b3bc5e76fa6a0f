"""The shipped modules ask plainly, fit both questionnaires, and whatever is answered decides."""

import random
from collections.abc import Iterator

import pytest

from app.assessment.model import IndicatorResult
from app.conditions.model import list_inputs, list_statements
from app.conditions.truth import Truth
from app.instruments.ids import IndicatorId, QuestionId
from app.instruments.model import Module, Question
from app.instruments.module_checks import check_extensions
from app.instruments.proofs import prove_questionnaire
from app.instruments.questions import list_codes, map_questions, place_questions
from app.instruments.vocabulary import About, QuestionType
from tests.content.sheets import (
    FULL,
    SHORT,
    Told,
    answer_all,
    change,
    choose_by_chance,
    choose_fair,
    load_shipped,
    questionnaire,
    tell,
)
from tests.content.words import list_unfit_words

MODULES = (
    *("domestic-work", "agriculture-palm-oil", "construction"),
    *("fishing", "care", "hospitality"),
)
EXTENDED = [f"{name}+{module}" for module in MODULES for name in (SHORT, FULL)]
CONTRACT = ("domestic_work_left_out", "domestic_work_not_kept")


def _module(name: str) -> Module:
    return load_shipped().modules.newest(name.partition("+")[2] or name).item


def _added(name: str) -> Iterator[Question]:
    for added in _module(name).topics:
        yield from added.topic.questions


def _list_read(name: str) -> Iterator[Question]:
    """Give the questions that the module adds and those that its conditions read.

    All others mean what they meant without it, and are tried with the questionnaires.
    """
    whole = questionnaire(name)
    read = {str(question.id) for question in _added(name)}
    for derivation in _module(name).indicators.values():
        for statement in list_statements(derivation.when):
            measure = whole.measures.get(statement.subject)
            read |= {statement.subject} if measure is None else set(list_inputs(measure))
    for placed in place_questions(whole):
        if placed.question.id in read:
            yield placed.question


def _list_open(told: Told) -> list[str]:
    return [
        str(name)
        for name, result in told.indicators.items()
        if result.derived is not None and result.truth is Truth.UNKNOWN
    ]


def _is_shown_by_module(name: str, result: IndicatorResult) -> bool:
    """Say whether the condition of the module holds, be it alone or beside another."""
    if result.derived is None or result.indicator.id not in _module(name).indicators:
        return False
    own = questionnaire(name.partition("+")[0]).indicators
    further = result.derived.parts[1] if result.indicator.id in own else result.derived
    return further.truth is Truth.YES


def test_all_modules_are_there_and_extend_both_questionnaires() -> None:
    modules = load_shipped().modules

    found = {name: set(modules.newest(name).item.extends) for name in modules.list_ids()}

    assert found == {name: {SHORT, FULL} for name in MODULES}


@pytest.mark.parametrize("name", MODULES)
def test_a_module_says_that_it_is_our_own_proposal(name: str) -> None:
    assert "our own proposal" in " ".join(_module(name).description.split())


@pytest.mark.parametrize("name", MODULES)
def test_a_module_is_a_few_pages_beside_its_hints(name: str) -> None:
    topics = [added.topic for added in _module(name).topics]

    assert 2 <= len(topics) <= 4
    assert 6 <= len(list(_added(name))) <= 14
    assert all(len(topic.questions) <= 6 for topic in topics)
    assert len(_module(name).hints) >= 6


@pytest.mark.parametrize("name", MODULES)
def test_what_is_asked_is_asked_of_the_person(name: str) -> None:
    for added in _module(name).topics:
        assert added.topic.about is About.PERSON
        assert added.section != "site"


@pytest.mark.parametrize("name", MODULES)
def test_no_question_uses_a_word_of_the_law_or_leads(name: str) -> None:
    assert [words for each in _added(name) for words in list_unfit_words(each)] == []


@pytest.mark.parametrize("name", MODULES)
def test_several_choices_always_offer_none_of_them_first(name: str) -> None:
    for question in _added(name):
        if question.type is QuestionType.SEVERAL_CHOICES:
            assert question.options[0].exclusive, question.id


@pytest.mark.parametrize("name", MODULES)
def test_each_question_feeds_an_indicator_or_is_open_text(name: str) -> None:
    derivations = _module(name).indicators.values()
    fed = {statement.subject for each in derivations for statement in list_statements(each.when)}

    idle = [q.id for q in _added(name) if q.id not in fed and q.type is not QuestionType.TEXT]

    assert idle == []


@pytest.mark.parametrize("name", EXTENDED)
def test_nothing_of_the_questionnaire_is_taken_away_or_reworded(name: str) -> None:
    own = questionnaire(name.partition("+")[0])
    hints = {hint.question for hint in _module(name).hints}

    whole = map_questions(questionnaire(name))

    for placed in place_questions(own):
        found = whole[placed.question.id].question
        assert found.model_copy(update={"guidance": placed.question.guidance}) == placed.question
        assert (found.guidance or "").startswith(placed.question.guidance or "")
        assert (found.guidance != placed.question.guidance) is (found.id in hints)
    added = {question.id for question in _added(name)}
    assert [each for each in whole if each not in added] == list(map_questions(own))


@pytest.mark.parametrize("name", EXTENDED)
def test_a_follow_up_of_a_hidden_question_names_what_hides_it(name: str) -> None:
    placed = map_questions(questionnaire(name))
    for question in _added(name):
        if question.shown_when is None:
            continue
        named = {statement.subject for statement in list_statements(question.shown_when)}
        hiding = (placed[each].question.shown_when for each in placed if each in named)
        above = {s.subject for condition in hiding if condition for s in list_statements(condition)}
        assert above <= named, question.id


@pytest.mark.parametrize("name", EXTENDED)
def test_work_that_is_in_order_shows_no_indicator(name: str) -> None:
    told = tell(name, answer_all(name, choose_fair))

    derived = [result for result in told.indicators.values() if result.derived is not None]
    assert [each.indicator.id for each in derived if each.truth is not Truth.NO] == []


@pytest.mark.parametrize("name", MODULES)
def test_whatever_is_answered_decides_and_no_part_of_a_condition_is_idle(name: str) -> None:
    questionnaires = {each: questionnaire(each) for each in (SHORT, FULL)}

    faults = check_extensions(_module(name), questionnaires, prove_questionnaire)

    assert list(faults) == []


@pytest.mark.parametrize("name", EXTENDED)
def test_every_answer_at_a_gate_leaves_no_indicator_unknown(name: str) -> None:
    fair = answer_all(name, choose_fair)
    for question in _list_read(name):
        for code in list_codes(question):
            several = question.type is QuestionType.SEVERAL_CHOICES

            told = tell(name, change(fair, {question.id: frozenset({code}) if several else code}))

            assert _list_open(told) == [], f"{question.id}: {code}"


@pytest.mark.parametrize("name", EXTENDED)
def test_a_complete_sheet_decides_and_each_condition_of_the_module_can_hold(name: str) -> None:
    chance = random.Random(2026)  # noqa: S311 - chance for tests, not for secrets.
    shown: set[IndicatorId] = set()
    for _ in range(150):
        told = tell(name, answer_all(name, choose_by_chance(chance)))

        assert _list_open(told) == []
        shown |= {k for k, each in told.indicators.items() if _is_shown_by_module(name, each)}

    assert shown == set(_module(name).indicators)


@pytest.mark.parametrize("name", EXTENDED)
def test_while_the_module_was_not_asked_its_indicators_stay_open(name: str) -> None:
    own = name.partition("+")[0]
    added = {str(indicator) for indicator in _module(name).indicators}

    told = tell(name, answer_all(own, choose_fair))

    # Who sleeps where they want to is asked by the questionnaire, and decides alone.
    assert set(_list_open(told)) == added - {"exploitation.bad_living"}


def test_the_contract_of_a_domestic_worker_is_gone_through_point_by_point() -> None:
    asked = {question.id: question for question in _added("domestic-work")}

    points = {name: set(list_codes(asked[QuestionId(name)])) for name in CONTRACT}

    assert "domestic_work_employer" in asked
    for found in points.values():
        assert found >= {"pay", "hours", "rest", "lodging", "papers", "ending"}
