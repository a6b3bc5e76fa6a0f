"""Browsers are kept strict: nothing inline, nothing from outside, nothing kept."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask, request

from app.settings import Settings
from app.store.accounts import find_account
from app.store.errors import InventedPeopleError
from app.store.setup import open_store
from app.web.application import create_app
from app.web.headers import HEADERS
from tests.web.conftest import SignIn
from tests.web.installation import in_production
from tests.web.page_client import PageClient

ADDRESSES = ("/", "/sign-in", "/interviews/new", "/nothing", "/interviews/nothing")


@pytest.fixture
def production(settings: Settings) -> Iterator[Flask]:
    application = create_app(in_production(settings))
    yield application
    application.extensions["threshold.store"].close()


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_is_strict_and_never_stored(inspector: PageClient, address: str) -> None:
    response = inspector.http.get(address)

    for name, value in HEADERS.items():
        assert response.headers[name] == value
    assert response.headers["Cache-Control"] == "no-store"


def test_policy_allows_no_inline_code_and_no_other_site() -> None:
    policy = HEADERS["Content-Security-Policy"]

    assert "unsafe" not in policy
    assert "http" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy


def test_static_files_are_kept_for_long_under_a_name_that_changes_with_them(
    anybody: PageClient,
) -> None:
    page = anybody.get("/sign-in")
    sheet = page.find_all("link", rel="stylesheet")[0].get("href") or ""

    with anybody.http.get(sheet, buffered=True) as response:
        pass

    assert response.status_code == 200
    assert "max-age=31536000" in response.headers["Cache-Control"]
    assert sheet.count("/") == 3


def test_cookie_is_out_of_reach_of_scripts_and_other_sites(anybody: PageClient) -> None:
    cookie = anybody.http.get("/sign-in").headers["Set-Cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_cookie_of_production_is_bound_to_its_host_and_to_tls(production: Flask) -> None:
    response = production.test_client().get("/sign-in", base_url="https://localhost")

    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith("__Host-threshold=")
    assert "Secure" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie
    assert "max-age=31536000" in response.headers["Strict-Transport-Security"]


def test_demonstration_says_on_every_page_that_it_is_one(
    anybody: PageClient, sign_in: SignIn, production: Flask
) -> None:
    words = "every person and case here is invented"

    assert words in anybody.get("/sign-in").text
    assert words in sign_in("inspector").get("/").text
    assert words not in production.test_client().get("/sign-in").text


def test_invented_people_keep_production_from_starting(settings: Settings) -> None:
    store = open_store(settings)
    with store.records.writing() as session:
        account = find_account(session, "inspector@people.example")
        assert account is not None
        account.email = "inspector@vardania.example"
    store.close()

    with pytest.raises(InventedPeopleError, match="invented people"):
        create_app(in_production(settings))


@pytest.mark.parametrize(("proxies", "address"), [(0, "10.0.0.1"), (1, "198.51.100.7")])
def test_address_is_that_of_the_person_and_not_of_our_proxy(
    settings: Settings, proxies: int, address: str
) -> None:
    application = create_app(replace(settings, proxies=proxies))
    seen: list[str | None] = []
    application.before_request(lambda: seen.append(request.remote_addr))

    application.test_client().get(
        "/sign-in",
        headers={"X-Forwarded-For": "192.0.2.66, 198.51.100.7"},
        environ_base={"REMOTE_ADDR": "10.0.0.1"},
    )

    assert seen == [address]
    application.extensions["threshold.store"].close()
