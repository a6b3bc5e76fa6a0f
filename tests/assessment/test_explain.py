"""What a result rests on, as plain data: questions in their words, answers, figures, reasons."""

from decimal import Decimal
from fractions import Fraction

import pytest

from app.assessment.explain import (
    ComparedFigure,
    GivenAnswer,
    IndicatorExplanation,
    Limit,
    explain_age,
    explain_indicators,
    list_answers,
)
from app.assessment.model import Settings
from app.conditions.model import Comparison
from app.conditions.truth import Truth
from app.conditions.values import Silence, Text
from app.instruments.ids import IndicatorId
from app.instruments.vocabulary import About, QuestionType
from app.questionnaire.model import AnswerSheet, Basis
from tests.assessment.story import (
    ADULT_SINCE_LONG,
    CHILD_THEN,
    HARD_WORK,
    Told,
    assess_story,
    give,
    set_to,
)
from tests.builders import day

HOURS, PAY = "exploitation.hours", "exploitation.low_or_no_salary"
WAGES, DOCUMENTS = "deceptive_recruitment.wages", "coercion_at_destination.documents"
DECEIVED: Told = {"told_about": frozenset({"schooling", "pay"}), "found_it": "worse"}
WORK: Told = {**ADULT_SINCE_LONG, **HARD_WORK}


def explained(
    name: str, sheet: AnswerSheet, settings: Settings | None = None, *, laws: bool = True
) -> IndicatorExplanation:
    assessment = assess_story(sheet, settings, laws=laws)
    return explain_indicators(assessment)[IndicatorId(name)]


def questions(explanation: IndicatorExplanation) -> list[str]:
    assert explanation.grounds is not None
    return [str(answer.question) for answer in explanation.grounds.answers]


def figure(explanation: IndicatorExplanation) -> ComparedFigure:
    assert explanation.grounds is not None
    return explanation.grounds.figures[0]


def bounds(compared: ComparedFigure) -> list[Fraction | None]:
    return [compared.low, compared.high]


def answers_of(told: Told, assumed: Told | None = None) -> dict[str, GivenAnswer]:
    return {
        str(answer.question): answer
        for section in list_answers(assess_story(give(told, assumed)))
        for topic in section.topics
        for answer in topic.answers
    }


def test_a_present_indicator_rests_on_the_answers_that_decide_it() -> None:
    explanation = explained(WAGES, give(DECEIVED))

    assert explanation.indicator == WAGES
    assert explanation.label == "Deceived about wages/earnings"
    assert explanation.truth is Truth.YES
    assert explanation.because == "Pay was spoken of and turned out much worse."
    assert questions(explanation) == ["told_about", "found_it"]


def test_an_absent_indicator_rests_on_the_answers_that_exclude_it() -> None:
    explanation = explained(WAGES, give({**DECEIVED, "found_it": "as_told"}))

    assert explanation.truth is Truth.NO
    assert questions(explanation) == ["found_it"]


def test_an_answer_counts_also_where_the_condition_turns_it_round() -> None:
    explanation = explained(DOCUMENTS, give({"papers_held": "employer", "papers_back": "no"}))

    assert explanation.truth is Truth.YES
    assert questions(explanation) == ["papers_held", "papers_back"]


def test_an_open_indicator_names_what_it_waits_for() -> None:
    explanation = explained(WAGES, give({"told_about": frozenset({"pay"})}))

    assert explanation.truth is Truth.UNKNOWN
    assert questions(explanation) == ["found_it"]
    assert explanation.grounds is not None
    assert explanation.grounds.answers[0].value is Silence.NOT_ASKED
    assert explanation.grounds.answers[0].basis is None


def test_what_nothing_asks_about_has_no_grounds() -> None:
    explanation = explained("exploitation.bad_living", give({}))

    assert explanation.grounds is None
    assert explanation.because is None
    assert explanation.covers


def test_a_figure_stands_beside_its_limit_and_the_answers_behind_it() -> None:
    explanation = explained(HOURS, give(WORK))

    compared = figure(explanation)
    assert (compared.name, compared.kind, compared.comparison) == (
        "weekly_hours",
        "weekly_hours",
        Comparison.ABOVE,
    )
    assert bounds(compared) == [105, 105]
    assert compared.parameter == "Maximum weekly working hours, overtime included"
    assert [limit.value for limit in compared.limits] == [48]
    assert questions(explanation) == ["hours_day", "days_week"]


def test_a_figure_keeps_its_bounds_while_an_answer_is_missing() -> None:
    explanation = explained(HOURS, give({**ADULT_SINCE_LONG, "hours_day": 15}))

    low, high = bounds(figure(explanation))
    assert low is not None
    assert low < 48
    assert high == 105
    assert explanation.truth is Truth.UNKNOWN
    assert "days_week" in questions(explanation)


def test_pay_stands_beside_the_wages_that_were_in_force() -> None:
    compared = figure(explained(PAY, give(WORK)))

    assert compared.currency == "XTS"
    assert compared.high == Fraction(100) / (105 * Fraction(52, 12))
    assert [limit.currency for limit in compared.limits] == ["XTS"] * len(compared.limits)
    assert len(compared.limits) > 1
    assert all(limit.first is not None and limit.last is not None for limit in compared.limits)


def test_a_parameter_without_a_country_has_its_id_and_no_limit() -> None:
    explanation = explained(HOURS, give(WORK), laws=False)

    assert figure(explanation).parameter == "maximum_weekly_hours"
    assert figure(explanation).limits == ()
    assert explanation.grounds is not None
    assert explanation.grounds.missing == ("parameter:maximum_weekly_hours",)


def test_an_answer_that_is_compared_itself_is_no_measure() -> None:
    explanation = explained("exploitation.hazardous", give(WORK))

    assert explanation.truth is Truth.NO
    assert explanation.grounds is not None
    (compared,) = explanation.grounds.figures
    assert (compared.name, compared.kind) == ("hours_day", "answer")
    assert bounds(compared) == [None, None]
    assert [limit.value for limit in compared.limits] == [40]


@pytest.mark.parametrize(("present", "conflict"), [(True, True), (False, False)])
def test_what_the_interviewer_set_is_kept_with_its_reason(
    present: bool,  # noqa: FBT001
    conflict: bool,  # noqa: FBT001
) -> None:
    settings = set_to(present=[WAGES]) if present else set_to(absent=[WAGES])

    explanation = explained(WAGES, give({"told_about": frozenset({"nothing"})}), settings)

    assert explanation.setting == settings[IndicatorId(WAGES)]
    assert explanation.is_in_conflict is conflict
    assert explanation.truth is (Truth.YES if present else Truth.NO)
    assert questions(explanation) == ["told_about"]


@pytest.mark.parametrize(
    ("told", "truth", "between"),
    [
        (CHILD_THEN, Truth.YES, [13, 13]),
        (ADULT_SINCE_LONG, Truth.NO, [33, 33]),
        ({**CHILD_THEN, "birth_date": day("2006")}, Truth.UNKNOWN, [17, 18]),
    ],
)
def test_age_rests_on_dates(told: Told, truth: Truth, between: list[int]) -> None:
    grounds = explain_age(assess_story(give(told)))

    first = grounds.figures[0]
    assert grounds.truth is truth
    assert (first.name, first.kind, first.parameter) == ("age_at_recruitment", "age", None)
    assert bounds(first) == between
    assert first.limits == (Limit(Decimal(18)),)
    assert "birth_date" in [answer.question for answer in grounds.answers]


def test_all_answers_stand_by_section_in_the_order_of_asking() -> None:
    sections = list_answers(assess_story(give({})))

    assert [section.section for section in sections] == [
        "safety",
        "person",
        "recruitment",
        "work",
        "freedom",
    ]
    assert sections[3].title == "Work"
    assert [(topic.topic, topic.title) for topic in sections[3].topics] == [
        ("hours", "Hours"),
        ("pay", "Pay"),
    ]
    assert sections[0].topics[0].about is About.INTERVIEW
    assert sections[3].topics[0].about is About.PERSON
    for topic in (topic for section in sections for topic in section.topics):
        assert {answer.about for answer in topic.answers} == {topic.about}
    assert [answer.question for answer in sections[2].topics[0].answers] == [
        "told_about",
        "found_it",
        "own_words",
    ]


def test_an_answer_says_where_it_is_asked_what_it_takes_and_in_what_it_is_counted() -> None:
    hours = answers_of(HARD_WORK)["hours_day"]

    assert (hours.topic, hours.type, hours.unit) == (
        "hours",
        QuestionType.WHOLE_NUMBER,
        "hours a day",
    )


def test_a_hidden_question_is_not_among_the_answers_whatever_was_typed() -> None:
    listed = answers_of({"told_about": frozenset({"nothing"}), "found_it": "worse"})

    assert "found_it" not in listed


def test_options_are_given_in_the_words_and_order_of_the_questionnaire() -> None:
    listed = answers_of(DECEIVED)

    assert listed["told_about"].chosen == ("The pay", "School or training")
    assert listed["found_it"].chosen == ("Much worse",)
    assert listed["hurt_now"].chosen == ()


def test_a_child_reads_the_words_for_a_child() -> None:
    adult, child = (answers_of(each)["told_about"].ask for each in (ADULT_SINCE_LONG, CHILD_THEN))

    assert adult == "About which of these were you told something?"
    assert child == "What did they tell you about?"


def test_the_words_for_a_child_are_for_questions_that_have_them() -> None:
    assert answers_of(CHILD_THEN)["hurt_now"].ask == "Do you need a doctor today?"


@pytest.mark.parametrize(
    ("told", "assumed", "kinds"),
    [
        ({"own_words": Text("Told.")}, {}, (True, False, True, False)),
        ({}, {"own_words": Text("Made up.")}, (True, True, False, False)),
        ({"own_words": Silence.UNKNOWN}, {}, (False, False, False, True)),
        ({}, {}, (False, False, False, False)),
    ],
)
def test_an_answer_says_whether_it_was_said_assumed_or_kept_back(
    told: Told, assumed: Told, kinds: tuple[bool, ...]
) -> None:
    answer = answers_of(told, assumed)["own_words"]

    said = (answer.is_value, answer.is_assumed, answer.is_said, answer.is_silent)
    assert said == kinds


def test_an_assumed_answer_keeps_its_mark() -> None:
    listed = answers_of({}, {"hurt_now": "no"})

    assert listed["hurt_now"].basis is Basis.ASSUMED
