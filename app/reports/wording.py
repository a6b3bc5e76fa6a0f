"""Words for values: dates as exactly as they are known, money, durations, names, and silences."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from gettext import NullTranslations
from itertools import groupby
from types import MappingProxyType

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_currency, format_decimal

from app.assessment.explain import ComparedFigure, GivenAnswer, Limit
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
from app.instruments.vocabulary import About, QuestionType


def N_(words: str) -> str:  # noqa: N802 - The name by which translators' tools find words.
    """Give words back as they are; they are translated where they are shown."""
    return words


SILENCES: Mapping[Silence, str] = {
    Silence.UNKNOWN: N_("unknown to the person"),
    Silence.PREFER_NOT_TO_SAY: N_("prefers not to say"),
    Silence.NOT_ASKED: N_("not asked"),
    Silence.NOT_APPLICABLE: N_("does not apply"),
}

# Nobody but the interviewer is asked what they saw.
SILENCES_OF_THE_INTERVIEWER: Mapping[Silence, str] = {
    **SILENCES,
    Silence.UNKNOWN: N_("unknown to the interviewer"),
    Silence.PREFER_NOT_TO_SAY: N_("the interviewer prefers not to say"),
}

PERIODS: Mapping[Period, str] = {
    Period.HOUR: N_("%(amount)s an hour"),
    Period.DAY: N_("%(amount)s a day"),
    Period.WEEK: N_("%(amount)s a week"),
    Period.MONTH: N_("%(amount)s a month"),
    Period.YEAR: N_("%(amount)s a year"),
    Period.ONCE: N_("%(amount)s, once"),
}


class Wording:
    """Words one language. `countries` names those that the language's own list doesn't know."""

    def __init__(
        self,
        locale: Locale,
        translations: NullTranslations,
        countries: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        # English without a country would give dates and amounts as in the United States.
        self._locale = Locale("en", "150") if locale == Locale("en") else locale
        self._language = str(locale).replace("_", "-")
        self._countries = countries
        self.translations = translations

    @property
    def language(self) -> str:
        """Give the language as pages and PDFs declare it."""
        return self._language

    @property
    def direction(self) -> str:
        """Give the direction in which the language is written."""
        return str(self._locale.text_direction)

    def say(self, words: str, **parts: str) -> str:
        """Translate words, then put the parts in."""
        said = self.translations.gettext(words)
        return said % parts if parts else said

    def answer(self, given: GivenAnswer) -> str:
        """Give what was said to a question, or why nothing was."""
        match given.value:
            case Silence():
                is_seen = given.about is About.SITE
                words = SILENCES_OF_THE_INTERVIEWER if is_seen else SILENCES
                return self.say(words[given.value])
            case int(number):
                said = self.number(number)
                return f"{said} {given.unit}" if given.unit else said
            case str() | frozenset():
                return "; ".join(self._name_codes(given, given.value))
            case _:
                return self.value(given.value)

    def group_silences(
        self, given: Iterable[GivenAnswer]
    ) -> tuple[tuple[str, tuple[GivenAnswer, ...]], ...]:
        """Give each silence in words, with the questions that it was the answer to."""
        ordered = sorted(given, key=self.answer)
        return tuple((words, tuple(those)) for words, those in groupby(ordered, key=self.answer))

    def value(self, value: Value) -> str:
        """Give a value that needs no question to be understood."""
        match value:
            case Money():
                return self.money(value.amount, value.currency, value.period)
            case Duration(number, unit):
                return self._duration(number, unit)
            case PartialDate():
                return self.partial_date(value)
            case Text(text):
                return text
            case _:
                return str(value)

    def date(self, day: date) -> str:
        """Give a date that is known to the day."""
        return str(format_date(day, "long", locale=self._locale))

    def partial_date(self, value: PartialDate) -> str:
        """Give a date as exactly as it is known, and no more exactly."""
        day = date(value.year, value.month or 1, value.day or 1)
        if value.day is not None:
            said = self.date(day)
        else:
            skeleton = "y" if value.month is None else "yMMMM"
            said = format_skeleton(skeleton, day, locale=self._locale)
        return self.say("about %(date)s", date=said) if value.about else said

    def money(self, amount: Decimal | Fraction, currency: str, period: Period | None) -> str:
        """Give an amount of money, and what it is paid for."""
        said = format_currency(_round(amount), currency, locale=self._locale)
        return said if period is None else self.say(PERIODS[period], amount=said)

    def number(self, number: Decimal | Fraction | int) -> str:
        """Give a number with at most two decimals."""
        return str(format_decimal(_round(number), format="#,##0.##", locale=self._locale))

    def country(self, code: str) -> str:
        """Give the name of a country."""
        return self._countries.get(code) or str(self._locale.territories.get(code, code))

    def language_name(self, code: str) -> str:
        """Give the name of a language."""
        return str(self._locale.languages.get(code.replace("-", "_"), code))

    def figure(self, figure: ComparedFigure) -> str:
        """Give a figure within its bounds."""
        low, high = (
            None if bound is None else self._amount(bound, figure.currency)
            for bound in (figure.low, figure.high)
        )
        if low is not None and high is not None:
            return low if low == high else self.say("%(low)s to %(high)s", low=low, high=high)
        if low is not None:
            return self.say("at least %(low)s", low=low)
        if high is not None:
            return self.say("at most %(high)s", high=high)
        return self.say("not known")

    def limits(self, figure: ComparedFigure) -> str:
        """Give what a figure is compared with; where that changed, with the days it began on."""
        distinct = {(each.value, each.currency) for each in figure.limits}
        if len(distinct) == 1:
            return self._limit(figure.limits[0])
        return "; ".join(
            self.say("%(limit)s from %(day)s", limit=self._limit(each), day=self.date(each.first))
            for each in figure.limits
            if each.first is not None
        )

    def _duration(self, number: int, unit: DurationUnit) -> str:
        """Give a length of time; the library's own list lacks the units of many languages."""
        ngettext = self.translations.ngettext
        words = {
            DurationUnit.DAYS: ngettext("%(num)s day", "%(num)s days", number),
            DurationUnit.WEEKS: ngettext("%(num)s week", "%(num)s weeks", number),
            DurationUnit.MONTHS: ngettext("%(num)s month", "%(num)s months", number),
            DurationUnit.YEARS: ngettext("%(num)s year", "%(num)s years", number),
        }
        return words[unit] % {"num": self.number(number)}

    def _limit(self, limit: Limit) -> str:
        return self._amount(limit.value, limit.currency)

    def _amount(self, number: Decimal | Fraction, currency: str | None) -> str:
        return self.number(number) if currency is None else self.money(number, currency, None)

    def _name_codes(self, given: GivenAnswer, value: str | frozenset[str]) -> list[str]:
        if given.chosen:
            return list(given.chosen)
        codes = sorted({value} if isinstance(value, str) else value)
        if given.type is QuestionType.COUNTRY:
            return [self.country(code) for code in codes]
        if given.type is QuestionType.LANGUAGE:
            return [self.language_name(code) for code in codes]
        words = {"yes": self.say("Yes"), "no": self.say("No")}
        return [words.get(code, code) for code in codes]


def _round(number: Decimal | Fraction | int) -> Decimal:
    """Give a number with two decimals; halves go away from zero, as people round."""
    if isinstance(number, Fraction):
        number = Decimal(number.numerator) / Decimal(number.denominator)
    return Decimal(number).quantize(Decimal("0.01"), "ROUND_HALF_UP")
