"""The pages of yearly tables show no small count, and lead to records those who may see them."""

import io
import re
from itertools import islice

import openpyxl
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

YEAR = 2023
RECORDS = 60


@pytest.fixture
def analyst(app: Flask, sign_in: SignIn) -> PageClient:
    """An analyst of an organisation whose invented records are all of one year."""
    keeper = Keeper(AccountId(1), OrganisationId(1), stopped_at(BEGIN))
    found = load().datasets.newest("victims")
    of_year = (
        each
        for each in generate_victims(found.item, 7, "ZZ")
        if (day := each.find_day("registered_on")) is not None and day.year == YEAR
    )
    with app.extensions["threshold"].records.writing() as session:
        for record in islice(of_year, RECORDS):
            fields = enter(Holding(dataset("victims")), record.values, Origin.ENTERED)
            keep(session, keeper, found, fields)
    return sign_in("analyst")


def test_tables_are_listed_by_year_and_a_table_shows_no_small_count(analyst: PageClient) -> None:
    listed = analyst.get("/tables")
    words = next(w for w in re.findall(r"[A-Z]+\d+ [^<]+", listed.html) if "ictims" in w)
    shown = analyst.get(f"/tables/{YEAR}/{words.split()[0]}")

    counts = [
        "".join(cell.itertext()).strip()
        for cell in shown.root.iter("td")
        if "numeric" in (cell.get("class") or "")
    ]
    numbers = {int(each) for each in counts if each.isdecimal()}
    assert str(YEAR) in listed.text
    assert numbers.isdisjoint(range(1, 5))
    assert max(numbers) > 4
    assert "<5" in counts


def test_a_count_leads_to_its_records_within_the_organisation(analyst: PageClient) -> None:
    shown = analyst.get(f"/tables/{YEAR}/E1")
    link = next(
        each
        for each in shown.root.iter("a")
        if "/records" in (each.get("href") or "") and (each.text or "").isdecimal()
        if int(each.text or "0") > 4
    )

    traced = analyst.get(link.get("href") or "")
    opened = analyst.follow(traced, "Open")

    records = set(re.findall(r"/records/[0-9a-f-]{36}", traced.html))
    assert len(records) == int(link.text or "0")
    assert opened.heading.startswith("Record V")
    assert "Not for publication" in traced.text


def test_what_there_is_not_is_not_found(analyst: PageClient) -> None:
    for address in (
        f"/tables/{YEAR}/none",
        f"/tables/{YEAR}/G5/records?of=registered_victims&by=sex&having=none",
    ):
        assert analyst.get(address).status == 404


def test_a_year_that_is_published_is_given_as_it_was_with_counts_below_eleven_hidden(
    analyst: PageClient,
) -> None:
    missing = analyst.http.get(f"/tables/{YEAR}.xlsx?public=yes")
    listed = analyst.send(analyst.get("/tables"), f"Publish {YEAR} For open publication")
    response = analyst.http.get(f"/tables/{YEAR}.xlsx?public=yes")

    book = openpyxl.load_workbook(io.BytesIO(response.data))
    cells = [
        row[-1]
        for sheet in book.worksheets
        for row in sheet.iter_rows(values_only=True)
        if row[0] == YEAR
    ]
    numbers = {cell for cell in cells if isinstance(cell, int)}
    assert missing.status_code == 404
    assert "Published: the workbook" in listed.text
    assert response.headers["Content-Disposition"] == "attachment; filename=public-2023.xlsx"
    assert numbers.isdisjoint(range(1, 11))
    assert max(numbers) > 10


def test_where_there_is_no_record_there_is_nothing_to_report(sign_in: SignIn) -> None:
    assert "There is no record yet" in sign_in("analyst").get("/tables").text
