"""The page of figures shows any two variables, their bars and a map, and no small count."""

import re
from itertools import islice

import pytest
from flask import Flask

from app.clock import stopped_at
from app.datasets.held import Holding, Origin
from app.datasets.sample_victims import generate_victims
from app.services.dataset_records import Keeper, enter, keep
from app.store.ids import AccountId, OrganisationId
from tests.datasets.reference import dataset, load
from tests.web.conftest import SignIn
from tests.web.installation import BEGIN
from tests.web.page_client import PageClient

RECORDS = 70


@pytest.fixture
def analyst(app: Flask, sign_in: SignIn) -> PageClient:
    keeper = Keeper(AccountId(1), OrganisationId(1), stopped_at(BEGIN))
    found = load().datasets.newest("victims")
    with app.extensions["threshold"].records.writing() as session:
        for record in islice(generate_victims(found.item, 7, "ZZ"), RECORDS):
            fields = enter(Holding(dataset("victims")), record.values, Origin.ENTERED)
            keep(session, keeper, found, fields)
    return sign_in("analyst")


def test_two_variables_are_shown_with_bars_a_map_and_no_small_count(analyst: PageClient) -> None:
    first = analyst.get("/datasets")
    shown = analyst.get("/datasets?rows=citizenships&columns=sex&only=victim_status")

    cells = ["".join(each.itertext()).strip() for each in shown.root.iter("td")]
    numbers = {int(each) for each in cells if each.isdecimal()}
    assert "70" in first.text
    assert numbers.isdisjoint(range(1, 5))
    assert "<5" in cells
    for source in re.findall(r'src="(/datasets/[^"]+)"', shown.html):
        picture = analyst.http.get(source.replace("&amp;", "&"))
        assert picture.mimetype == "image/svg+xml"
        assert b"<title>" in picture.data
        # Letters are drawn as outlines; what they say stands beside them.
        assert re.search(rb"<!-- \d+ -->", picture.data) or "map" in source
        assert not re.search(rb"<!-- [1-4] -->", picture.data)
    assert shown.html.count("<img") == 2
    assert all(each.get("alt") for each in shown.root.iter("img"))


@pytest.mark.parametrize(
    "address",
    [
        "/datasets?dataset=none",
        "/datasets/chart.svg?rows=name",
        "/datasets/map.svg?rows=sex",
        "/datasets/chart.svg?rows=sex&columns=sex",
        "/datasets/chart.svg?rows=sex&only=debt&category=none",
    ],
)
def test_what_there_is_not_is_not_found(analyst: PageClient, address: str) -> None:
    assert analyst.http.get(address).status_code == 404


def test_the_same_variable_twice_is_said_to_be_one(analyst: PageClient) -> None:
    assert "Choose each variable once" in analyst.get("/datasets?rows=sex&columns=sex").text


def test_without_records_there_is_no_table(sign_in: SignIn) -> None:
    assert "There is no record yet" in sign_in("analyst").get("/datasets").text
