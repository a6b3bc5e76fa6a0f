"""What no browser of ours sends gets nothing: strange methods, sources, parameters sent twice."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.services.workplace import Workplace
from app.store.tables import Interview
from tests.web.conftest import SignIn
from tests.web.page_client import PageClient, list_controls

CANARY = "CANARY-5D1E"
BEGIN = "Begin the interview"
FOREIGN_METHODS = ("TRACE", "TRACK", "CONNECT", "PROPFIND", "PUT", "PATCH", "DELETE")
SOURCES = (
    "/.git/config",
    "/.git/HEAD",
    "/wsgi.py",
    "/app/settings.py",
    "/var/keys/master.key",
    "/requirements.txt",
    "{static}/../policy.py",
    "{static}/../../../.git/config",
    "{static}/%2e%2e/%2e%2e/policy.py",
    "{static}/..%2f..%2fpolicy.py",
    "{static}//etc/passwd",
    "{static}",
    "{static}/",
    "{static}/fonts/",
)
NUMBERS = ("9" * 25, "9" * 5000, "-1", "0", "١٢")


def count_interviews(app: Flask) -> int:
    workplace: Workplace = app.extensions["threshold"]
    with workplace.records.reading() as session:
        return session.scalar(select(func.count(Interview.id))) or 0


@pytest.mark.parametrize(
    "address", ["/", "/sign-in", "/interviews/new", "/verify", "{static}/a.js"]
)
def test_only_the_methods_of_a_route_are_answered_and_none_gives_back_what_was_sent(
    app: Flask, inspector: PageClient, address: str
) -> None:
    place = address.format(static=app.static_url_path)

    for method in FOREIGN_METHODS:
        answer = inspector.http.open(place, method=method, headers={"X-Sent": CANARY})

        assert answer.status_code == 405, method
        assert CANARY not in answer.text


@pytest.mark.parametrize("address", SOURCES)
def test_nothing_but_the_files_of_pages_is_served(
    app: Flask, inspector: PageClient, address: str
) -> None:
    place = address.format(static=app.static_url_path)

    answer = inspector.http.get(place, follow_redirects=True)

    assert answer.status_code == 404


def test_of_a_parameter_that_is_sent_twice_the_first_counts_and_of_an_address_none(
    app: Flask, inspector: PageClient
) -> None:
    page = inspector.get("/interviews/new")
    sent = list_controls(page.find_form(BEGIN), BEGIN)
    country = sent["country"]
    sent.add("country", "XX")
    before = count_interviews(app)

    first = inspector.http.post("/interviews/new?country=YY&area=999", data=sent)
    sent.setlist("country", ["XX", country])
    other = inspector.http.post("/interviews/new", data=sent)

    assert first.status_code == 302
    assert other.status_code == 422
    assert count_interviews(app) == before + 1


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("administrator", "/people?after={}"),
        ("administrator", "/people/{}"),
        ("analyst", "/tables/{}/T1"),
        ("analyst", "/dashboard?year={}"),
        ("supervisor", "/sites?page={}"),
    ],
)
def test_number_that_is_none_breaks_nothing(sign_in: SignIn, name: str, address: str) -> None:
    client = sign_in(name)

    answers = {client.http.get(address.format(each)).status_code for each in NUMBERS}

    assert answers <= {200, 404}


@pytest.mark.parametrize("address", ["/printing", "/visits/summary"])
def test_all_days_that_there_are_can_be_asked_for(sign_in: SignIn, address: str) -> None:
    page = sign_in("supervisor").get(f"{address}?first=0001-01-01&last=9999-12-31")

    assert page.status == 200
