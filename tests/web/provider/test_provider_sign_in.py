"""An institution's identity provider opens an account that is linked to it, and nothing else."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from flask import Flask
from limits import RateLimitItemPerHour

from app.services import throttling
from app.services.provider_sign_in import build_provider_desk
from app.settings import Settings
from app.store.accounts import list_accounts
from app.store.errors import KeyFileError
from app.store.ids import AccountId
from app.store.setup import Store
from app.store.tables import Account
from tests.web.installation import MovingClock
from tests.web.page_client import PageClient
from tests.web.provider.identity_provider import (
    CLIENT,
    IdentityProvider,
)
from tests.web.provider.steps import (
    BY,
    come,
    go,
    list_failures,
    write_query,
)


@pytest.mark.usefixtures("linked")
def test_linked_person_signs_in_with_our_second_factor_behind_it(
    anybody: PageClient, idp: IdentityProvider
) -> None:
    asked = come(anybody, idp)
    start = anybody.give_code(asked)

    assert asked.heading == "Show that it is you"
    assert start.heading == "Start"
    assert idp.asked[0]["code_challenge_method"] == "S256"
    assert idp.asked[0]["response_type"] == "code"
    assert "max_age" not in idp.asked[0]
    assert all(path.startswith("/realm/") for path in idp.seen)


@pytest.mark.usefixtures("linked")
@pytest.mark.parametrize(
    ("claims", "heading"),
    [
        ({"amr": ["pwd", "mfa"]}, "Start"),
        ({"acr": "mfa"}, "Start"),
        ({"amr": ["pwd"], "acr": "0"}, "Show that it is you"),
        ({"amr": "mfa"}, "Show that it is you"),
    ],
)
def test_second_factor_of_the_provider_counts_where_a_setting_says_so(
    anybody: PageClient, idp: IdentityProvider, claims: dict[str, Any], heading: str
) -> None:
    idp.claims = claims

    assert come(anybody, idp).heading == heading


LIES: Final[dict[str, tuple[dict[str, Any], str]]] = {
    "issuer": ({"claims": {"iss": "https://elsewhere.example"}}, "made by another"),
    "audience": ({"claims": {"aud": "another service"}}, "for another service"),
    "audience beside us": ({"claims": {"aud": [CLIENT, "another"]}}, "for another service"),
    "authorized party": ({"claims": {"azp": "another"}}, "for another service"),
    "expired": ({"claims": {"exp": 1772616000}}, "not valid at this time"),
    "no end": ({"claims": {"exp": None}}, "not valid at this time"),
    "of long ago": ({"claims": {"iat": 1772611000}}, "not valid at this time"),
    "of the future": ({"claims": {"nbf": 1872611000}}, "not valid at this time"),
    "nonce": ({"claims": {"nonce": "another"}}, "belongs to another sign-in"),
    "no nonce": ({"claims": {"nonce": None}}, "belongs to another sign-in"),
    "no subject": ({"claims": {"sub": ""}}, "did not say who you are"),
    "alg none": ({"signing": "none"}, "was not signed"),
    "shared secret": ({"signing": "HS256"}, "was not signed"),
    "other key": ({"signing": "other key"}, "was not signed"),
    "access token": ({"signing": "access token"}, "was not signed"),
    "unknown subject": ({"subject": "subject-2"}, "nobody here is linked"),
    "mix-up": ({"back": {"iss": "https://elsewhere.example"}}, "was not from The Ministry"),
    "mix-up without a word": ({"back": {"iss": ""}}, "was not from The Ministry"),
    "wrong code": ({"back": {"code": "code-0"}}, "did not take back"),
    "wrong state": ({"back": {"state": "another"}}, "was not begun in this browser"),
    "declined": ({"back": {"error": "access_denied"}}, "sent you back without"),
}
LOGGED: Final = {
    "audience beside us": "audience",
    "authorized party": "audience",
    "no end": "expired",
    "of long ago": "expired",
    "of the future": "expired",
    "no nonce": "nonce",
    "no subject": "subject",
    "alg none": "signature",
    "shared secret": "signature",
    "other key": "signature",
    "access token": "signature",
    "unknown subject": "unknown",
    "mix-up": "mix_up",
    "mix-up without a word": "mix_up",
    "wrong code": "code",
    "wrong state": "state",
}


@pytest.mark.usefixtures("linked")
def test_what_is_not_as_it_has_to_be_is_refused_in_a_sentence_and_logged_by_code(
    anybody: PageClient, app: Flask, idp: IdentityProvider
) -> None:
    for name, (lie, words) in LIES.items():
        honest = replace(idp)
        for part, value in lie.items():
            setattr(idp, part, value)

        page = come(anybody, idp)

        assert page.heading == "Sign in", name
        assert words in page.text, name
        assert list_failures(app)[-1] == f"provider {LOGGED.get(name, name)}"
        assert anybody.get("/").heading == "Sign in", name
        idp.claims, idp.signing = honest.claims, honest.signing
        idp.subject, idp.back = honest.subject, honest.back
    assert len(list_failures(app)) == len(LIES)


@pytest.mark.usefixtures("linked")
def test_what_came_back_counts_once_and_in_its_own_browser(
    app: Flask, anybody: PageClient, idp: IdentityProvider
) -> None:
    page = go(anybody, idp, anybody.get("/sign-in"), BY)
    cookie = anybody.http.get_cookie("threshold")
    assert cookie is not None
    stolen = PageClient(app.test_client())
    elsewhere = stolen.send(stolen.get(page.address + "?" + write_query(page)), "Continue")
    first = anybody.send(page, "Continue")
    replayed = PageClient(app.test_client())
    replayed.http.set_cookie("threshold", cookie.value)
    again = replayed.send(page, "Continue")

    assert "was not begun in this browser" in elsewhere.text
    assert first.heading == "Show that it is you"
    assert "was used already" in again.text


@pytest.mark.usefixtures("linked")
def test_way_back_ends_after_ten_minutes(
    anybody: PageClient, idp: IdentityProvider, moving: MovingClock
) -> None:
    page = go(anybody, idp, anybody.get("/sign-in"), BY)
    moving.moment += timedelta(minutes=10)

    assert "took more than ten minutes" in anybody.send(page, "Continue").text


def test_retired_person_is_kept_out_in_the_words_for_unknown_ones(
    app: Flask, anybody: PageClient, idp: IdentityProvider, linked: AccountId
) -> None:
    store: Store = app.extensions["threshold.store"]
    with app.app_context(), store.records.writing() as session:
        account = session.get_one(Account, linked)
        account.active = False
    closed = come(anybody, idp)
    idp.subject = "subject-2"
    unknown = come(anybody, idp)

    assert "nobody here is linked" in closed.text
    assert closed.text == unknown.text
    assert list_failures(app) == ["provider closed", "provider unknown"]


@pytest.mark.usefixtures("linked")
@pytest.mark.parametrize(
    "metadata",
    [
        {"issuer": "https://elsewhere.example"},
        {"token_endpoint": "http://127.0.0.2:9/token"},
        {"jwks_uri": "https://elsewhere.example/keys"},
        {"authorization_endpoint": "https://elsewhere.example/authorize"},
        {"token_endpoint_auth_methods_supported": ["private_key_jwt"]},
    ],
)
def test_provider_that_names_others_is_not_followed(
    anybody: PageClient, idp: IdentityProvider, metadata: dict[str, Any]
) -> None:
    idp.metadata = metadata

    page = anybody.send(anybody.get("/sign-in"), BY)

    assert "is not set up as it should be" in page.text
    assert len(idp.seen) == 1


def test_provider_that_is_not_there_leaves_the_password(
    anybody: PageClient, idp: IdentityProvider
) -> None:
    idp.origin = f"{idp.origin[:-1]}"
    idp.metadata = {"issuer": None}

    assert "is not set up as it should be" in anybody.send(anybody.get("/sign-in"), BY).text
    assert anybody.sign_in("inspector").heading == "Start"


@pytest.mark.usefixtures("linked")
def test_steps_are_counted_by_address_until_they_lead_to_an_account(
    anybody: PageClient, idp: IdentityProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttling, "WAYS_PER_ADDRESS", RateLimitItemPerHour(4))
    came = [come(PageClient(anybody.http.application.test_client()), idp) for _ in range(3)]
    idp.metadata = {"issuer": None}
    sent = anybody.get("/sign-in")
    statuses = [anybody.send(sent, BY).status for _ in range(5)]

    assert {page.heading for page in came} == {"Show that it is you"}
    assert statuses == [200] * 4 + [429]


@pytest.mark.usefixtures("linked")
def test_pages_with_the_button_alone_may_lead_to_the_provider(
    anybody: PageClient, idp: IdentityProvider
) -> None:
    there = anybody.http.get("/sign-in").headers["Content-Security-Policy"]
    elsewhere = anybody.http.get("/verify").headers["Content-Security-Policy"]

    assert f"form-action 'self' {idp.origin};" in there
    assert "form-action 'self';" in elsewhere


def test_nobody_is_made_by_the_word_of_the_provider(
    app: Flask, anybody: PageClient, idp: IdentityProvider
) -> None:
    store: Store = app.extensions["threshold.store"]
    with store.records.reading() as session:
        before = len(list_accounts(session))
    idp.claims = {"email": "inspector@people.example", "email_verified": True}

    page = come(anybody, idp)

    with store.records.reading() as session:
        assert len(list_accounts(session)) == before
    assert "nobody here is linked" in page.text


def test_secret_that_others_may_read_keeps_the_application_closed(
    with_provider: Settings, secret_file: Path
) -> None:
    secret_file.chmod(0o644)

    with pytest.raises(KeyFileError, match="may be read by others"):
        build_provider_desk(with_provider)
