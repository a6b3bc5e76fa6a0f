"""The page of one's own sign-in: a new password, and a first sign-in that sets everything up."""

from datetime import timedelta

import pytest
from flask import Flask

from app.cases.roles import Role
from app.services.people import NewPerson, end_person, invite
from app.settings import Settings
from app.store.password_keys import read_password_keys
from app.store.setup import Store
from app.web.passwords import Passwords
from app.web.sign_in import build_desk
from tests.web.conftest import SignIn
from tests.web.installation import MovingClock, make_code
from tests.web.page import Page
from tests.web.page_client import PageClient

NEW = "a kettle under seven pines"
PERSON = NewPerson(
    "new@people.example", "New", (Role.INSPECTOR,), "Inspectorate", "", "ZZ", ("north",)
)


def give_words(client: PageClient, email: str, password: str) -> Page:
    fields = {"email": email, "password": password}
    return client.send(client.get("/sign-in"), "Sign in", fields)


@pytest.fixture
def words(app: Flask, settings: Settings, moving: MovingClock) -> str:
    """The passphrase of somebody who was invited just now."""
    store: Store = app.extensions["threshold.store"]
    keys = read_password_keys(settings.keys)
    desk = build_desk(store.records, moving.clock, settings, keys)
    with store.records.writing() as session:
        return invite(session, desk, PERSON, Passwords(keys).hash).passphrase


def test_new_password_opens_the_account_and_the_old_one_does_not(
    inspector: PageClient, anybody: PageClient, sign_in: SignIn
) -> None:
    elsewhere = sign_in("inspector")
    page = inspector.get("/account/password")

    weak = inspector.send(page, "Change the password", {"new_password": "short"})
    done = inspector.send(page, "Change the password", {"new_password": NEW})

    assert weak.list_error_links() == ["new_password"]
    assert "Your password is changed" in done.text
    assert elsewhere.get("/").heading == "Sign in"
    assert anybody.sign_in("inspector").heading == "Sign in"
    assert give_words(anybody, "inspector@people.example", NEW).status == 200


def test_words_that_are_offered_are_taken(inspector: PageClient) -> None:
    page = inspector.get("/account/password")
    offered = next(each.text or "" for each in page.root.iter("bdi"))

    done = inspector.send(page, "Change the password", {"new_password": offered})

    assert len(offered.split()) == 6
    assert "Your password is changed" in done.text


def test_invited_person_sets_up_password_and_second_factor_before_anything_else(
    anybody: PageClient, words: str, moving: MovingClock
) -> None:
    first = give_words(anybody, PERSON.email, words)
    assert first.heading == "Your sign-in"
    assert anybody.get("/interviews/new").heading == "Your sign-in"

    page = anybody.follow(first, "Choose a new password")
    page = anybody.send(page, "Change the password", {"new_password": NEW})
    assert anybody.get("/").heading == "Your sign-in"
    app_page = anybody.follow(page, "Set up an authenticator app")
    secret = "".join("".join(each.itertext()) for each in app_page.root.iter("bdi")).replace(
        " ", ""
    )
    page = anybody.send(app_page, "Set up", {"code": make_code(moving.moment, secret)})

    assert "You have no recovery codes" in page.text
    assert anybody.get("/").heading == "Start"


def test_passphrase_that_others_have_seen_opens_for_three_days(
    anybody: PageClient, words: str, moving: MovingClock
) -> None:
    moving.moment += timedelta(days=3)

    assert give_words(anybody, PERSON.email, words).status == 422


def test_person_who_left_is_signed_out_everywhere(
    app: Flask, settings: Settings, inspector: PageClient, moving: MovingClock
) -> None:
    store: Store = app.extensions["threshold.store"]
    keys = read_password_keys(settings.keys)
    with store.records.writing() as session:
        desk = build_desk(store.records, moving.clock, settings, keys)
        end_person(session, desk, "inspector@people.example")

    assert inspector.get("/").heading == "Sign in"
    assert inspector.sign_in("inspector").status == 422
