"""The language of the pages, and the names of countries, languages and currencies in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from gettext import NullTranslations
from typing import Final

from babel import Locale as BabelLocale
from babel.core import get_global
from babel.dates import format_date, format_time
from babel.numbers import get_territory_currencies
from flask import Flask, current_app, g, request, session
from flask_babel import get_locale, get_timezone, get_translations

from app.instruments.catalogue import Instruments
from app.questionnaire.intake import KnownCodes
from app.web.components import Locale
from app.web.policy import find_actor

LANGUAGES: Final = ("en_GB",)

# Not countries, though they have codes like them: unions, and codes set aside for tests.
NO_COUNTRIES: Final = frozenset(
    ("AC", "CP", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ")
)

# Languages of workers that are the first language of few in any one country.
MORE_LANGUAGES: Final = frozenset({"ckb", "kmr", "prs", "rom", "zza"})
SHARE_OF_A_COUNTRY: Final = 5


@dataclass(frozen=True)
class NamedCode:
    """A code and its name in the language of the page."""

    code: str
    name: str


def choose_locale() -> str:
    """Give the language of the page: the one that was chosen, or the best that is offered."""
    offered = current_app.config["LANGUAGES"]
    chosen = session.get("language")
    if chosen in offered:
        return str(chosen)
    return request.accept_languages.best_match(offered) or offered[0]


def choose_timezone() -> str:
    """Give the time zone of the country in which the person works; UTC where it is not known."""
    actor = find_actor()
    return "UTC" if actor is None else _find_zone(actor.country)


@lru_cache(maxsize=512)
def _find_zone(country: str) -> str:
    zones = (
        zone
        for zone, territory in get_global("zone_territories").items()
        if territory == country and not zone.startswith("Etc/")
    )
    return str(min(zones, default="UTC"))


def write_moment(moment: datetime) -> str:
    """Give a moment for people to read, to the minute, in their time zone."""
    zone = get_timezone()
    local = moment.astimezone(zone)
    day = format_date(local, "medium", locale=_current())
    time = format_time(local, "short", locale=_current())
    return f"{day}, {time} UTC" if str(zone) == "UTC" else f"{day}, {time}"


def write_day(day: date) -> str:
    """Give a day for people to read."""
    return str(format_date(day, "medium", locale=_current()))


def write_month(day: date) -> str:
    """Give the month of a day for people to read."""
    return str(format_date(day, "MMM y", locale=_current()))


def describe_locale() -> Locale:
    """Give the language of the page and its direction to the templates."""
    locale = get_locale() or BabelLocale("en")
    return Locale(str(locale).replace("_", "-"), locale.text_direction)


def register_locale(app: Flask) -> None:
    """Let every template know its language."""
    app.config.setdefault("LANGUAGES", LANGUAGES)
    app.context_processor(lambda: {"locale": describe_locale()})
    _speak_quickly(app)


def _speak_quickly(app: Flask) -> None:
    """Let templates look up the language once for each request.

    A page has over a thousand phrases, and the library looks it up for each of them, which took a
    quarter of the time of the largest pages.
    """
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=lambda said: _find_words().gettext(said),
        ngettext=lambda one, many, count: _find_words().ngettext(one, many, count),
        newstyle=True,
    )


def _find_words() -> NullTranslations:
    words: NullTranslations | None = g.get("words")
    if words is None:
        words = g.words = get_translations()
    return words


@lru_cache(maxsize=1)
def _list_country_codes() -> frozenset[str]:
    territories = BabelLocale("en").territories
    codes = {str(code) for code in territories if len(str(code)) == 2}
    return frozenset(codes - NO_COUNTRIES)


@lru_cache(maxsize=1)
def _list_language_codes() -> frozenset[str]:
    """Give the languages that are official, or spoken by some, in any country."""
    named = BabelLocale("en").languages
    spoken = {
        code.partition("_")[0]
        for languages in get_global("territory_languages").values()
        for code, facts in languages.items()
        if facts["official_status"] or facts["population_percent"] >= SHARE_OF_A_COUNTRY
    }
    return frozenset((spoken | MORE_LANGUAGES) & set(named) - {"und"})


@lru_cache(maxsize=1)
def _list_currency_codes() -> frozenset[str]:
    codes = (get_territory_currencies(country) for country in _list_country_codes())
    return frozenset(code for each in codes for code in each)


def list_known_codes(instruments: Instruments) -> KnownCodes:
    """Give all codes that an answer may have, with those of invented countries."""
    parameters = [each.item for each in instruments.parameters]
    return KnownCodes(
        countries=_list_country_codes() | {each.country for each in parameters},
        languages=_list_language_codes(),
        currencies=_list_currency_codes() | {each.currency for each in parameters},
    )


def name_country(code: str, instruments: Instruments) -> str:
    """Give the name of a country; an invented one has the name in its parameters."""
    for each in instruments.parameters:
        if each.item.country == code and each.item.fictitious:
            return each.item.title
    return str(_current().territories.get(code, code))


def name_language(code: str) -> str:
    """Give the name of a language."""
    return str(_current().languages.get(code, code))


def name_currency(code: str) -> str:
    """Give a currency as its code with its name."""
    name = _current().currencies.get(code)
    return f"{code} – {name}" if name else code


def list_countries(instruments: Instruments) -> tuple[NamedCode, ...]:
    """Give all countries by name."""
    codes = list_known_codes(instruments).countries
    return _sort(NamedCode(code, name_country(code, instruments)) for code in codes)


def list_languages() -> tuple[NamedCode, ...]:
    """Give all languages by name."""
    return _sort(NamedCode(code, name_language(code)) for code in _list_language_codes())


def list_currencies(instruments: Instruments) -> tuple[NamedCode, ...]:
    """Give all currencies by code."""
    codes = sorted(list_known_codes(instruments).currencies)
    return tuple(NamedCode(code, name_currency(code)) for code in codes)


def _sort(names: Iterable[NamedCode]) -> tuple[NamedCode, ...]:
    return tuple(sorted(names, key=lambda each: each.name.casefold()))


def _current() -> BabelLocale:
    return get_locale() or BabelLocale("en")
