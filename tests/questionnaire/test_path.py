"""A person's way: what is shown, what counts, how far one is and what comes next."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.conditions.values import Silence, Value
from app.instruments.ids import QuestionId, TopicId
from app.instruments.model import Questionnaire
from app.questionnaire.model import AnswerSheet
from app.questionnaire.path import (
    Way,
    find_next_topic,
    find_previous_topic,
    find_way,
    list_current,
    measure_progress,
)
from tests.builders import TODAY, in_force, question, questionnaire, sheet

DEBTS = questionnaire(
    question("any_debt", not_applicable="no"),
    question("debt", "money", shown_when={"any_debt": "yes"}),
    question("debt_to", "one_choice", shown_when={"all": [{"any_debt": "yes"}]}),
    question("threats", shown_when={"debt_to": "boss"}),
)


def way_of(whole: Questionnaire, answers: AnswerSheet) -> Way:
    return find_way(whole, answers, {}, TODAY)


def shown(whole: Questionnaire, **answers: Value | Silence) -> set[str]:
    return set(map(str, way_of(whole, sheet(**answers)).shown))


def story(*topics: tuple[str, ...]) -> Questionnaire:
    """Make a questionnaire of topics with questions; `a?b` is hidden by a no to b."""
    written = [
        {"id": f"topic_{n}", "title": "T", "questions": [_question(name) for name in names]}
        for n, names in enumerate(topics)
    ]
    sections = [
        {"id": f"section_{n}", "title": "S", "topics": part}
        for n, part in enumerate((written[:1], written[1:]))
    ]
    return questionnaire(sections=sections)


def _question(name: str) -> dict[str, object]:
    identity, _, gate = name.partition("?")
    hidden = {"shown_when": {gate: "yes"}} if gate else {}
    return {"id": identity, "ask": "?", "type": "yes_no", **hidden}


def test_questions_without_a_gate_are_always_shown() -> None:
    assert shown(questionnaire()) == {"papers_held"}


def test_a_question_is_shown_while_its_gate_is_unknown() -> None:
    assert shown(DEBTS) == {"any_debt", "debt", "debt_to", "threats"}


@pytest.mark.parametrize("silence", [Silence.UNKNOWN, Silence.PREFER_NOT_TO_SAY])
def test_a_question_is_shown_where_its_gate_is_silent(silence: Silence) -> None:
    assert "debt" in shown(DEBTS, any_debt=silence)


def test_a_question_is_hidden_where_its_gate_says_no() -> None:
    assert shown(DEBTS, any_debt="no") == {"any_debt", "threats"}


def test_a_question_is_hidden_where_its_gate_does_not_apply_and_that_counts_as_no() -> None:
    assert "debt" not in shown(DEBTS, any_debt=Silence.NOT_APPLICABLE)


def test_what_a_hidden_question_was_answered_hides_nothing() -> None:
    assert "threats" in shown(DEBTS, any_debt="no", debt_to="me")
    assert "threats" not in shown(DEBTS, any_debt="yes", debt_to="me")


def test_a_hidden_answer_does_not_count() -> None:
    answers = sheet(any_debt="no", debt_to="boss", never_asked="yes")

    way = way_of(DEBTS, answers)

    assert set(list_current(way, answers)) == {"any_debt"}
    assert way.facts.find_code("debt_to") is None


def test_facts_hold_the_shown_answers_and_what_was_not_asked() -> None:
    way = way_of(DEBTS, sheet(any_debt="yes", debt_to="boss"))

    assert way.facts.answers == {
        "any_debt": "yes",
        "debt": Silence.NOT_ASKED,
        "debt_to": "boss",
        "threats": Silence.NOT_ASKED,
    }
    assert way.facts.counts_as_no == {"any_debt"}
    assert way.facts.today == TODAY


def test_facts_hold_the_measures_and_the_period_of_the_work() -> None:
    whole = questionnaire(
        question("began", "date"),
        question("hours", "whole_number"),
        work_period={"began": "began", "ended": "began", "still_working": "began"},
        measures={"week": {"kind": "weekly_hours", "hours_a_day": "hours", "days_a_week": "hours"}},
    )
    parameters = {"most": (in_force(48),)}

    facts = find_way(whole, sheet(), parameters, TODAY).facts

    assert facts.measures == whole.measures
    assert facts.work == whole.work_period
    assert facts.parameters == parameters


def test_progress_counts_what_is_shown_and_answered_or_silent() -> None:
    topic = DEBTS.sections[0].topics[0]
    answers = sheet(any_debt="yes", debt=Silence.PREFER_NOT_TO_SAY, debt_to="me", threats="yes")

    progress = measure_progress(topic, way_of(DEBTS, answers), answers)

    assert [each.id for each in progress.shown] == ["any_debt", "debt", "debt_to"]
    assert (progress.answered, progress.is_complete) == (3, True)


def test_a_topic_is_not_complete_while_something_waits() -> None:
    topic = DEBTS.sections[0].topics[0]
    answers = sheet(any_debt="yes")

    progress = measure_progress(topic, way_of(DEBTS, answers), answers)

    assert (progress.answered, progress.is_complete) == (1, False)


STORY = story(("a",), ("b?a",), ("c?a",), ("d",))


def test_the_first_topic_with_a_question_comes_first() -> None:
    assert find_next_topic(STORY, way_of(STORY, sheet())) == "topic_0"


@pytest.mark.parametrize(
    ("answer", "after", "following"),
    [
        ("yes", "topic_0", "topic_1"),
        ("no", "topic_0", "topic_3"),
        ("no", "topic_1", "topic_3"),
        ("yes", "topic_3", None),
        ("yes", "no_such_topic", None),
    ],
)
def test_the_next_topic_is_the_next_with_a_question(
    answer: str, after: str, following: str | None
) -> None:
    way = way_of(STORY, sheet(a=answer))

    assert find_next_topic(STORY, way, TopicId(after)) == following


@pytest.mark.parametrize(
    ("answer", "before", "preceding"),
    [
        ("yes", "topic_3", "topic_2"),
        ("no", "topic_3", "topic_0"),
        ("no", "topic_2", "topic_0"),
        ("yes", "topic_0", None),
        ("yes", "no_such_topic", None),
    ],
)
def test_the_previous_topic_is_the_nearest_with_a_question(
    answer: str, before: str, preceding: str | None
) -> None:
    way = way_of(STORY, sheet(a=answer))

    assert find_previous_topic(STORY, way, TopicId(before)) == preceding


def test_what_hangs_on_a_hidden_question_is_shown_unless_it_names_the_gate_too() -> None:
    asked = (
        question("debt"),
        question("owed", shown_when={"debt": "yes"}),
        question("loose", shown_when={"owed": "yes"}),
        question("bound", shown_when={"all": [{"debt": "yes"}, {"owed": "yes"}]}),
    )

    assert shown(questionnaire(*asked), debt="no") == {"debt", "loose"}


answers_to_debts = st.fixed_dictionaries(
    {},
    optional={
        "any_debt": st.sampled_from(["yes", "no", *Silence]),
        "debt_to": st.sampled_from(["me", "boss", *Silence]),
        "threats": st.sampled_from(["yes", "no", *Silence]),
    },
)


@given(answers_to_debts)
def test_going_on_and_going_back_meet_the_same_topics(answers: Mapping[str, Value]) -> None:
    way = way_of(STORY, sheet(**{"a": "no"} if "any_debt" in answers else {}))
    forward: list[TopicId] = []
    following = find_next_topic(STORY, way)
    while following is not None:
        forward.append(following)
        following = find_next_topic(STORY, way, following)

    backward = [forward[-1]]
    while (before := find_previous_topic(STORY, way, backward[-1])) is not None:
        backward.append(before)

    assert backward == forward[::-1]


@given(answers_to_debts)
def test_an_answer_to_what_is_hidden_changes_nothing(answers: Mapping[str, Value]) -> None:
    given_all = sheet(**answers)
    way = way_of(DEBTS, given_all)

    current = AnswerSheet(list_current(way, given_all))

    assert way_of(DEBTS, current) == way
    assert {QuestionId(name) for name in way.facts.answers} == way.shown
