"""Facts give a value of the wanted kind, a code, or say who is silent."""

import pytest

from app.conditions.values import Silence, Value
from tests.builders import facts, money

NOT_APPLICABLE = Silence.NOT_APPLICABLE


def test_a_value_is_given_where_it_is_of_the_wanted_kind() -> None:
    known = facts({"hours": 8, "pay": money(5)})

    assert known.find("hours", int) == 8
    assert known.find("pay", int) is None
    assert known.find("never_heard_of", int) is None


@pytest.mark.parametrize("silence", Silence)
def test_no_silence_is_a_value(silence: Silence) -> None:
    known = facts({"hours": silence, "debts": silence})

    assert known.find("hours", int) is None
    assert known.find_code("debts") is None


def test_what_does_not_apply_is_no_only_where_the_question_says_so() -> None:
    known = facts({"a": NOT_APPLICABLE, "b": NOT_APPLICABLE}, counts_as_no=frozenset({"a"}))

    assert (known.find_code("a"), known.find_code("b")) == ("no", None)


def test_another_silence_is_not_no_even_where_not_applicable_is() -> None:
    known = facts({"a": Silence.UNKNOWN}, counts_as_no=frozenset({"a"}))

    assert known.find_code("a") is None


def test_silent_are_those_without_a_value_that_are_not_no_either() -> None:
    answers: dict[str, Value | Silence] = {
        "a": NOT_APPLICABLE,
        "b": NOT_APPLICABLE,
        "c": Silence.PREFER_NOT_TO_SAY,
        "d": "no",
    }

    silent = facts(answers, counts_as_no=frozenset({"a"})).list_silent("d", "c", "b", "a", "e")

    assert silent == ("c", "b", "e")
