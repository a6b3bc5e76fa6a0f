"""Sentences and words of the interview pages: each error names the thing and says what to do."""

from collections.abc import Mapping
from typing import Final

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from app.conditions.values import DurationUnit, Period, Silence
from app.instruments.model import Question
from app.questionnaire.intake import IntakeError
from app.questionnaire.model import Basis

SILENCES: Final[Mapping[Silence, LazyString]] = {
    Silence.UNKNOWN: lazy_gettext("does not know"),
    Silence.PREFER_NOT_TO_SAY: lazy_gettext("prefers not to say"),
    Silence.NOT_APPLICABLE: lazy_gettext("says it does not apply"),
}

BASES: Final[Mapping[Basis, LazyString]] = {
    Basis.TOLD: lazy_gettext("Told by the person"),
    Basis.SEEN: lazy_gettext("Seen by me"),
    Basis.DOCUMENT: lazy_gettext("From a document"),
    Basis.THIRD_PARTY: lazy_gettext("Told by somebody else"),
    Basis.ASSUMED: lazy_gettext("Nobody said so: assumed"),
}

PERIODS: Final[Mapping[Period, LazyString]] = {
    Period.HOUR: lazy_gettext("Hour"),
    Period.DAY: lazy_gettext("Day"),
    Period.WEEK: lazy_gettext("Week"),
    Period.MONTH: lazy_gettext("Month"),
    Period.YEAR: lazy_gettext("Year"),
    Period.ONCE: lazy_gettext("Once, in all"),
}

UNITS: Final[Mapping[DurationUnit, LazyString]] = {
    DurationUnit.DAYS: lazy_gettext("Days"),
    DurationUnit.WEEKS: lazy_gettext("Weeks"),
    DurationUnit.MONTHS: lazy_gettext("Months"),
    DurationUnit.YEARS: lazy_gettext("Years"),
}

CHOOSE: Final = lazy_gettext("Choose…")

ERRORS: Final[Mapping[str, LazyString]] = {
    "value_and_silence": lazy_gettext(
        "%(Thing)s: give an answer or a reason why there is none, not both"
    ),
    "not_a_basis": lazy_gettext("%(Thing)s: choose from the list how you know"),
    "not_a_silence": lazy_gettext("%(Thing)s: choose a reason from those that are offered"),
    "not_an_option": lazy_gettext("%(Thing)s: choose from what is offered"),
    "not_beside_others": lazy_gettext(
        "%(Thing)s: “%(option)s” can't be chosen together with others"
    ),
    "several_values": lazy_gettext("%(Thing)s: give one answer, not several"),
    "out_of_range": lazy_gettext("%(Thing)s must be between %(low)s and %(high)s"),
    "too_low": lazy_gettext("%(Thing)s must be %(low)s or more"),
    "too_high": lazy_gettext("%(Thing)s must be %(high)s or less"),
    "not_a_whole_number": lazy_gettext("%(Thing)s must be a whole number, such as 12"),
    "not_an_amount": lazy_gettext("%(Thing)s must be an amount of money, such as 450 or 450.50"),
    "amount_in_two_ways": lazy_gettext(
        "%(Thing)s can be read in two ways: write %(first)s or %(second)s"
    ),
    "currency_missing": lazy_gettext("%(Thing)s: choose the currency"),
    "period_missing": lazy_gettext("%(Thing)s: choose what the amount is for, such as a month"),
    "unit_missing": lazy_gettext("%(Thing)s: choose days, weeks, months or years"),
    "year_missing": lazy_gettext("%(Thing)s must have a year; day and month may be left out"),
    "month_missing": lazy_gettext("%(Thing)s has a day: give the month too, or take the day out"),
    "year_out_of_range": lazy_gettext("%(Thing)s must have a year from %(low)s on, such as 2019"),
    "no_such_date": lazy_gettext("%(Thing)s must be a day that is in the calendar"),
    "date_in_future": lazy_gettext("%(Thing)s must not lie in the future"),
    "too_long": lazy_gettext("%(Thing)s must have at most %(high)s characters"),
}

# The part of a field that an error links to; all others stand in the first input of the question.
PARTS_WITH_IDS: Final = frozenset({"currency", "period", "unit", "month", "year", "basis"})


def word_error(question: Question, error: IntakeError) -> str:
    """Give the sentence for what could not be read."""
    thing = question.thing or gettext("the answer to “%(question)s”", question=question.ask)
    parts = {"Thing": thing[:1].upper() + thing[1:], **error.data}
    return str(ERRORS[_choose_key(error)]) % parts + "."


def place_error(question: Question, error: IntakeError) -> str:
    """Give the id of the input that an error is about."""
    if error.part == "silence":
        return f"{question.id}-silence-{Silence.UNKNOWN.value}"
    return f"{question.id}-{error.part}" if error.part in PARTS_WITH_IDS else str(question.id)


def _choose_key(error: IntakeError) -> str:
    """Choose the sentence for a range that is open on one side."""
    if error.key == "out_of_range" and error.data.get("high") == "None":
        return "too_low"
    if error.key == "out_of_range" and error.data.get("low") == "None":
        return "too_high"
    return error.key
