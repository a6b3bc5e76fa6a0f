"""Values in words: as exactly as they are known, and in the language that was asked for."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from gettext import NullTranslations

import pytest
from babel import Locale

from app.assessment.explain import ComparedFigure, GivenAnswer, Limit
from app.conditions.model import Comparison
from app.conditions.values import (
    Duration,
    DurationUnit,
    PartialDate,
    Period,
    Silence,
    Text,
    Value,
)
from app.instruments.ids import QuestionId, TopicId
from app.instruments.vocabulary import About, QuestionType
from app.questionnaire.model import Basis
from app.reports.wording import PERIODS, SILENCES, Wording
from tests.builders import day, money
from tests.reports.small import word


def answer(
    value: Value | Silence,
    kind: QuestionType = QuestionType.YES_NO,
    chosen: tuple[str, ...] = (),
    unit: str | None = None,
) -> GivenAnswer:
    return GivenAnswer(
        QuestionId("asked"), TopicId("topic"), "What?", kind, unit, value, chosen, Basis.TOLD
    )


def figure(low: int | None, high: int | None, currency: str | None = None) -> ComparedFigure:
    first, last = (None if bound is None else Fraction(bound) for bound in (low, high))
    return ComparedFigure("week", "weekly_hours", first, last, currency, Comparison.ABOVE, None, ())


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (day("2021"), "2021"),
        (day("2021-03"), "March 2021"),
        (day("2021-03-09"), "9 March 2021"),
        (day("2021", about=True), "about 2021"),
        (day("2021-03", about=True), "about March 2021"),
        (day("2021-03-09", about=True), "about 9 March 2021"),
    ],
)
def test_a_date_is_said_as_exactly_as_it_is_known(value: PartialDate, words: str) -> None:
    assert word().answer(answer(value)) == words


def test_dates_follow_the_language() -> None:
    assert word("fr").partial_date(day("2021-03")) == "mars 2021"
    assert word("sr").date(date(2021, 3, 9)) == "9. март 2021."


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("hour", "1,234.50\u00a0XTS an hour"),
        ("month", "1,234.50\u00a0XTS a month"),
        ("once", "1,234.50\u00a0XTS, once"),
    ],
)
def test_money_says_what_it_is_paid_for(period: str, words: str) -> None:
    said = word().answer(answer(money("1234.5", period=period)))

    assert said.replace(" XTS", "\u00a0XTS") == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Duration(1, DurationUnit.DAYS), "1 day"),
        (Duration(6, DurationUnit.MONTHS), "6 months"),
        (Duration(2, DurationUnit.YEARS), "2 years"),
        (Duration(3, DurationUnit.WEEKS), "3 weeks"),
        (Text("My own words"), "My own words"),
        (Silence.UNKNOWN, "unknown to the person"),
        (Silence.PREFER_NOT_TO_SAY, "prefers not to say"),
        (Silence.NOT_ASKED, "not asked"),
        (Silence.NOT_APPLICABLE, "does not apply"),
        ("yes", "Yes"),
        ("no", "No"),
        (15, "15"),
    ],
)
def test_each_kind_of_answer_has_words(value: Value | Silence, words: str) -> None:
    assert word().answer(answer(value)) == words


def test_a_value_without_a_question_is_said_as_it_is() -> None:
    assert word().value("code") == "code"


def test_a_number_has_the_unit_of_its_question() -> None:
    assert word().answer(answer(15, unit="hours a day")) == "15 hours a day"


def test_chosen_options_are_said_in_the_words_of_the_questionnaire() -> None:
    given = answer(frozenset({"me", "boss"}), QuestionType.SEVERAL_CHOICES, ("I do", "The boss"))

    assert word().answer(given) == "I do; The boss"


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [
        ("RS", QuestionType.COUNTRY, "Serbia"),
        ("ZZ", QuestionType.COUNTRY, "Vardania (invented)"),
        ("XQ", QuestionType.COUNTRY, "XQ"),
        ("fr", QuestionType.LANGUAGE, "French"),
        ("qqq", QuestionType.LANGUAGE, "qqq"),
        ("left_out", QuestionType.ONE_CHOICE, "left_out"),
    ],
)
def test_names_of_countries_and_languages_are_known(
    value: str, kind: QuestionType, words: str
) -> None:
    assert word().answer(answer(value, kind)) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (105, 105, "105"),
        (15, 105, "15 to 105"),
        (15, None, "at least 15"),
        (None, 105, "at most 105"),
        (None, None, "not known"),
    ],
)
def test_a_figure_is_said_within_its_bounds(low: int | None, high: int | None, words: str) -> None:
    assert word().figure(figure(low, high)) == words


def test_a_figure_of_money_has_its_currency() -> None:
    assert word().figure(figure(2, 2, "EUR")).replace("\u00a0", " ") in ("2.00 €", "€2.00")


def test_numbers_are_rounded_as_people_round() -> None:
    said = [word().number(each) for each in (Fraction(22, 100), Fraction(1, 8), Decimal("26.665"))]

    assert said == ["0.22", "0.13", "26.67"]


def test_one_limit_is_said_alone_and_several_with_their_days() -> None:
    limits = (
        Limit(Decimal(2), "XTS", date(1995, 1, 1), date(1999, 12, 31)),
        Limit(Decimal(3), "XTS", date(2000, 1, 1), date.max),
    )
    one = ComparedFigure("p", "pay_per_hour", None, None, "XTS", Comparison.BELOW, "w", limits[:1])
    several = ComparedFigure("p", "pay_per_hour", None, None, "XTS", Comparison.BELOW, "w", limits)

    assert word().limits(one).startswith("2.00")
    assert "from 1 January 1995; " in word().limits(several)
    assert word().limits(several).endswith("from 1 January 2000")


def test_words_are_translated_before_the_parts_are_put_in() -> None:
    class Shouting(NullTranslations):
        def gettext(self, message: str) -> str:
            return message.upper() if "%" not in message else message.replace("about", "ABOUT")

    shouting = Wording(Locale("en"), Shouting())

    assert shouting.partial_date(day("2021", about=True)) == "ABOUT 2021"
    assert shouting.answer(answer("yes")) == "YES"


def test_the_language_and_its_direction_are_declared() -> None:
    declared = [(word(each).language, word(each).direction) for each in ("en", "ar", "pt_BR")[:2]]

    assert declared == [("en", "ltr"), ("ar", "rtl")]
    assert Wording(Locale("pt", "BR"), NullTranslations()).language == "pt-BR"


def test_every_silence_and_period_has_words() -> None:
    assert set(SILENCES) == set(Silence)
    assert set(PERIODS) == set(Period)


def test_a_silence_about_the_site_is_the_interviewers() -> None:
    unknown = answer(Silence.UNKNOWN)
    unseen = replace(unknown, about=About.SITE)
    unsaid = replace(answer(Silence.PREFER_NOT_TO_SAY), about=About.SITE)

    grouped = word().group_silences([unseen, unknown, unsaid, unseen])

    assert grouped == (
        ("the interviewer prefers not to say", (unsaid,)),
        ("unknown to the interviewer", (unseen, unseen)),
        ("unknown to the person", (unknown,)),
    )
