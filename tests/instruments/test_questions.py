"""One finds one's way in a questionnaire."""

import pytest

from app.instruments.ids import IndicatorId, QuestionId
from app.instruments.questions import (
    find_option,
    list_codes,
    list_feeding,
    map_questions,
    place_questions,
)
from tests.builders import question, questionnaire

WORK = {"began": "began", "ended": "ended", "still_working": "still_working"}
HOURS = {"kind": "weekly_hours", "hours_a_day": "hours", "days_a_week": "days"}
ASKED = (
    question("told"),
    question("days", "whole_number"),
    question("began", "date"),
    question("ended", "date"),
    question("still_working"),
    question("hours", "whole_number"),
)
LONG = {"when": {"weekly_hours": {"above": {"parameter": "most"}}}, "because": "Too long."}
VERY_LONG = {"when": {"weekly_hours": {"above": "60"}}, "because": "Too long for anybody."}
TOLD = {"when": {"any": [{"told": "yes"}, {"not": {"hours": {"below": "9"}}}]}, "because": "So."}


def feeding(derivation: object, **keys: object) -> tuple[str, ...]:
    whole = questionnaire(
        *ASKED, measures={"weekly_hours": HOURS}, indicators={"work.sign": derivation}, **keys
    )
    return list_feeding(whole, IndicatorId("work.sign"))


def test_questions_are_placed_in_the_order_in_which_they_are_asked() -> None:
    placed = list(place_questions(questionnaire(*ASKED)))

    assert [each.question.id for each in placed] == [each.id for each in ASKED]
    assert placed[2].path == ("sections", 0, "topics", 0, "questions", 2)
    assert (placed[2].section.id, placed[2].topic.id) == ("story", "papers")


def test_questions_are_found_by_their_id() -> None:
    found = map_questions(questionnaire(*ASKED))[QuestionId("hours")]

    assert found.question == ASKED[5]


@pytest.mark.parametrize(
    ("kind", "codes"),
    [("yes_no", ("yes", "no")), ("one_choice", ("me", "boss")), ("text", ())],
)
def test_codes_are_those_that_an_answer_can_have(kind: str, codes: tuple[str, ...]) -> None:
    assert list_codes(question(kind=kind)) == codes


def test_an_option_is_found_by_its_code_or_is_not_there() -> None:
    asked = question(kind="one_choice")

    assert find_option(asked, "boss") == asked.options[1]
    assert find_option(asked, "agent") is None


def test_every_question_of_a_condition_feeds_its_indicator_in_the_order_of_asking() -> None:
    assert feeding(TOLD) == ("told", "hours")


def test_questions_behind_a_measure_feed_it_too() -> None:
    assert feeding(VERY_LONG, work_period=WORK) == ("days", "hours")


def test_questions_that_say_when_the_work_was_feed_what_is_compared_with_a_parameter() -> None:
    expected = ("days", "began", "ended", "still_working", "hours")

    assert feeding(LONG, work_period=WORK) == expected
    assert feeding(LONG) == ("days", "hours")


def test_nothing_feeds_an_indicator_that_is_not_derived() -> None:
    assert list_feeding(questionnaire(*ASKED), IndicatorId("work.other")) == ()
