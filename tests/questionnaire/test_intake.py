"""What was typed or chosen becomes an answer, or an error key that its sentence can be made of."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.conditions.values import Silence, Text, Value
from app.instruments.ids import QuestionId
from app.questionnaire.intake import (
    LONGEST_TEXT,
    IntakeError,
    RawAnswer,
    clean_text,
    read_answer,
)
from app.questionnaire.model import Answer, Basis
from tests.builders import TODAY, question
from tests.questionnaire.giving import ASKED, CODES, error_of, give, value_of


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("yes_no", "no", "no"),
        ("one_choice", " boss ", "boss"),
        ("whole_number", "12", 12),
        ("whole_number", "١٢", 12),
        ("whole_number", "०९", 9),
        ("country", "NP", "NP"),
        ("language", "ne", "ne"),
        ("text", " They took\r\nmy papers. ", Text("They took\nmy papers.")),
    ],
)
def test_what_fits_its_question_becomes_an_answer(kind: str, typed: str, value: Value) -> None:
    assert give(kind, typed) == Answer(QuestionId(kind), value, Basis.TOLD)


@pytest.mark.parametrize("kind", ASKED)
def test_nothing_given_is_no_answer(kind: str) -> None:
    assert give(kind) is None
    assert give(kind, "", "  ", silence="", basis="seen") is None


@pytest.mark.parametrize("kind", ASKED)
@pytest.mark.parametrize("silence", ["unknown", "prefer_not_to_say"])
def test_every_question_takes_a_silence(kind: str, silence: str) -> None:
    assert value_of(kind, silence=silence) is Silence(silence)


@pytest.mark.parametrize("silence", ["not_asked", "not_applicable", "no", "whatever"])
def test_a_silence_that_is_not_offered_is_refused(silence: str) -> None:
    assert error_of("yes_no", silence=silence) == ("not_a_silence", "silence", {})


@pytest.mark.parametrize("counts_as", ["no", "unknown"])
def test_not_applicable_is_taken_where_it_is_offered(counts_as: str) -> None:
    asked = question(not_applicable=counts_as)

    answer = give(asked, silence="not_applicable")

    assert answer is not None
    assert answer.value is Silence.NOT_APPLICABLE


def test_a_value_beside_a_silence_is_refused() -> None:
    assert error_of("yes_no", "yes", silence="unknown") == ("value_and_silence", "", {})


@pytest.mark.parametrize("basis", [basis.value for basis in Basis])
def test_an_answer_keeps_how_it_is_known(basis: str) -> None:
    answer = give("yes_no", "yes", basis=basis)

    assert answer is not None
    assert answer.basis is Basis(basis)


def test_an_unknown_basis_is_refused() -> None:
    assert error_of("yes_no", "yes", basis="rumour") == ("not_a_basis", "basis", {})


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("yes_no", "maybe"),
        ("one_choice", "agent"),
        ("several_choices", "fine"),
        ("country", "rs"),
        ("language", "SR"),
    ],
)
def test_what_is_not_offered_is_refused(kind: str, typed: str) -> None:
    assert error_of(kind, typed) == ("not_an_option", "", {})


@pytest.mark.parametrize("kind", ["yes_no", "one_choice", "whole_number", "country", "language"])
def test_one_value_is_asked_for_where_several_came(kind: str) -> None:
    assert error_of(kind, "a", "b") == ("several_values", "", {})


def test_several_choices_are_taken_together() -> None:
    assert value_of("several_choices", "police", "beating", "") == frozenset({"police", "beating"})
    assert value_of("several_choices", "none") == frozenset({"none"})


def test_an_exclusive_choice_does_not_stand_beside_others() -> None:
    expected = ("not_beside_others", "", {"option": "Nothing of this"})

    assert error_of("several_choices", "none", "police") == expected


@pytest.mark.parametrize("typed", ["0", "25", "999999999"])
def test_a_number_out_of_range_is_told_the_range(typed: str) -> None:
    assert error_of("whole_number", typed) == ("out_of_range", "", {"low": "1", "high": "24"})


@pytest.mark.parametrize(
    "typed", ["twelve", "12.5", "12,5", "-1", "1e3", "1 2", "²", "1" * 10, "0x1"]
)
def test_what_is_no_whole_number_is_refused(typed: str) -> None:
    assert error_of("whole_number", typed) == ("not_a_whole_number", "", {})


def test_text_is_kept_up_to_its_longest() -> None:
    assert value_of("text", "a" * LONGEST_TEXT) == Text("a" * LONGEST_TEXT)
    assert error_of("text", "a" * (LONGEST_TEXT + 1)) == ("too_long", "", {"high": "20000"})


def test_hostile_text_is_text() -> None:
    typed = "<script>alert('x')</script> {{ 7*7 }} '; DROP TABLE"

    assert value_of("text", typed) == Text(typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b\x1b[31mc\x7f", "ab[31mc"),
        ("a\tb\nc\r\nd\re", "a\tb\nc\nd\ne"),
        ("\ud800a", "a"),
        ("नमस्ते\u200d", "नमस्ते\u200d"),
        ("  \n ", ""),
    ],
)
def test_text_loses_only_what_nobody_types(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept


anything = st.text(st.characters(), max_size=12)
PARTS = ("amount", "currency", "period", "number", "unit", "about", "basis", "silence")
parts = st.dictionaries(
    st.sampled_from((*PARTS, "day", "month", "year")),
    st.one_of(
        anything,
        st.text(string.digits + ".,", max_size=9),
        st.sampled_from(["EUR", "week", "days"]),
    ),
)


@given(st.sampled_from(sorted(ASKED)), st.lists(anything, max_size=3), parts)
def test_whatever_is_sent_becomes_an_answer_or_nothing_or_an_error_key(
    kind: str, values: list[str], sent: dict[str, str]
) -> None:
    try:
        answer = read_answer(ASKED[kind], RawAnswer(tuple(values), sent), CODES, TODAY)
    except IntakeError as error:
        answer = None
        key = error.key
    else:
        key = ""

    assert answer is None or answer.question == kind
    assert key == key.lower()
