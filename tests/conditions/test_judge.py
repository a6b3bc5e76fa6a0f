"""A statement is yes or no only where the answers leave no other possibility."""

import pytest

from app.conditions.evaluate import Judgement
from app.conditions.judge import judge_statement
from app.conditions.truth import Truth
from app.conditions.values import Duration, Silence, Text, Value
from tests.builders import DAYS, MONTHS, WEEKS, YEARS, day, facts, in_force, money
from tests.conditions.statements import LONG_WEEK, LOW_PAY, WORKED, Answers, above, judge, says

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN


@pytest.mark.parametrize(
    ("answer", "codes", "truth"),
    [
        ("yes", ("yes",), YES),
        ("no", ("yes",), NO),
        ("boss", ("boss", "agent"), YES),
        ("me", ("boss", "agent"), NO),
        (frozenset({"threat", "fine"}), ("threat",), YES),
        (frozenset({"threat", "fine"}), ("beating", "fine"), YES),
        (frozenset({"threat"}), ("beating",), NO),
    ],
)
def test_an_answer_is_one_of_the_codes_or_includes_one(
    answer: Value, codes: tuple[str, ...], truth: Truth
) -> None:
    assert judge(says("a", *codes), {"a": answer}) == Judgement(truth)


@pytest.mark.parametrize("silence", [*Silence, None])
def test_a_silence_is_never_no(silence: Silence | None) -> None:
    answers: Answers = {} if silence is None else {"a": silence}

    assert judge(says("a", "yes"), answers) == Judgement(UNKNOWN, ("a",))


@pytest.mark.parametrize(("code", "truth"), [("yes", NO), ("no", YES)])
def test_what_does_not_apply_is_no_where_the_question_says_so(code: str, truth: Truth) -> None:
    known = facts({"a": Silence.NOT_APPLICABLE}, counts_as_no=frozenset({"a"}))

    assert judge_statement(says("a", code), known) == Judgement(truth)


@pytest.mark.parametrize("answer", [Text("yes"), 3, day("2024"), money(3)])
def test_an_answer_without_codes_has_no_truth(answer: Value) -> None:
    assert judge(says("a", "yes"), {"a": answer}).truth is UNKNOWN


@pytest.mark.parametrize(
    ("answer", "number", "truth"),
    [
        (9, 8, YES),
        (8, 8, NO),
        (money("0.01"), 0, YES),
        (money(0), 0, NO),
        (Duration(8, DAYS), 7, YES),
        (Duration(1, WEEKS), 7, NO),
        (Duration(1, MONTHS), 27, YES),
        (Duration(1, MONTHS), 28, UNKNOWN),
        (Duration(1, MONTHS), 31, NO),
        (Duration(2, YEARS), 729, YES),
        (Duration(2, YEARS), 731, UNKNOWN),
        (Duration(2, YEARS), 732, NO),
    ],
)
def test_a_number_of_money_or_a_duration_is_compared_with_a_number(
    answer: Value, number: int, truth: Truth
) -> None:
    assert judge(above("a", number), {"a": answer}).truth is truth


def test_a_duration_that_lies_around_the_bound_lacks_precision() -> None:
    judgement = judge(above("a", 30), {"a": Duration(1, MONTHS)})

    assert judgement == Judgement(UNKNOWN, missing=("precision",))


@pytest.mark.parametrize("answer", [Silence.UNKNOWN, Text("eight"), "eight"])
def test_a_figure_waits_for_its_question_where_that_gives_none(answer: Value | Silence) -> None:
    assert judge(above("a", 8), {"a": answer}) == Judgement(UNKNOWN, ("a",))


def test_what_is_decided_waits_for_nothing() -> None:
    assert judge(above("weekly_hours", 105), {"hours": 15}) == Judgement(NO)


def test_what_is_open_waits_for_the_answers_that_would_narrow_it() -> None:
    assert judge(above("weekly_hours", 48), {"hours": 15}) == Judgement(UNKNOWN, ("days",))


def test_a_parameter_that_is_missing_is_named() -> None:
    judgement = judge(LONG_WEEK, {**WORKED, "hours": 15, "days": 7})

    assert judgement == Judgement(UNKNOWN, missing=("parameter:most_hours",))


def test_a_gross_wage_decides_nothing_and_says_that_the_net_one_is_missing() -> None:
    answers: Answers = {**WORKED, "pay": money(1), "any_taken": "no"}

    judgement = judge(LOW_PAY, answers, minimum_wage=(in_force(None),))

    assert judgement == Judgement(UNKNOWN, missing=("parameter:minimum_wage:net",))


def test_pay_in_another_currency_is_unknown_however_low() -> None:
    answers: Answers = {**WORKED, "pay": money(1, "EUR"), "any_taken": "no"}

    judgement = judge(LOW_PAY, answers, minimum_wage=(in_force(money(5)),))

    assert judgement == Judgement(UNKNOWN, missing=("currency",))


def test_nothing_at_all_is_low_pay_in_every_currency() -> None:
    answers: Answers = {**WORKED, "pay": money(0, "EUR", "month"), "any_taken": "no"}

    assert judge(LOW_PAY, answers, minimum_wage=(in_force(money(5)),)) == Judgement(YES)


def test_an_amount_of_money_is_not_compared_with_a_plain_number() -> None:
    answers: Answers = {**WORKED, "pay": money(1), "any_taken": "no"}

    judgement = judge(LOW_PAY, answers, minimum_wage=(in_force(5),))

    assert judgement == Judgement(UNKNOWN, missing=("currency",))


def test_each_thing_that_is_waited_for_is_named_once() -> None:
    answers: Answers = {"pay": money(100, period="day")}

    judgement = judge(LOW_PAY, answers, minimum_wage=(in_force(money(5)),))

    assert judgement.waits_for == (
        "hours",
        "any_taken",
        "taken",
        "began",
        "still_working",
        "ended",
    )
