"""Two administrators give somebody a new beginning; one alone can't, and nobody for themselves."""

from datetime import timedelta

import pytest
from flask import Flask

from app.store.accounts import find_account
from app.store.setup import Store
from app.store.tables import Role
from tests.web.conftest import SignIn
from tests.web.installation import MovingClock
from tests.web.page import Page
from tests.web.page_client import PageClient

ADDRESS = "/resets"


@pytest.fixture
def administrators(app: Flask, sign_in: SignIn) -> tuple[PageClient, PageClient]:
    """Two administrators of one organisation; the second is the colleague."""
    store: Store = app.extensions["threshold.store"]
    with store.records.writing() as session:
        account = find_account(session, "colleague@people.example")
        assert account is not None
        account.roles.append(session.query(Role).filter_by(name="administrator").one())
    return sign_in("administrator"), sign_in("colleague")


def ask_for(client: PageClient, name: str) -> Page:
    page = client.get(ADDRESS)
    option = next(each for each in page.root.iter("option") if f"{name}@" in (each.text or ""))
    return client.send(page, "Ask for a reset", {"person": option.get("value") or ""})


def decide(client: PageClient) -> Page:
    return client.send(
        client.get(ADDRESS), "Reset this sign-in (inspector (inspector@people.example))"
    )


def test_second_administrator_gives_a_new_beginning(
    administrators: tuple[PageClient, PageClient], inspector: PageClient, anybody: PageClient
) -> None:
    first, second = administrators
    ask_for(first, "inspector")

    page = decide(second)
    words = next(each.text or "" for each in page.root.iter("bdi"))

    assert len(words.split()) == 6
    assert inspector.get("/").heading == "Sign in"
    assert anybody.sign_in("inspector").status == 422
    fields = {"email": "inspector@people.example", "password": words}
    begun = anybody.send(anybody.get("/sign-in"), "Sign in", fields)
    assert begun.heading == "Your sign-in"
    assert "Choose a password of your own" in begun.text


def test_administrator_who_asked_is_not_the_one_who_resets(
    administrators: tuple[PageClient, PageClient],
) -> None:
    first, second = administrators
    page = ask_for(first, "inspector")
    assert not [form for form in page.root.iter("form") if "/resets/" in (form.get("action") or "")]

    address = find_address(second)
    token = page.find_all("input", name="csrf_token")[0].get("value") or ""
    response = first.http.post(address, data={"csrf_token": token}, follow_redirects=True)

    assert "Another administrator than the one who asked" in response.text


def test_reset_waits_for_a_day_only_and_is_done_once(
    administrators: tuple[PageClient, PageClient], moving: MovingClock
) -> None:
    first, second = administrators
    ask_for(first, "inspector")
    address = find_address(second)
    token = second.get(ADDRESS).find_all("input", name="csrf_token")[0].get("value") or ""

    done = second.http.post(address, data={"csrf_token": token})
    again = second.http.post(address, data={"csrf_token": token}, follow_redirects=True)

    assert "The sign-in is reset" in done.text
    assert "This was reset already" in again.text
    ask_for(first, "inspector")
    moving.moment += timedelta(days=1)
    assert "Nothing waits" in open_after_a_day(second).text


def test_nobody_resets_their_own_sign_in(administrators: tuple[PageClient, PageClient]) -> None:
    first, second = administrators
    ask_for(first, "colleague")

    page = second.get(ADDRESS)

    assert "Somebody else than you has to reset it" in page.text
    assert "administrator@people.example" not in [e.text for e in page.root.iter("option")]


def test_administrator_of_another_organisation_sees_no_people_of_this_one(
    administrators: tuple[PageClient, PageClient],
) -> None:
    first, _ = administrators

    assert "outreach@people.example" not in first.get(ADDRESS).html


def open_after_a_day(client: PageClient) -> Page:
    client.sign_in("colleague")
    return client.get(ADDRESS)


def find_address(client: PageClient) -> str:
    forms = client.get(ADDRESS).root.iter("form")
    return next(f.get("action") or "" for f in forms if "/resets/" in (f.get("action") or ""))
