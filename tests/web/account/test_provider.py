"""An institution's identity provider opens an account that is linked to it, and nothing else."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from flask import Flask
from limits import RateLimitItemPerHour
from sqlalchemy import select

from app.services import throttling
from app.services.people import end_person
from app.services.provider_sign_in import build_provider_desk, let_link
from app.settings import Settings
from app.settings_of_provider import ProviderSettings
from app.store.accounts import find_account, list_accounts
from app.store.errors import KeyFileError
from app.store.ids import AccountId
from app.store.provider_links import find_link
from app.store.setup import Store
from app.store.sign_in import forget_factors
from app.store.tables import Account, LogEntry, ProviderLink
from app.web.sign_in import get_desk
from tests.web.account.identity_provider import (
    CLIENT,
    SECRET,
    IdentityProvider,
    providing,
    read_query,
)
from tests.web.conftest import KeptTemplates
from tests.web.installation import MovingClock, running
from tests.web.page import Page
from tests.web.page_client import PageClient

BY: Final = "Sign in with The Ministry"
MINUTE: Final = 60


@pytest.fixture
def idp(moving: MovingClock) -> Iterator[IdentityProvider]:
    with providing(moving) as made:
        yield made


@pytest.fixture
def secret_file(tmp_path: Path) -> Path:
    path = tmp_path / "client.secret"
    path.touch(mode=0o600)
    path.write_text(f"{SECRET}\n", "ascii")
    return path


@pytest.fixture
def with_provider(settings: Settings, idp: IdentityProvider, secret_file: Path) -> Settings:
    provider = ProviderSettings(idp.issuer, CLIENT, secret_file, "The Ministry", ("mfa",))
    return replace(settings, provider=provider)


@pytest.fixture
def app(
    with_provider: Settings, moving: MovingClock, kept_templates: KeptTemplates
) -> Iterator[Flask]:
    with running(with_provider, moving, kept_templates) as application:
        yield application


@pytest.fixture
def linked(app: Flask, idp: IdentityProvider) -> AccountId:
    """The inspector, whose account is linked to who is at the provider."""
    return link(app, "inspector", idp.issuer, idp.subject)


def link(app: Flask, name: str, issuer: str, subject: str) -> AccountId:
    store: Store = app.extensions["threshold.store"]
    with app.app_context(), store.records.writing() as session:
        account = find_account(session, f"{name}@people.example")
        assert account is not None
        let_link(session, get_desk(), account.id, account.id)
        row = find_link(session, account.id)
        assert row is not None
        row.issuer, row.subject, row.linked_at = issuer, subject, account.created_at
        return account.id


def leave(browser: PageClient, page: Page, button: str) -> str:
    """Press a button that leads to the provider; give the address that it leads to."""
    form = page.find_form(button)
    sent = {each.get("name", ""): each.get("value", "") for each in form.iter("input")}
    response = browser.http.post(form.get("action") or "", data=sent)
    assert response.status_code == 303, response.text
    return response.location


def go(browser: PageClient, idp: IdentityProvider, page: Page, button: str) -> Page:
    """Go to the provider and come back, up to the button there."""
    back = idp.authorize(read_query(leave(browser, page, button)))
    return browser.get(back.removeprefix("http://localhost"))


def come(browser: PageClient, idp: IdentityProvider) -> Page:
    """Sign in by the provider as far as that goes."""
    return browser.send(go(browser, idp, browser.get("/sign-in"), BY), "Continue")


def list_failures(app: Flask) -> list[str]:
    store: Store = app.extensions["threshold.store"]
    failed = select(LogEntry.subject).where(LogEntry.action == "sign_in_failed")
    with store.records.reading() as session:
        return list(session.scalars(failed.order_by(LogEntry.sequence)))


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


def write_query(page: Page) -> str:
    form = page.find_form("Continue")
    fields = {each.get("name", ""): each.get("value", "") for each in form.iter("input")}
    return "&".join(f"{name}={fields[name]}" for name in ("code", "state", "iss"))


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


def allow(administrator: PageClient, name: str) -> Page:
    people = administrator.get("/people")
    asked = administrator.follow(people, f"The Ministry ({name})")
    return administrator.send(asked, "Let them link")


def read_token(page: Page) -> dict[str, str]:
    tokens = [each.get("value") for each in page.find_all("input", name="csrf_token")]
    return {"csrf_token": tokens[0] or ""}


def go_back(browser: PageClient, idp: IdentityProvider, address: str) -> Page:
    back = idp.authorize(read_query(address))
    return browser.send(browser.get(back.removeprefix("http://localhost")), "Continue")


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
