"""An account is linked by a deed and by both identities; what the provider says again counts."""

from datetime import timedelta
from typing import Final

import pytest
from flask import Flask
from sqlalchemy import select

from app.services.people import end_person
from app.store.ids import AccountId
from app.store.setup import Store
from app.store.sign_in import forget_factors
from app.store.tables import Account, ProviderLink
from app.web.sign_in import get_desk
from tests.web.installation import MovingClock
from tests.web.page_client import PageClient
from tests.web.provider.identity_provider import (
    IdentityProvider,
)
from tests.web.provider.steps import (
    allow,
    come,
    go,
    go_back,
    link,
    read_token,
)

MINUTE: Final = 60


def test_person_is_linked_by_an_administrator_and_by_showing_both_identities(
    app: Flask, idp: IdentityProvider
) -> None:
    administrator, inspector = PageClient(app.test_client()), PageClient(app.test_client())
    inspector.sign_in("inspector")
    before = inspector.get("/account")
    refused = inspector.http.post("/account/provider", data=read_token(before))
    forced = go_back(inspector, idp, refused.location)
    administrator.sign_in("administrator")
    allow(administrator, "inspector")
    page = inspector.get("/account")
    done = inspector.send(go(inspector, idp, page, "Link my account to The Ministry"), "Continue")

    assert "The Ministry" not in before.text
    assert "has to let you link" in forced.text
    assert "Your account is linked" in done.text
    assert idp.asked[-1]["prompt"] == "login"
    assert come(PageClient(app.test_client()), idp).heading == "Show that it is you"


@pytest.mark.usefixtures("linked")
def test_identity_is_linked_to_one_account_alone_and_the_link_is_taken_away(
    app: Flask, idp: IdentityProvider
) -> None:
    administrator, colleague = PageClient(app.test_client()), PageClient(app.test_client())
    inspector = PageClient(app.test_client())
    inspector.give_code(come(inspector, idp))
    administrator.sign_in("administrator")
    colleague.sign_in("colleague")
    allow(administrator, "colleague")
    page = colleague.get("/account")
    taken = colleague.send(go(colleague, idp, page, "Link my account to The Ministry"), "Continue")
    asked = administrator.follow(administrator.get("/people"), "The Ministry (inspector)")
    administrator.send(asked, "Take it away")

    assert "is linked to another account here" in taken.text
    assert inspector.get("/").heading == "Sign in"
    assert "nobody here is linked" in come(inspector, idp).text


@pytest.mark.parametrize("ends", ["reset", "end"])
def test_reset_and_end_take_the_link_away(
    app: Flask, idp: IdentityProvider, linked: AccountId, ends: str
) -> None:
    store: Store = app.extensions["threshold.store"]
    with app.app_context(), store.records.writing() as session:
        if ends == "reset":
            forget_factors(session, session.get_one(Account, linked))
        else:
            end_person(session, get_desk(), "inspector@people.example")
    with store.records.reading() as session:
        assert session.scalars(select(ProviderLink)).all() == []
    assert "nobody here is linked" in come(PageClient(app.test_client()), idp).text


def test_provider_says_again_who_it_is_in_the_place_of_the_password(
    anybody: PageClient, idp: IdentityProvider, linked: AccountId, moving: MovingClock
) -> None:
    del linked
    anybody.sign_in("inspector")
    moving.moment += timedelta(minutes=6)
    button = "Use The Ministry in place of the password"
    again = anybody.get("/sign-in/again?next=/account/password")
    idp.claims = {"auth_time": int(moving.moment.timestamp()) - 2 * MINUTE}
    stale = anybody.send(go(anybody, idp, again, button), "Continue")
    idp.claims, idp.subject = {}, "subject-2"
    stranger = anybody.send(go(anybody, idp, again, button), "Continue")
    idp.subject = "subject-1"
    asked = anybody.send(go(anybody, idp, again, button), "Continue")
    done = anybody.give_code(asked)

    assert idp.asked[-1]["prompt"] == "login"
    assert idp.asked[-1]["max_age"] == "0"
    assert "did not ask you again who you are" in stale.text
    assert "nobody here is linked" in stranger.text
    assert asked.heading == "Show again that it is you"
    assert "Password" not in [label.text for label in asked.find_all("label")]
    assert done.heading == "Choose a new password"


def test_another_person_at_the_provider_renews_nothing(
    app: Flask, idp: IdentityProvider, linked: AccountId
) -> None:
    del linked
    link(app, "colleague", idp.issuer, "subject-2")
    browser = PageClient(app.test_client())
    browser.sign_in("inspector")
    idp.subject = "subject-2"

    page = go(
        browser, idp, browser.get("/sign-in/again"), "Use The Ministry in place of the password"
    )

    assert "somebody else signed in" in browser.send(page, "Continue").text
