"""Whole answer sheets for the shipped questionnaires, and what follows from them in zz."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from app.assessment.derive import derive_indicators
from app.assessment.model import IndicatorResult, Interview
from app.conditions.values import (
    Duration,
    DurationUnit,
    Money,
    PartialDate,
    Period,
    Text,
    Value,
)
from app.instruments.catalogue import Instruments, load_instruments
from app.instruments.extend import extend_questionnaire
from app.instruments.ids import IndicatorId, QuestionId
from app.instruments.model import Question, Questionnaire
from app.instruments.parameters import list_parameter_values
from app.instruments.questions import list_codes, place_questions
from app.instruments.vocabulary import QuestionType
from app.questionnaire.model import Answer, AnswerSheet, Basis
from app.questionnaire.path import Way, find_way

FOLDER = Path(__file__).parents[2] / "indicators"
DAY = date(2026, 11, 22)
FULL, SHORT = "full-assessment", "short-screening"

Choose = Callable[[Question], Value]

DATES = {
    "birth_date": PartialDate(1990, 5, 17),
    "recruited_on": PartialDate(2024, 1, 8),
    "arrived_on": PartialDate(2024, 1, 30),
    "work_began": PartialDate(2024, 2, 1),
    "work_ended": PartialDate(2025, 3, 31),
    "seen_on": PartialDate(2025, 3, 1),
}
NUMBERS = {"hours_day": 8, "days_week": 5, "age_now": 36}
# A fair yes/no answer is no, but for these questions it is yes.
BETTER_YES = frozenset(
    {
        "safe_to_talk",
        "consent_interview",
        "consent_storage",
        "safe_tonight",
        "could_check",
        "journey_alone",
        "papers_way_back",
        "still_working",
        "targets_agreed",
        "written_contract",
        "insured",
        "lodging_elsewhere",
        "knows_place",
        "knows_help",
    }
)


@dataclass(frozen=True)
class Told:
    """A sheet with the way that it makes and the indicators that follow.

    `indicators` are those of the catalogue that leads, `everything` those of all.
    """

    way: Way
    indicators: Mapping[IndicatorId, IndicatorResult]
    everything: Mapping[IndicatorId, IndicatorResult]


@cache
def load_shipped() -> Instruments:
    """Read everything in `indicators/`."""
    return load_instruments(FOLDER)


@cache
def questionnaire(name: str) -> Questionnaire:
    """Give the newest version of a shipped questionnaire; after a plus, with that module."""
    own, _, module = name.partition("+")
    asked = load_shipped().questionnaires.newest(own).item
    if not module:
        return asked
    return extend_questionnaire(asked, load_shipped().modules.newest(module).item)


def answer_all(name: str, choose: Choose) -> AnswerSheet:
    """Answer every question, also those that other answers hide (they don't count)."""
    answers = {
        placed.question.id: Answer(placed.question.id, choose(placed.question), Basis.TOLD)
        for placed in place_questions(questionnaire(name))
    }
    return AnswerSheet(answers)


def change(sheet: AnswerSheet, changes: Mapping[str, Value]) -> AnswerSheet:
    """Give the sheet with other answers to some questions."""
    for question, value in changes.items():
        sheet = sheet.with_answer(Answer(QuestionId(question), value, Basis.TOLD))
    return sheet


def tell(name: str, sheet: AnswerSheet) -> Told:
    """Give what follows from a sheet under the laws of zz."""
    shipped = load_shipped()
    asked = questionnaire(name)
    catalogues = [shipped.catalogues.get(each.name).item for each in asked.catalogues]
    parameters = list_parameter_values(shipped.parameters.newest("zz").item)
    way = find_way(asked, sheet, parameters, DAY)
    interview = Interview(sheet, {}, DAY)
    results = [derive_indicators(each, asked, interview, way) for each in catalogues]
    return Told(way, results[0], {k: each for some in results for k, each in some.items()})


def choose_fair(question: Question) -> Value:
    """Answer as somebody whose work is in order would: the first option, or the better word."""
    if question.type is QuestionType.YES_NO:
        return "yes" if question.id in BETTER_YES else "no"
    if question.type is QuestionType.ONE_CHOICE:
        return question.options[0].code
    if question.type is QuestionType.SEVERAL_CHOICES:
        return frozenset({question.options[0].code})
    return choose_figure(question)


def choose_figure(question: Question) -> Value:
    """Answer a question without options as plainly as can be."""
    plain: Mapping[QuestionType, Value] = {
        QuestionType.WHOLE_NUMBER: NUMBERS.get(question.id, question.minimum or 0),
        QuestionType.MONEY: Money(Decimal(2500), "XTS", Period.MONTH),
        QuestionType.DURATION: Duration(6, DurationUnit.MONTHS),
        QuestionType.DATE: DATES.get(question.id, PartialDate(2024)),
        QuestionType.TEXT: Text("As it was told"),
        QuestionType.COUNTRY: "ZZ",
        QuestionType.LANGUAGE: "en",
    }
    return plain[question.type]


def choose_by_chance(chance: random.Random) -> Choose:
    """Answer at random, but completely and possibly."""

    def choose(question: Question) -> Value:
        codes = list_codes(question)
        if question.type is QuestionType.SEVERAL_CHOICES:
            alone = {option.code for option in question.options if option.exclusive}
            chosen = frozenset(chance.sample(codes, chance.randint(1, 3)))
            return chosen - alone or frozenset(chance.sample(sorted(chosen), 1))
        if codes:
            return chance.choice(codes)
        if question.id in ("hours_day", "days_week"):
            return chance.randint(1, 7)
        if question.type is QuestionType.MONEY:
            return Money(Decimal(chance.randint(0, 3000)), "XTS", chance.choice(_PERIODS))
        return choose_figure(question)

    return choose


_PERIODS = (Period.HOUR, Period.DAY, Period.WEEK, Period.MONTH, Period.YEAR)
