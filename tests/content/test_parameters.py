"""The parameters of a country are complete, unbroken in time and honest about their source."""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from app.documents.model import parse_as
from app.documents.reader import load_document
from app.instruments.model import CountryValue, Parameters, Sourced
from app.instruments.vocabulary import ContactKind, Provenance

FOLDER = Path(__file__).parents[2] / "indicators" / "parameters"
SOUTH_EASTERN_EUROPE = {"rs", "me", "mk", "al", "ba", "md"}
VALUES = {
    "minimum_wage",
    "normal_weekly_hours",
    "maximum_weekly_hours",
    "minimum_working_age",
    "age_of_majority",
}
AUTHORITIES = {
    "labour_inspectorate",
    "national_coordinator",
    "identification_service",
    "prosecutor",
    "social_services",
}
INVENTED_CURRENCY = "XTS"
OLDEST_CASE = date(1994, 1, 1)
WRITTEN = date(2026, 11, 22)


def _list_files() -> list[Path]:
    return sorted(FOLDER.glob("*/*.yaml"))


def _read(path: Path) -> Parameters:
    return parse_as(load_document(path, path.name), Parameters)


ALL = [_read(path) for path in _list_files()]
REAL = [country for country in ALL if not country.fictitious]
INVENTED = [country for country in ALL if country.fictitious]
FIRST = [country for country in ALL if country.version == "1.0.0"]


def _name(country: Parameters) -> str:
    return country.id


each_country = pytest.mark.parametrize("country", ALL, ids=_name)
each_real_country = pytest.mark.parametrize("country", REAL, ids=_name)
each_invented_country = pytest.mark.parametrize("country", INVENTED, ids=_name)


def _periods(country: Parameters, name: str) -> list[CountryValue]:
    found = [value for value in country.values if value.id == name]
    return sorted(found, key=lambda value: value.valid_from)


def _facts(country: Parameters) -> list[Sourced]:
    return [*country.values, *country.contacts, *country.authorities]


def test_at_least_three_real_countries_and_an_invented_one_are_there() -> None:
    assert len({country.id for country in REAL} & SOUTH_EASTERN_EUROPE) >= 3
    assert {country.id for country in INVENTED} == {"zz"}


@pytest.mark.parametrize("path", _list_files(), ids=lambda path: str(path.relative_to(FOLDER)))
def test_a_country_is_called_as_its_folder_and_file(path: Path) -> None:
    country = _read(path)

    assert (country.id, country.version) == (path.parent.name, path.stem)
    assert country.country == country.id.upper()


@each_country
def test_a_country_states_every_value_and_authority_that_is_needed(country: Parameters) -> None:
    assert {value.id for value in country.values} >= VALUES
    assert {authority.id for authority in country.authorities} >= AUTHORITIES


@each_country
def test_police_and_ambulance_can_be_called_everywhere(country: Parameters) -> None:
    emergency = {c.id for c in country.contacts if c.kind is ContactKind.EMERGENCY}

    assert emergency >= {"police", "ambulance"}


@each_country
@pytest.mark.parametrize("name", sorted(VALUES))
def test_periods_of_a_value_follow_each_other_without_gap_or_overlap(
    country: Parameters, name: str
) -> None:
    periods = _periods(country, name)

    for earlier, later in pairwise(periods):
        assert earlier.valid_until is not None
        assert later.valid_from == earlier.valid_until + timedelta(days=1)
    last = periods[-1]
    assert last.valid_until is None or last.valid_until > last.valid_from


@each_country
def test_a_minimum_wage_is_money_in_the_currency_of_the_country(country: Parameters) -> None:
    for value in _periods(country, "minimum_wage"):
        assert value.amount is not None
        assert value.amount > 0
        assert value.currency == country.currency
        assert value.period is not None
        assert value.basis is not None
        assert value.number is None


@each_country
@pytest.mark.parametrize("name", sorted(VALUES - {"minimum_wage"}))
def test_every_other_value_is_a_plausible_number_with_a_unit(
    country: Parameters, name: str
) -> None:
    for value in _periods(country, name):
        assert value.number is not None
        assert value.amount is None
        assert (value.unit, 30 <= value.number <= 60) in [("hours a week", True), ("years", False)]


@each_country
def test_maximum_hours_are_not_below_normal_hours_on_any_day(country: Parameters) -> None:
    normal = max(v.number or 0 for v in _periods(country, "normal_weekly_hours"))

    assert all((v.number or 0) >= normal for v in _periods(country, "maximum_weekly_hours"))


@each_country
def test_contacts_and_authorities_stand_once_each(country: Parameters) -> None:
    for things in (country.contacts, country.authorities):
        ids = [thing.id for thing in things]
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize("country", [c for c in FIRST if not c.fictitious], ids=_name)
def test_the_first_version_of_a_country_is_not_said_to_be_compared_with_the_law(
    country: Parameters,
) -> None:
    sure = {Provenance.ONE_SOURCE, Provenance.RECOLLECTION}

    assert {fact.provenance for fact in _facts(country)} <= sure
    assert not [fact.id for fact in _facts(country) if fact.verified]


@each_country
def test_what_was_only_recalled_or_proposed_is_never_verified(country: Parameters) -> None:
    unread = {Provenance.RECOLLECTION, Provenance.RECONSTRUCTED, Provenance.PROPOSAL}

    assert not [f.id for f in _facts(country) if f.verified and f.provenance in unread]


@pytest.mark.parametrize("country", FIRST, ids=_name)
def test_no_source_is_dated_after_the_files_were_written(country: Parameters) -> None:
    assert all(date(1990, 1, 1) <= f.source_date <= WRITTEN for f in _facts(country))


@each_real_country
def test_a_real_country_says_that_contacts_must_be_called_before_use(country: Parameters) -> None:
    assert "call every telephone number, before it is used" in country.note


@each_real_country
def test_the_minimum_wage_of_today_and_of_three_years_before_is_stated(
    country: Parameters,
) -> None:
    first, *_, last = _periods(country, "minimum_wage")

    assert first.valid_from <= date(2023, 1, 1)
    assert last.valid_until is None or last.valid_until >= WRITTEN


@each_real_country
def test_a_gross_minimum_wage_says_that_it_is_not_compared(country: Parameters) -> None:
    gross = [value for value in _periods(country, "minimum_wage") if value.basis == "gross"]

    assert all("not compared" in (value.note or "") for value in gross)


@each_invented_country
def test_an_invented_country_says_so_and_can_be_taken_for_no_other(country: Parameters) -> None:
    assert "invented" in country.title
    assert country.currency == INVENTED_CURRENCY
    assert {fact.provenance for fact in _facts(country)} == {Provenance.PROPOSAL}
    assert all(contact.telephone.startswith("000 ") for contact in country.contacts)


@each_invented_country
def test_an_invented_country_covers_the_years_of_the_decided_cases(country: Parameters) -> None:
    for name in VALUES:
        assert _periods(country, name)[0].valid_from <= OLDEST_CASE


@each_invented_country
def test_an_invented_country_has_net_pay_and_every_kind_of_contact(country: Parameters) -> None:
    assert {value.basis for value in _periods(country, "minimum_wage")} == {"net"}
    assert {contact.kind for contact in country.contacts} == set(ContactKind)
