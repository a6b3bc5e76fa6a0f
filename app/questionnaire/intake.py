"""From what was typed or chosen to an answer; what can't be one gives an error key with data.

No sentence for people is made here: the page words the key, with the thing that was asked for.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

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
from app.instruments.questions import find_option, list_codes
from app.instruments.vocabulary import QuestionType
from app.questionnaire.model import Answer, Basis

LONGEST_TEXT = 20_000
FIRST_YEAR = 1900
LARGEST_AMOUNT = Decimal(10) ** 12
_AMOUNT = re.compile(r"(?P<whole>\d+([.,]\d+)*?)((?P<mark>[.,])(?P<last>\d+))?", re.ASCII)
OFFERED_SILENCES = (Silence.UNKNOWN, Silence.PREFER_NOT_TO_SAY)


@dataclass(frozen=True)
class KnownCodes:
    """The codes that may be chosen where a question has no options of its own."""

    countries: frozenset[str]
    languages: frozenset[str]
    currencies: frozenset[str]


@dataclass(frozen=True)
class RawAnswer:
    """The fields of one question as they were sent.

    `values` are those of the question's own field; `parts` those named `<question>-<part>`.
    """

    values: tuple[str, ...] = ()
    parts: Mapping[str, str] | None = None

    def part(self, name: str) -> str:
        """Give a part, without white space around it; empty if it was not sent."""
        return (self.parts or {}).get(name, "").strip()


class IntakeError(Exception):
    """Why something typed can't be an answer: a key and what its sentence needs.

    `part` is the part of the field where the mistake is (`amount`, `day`, …), or empty.
    """

    def __init__(self, key: str, part: str = "", data: tuple[tuple[str, str], ...] = ()) -> None:
        self.key = key
        self.part = part
        self.data = dict(data)
        super().__init__(key)


def read_answer(
    question: Question, raw: RawAnswer, codes: KnownCodes, today: date
) -> Answer | None:
    """Give the answer that was sent, or None if nothing was given.

    Raises IntakeError if what was sent can't be an answer to this question.
    """
    basis = _read_basis(raw)
    silence = _read_silence(question, raw)
    given = _READERS[question.type](question, raw, _Surroundings(codes, today))
    if silence is not None and given is not None:
        raise IntakeError("value_and_silence")
    value = given if silence is None else silence
    return None if value is None else Answer(question.id, value, basis)


@dataclass(frozen=True)
class _Surroundings:
    codes: KnownCodes
    today: date


def _read_basis(raw: RawAnswer) -> Basis:
    code = raw.part("basis") or Basis.TOLD.value
    try:
        return Basis(code)
    except ValueError:
        raise IntakeError("not_a_basis", "basis") from None


def _read_silence(question: Question, raw: RawAnswer) -> Silence | None:
    code = raw.part("silence")
    if not code:
        return None
    offered = [silence.value for silence in OFFERED_SILENCES]
    if question.not_applicable is not None:
        offered.append(Silence.NOT_APPLICABLE.value)
    if code not in offered:
        raise IntakeError("not_a_silence", "silence")
    return Silence(code)


def _read_choice(question: Question, raw: RawAnswer, _: _Surroundings) -> Value | None:
    code = _only(raw)
    if code is not None and code not in list_codes(question):
        raise IntakeError("not_an_option")
    return code


def _read_choices(question: Question, raw: RawAnswer, _: _Surroundings) -> Value | None:
    chosen = frozenset(value.strip() for value in raw.values if value.strip())
    if chosen - set(list_codes(question)):
        raise IntakeError("not_an_option")
    options = [find_option(question, code) for code in sorted(chosen)]
    alone = next((option for option in options if option is not None and option.exclusive), None)
    if alone is not None and len(chosen) > 1:
        raise IntakeError("not_beside_others", data=(("option", alone.label),))
    return chosen or None


def _read_whole_number(question: Question, raw: RawAnswer, _: _Surroundings) -> Value | None:
    typed = _only(raw)
    if typed is None:
        return None
    number = _whole(typed, "")
    low, high = question.minimum, question.maximum
    if (low is not None and number < low) or (high is not None and number > high):
        raise IntakeError("out_of_range", data=(("low", str(low)), ("high", str(high))))
    return number


def _read_money(_: Question, raw: RawAnswer, around: _Surroundings) -> Value | None:
    typed, currency, period = raw.part("amount"), raw.part("currency"), raw.part("period")
    if not typed:
        return None
    amount = _amount(typed)
    if currency not in around.codes.currencies:
        raise IntakeError("currency_missing", "currency")
    if period not in {each.value for each in Period}:
        raise IntakeError("period_missing", "period")
    return Money(amount, currency, Period(period))


def _amount(typed: str) -> Decimal:
    """Read an amount with a comma or a point; what could be read in two ways is asked again."""
    compact = re.sub(r"[\s\u00a0\u202f'’]", "", _ascii_digits(typed))
    written = _AMOUNT.fullmatch(compact)
    if written is None:
        raise IntakeError("not_an_amount", "amount")
    whole, mark, last = written["whole"], written["mark"] or "", written["last"] or ""
    groups = re.split(r"[.,]", whole)
    if len(last) == 3 and len(groups) == 1:
        readings = (("first", f"{whole}{last}"), ("second", f"{whole}.{last[:2]}"))
        raise IntakeError("amount_in_two_ways", "amount", readings)
    if len(last) == 3 and mark in whole:
        whole, last = f"{whole}{mark}{last}", ""
    if len(last) > 2 or not _is_grouped(whole) or (mark in whole and last):
        raise IntakeError("not_an_amount", "amount")
    amount = Decimal(f"{re.sub('[.,]', '', whole)}.{last or '0'}")
    if amount > LARGEST_AMOUNT:
        raise IntakeError("not_an_amount", "amount")
    return amount


def _is_grouped(whole: str) -> bool:
    """Say whether figures stand in threes between marks that are all the same, or have no marks."""
    return re.fullmatch(r"\d+|\d{1,3}(\.\d{3})+|\d{1,3}(,\d{3})+", whole) is not None


def _read_duration(_: Question, raw: RawAnswer, __: _Surroundings) -> Value | None:
    typed, unit = raw.part("number"), raw.part("unit")
    if not typed:
        return None
    number = _whole(typed, "number")
    if unit not in {each.value for each in DurationUnit}:
        raise IntakeError("unit_missing", "unit")
    if number > 10_000:
        raise IntakeError("out_of_range", "number", (("low", "0"), ("high", "10000")))
    return Duration(number, DurationUnit(unit))


def _read_date(_: Question, raw: RawAnswer, around: _Surroundings) -> Value | None:
    typed = {part: raw.part(part) for part in ("day", "month", "year")}
    if not any(typed.values()):
        return None
    if not typed["year"]:
        raise IntakeError("year_missing", "year")
    if typed["day"] and not typed["month"]:
        raise IntakeError("month_missing", "month")
    numbers = {part: _whole(text, part) for part, text in typed.items() if text}
    if not FIRST_YEAR <= numbers["year"] <= around.today.year + 1:
        raise IntakeError("year_out_of_range", "year", (("low", str(FIRST_YEAR)),))
    try:
        date(numbers["year"], numbers.get("month", 1), numbers.get("day", 1))
    except ValueError:
        part = "day" if 1 <= numbers.get("month", 1) <= 12 else "month"
        raise IntakeError("no_such_date", part) from None
    about = raw.part("about") != ""
    value = PartialDate(numbers["year"], numbers.get("month"), numbers.get("day"), about)
    if value.earliest() > around.today:
        raise IntakeError("date_in_future", "year")
    return value


def _read_text(_: Question, raw: RawAnswer, __: _Surroundings) -> Value | None:
    typed = clean_text("\n".join(raw.values))
    if not typed:
        return None
    if len(typed) > LONGEST_TEXT:
        raise IntakeError("too_long", data=(("high", str(LONGEST_TEXT)),))
    return Text(typed)


def _read_country(_: Question, raw: RawAnswer, around: _Surroundings) -> Value | None:
    return _known(raw, around.codes.countries)


def _read_language(_: Question, raw: RawAnswer, around: _Surroundings) -> Value | None:
    return _known(raw, around.codes.languages)


def _known(raw: RawAnswer, known: frozenset[str]) -> str | None:
    code = _only(raw)
    if code is not None and code not in known:
        raise IntakeError("not_an_option")
    return code


def clean_text(text: str) -> str:
    """Take out characters that no one types and some stores refuse; keep line ends and tabs."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (c for c in lines if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    return "".join(kept).strip()


def _only(raw: RawAnswer) -> str | None:
    typed = [value.strip() for value in raw.values if value.strip()]
    if len(typed) > 1:
        raise IntakeError("several_values")
    return typed[0] if typed else None


def _whole(typed: str, part: str) -> int:
    digits = _ascii_digits(typed)
    if not re.fullmatch(r"\d{1,9}", digits):
        raise IntakeError("not_a_whole_number", part)
    return int(digits)


def _ascii_digits(typed: str) -> str:
    """Give digits of any script as 0 to 9."""
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in typed)


Reader = Callable[[Question, RawAnswer, _Surroundings], Value | None]

_READERS: Mapping[QuestionType, Reader] = {
    QuestionType.YES_NO: _read_choice,
    QuestionType.ONE_CHOICE: _read_choice,
    QuestionType.SEVERAL_CHOICES: _read_choices,
    QuestionType.WHOLE_NUMBER: _read_whole_number,
    QuestionType.MONEY: _read_money,
    QuestionType.DURATION: _read_duration,
    QuestionType.DATE: _read_date,
    QuestionType.TEXT: _read_text,
    QuestionType.COUNTRY: _read_country,
    QuestionType.LANGUAGE: _read_language,
}
