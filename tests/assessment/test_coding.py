"""Two codings of one interview, side by side: what is compared, and what is left out."""

import json

import pytest

from app.assessment.coding import CodePair, Coding, Item, pair_codes, pair_presumptions, pair_states
from app.assessment.model import Interview
from app.conditions.values import Silence, Text, Value
from app.instruments.ids import QuestionId
from app.questionnaire.path import find_way
from tests.builders import TODAY, money, question, questionnaire, sheet

ASKED = questionnaire(
    question("any_debt"),
    question("papers_held", "one_choice", shown_when={"any_debt": "yes"}),
    question("seen", "several_choices"),
    question("pay", "money"),
    question("words", "text"),
)


def code(**answers: Value | Silence) -> Coding:
    given = sheet(**answers)
    return Coding(Interview(given, {}, TODAY), find_way(ASKED, given, {}, TODAY))


def compare(first: Coding, second: Coding) -> dict[tuple[str, str | None], CodePair | None]:
    pairs = pair_codes(ASKED, first, second)
    return {(str(item.question), item.option): pair for item, pair in pairs}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("yes", "no"),
        ("yes", Silence.UNKNOWN),
        (Silence.UNKNOWN, Silence.PREFER_NOT_TO_SAY),
        (Silence.NOT_APPLICABLE, "no"),
    ],
)
def test_reasons_why_there_is_no_answer_are_codes_of_their_own(
    first: Value | Silence, second: Value | Silence
) -> None:
    pairs = compare(code(any_debt=first), code(any_debt=second))

    assert pairs["any_debt", None] == CodePair(first, second)


def test_question_that_one_of_the_two_left_out_is_not_compared() -> None:
    pairs = compare(code(any_debt="no"), code())

    assert pairs["any_debt", None] is None


def test_question_that_was_hidden_from_one_of_the_two_is_not_compared() -> None:
    first = code(any_debt="yes", papers_held="boss")
    second = code(any_debt="no", papers_held="boss")

    pairs = compare(first, second)

    assert second.find_code(QuestionId("papers_held")) is Silence.NOT_ASKED
    assert pairs["papers_held", None] is None


def test_each_of_several_choices_is_compared_by_itself() -> None:
    pairs = compare(code(seen=frozenset({"me"})), code(seen=frozenset({"me", "boss"})))

    assert pairs["seen", None] == CodePair(frozenset({"me"}), frozenset({"me", "boss"}))
    assert pairs["seen", "me"] == CodePair(first=True, second=True)
    assert pairs["seen", "boss"] == CodePair(first=False, second=True)


@pytest.mark.parametrize("second", [Silence.UNKNOWN, Silence.NOT_ASKED])
def test_choices_are_not_compared_where_one_of_the_two_recorded_none(second: Silence) -> None:
    pairs = compare(code(seen=frozenset({"me"})), code(seen=second))

    assert pairs["seen", "me"] is None
    assert (pairs["seen", None] is None) == (second is Silence.NOT_ASKED)


def test_amounts_are_compared_and_texts_are_not() -> None:
    first, second = (code(pay=money(400), words=Text(said)) for said in ("Mine.", "Yours."))

    pairs = dict(pair_codes(ASKED, first, second))

    assert pairs[Item(QuestionId("pay"))] == CodePair(money(400), money(400))
    assert Item(QuestionId("words")) not in pairs


def freeze(presumption: str, **indicators: str) -> str:
    leading = [{"findings": {"presumption": presumption}}]
    return json.dumps({"indicators": indicators, "leading": leading})


def test_states_of_shared_indicators_are_compared_open_ones_too() -> None:
    pairs = pair_states(freeze("yes", a="yes", b="unknown"), freeze("open", b="no", c="yes"))

    assert pairs == {"b": CodePair("unknown", "no")}


def test_presumptions_are_compared() -> None:
    assert pair_presumptions(freeze("yes"), freeze("open")) == CodePair("yes", "open")
