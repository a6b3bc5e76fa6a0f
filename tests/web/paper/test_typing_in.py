"""What is written on paper is typed in a few letters each, and read as any other answer."""

from decimal import Decimal

import pytest

from app.conditions.values import (
    Duration,
    DurationUnit,
    Money,
    PartialDate,
    Period,
    Silence,
    Text,
    Value,
)
from app.instruments.ids import QuestionId
from app.instruments.model import Option, Question
from app.instruments.vocabulary import QuestionType
from app.questionnaire.intake import IntakeError, KnownCodes, read_answer
from app.questionnaire.model import Answer, Basis
from app.web.paper.typed import Typing, read_typed, write_typed
from tests.builders import TODAY

AROUND = Typing("XTS", {"nepal": "NP"}, {"nepali": "ne"})
CODES = KnownCodes(frozenset({"NP"}), frozenset({"ne"}), frozenset({"XTS", "EUR"}))
OPTIONS = tuple(Option(code=code, label=code.title()) for code in ("gate", "guard", "dog"))
PAIRS: list[tuple[QuestionType, str, Value | Silence]] = [
    (QuestionType.YES_NO, "y", "yes"),
    (QuestionType.YES_NO, "N", "no"),
    (QuestionType.YES_NO, "?", Silence.UNKNOWN),
    (QuestionType.YES_NO, "-", Silence.PREFER_NOT_TO_SAY),
    (QuestionType.YES_NO, "/", Silence.NOT_APPLICABLE),
    (QuestionType.ONE_CHOICE, "2", "guard"),
    (QuestionType.SEVERAL_CHOICES, "1 3", frozenset({"gate", "dog"})),
    (QuestionType.SEVERAL_CHOICES, "3,1", frozenset({"gate", "dog"})),
    (QuestionType.WHOLE_NUMBER, "12", 12),
    (QuestionType.MONEY, "450 m", Money(Decimal(450), "XTS", Period.MONTH)),
    (QuestionType.MONEY, "450.50 eur w", Money(Decimal("450.50"), "EUR", Period.WEEK)),
    (QuestionType.DURATION, "6m", Duration(6, DurationUnit.MONTHS)),
    (QuestionType.DATE, "12.5.2024", PartialDate(2024, 5, 12)),
    (QuestionType.DATE, "2024-05-12", PartialDate(2024, 5, 12)),
    (QuestionType.DATE, "5.2024", PartialDate(2024, 5)),
    (QuestionType.DATE, "~2024", PartialDate(2024, about=True)),
    (QuestionType.TEXT, "They took = everything", Text("They took = everything")),
    (QuestionType.COUNTRY, "Nepal", "NP"),
    (QuestionType.COUNTRY, "np", "NP"),
    (QuestionType.LANGUAGE, "Nepali", "ne"),
]


def ask(kind: QuestionType) -> Question:
    has_options = kind in (QuestionType.ONE_CHOICE, QuestionType.SEVERAL_CHOICES)
    return Question(
        id=QuestionId("asked"),
        ask="What?",
        type=kind,
        options=OPTIONS if has_options else (),
        not_applicable="no",
    )


def read(kind: QuestionType, typed: str, usual: Basis = Basis.TOLD) -> Answer | None:
    question = ask(kind)
    return read_answer(question, read_typed(question, typed, AROUND, usual), CODES, TODAY)


@pytest.mark.parametrize(("kind", "typed", "value"), PAIRS)
def test_what_is_typed_is_read_and_written_back_the_same(
    kind: QuestionType, typed: str, value: Value | Silence
) -> None:
    answer = read(kind, typed)

    assert answer == Answer(ask(kind).id, value, Basis.TOLD)
    assert read(kind, write_typed(ask(kind), answer, Basis.TOLD)) == answer


@pytest.mark.parametrize("kind", QuestionType)
def test_an_empty_field_was_not_asked(kind: QuestionType) -> None:
    assert read(kind, "  ") is None
    assert write_typed(ask(kind), None, Basis.TOLD) == ""


@pytest.mark.parametrize(
    ("typed", "usual", "basis"),
    [
        ("y", Basis.TOLD, Basis.TOLD),
        ("y", Basis.SEEN, Basis.SEEN),
        ("y =s", Basis.TOLD, Basis.SEEN),
        ("y=D", Basis.TOLD, Basis.DOCUMENT),
        ("? = t", Basis.TOLD, Basis.THIRD_PARTY),
        ("y =p", Basis.SEEN, Basis.TOLD),
    ],
)
def test_how_it_is_known_stands_behind_the_answer(typed: str, usual: Basis, basis: Basis) -> None:
    answer = read(QuestionType.YES_NO, typed, usual)

    assert answer is not None
    assert answer.basis is basis
    question = ask(QuestionType.YES_NO)
    assert read(QuestionType.YES_NO, write_typed(question, answer, usual), usual) == answer


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (QuestionType.YES_NO, "maybe"),
        (QuestionType.ONE_CHOICE, "4"),
        (QuestionType.ONE_CHOICE, "1 2"),
        (QuestionType.SEVERAL_CHOICES, "1 x"),
        (QuestionType.MONEY, "much"),
        (QuestionType.MONEY, "450"),
        (QuestionType.DURATION, "long"),
        (QuestionType.DURATION, "6"),
        (QuestionType.DATE, "32.1.2024"),
        (QuestionType.DATE, "soon"),
        (QuestionType.COUNTRY, "Atlantis"),
    ],
)
def test_what_cannot_be_read_is_an_error_and_never_a_guess(kind: QuestionType, typed: str) -> None:
    with pytest.raises(IntakeError):
        read(kind, typed)
