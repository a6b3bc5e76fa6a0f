"""Fields of datasets as forms send and show them: which choices there are, what was sent."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from flask_babel import gettext, lazy_gettext
from werkzeug.datastructures import MultiDict

from app.conditions.values import Silence
from app.datasets.entry import read_entry
from app.datasets.model import DatasetField, Kind
from app.datasets.prefill.fill import find_language
from app.datasets.records import SEPARATOR, UnreadableError, Value
from app.services.dataset_records import name_organisation
from app.store.tables import Organisation
from app.web.components import Choice
from app.web.locale import NamedCode

SILENCES: Final = {
    Silence.UNKNOWN: lazy_gettext("Not known"),
    Silence.PREFER_NOT_TO_SAY: lazy_gettext("The person prefers not to say"),
    Silence.NOT_ASKED: lazy_gettext("Not asked"),
    Silence.NOT_APPLICABLE: lazy_gettext("Does not apply"),
}
HINTS: Final = {
    Kind.DATE: lazy_gettext("Year-month-day, such as 2026-03-14"),
    Kind.PARTIAL_DATE: lazy_gettext(
        "As exactly as it is known: 2026, 2026-03 or 2026-03-14; with ~ behind it: about"
    ),
    Kind.WHOLE: lazy_gettext("A whole number"),
    Kind.ARTICLES: lazy_gettext("Numbers of articles, with commas between, such as 388, 389"),
    Kind.IDENTIFIER: lazy_gettext("A number, never a name, such as K-2026-017"),
}
# So many empty lists stand below those that are filled.
EMPTY_LISTS: Final = 2
SILENT: Final = "-silence"


@dataclass(frozen=True)
class Lists:
    """Everything that can be chosen besides the codes of a field."""

    countries: tuple[NamedCode, ...]
    languages: tuple[NamedCode, ...]
    currencies: tuple[NamedCode, ...]
    organisations: tuple[NamedCode, ...]

    def find(self, field: DatasetField) -> tuple[NamedCode, ...]:
        """Give what can be chosen for a field; nothing where it is typed."""
        if field.codes:
            return tuple(NamedCode(each.code, each.label) for each in field.codes)
        return {
            Kind.COUNTRY: self.countries,
            Kind.COUNTRIES: self.countries,
            Kind.LANGUAGES: self.languages,
            Kind.CURRENCY: self.currencies,
            Kind.ORGANISATION: self.organisations,
            Kind.ORGANISATIONS: self.organisations,
        }.get(field.kind, ())


@dataclass(frozen=True)
class Sent:
    """What a form sent: values that can be kept, and for each other field a sentence."""

    values: Mapping[str, Value | Silence]
    errors: Mapping[str, str]


def gather_lists(
    countries: tuple[NamedCode, ...],
    languages: tuple[NamedCode, ...],
    currencies: tuple[NamedCode, ...],
    organisations: tuple[Organisation, ...],
) -> Lists:
    """Give the lists; languages have codes of three letters in datasets."""
    spoken = ((find_language(each.code), each.name) for each in languages)
    return Lists(
        countries,
        tuple(NamedCode(code, name) for code, name in spoken if code is not None),
        currencies,
        tuple(NamedCode(name_organisation(each.id), each.name) for each in organisations),
    )


def read_sent(
    fields: tuple[DatasetField, ...],
    sent: MultiDict[str, str],
    lists: Lists,
    known: Collection[str] = (),
) -> Sent:
    """Give what was sent for some fields; what was left empty is not among them.

    What was `known` before and is emptied now is not asked from now on.
    """
    values: dict[str, Value | Silence] = {}
    errors: dict[str, str] = {}
    for field in fields:
        allowed = [each.code for each in lists.find(field)]
        given = sent.getlist(field.id)
        silence = sent.get(f"{field.id}{SILENT}", "")
        if field.kind is Kind.CODE and set(given) <= {each.value for each in Silence}:
            # Of one choice among several, the silences are further choices: none can be unchosen.
            given, silence = [], "".join(given)
        if silence not in {"", *(each.value for each in Silence)}:
            errors[field.id] = str(gettext("Choose a reason from the list."))
            continue
        try:
            value = read_entry(field, given, silence, allowed)
        except UnreadableError as error:
            errors[field.id] = str(error)
            continue
        if value is not None or field.id in known:
            values[field.id] = Silence.NOT_ASKED if value is None else value
    return Sent(values, errors)


def offer_silences(text: str) -> tuple[Choice, ...]:
    """Give the reasons why there is no value, and which one stands."""
    none = Choice("", str(gettext("There is a value, or nothing was entered")), not text)
    return (none, *(Choice(s.value, str(w), s.value == text) for s, w in SILENCES.items()))


def split_held(text: str) -> tuple[tuple[str, ...], str]:
    """Give the values and the silence that a held text means: one of them is empty."""
    if text in {each.value for each in Silence}:
        return (), text
    return tuple(part for part in text.split(SEPARATOR) if part), ""
