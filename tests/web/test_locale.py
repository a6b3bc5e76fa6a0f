"""Pages in another language and direction, with names and times as people there write them."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from flask_babel import force_locale

from app.instruments.catalogue import Instruments
from app.services.workplace import Workplace
from app.web.locale import (
    list_countries,
    list_currencies,
    list_known_codes,
    list_languages,
    name_country,
    name_currency,
    name_language,
    write_moment,
)
from tests.web.page_client import PageClient


@pytest.fixture
def instruments(app: Flask) -> Instruments:
    workplace: Workplace = app.extensions["threshold"]
    return workplace.library.instruments


def test_page_declares_its_language_and_direction(anybody: PageClient) -> None:
    html = anybody.get("/sign-in").root

    assert (html.get("lang"), html.get("dir")) == ("en-GB", "ltr")


def test_page_turns_round_for_a_language_that_is_written_from_the_right(
    app: Flask, anybody: PageClient
) -> None:
    app.config["LANGUAGES"] = ("en_GB", "ar")

    response = anybody.http.get("/sign-in", headers={"Accept-Language": "ar"})

    assert '<html lang="ar" dir="rtl"' in response.text
    assert "threshold.rtl.css" in response.text


def test_lists_hold_invented_countries_and_no_unions(app: Flask, instruments: Instruments) -> None:
    with app.test_request_context():
        codes = {each.code for each in list_countries(instruments)}
        assert {"RS", "NP", "ZZ"} <= codes
        assert not codes & {"EU", "UN", "XA"}
        assert name_country("ZZ", instruments) == "Vardania (invented)"
        assert name_country("RS", instruments) == "Serbia"


def test_every_listed_code_may_be_answered(app: Flask, instruments: Instruments) -> None:
    known = list_known_codes(instruments)

    with app.test_request_context():
        assert {each.code for each in list_countries(instruments)} == known.countries
        assert {each.code for each in list_languages()} == known.languages
        assert {each.code for each in list_currencies(instruments)} == known.currencies


def test_names_are_in_the_language_of_the_page(app: Flask, instruments: Instruments) -> None:
    with app.test_request_context(), force_locale("sr"):
        assert name_language("ne") == "непалски"
        assert name_country("RS", instruments) == "Србија"
        assert name_currency("RSD") == "RSD – српски динар"


def test_languages_of_workers_are_offered(app: Flask) -> None:
    with app.test_request_context():
        codes = {each.code for each in list_languages()}

    assert {"sq", "sr", "mk", "rom", "ne", "bn", "tr", "uk", "hi", "vi", "fil", "ar"} <= codes
    assert "und" not in codes


def test_moment_says_that_it_is_utc_where_the_zone_is_not_known(app: Flask) -> None:
    with app.test_request_context():
        said = write_moment(datetime(2026, 3, 4, 9, 30, tzinfo=UTC))

    assert said == "4 Mar 2026, 09:30 UTC"
