"""Answers as they are typed from paper, a few letters each, and the fields that they stand for.

What can't be understood is handed on as it was typed, so that reading answers tells what is wrong.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

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
from app.instruments.model import Question
from app.instruments.questions import list_codes
from app.instruments.vocabulary import QuestionType
from app.questionnaire.intake import RawAnswer
from app.questionnaire.model import Answer, Basis

SILENCES: Final[Mapping[str, Silence]] = {
    "?": Silence.UNKNOWN,
    "-": Silence.PREFER_NOT_TO_SAY,
    "/": Silence.NOT_APPLICABLE,
}
BASES: Final[Mapping[str, Basis]] = {
    "s": Basis.SEEN,
    "d": Basis.DOCUMENT,
    "t": Basis.THIRD_PARTY,
    "p": Basis.TOLD,
}
MARK: Final = re.compile(r"\s*=\s*([sdtp])\s*\Z", re.IGNORECASE)
MONEY: Final = re.compile(
    r"(?P<amount>[\d.,'’\s]*\d)\s*(?P<currency>[a-z]{3})?\s*(?P<period>[a-z]*)", re.IGNORECASE
)
DURATION: Final = re.compile(r"(?P<number>\d+)\s*(?P<unit>[a-z]*)", re.IGNORECASE)
PERIODS: Final = {each.value[0]: each.value for each in Period}
UNITS: Final = {each.value[0]: each.value for each in DurationUnit}
YES_NO: Final = {"y": "yes", "yes": "yes", "1": "yes", "n": "no", "no": "no", "2": "no"}


@dataclass(frozen=True)
class Typing:
    """What typing depends on: the country's currency, and codes by names in small letters."""

    currency: str
    countries: Mapping[str, str]
    languages: Mapping[str, str]


def read_typed(question: Question, typed: str, around: Typing, usual: Basis) -> RawAnswer:
    """Give the fields that something typed stands for; without a mark it is known as `usual`."""
    mark = MARK.search(typed)
    said = typed[: mark.start()].strip() if mark is not None else typed.strip()
    basis = {"basis": (usual if mark is None else BASES[mark[1].lower()]).value}
    if said in SILENCES:
        return RawAnswer(parts={"silence": SILENCES[said].value, **basis})
    values, parts = READERS[question.type](question, said, around) if said else ((), {})
    return RawAnswer(values, {**parts, **basis})


def write_typed(question: Question, answer: Answer | None, usual: Basis) -> str:
    """Give an answer as it would be typed; nothing for none."""
    if answer is None:
        return ""
    letters = {basis: letter for letter, basis in BASES.items()}
    is_marked = answer.basis is not usual and answer.basis in letters
    mark = f" ={letters[answer.basis]}" if is_marked else ""
    return _write(question, answer.value) + mark


_Fields = tuple[tuple[str, ...], dict[str, str]]


def _read_yes_no(_: Question, said: str, __: Typing) -> _Fields:
    return (YES_NO.get(said.lower(), said),), {}


def _read_choices(question: Question, said: str, _: Typing) -> _Fields:
    """Take boxes by their number on paper, or by their code."""
    codes = dict(enumerate(list_codes(question), start=1))
    given = re.split(r"[\s,;+]+", said)
    return tuple(
        codes.get(int(each), each) if each.isdecimal() and each.isascii() else each
        for each in given
    ), {}


def _read_plain(_: Question, said: str, __: Typing) -> _Fields:
    return (said,), {}


def _read_money(_: Question, said: str, around: Typing) -> _Fields:
    found = MONEY.fullmatch(said)
    if found is None:
        return (), {"amount": said}
    period = found["period"].lower()
    return (), {
        "amount": found["amount"],
        "currency": (found["currency"] or around.currency).upper(),
        "period": PERIODS.get(period[:1], period),
    }


def _read_duration(_: Question, said: str, __: Typing) -> _Fields:
    found = DURATION.fullmatch(said)
    if found is None:
        return (), {"number": said}
    unit = found["unit"].lower()
    return (), {"number": found["number"], "unit": UNITS.get(unit[:1], unit)}


def _read_date(_: Question, said: str, __: Typing) -> _Fields:
    """Take day, month and year, or month and year, or the year; `~` before it says about."""
    about = {"about": "yes"} if said.startswith("~") else {}
    given = re.split(r"[\s./-]+", said.lstrip("~ "))
    names = ("day", "month", "year")[-len(given) :]
    if len(given[0]) == 4 and len(given) > 1:
        names = ("year", "month", "day")[: len(given)]
    return (), {**dict(zip(names, given, strict=False)), **about}


def _read_country(_: Question, said: str, around: Typing) -> _Fields:
    return (around.countries.get(said.casefold(), said.upper()),), {}


def _read_language(_: Question, said: str, around: Typing) -> _Fields:
    return (around.languages.get(said.casefold(), said.lower()),), {}


READERS: Final[Mapping[QuestionType, Callable[[Question, str, Typing], _Fields]]] = {
    QuestionType.YES_NO: _read_yes_no,
    QuestionType.ONE_CHOICE: _read_choices,
    QuestionType.SEVERAL_CHOICES: _read_choices,
    QuestionType.WHOLE_NUMBER: _read_plain,
    QuestionType.MONEY: _read_money,
    QuestionType.DURATION: _read_duration,
    QuestionType.DATE: _read_date,
    QuestionType.TEXT: _read_plain,
    QuestionType.COUNTRY: _read_country,
    QuestionType.LANGUAGE: _read_language,
}


def _write(question: Question, value: Value | Silence) -> str:
    match value:
        case Silence():
            said = next((sign for sign, each in SILENCES.items() if each is value), "")
        case Money(amount, currency, period):
            said = f"{amount:f} {currency} {period.value}"
        case Duration(number, unit):
            said = f"{number} {unit.value}"
        case PartialDate():
            said = _write_date(value)
        case frozenset() | str():
            said = _write_codes(question, {value} if isinstance(value, str) else value)
        case _:
            said = value.text if isinstance(value, Text) else str(value)
    return said


def _write_date(value: PartialDate) -> str:
    parts = (value.day, value.month, value.year)
    said = ".".join(str(each) for each in parts if each is not None)
    return f"~{said}" if value.about else said


def _write_codes(question: Question, codes: frozenset[str] | set[str]) -> str:
    offered = list_codes(question)
    if question.type is QuestionType.YES_NO or not offered:
        return " ".join(sorted(codes))
    return " ".join(str(n) for n, code in enumerate(offered, start=1) if code in codes)
